"""facts.csv opens right in a spreadsheet, and the manifest holds what a later program asks for."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from briefing.bundle.contents import COLUMNS, by_hand, cell, fact_record, facts_csv, manifest
from briefing.model.document import (
    Derived,
    Document,
    FilledShell,
    Meta,
    Paragraph,
    Reference,
    References,
    Run,
    RunKind,
    Table,
)
from briefing.model.facts import Status, Target
from briefing.model.library import Library
from briefing.model.measure import Measure, MeasureKind, Survey
from briefing.model.period import Period
from tests import builders


def _library() -> Library:
    return builders.library(
        builders.fact("wuhan.items", "1048.50", "万项", qualifier="余", period="2021", scope="全市", paragraph=3),
        builders.fact("tianhe.items", 0, "项"),
        builders.indicator("items", "=联办事项"),
    )


def _document(*derived: Derived) -> Document:
    listed = References((Reference(1, "tianhe-article", "文章", (1,)), Reference(2, "other", "他文", (2,))))
    return Document(Meta(title="标题"), (listed,), derived)


def _rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_a_spreadsheet_is_told_the_encoding_and_gets_its_own_line_ends() -> None:
    data = facts_csv(_library().facts(), _document(), _library())
    assert data.startswith("\ufeff编号,".encode())
    assert data.count(b"\r\n") == data.count(b"\n") == 3
    assert not data.endswith(b"\r\n\r\n")


def test_a_fact_has_its_exact_value_and_all_that_is_known_of_it() -> None:
    row = _rows(facts_csv(_library().facts(), _document(), _library()))[0]
    assert tuple(row) == COLUMNS
    assert (row["编号"], row["类别"], row["城市"]) == ("wuhan.items", "原文", "武汉市")
    assert (row["数值"], row["单位"], row["表述"], row["限定"]) == ("1048.50", "万项", "1048.50余万项", "余")
    assert (row["时期"], row["范围"], row["段落"]) == ("2021年", "全市", "3")


def test_a_fact_keeps_how_final_it_is_and_what_it_is_measured_against() -> None:
    """Also the list that it is a place in, and why its series breaks."""
    plain = builders.fact("wuhan.items", "2", "位")
    full = replace(
        plain,
        status=Status.FLASH,
        measure=Measure(kind=MeasureKind.RANK, survey=Survey.QUESTIONNAIRE, ranking="全省", of=17),
        target=Target(plain.quantity, Period.parse("2023")),
        bureau="市某局",
        break_reason="口径调整",
    )
    library = builders.library(full)
    [row] = _rows(facts_csv(library.facts(), _document(), library))
    told = [row[name] for name in COLUMNS[-8:]]
    assert told == ["快报", "问卷", "全省", "17", "2位", "2023年", "市某局", "口径调整"]
    bare = builders.library(plain)
    [row] = _rows(facts_csv(bare.facts(), _document(), bare))
    assert [row[name] for name in COLUMNS[-8:]] == [""] * 8


def test_zero_is_a_value_and_not_an_empty_cell() -> None:
    assert _rows(facts_csv(_library().facts(), _document(), _library()))[1]["数值"] == "0"


def test_a_computed_figure_is_labelled_and_keeps_formula_and_inputs() -> None:
    derived = Derived("=wuhan.steps.before", "约11.2个", "个", "8.27个 ÷ 74%", ("wuhan.items", "tianhe.items"))
    row = _rows(facts_csv([], _document(derived), _library()))[0]
    assert (row["编号"], row["类别"], row["表述"]) == ("wuhan.steps.before", "推算", "约11.2个")
    assert (row["推算公式"], row["推算依据"]) == ("8.27个 ÷ 74%", "wuhan.items、tianhe.items")
    assert (row["城市"], row["数值"]) == ("武汉市、天河区", "")


def test_counts_of_the_briefing_itself_are_no_figures_to_check() -> None:
    assert _rows(facts_csv([], _document(Derived("=count.facts", "2项", "项", "计数", ())), _library())) == []


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", "＋1", "－1", "＠SUM(A1)", "\t=1", "\r=1", "\n=1"]
)
def test_no_text_is_taken_for_a_formula(text: str) -> None:
    assert cell(text) == f"'{text}"


def test_names_from_the_data_are_kept_from_being_formulas() -> None:
    assert _rows(facts_csv(_library().facts(), _document(), _library()))[0]["指标"] == "'=联办事项"


def test_the_manifest_keeps_each_fact_as_it_was() -> None:
    library = _library()
    record = fact_record(next(library.facts()), library)
    assert (record.value, record.upper, record.unit, record.printed) == ("1048.50", None, "万项", "1048.50余万项")
    assert (record.qualifier, record.period, record.scope, record.paragraph) == ("余", "2021", "全市", 3)


def test_a_range_keeps_both_its_ends() -> None:
    """As the data write it for a reader, each end by itself for a program."""
    library = builders.library(builders.fact("wuhan.items", "300~310.5", "万项"))
    row = _rows(facts_csv(library.facts(), _document(), library))[0]
    assert (row["数值"], row["单位"]) == ("300~310.5", "万项")
    record = fact_record(next(library.facts()), library)
    assert (record.value, record.upper) == ("300", "310.5")


def test_the_manifest_names_sources_without_figures_too() -> None:
    library = builders.library(
        builders.fact("tianhe.items", 1),
        builders.practice("tianhe.talks", "座谈。"),
        builders.practice("wuhan.talks", "座谈。"),
    )
    listed = References((Reference(1, "wuhan-article", "文章", (2,)),))
    document = Document(Meta(title="标题"), (listed,))
    found = manifest(request={}, facts=library.facts(), document=document, library=library, versions={})
    assert [source["id"] for source in found["sources"]] == ["wuhan-article", "tianhe-article"]


def test_the_manifest_lists_the_numbers_that_a_person_set() -> None:
    fields = {"电话": "0398-2960000", "报送": "市委"}
    document = Document(Meta(title="三地情况", issue="第3期", fields=fields), ())
    found = manifest(request={}, facts=(), document=document, library=builders.library(), versions={})
    assert found["by_hand"] == [{"name": "期号", "text": "第3期"}, {"name": "电话", "text": "0398-2960000"}]
    unprinted = replace(document, shell=FilledShell(names=("issue", "报送")))
    assert by_hand(unprinted) == [{"name": "期号", "text": "第3期"}]
    assert by_hand(replace(document, shell=FilledShell(names=("电话",)))) == found["by_hand"]
    told = Paragraph((Run("0398-2960000", ref="电话", kind=RunKind.GIVEN), Run("2026", ref="日期", kind=RunKind.GIVEN)))
    assert by_hand(replace(unprinted, blocks=(told,))) == found["by_hand"]
    rows = _rows(facts_csv((), document, builders.library()))
    assert [(row["编号"], row["类别"], row["表述"]) for row in rows] == [
        ("期号", "手填", "第3期"),
        ("电话", "手填", "0398-2960000"),
    ]


def test_the_manifest_keeps_every_line_with_its_figures_and_each_row_with_its_table() -> None:
    plain, number, cite = Run("办理"), Run("104项", ref="wuhan.items"), Run("［1］", ref="a", kind=RunKind.CITE)
    table = Table("t1", (Run("表名"),), ((Run("城市"),), ()), (((Run("武汉"),), (number,)),), notes=((Run("注"),),))
    imprint = Paragraph((Run("市政府办公室\t印发"), Run("\n第二行")))
    document = Document(Meta("标题"), (Paragraph((plain, Run("了"), number, cite)), table, imprint))
    held = manifest(request={}, facts=(), document=document, library=_library(), versions={})["lines"]
    assert [
        (line.get("table", ""), ["".join(run["text"] for run in cell) for cell in line["cells"]]) for line in held
    ] == [
        ("", ["标题"]),
        ("", ["办理了104项［1］"]),
        ("", ["表名"]),
        ("t1", ["城市", ""]),
        ("t1", ["武汉", "104项"]),
        ("", ["注"]),
        ("", ["市政府办公室 印发 第二行"]),  # without the signs that a manifest may not hold
    ]
    assert held[1]["cells"][0] == [{"text": "办理了"}, {"text": "104项", "ref": "wuhan.items"}, {"text": "［1］"}]
