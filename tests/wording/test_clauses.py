"""What a city's figures of one indicator say together."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from briefing.model.catalogue import Indicator
from briefing.model.document import Run
from briefing.model.facts import Fact, Status, Target
from briefing.model.measure import Measure, MeasureKind, Price, Survey
from briefing.model.period import Period
from briefing.wording.clauses import Progress, by_indicator, clauses, grown
from briefing.wording.prose import jointly, plain, source_date
from tests.builders import fact, indicator

BASE = indicator("firms", "经营主体")
MADE = {kind: replace(BASE, id=kind.name, name=f"经营主体{kind}", measure=kind, of="firms") for kind in MeasureKind}
RATE_PLACE = replace(BASE, id="rate_place", name="经营主体增速位次", measure=MeasureKind.RANK, of="firms")
INDICATORS: dict[str, Indicator] = {item.id: item for item in (BASE, RATE_PLACE, *MADE.values())}


def of(kind: MeasureKind, *figure: str, indicator: str = "", direction: str | None = None, **measure: object) -> Fact:
    """A fact of the indicator in another measure."""
    made = fact(f"x.{indicator or kind.name}", *figure, indicator=indicator or kind.name)
    return replace(made, measure=Measure(kind=kind, **measure), direction=direction)  # type: ignore[arg-type]


TOTAL = fact("x.firms", "33.21", "万户", indicator="firms")
GROWTH = of(MeasureKind.GROWTH, "7.4", "%", base="同比")
PLACE = of(MeasureKind.RANK, "2", "位", ranking="全省")
PLACE_OF_RATE = of(MeasureKind.RANK, "1", "位", indicator="rate_place", base="增速")


def said(*facts: Fact, level: str = "地级市", **progress: Progress) -> str:
    held = {f"x.{id}": item for id, item in progress.items()}
    groups = by_indicator(facts, INDICATORS)
    return "|".join(plain(item) for group in groups for item in clauses(group, INDICATORS, level, held))


def test_a_total_its_growth_and_their_places_are_one_clause() -> None:
    """No orphan noun where the total stands beside."""
    assert said(TOTAL, GROWTH) == "经营主体33.21万户，同比增长7.4%"
    assert said(TOTAL, PLACE) == "经营主体33.21万户，居全省第2位"
    everything = said(TOTAL, PLACE, GROWTH, PLACE_OF_RATE)
    assert everything == "经营主体33.21万户，居全省第2位；同比增长7.4%，增速居第1位"


def test_what_has_no_total_beside_it_is_said_of_the_indicator() -> None:
    """With a verb all the same; a place without a list names none."""
    assert said(GROWTH) == "经营主体同比增长7.4%"
    assert said(replace(PLACE, measure=Measure(kind=MeasureKind.RANK))) == "经营主体居第2位"
    assert said(replace(TOTAL, period=Period.parse("2021")), GROWTH) == "经营主体33.21万户|经营主体同比增长7.4%"


def test_a_place_names_its_list_and_how_many_are_in_it() -> None:
    """The list is the ranking and not what the scope covers; a list that has a name needs no count."""
    counted = replace(PLACE, measure=Measure(kind=MeasureKind.RANK, ranking="", of=17))
    assert said(counted) == "经营主体在17个市中居第2位"
    assert said(counted, level="市辖区") == "经营主体在17个区中居第2位"
    named = replace(PLACE, measure=Measure(kind=MeasureKind.RANK, ranking="百强区", of=100))
    assert said(named) == "经营主体居百强区第2位"
    assert said(replace(PLACE, scope="河南省")) == "经营主体居河南省第2位"
    assert said(replace(PLACE, scope="城区")) == "经营主体（城区）居全省第2位"


@pytest.mark.parametrize(
    ("moved", "words"),
    [
        (of(MeasureKind.GROWTH, "0.1", "%", base="同比"), "同比增长0.1%"),
        (of(MeasureKind.GROWTH, "0", "%", base="同比"), "同比持平"),
        (of(MeasureKind.GROWTH, "-1.2", "%", base="同比"), "同比下降1.2%"),
        (of(MeasureKind.GROWTH, "0", "%"), "增速0%"),
        (of(MeasureKind.GROWTH, "58.71", "%", direction="减"), "压缩58.71%"),
        (of(MeasureKind.GROWTH, "5", "%", base="同比", price=Price.CONSTANT), "按可比价同比增长5%"),
        (of(MeasureKind.CHANGE, "5", "户", base="较年初"), "较年初增加5户"),
        (of(MeasureKind.CHANGE, "5", "户", base="较年初", direction="减"), "较年初减少5户"),
        (replace(of(MeasureKind.GROWTH, "5", "%", direction="减"), printed="缩短5%"), "缩短5%"),
    ],
)
def test_a_growth_rate_is_a_verb(moved: Fact, words: str) -> None:
    """That of the source where it prints one."""
    assert plain(grown(moved)) == words
    assert [run.ref for run in grown(moved) if run.ref] == [moved.id]


def test_what_must_be_known_of_a_figure_stands_behind_it() -> None:
    """How final it is, and that it was asked and not counted."""
    asked = replace(TOTAL, status=Status.FLASH, measure=Measure(survey=Survey.QUESTIONNAIRE))
    assert said(asked) == "经营主体33.21万户（快报、问卷调查）"
    assert said(replace(TOTAL, measure=Measure(survey=Survey.REGISTER))) == "经营主体33.21万户"


@pytest.mark.parametrize(
    ("progress", "words"),
    [
        (Progress(Run("98.7%"), Run("2.7万户"), False, ""), "完成年度目标40万户的98.7%（推算），差2.7万户"),
        (Progress(Run("120%"), Run("8万户"), True, "快于"), "完成年度目标40万户的120%（推算），超8万户，快于序时进度"),
        (Progress(Run("80%"), None, False, "慢于"), "完成年度目标40万户的80%（推算），慢于序时进度"),
        (Progress(None, Run("2万户"), True, ""), "年度目标40万户，优于目标2万户（推算）"),
        (Progress(None, Run("2万户"), False, ""), "年度目标40万户，尚差2万户（推算）"),
        (Progress(None, None, True, ""), "年度目标40万户，已达目标"),
        (Progress(None, None, None, ""), "年度目标40万户"),
    ],
)
def test_a_target_is_told_with_what_is_lacking(progress: Progress, words: str) -> None:
    """And by whom it is to be met."""
    year = Period.parse("2023")
    goal = replace(TOTAL.quantity, value=Decimal(40))
    aimed = replace(TOTAL, period=year, target=Target(goal, year))
    assert said(aimed, firms=progress) == f"经营主体33.21万户，{words}"
    assert said(replace(aimed, bureau="市某局"), firms=progress).endswith("（市某局牵头）")


def test_names_are_joined_without_a_double_and() -> None:
    """Nothing is between one; 与 before the last unless a name has it."""
    assert jointly(["企业开办"]) == "企业开办"
    assert jointly(["开办", "纳税", "融资"]) == "开办、纳税与融资"
    assert jointly(["政务服务", "经济与宜居"]) == "政务服务、经济与宜居"


def test_the_date_of_a_source_is_printed_in_chinese() -> None:
    """What is no date stays as it is."""
    assert [source_date(day) for day in ("2024-01-20", "2024-01")] == ["2024年1月20日", "2024年1月"]
    assert [source_date(day) for day in ("年初", None)] == ["年初", ""]
