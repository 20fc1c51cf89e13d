"""Titles and names of offices that are longer than a line."""

from __future__ import annotations

import pytest

from briefing.content.letter import LINE
from briefing.text.line_breaks import balanced_lines


@pytest.mark.parametrize(("title", "lines"), [
    ("关于报送简报的函", ()),
    ("关于报送武汉市、三门峡市和天河区营商环境简报的函", ("关于报送武汉市、三门峡市", "和天河区营商环境简报的函")),
    ("关于征求优化营商环境工作情况比较简报修改意见的函", ("关于征求优化营商环境", "工作情况比较简报修改意见的函")),
    ("关于印发《武汉市优化营商环境对标分析》的函", ("关于印发", "《武汉市优化营商环境对标分析》的函")),
    (
        "市优化营商环境工作领导小组办公室及推进政府职能转变专班",
        ("市优化营商环境工作领导小组", "办公室及推进政府职能转变专班"),
    ),
])  # fmt: skip
def test_a_long_title_is_broken_where_its_sense_allows(title: str, lines: tuple[str, ...]) -> None:
    assert balanced_lines(title, LINE) == lines


@pytest.mark.parametrize(("most", "lines"), [
    (17, ("某某省某某市人民政府推进营商环境", "优化工作领导小组办公室")),
    (10, ("某某省某某市人民政府", "推进营商环境优化工作", "领导小组办公室文件")),
    (14, ("某某省某某市人民政府", "推进营商环境", "优化工作领导小组办公室")),
])  # fmt: skip
def test_a_line_with_no_such_place_ends_after_a_word(most: int, lines: tuple[str, ...]) -> None:
    name = "某某省某某市人民政府推进营商环境优化工作领导小组办公室"
    assert balanced_lines(f"{name}{'文件' if most == 10 else ''}", most) == lines


@pytest.mark.parametrize("length", [21, 39, 40, 41, 59, 75])
def test_no_line_of_a_title_is_too_long_or_nearly_empty(length: int) -> None:
    """Whatever stands in it: here there is no place to break at."""
    lines = balanced_lines("一" * length, LINE)
    assert "".join(lines) == "一" * length
    assert all(LINE // 2 <= len(line) <= LINE for line in lines)
