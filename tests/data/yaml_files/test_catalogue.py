"""The catalogue: what all cities share."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from briefing.data.units import UnitTable
from briefing.data.yaml_files.catalogue import ids_by_name, read_catalogue
from tests.builders import theme
from tests.data.conftest import write


def test_records_may_name_one_another_by_their_chinese_names(data: Path) -> None:
    """Themes by an alias, too; what is kept is the id."""
    path = data / "indicators/financing.yaml"
    path.write_text("indicators: [{id: loans, name: 贷款额, theme: 信贷, family: 人民币金额}]", encoding="utf-8")
    (data / "topics.yaml").write_text("topics: [{id: first, name: 首贷, theme: 融资}]", encoding="utf-8")
    themes = "themes:\n  - {id: financing, name: 融资, aliases: [信贷], frameworks: [获得信贷]}\n"
    (data / "themes.yaml").write_text(themes, encoding="utf-8")
    catalogue, problems = read_catalogue(data)
    assert problems == []
    assert (catalogue.indicators["loans"].theme, catalogue.indicators["loans"].family) == ("financing", "cny")
    assert catalogue.topics["first"].theme == "financing"
    assert catalogue.themes["financing"].frameworks == ("national.credit",)


def test_a_name_that_two_bear_or_that_is_an_id_stands_for_nothing() -> None:
    """Nothing is guessed."""
    held = {item.id: item for item in (theme("a", "甲"), theme("b", "甲", aliases=("乙",)), theme("c", "a"))}
    assert ids_by_name(held) == {"乙": "b"}


def test_a_sound_catalogue_is_read_whole(data: Path) -> None:
    """Each kind of record by id, in file order."""
    catalogue, problems = read_catalogue(data)
    assert problems == []
    assert list(catalogue.indicators) == ["loans", "borrowers", "loans_rank"]
    assert catalogue.indicators["loans"].better == "高"
    assert catalogue.themes["financing"].aliases == ("信贷",)
    assert catalogue.themes["financing"].frameworks == ("national.credit",)
    assert catalogue.units["percent"].units == {"%": Decimal(1)}
    assert (catalogue.units["cny"].scalable, catalogue.units["percent"].scalable) == (True, False)
    assert catalogue.sources == {}


def test_the_folder_of_indicators_may_hold_several_files(data: Path) -> None:
    """One for each theme; an id may stand in one only, and both places are told."""
    second = data / "indicators" / "more.yaml"
    second.write_text(
        "indicators:\n- {id: tax, name: 税, theme: financing, family: cny}\n"
        "- {id: loans, name: 贷, theme: financing, family: cny}\n",
        encoding="utf-8",
    )
    catalogue, (problem,) = read_catalogue(data)
    assert catalogue.indicators["tax"].location.file == str(second)
    assert catalogue.indicators["loans"].name == "贷款额"
    assert (problem.location.file, problem.location.line) == (str(second), 3)
    assert "financing.yaml 第 2 行" in problem.hint


def test_frameworks_of_other_names_stand_beside_the_national_one(data: Path) -> None:
    """An indicator may name what it is looked at for."""
    write(data / "frameworks" / "bready.yaml", "name: B-READY\nitems: [{id: credit, name: 金融服务}]")
    path = data / "indicators" / "financing.yaml"
    path.write_text(path.read_text("utf-8").replace("family: cny,", "family: cny, frameworks: [金融服务],"), "utf-8")
    catalogue, problems = read_catalogue(data)
    assert problems == []
    assert list(catalogue.frameworks) == ["bready.credit", "national.credit"]
    assert catalogue.indicators["loans"].frameworks == ("bready.credit",)
    assert catalogue.frameworks["bready.credit"].framework == "B-READY"


def test_a_workspace_of_the_time_before_frameworks_is_read(data: Path) -> None:
    """national.yaml, and themes that name its items by id or name."""
    (data / "frameworks" / "national.yaml").unlink()
    write(data / "national.yaml", "national: [{id: credit, name: 获得信贷}, {id: taxes, name: 纳税}]")
    write(data / "themes.yaml", "themes: [{id: financing, name: 融资, national: [credit, 纳税]}]")
    catalogue, problems = read_catalogue(data)
    assert problems == []
    assert catalogue.themes["financing"].frameworks == ("national.credit", "national.taxes")


def test_an_item_of_a_framework_stands_once(data: Path) -> None:
    write(data / "frameworks" / "national.yaml", "name: 国家评价\nitems: [{id: a, name: 甲}, {id: a, name: 乙}]")
    catalogue, (problem,) = read_catalogue(data)
    assert catalogue.frameworks["national.a"].name == "甲"
    assert "“national.a”重复" in problem.message


def test_only_frameworks_shared_sources_and_topics_may_be_missing(data: Path) -> None:
    """The others are told, each by its path."""
    for name in ("units", "frameworks/national", "themes"):
        (data / f"{name}.yaml").unlink()
    _, problems = read_catalogue(data)
    assert [problem.location.file for problem in problems] == [
        str(data / f"{name}.yaml") for name in ("units", "themes")
    ]


def test_statements_of_comparability_are_read(data: Path) -> None:
    """By the names of indicators or the ids of facts; one pair is stated once, in whatever order."""
    text = """comparability:
    - {between: [贷款额, 获贷企业], kind: 不可比, reason: 一为金额、一为企业数, tell: true}
    - {between: [luoyang.loans], reason: 只指首贷}
    - {between: [borrowers, loans], reason: 再写一次}
    - {between: [loans, luoyang.loans], kind: 可比, reason: 甲}
    """
    (data / "comparability.yaml").write_text(text, encoding="utf-8")
    catalogue, problems = read_catalogue(data)
    first, second, _ = catalogue.statements.values()
    assert (first.between, first.kind, first.tell) == (("loans", "borrowers"), "不可比", True)
    assert (second.between, second.kind, second.tell) == (("luoyang.loans",), None, False)
    repeated, unknown = sorted(problems, key=lambda item: item.location.line or 0)
    assert (repeated.location.line, repeated.message) == (4, "可比性说明“borrowers、loans”重复。")
    assert (unknown.location.line, unknown.location.key) == (5, "kind")
    assert "并列、不可比" in unknown.hint


def test_shared_sources_are_read(data: Path) -> None:
    """A yearbook that several cities cite stands once."""
    (data / "sources.yaml").write_text("sources: [{id: book, title: 年鉴, publisher: 统计局}]", encoding="utf-8")
    assert read_catalogue(data)[0].sources["book"].title == "年鉴"


def test_a_factor_must_be_positive(data: Path) -> None:
    """A unit that is zero times another makes no sense."""
    path = data / "units.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("{元: 1}", "{元: 0}"), encoding="utf-8")
    catalogue, (problem,) = read_catalogue(data)
    assert problem.location.key == "units"
    assert "cny" not in catalogue.units


def test_a_list_that_is_none_is_told(data: Path) -> None:
    """A mapping where a list should stand."""
    (data / "themes.yaml").write_text("themes: {id: a, name: b}", encoding="utf-8")
    (problem,) = read_catalogue(data)[1]
    assert "列表" in problem.hint


def test_a_unit_with_a_scale_of_its_own_is_taken_as_listed(data: Path) -> None:
    """Where 万元 is listed with a factor, that factor holds; no family, no unit."""
    path = data / "units.yaml"
    path.write_text("families: [{id: cny, name: 金额, units: {元: 1, 万元: 9}}]", encoding="utf-8")
    units = UnitTable(read_catalogue(data)[0].units)
    listed, scaled = units.find("万元", "cny"), units.find("亿元", "unknown")
    assert listed is not None
    assert listed.factor == 9
    assert scaled is not None
    assert scaled.factor == 100_000_000
    assert units.find("家", "cny") is None


def test_a_weight_must_be_positive(data: Path) -> None:
    path = data / "indicators/financing.yaml"
    rows = (f"- {{id: a{at}, name: 甲{at}, theme: financing, family: cny, weight: {at}}}" for at in ("0", "0.5"))
    path.write_text("indicators:\n" + "\n".join(rows).replace("a0.5", "b"), encoding="utf-8")
    catalogue, (problem,) = read_catalogue(data)
    assert catalogue.indicators["b"].weight == Decimal("0.5")
    assert problem.message == "指标“a0”的“weight”写的是“0”。"
