"""Lists of an annex in the joined file: definitions of its own, so that it counts from its own beginning.

A style may be shared with the first part, and then counts by the list of that; paragraphs in such a style get the
annex's own list themselves.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field

from briefing.docx_merge.copying import Copier, widened
from briefing.docx_merge.lists import Lists
from briefing.docx_merge.style_fingerprint import Styles
from briefing.docx_merge.style_map import Dress
from briefing.ooxml.order import child_of, set_value
from briefing.ooxml.package import Package
from briefing.ooxml.xml import Element, W, attribute, child, parent, remove, setting, value
from briefing.render.word.markup import DECLARED

NUMBERING_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
_EMPTY = f"<w:numbering {DECLARED}/>"


@dataclass(slots=True)
class _Move:
    """The lists of one annex on their way: `ids` are the new ids of lists by the old, `kinds` those of definitions."""

    lists: Lists
    dress: Dress
    root: Element
    ids: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)


def bring_lists(target: Package, copier: Copier, styles: Styles, made: Dress, stories: Iterable[Element]) -> None:
    """Brings the lists that the text of an annex and its styles count by; the text names its styles by old ids yet."""
    roots = list(stories)
    if not styles.lists.uses:
        for root in roots:
            for use in list(root.iter(f"{W}numPr")):
                remove(use)
        return
    part = target.ensure("numbering", "word/numbering.xml", NUMBERING_TYPE, _EMPTY)
    if styles.lists.root is not None:
        target.put(part, widened(target.tree(part), styles.lists.root))
    move = _Move(styles.lists, made, target.tree(part))
    for old, style in made.fresh.items():
        _count_style(move, styles, old, style)
    for root in roots:
        for paragraph in root.iter(f"{W}p"):
            _count(move, styles, paragraph)
    _pictures(move, copier, part)


def _count_style(move: _Move, styles: Styles, old: str, style: Element) -> None:
    use = style.find(f"{W}pPr/{W}numPr")
    if use is None or use.find(f"{W}numId") is None:
        return
    if (new := _list(move, setting(use, "numId"))) is None:
        remove(use)
        return
    level = styles.lists.level(child(styles.by_id[old], "pPr/numPr"))
    if level != "0" or use.find(f"{W}ilvl") is not None:
        set_value(use, "ilvl", level)
    set_value(use, "numId", new)


def _count(move: _Move, styles: Styles, paragraph: Element) -> None:
    """Has a paragraph counted by the annex's own list."""
    own = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
    if own is not None:
        new = _list(move, attribute(own, "val"))
        remove(parent(own)) if new is None else own.set(f"{W}val", new)
        return
    number = value(paragraph, "pPr/pStyle") or move.dress.default
    counted = styles.counted(number) if number in styles.by_id else None
    if counted is None or counted[0] in move.dress.fresh:
        return
    new = _list(move, setting(counted[1], "numId"))
    if new is not None:
        properties = child_of(paragraph, "pPr")
        use = child_of(properties, "numPr")
        if use.find(f"{W}ilvl") is None:
            set_value(use, "ilvl", styles.lists.level(counted[1]))
        set_value(use, "numId", new)
        _keep_indent(properties, styles, number, counted[0])


def _keep_indent(said: Element, styles: Styles, number: str, counting: str) -> None:
    """A list of a paragraph's own has its indents stand over those of the style; these did stand over the list's."""
    chain = styles.chain(number)
    wanted: dict[str, str] = {}
    for item in reversed(chain[: chain.index(counting) + 1]):
        found = styles.by_id[item].find(f"{W}pPr/{W}ind")
        wanted |= {} if found is None else dict(found.attrib)
    if wanted:
        own = child_of(said, "ind")
        for key, value in wanted.items():
            if own.get(key) is None:
                own.set(key, value)


def _list(move: _Move, number: str) -> str | None:
    """The new id of a list; None if the annex does not define it. 0 is no list, in any file."""
    if number == "0" or number in move.ids:
        return move.ids.get(number, "0")
    kind = move.lists.kind(number)
    if kind is None:
        return None
    use = deepcopy(move.lists.uses[number])
    for name in [name for name in use.attrib if not name.startswith(W)]:
        del use.attrib[name]  # what only tells lists apart
    move.ids[number] = _next(move.root, "num", "numId")
    use.set(f"{W}numId", move.ids[number])
    set_value(use, "abstractNumId", _kind(move, kind))
    _dress(move, use)
    last = move.root.find(f"{W}numIdMacAtCleanup")
    move.root.append(use) if last is None else last.addprevious(use)
    return move.ids[number]


def _kind(move: _Move, kind: Element) -> str:
    old = attribute(kind, "abstractNumId")
    if old in move.kinds:
        return move.kinds[old]
    copy = deepcopy(kind)
    for name in ("styleLink", "numStyleLink", "name", "nsid"):
        for gone in copy.findall(f"{W}{name}"):
            copy.remove(gone)
    move.kinds[old] = _next(move.root, "abstractNum", "abstractNumId")
    copy.set(f"{W}abstractNumId", move.kinds[old])
    for name in [name for name in copy.attrib if not name.startswith(W)]:
        del copy.attrib[name]
    # Lists with the same nsid are taken for one when text is pasted.
    same = hashlib.sha256(f"annex {move.kinds[old]}".encode()).hexdigest()[:8].upper()
    identity = copy.makeelement(f"{W}nsid", {f"{W}val": same})
    copy.insert(0, identity)
    _dress(move, copy)
    kinds = move.root.findall(f"{W}abstractNum") or move.root.findall(f"{W}numPicBullet")
    kinds[-1].addnext(copy) if kinds else move.root.insert(0, copy)
    return move.kinds[old]


def _dress(move: _Move, element: Element) -> None:
    """Ties levels to the styles that came along with them, and to no others."""
    for tie in list(element.iter(f"{W}pStyle", f"{W}rStyle")):
        old = attribute(tie, "val")
        keep = old in (move.dress.fresh if tie.tag == f"{W}pStyle" else move.dress.ids)
        tie.set(f"{W}val", move.dress.ids[old]) if keep else remove(tie)


def _next(root: Element, name: str, number: str) -> str:
    used = [int(item.get(f"{W}{number}", "0")) for item in root.iter(f"{W}{name}")]
    return str(max(used, default=0) + 1)


def _pictures(move: _Move, copier: Copier, part: str) -> None:
    """Bullets that are pictures."""
    roots = [] if move.lists.root is None else [move.lists.root]
    old = {attribute(item, "numPicBulletId"): item for root in roots for item in root.iter(f"{W}numPicBullet")}
    wanted = {attribute(item, "abstractNumId"): item for item in move.root.iter(f"{W}abstractNum")}
    made: dict[str, str] = {}
    for number in move.kinds.values():
        for use in wanted[number].iter(f"{W}lvlPicBulletId"):
            value = attribute(use, "val")
            if value in old and value not in made:
                made[value] = _next(move.root, "numPicBullet", "numPicBulletId")
                copy = deepcopy(old[value])
                copy.set(f"{W}numPicBulletId", made[value])
                copier.relate([copy], move.lists.part, part)
                move.root.insert(len(move.root.findall(f"{W}numPicBullet")), copy)
            use.set(f"{W}val", made.get(value, value))
