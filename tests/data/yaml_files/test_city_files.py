"""A city file becomes a record; whatever is wrong with it is told, all at once, with line and key."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from briefing.data.reading import troubled
from briefing.data.yaml_files.catalogue import read_catalogue
from briefing.data.yaml_files.city_file import read_city
from briefing.errors import Problem, Severity
from briefing.model.library import CityRecord
from briefing.model.period import UNSTATED, Basis, Period
from briefing.model.quantity import Qualifier, Unit


def read(path: Path) -> tuple[CityRecord | None, list[Problem]]:
    catalogue, problems = read_catalogue(path.parents[1])
    assert not problems
    return read_city(path, catalogue)


def changed(path: Path, old: str, new: str) -> tuple[CityRecord | None, list[Problem]]:
    """The file read again after one change."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return read(path)


def line_of(path: Path, words: str) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if words in line)


def city(path: Path, block: str) -> tuple[CityRecord | None, list[Problem]]:
    path.write_text(f"city: {block}\n", encoding="utf-8")
    return read(path)


def test_a_sound_file_is_read_whole(luoyang: Path) -> None:
    """Every part of the record, with its typed values."""
    record, problems = read(luoyang)
    assert problems == []
    assert record is not None
    loans, borrowers = record.facts
    assert loans.quantity.value == Decimal("3.5")
    assert loans.quantity.unit == Unit("亿元", "cny", Decimal(100_000_000))
    assert (loans.qualifier, loans.period, loans.basis) == (Qualifier.ABOUT, Period.parse("2021"), Basis.FLOW)
    assert (borrowers.period, borrowers.basis, borrowers.source) == (UNSTATED, Basis.UNSTATED, "luoyang-report")
    assert record.practices[0].facts == ("luoyang.borrowers", "luoyang.loans")
    assert record.relations[0].members == {"amount": ("luoyang.loans",), "count": ("luoyang.borrowers",)}
    assert {item.city for item in (*record.facts, *record.practices, *record.relations)} == {"luoyang"}
    assert loans.location.line == line_of(luoyang, "id: luoyang.loans")


@pytest.mark.parametrize(
    ("period", "basis"),
    [
        ("截至2023年6月末", Basis.STOCK),
        ("2023年1—6月累计", Basis.CUMULATIVE),
        ("2021年以来", Basis.CUMULATIVE),
        ("2023年上半年", Basis.UNSTATED),
        ("目前", Basis.UNSTATED),
        ("202306", Basis.UNSTATED),
    ],
)
def test_the_period_tells_the_basis_where_it_is_not_written(luoyang: Path, period: str, basis: Basis) -> None:
    """As 末 and 累计 do; where the spelling tells nothing, neither do we."""
    file = luoyang.read_text(encoding="utf-8").replace("period: 2021", f"period: {period}").replace("basis: 期间", "")
    luoyang.write_text(file, encoding="utf-8")
    record, problems = read(luoyang)
    assert problems == []
    assert record is not None
    assert (record.facts[0].period, record.facts[0].basis) == (Period.parse(period), basis)


def test_indicators_and_themes_may_be_named_in_chinese(luoyang: Path) -> None:
    """The unit is then that of the indicator, as with its id."""
    changed(luoyang, "indicator: loans", "indicator: 贷款位次")
    changed(luoyang, "unit: 亿元", "unit: 位")
    record, problems = changed(luoyang, "theme: financing", "theme: 信贷")
    assert problems == []
    assert record is not None
    assert (record.facts[0].indicator, record.practices[0].theme) == ("loans_rank", "financing")


@pytest.mark.parametrize("value", ["999999999999999999", "12345.6789012345678", "0.000000000000000001"])
def test_a_figure_of_18_digits_is_exact_in_any_scale(luoyang: Path, value: str) -> None:
    """亿 among them: nothing is rounded on the way."""
    record, problems = changed(luoyang, "value: 3.5", f"value: {value}")
    assert (problems, record is not None) == ([], True)
    assert record
    assert record.facts[0].quantity.base == int(Decimal(value).scaleb(18)) * 100_000_000 / Decimal(10) ** 18


@pytest.mark.parametrize("written", ["300~310", "300～310", '"300~310"', "[300, 310]"])
def test_a_range_has_two_ends(luoyang: Path, written: str) -> None:
    """However it is written."""
    record, problems = changed(luoyang, "value: 3.5", f"value: {written}")
    assert problems == []
    assert record
    assert record.facts[0].quantity.ends == (300, 310)
    assert record.facts[0].quantity.base == 305 * 100_000_000


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://a.cn/b", "www.wuhan.gov.cn", "https://", "http:// a"])
def test_an_address_is_one_of_the_web(luoyang: Path, url: str) -> None:
    """Whatever else a link may start."""
    _, problems = changed(luoyang, "date: 2022-03", f'date: 2022-03, url: "{url}"')
    assert [problem.location.key for problem in problems] == ["url"]
    assert "http://" in problems[0].hint


@pytest.mark.parametrize("url", ["http://www.wuhan.gov.cn", "https://www.gov.cn/a/b.htm?c=武汉#d"])
def test_an_address_is_kept_as_written(luoyang: Path, url: str) -> None:
    """With path, question and part."""
    record, problems = changed(luoyang, "date: 2022-03", f'date: 2022-03, url: "{url}", paragraphs: 9')
    assert problems == []
    assert record
    assert (record.sources[0].url, record.sources[0].paragraphs) == (url, 9)


def test_a_name_is_enough_for_a_city(luoyang: Path) -> None:
    """Code, level and parent come from the table of divisions, the id from the file's name."""
    record, _ = read(luoyang)
    assert record is not None
    found = record.city
    assert (found.id, found.name, found.code, found.level) == ("luoyang", "洛阳市", "410300", "地级市")
    assert found.parent == "河南省"


@pytest.mark.parametrize("code", ['"440106"', "440106"])
def test_a_code_is_enough_for_a_city(luoyang: Path, code: str) -> None:
    """With or without quotes."""
    record, problems = city(luoyang, f"{{code: {code}}}")
    assert problems == []
    assert record is not None
    assert (record.city.name, record.city.level, record.city.parent) == ("天河区", "市辖区", "广州市")


def test_a_short_name_becomes_an_alias_of_the_official_one(luoyang: Path) -> None:
    """What a person typed still finds the city."""
    record, _ = city(luoyang, "{name: 洛阳, aliases: [神都]}")
    assert record is not None
    assert (record.city.name, record.city.aliases) == ("洛阳市", ("洛阳", "神都"))


def test_an_ambiguous_name_is_never_resolved_silently(luoyang: Path) -> None:
    """All candidates are told; the parent settles it."""
    record, (problem,) = city(luoyang, "{name: 朝阳区}")
    assert record is None
    assert "110105" in problem.message
    assert "220104" in problem.message
    settled, problems = city(luoyang, "{name: 朝阳区, parent: 北京市}")
    assert problems == []
    assert settled is not None
    assert settled.city.code == "110105"


def test_a_functional_zone_needs_a_parent(luoyang: Path) -> None:
    """It has no code; without a parent a misspelling is the likelier cause, so that is a warning."""
    record, problems = city(luoyang, "{name: 雄安新区, level: 功能区, parent: 河北省}")
    assert problems == []
    assert record is not None
    assert (record.city.code, record.city.level) == (None, "功能区")
    record, (problem,) = city(luoyang, "{name: 洛阴市}")
    assert record is not None
    assert problem.severity is Severity.WARNING


@pytest.mark.parametrize(
    ("block", "key", "said"),
    [
        ("{id: luoyang}", "city", "“code”或“name”"),
        ('{code: "999999"}', "code", "999999"),
        ('{code: "41030"}', "code", "6 位"),
        ('{code: "410300", name: 武汉市}', "name", "洛阳市"),
        ("武汉市", None, "“武汉市”"),
    ],
)
def test_a_city_that_cannot_be_made_out(luoyang: Path, block: str, key: str | None, said: str) -> None:
    """Code and name are checked against the table and against each other."""
    _, problems = city(luoyang, block)
    assert said in "".join(str(problem) for problem in problems)
    if key:
        assert problems[0].location.key == key


@pytest.mark.parametrize(
    ("old", "new", "key", "said"),
    [
        ("indicator: loans\n", "indikator: loans\n", "indikator", "“indicator”"),
        ("value: 3.5", "value: 3,5", "value", "“3,5”"),
        ("value: 3.5", "value: 约3.5", "value", "半角"),
        ("value: 3.5", "value: 1234567890123456789", "value", "最多 18 位"),
        ("value: 3.5", "value: 123456789012345678901234567890", "value", "最多 18 位"),
        ("value: 3.5", "value: 12345.67890123456789", "value", "最多 18 位"),
        ("value: 3.5", "value: 0.0000000000000000001", "value", "最多 18 位"),
        ("value: 3.5", "value: 310~300", "value", "区间写成 300~310，小的在前"),
        ("value: 3.5", "value: 300~300", "value", "小的在前"),
        ("value: 3.5", "value: 300-310", "value", "区间写成 300~310"),
        ("value: 3.5", "value: 300~", "value", "区间写成 300~310"),
        ("value: 3.5", "value: [300, 310, 320]", "value", "区间写成 300~310"),
        ("value: 3.5", "value: [300]", "value", "区间写成 300~310"),
        ("value: 3.5", "value: 3万~5万", "value", "区间写成 300~310"),
        ("qualifier: 约", "qualifier: 大约", "qualifier", "您是不是要找“约”"),
        ("period: 2021", "period: 去年", "period", "未注明"),
        ("period: 2021", "period: 2021-13", "period", "2021-12-31"),
        ("basis: 期间", "basis: 全年", "basis", "时点"),
        ("paragraph: 2\n", "paragraph: -1\n", "paragraph", "正整数"),
        ("paragraph: 2\n", "paragraph: [2]\n", "paragraph", "一个列表"),
        ("unit: 亿元", "unit: 亿园", "unit", "元"),
        ("kind: per_unit", "kind: per_units", "kind", "您是不是要找“per_unit”"),
        ("members: {amount", "members: luoyang.loans #", "members", "{part: 甲, whole: 乙}"),
        ("publisher: 洛阳市人民政府", "publisher: 301", "publisher", "加引号"),
        ("date: 2022-03", "date: 2022年3月", "date", "2022-03-15"),
        ("date: 2022-03", "date: 2022-02-30", "date", "2022-03-15"),
        ("period: 2021", "period: 2021-02-30", "period", "日历上有"),
        ("period: 2021", "period: 2022/2020", "period", "前早后晚"),
        ("period: 2021", "period: 2023.10", "period", "2023.10 这样的请加引号"),
    ],
)
def test_what_is_wrong_is_told_at_its_line(luoyang: Path, old: str, new: str, key: str, said: str) -> None:
    """Unknown keys, wrong types, words that are not allowed; what is allowed is told."""
    _, problems = changed(luoyang, old, new)
    problem = next(item for item in problems if item.location.key == key)
    assert problem.location.file == str(luoyang)
    assert problem.location.line is not None
    assert said in f"{problem.message}{problem.hint}"
    assert problem.location.line == line_of(luoyang, new.strip().split(" {")[0])


def test_a_missing_key_is_told_with_what_it_means(luoyang: Path) -> None:
    """Left out or left empty, it is the same."""
    for new in ("", "printed:\n"):
        _, problems = changed(luoyang, "printed: 约3.5亿元\n", new or "# weg\n")
        assert "缺少“printed”" in problems[0].message
        assert "“luoyang.loans”" in problems[0].message
        luoyang.write_text(
            luoyang.read_text(encoding="utf-8").replace(new or "# weg\n", "printed: 约3.5亿元\n"), encoding="utf-8"
        )


def test_all_problems_are_told_at_once(luoyang: Path) -> None:
    """Not just the first of a file, or of a record."""
    text = luoyang.read_text(encoding="utf-8")
    wrong = (
        text.replace("value: 3.5", "value: x").replace("basis: 期间", "basis: y").replace("kind: per_unit", "kind: z")
    )
    luoyang.write_text(wrong, encoding="utf-8")
    _, problems = read(luoyang)
    assert {problem.location.key for problem in problems} == {"value", "basis", "kind"}
    assert troubled(problems) == {"luoyang.loans", "luoyang.per-firm"}


def test_a_source_may_be_left_out_only_where_there_is_one(luoyang: Path) -> None:
    """With two, a fact must say which."""
    second = "  - {id: b, title: 公报, publisher: 统计局}\nfacts:"
    record, problems = changed(luoyang, "facts:", second)
    assert [problem.location.key for problem in problems] == ["source"] * 3
    assert record is not None
    assert record.facts == ()


def test_an_unknown_unit_is_told_beside_the_other_errors_of_its_fact(luoyang: Path) -> None:
    """At its own line, also where the fact has neither value nor id that can be read."""
    text = luoyang.read_text(encoding="utf-8").replace("unit: 亿元", "unit: 亿园").replace("value: 3.5", "value: x")
    luoyang.write_text(text, encoding="utf-8")
    _, problems = read(luoyang)
    assert {problem.location.key for problem in problems} == {"unit", "value"}
    unit = next(problem for problem in problems if problem.location.key == "unit")
    assert (unit.location.line, unit.message) == (line_of(luoyang, "亿园"), "数据点“luoyang.loans”的单位“亿园”不认识。")
    assert troubled(problems) == {"luoyang.loans"}
    luoyang.write_text(text.replace("id: luoyang.loans\n", "id: [1]\n"), encoding="utf-8")
    assert "数据点的单位“亿园”不认识。" in [problem.message for problem in read(luoyang)[1]]


@pytest.mark.parametrize(
    ("indicator", "unit", "hint"),
    [
        ("loans", "圆", "可用的单位：元，前面可加“万”“亿”。单位列在 units.yaml 中。"),
        ("loans", "万园", "您是不是要找“万元”？可用的单位：元，前面可加“万”“亿”。单位列在 units.yaml 中。"),
        ("loans_rank", "第位", "您是不是要找“位”？可用的单位：位、名。单位列在 units.yaml 中。"),
        ("nothing", "％％", "您是不是要找“%”？单位列在 units.yaml 中。"),
        ("nothing", "寸", "单位列在 units.yaml 中。"),
    ],
)
def test_the_nearest_unit_comes_first_then_those_of_the_indicator(
    luoyang: Path, indicator: str, unit: str, hint: str
) -> None:
    _, problems = changed(luoyang, "indicator: loans\n", f"indicator: {indicator}\n")
    _, problems = changed(luoyang, "unit: 亿元", f"unit: {unit}")
    assert [problem.hint for problem in problems if problem.location.key == "unit"] == [hint]


def test_of_many_units_some_are_named(luoyang: Path) -> None:
    units = luoyang.parents[1] / "units.yaml"
    units.write_text(
        units.read_text(encoding="utf-8").replace("{项: 1,", "{甲: 1, 乙: 1, 丙: 1, 项: 1,"), encoding="utf-8"
    )
    _, [problem] = changed(luoyang, "unit: 户", "unit: 寸")
    assert problem.hint == "可用的单位：甲、乙、丙、项、家、户 等 7 个，前面可加“万”“亿”。单位列在 units.yaml 中。"


def test_the_indicator_decides_what_a_unit_measures(luoyang: Path) -> None:
    """名 is a number of people, or a rank."""
    record, _ = changed(luoyang, "unit: 户, printed: 517户", "unit: 名, printed: 517名")
    assert record is not None
    assert record.facts[1].quantity.unit.family == "count"
    record, _ = changed(luoyang, "indicator: borrowers", "indicator: loans_rank")
    assert record is not None
    assert record.facts[1].quantity.unit.family == "rank"


def test_only_scalable_families_take_a_scale(luoyang: Path) -> None:
    """万户 is a unit, 万位 is none."""
    record, _ = changed(luoyang, "unit: 户", "unit: 万户")
    assert record is not None
    assert record.facts[1].quantity.base == 5_170_000
    _, problems = changed(luoyang, "unit: 万户", "unit: 万位")
    assert "“万位”不认识" in problems[0].message
    assert "户" in problems[0].hint


def test_a_unit_of_another_family_is_left_to_the_rules(luoyang: Path) -> None:
    """It is known, and keeps its own family, so that validation can tell what is wrong."""
    record, problems = changed(luoyang, "unit: 户", 'unit: "%"')
    assert problems == []
    assert record is not None
    assert record.facts[1].quantity.unit.family == "percent"


def test_facts_listed_beside_the_text_are_added_once(luoyang: Path) -> None:
    """Those of the text come first."""
    listed = "theme: financing\n    facts: [luoyang.loans, luoyang.other]"
    record, _ = changed(luoyang, "theme: financing", listed)
    assert record is not None
    assert record.practices[0].facts == ("luoyang.borrowers", "luoyang.loans", "luoyang.other")


def test_a_fact_of_a_table_names_its_cell(luoyang: Path) -> None:
    """Then no text of a source is asked for; one of an article names its paragraph."""
    printed = "unit: 户, printed: 517户, paragraph: 2"
    record, problems = changed(luoyang, printed, "unit: 户, cell: 台账.xlsx 数据!D17")
    assert record is not None
    found = record.facts[1]
    assert (problems, found.printed, found.paragraph, found.cell) == ([], "", None, "台账.xlsx 数据!D17")
    _, problems = changed(luoyang, ", cell: 台账.xlsx 数据!D17", "")
    assert [problem.location.key for problem in problems] == ["printed", "paragraph"]


def test_what_is_undisclosed_names_an_indicator_or_a_theme_by_any_name(luoyang: Path) -> None:
    text = luoyang.read_text(encoding="utf-8")
    luoyang.write_text(f"{text}\nundisclosed:\n  - {{theme: 信贷, note: 来函答复}}\n", encoding="utf-8")
    record, problems = read(luoyang)
    assert problems == []
    assert record is not None
    [item] = record.undisclosed
    assert (item.theme, item.indicator, item.source, item.city) == ("financing", "", "luoyang-report", "luoyang")
