"""Styles that a shell lacks, taken from the built-in ones in the shell's own fonts."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from copy import deepcopy

from briefing.ooxml.order import child_of, put, set_value
from briefing.ooxml.package import Package
from briefing.ooxml.stylesheet import StyleSheet, kind_of, name_of
from briefing.ooxml.xml import Element, W, attribute, child, parse, remove, value
from briefing.render.word.looks import OPTIONAL, Look
from briefing.render.word.shell_fonts import fonts_of
from briefing.render.word.shell_parts import numbering_xml
from briefing.render.word.shell_styles import HEADING_LIST, TEXT_WIDTH, Fonts, styles_xml

_NUMBERING = "word/numbering.xml"
_NUMBERING_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"


def borrowed_id(name: str) -> str:
    """Return the id of a style that the writer brings along; none that Word or a person gives a style."""
    known = {look.value: look.name for look in Look}
    return f"Briefing{known.get(name, name).title().replace('_', '')}"


def add_styles(
    styles: Element,
    looks: Collection[Look],
    fonts: Fonts | None = None,
    lists: Mapping[str, str] | None = None,
    width: int = TEXT_WIDTH,
) -> None:
    """Add built-in styles to a styles.xml that lacks them, with what they rest on, under `borrowed_id`.

    `fonts`: None for those that it names itself. `lists`: the ids of its lists by those of the built-in ones; a style
    of any other list has no number. `width` of the type area in twips.
    """
    ours = StyleSheet(parse(styles_xml(fonts or fonts_of(styles), width=width).encode()))
    for look in sorted(looks):
        _add(styles, ours, ours.id_of(look.value, look.kind), lists or {})


def _add(styles: Element, ours: StyleSheet, id: str, lists: Mapping[str, str]) -> str:
    """The id, in the file, of the style with the id `id` among ours, which is added where it is not there."""
    style = ours.by_id[id]
    name, kind = name_of(style), kind_of(style)
    sheet = StyleSheet(styles)
    if found := sheet.id_of(name, kind) or (sheet.default(kind) if id == ours.default(kind) else ""):
        return found
    copy = deepcopy(style)
    copy.set(f"{W}styleId", borrowed_id(name))
    for tie in ("basedOn", "next"):
        other = value(copy, tie)
        if other is None:
            continue
        if tie == "basedOn" and other != ours.default(kind):
            set_value(copy, tie, _add(styles, ours, other, lists))
        elif tie == "basedOn" and (base := sheet.default(kind)):
            set_value(copy, tie, base)
        else:
            remove(child(copy, tie))
    use = copy.find(f"{W}pPr/{W}numPr")
    if use is not None:
        listed = lists.get(value(use, "numId") or "")
        set_value(use, "numId", listed) if listed else remove(use)
    styles.append(copy)
    return borrowed_id(name)


def complete(package: Package, styles: str) -> tuple[Look, ...]:
    """Add every style that a shell must have and lacks; return which. `styles` is the name of its styles' part."""
    sheet = StyleSheet(package.tree(styles))
    missing = tuple(look for look in Look if look not in OPTIONAL and not sheet.id_of(look.value, look.kind))
    if missing:
        add_styles(package.change(styles), missing, lists=_lists(package, sheet, missing))
        _tie(package, StyleSheet(package.tree(styles)))
    return missing


def _lists(package: Package, sheet: StyleSheet, missing: Collection[Look]) -> dict[str, str]:
    """The ids of the lists that count the missing styles, by those of the built-in ones.

    Headings go on in the list of the shell's first heading; where that has no number, none has.
    """
    found: dict[str, str] = {}
    first = sheet.id_of(Look.HEADING_1.value)
    if first:
        uses = (value(sheet.by_id[id], "pPr/numPr/numId") for id in sheet.chain(first))
        found[str(HEADING_LIST)] = next(filter(None, uses), "")
    ours = parse(numbering_xml().encode())
    part = package.ensure("numbering", _NUMBERING, _NUMBERING_TYPE, "<w:numbering xmlns:w='" + W[1:-1] + "'/>")
    target = package.change(part)
    for use in ours.iter(f"{W}num"):
        old = attribute(use, "numId")
        if old not in found and missing:
            found[old] = _bring(target, ours, use)
    return found


def _bring(target: Element, ours: Element, use: Element) -> str:
    """A built-in list under ids that are free."""
    kind = value(use, "abstractNumId")
    definition = deepcopy(
        next(item for item in ours.iter(f"{W}abstractNum") if attribute(item, "abstractNumId") == kind)
    )
    number, form = _free(target, "num", "numId"), _free(target, "abstractNum", "abstractNumId")
    definition.set(f"{W}abstractNumId", form)
    kinds = target.findall(f"{W}abstractNum")
    kinds[-1].addnext(definition) if kinds else target.insert(0, definition)
    made = deepcopy(use)
    made.set(f"{W}numId", number)
    set_value(made, "abstractNumId", form)
    uses = target.findall(f"{W}num")
    (uses[-1] if uses else target.findall(f"{W}abstractNum")[-1]).addnext(made)
    return number


def _free(root: Element, name: str, key: str) -> str:
    used = [int(attribute(item, key) or 0) for item in root.iter(f"{W}{name}")]
    return str(max(used, default=0) + 1)


def _tie(package: Package, sheet: StyleSheet) -> None:
    """Tie the levels of lists to the styles that were added: Word counts a style by the level that names it."""
    root = package.root("numbering")
    if root is None:
        return
    kinds = {attribute(item, "abstractNumId"): item for item in root.iter(f"{W}abstractNum")}
    uses = {attribute(item, "numId"): value(item, "abstractNumId") or "" for item in root.iter(f"{W}num")}
    for id, style in sheet.by_id.items():
        use = style.find(f"{W}pPr/{W}numPr")
        if not id.startswith("Briefing") or use is None:
            continue
        kind = kinds.get(uses.get(value(use, "numId") or "", ""))
        level = value(use, "ilvl") or "0"
        for item in kind.iter(f"{W}lvl") if kind is not None else ():
            if attribute(item, "ilvl") == level:
                tie = child_of(item, "pStyle")
                tie.set(f"{W}val", id)
                put(item, tie)
