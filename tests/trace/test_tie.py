"""Numbers in a Word file are found again, and tied to the figure of the data that their surroundings speak of."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from briefing import Workspace, generate
from briefing.bundle.contents import facts_csv, printed_facts
from briefing.errors import BriefingError
from briefing.model.document import Document, Meta
from briefing.model.facts import Target
from briefing.model.library import Library
from briefing.model.period import Period
from briefing.model.quantity import Quantity
from briefing.ooxml.package import Package
from briefing.pipeline import Briefing
from briefing.trace.figures import KnownFigures, rows_of_bundle
from briefing.trace.numbers import FoundNumber, numbers, paragraphs_of, spans
from briefing.trace.tie import Candidate, Tie, naming, tie
from tests.builders import fact, indicator, library, unit
from tests.conformance.small import docx, p
from tests.trace.word import paragraphs, printed


@pytest.fixture(scope="module")
def briefing() -> Briefing:
    return generate(Workspace.open(Path(__file__).parents[2], cached=False), settings={"推算": "全"})


def found(body: str) -> tuple[FoundNumber, ...]:
    return numbers(paragraphs_of(Package.open(docx(body))))


def only(body: str, *facts: object) -> Tie:
    """The last number of a text beside the facts of a library."""
    return tie(found(body), KnownFigures.of_library(library(*facts)))[-1]  # type: ignore[arg-type]


def bundled(folder: Path, document: Document, held: Library) -> KnownFigures:
    """The figures of a bundle that prints the document, of all facts where that prints none."""
    (folder / "facts.csv").write_bytes(facts_csv(printed_facts(document, held) or held.facts(), document, held))
    return KnownFigures.of_rows(rows_of_bundle(folder), held.catalogue.units)


def told(item: Tie) -> str:
    return item.figure.id if item.figure else item.why


def near(item: FoundNumber, truth: dict[str, set[tuple[str, int]]]) -> set[str]:
    """The ids of what is printed where a number stands, a word such as 约 or 第 before it at most."""
    return {ref for ref, at in truth.get(item.paragraph.text, ()) if item.start - 4 <= at < item.end}


def test_the_figures_of_a_briefing_are_found_again_in_its_text(briefing: Briefing) -> None:
    """Of some two hundred numbers none is tied to another fact, and hardly one is left."""
    truth = printed(briefing.document)
    figures = KnownFigures.of_library(briefing.library)
    ties = tie(numbers(paragraphs(briefing.document), figures.units), figures)
    stated = [(item, refs) for item in ties if (refs := {r for r in near(item.number, truth) if r[0] != "="})]
    assert len(stated) > 150
    assert [(item.number.text, told(item)) for item, refs in stated if item.figure and item.figure.id not in refs] == []
    assert len([item for item, _ in stated if item.figure is None]) < len(stated) // 50
    bare = [item for item in ties if not near(item.number, truth)]
    assert [(item.number.text, told(item)) for item in bare if item.figure] == []


def test_computed_figures_are_found_by_the_facts_csv_of_the_bundle(briefing: Briefing, tmp_path: Path) -> None:
    document, library = briefing.document, briefing.library
    truth, figures = printed(document), bundled(tmp_path, document, library)
    ties = tie(numbers(paragraphs(document), figures.units), figures)
    computed = [(item, near(item.number, truth)) for item in ties if any(r[0] == "=" for r in near(item.number, truth))]
    assert len(computed) > 10
    assert [
        (item.number.text, told(item)) for item, refs in computed if item.figure and item.figure.id not in refs
    ] == []
    assert all(item.figure.formula for item, _ in computed if item.figure and item.figure.id.startswith("="))
    assert len([item for item, _ in computed if item.figure]) > len(computed) * 3 // 4


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("贷款余额4.74亿元，增长12.5%。", ["4.74亿元", "12.5%"]),
        ("2021年，图1和表2见第3期，2月末；“210”标准［1］、[2][3]，见第1—13段、国发〔2025〕7号。", []),
        ("推算增幅在26%③至38%④之间；资料来源：①—⑥", ["26%", "38%"]),
        ("１．５万户", ["１．５万户"]),
        ("由45%至约51%", ["45%", "51%"]),
        ("300～310个，3万户至5万户，由7项增至9项", ["300～310个", "3万户至5万户", "7项", "9项"]),
        ("居全省第4位，降至−2.5%", ["第4位", "−2.5%"]),
        ("压减三成，服务三十六项，办好一件事", ["三成", "三十六项"]),
        ("860万余元、400余项", ["860万余元", "400余项"]),
        ("3.推进改革12项，见月报.xlsx 宜昌市!C3:F8", ["12项"]),
    ],
)
def test_quantities_stand_with_sign_scale_and_measure(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in spans(text)] == expected


def test_a_number_has_its_sentence_and_what_stands_around_it() -> None:
    cells = "".join(f"<w:tr>{''.join(f'<w:tc>{p(cell)}</w:tc>' for cell in row)}</w:tr>" for row in TABLE)
    body = (
        p("一、融资", '<w:outlineLvl w:val="0"/>') + p("武汉市。办理104项。共5家！") + p("表1　贷款") + p("单位：亿元")
    )
    items, firms, loan = found(f"{body}<w:tbl>{cells}</w:tbl>")
    assert (items.text, items.sentence, items.before) == ("104项", "办理104项。", "武汉市。办理")
    assert firms.around == ("武汉市。办理104项。", "一、融资")
    assert (loan.text, loan.around) == ("4.74", ("武汉市", "贷款余额", "单位：亿元", "表1　贷款", "一、融资"))
    assert str(loan.paragraph.position) == "表 1 第 2 行第 2 列“4.74”"


TABLE = (("城市", "贷款余额"), ("武汉市", "4.74"))
LOANS = (
    fact("wuhan.loans", "4.74", "亿元", period="2021年"),
    fact("sanmenxia.loans", "4.74", "亿元", period="2021年"),
    indicator("loans", "贷款余额", family="cny"),
)


YEARS = (
    fact("wuhan.items-2020", 104, period="2020年", indicator="items"),
    fact("wuhan.items-2021", 104, period="2021年", indicator="items"),
    indicator("items", "联办事项"),
)
FALL = fact("wuhan.rate", "-2.3", "%", printed="-2.3%"), indicator("rate", "外资增速", family="percent")
NONE, UNSAID = "资料中没有这个数", "数值相同，上下文没有说明"
SEVERAL = "资料中有2个同样的数，不能确定是哪一个"


@pytest.mark.parametrize(
    ("text", "facts", "expected"),
    [
        ("武汉市、三门峡市贷款余额分别增至、达到4.74亿元", LOANS, "sanmenxia.loans"),
        ("武汉贷款余额47400万元，高于三门峡市", LOANS, "wuhan.loans"),
        ("贷款余额4.74亿元", LOANS, SEVERAL),
        ("天河区贷款余额4.74亿元", (*LOANS, fact("tianhe.loans", 5, "亿元")), UNSAID),
        ("洛阳市贷款余额4.74亿元，高于武汉市", LOANS, UNSAID),
        ("武汉市江岸区贷款余额4.74亿元", LOANS, UNSAID),
        ("武汉市贷款余额在湖北省占比不低，达4.74亿元", LOANS, "wuhan.loans"),
        ("武汉市贷款余额4.75亿元", LOANS, NONE),
        ("武汉市贷款余额4.74亿户", LOANS, NONE),
        ("2021年，武汉市联办事项104项", YEARS, "wuhan.items-2021"),
        ("武汉市联办事项104项", YEARS, SEVERAL),
        ("武汉市外资增速下降2.3%", FALL, "wuhan.rate"),
    ],
)
def test_place_year_value_and_kind_of_unit_decide_which_figure_it_is(
    text: str, facts: tuple[object, ...], expected: str
) -> None:
    assert told(only(p(text), *facts)) == expected


@pytest.mark.parametrize(
    ("said", "why"), [("翻了一番", ""), ("占三分之二", ""), ("占百分之二", "share"), ("是2项", "items")]
)
def test_a_share_or_a_multiple_is_no_count(said: str, why: str) -> None:
    facts = fact("wuhan.items", 2, "项"), fact("wuhan.steps", 1, "项"), fact("wuhan.share", 2, "%", indicator="part")
    item = only(p(f"武汉市{said}。"), *facts, indicator("part", family="percent"))
    assert [one.figure.id.removeprefix("wuhan.") for one in item.candidates] == ([why] if why else [])


def test_a_cell_takes_its_unit_from_above_the_table() -> None:
    cells = "".join(f"<w:tr>{''.join(f'<w:tc>{p(cell)}</w:tc>' for cell in row)}</w:tr>" for row in TABLE)
    same = fact("wuhan.area", "4.74", "公里", indicator="area")
    for line, expected in (("单位：亿元", "wuhan.loans"), ("（公里）", "wuhan.loans"), ("单位：万元", "wuhan.loans")):
        item = only(f"{p(line)}<w:tbl>{cells}</w:tbl>", *LOANS, same)
        assert item.candidates[0].figure.id == expected


def test_a_target_is_told_from_what_was_reached() -> None:
    aim = Target(Quantity(Decimal(600), unit("亿元")), Period.parse("2026年"))
    loans = replace(fact("wuhan.loans", 512, "亿元", period="2026年"), target=aim)
    named = indicator("loans", "到位资金", family="cny")
    reached, target = (only(p(f"武汉市到位资金{text}"), loans, named) for text in ("512亿元", "年度目标600亿元"))
    assert reached.figure and not reached.figure.target
    assert target.figure and target.figure.target
    assert told(only(p("武汉市到位资金600亿元"), loans, named)) == "数值相同，上下文没有说明"
    done = fact("wuhan.done", "144.6", "%"), indicator("done", "投资完成率", family="percent")
    said = only(p("武汉市投资为计划的144.6%"), *done)
    assert told(said) == "wuhan.done"
    assert said.figure and naming(said.figure, said.number) > 0


def test_a_bundle_without_its_table_says_so(tmp_path: Path) -> None:
    with pytest.raises(BriefingError, match="不能读取"):
        rows_of_bundle(tmp_path)
    (tmp_path / "facts.csv").write_bytes("编号,城市\r\na,武汉市\r\n".encode("utf-8-sig"))
    with pytest.raises(BriefingError, match="不能读取"):
        rows_of_bundle(tmp_path)


def test_a_bundle_has_every_fact_of_the_library_as_it_was(briefing: Briefing, tmp_path: Path) -> None:
    document, library = briefing.document, briefing.library
    own = {item.id: item for item in KnownFigures.of_library(library).all if not item.target}
    kept = [item for item in bundled(tmp_path, document, library).all if not item.formula]
    assert [item.id for item in kept] == [fact.id for fact in printed_facts(document, library)]
    stated = [(item.quantity, own[item.id].quantity) for item in kept]
    assert [
        (a, b) for a, b in stated if not a or not b or (a.written, a.unit.symbol) != (b.written, b.unit.symbol)
    ] == []
    assert [item.id for item in kept if not set(item.places) <= set(own[item.id].places)] == []


def test_a_bundle_knows_targets(tmp_path: Path) -> None:
    aim = Target(Quantity(Decimal(600), unit("亿元")), Period.parse("2026年"))
    held = library(
        replace(fact("wuhan.loans", 512, "亿元", period="2026年"), target=aim), indicator("loans", family="cny")
    )
    document = Document(Meta("题目"), ())
    known = bundled(tmp_path, document, held)
    assert [(item.printed, item.target, item.period.printed) for item in known.all] == [
        ("512亿元", False, "2026年"),
        ("600亿元", True, "2026年"),
    ]


def test_it_is_tied_where_enough_speaks_for_it_and_clearly_more_than_for_another() -> None:
    (number,), held = found(p("104项")), KnownFigures.of_library(library(*LOANS)).all
    for scores, tied in (((3,), False), ((4,), True), ((6, 5), False), ((6, 4), True)):
        item = Tie(number, tuple(Candidate(figure, score) for figure, score in zip(held, scores, strict=False)))
        assert (item.figure is not None) is tied
        assert bool(item.why) is not tied
