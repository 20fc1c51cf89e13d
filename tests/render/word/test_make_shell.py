"""The built-in shell holds the measures of GB/T 9704—2012, in named styles, without anything that nobody asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.ooxml.xml import Element, W
from briefing.render.word.make_shell import shell
from briefing.render.word.shell.builtin_parts import NOT_FIRST, NOT_LAST, UNITS
from briefing.render.word.shell.builtin_styles import Fonts
from briefing.render.word.shell.opening import open_shell
from briefing.render.word.shell.style_names import StyleName

from .samples import SHELL, find, part, parts, value

MM = 1440 / 25.4


def style(name: str) -> Element:
    [found] = [
        item
        for item in part(SHELL, "word/styles.xml").iter(f"{W}style")
        if item.find(f"{W}name").get(f"{W}val") == name
    ]
    return found


def effective(name: str, path: str) -> str:
    """An attribute of the style, or of the one it is based on."""
    item = style(name)
    while True:
        if found := value(item, path):
            return found
        base = value(item, "w:basedOn/@w:val")
        if not base:
            return ""
        [item] = find(item.getparent(), f"w:style[@w:styleId='{base}']")


def test_the_file_in_the_repository_is_what_the_script_writes() -> None:
    assert (Path(__file__).parents[3] / "templates/bulletin/shell.docx").read_bytes() == shell()


def test_the_shell_is_sound_and_lean() -> None:
    assert set(open_shell(SHELL).styles) == set(StyleName)
    assert len(SHELL) < 20_000


def test_paper_and_margins() -> None:
    root = part(SHELL)
    paper, [white] = find(root, "//w:pgSz")[0], find(root, "//w:pgMar")
    assert (paper.get(f"{W}w"), paper.get(f"{W}h")) == ("11906", "16838")
    measured = {side: round(int(white.get(f"{W}{side}")) / MM, 1) for side in ("top", "bottom", "left", "right")}
    assert measured == {"top": 37, "bottom": 35, "left": 28, "right": 26}
    assert round(int(white.get(f"{W}footer")) / MM, 1) == 25.5


def test_twenty_two_lines_of_twenty_eight_characters() -> None:
    height = 16838 - 2098 - 1984
    pitch = int(effective("Body Text", "w:pPr/w:spacing/@w:line"))
    assert (height // pitch, effective("Body Text", "w:pPr/w:spacing/@w:lineRule")) == (22, "exact")
    width = 16 * 20 + int(effective("Body Text", "w:rPr/w:spacing/@w:val"))
    assert open_shell(SHELL).area.width.twips // width == 28
    assert find(part(SHELL), "//w:docGrid[@w:type='lines']/@w:linePitch") == [str(pitch)]
    assert effective("Body Text", "w:pPr/w:snapToGrid/@w:val") == "0"


@pytest.mark.parametrize(
    ("name", "font", "points"),
    [
        ("Body Text", "仿宋", 16),
        ("Title", "方正小标宋简体", 22),
        ("heading 1", "黑体", 16),
        ("heading 2", "楷体", 16),
        ("heading 3", "仿宋", 16),
        ("heading 4", "仿宋", 16),
        ("页码单页", "宋体", 14),
        ("页码双页", "宋体", 14),
        ("表格文字", "仿宋", 12),
    ],
)
def test_fonts_and_sizes(name: str, font: str, points: int) -> None:
    assert effective(name, "w:rPr/w:rFonts/@w:eastAsia") == font
    assert effective(name, "w:rPr/w:sz/@w:val") == str(points * 2)


def test_every_font_is_named_for_every_script_and_none_comes_from_the_theme() -> None:
    named = list(part(SHELL, "word/styles.xml").iter(f"{W}rFonts"))
    scripts = {f"{W}{script}" for script in ("ascii", "hAnsi", "eastAsia", "cs", "hint")}
    assert named
    assert all(set(item.keys()) == scripts and item.get(f"{W}hint") == "eastAsia" for item in named)


def test_other_fonts_can_be_named() -> None:
    changed = parts(shell(Fonts(body="仿宋_GB2312")))
    assert 'w:eastAsia="仿宋_GB2312"' in changed["word/styles.xml"].decode()
    assert 'w:eastAsia="仿宋"' not in changed["word/styles.xml"].decode()


def test_paragraphs_and_headings_are_indented_by_two_characters() -> None:
    for name in ("Body Text", "heading 1", "heading 2", "heading 3", "heading 4", "List Bullet", "List Number"):
        assert effective(name, "w:pPr/w:ind/@w:firstLineChars") == "200"
        assert effective(name, "w:pPr/w:ind/@w:firstLine") == "618"


def test_a_number_stands_apart_from_an_item_that_begins_with_a_year() -> None:
    """1. 2023年, not 1.2023年."""
    [after] = find(part(SHELL, "word/numbering.xml"), "//w:lvl[w:pStyle/@w:val='ListNumber']/w:suff/@w:val")
    assert after == "space"


def test_headings_are_a_list_of_four_levels_with_outline_levels() -> None:
    levels = find(part(SHELL, "word/numbering.xml"), "//w:lvl[starts-with(w:pStyle/@w:val, 'Heading')]")
    shown = [(value(item, "w:numFmt/@w:val"), value(item, "w:lvlText/@w:val")) for item in levels]
    chinese = "chineseCountingThousand"
    assert shown == [(chinese, "%1、"), (chinese, "（%2）"), ("decimal", "%3."), ("decimal", "（%4）")]
    for level in range(4):
        name = f"heading {level + 1}"
        assert effective(name, "w:pPr/w:outlineLvl/@w:val") == str(level)
        assert effective(name, "w:pPr/w:numPr/w:ilvl/@w:val") == str(level)
        assert find(style(name), "w:pPr/w:keepNext")


def test_page_numbers_stand_on_the_outer_side_between_dashes() -> None:
    assert find(part(SHELL, "word/settings.xml"), "w:evenAndOddHeaders")
    root = part(SHELL)
    targets = {item.get("Id"): item.get("Target") for item in part(SHELL, "word/_rels/document.xml.rels")}
    sides = {}
    for reference in find(root, "//w:footerReference"):
        relation = value(reference, "@r:id")
        footer = part(SHELL, f"word/{targets[relation]}")
        used = value(footer, "//w:pStyle/@w:val")
        [look] = find(part(SHELL, "word/styles.xml"), f"//w:style[@w:styleId='{used}']")
        sides[reference.get(f"{W}type")] = value(look, "w:pPr/w:jc/@w:val")
        assert find(footer, "//w:t/text()") == ["— ", "1", " —"]
        assert value(footer, "//w:instrText").strip() == "PAGE"
    assert sides == {"default": "right", "even": "left"}


def test_what_must_not_part_from_what_follows_is_kept_with_it() -> None:
    for name in ("Title", "表题", "表格单位", "表格表头", "图片"):
        assert find(style(name), "w:pPr/w:keepNext"), name


def test_a_picture_is_not_cut_to_the_height_of_a_line() -> None:
    assert effective("图片", "w:pPr/w:spacing/@w:lineRule") == "auto"


def test_the_red_rule_is_a_border_as_wide_as_the_text() -> None:
    look = style("报头单位日期")
    assert find(look, "w:pPr/w:pBdr/w:bottom/@w:color") == ["FF0000"]
    assert not find(look, "w:pPr/w:ind")


def test_word_opens_it_without_compatibility_mode_as_chinese() -> None:
    settings = part(SHELL, "word/settings.xml")
    assert find(settings, "//w:compatSetting[@w:name='compatibilityMode']/@w:val") == ["15"]
    assert find(part(SHELL, "word/styles.xml"), "//w:docDefaults//w:lang/@w:eastAsia") == ["zh-CN"]


def test_units_and_marks_of_reference_begin_no_line() -> None:
    [before] = find(part(SHELL, "word/settings.xml"), "w:noLineBreaksBefore[@w:lang='zh-CN']/@w:val")
    assert {"[", "万", "亿", "个", "户", "%", "。", "，", "”"} <= set(before)
    assert set(UNITS) <= set(before)


def test_the_lists_of_signs_fit_into_what_word_keeps_of_them() -> None:
    assert len(NOT_FIRST) == len(set(NOT_FIRST)) <= 100
    assert len(NOT_LAST) <= 50


def test_no_style_lifts_the_rules_for_line_breaks() -> None:
    """They hold in tables and captions, too."""
    assert not find(part(SHELL, "word/styles.xml"), "//w:kinsoku | //w:overflowPunct | //w:wordWrap")


def test_the_number_of_a_figure_a_table_or_a_rank_does_not_part_from_its_word() -> None:
    [after] = find(part(SHELL, "word/settings.xml"), "w:noLineBreaksAfter[@w:lang='zh-CN']/@w:val")
    assert {"图", "表", "第", "（", "“"} <= set(after)


def test_what_ends_a_briefing_stays_together() -> None:
    assert find(style("报尾"), "w:pPr/w:keepNext")


def test_a_contents_entry_has_its_page_at_the_right_edge() -> None:
    for level in range(1, 5):
        assert find(style(f"toc {level}"), "w:pPr/w:tabs/w:tab/@w:pos") == ["8845"]
        assert find(style(f"toc {level}"), "w:pPr/w:tabs/w:tab/@w:val") == ["right"]
