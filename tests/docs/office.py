"""The made-up data of six cities on which the tasks of docs/tasks.md are done; the home city is 乙市."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from briefing.model.facts import PracticeKind, Target
from briefing.model.library import Library
from briefing.model.period import Period
from briefing.model.quantity import Quantity
from tests.builders import Item, city, fact, indicator, library, practice, theme, topic, unit

HOME = "yi"
CITIES = {"jia": "甲市", "yi": "乙市", "bing": "丙市", "ding": "丁市", "wu": "戊市", "ji": "己市"}
FIRMS = {
    "jia": ("15.0", "16.2", "18.1", "19.8", "21.4"),
    "yi": ("20.1", "21.9", "22.4", "23.6", "23.1"),
    "bing": ("9.4", "9.5", "9.6", "9.7", "10.1"),
    "ding": ("12.0", "12.9", "13.8", "14.9", "16.3"),
    "wu": ("7.7", "8.0", "8.4", "8.9", "9.2"),
    "ji": ("5.1", "5.3", "5.6", "5.8", "6.0"),
}
DAYS = {"jia": ("2.0", "1.0"), "yi": ("3.0", "1.5"), "bing": ("3.5", "2.0"), "ding": ("2.5", "0.5")}
LOANS = {"jia": "842.6", "yi": "617.35", "bing": "233.1", "ding": "401.9", "wu": "188.4"}
SHARES = {"jia": "31.2", "yi": "24.5", "bing": "27.9", "ding": "35.6", "wu": "22.0"}
METHODS = (
    ("jia.window", "设“一窗通办”专区，{jia.days-2023}办结", "一窗通办", "starting"),
    ("ding.chain", "把开办、刻章、开户合为一件事", "开办一件事", "starting"),
    ("bing.late", "对信用好的申请人先办后补", "容缺办理", "late"),
    ("yi.code", "推行一业一码", "一业一码", ""),
)


def office(*added: Item) -> Library:
    """Return the library, with what is `added`."""
    return library(*_catalogue(), *_facts(), *_practices(), *added)


def _catalogue() -> list[Item]:
    return [
        *(city(id, name, level="地级市", parent="某省") for id, name in CITIES.items()),
        theme("services", "政务服务"),
        theme("financing", "企业融资"),
        topic("starting", "企业开办"),
        topic("late", "容缺受理"),
        indicator("firms", "经营主体", better="高"),
        indicator("days", "开办时间", family="workday", better="低"),
        indicator("loans", "企业贷款余额", theme="financing", family="cny", better="高"),
        theme("tasks", "重点任务"),
        indicator("started", "新设经营主体", theme="tasks", better="高"),
        indicator("credit", "新增贷款", theme="tasks", family="cny", better="高"),
        indicator("share", "信用贷款占比", theme="financing", family="percent", better="高"),
    ]


def _month(name: str, symbol: str, month: str, till: str, goal: int) -> list[Item]:
    """A figure of February, the one since January, and what is to be reached in the year."""
    of_month = fact(f"{HOME}.{name}-2", month, symbol, indicator=name, period="2024年2月", basis="期间")
    total = fact(f"{HOME}.{name}-1-2", till, symbol, indicator=name, period="2024年1—2月", basis="累计")
    aim = Target(Quantity(Decimal(goal), total.quantity.unit), Period.parse("2024"))
    return [of_month, replace(total, target=aim)]


def _facts() -> list[Item]:
    firms = [
        fact(f"{id}.firms-{year}", value, "万户", indicator="firms", period=f"{year}年")
        for id, values in FIRMS.items()
        for year, value in enumerate(values, 2019)
    ]
    home = f"{HOME}.firms-2023"
    aim = Target(Quantity(Decimal(25), unit("万户")), Period.parse("2023年"))
    return [
        *(replace(item, target=aim) if item.id == home else item for item in firms),
        *(
            fact(f"{id}.days-{year}", value, "个工作日", indicator="days", period=f"{year}年")
            for id, values in DAYS.items()
            for year, value in zip((2020, 2023), values, strict=True)
        ),
        *(fact(f"{id}.loans", value, "亿元", period="2023年末") for id, value in LOANS.items()),
        *_month("started", "户", "2100", "4850", 32000),
        *_month("credit", "亿元", "6.2", "15.8", 90),
        *(fact(f"{id}.share", value, "%", period="2023年末") for id, value in SHARES.items()),
    ]


def _practices() -> list[Item]:
    return [
        *(practice(id, f"{text}。", name=name, topic=about) for id, text, name, about in METHODS),
        replace(
            practice("jia.result", "全年新设企业较多。", name="新设企业", topic="starting"), kind=PracticeKind.RESULT
        ),
    ]
