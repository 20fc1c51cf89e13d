"""What an author calls a figure is held against what it is: its city, its time, its indicator."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefing.content.compose import compose
from briefing.errors import BriefingError
from briefing.model.measure import Measure, MeasureKind
from briefing.model.period import Basis
from tests.builders import Item, analysis, city, fact, indicator
from tests.content.samples import request, template

FIRMS = replace(indicator("firms", "经营主体", better="高"), aliases=("市场主体",))
RATE = replace(indicator("growth", "经营主体同比增速", family="percent"), of="firms", measure=MeasureKind.GROWTH)


def _firms(place: str, period: str, value: str) -> Item:
    return fact(f"{place}.firms-{period[:4]}", value, "万户", indicator="firms", period=period)


def _grew(year: int, value: str) -> Item:
    item = fact(f"luoyang.growth-{year}", value, "%", indicator="growth", period=f"{year}年")
    return replace(item, measure=Measure(kind=MeasureKind.GROWTH, base="同比"))


DATA: tuple[Item, ...] = (
    FIRMS,
    RATE,
    indicator("days", "开办时间", family="workday", better="低"),
    indicator("loan", "贷款余额", family="cny"),
    indicator("small-loan", "小微企业贷款余额", family="cny"),
    replace(city("tianhe", "天河区"), parent="广州市"),
    city("guangzhou", "广州市"),
    city("luoyang", "洛阳市"),
    _firms("wuhan", "2022年", "180.0"),
    _firms("wuhan", "2023年", "198.2"),
    _firms("luoyang", "2021年", "70.1"),
    _firms("luoyang", "2022年", "83.2"),
    _firms("luoyang", "2023年", "89.5"),
    _grew(2023, "7.6"),
    _firms("tianhe", "2023年", "48.6"),
    _firms("guangzhou", "2023年", "150.0"),
    _firms("sanmenxia", "2023年6月末", "23.1"),
    fact("wuhan.days", "1.4", "个工作日", period="2023年"),
    fact("luoyang.days", "2.0", "个工作日", period="2023年"),
    indicator("pool", "入库企业"),
    indicator("new", "新设"),
    indicator("capital", "外资", family="usd"),
    fact("wuhan.capital", "310", "万美元", period="2026年10月"),
    replace(
        fact("wuhan.capital-all", "5490", "万美元", indicator="capital", period="2026年1—10月"), basis=Basis.CUMULATIVE
    ),
    replace(
        fact("luoyang.place", 4, "位", family="rank", period="2023年"),
        measure=Measure(kind=MeasureKind.RANK, ranking="全省"),
    ),
    replace(
        fact("luoyang.output", 5, "万元", family="cny", period="2023年"), measure=Measure(kind=MeasureKind.PER_HEAD)
    ),
    indicator("output", "产值", family="cny"),
    indicator("share", "新增占比", family="percent"),
    replace(
        fact("tianhe.share", "35.6", "%", period="2023年"),
        measure=Measure(kind=MeasureKind.SHARE, base="广州市新增企业"),
    ),
    fact("luoyang.new", "30.2", "万户", period="2023年一季度"),
    fact("wuhan.pool", "312", "家"),
    fact("luoyang.loan", "5.3", "亿元", indicator="small-loan", period="2022年"),
)
FIGURE = '{{ value("经营主体", "洛阳") }}'
OLD = '{{ value("经营主体", "洛阳", period="2022年") }}'
DAYS = '{{ value("开办时间", "洛阳") }}'
LOAN = '{{ value("小微企业贷款余额", "洛阳") }}'
CAPITAL = '{{ value("外资", "武汉") }}'
FIRST = '{{ value("新设", "洛阳") }}'
HALF = '{{ value("经营主体", "三门峡") }}'
PLACE = '{{ value("place", "洛阳") }}'
HEAD = '{{ value("产值", "洛阳") }}'
GAP = '{{ value("经营主体", "洛阳").gap }}'
GROWTH = '{{ value("经营主体", "洛阳", measure="增速") }}'
RANK = '{{ value("经营主体", "洛阳").rank }}'
SINCE = '{{ value("经营主体", "洛阳").change(2021) }}'
POOL = '{{ value("入库企业", "武汉") }}'
CHANGE = '{{ value("经营主体", "武汉").change("同比") }}'


def _told(folder: Path, line: str, *data: Item) -> list[tuple[str, str]]:
    """What is said of labels, with how bad it is."""
    try:
        body = template(folder, f"{line}\n\n{{{{ references }}}}")
        _, problems = compose(analysis(*(data or DATA)), body, request(), lambda chart: None)
    except BriefingError as error:
        problems = list(error.problems)
    labels = [problem for problem in problems if "数却是" in problem.message or "同一句的" in problem.message]
    return [(problem.severity.value, problem.message) for problem in labels]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (f"2022年洛阳经营主体{FIGURE}。", "“2022年洛阳经营主体89.5万户”写的是2022年，数却是2023年的。"),
        (f"2022年，洛阳经营主体达{FIGURE}。", "“2022年，洛阳经营主体达89.5万户”写的是2022年，数却是2023年的。"),
        (f"洛阳经营主体{FIGURE}（2022年）。", "“洛阳经营主体89.5万户（2022年）”写的是2022年，数却是2023年的。"),
        (f"二季度，洛阳新设{FIRST}。", "“二季度，洛阳新设30.2万户”写的是二季度，数却是2023年一季度的。"),
        (f"截至2023年3月末，三门峡经营主体{HALF}。", "写的是截至2023年3月末，数却是2023年6月末的。"),
        (f"成都、武汉经营主体{FIGURE}。", "“武汉经营主体89.5万户”写的是武汉，数却是洛阳的。"),
        (f"武汉市：经营主体{FIGURE}。", "写的是武汉市，数却是洛阳的。"),
        (f"武汉开办时间{{{{ value('开办时间', '武汉') }}}}、经营主体{FIGURE}。", "写的是武汉，数却是洛阳的。"),
        (f"武汉营主体{FIGURE}。", "写的是武汉，数却是洛阳的。"),
        (f"洛阳开办时间{FIGURE}。", "“洛阳开办时间89.5万户”写的是开办时间，数却是经营主体的。"),
        (f"2022年武汉开办时间{FIGURE}。", "写的是武汉、2022年、开办时间，数却是洛阳、2023年、经营主体的。"),
        (f"洛阳开办时间{GROWTH}。", "写的是开办时间，数却是经营主体同比增速的。"),
        (f"洛阳比三门峡低{GAP}。", "“洛阳比三门峡低108.7万户”写的是三门峡，数却是武汉的。"),
        (
            f"洛阳经营主体比最好的三门峡（{{{{ value('经营主体', '武汉') }}}}）低{GAP}。",
            "写的是洛阳、三门峡，数却是武汉的。",
        ),
        ("天河区经营主体{{ value('经营主体', '广州') }}。", "写的是天河区，数却是广州的。"),
        (f"武汉经营主体居{RANK}。", "“武汉经营主体居第3位”写的是武汉，数却是洛阳的。"),
        (f"洛阳经营主体同比{SINCE}。", "“洛阳经营主体同比增长约27.7%”写的是同比，数却是与2021年相比的。"),
        (f"洛阳经营主体比2020年{SINCE}。", "写的是比2020年，数却是与2021年相比的。"),
        (f"洛阳经营主体比2021年增长{GROWTH}。", "写的是比2021年，数却是同比的。"),
        (f"洛阳、武汉经营主体分别为{FIGURE}、{FIGURE}。", "“89.5万户”写的是武汉，数却是洛阳的。"),
        (f"洛阳2022年、2023年经营主体分别为{OLD}和{OLD}。", "“和83.2万户”写的是2023年，数却是2022年的。"),
        (f"洛阳经营主体{OLD}，与最好的武汉相差{GAP}。", "“108.7万户”里的数是2023年的，同一句的83.2万户却是2022年的。"),
        (f"全省经营主体{FIGURE}。", "“全省经营主体89.5万户”写的是全省，数却是洛阳的。"),
        ("天河区全市经营主体{{ value('经营主体', '天河') }}。", "写的是全市，数却是天河区的。"),
        ("天河区新增为全省新增的{{ value('新增占比', '天河') }}。", "写的是全省，数却是天河区的。"),
        (f"洛阳每万人经营主体{FIGURE}。", "“洛阳每万人经营主体89.5万户”写的是每万人，数却是总量的。"),
        (f"评价居全国{PLACE}。", "“居全国第4位”写的是全国，数却是全省的。"),
        (f"洛阳经营主体{OLD}，同比增长{GROWTH}。", "“7.6%”里的数是2023年的，同一句的83.2万户却是2022年的。"),
    ],
)
def test_what_is_said_of_a_figure_and_is_not_so_is_told(tmp_path: Path, line: str, said: str) -> None:
    [(severity, message)] = _told(tmp_path, line)
    assert message.endswith(said)
    assert severity == "error"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (f"武汉主体{FIGURE}。", "写的是武汉，数却是洛阳的。"),
        (f"今年以来，武汉外资{CAPITAL}。", "“今年以来，武汉外资310万美元”写的是今年以来，数却是2026年10月的。"),
        (f"武汉市深化改革，登记在册的主体已达{FIGURE}。", "写的是武汉市，数却是洛阳的。"),
        (f"2022年，洛阳深化改革，登记在册的主体已达{FIGURE}。", "写的是2022年，数却是2023年的。"),
        (f"2022年，武汉入库企业{POOL}。", "“2022年，武汉入库企业312家”写的是2022年，数却是未注明时期的。"),
        (f"2022年，武汉深化改革，新增的企业{POOL}。", "写的是2022年，数却是未注明时期的。"),
    ],
)
def test_a_sentence_that_opens_with_another_city_or_time_than_that_of_its_figure_is_doubted(
    tmp_path: Path, line: str, said: str
) -> None:
    [(severity, message)] = _told(tmp_path, line)
    assert message.endswith(said)
    assert severity == "warning"


@pytest.mark.parametrize(
    "line",
    [
        f"2023年洛阳市场主体{FIGURE}。",
        f"洛阳经营主体{FIGURE}（2023年），2022年为{OLD}。",
        f"洛阳经营主体由2022年的{OLD}增至2023年的{FIGURE}，同比增长{GROWTH}。",
        f"洛阳经营主体{FIGURE}，与最好的武汉相差{GAP}，同比增长{GROWTH}。",
        f"洛阳2022年经营主体{OLD}，2023年同比增长{GROWTH}。",
        f"2023年，三门峡经营主体{HALF}。",
        f"一季度，洛阳新设{FIRST}。",
        f"武汉外资{CAPITAL}。",
        f"评价居全省{PLACE}。",
        f"洛阳全市经营主体{FIGURE}。",
        f"在全省，洛阳经营主体{FIGURE}。",
        f"洛阳人均产值{HEAD}。",
        "天河区新增为全市新增的{{ value('新增占比', '天河') }}。",
        f"今年以来，武汉外资增势良好，本月{CAPITAL}。",
        "今年以来，武汉外资{{ value('外资', '武汉', period='2026年1—10月') }}。",
        f"今年以来，洛阳经营主体{FIGURE}。",
        f"上半年以来，洛阳新设{FIRST}。",
        f"截至2023年6月末，三门峡经营主体{HALF}。",
        f"2022年以来，洛阳经营主体增至{FIGURE}。",
        f"2022年起施行新办法，洛阳经营主体{FIGURE}。",
        f"2022年启动改革的洛阳，经营主体{FIGURE}。",
        f"借鉴武汉做法，经营主体{FIGURE}。",
        f"武汉援建的经营主体{FIGURE}。",
        f"比武汉少，洛阳经营主体为{FIGURE}。",
        f"武汉市深化改革，洛阳登记在册的主体已达{FIGURE}。",
        f"2022年，洛阳深化改革，目前登记在册的主体已达{FIGURE}。",
        f"2022年，洛阳深化改革，到2023年登记在册的主体已达{FIGURE}。",
        f"洛阳比武汉少{GAP}。",
        f"洛阳经营主体居{RANK}，比2021年{SINCE}，同比增长{GROWTH}。",
        f"洛阳2022年、2023年经营主体分别为{OLD}、{FIGURE}。",
        f"2022年以来，武汉入库企业{POOL}。",
        f"洛阳经营主体{FIGURE}，比武汉低{GAP}。",
        f"武汉、洛阳经营主体分别为{{{{ value('经营主体', '武汉') }}}}、{FIGURE}。",
        f"武汉经营主体比2022年{CHANGE}。",
        "广州市天河区经营主体{{ value('经营主体', '天河区') }}。",
        "广州市经营主体{{ value('经营主体', '天河区') }}。",
        f"经营主体中开办时间不限的{FIGURE}。",
        f"每千名经营主体贷款余额{LOAN}，其中小微企业贷款余额{LOAN}。",
        f"洛阳贷款余额{LOAN}。",
        f"洛阳开办时间、经营主体分别为{DAYS}、{FIGURE}。",
        "{% for city in cities %}{{ city.short }}经营主体{{ value('经营主体', city) }}，{% endfor %}如上。",
    ],
)
def test_what_is_so_or_is_said_of_something_else_is_not(tmp_path: Path, line: str) -> None:
    assert _told(tmp_path, line) == []


@pytest.mark.parametrize(("code", "severity"), [("420100", "error"), ("410200", "warning")])
def test_a_place_among_cities_of_one_province_may_be_that_in_it(tmp_path: Path, code: str, severity: str) -> None:
    cities = (city("luoyang", "洛阳市", code="410300"), city("other", "甲市", code=code))
    held = (FIRMS, *cities, _firms("luoyang", "2023年", "89.5"), _firms("other", "2023年", "70.5"))
    [(told, message)] = _told(tmp_path, f"洛阳经营主体居全省{RANK}。", *held)
    assert (told, message) == (severity, "“洛阳经营主体居全省第1位”写的是全省，数却是所选2个城市的。")
