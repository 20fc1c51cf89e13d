"""Lists of an annex in the merged file: definitions of its own, so that it counts from its own beginning.

A style may be shared with the first file, and then counts by the list of that; paragraphs in such a style get the
annex's own list themselves.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field

from briefing.docx_merge.copying import Copier, declaring
from briefing.docx_merge.style_fingerprint import FingerprintedStyles
from briefing.docx_merge.style_map import StyleMap
from briefing.ooxml.numbering import add_definition, add_list, free_id, numbering_part
from briefing.ooxml.order import child_of, set_value
from briefing.ooxml.package import Package
from briefing.ooxml.xml import Element, W, attribute, child, parent, remove, remove_all, setting, value


@dataclass(slots=True)
class _ListMap:
    """The lists of one annex on their way to `root`, the merged w:numbering.

    `nums` and `abstract` map the old ids of lists (numId) and of their definitions (abstractNumId) to new ones.
    """

    annex: FingerprintedStyles
    styles: StyleMap
    root: Element
    nums: dict[str, str] = field(default_factory=dict)
    abstract: dict[str, str] = field(default_factory=dict)


def merge_lists(
    target: Package, copier: Copier, annex: FingerprintedStyles, styles: StyleMap, stories: Iterable[Element]
) -> None:
    """Bring the lists that number the text of an annex and its styles; the text must still name styles by old ids."""
    roots = list(stories)
    if not annex.lists.by_id:
        remove_all(item for root in roots for item in root.iter(f"{W}numPr"))
        return
    part = numbering_part(target)
    if annex.lists.root is not None:
        target.put(part, declaring(target.tree(part), annex.lists.root))
    lists = _ListMap(annex, styles, target.tree(part))
    for old, style in styles.brought.items():
        _number_style(lists, old, style)
    for root in roots:
        for paragraph in root.iter(f"{W}p"):
            _number_paragraph(lists, paragraph)
    _bring_picture_bullets(lists, copier, part)


def _number_style(lists: _ListMap, old: str, style: Element) -> None:
    num_pr = style.find(f"{W}pPr/{W}numPr")
    if num_pr is None or num_pr.find(f"{W}numId") is None:
        return
    if (new := _num(lists, setting(num_pr, "numId"))) is None:
        remove(num_pr)
        return
    level = lists.annex.level(old, child(lists.annex.by_id[old], "pPr/numPr"))
    if level != "0" or num_pr.find(f"{W}ilvl") is not None:
        set_value(num_pr, "ilvl", level)
    set_value(num_pr, "numId", new)


def _number_paragraph(lists: _ListMap, paragraph: Element) -> None:
    """Have a paragraph numbered by the annex's own list, also where its style is one of the merged file's."""
    own = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
    if own is not None:
        new = _num(lists, attribute(own, "val"))
        remove(parent(own)) if new is None else own.set(f"{W}val", new)
        return
    style = value(paragraph, "pPr/pStyle") or lists.styles.default
    stated = lists.annex.numbering(style) if style in lists.annex.by_id else None
    if stated is None or stated[0] in lists.styles.brought:
        return
    stating, num_pr = stated
    new = _num(lists, setting(num_pr, "numId"))
    if new is not None:
        properties = child_of(paragraph, "pPr")
        own = child_of(properties, "numPr")
        if own.find(f"{W}ilvl") is None:
            set_value(own, "ilvl", lists.annex.level(stating, num_pr))
        set_value(own, "numId", new)
        _keep_indent(lists.annex, properties, style, stating)


def _keep_indent(annex: FingerprintedStyles, properties: Element, style: str, stating: str) -> None:
    """Write out the indents of the styles from the one `stating` a list up: a paragraph's own list overrides them."""
    chain = annex.chain(style)
    wanted: dict[str, str] = {}
    for item in reversed(chain[: chain.index(stating) + 1]):
        indent = annex.by_id[item].find(f"{W}pPr/{W}ind")
        wanted |= {} if indent is None else dict(indent.attrib)
    if wanted:
        own = child_of(properties, "ind")
        for key, amount in wanted.items():
            if own.get(key) is None:
                own.set(key, amount)


def _num(lists: _ListMap, num_id: str) -> str | None:
    """Return the new id of a list, which is brought; None if the annex does not define it. 0 is no list in any file."""
    if num_id == "0" or num_id in lists.nums:
        return lists.nums.get(num_id, "0")
    used = lists.annex.lists.by_id.get(num_id)
    if used is None or used.definition is None:
        return None
    kind = _abstract_num(lists, used.kind, used.definition)
    lists.nums[num_id] = add_list(lists.root, _copy(lists, used.element), kind)
    return lists.nums[num_id]


def _abstract_num(lists: _ListMap, old: str, definition: Element) -> str:
    """Return the new id of the definition of a list, which is brought; `old` is its id in the annex."""
    if old not in lists.abstract:
        copy = _copy(lists, definition)
        remove_all(copy.iterchildren(*(f"{W}{name}" for name in ("styleLink", "numStyleLink", "name", "nsid"))))
        new = lists.abstract[old] = add_definition(lists.root, copy)
        # Lists with the same nsid are taken for one when text is pasted.
        nsid = hashlib.sha256(f"annex {new}".encode()).hexdigest()[:8].upper()
        copy.insert(0, copy.makeelement(f"{W}nsid", {f"{W}val": nsid}))
    return lists.abstract[old]


def _copy(lists: _ListMap, element: Element) -> Element:
    """Return a copy without what only tells lists apart, its levels tied to styles that came along, and no others."""
    copy = deepcopy(element)
    for name in [name for name in copy.attrib if not name.startswith(W)]:
        del copy.attrib[name]
    for tie in list(copy.iter(f"{W}pStyle", f"{W}rStyle")):
        old = attribute(tie, "val")
        keep = old in (lists.styles.brought if tie.tag == f"{W}pStyle" else lists.styles.ids)
        tie.set(f"{W}val", lists.styles.ids[old]) if keep else remove(tie)
    return copy


def _bring_picture_bullets(lists: _ListMap, copier: Copier, part: str) -> None:
    root = lists.annex.lists.root
    bullets = () if root is None else root.iter(f"{W}numPicBullet")
    old = {attribute(item, "numPicBulletId"): item for item in bullets}
    brought = set(lists.abstract.values())
    made: dict[str, str] = {}
    for definition in lists.root.findall(f"{W}abstractNum"):
        for use in definition.iter(f"{W}lvlPicBulletId") if attribute(definition, "abstractNumId") in brought else ():
            id = attribute(use, "val")
            if id in old and id not in made:
                made[id] = free_id(lists.root, "numPicBullet", "numPicBulletId")
                copy = deepcopy(old[id])
                copy.set(f"{W}numPicBulletId", made[id])
                copier.relate([copy], copier.source.part("numbering"), part)
                lists.root.insert(len(lists.root.findall(f"{W}numPicBullet")), copy)
            use.set(f"{W}val", made.get(id, id))
