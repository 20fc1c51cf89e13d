"""What the old text of an office's file looks like, though no style says so, for the styles of the new text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from briefing.conformance.paragraph import TextRole
from briefing.ooxml.formats import RunFormat
from briefing.ooxml.length import Pt
from briefing.ooxml.order import child_of, set_value
from briefing.ooxml.package import Package
from briefing.ooxml.stylesheet import StyleSheet, kind_of, name_of
from briefing.ooxml.xml import Element, W, attribute, remove, remove_all
from briefing.render.word.shell.borrowed_styles import add_missing_styles, add_styles
from briefing.render.word.shell.builtin_styles import LATIN, Fonts
from briefing.render.word.shell.fonts import fonts_of
from briefing.render.word.shell.opening import STYLES
from briefing.render.word.shell.style_names import HEADINGS, OPTIONAL, StyleName
from briefing.template_tools.adopting.lines import FoundLine

SMALLEST, LARGEST = 12, 18
"""Points between which characters may be those of a text; 公文 have 16."""
USUAL = Pt(16)
_TINY, _MUCH = 9, 150
"""From how many points on characters may be those of a text of so many."""
_OF_TEXT = (StyleName.BODY, *HEADINGS, StyleName.BULLET, StyleName.NUMBERED)
_PLAIN = (TextRole.BODY, TextRole.OTHER)
"""What text is, and what stands for it: [此处输入正文内容]."""
_HEAD = "报头"
_CAPTION = "caption"
"""The style that those of captions rest on; Word's own is blue."""
_INDENTED = 1.5
"""Characters from which on a first line counts as indented."""


def complete_styles(
    package: Package, body: Sequence[FoundLine], others: Sequence[FoundLine], *, titled: bool
) -> list[StyleName]:
    """Give a file the styles that briefings need, in the fonts and the size of its old text; return which are new.

    Text in most offices' files is formatted by hand. What is there of styles but was used nowhere is not the office's
    look either (Word brings it along), and is made anew, too. `titled`: its style for titles is needed.
    """
    sheet = StyleSheet.of(package)
    found = _look(body) or _look(others)
    look = found or RunFormat(size=USUAL.pt)  # what Word has of its own is no office's choice
    fonts, size = _fonts(fonts_of(sheet), found, body), Pt(look.size)
    unused = _take_unused(package, sheet, {line.paragraph.style[0] for line in body if line.paragraph.style})
    before = StyleSheet.of(package)
    add_styles(package.change(STYLES), [StyleName.BODY], fonts, size=size)
    _set_body(package, look, body)
    _set_distances(package, body)
    add_missing_styles(package, STYLES, fonts, size)  # they go by that of the text
    if titled and not before.id_of(StyleName.TITLE.value):
        add_styles(package.change(STYLES), [StyleName.TITLE], fonts)
    _rename(package, unused)
    new = (name for name in StyleName if name not in OPTIONAL and not before.id_of(name.value, name.kind))
    return [name for name in new if name.value.lower() not in unused]


def _look(lines: Sequence[FoundLine]) -> RunFormat | None:
    """Return the format of most characters in the lines, of those in the size of a text; None if there are none."""
    weights: Counter[tuple[str, float]] = Counter()
    formats: dict[tuple[str, float], RunFormat] = {}
    for line in lines:
        form = line.look
        plain = line.paragraph.role not in (TextRole.TITLE, TextRole.HEADING, TextRole.MASTHEAD)
        if line.paragraph.flows and plain and _TINY <= form.size <= LARGEST:
            weights[form.east, form.size] += len(line.words.strip()) + 1
            formats.setdefault((form.east, form.size), form)
    if not weights:
        return None
    most, weight = weights.most_common(1)[0]
    return formats[most] if most[1] >= SMALLEST or weight >= _MUCH else None


def _fonts(stated: Fonts, look: RunFormat | None, body: Sequence[FoundLine]) -> Fonts:
    """Return the fonts of the old text where it shows them, else those that the styles state, else the usual ones."""
    levels: dict[int, str] = {}
    for line in body:
        if line.paragraph.role is TextRole.HEADING and line.paragraph.main.east:
            levels.setdefault(line.paragraph.level, line.paragraph.main.east)
    usual = Fonts()
    plain = look is None or not look.east
    return replace(
        usual,
        body=stated.body if look is None or not look.east else look.east,
        head=levels.get(1, usual.head),
        sub=levels.get(2, usual.sub),
        page=stated.page if plain else usual.page,
    )


def _take_unused(package: Package, sheet: StyleSheet, in_body: Collection[str]) -> dict[str, str]:
    """Take out the styles for a text that nothing in the file uses; return their ids by name, in lower case.

    One that only the letterhead uses gets another name there. `in_body` are the names of those of the old text.
    """
    stories = [package.tree(name) for name in package.stories()]
    used = {attribute(item, "val") for root in stories for item in root.iter(f"{W}pStyle", f"{W}tblStyle")}
    chains = {id for style in (*used, sheet.default()) for id in sheet.chain(style)}
    taken = {}
    captions = [style for id, style in sheet.by_id.items() if name_of(style).lower() == _CAPTION and id not in chains]
    if captions and _CAPTION not in in_body:  # LibreOffice writes its own beside that of Word
        taken[_CAPTION] = sheet.id_of(_CAPTION)
        remove_all(captions)
    for name in StyleName:
        id = sheet.id_of(name.value, name.kind) if name not in OPTIONAL or name is StyleName.TITLE else ""
        unnumbered = name is StyleName.NUMBERED and bool(id) and not sheet.paragraph_format(id).list
        if not id or name.kind != "paragraph" or (name.value.lower() in in_body and not unnumbered):
            continue
        style = sheet.by_id[id]
        if id not in chains:
            taken[name.value.lower()] = id
            remove(style)
        elif unnumbered or (in_body and name in _OF_TEXT):
            set_value(style, "name", f"{name.value}（{_HEAD}）")
            style.set(f"{W}customStyle", "1")
        package.changed.add(STYLES)
    return taken


def _rename(package: Package, taken: dict[str, str]) -> None:
    """Give styles that were made anew the ids that they had, which others are based on."""
    root = package.change(STYLES)
    new = {
        style.get(f"{W}styleId", ""): taken[name_of(style).lower()]
        for style in root.iter(f"{W}style")
        if kind_of(style) == "paragraph" and name_of(style).lower() in taken
    }
    for part in (STYLES, package.part("numbering")):
        for item in package.change(part).iter() if part else ():
            for name in ("styleId", "val"):
                if attribute(item, name) in new and (name == "styleId" or item.tag in _TIES):
                    item.set(f"{W}{name}", new[attribute(item, name)])
    known = {style.get(f"{W}styleId", "") for style in root.iter(f"{W}style")}
    remove_all(item for item in root.iter(*_TIES) if attribute(item, "val") not in known)


_TIES = tuple(f"{W}{name}" for name in ("basedOn", "next", "link", "pStyle"))


def _set_body(package: Package, look: RunFormat, body: Sequence[FoundLine]) -> None:
    """Have the style of the text print what the old text looked like by hand."""
    sheet = StyleSheet.of(package)
    id = sheet.id_of(StyleName.BODY.value)
    style, is_ = sheet.by_id[id], sheet.run_format(id)
    package.changed.add(STYLES)
    if look.east and look.east != is_.east:
        _set_fonts(child_of(style, "rPr"), look)
    for kind in ("sz", "szCs") if look.size != is_.size else ():
        set_value(child_of(style, "rPr"), kind, str(Pt(look.size).half_points))
    plain = [line.paragraph for line in body if line.paragraph.role in _PLAIN]
    indented = [item for item in plain if item.indent >= _INDENTED]
    if len(indented) * 2 > len(plain) and sheet.paragraph_format(id).start(look.size) < _INDENTED:
        child_of(child_of(style, "pPr"), "ind").set(f"{W}firstLineChars", "200")


def _set_distances(package: Package, body: Sequence[FoundLine]) -> None:
    """Give the style of the text the distance of lines and of paragraphs that most of the old text had."""
    weights: Counter[tuple[str, float, int, str]] = Counter()
    sheet = StyleSheet.of(package)
    for line in body:
        form = line.paragraph.layout
        if line.paragraph.role in _PLAIN and line.paragraph.flows:
            said = sheet.said(line.element, "spacing")
            after = "" if said is None else said.get(f"{W}after", "")
            weights[form.rule, form.lines, form.pitch.twips, after] += len(line.words)
    if not weights:
        return
    (rule, lines, pitch, after), _ = weights.most_common(1)[0]
    id = sheet.id_of(StyleName.BODY.value)
    is_, spacing = sheet.paragraph_format(id), child_of(child_of(sheet.by_id[id], "pPr"), "spacing")
    if (is_.rule, is_.lines, is_.pitch.twips) != (rule, lines, pitch):
        spacing.set(f"{W}line", str(round(lines * 240) if rule == "auto" else pitch))
        spacing.set(f"{W}lineRule", rule)
    if after and spacing.get(f"{W}after") != after:
        spacing.set(f"{W}after", after)
    package.changed.add(STYLES)


def _set_fonts(properties: Element, look: RunFormat) -> None:
    """Name the fonts; “” … — are drawn by that of 汉字 (w:hint)."""
    named = child_of(properties, "rFonts")
    for name in [name for name in named.attrib if str(name).endswith("Theme")]:
        del named.attrib[name]  # it would stand over the name
    fonts = {"hint": "eastAsia", "ascii": look.latin or LATIN, "hAnsi": look.latin or LATIN, "eastAsia": look.east}
    for script, font in fonts.items():
        named.set(f"{W}{script}", font)
