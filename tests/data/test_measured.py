"""A fact says what it measures; in another measure than its indicator's own it stands under a name of its own."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from briefing.data.reader import examine
from briefing.data.yaml_files.yaml_reader import YamlReader
from briefing.model.catalogue import Indicator
from briefing.model.facts import Audience, Fact, Headline, Status
from briefing.model.library import Library
from briefing.model.measure import Measure, MeasureKind, Price
from briefing.model.period import Period
from tests.data.conftest import write

CITY = """
    city: {name: 洛阳市}
    sources:
      - {id: luoyang-report, title: 工作报告, publisher: 洛阳市人民政府}
    facts:
      - {indicator: borrowers, value: 197.3, unit: 万户, printed: 197.3万户, paragraph: 1, period: 2021, basis: 时点}
"""


def _read(data: Path, *facts: str, indicator: str = "borrowers") -> Library:
    """The library of one city with 197.3万户 and those facts."""
    rows = "".join(f"      - {{indicator: {indicator}, paragraph: 1, {fact}}}\n" for fact in facts)
    write(data / "cities" / "luoyang.yaml", CITY + rows)
    library, problems = examine(YamlReader(data))
    assert not problems, problems
    return library


def _last(data: Path, fact: str) -> tuple[Fact, Indicator]:
    library = _read(data, fact)
    *_, found = library.facts()
    return found, library.catalogue.indicators[found.indicator]


def test_a_stated_growth_rate_is_a_fact_of_the_same_indicator(data: Path) -> None:
    """197.3万户，同比增长5.42%: printed under a name of its own, so that 经营主体 5.42% is never read."""
    rate = 'value: 5.42, unit: "%", printed: 增长5.42%, direction: 增, measure: 增速, base: 同比, period: 2021'
    fact, indicator = _last(data, rate)
    assert fact.measure == Measure(kind=MeasureKind.GROWTH, base="同比")
    assert (indicator.of, indicator.name, indicator.family) == ("borrowers", "获贷企业同比增速", "percent")


@pytest.mark.parametrize(
    ("fact", "name", "better"),
    [
        ('value: 58.71, unit: "%", printed: 58.71%, direction: 减, measure: 增速', "获贷企业降幅", "低"),
        (
            "value: 25, unit: 户, printed: 25户, direction: 减, measure: 增减量, base: 较年初",
            "获贷企业较年初减少量",
            "低",
        ),
        ("value: 25, unit: 户, printed: 25户, direction: 增, measure: 增减量", "获贷企业增加量", "高"),
        ('value: 35.6, unit: "%", printed: 35.6%, measure: 占比, base: 全市', "获贷企业占全市比重", "高"),
        ("value: 448, unit: 户, printed: 448户, measure: 日均", "日均获贷企业", "高"),
        ("value: 92.1, unit: 分, printed: 92.1分, measure: 得分", "获贷企业得分", "高"),
        ("value: 104.3, unit: 户, printed: 104.3户, measure: 户均", "户均获贷企业", "高"),
        ("value: 4, unit: 位, printed: 第4位, measure: 位次, ranking: 全省, of: 17", "获贷企业位次", "低"),
    ],
)
def test_the_name_and_the_better_end_follow_the_measure(data: Path, fact: str, name: str, better: str) -> None:
    path = data / "indicators" / "financing.yaml"
    path.write_text(path.read_text("utf-8").replace("family: count}", "family: count, better: 高}"), "utf-8")
    _, indicator = _last(data, fact)
    assert (indicator.name, indicator.better) == (name, better)


def test_what_states_no_measure_has_that_of_its_indicator(data: Path) -> None:
    """Places in a ranking are measured as such, everything else is plain; no indicator is made."""
    library = _read(data, "value: 4, unit: 位, printed: 第4位", indicator="loans_rank")
    assert all(not item.of for item in library.catalogue.indicators.values())
    assert library.catalogue.indicators["loans_rank"].measure is MeasureKind.RANK
    assert [fact.measure.kind for fact in library.facts()] == [MeasureKind.TOTAL, MeasureKind.RANK]


def test_an_id_that_is_not_given_is_made_of_what_the_fact_is(data: Path) -> None:
    """Two years of one thing have two ids and one identity."""
    later = "value: 208, unit: 万户, printed: 208万户, period: 2022, basis: 时点"
    other = "value: 1, unit: 户, printed: 1户, period: 2022, scope: 县域"
    library = _read(data, later, other)
    first, second, third = library.facts()
    assert (first.id, second.id) == ("luoyang.borrowers-2021", "luoyang.borrowers-2022")
    assert first.identity == second.identity != third.identity
    assert first.xml_name == second.xml_name != third.xml_name
    assert first.xml_name.startswith("f_")


def test_the_rest_of_what_a_fact_may_say(data: Path) -> None:
    fact, _ = _last(
        data,
        "value: 30, unit: 户, printed: 30户, price: 可比价, status: 快报, audience: 对内, break: 口径调整, target: 40, "
        "target_period: 2022, bureau: 金融局, headline: 头条, caveat: 未写明口径, note: 待核",
    )
    assert fact.measure.price is Price.CONSTANT
    assert (fact.status, fact.audience, fact.headline) == (Status.FLASH, Audience.INTERNAL, Headline.LEAD)
    assert (fact.break_reason, fact.caveat, fact.note, fact.bureau) == ("口径调整", "未写明口径", "待核", "金融局")
    assert fact.target
    assert (fact.target.quantity.value, fact.target.period) == (Decimal(40), Period.parse("2022"))
