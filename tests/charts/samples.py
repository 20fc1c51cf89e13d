"""One chart of each kind as the three cities' data would ask for it, and builders for odd ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from briefing.model.document import ChartSpec, Mark, Panel

Make = Callable[[], ChartSpec]

CITIES = ("武汉市", "三门峡市", "天河区")
SOURCE = "资料来源：武汉市优化营商环境工作领导小组办公室供稿。标“推算”者由压减量与压减幅度推算。"


def mark(label: str, value: str | None, unit: str = "", group: str = "", derived: bool = False) -> Mark:
    """A mark that prints its own value with its unit."""
    number = None if value is None else Decimal(value)
    return Mark(label, number, "未披露" if value is None else f"{value}{unit}", group, derived=derived)


def bars() -> ChartSpec:
    marks = (
        mark("武汉市", "828", "家", "武汉市"),
        mark("三门峡市", "80", "家", "三门峡市"),
        mark("天河区", None, "家", "天河区"),
    )
    return ChartSpec("bars", "“专精特新”培育库入库企业", (Panel(marks, unit="家"),), (SOURCE,), CITIES)


def zero_bars() -> ChartSpec:
    marks = (
        mark("武汉市", "0", "元", "武汉市"),
        mark("三门峡市", "320", "元", "三门峡市"),
        mark("天河区", "0", "元", "天河区"),
    )
    return ChartSpec("bars", "企业开办成本", (Panel(marks, unit="元"),), groups=CITIES)


def percent_bars() -> ChartSpec:
    rates = (("平均办理环节", "73.81"), ("办理时限", "63.65"), ("申请材料", "38.76"), ("跑动次数", "78.97"))
    marks = tuple(mark(label, value, "%", "武汉市") for label, value in rates)
    return ChartSpec("percent_bars", "武汉“一事联办”压减幅度", (Panel(marks, unit="%"),), (SOURCE,), CITIES)


def percent_groups() -> ChartSpec:
    rates = {"问题处置率": (None, "100", None), "在线办理率": (None, None, "100"), "压减幅度": ("73.81", "50", "12.5")}
    marks = tuple(
        mark(label, value, "%", city)
        for label, values in rates.items()
        for city, value in zip(CITIES, values, strict=True)
    )
    return ChartSpec("percent_bars", "", (Panel(marks, "各项比率", "%"),), groups=CITIES)


def dumbbells() -> ChartSpec:
    rows = (
        ("平均办理环节", "11.20", "2.93", "个"),
        ("办理时限", "19.42", "7.06", "天"),
        ("申请材料", "23.07", "14.13", "份"),
        ("跑动次数", "4.85", "1.02", "次"),
    )
    panels = tuple(
        Panel((mark("改革前", before, unit, "武汉市", True), mark("改革后", after, unit, "武汉市", True)), title, unit)
        for title, before, after, unit in rows
    )
    return ChartSpec("dumbbells", "武汉“一事联办”改革前后对照", panels, (SOURCE,), CITIES)


def bullet() -> ChartSpec:
    panel = Panel(
        (mark("实际", "1389.8", "亿元", "三门峡市"), mark("计划", "961.1", "亿元", "三门峡市", True)),
        "项目投资",
        "亿元",
    )
    behind = Panel(
        (mark("实际", "12", "项", "三门峡市"), mark("计划", "23", "项", "三门峡市")), "省市重点民生实事", "项"
    )
    return ChartSpec("bullet", "三门峡省市重点项目投资超出年计划", (panel, behind), (SOURCE,), CITIES)


def waterfall() -> ChartSpec:
    marks = (
        mark("2020年末", "235.91", "亿元", "三门峡市", True),
        mark("较年初增加", "43.87", "亿元", "三门峡市"),
        mark("2021年12月末", "279.78", "亿元", "三门峡市"),
    )
    return ChartSpec("waterfall", "三门峡小微企业贷款余额", (Panel(marks, unit="亿元"),), (SOURCE,), CITIES)


def tiers() -> ChartSpec:
    marks = (
        mark("孵化器和众创空间", "221", "家", "天河区"),
        mark("省级以上孵化载体", "60", "家", "天河区"),
        mark("国家级孵化载体", "32", "家", "天河区"),
    )
    return ChartSpec("tiers", "天河区孵化载体的层级", (Panel(marks, unit="家"),), (SOURCE,), CITIES)


def line() -> ChartSpec:
    data = {
        "武汉市": ("15616", "17717", "18866", "20011"),
        "三门峡市": ("1451", "1582", "1676", None),
        "天河区": ("5312", "6012.2", "6215.7", "6551"),
    }
    marks = tuple(
        mark(f"{2020 + index}年", value, "亿元", city)
        for city, values in data.items()
        for index, value in enumerate(values)
    )
    return ChartSpec("line", "地区生产总值（示例数据）", (Panel(marks, unit="亿元"),), ("资料来源：示例。",), CITIES)


def single_line() -> ChartSpec:
    values = ("3.1", "2.4", "5.25", "7", "6.8")
    marks = tuple(mark(f"{2018 + index}年", value, "万户", "武汉市", index == 1) for index, value in enumerate(values))
    return ChartSpec("line", "新增企业（示例数据）", (Panel(marks, unit="万户"),), groups=CITIES)


def small_lines() -> ChartSpec:
    return replace(line(), kind="small_lines")


def panel_lines() -> ChartSpec:
    rows = (
        ("地区生产总值", "亿元", ("15616", "17717", "18866", "20011")),
        ("经营主体", "万户", ("150", None, "197.3", "210")),
    )
    panels = tuple(
        Panel(tuple(mark(f"{2020 + at}年", value, unit, CITIES[0]) for at, value in enumerate(values)), title, unit)
        for title, unit, values in rows
    )
    return ChartSpec("panel_lines", "武汉市主要指标（示例数据）", panels, (SOURCE,), CITIES[:1])


def slope() -> ChartSpec:
    data = {"武汉市": ("95", "50"), "三门峡市": ("80", "49"), "天河区": ("80", "36")}
    marks = tuple(
        mark(year, value, "个工作日", city)
        for city, values in data.items()
        for year, value in zip(("2019年", "2023年"), values, strict=True)
    )
    return ChartSpec("slope", "施工许可审批时间（示例数据）", (Panel(marks, unit="个工作日"),), (SOURCE,), CITIES)


def dots() -> ChartSpec:
    return replace(bars(), kind="dots")


def rank_dots() -> ChartSpec:
    marks = tuple(mark(city, place, "位", city) for city, place in zip(CITIES, ("2", "9", None), strict=True))
    return ChartSpec("dots", "全省位次（示例数据）", (Panel(marks, unit="位", ranks=True),), (SOURCE,), CITIES)


def distribution() -> ChartSpec:
    values = {city: str(10 + at * at % 7) for at, city in enumerate((*CITIES, *(f"第{at}市" for at in range(12))))}
    marks = tuple(mark(city, value, "家", city) for city, value in values.items())
    return ChartSpec("distribution", "培育库入库企业（示例数据）", (Panel(marks, unit="家"),), (SOURCE,), tuple(values))


def strip() -> ChartSpec:
    rows = (
        ("“专精特新”培育库入库企业", ("100", "9.7", None)),
        ("小微企业贷款余额", ("84.1", "100", "56.6")),
        ("开办时间", ("78.6", "50", "100")),
    )
    marks = tuple(
        mark(label, value, "%", city, True)
        for label, values in rows
        for city, value in zip(CITIES, values, strict=True)
    )
    return ChartSpec("strip", "各项指标为最好的百分之几（示例数据）", (Panel(marks, unit="%"),), (SOURCE,), CITIES)


def sparkline() -> ChartSpec:
    return ChartSpec("sparkline", "", (Panel(single_line().panels[0].marks),))


COURSES = ("line", "small_lines", "panel_lines", "slope", "sparkline")
"""Kinds with time on their axis; most do not print every figure."""


def heat() -> ChartSpec:
    themes = (
        "企业开办与准入",
        "政务服务",
        "中小企业融资",
        "惠企政策兑现",
        "法治与监管",
        "科技创新",
        "人才与用工",
        "外资外贸与开放",
    )
    counts = ((3, 2, 3), (5, 7, 4), (4, 3, 2), (1, 1, 4), (8, 4, 5), (6, 2, 9), (None, None, 3), (0, None, 6))
    marks = tuple(
        mark(theme, None if count is None else str(count), "项", city)
        for theme, row in zip(themes, counts, strict=True)
        for city, count in zip(CITIES, row, strict=True)
    )
    return ChartSpec(
        "heat", "做法的主题分布", (Panel(marks, unit="项"),), ("未披露：所用材料中未见该主题的做法。",), CITIES
    )


def grouped() -> ChartSpec:
    rows = (
        ("“专精特新”入库企业", "家", ("828", "80", None)),
        ("企业开办成本", "元", ("0", "120", "0")),
        ("小微企业贷款余额", "亿元", ("1520.4", "279.78", "860.1")),
    )
    panels = tuple(
        Panel(tuple(mark(city, value, unit, city) for city, value in zip(CITIES, values, strict=True)), title, unit)
        for title, unit, values in rows
    )
    return ChartSpec("grouped", "三地可比指标", panels, ("资料来源：示例。",), CITIES)


ALL = (
    bars,
    zero_bars,
    percent_bars,
    percent_groups,
    dumbbells,
    bullet,
    waterfall,
    tiers,
    line,
    single_line,
    small_lines,
    panel_lines,
    slope,
    dots,
    rank_dots,
    distribution,
    strip,
    sparkline,
    heat,
    grouped,
)
