"""The course of each row of a table stands in its last column, in every format, and is drawn like any chart."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefing.charts import draw
from briefing.content.tables.table_layout import split
from briefing.errors import BriefingError
from briefing.model.document import ChartSpec, Document, Mark, Meta, Panel
from briefing.model.walk import drawings, refs
from briefing.render.html.blocks import Image, article
from briefing.render.markdown import render_markdown
from briefing.render.material import Material
from tests.render.word.samples import courses, find, part, parts, picture, rendered, table, text, value

TABLE = table(sparklines=courses("531", "-2-"))
KEY = "pairs.spark.1"
ALT = "即办件走势。2019年5项，2020年3项，2021年1项。"


def test_a_row_with_two_values_has_a_line_and_one_with_fewer_a_dash() -> None:
    assert [key for key, _ in drawings(TABLE)] == [KEY]
    assert [key for key, _ in drawings(table(sparklines=courses("531", "-24")))] == [KEY, "pairs.spark.2"]


def test_word_has_them_as_pictures_in_a_column_of_their_own_with_alternative_texts() -> None:
    root = part(rendered(TABLE))
    (grid,) = find(root, "//w:tbl")
    header, first, second = find(grid, "w:tr")
    assert [len(find(row, "w:tc")) for row in (header, first, second)] == [4, 4, 4]
    assert [value(row, "w:tc[last()]") for row in (header, first, second)] == ["走势", "", "—"]
    (drawing,) = find(grid, "w:tr/w:tc[last()]//wp:inline")
    (about,) = find(drawing, "wp:docPr")
    assert about.get("descr") == ALT
    (size,) = find(drawing, "wp:extent")
    assert (size.get("cx"), size.get("cy")) == ("792000", "180000")
    assert len([name for name in parts(rendered(TABLE)) if name.startswith("word/media/")]) == 1


def test_the_columns_of_a_word_table_are_as_wide_as_the_text_with_that_of_the_lines() -> None:
    columns = ([value(item, "@w:w") for item in find(part(rendered(of)), "//w:gridCol")] for of in (table(), TABLE))
    without, with_lines = (list(map(int, widths)) for widths in columns)
    assert sum(without) == sum(with_lines)
    assert len(with_lines) == len(without) + 1


def test_a_picture_that_was_not_drawn_is_told() -> None:
    with pytest.raises(BriefingError, match="没有画出来"):
        rendered(TABLE, pictures={})
    with pytest.raises(BriefingError, match="没有图片文件"):
        render_markdown(Document(Meta("题"), (TABLE,)), {})


@pytest.mark.parametrize("count", [1, 3])
def test_lines_that_do_not_fit_the_rows_are_refused(count: int) -> None:
    wrong = replace(TABLE, sparklines=courses(*["531"] * count))
    with pytest.raises(BriefingError, match=f"走势线却有 {count} 条"):
        rendered(wrong)
    with pytest.raises(BriefingError, match=f"走势线却有 {count} 条"):
        render_markdown(Document(Meta("题"), (wrong,)), {key: "f.png" for key, _ in drawings(wrong)})


def test_markdown_and_html_have_them_as_images() -> None:
    document = Document(Meta("题"), (TABLE,))
    lines = render_markdown(document, {KEY: "charts/table01-01.png"}).splitlines()
    assert [line.rpartition(" | ")[2] for line in lines if line.startswith("|")] == [
        "走势 |", ":---: |", f"![{ALT}](charts/table01-01.png) |", "— |"
    ]  # fmt: skip
    page = article(document, {KEY: Image("f.png", 83, 19)}, {})
    assert '<th scope="col">走势</th></tr>' in page
    assert f'<td class=center><img src="f.png" width="83" height="19" alt="{ALT}"></td></tr>' in page
    assert "<td class=center>—</td></tr>" in page


def test_their_files_are_named_after_table_and_row() -> None:
    document = Document(Meta("题"), (TABLE,))
    material = Material(document, {KEY: picture(22, 5)}, lambda: b"", lambda: ((), ()))
    assert material.picture_paths("png") == {KEY: "charts/table01-01.png"}


def test_they_are_drawn_22_mm_wide_with_the_figures_that_they_rest_on(tmp_path: Path) -> None:
    drawn = draw(Document(Meta("题"), (TABLE,)), tmp_path, ("png", "svg"))
    assert drawn.keys() == {KEY}
    assert (drawn[KEY].width_mm, drawn[KEY].height_mm) == (22, 5)
    assert drawn[KEY].svg.startswith(b"<?xml")
    marks = tuple(replace(mark, ref=f"fact{at}") for at, mark in enumerate(TABLE.sparklines[0].panels[0].marks))
    cited = replace(TABLE, sparklines=(ChartSpec("sparkline", "", (Panel(marks),)), TABLE.sparklines[1]))
    assert set(refs([cited])) == {"fact0", "fact1", "fact2"}


def test_one_that_would_mislead_is_refused_under_the_name_of_its_table() -> None:
    panel = TABLE.sparklines[0].panels[0]
    other = Panel((*panel.marks, Mark("2022年", panel.marks[0].value, "5项", "另一行")))
    wrong = replace(TABLE, sparklines=(ChartSpec("sparkline", "", (other,)), TABLE.sparklines[1]))
    with pytest.raises(BriefingError) as error:
        draw(Document(Meta("题"), (wrong,)), None)
    assert [problem.location.key for problem in error.value.problems] == ["三地对照"]


def test_of_a_table_in_parts_the_last_has_them() -> None:
    first, last = split(TABLE, 1)
    assert (first.sparklines, last.sparklines) == ((), TABLE.sparklines)


@pytest.mark.parametrize(("columns", "sideways"), [(7, False), (8, True)])
def test_their_column_counts_where_a_page_is_turned_on_its_side(columns: int, sideways: bool) -> None:
    cells = tuple(text("值") for _ in range(columns))
    of = table(header=cells, rows=(cells,), widths=(), align=(), sparklines=courses("531"))
    root = part(rendered(of))
    assert bool(find(root, "//w:pgSz[@w:orient='landscape']")) == sideways
    assert len(find(root, "//w:tbl//wp:inline")) == 1
