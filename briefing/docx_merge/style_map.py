"""Styles of an annex in the joined file: one that means the same as that of its name is shared, any other comes along.

“The same” is: all that it sets, with all that it is based on and counted by, and the defaults under it. Which style
follows, which is linked, and where programs list it are no part of that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field

from briefing.docx_merge.defaults import write_out
from briefing.docx_merge.style_fingerprint import Styles, said
from briefing.docx_merge.theme import Theme, without_theme
from briefing.ooxml.order import child_of, set_value
from briefing.ooxml.stylesheet import name_of
from briefing.ooxml.xml import Element, W, attribute, remove
from briefing.render.word.style_names import Look

USES = (f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")
"""Where text says what style it has."""

_SHOWN = {look.value.lower(): look.shown for look in Look if look.shown != look.value} | {
    "normal": "正文", "title": "标题", "subtitle": "副标题", "caption": "题注", "header": "页眉", "footer": "页脚",
    "footnote text": "脚注文本", "footnote reference": "脚注引用", "hyperlink": "超链接", "toc heading": "目录标题",
    "table grid": "网格型", "normal table": "普通表格", "list paragraph": "列表段落", "page number": "页码",
    "default paragraph font": "默认段落字体", "no spacing": "无间隔",
}  # fmt: skip
_NUMBERED = {"heading": "标题", "toc": "目录"}


@dataclass(slots=True)
class Shelf:
    """The styles of the joined file.

    `own` are those of its first part; `brought` the ids of those that annexes brought, by kind, name there and meaning.
    """

    own: Styles
    root: Element
    theme: Theme
    brought: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def ids(self) -> dict[str, str]:
        """Ids by name in lower case, as Word compares them; of two styles of one name, that of the first."""
        styles = reversed(list(self.root.iter(f"{W}style")))
        return {name_of(style).casefold(): attribute(style, "styleId") for style in styles}

    def free_id(self, number: str) -> str:
        """The id itself, or one made of it where it is taken; Word compares ids without regard to case."""
        taken = {attribute(style, "styleId").casefold() for style in self.root.iter(f"{W}style")}
        made, count = number, 0
        while made.casefold() in taken:
            count += 1
            made = f"{number}Annex{count}"
        return made


@dataclass(slots=True)
class Dress:
    """What becomes of the styles of one annex.

    `default`, `table`: the old ids of the styles of paragraphs and tables that name none (“”: tables have none);
    `ids`: the new id of each style in use; `fresh`: the styles that it brought, by old id; `names`: the new name of
    those that had to be renamed, by the old one in lower case.
    """

    default: str
    table: str
    ids: dict[str, str] = field(default_factory=dict)
    fresh: dict[str, Element] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


def dress(shelf: Shelf, annex: Styles, stories: Iterable[Element]) -> Dress:
    """Finds or brings the styles that the text of an annex uses; the text itself is not changed."""
    roots = list(stories)
    bare = any(_names_none(table) for root in roots for table in root.iter(f"{W}tbl"))
    made = Dress(_start(annex), annex.default("table") if bare else "")
    used = {item.get(f"{W}val", "") for root in roots for item in root.iter(*USES)} | {made.default, made.table}
    for number in annex.by_id:
        if number in used and annex.kind(number) != "numbering":
            _find(shelf, annex, number, made)
    for old, style in made.fresh.items():
        for name in ("next", "link"):
            _point(style, name, annex.by_id[old].find(f"{W}{name}"), made)
    return made


def _names_none(table: Element) -> bool:
    return table.find(f"{W}tblPr/{W}tblStyle") is None


def _start(annex: Styles) -> str:
    """The id of the style of paragraphs that name none; a file that defines none is given one."""
    if found := annex.default("paragraph"):
        return found
    number = "Normal" if "Normal" not in annex.by_id else "NormalOfAll"
    style = annex.root.makeelement(f"{W}style", {f"{W}type": "paragraph", f"{W}default": "1", f"{W}styleId": number})
    style.append(style.makeelement(f"{W}name", {f"{W}val": "Normal"}))
    annex.root.append(style)
    annex.by_id[number] = style
    return number


def _find(shelf: Shelf, annex: Styles, number: str, made: Dress) -> str:
    """The id that a style of the annex has in the joined file."""
    if number in made.ids:
        return made.ids[number]
    name, kind, meaning = annex.name(number).casefold(), annex.kind(number), annex.meaning(number)
    have = shelf.ids().get(name, "")
    if have in shelf.own.by_id and shelf.own.kind(have) == kind and shelf.own.meaning(have) == meaning:
        found = have
    else:
        found = shelf.brought.get((kind, name, meaning), "")
    if found:
        made.ids[number] = found
        shown = name_of(_style(shelf.root, found))
        if shown.casefold() != name:
            made.names[name] = shown
        return found
    return _bring(shelf, annex, number, made)


def _style(root: Element, number: str) -> Element:
    return next(style for style in root.iter(f"{W}style") if style.get(f"{W}styleId") == number)


def _bring(shelf: Shelf, annex: Styles, number: str, made: Dress) -> str:
    style, name, kind = deepcopy(annex.by_id[number]), annex.name(number), annex.kind(number)
    key = (kind, name.casefold(), annex.meaning(number))
    have = shelf.ids()
    new = shelf.free_id(number)
    made.ids[number] = shelf.brought[key] = new
    made.fresh[number] = style
    style.set(f"{W}styleId", new)
    style.attrib.pop(f"{W}default", None)
    for gone in style.findall(f"{W}rsid"):
        style.remove(gone)
    if shelf.theme != annex.theme:
        without_theme(style, annex.theme)
    _level(style, annex, number)
    if name.casefold() in have:
        _rename(style, _free_name(name, have), made)
    base = annex.based(number)
    _base(style, _find(shelf, annex, base, made) if base else "")
    if not base and kind == "paragraph" and said(annex.start()) != said(shelf.own.start()):
        write_out(style, annex.start(), shelf.own.start())
    shelf.root.append(style)
    return new


def _rename(style: Element, name: str, made: Dress) -> None:
    made.names[name_of(style).casefold()] = name
    set_value(style, "name", name)
    style.set(f"{W}customStyle", "1")
    for other in style.findall(f"{W}aliases"):
        style.remove(other)


def _free_name(name: str, taken: Mapping[str, str]) -> str:
    shown, count = shown_name(name), 1
    made = f"{shown}（附件）"
    while made.casefold() in taken:
        count += 1
        made = f"{shown}（附件{count}）"
    return made


def shown_name(name: str) -> str:
    """The name that a Chinese Word shows for a style."""
    word, _, level = name.lower().partition(" ")
    if word in _NUMBERED and level.isdigit():
        return f"{_NUMBERED[word]} {level}"
    return _SHOWN.get(name.lower(), name)


def heading_level(name: str) -> int:
    """The level of a heading of Word's own, from 1; 0 if the style is none."""
    found = re.fullmatch(r"heading ([1-9])", name, re.IGNORECASE)
    return int(found[1]) if found else 0


def _level(style: Element, annex: Styles, number: str) -> None:
    """Word knows the level of its own headings by their name, which they may lose."""
    level = heading_level(annex.name(number))
    if level and all(annex.by_id[item].find(f"{W}pPr/{W}outlineLvl") is None for item in annex.chain(number)):
        set_value(child_of(style, "pPr"), "outlineLvl", str(level - 1))


def _base(style: Element, base: str) -> None:
    for old in style.findall(f"{W}basedOn"):
        style.remove(old)
    if base:
        set_value(style, "basedOn", base)


def _point(style: Element, name: str, said_of: Element | None, made: Dress) -> None:
    """Where a style points to another: there if that came along, nowhere else."""
    for old in style.findall(f"{W}{name}"):
        style.remove(old)
    target = "" if said_of is None else said_of.get(f"{W}val", "")
    if target in (made.fresh if name == "link" else made.ids):
        set_value(style, name, made.ids[target])


def put_on(root: Element, made: Dress, shelf: Shelf) -> None:
    """Writes the new ids into a part of the annex; what names no style gets one if the default is another."""
    for use in list(root.iter(*USES)):
        new = made.ids.get(use.get(f"{W}val", ""))
        if new is None:
            remove(use)  # defined nowhere: Word takes the default
        else:
            use.set(f"{W}val", new)
    if made.ids[made.default] != shelf.own.default("paragraph"):
        for paragraph in _without(root, "p", "pStyle"):
            paragraph.insert(0, _use(paragraph, "pStyle", made.ids[made.default]))
    if made.table and made.ids[made.table] != shelf.own.default("table"):
        for table in _without(root, "tbl", "tblStyle"):
            table.insert(0, _use(table, "tblStyle", made.ids[made.table]))


def _without(root: Element, kind: str, use: str) -> Iterator[Element]:
    """The properties of what names no style."""
    for element in list(root.iter(f"{W}{kind}")):
        said_of = element.find(f"{W}{kind}Pr")
        if said_of is None:
            said_of = element.makeelement(f"{W}{kind}Pr", {})
            element.insert(0, said_of)
        if said_of.find(f"{W}{use}") is None:
            yield said_of


def _use(parent: Element, name: str, value: str) -> Element:
    made = parent.makeelement(f"{W}{name}", {})
    made.set(f"{W}val", value)
    return made
