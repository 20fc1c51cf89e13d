"""Styles that a shell lacks, taken from the built-in ones in the shell's own fonts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from copy import deepcopy

from briefing.ooxml.length import Length, Pt
from briefing.ooxml.numbering import Numbering, add_definition, add_list, numbering_part
from briefing.ooxml.order import child_of, put, set_value
from briefing.ooxml.package import Package
from briefing.ooxml.stylesheet import StyleSheet, kind_of, name_of
from briefing.ooxml.xml import Element, W, attribute, child, number, parse, remove, remove_all, value
from briefing.render.word.shell.builtin_parts import numbering_xml
from briefing.render.word.shell.builtin_styles import HEADING_LIST, RIGHT_TABS, TEXT_WIDTH, Fonts, styles_xml
from briefing.render.word.shell.fonts import fonts_of, text_size
from briefing.render.word.shell.style_names import HEADINGS, OPTIONAL, StyleName

PREFIX = "Briefing"
"""What the ids of added styles begin with."""
_MAY_BE_LARGER = (StyleName.TITLE, StyleName.ATTACHMENT)
"""What may be larger than the text that it stands over."""


def borrowed_id(name: str) -> str:
    """Return the id of a style that the writer brings along; none that Word or a person gives a style."""
    known = {style.value: style.name for style in StyleName}
    return f"{PREFIX}{known.get(name, name).title().replace('_', '')}"


def add_styles(
    styles: Element,
    names: Collection[StyleName],
    fonts: Fonts,
    lists: Mapping[str, str] | None = None,
    size: Length | None = None,
) -> None:
    """Add built-in styles to a styles.xml that lacks them, with what they rest on, under `borrowed_id`.

    `lists`: the ids of its lists by those of the built-in ones; a style
    of any other list has no number. `size` is that of the text, None for what its styles say.
    """
    ours = StyleSheet(parse(styles_xml(fonts).encode()))
    for name in sorted(names):
        _add(styles, ours, ours.id_of(name.value, name.kind), lists or {}, size)


def _add(styles: Element, ours: StyleSheet, id: str, lists: Mapping[str, str], size: Length | None) -> str:
    """Return the id, in the file, of the style with the id `id` among ours, which is added where it is not there."""
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
            set_value(copy, tie, _add(styles, ours, other, lists, size))
        elif tie == "basedOn" and (base := sheet.default(kind)):
            set_value(copy, tie, base)
        else:
            remove(child(copy, tie))
    use = copy.find(f"{W}pPr/{W}numPr")
    if use is not None:
        listed = lists.get(value(use, "numId") or "")
        set_value(use, "numId", listed) if listed else remove(use)
    if name == StyleName.TABLE_TEXT.value:  # the grid of a page would tear cells apart: a few characters in a line
        for properties in ("pPr", "rPr"):
            set_value(child_of(copy, properties), "snapToGrid", "0")
    if kind == "paragraph" and ours.based(id) == ours.default():
        _dress(copy, sheet)
    if name not in _MAY_BE_LARGER:
        _shrink(copy, size or text_size(sheet))
    styles.append(copy)
    return borrowed_id(name)


def _dress(style: Element, sheet: StyleSheet) -> None:
    """Give a style that rests on the default one what that lacks of the text: it may be that of tables alone."""
    body = sheet.id_of(StyleName.BODY.value)
    if not body:
        return
    properties, look, plain = child_of(style, "rPr"), sheet.run_format(body), sheet.run_format(sheet.default())
    for kind in ("sz", "szCs") if look.size != plain.size and properties.find(f"{W}sz") is None else ():
        set_value(properties, kind, str(Pt(look.size).half_points))
    fonts = sheet.stated(body, "rPr/rFonts")
    if fonts and look.east != plain.east and value(properties, "rFonts", "eastAsia") is None:
        remove_all(properties.iterfind(f"{W}rFonts"))
        put(properties, deepcopy(fonts[1]))
    own = style.find(f"{W}pPr/{W}spacing")
    lined = own is not None and own.get(f"{W}line") is not None
    for name in ("after",) if lined else ("lineRule", "line", "after"):
        found = sheet.stated(body, "pPr/spacing")
        said = found[1].get(f"{W}{name}") if found else None
        if said and (own is None or own.get(f"{W}{name}") is None):
            child_of(child_of(style, "pPr"), "spacing").set(f"{W}{name}", said)


def fit_right_tabs(styles: Element, width: Length) -> bool:
    """Move the tabs at the right margin of built-in styles to that of a type area of this width; whether any was.

    A shell may have been made from a built-in one by changing its margins.
    """
    if width.twips == TEXT_WIDTH.twips:
        return False
    moved = {str(tab.twips): str(tab.twips + width.twips - TEXT_WIDTH.twips) for tab in RIGHT_TABS}
    tabs = [tab for tab in styles.iter(f"{W}tab") if attribute(tab, "pos") in moved]
    for tab in tabs:
        tab.set(f"{W}pos", moved[attribute(tab, "pos") or ""])
    return bool(tabs)


def _shrink(style: Element, largest: Length) -> None:
    """Make the type of a style no larger than `largest`: tables and notes are not larger than the text."""
    for size in style.iterfind(f"{W}rPr/*"):
        if size.tag in (f"{W}sz", f"{W}szCs") and Pt(number(attribute(size, "val")) / 2) > largest:
            size.set(f"{W}val", str(largest.half_points))


def add_missing_styles(
    package: Package, styles: str, fonts: Fonts | None = None, size: Length | None = None
) -> tuple[tuple[StyleName, ...], bool]:
    """Add every style that a shell must have and lacks; return which, and whether its headings were numbered.

    `styles` is the name of its styles' part; `fonts` and `size` are those of the text, None for what its styles say.
    Headings that it has without any numbers are numbered, too, as those of
    official documents are (GB/T 9704—2012, 7.3.3): they came with the program that wrote the shell, which was not made
    for briefings.
    """
    sheet = StyleSheet.of(package)
    missing = tuple(name for name in StyleName if name not in OPTIONAL and not sheet.id_of(name.value, name.kind))
    if not missing:
        return (), False
    for copy in package.related("stylesWithEffects"):  # for Word 2007; it would be a copy no longer
        package.drop(copy)
    headings = _heading_list(sheet)
    lists = _lists(package, headings)
    add_styles(package.change(styles), missing, fonts or fonts_of(sheet), lists, size)
    completed = StyleSheet.of(package)
    own = [name for name in HEADINGS if name not in missing]
    if not headings:
        _number_headings(package, completed, own, lists[str(HEADING_LIST)])
    _link_levels(completed, [*(HEADINGS if not headings else ()), *missing])
    return missing, bool(own) and not headings


def _heading_list(sheet: StyleSheet) -> str:
    """Return the id of the list (w:num) that numbers the shell's headings, of the highest with any; "" for none."""
    uses = (sheet.paragraph_format(id).list for name in HEADINGS if (id := sheet.id_of(name.value)))
    return next(filter(None, uses), "")


def _lists(package: Package, headings: str) -> dict[str, str]:
    """Return the ids of the lists that count the added styles, by those of the built-in ones.

    `headings` is the list of the shell's own headings, in which those that are added go on; "" for none.
    """
    ours = parse(numbering_xml().encode())
    target = package.change(numbering_part(package))
    found = {str(HEADING_LIST): headings} if headings else {}
    return found | {
        old: _copy_list(target, ours, use)
        for use in ours.iter(f"{W}num")
        if (old := attribute(use, "numId")) not in found
    }


def _number_headings(package: Package, sheet: StyleSheet, names: Iterable[StyleName], listed: str) -> None:
    """Count the headings that a shell has by a list; a title of the shell itself in such a style stays as it is."""
    for name in names:
        id, level = sheet.id_of(name.value), HEADINGS.index(name)
        use = child_of(child_of(sheet.by_id[id], "pPr"), "numPr")
        set_value(use, "ilvl", str(level))
        set_value(use, "numId", listed)
        for properties in [item for name in package.stories() for item in package.change(name).iter(f"{W}pPr")]:
            if value(properties, "pStyle") == id and properties.find(f"{W}numPr") is None:
                set_value(child_of(properties, "numPr"), "numId", "0")


def _copy_list(target: Element, ours: Element, use: Element) -> str:
    """Return the id of a built-in list, of which a copy is put into the shell."""
    found = Numbering(ours).by_id[attribute(use, "numId")].definition
    assert found is not None
    return add_list(target, deepcopy(use), add_definition(target, deepcopy(found)))


def _link_levels(sheet: StyleSheet, names: Iterable[StyleName]) -> None:
    """Tie the levels of lists to the styles that they count: Word goes by the level that names a style.

    What was in the shell keeps its own indents: the level has none.
    """
    for id in dict.fromkeys(sheet.id_of(name.value, name.kind) for name in names):
        use = sheet.by_id[id].find(f"{W}pPr/{W}numPr")
        used = sheet.lists.by_id.get(value(use, "numId") or "")
        level = used.levels.get(number(value(use, "ilvl"))) if used else None
        if level is not None:
            set_value(level.element, "pStyle", id)
            indents = level.element.find(f"{W}pPr")
            if indents is not None and not id.startswith(PREFIX):
                level.element.remove(indents)
