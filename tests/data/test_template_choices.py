"""A template puts cities and themes first, and figures into its units; a name that there is not is told."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from briefing.data.template_choices import as_chosen
from briefing.errors import Severity
from briefing.model.facts import Target
from briefing.model.quantity import Quantity
from briefing.model.template import NumberOptions, OrderOptions, Template
from briefing.wording.figures import figure
from tests.builders import fact, indicator, selection, theme, unit

ITEMS = (
    theme("services"),
    theme("financing"),
    indicator("gdp", "地区生产总值", family="cny", theme="financing"),
    indicator("items", "事项"),
    replace(fact("wuhan.gdp", "149000", "万元"), target=Target(Quantity(Decimal(150000), unit("万元")))),
    fact("tianhe.gdp", "1234567", "元"),
    fact("wuhan.items", 3),
    fact("sanmenxia.items", 4),
)


def _template(**options: OrderOptions | NumberOptions) -> Template:
    return Template(id="mine", title="我的", folder=Path("mine"), **options)  # type: ignore[arg-type]


def test_what_is_named_comes_first_and_the_rest_as_before() -> None:
    order = OrderOptions(cities=("三门峡市", "420100"), themes=("中小企业融资",))
    found, problems = as_chosen(selection(*ITEMS), _template(order=order))
    assert [city.id for city in found.cities] == list(found.records) == ["sanmenxia", "wuhan", "tianhe"]
    assert [item.id for item in found.themes] == ["financing", "services"]
    assert problems == []
    # colours and all else that goes by the order of the library stays
    assert list(found.library.records) == ["wuhan", "tianhe", "sanmenxia"]


def test_a_city_that_was_not_selected_is_passed_over_and_one_that_there_is_not_is_told() -> None:
    whole = selection(*ITEMS)
    records = {id: record for id, record in whole.records.items() if id != "wuhan"}
    part = replace(whole, cities=tuple(record.city for record in records.values()), records=records)
    order = OrderOptions(cities=("武汉", "三门峡"), themes=("政务",))
    found, [problem] = as_chosen(part, _template(order=order))
    assert [city.id for city in found.cities] == ["sanmenxia", "tianhe"]
    assert (problem.severity, problem.location.key) == (Severity.WARNING, "order")
    assert "政务" in problem.message


def test_what_there_is_not_is_told_at_its_line(tmp_path: Path) -> None:
    written = "title: 武汗\norder:\n  themes: [政务服务]\n  cities:\n    - 武汗\n"
    (tmp_path / "template.yaml").write_text(written, encoding="utf-8")
    order = OrderOptions(cities=("武汗", "三门侠"))
    _, (own, of_base) = as_chosen(selection(*ITEMS), replace(_template(order=order), folder=tmp_path))
    assert (own.location.line, of_base.location.line) == (5, None)


def test_a_figure_is_put_into_the_unit_of_its_indicator_with_the_digits_that_are_stated() -> None:
    numbers = NumberOptions(units={"地区生产总值": "亿元"})
    found, problems = as_chosen(selection(*ITEMS), _template(numbers=numbers))
    facts = {item.id: item for item in found.library.facts()}
    assert [figure(facts[id]) for id in ("wuhan.gdp", "tianhe.gdp", "wuhan.items")] == [
        "14.9亿元",
        "0.01234567亿元",
        "3项",
    ]
    assert facts["wuhan.gdp"].quantity.base == Decimal(1490000000)
    aim = facts["wuhan.gdp"].target
    assert aim and (aim.quantity.value, aim.quantity.unit.symbol) == (Decimal(15), "亿元")
    assert found.records["wuhan"].facts[0] == facts["wuhan.gdp"]
    assert problems == []


def test_a_unit_of_another_family_and_an_unknown_indicator_are_told() -> None:
    numbers = NumberOptions(units={"地区生产总值": "户", "地区生产": "亿元"})
    found, problems = as_chosen(selection(*ITEMS), _template(numbers=numbers))
    assert found.library.records == selection(*ITEMS).library.records
    assert [item.message for item in problems] == ["“地区生产总值”不能用单位“户”。", "未找到指标“地区生产”，"]
    assert all(item.location.key == "numbers" and item.severity is Severity.WARNING for item in problems)
