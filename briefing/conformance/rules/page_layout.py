"""Paper, margins and grid (GB/T 9704—2012, 5), page numbers (7.5), the first page of a letter (10.1)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from briefing.conformance.font_families import family, size_name
from briefing.conformance.paragraph import OfficialParagraph, TextRole
from briefing.conformance.rule import LAID_OUT, Check, Hit, Profile, Rule, Strength
from briefing.conformance.word_file import Section, WordFile, millimetres
from briefing.ooxml.length import Length, Pt
from briefing.ooxml.position import Position

PITCHES = (Pt(28), Pt(29.5))
"""Between them stand the pitches that put 22 lines on a page."""


def _each_section(found: Callable[[Section], str]) -> Check:
    """Return the check that `found` has nothing, “”, to say of a section."""

    def check(file: WordFile) -> Iterator[Hit]:
        for section in file.sections:
            if text := found(section):
                yield Hit(text, Position(section=section.number) if len(file.sections) > 1 else Position())

    return check


def _size(section: Section) -> str:
    width, height = millimetres(section.width), millimetres(section.height)
    short, long = sorted((width, height))
    return "" if abs(short - 210) <= 2 and abs(long - 297) <= 2 else f"{width:g}×{height:g} mm"


_MARGINS = (("上", "top", 37), ("下", "bottom", 35), ("左", "left", 28), ("右", "right", 26))


def _margins(section: Section) -> str:
    got = [(name, millimetres(getattr(section, side)), wanted) for name, side, wanted in _MARGINS]
    wrong = [f"{name} {have:g} mm" for name, have, wanted in got if abs(have - wanted) > 1]
    # Wide tables are turned, and then have the margins of the page turned with them.
    return "" if section.landscape else "、".join(wrong)


def _grid(section: Section) -> str:
    if section.grid not in ("lines", "linesAndChars", "snapToChars"):
        return "没有网格"
    right = section.landscape or PITCHES[0] <= section.pitch <= PITCHES[1]
    return "" if right else f"网格行距 {section.pitch.pt:g} 磅"


def _lines(file: WordFile) -> Iterator[Hit]:
    for paragraph in file.of(TextRole.BODY):
        section, layout = file.sections[paragraph.section], paragraph.layout
        gridded = layout.rule == "auto" and layout.lines == 1 and layout.snap and section.grid
        pitch = layout.pitch if layout.rule == "exact" else section.pitch if gridded else Length(0)
        if section.landscape or PITCHES[0] <= pitch <= PITCHES[1]:
            continue
        if not pitch:
            stated = f"{layout.lines:g} 倍" if layout.rule == "auto" else f"最小值 {layout.pitch.pt:g} 磅"
            yield Hit(f"行距 {stated}，不是固定值", paragraph.position)
        else:
            # Margins are kept in twips: 22 lines may come out as 21.99.
            count = int((section.height - section.top - section.bottom) / pitch + 0.02)
            yield Hit(f"行距 {pitch.pt:g} 磅，每面 {count} 行", paragraph.position)


def _characters(file: WordFile) -> Iterator[Hit]:
    for paragraph in file.of(TextRole.BODY):
        section, format_ = file.sections[paragraph.section], paragraph.main
        if section.landscape or format_.size != 16:  # another size is told by body.size
            continue
        gridded = section.grid in ("linesAndChars", "snapToChars") and paragraph.layout.snap
        # Word gives every character of a grid the width of one of the style Normal, and what the grid adds.
        width = file.normal_size + section.character / 4096 if gridded else format_.size + format_.spacing
        # As above: 28 characters may come out as 27.98.
        count = int(section.text_width.pt / width + 0.03) if width > 0 else 0
        if count != 28 and abs(section.text_width.mm - 156) <= 2:  # other margins are told by page.margins
            yield Hit(f"每行 {count} 字", paragraph.position)


def _footers(file: WordFile) -> Iterator[tuple[str, tuple[OfficialParagraph, ...] | None]]:
    """The footers that ordinary pages show, with their names, each once."""
    seen: set[tuple[str, int]] = set()
    for section in file.sections:
        sides = (("单页页脚", section.odd), ("双页页脚", section.even)) if file.alternate else (("页脚", section.odd),)
        for name, footer in sides:
            if (name, id(footer)) not in seen:
                seen.add((name, id(footer)))
                yield name, footer


def _numbers(file: WordFile) -> Iterator[tuple[str, OfficialParagraph]]:
    """The paragraphs of footers that hold a page number."""
    for name, footer in _footers(file):
        yield from ((name, item) for item in footer or () if "PAGE" in item.fields)


def _missing(file: WordFile) -> Iterator[Hit]:
    for name, footer in _footers(file):
        if not any("PAGE" in item.fields for item in footer or ()):
            yield Hit("没有页码", Position(part=name))


def _form(file: WordFile) -> Iterator[Hit]:
    for name, item in _numbers(file):
        text = item.shown.replace(" ", "").replace("\u3000", "")
        if not (text.startswith("—") and text.endswith("—") and text.count("—") == 2):
            yield Hit(f"“{item.shown}”", Position(part=name))


def _number_font(file: WordFile) -> Iterator[Hit]:
    for name, item in _numbers(file):
        format_ = next((part.format for part in item.spans if re.search(r"\d", part.text)), item.style_format)
        if family(format_.latin) != "宋体" or format_.size != 14:
            yield Hit(f"{format_.latin or '未指定字体'} {size_name(format_.size)}", Position(part=name))


_SIDES = {"left": "左", "both": "左", "": "左", "center": "中", "right": "右", "inside": "内", "outside": "外"}


def _box(item: OfficialParagraph) -> str:
    """How the text box that a paragraph stands in is aligned; “” if it stands in none, or is not aligned."""
    anchor = next(item.element.iterancestors("{*}anchor"), None)
    align = None if anchor is None else anchor.find("{*}positionH/{*}align")
    return "" if align is None else (align.text or "")


def _sides(file: WordFile) -> Iterator[Hit]:
    """A frame or a text box around a page number has its own place, else the paragraph says it."""
    wanted = {"单页页脚": "右", "双页页脚": "左"}
    for name, item in _numbers(file):
        side = _SIDES.get(item.layout.frame or _box(item) or item.layout.align, "左")
        if side not in (wanted.get(name, "外"), "外"):
            yield Hit(f"页码居{side}" + ("，单双页相同" if name == "页脚" else ""), Position(part=name))


def _distance(section: Section) -> str:
    shown = any("PAGE" in item.fields for item in section.odd or ())
    right = section.landscape or 6.5 <= millimetres(section.bottom - section.footer) <= 13
    return f"页脚距纸边 {millimetres(section.footer):g} mm" if shown and not right else ""


def _first_page(file: WordFile) -> Iterator[Hit]:
    section = file.sections[0]
    footer = section.first if section.title_page else section.odd
    if any("PAGE" in item.fields for item in footer or ()):
        yield Hit("首页显示页码", Position(section=1) if len(file.sections) > 1 else Position())


_PAGE_SETUP = "布局（WPS：页面布局）→ 页面设置"

RULES = (
    Rule("page.size", "纸张", Strength.REQUIRED, "5.1", "A4（210×297 mm）", _each_section(_size),
         f"{_PAGE_SETUP} → 纸张，选 A4。"),
    Rule("page.margins", "页边距（版心 156×225 mm）", Strength.REQUIRED, "5.2.1",
         "上 37、下 35、左 28、右 26 mm（±1 mm）", _each_section(_margins),
         f"{_PAGE_SETUP} → 页边距，填上 3.7、下 3.5、左 2.8、右 2.6 厘米，装订线 0。"),
    Rule("page.grid", "文档网格", Strength.USUAL, "5.2.3", "指定行网格，每页 22 行（行距 28～29.5 磅）",
         _each_section(_grid),
         f"{_PAGE_SETUP} → 文档网格，选“只指定行网格”或“指定行和字符网格”，每页 22 行。"),
    Rule("page.lines", "每面行数", Strength.USUAL, "5.2.3", "每面 22 行（固定值 28～29.5 磅）", _lines,
         "选中正文（最好改“正文”样式）→ 段落 → 行距选“固定值”，填 28.95 磅，段前段后 0。"),
    Rule("page.characters", "每行字数", Strength.USUAL, "5.2.3", "每行 28 字", _characters,
         "选中正文 → 字体 → 高级 → 字符间距选“紧缩”0.25 磅；或在文档网格里指定每行 28 字。"),
    Rule("pageno.missing", "页码", Strength.USUAL, "7.5", "每页有页码", _missing,
         "插入 → 页码 → 页面底端；奇偶页不同时，单页、双页的页脚都要插入。"),
    Rule("pageno.form", "页码形式", Strength.USUAL, "7.5", "数字左右各放一条一字线（— 1 —）", _form,
         "双击页脚，在页码域两边各输入一字线“—”（插入 → 符号 → 长划线）。"),
    Rule("pageno.font", "页码字体", Strength.USUAL, "7.5", "4号半角宋体", _number_font,
         "双击页脚，选中页码，中文和西文字体都设为宋体，字号 4 号。"),
    Rule("pageno.side", "页码位置", Strength.USUAL, "7.5", "单页居右、双页居左", _sides,
         f"{_PAGE_SETUP} → 版式，勾选“奇偶页不同”；单页页码右对齐、双页页码左对齐，各空一字。"),
    Rule("pageno.distance", "页码高度", Strength.USUAL, "7.5",
         "一字线在版心下边缘之下 7 mm（页脚距纸边约 25.5 mm）", _each_section(_distance),
         f"{_PAGE_SETUP} → 版式，页脚距边界填 2.55 厘米。"),
    Rule("letter.first-page", "信函首页", Strength.REQUIRED, "10.1", "首页不显示页码", _first_page,
         f"{_PAGE_SETUP} → 版式，勾选“首页不同”，删去首页页脚里的页码。", frozenset({Profile.LETTER})),
)  # fmt: skip
"""The rules of this module, in the order of the clauses."""
assert all(rule.profiles <= LAID_OUT for rule in RULES)
