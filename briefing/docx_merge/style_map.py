"""Styles of an annex in the merged file: one that means the same as its namesake is shared, any other comes along.

“The same” is: all that it sets, with all that it is based on and numbered by, and the defaults under it. Which style
follows, which is linked, and where programs list it are no part of that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import chain, count

from briefing.docx_merge.defaults import write_defaults
from briefing.docx_merge.style_fingerprint import FingerprintedStyles, fingerprint
from briefing.docx_merge.theme import without_theme
from briefing.ooxml.order import child_of, set_value
from briefing.ooxml.stylesheet import name_of
from briefing.ooxml.xml import Element, W, attribute, remove, remove_all, setting
from briefing.render.word.shell.style_names import StyleName

USES = (f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")
"""The elements by which text names its style."""

_SHOWN = {name.value.lower(): name.shown for name in StyleName if name.shown != name.value} | {
    "normal": "正文", "title": "标题", "subtitle": "副标题", "caption": "题注", "header": "页眉", "footer": "页脚",
    "footnote text": "脚注文本", "footnote reference": "脚注引用", "hyperlink": "超链接", "toc heading": "目录标题",
    "table grid": "网格型", "normal table": "普通表格", "list paragraph": "列表段落", "page number": "页码",
    "default paragraph font": "默认段落字体", "no spacing": "无间隔",
}  # fmt: skip
_SHOWN_WITH_LEVEL = {"heading": "标题", "toc": "目录"}


@dataclass(slots=True)
class MergedStyles:
    """The styles of the merged file, under `root`.

    `own` are those of its first file; `brought` maps kind, name in lower case and fingerprint of each style that
    annexes brought to its id.
    """

    own: FingerprintedStyles
    root: Element
    brought: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def ids(self) -> dict[str, str]:
        """Return ids by name in lower case, as Word compares names; of two styles of one name, that of the first."""
        styles = reversed(list(self.root.iter(f"{W}style")))
        return {name_of(style).casefold(): attribute(style, "styleId") for style in styles}

    def free_id(self, id: str) -> str:
        """Return the id itself, or one made of it where it is taken; Word compares ids without regard to case."""
        taken = {attribute(style, "styleId").casefold() for style in self.root.iter(f"{W}style")}
        made = chain((id,), (f"{id}Annex{number}" for number in count(1)))
        return next(item for item in made if item.casefold() not in taken)


@dataclass(slots=True)
class StyleMap:
    """What becomes of the styles of one annex.

    `default` and `table` are the old ids of the styles of paragraphs and tables that name none (“”: no table needs
    one); `ids` maps the old id of each style in use to the new one; `brought` holds the styles that came along, by old
    id; `names` maps the old name in lower case to the new one for those that had to be renamed.
    """

    default: str
    table: str
    ids: dict[str, str] = field(default_factory=dict)
    brought: dict[str, Element] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


def map_styles(merged: MergedStyles, annex: FingerprintedStyles, stories: Iterable[Element]) -> StyleMap:
    """Find or bring the styles that the text of an annex uses; the text itself is not changed."""
    roots = list(stories)
    tables = (table for root in roots for table in root.iter(f"{W}tbl"))
    plain = any(table.find(f"{W}tblPr/{W}tblStyle") is None for table in tables)
    styles = StyleMap(_default_paragraph_style(annex), annex.default("table") if plain else "")
    used = {attribute(item, "val") for root in roots for item in root.iter(*USES)} | {styles.default, styles.table}
    for id in annex.by_id:
        if id in used and annex.kind(id) != "numbering":
            _find_or_bring(merged, annex, id, styles)
    for old, style in styles.brought.items():
        for name, known in (("next", styles.ids.keys()), ("link", styles.brought.keys())):
            target = setting(annex.by_id[old], name)
            _set_or_remove(style, name, styles.ids[target] if target in known else "")
    return styles


def _default_paragraph_style(annex: FingerprintedStyles) -> str:
    """Return the id of the style of paragraphs that name none; a file that defines none is given one."""
    if found := annex.default("paragraph"):
        return found
    id = "Normal" if "Normal" not in annex.by_id else "NormalOfAll"
    style = annex.root.makeelement(f"{W}style", {f"{W}type": "paragraph", f"{W}default": "1", f"{W}styleId": id})
    style.append(style.makeelement(f"{W}name", {f"{W}val": "Normal"}))
    annex.root.append(style)
    annex.by_id[id] = style
    return id


def _find_or_bring(merged: MergedStyles, annex: FingerprintedStyles, id: str, styles: StyleMap) -> str:
    """Return the id that a style of the annex has in the merged file."""
    if id in styles.ids:
        return styles.ids[id]
    name, kind, wanted = annex.name(id).casefold(), annex.kind(id), annex.fingerprint(id)
    own = merged.own
    found = merged.ids().get(name, "")
    if found not in own.by_id or own.kind(found) != kind or own.fingerprint(found) != wanted:
        found = merged.brought.get((kind, name, wanted), "")
    if not found:
        return _bring(merged, annex, id, styles)
    styles.ids[id] = found
    style = next(style for style in merged.root.iter(f"{W}style") if style.get(f"{W}styleId") == found)
    if name_of(style).casefold() != name:
        styles.names[name] = name_of(style)
    return found


def _bring(merged: MergedStyles, annex: FingerprintedStyles, id: str, styles: StyleMap) -> str:
    style, name, kind = deepcopy(annex.by_id[id]), annex.name(id), annex.kind(id)
    taken, new = merged.ids(), merged.free_id(id)
    styles.ids[id] = merged.brought[kind, name.casefold(), annex.fingerprint(id)] = new
    styles.brought[id] = style
    style.set(f"{W}styleId", new)
    # There is one default of each kind, that of the first file.
    style.attrib.pop(f"{W}default", None)
    _set_or_remove(style, "rsid", "")
    if merged.own.theme != annex.theme:
        without_theme(style, annex.theme)
    # Word knows the level of its own headings by their name, which they may lose.
    level = heading_level(name)
    if level and all(annex.by_id[item].find(f"{W}pPr/{W}outlineLvl") is None for item in annex.chain(id)):
        set_value(child_of(style, "pPr"), "outlineLvl", str(level - 1))
    if name.casefold() in taken:
        shown = shown_name(name)
        made = chain((f"{shown}（附件）",), (f"{shown}（附件{number}）" for number in count(2)))
        styles.names[name.casefold()] = next(item for item in made if item.casefold() not in taken)
        set_value(style, "name", styles.names[name.casefold()])
        # Word gives a style with the name of a built-in one the built-in's meaning; a renamed one is the user's.
        style.set(f"{W}customStyle", "1")
        _set_or_remove(style, "aliases", "")
    base = annex.based(id)
    _set_or_remove(style, "basedOn", _find_or_bring(merged, annex, base, styles) if base else "")
    if not base and kind == "paragraph":
        own, target = annex.doc_defaults(), merged.own.doc_defaults()
        if fingerprint(own) != fingerprint(target):
            write_defaults(style, own, target)
    merged.root.append(style)
    return new


def _set_or_remove(style: Element, name: str, value: str) -> None:
    """Give the child of that name a value; without one, take all children of that name out."""
    remove_all(style.findall(f"{W}{name}"))
    if value:
        set_value(style, name, value)


def shown_name(name: str) -> str:
    """Return the name that a Chinese Word shows for a style."""
    word, _, level = name.lower().partition(" ")
    if word in _SHOWN_WITH_LEVEL and level.isdigit():
        return f"{_SHOWN_WITH_LEVEL[word]} {level}"
    return _SHOWN.get(name.lower(), name)


def heading_level(name: str) -> int:
    """Return the level of one of Word's own headings, from 1; 0 if the style is none."""
    found = re.fullmatch(r"heading ([1-9])", name, re.IGNORECASE)
    return int(found[1]) if found else 0


def apply_style_map(root: Element, styles: StyleMap, merged: MergedStyles) -> None:
    """Write the new ids into a part of the annex; what names no style gets one where the merged default is another."""
    for use in list(root.iter(*USES)):
        new = styles.ids.get(attribute(use, "val"))
        if new is None:
            remove(use)  # defined nowhere: Word takes the default
        else:
            use.set(f"{W}val", new)
    for owner, use_name, kind, old in (
        ("p", "pStyle", "paragraph", styles.default), ("tbl", "tblStyle", "table", styles.table)
    ):  # fmt: skip
        if old and styles.ids[old] != merged.own.default(kind):
            for properties in _without_style(root, owner, use_name):
                properties.insert(0, properties.makeelement(f"{W}{use_name}", {f"{W}val": styles.ids[old]}))


def _without_style(root: Element, owner: str, use_name: str) -> Iterator[Element]:
    """Yield the properties, made where missing, of each paragraph or table that names no style."""
    for element in list(root.iter(f"{W}{owner}")):
        properties = element.find(f"{W}{owner}Pr")
        if properties is None:
            properties = element.makeelement(f"{W}{owner}Pr", {})
            element.insert(0, properties)
        if properties.find(f"{W}{use_name}") is None:
            yield properties
