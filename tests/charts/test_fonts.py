"""The fonts hold what Chinese briefings print, and text is measured as it is drawn."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from briefing.charts import draw_chart, fonts, style
from briefing.errors import BriefingError
from briefing.model.document import ChartSpec, Panel
from docs.make_fonts import gb2312

from . import samples

DIVISIONS = Path(__file__).parents[2] / "briefing" / "data" / "divisions.csv.gz"


@pytest.mark.parametrize("path", [fonts.REGULAR, fonts.BOLD])
def test_each_weight_holds_what_the_coverage_says(path: Path) -> None:
    assert fonts.coverage() <= {chr(code) for code in TTFont(path).getBestCmap()}


def test_gb2312_the_names_of_all_divisions_and_the_symbols_are_covered() -> None:
    names = gzip.decompress(DIVISIONS.read_bytes()).decode("utf-8")
    assert len(gb2312()) == 7445
    assert not fonts.missing("".join(gb2312()) + names.replace("\n", "").replace("\r", ""))
    assert not fonts.missing("㎡㎢²³−℃‰№〔〕—…“”‘’·〇%％⊃～①⑳")


def test_the_sums_beside_the_fonts_are_theirs() -> None:
    """The cache is keyed by the file of sums, so it must change with the fonts."""
    lines = (fonts.FOLDER / "fonts.sha256").read_text("utf-8").split("\n")
    sums = {name: total for total, name in (line.split("  ") for line in lines if line)}
    assert sums == {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (fonts.REGULAR, fonts.BOLD)}


def test_the_fonts_are_the_simplified_chinese_face_and_carry_their_licence() -> None:
    for path in (fonts.REGULAR, fonts.BOLD):
        names = TTFont(path)["name"]
        assert names.getDebugName(1) == "Noto Sans CJK SC"
        assert "Open Font License" in names.getDebugName(13)
    licence = (fonts.FOLDER / "OFL.txt").read_text("utf-8")
    assert "Copyright 2014-2021 Adobe" in licence
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence


def test_missing_names_exactly_the_characters_outside_the_fonts() -> None:
    assert fonts.missing("武汉Łódź市") == {"Ł", "ź"}


def test_a_chinese_character_is_as_wide_as_the_type_is_high() -> None:
    assert fonts.width("武汉", 9) == pytest.approx(2 * 9 * style.PT)
    assert fonts.width("1", 9) < fonts.width("武", 9)


@given(st.text(alphabet="武汉市三门峡，。、（）“”0123456789.% abc亿元", min_size=1, max_size=60))
def test_wrapped_text_loses_nothing_and_keeps_to_its_width(text: str) -> None:
    lines = fonts.wrap(text, 30.0)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(fonts.width(line) <= 30.0 + 1e-6 for line in lines)


def test_figures_stay_whole_and_no_line_begins_with_a_closing_mark() -> None:
    assert fonts.wrap("全年完成投资1389.8亿元", fonts.width("全年完成投资1389")) == ["全年完成投资", "1389.8亿元"]
    lines = fonts.wrap("武汉市三门峡市天河区（推算）", fonts.width("武汉市三门峡市天河区（推算"))
    assert not any(line.startswith("）") for line in lines)


def test_a_character_outside_the_fonts_comes_from_another_font() -> None:
    marks = (samples.mark("Łódź", "1"), samples.mark("武汉", "2"))
    assert draw_chart(ChartSpec("bars", "", (Panel(marks),))).png


def test_a_character_of_no_font_is_named() -> None:
    marks = (samples.mark("武\U0010fffe", "1"), samples.mark("汉", "2"))
    with pytest.raises(BriefingError, match="U\\+10FFFE"):
        draw_chart(ChartSpec("bars", "", (Panel(marks),)))


def test_balanced_lines_leave_no_lone_character() -> None:
    text = "高质量发展产业扶持政策资金拨付"
    limit = fonts.width(text[:-1])
    assert len(fonts.wrap(text, limit)[-1]) == 1
    lines = fonts.balanced(text, limit)
    assert len(lines) == 2
    assert len(lines[-1]) >= 4


def test_a_year_and_a_short_bracket_stay_whole_where_a_line_holds_them() -> None:
    assert fonts.balanced("2025年1月", 13.0) == ["2025年", "1月"]
    assert fonts.wrap("武汉东湖新技术开发区 33个工作日（约97%）", 60.0)[-1] == "（约97%）"
