"""Make docs/charts.md and its pictures: every kind of chart with data that it suits, and data that it refuses.

Run `python -m docs.make_gallery` in the repository's root when a chart looks or says other than before. Pictures come
from the built-in data and, where these hold nothing of a kind, from made-up figures of made-up cities.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from briefing.analysis.analyse import Analysis, analyse
from briefing.charts import KINDS, draw_chart, refuse
from briefing.content.asked.asked_charts import CHARTS, AskedCharts
from briefing.content.asked.held_facts import HeldFacts
from briefing.content.figures.chart_specs import ChartSpecs
from briefing.content.ledger import Ledger
from briefing.data.reader import read
from briefing.data.selection import select
from briefing.data.yaml_files.yaml_reader import YamlReader
from briefing.gallery import SourcedChart, alone, charts
from briefing.model.document import ChartSpec, Mark, Panel
from briefing.model.facts import Fact
from briefing.wording.prose import quoted
from tests.builders import Item, analysis, city, fact, indicator, relation, source

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/charts.md"
PICTURES = ROOT / "docs/images/charts"

MADE_UP = {"jia": "甲市", "yi": "乙市", "bing": "丙区"}
SOURCE = source("made-up", "虚构数据", "本项目示例")
GDP = {"jia": (820, 896, 915, 1004), "yi": (455, 431, 470, 512), "bing": (210, 236, 251, 248)}

PLACES = {"jia": (6, 4, 4, 2), "yi": (13, 15, 12, 9)}

INTRO = """# 图表样例

本页由 `python -m docs.make_gallery` 生成：每种图用适合它的数据画一幅，再列出它不画的数据和理由。\
写简报时由程序选图，模板里也可以指定（`{{ chart("条形", …) }}`，见 [templates.md](templates.md) 的“自己排的表和图”）；\
要单独画一种图（放进幻灯片或网页），用 `briefing chart`：

    briefing chart reduction --city 武汉 --theme 政务服务
    briefing chart 计划完成 --city 三门峡 --format svg

不写 `--out` 就存到当前文件夹，以图题为名；`--out 图.png` 指定文件名，后缀决定格式。\
同一种图有几幅就画几幅。图中的数据、编号和来源会一并列出，可用 `briefing explain 编号` 追查。

图宽 156 毫米（公文版心）；写 Word 时与版式文件的版心同宽，\
字不小于 9 磅。靠颜色区分的城市颜色固定，深浅也不同，灰度打印和色觉障碍者都能分辨；\
数字直接写在条和点旁边，不靠图例。带“推算”的数值画成斜线条或空心点。没有收录的写“未收录”，从不当作零。
"""

OWN = """## 自己添一种图

一种画法也可以是您自己的函数：程序给它一个普通的 matplotlib `Axes`（字体、字号、颜色已设好，图题和注由程序写）\
和要画的数据 `chart`。写成一个模块：

    # lollipop.py
    def draw(axes, chart):
        marks = [mark for panel in chart.panels for mark in panel.marks if mark.value is not None]
        rows = range(len(marks))
        axes.hlines(rows, 0, [float(mark.value) for mark in marks])
        axes.plot([float(mark.value) for mark in marks], rows, "o")
        axes.set_yticks(rows, [mark.label for mark in marks])
        axes.set_xlabel(chart.panels[0].unit)

再在这个包的 `pyproject.toml` 里登记：

    [project.entry-points."briefing.charts"]
    "棒棒糖图" = "lollipop:draw"

装好这个包，就可以 `briefing chart 主题覆盖 --as 棒棒糖图`。\
自带的画法也可以这样换，如 `briefing chart 压减幅度 --as bars`；会使人误解的照样不画，单位不同的几组数也不画在一根轴上。

每个 `mark` 有 `label`（名称）、`value`（数值，没有的为 `None`）、`text`（应印出的文字）、`group`（城市）\
和 `derived`（是否推算）；`chart.colours` 是各城市的颜色，按 `chart.groups` 的顺序。图高 90 毫米。\
函数出错时，会报出图名和原因。
"""

GUARD = """## 什么样的数据不画在一起

两个数据只有指标、量、单位、时期、范围都一致，才会画在一根轴上。
容易看错的写进 `data/comparability.yaml`，内置数据里有这些：
"""


@dataclass(frozen=True)
class Section:
    """A kind of chart: how to ask for it, what it is for, the charts that show it, and what it is not drawn from."""

    kind: str
    commands: tuple[str, ...]
    text: str
    shown: Callable[[], list[SourcedChart]]
    refused: tuple[tuple[str, Callable[[ChartSpec], ChartSpec]], ...]


@cache
def built_in(themes: tuple[str, ...] = ()) -> Analysis:
    """Return the analysis of the built-in data on some themes, or on all."""
    library = read(YamlReader(ROOT / "data"), ())
    return analyse(select(library, themes))


def made_up(*items: Item) -> Analysis:
    """Return an analysis of made-up figures, which are called so wherever a source is named."""
    cities = [city(id, name) for id, name in MADE_UP.items()]
    marked = [replace(item, source=SOURCE.id) if isinstance(item, Fact) else item for item in items]
    return analysis(*cities, SOURCE, *marked)


def drawable(kind: str, of: Analysis) -> list[SourcedChart]:
    """Return the charts of a kind that can be drawn."""
    return charts(of, kind)[0]


def comparisons() -> list[SourcedChart]:
    """One indicator of two cities, and one with a true zero and a blank."""
    pool = made_up(
        indicator("pool", "培育库入库企业（虚构数据）", better="高"),
        fact("jia.pool", 828, "家"),
        fact("yi.pool", 80, "家"),
        fact("bing.other", 1),
    )
    cost = made_up(
        indicator("cost", "企业开办费用（虚构数据）", family="cny"),
        fact("jia.cost", 0, "元"),
        fact("yi.cost", 320, "元"),
        fact("bing.other", 1),
    )
    return drawable("comparison", pool) + drawable("comparison", cost)


def percentages() -> list[SourcedChart]:
    """Rates that a source states, and rates that are partly computed."""
    parts = {"first": ("第一产业", "120.4"), "second": ("第二产业", "430.2"), "third": ("第三产业", "453.4")}
    shares = made_up(
        indicator("gdp", "地区生产总值（虚构数据）", family="cny"),
        *(indicator(id, f"{name}增加值（虚构数据）", family="cny") for id, (name, _) in parts.items()),
        fact("jia.gdp", "1004.0", "亿元", period="2024", basis="期间"),
        *(fact(f"jia.{id}", value, "亿元", period="2024", basis="期间") for id, (_, value) in parts.items()),
        *(
            relation(f"jia.{id}-share", "part_of", name=name, part=f"jia.{id}", whole="jia.gdp")
            for id, (name, _) in parts.items()
        ),
    )
    return drawable("cuts", built_in()) + drawable("share", shares)


def multiples() -> list[SourcedChart]:
    """Several indicators of several cities."""
    return drawable(
        "comparison",
        made_up(
            indicator("hall", "一窗办理事项（虚构数据）"),
            indicator("loans", "小微企业贷款余额（虚构数据）", family="cny"),
            indicator("online", "网上可办率（虚构数据）", family="percent"),
            *(fact(f"{id}.hall", value, "项") for id, value in zip(MADE_UP, (1204, 860, 412), strict=True)),
            *(fact(f"{id}.loans", value, "亿元") for id, value in zip(MADE_UP, ("520.4", "279.8"), strict=False)),
            *(fact(f"{id}.online", value, "%") for id, value in zip(MADE_UP, ("98.5", "91", "88.2"), strict=True)),
        ),
    )


def trend(ids: tuple[str, ...]) -> list[SourcedChart]:
    """One indicator over four years."""
    return drawable(
        "trend",
        made_up(
            indicator("gdp", "地区生产总值（虚构数据）", family="cny"),
            *(
                fact(f"{id}.gdp-{year}", value, "亿元", indicator="gdp", period=str(year), basis="期间")
                for id in ids
                for year, value in enumerate(GDP[id], 2021)
            ),
        ),
    )


def broken() -> list[SourcedChart]:
    """One indicator that measures something else from a year on."""
    values = (61, 64, 66, 48, 52)
    return drawable(
        "trend",
        made_up(
            indicator("online", "全程网办事项（虚构数据）"),
            *(
                replace(
                    fact(f"jia.online-{year}", value, "项", indicator="online", period=str(year)),
                    break_reason="改按新的事项目录统计" if year == 2023 else "",
                )
                for year, value in enumerate(values, 2020)
            ),
        ),
    )


def many(years: Collection[int] = range(2021, 2025)) -> list[SourcedChart]:
    """One indicator of six cities over these years."""
    days = {"甲市": 30, "乙市": 52, "丙市": 44, "丁市": 61, "戊市": 38, "己市": 47}
    falls = (0, 3, 9, 12)
    return drawable(
        "trend",
        analysis(
            SOURCE,
            indicator("days", "施工许可审批时间（虚构数据）", family="workday", better="低"),
            *(city(f"c{at}", name) for at, name in enumerate(days)),
            *(
                replace(
                    fact(
                        f"c{at}.days-{year}",
                        first - fall - (at * year) % 5,
                        "个工作日",
                        indicator="days",
                        period=str(year),
                    ),
                    source=SOURCE.id,
                )
                for at, first in enumerate(days.values())
                for year, fall in enumerate(falls, 2021)
                if year in years
            ),
        ),
    )


def panels() -> list[SourcedChart]:
    """Several indicators of one city over four years."""
    values = {"entities": (150, 162, 171, 188), "hours": (48, 40, 36, 24), "online": (72, 81, 88, 93)}
    units = {"entities": "万户", "hours": "小时", "online": "%"}
    names = {"entities": "经营主体", "hours": "企业开办时间", "online": "网上可办率"}
    return drawable(
        "trend",
        made_up(
            *(
                fact(f"jia.{id}-{year}", value, units[id], indicator=id, period=str(year))
                for id, row in values.items()
                for year, value in enumerate(row, 2021)
            ),
            *(
                indicator(id, f"{name}（虚构数据）", family=family)
                for (id, name), family in zip(names.items(), ("count", "time", "percent"), strict=True)
            ),
        ),
    )


def sparklines() -> list[SourcedChart]:
    """The course of one indicator, as it stands in the row of a table."""
    return [replace(chart, spec=replace(chart.spec, kind="sparkline")) for chart in trend(("jia",))]


def ranking() -> list[SourcedChart]:
    """Places in a ranking over four years."""
    return drawable(
        "trend",
        made_up(
            indicator("place", "营商环境评价全省位次（虚构数据）", family="rank"),
            *(
                fact(f"{id}.location-{year}", value, "位", indicator="place", period=str(year))
                for id in PLACES
                for year, value in enumerate(PLACES[id], 2021)
            ),
        ),
    )


def dots(kind: str) -> list[SourcedChart]:
    """The same in several cities as dots, and where each city is on several indicators."""
    names = {"place": "营商环境评价全省位次", "firms": "经营主体", "days": "开办时间", "online": "网上可办率"}
    held = {
        "place": (6, 13, 9),
        "firms": ("198.2", "163.5", "90.4"),
        "days": ("1.5", "1.0", "2.2"),
        "online": (98, 91, 85),
    }
    units = {"place": "位", "firms": "万户", "days": "个工作日", "online": "%"}
    families = {"place": "rank", "firms": "count", "days": "workday", "online": "percent"}
    data = made_up(
        *(
            indicator(id, f"{name}（虚构数据）", family=families[id], better="低" if id in ("place", "days") else "高")
            for id, name in names.items()
        ),
        *(
            fact(f"{city}.{id}", value, units[id], period="2024")
            for id, values in held.items()
            for city, value in zip(MADE_UP, values, strict=True)
        ),
    )
    wanted = {"点图": ["place"], "带状": ["firms", "days", "online"]}[kind]
    return asked(data, kind, wanted, {"点图": "", "带状": "乙市与各项最好的城市"}[kind], "乙市")


def distribution() -> list[SourcedChart]:
    """One indicator of thirty-one cities, of which one is named first."""
    signs = [f"{one}{two}市" for one in "东西南北中" for two in "安宁平和康乐兴"][:31]
    data = analysis(
        SOURCE,
        indicator("days", "施工许可审批时间（虚构数据）", family="workday", better="低"),
        *(city(f"c{at}", name) for at, name in enumerate(signs)),
        *(
            replace(fact(f"c{at}.days", 30 + at * at % 19, "个工作日", period="2024"), source=SOURCE.id)
            for at in range(len(signs))
        ),
    )
    return asked(data, "分布", ["days"], "", "中平市")


def asked(of: Analysis, kind: str, wanted: list[str], title: str = "", highlight: str = "") -> list[SourcedChart]:
    """Return the charts that an author would ask for by `chart`."""
    ledger = Ledger(of.selection.library)
    made = AskedCharts(HeldFacts(of, ledger), ChartSpecs(of, ledger, refuse))
    return [alone(figure, of, ledger) for figure in made.chart(kind, wanted, title=title, highlight=highlight)]


def only(count: int) -> Callable[[ChartSpec], ChartSpec]:
    """The first marks alone."""
    return lambda spec: replace(spec, panels=(replace(spec.panels[0], marks=spec.panels[0].marks[:count]),))


def changed(value: str | None, at: int = 0) -> Callable[[ChartSpec], ChartSpec]:
    """One mark of the first panel with another value."""

    def change(spec: ChartSpec) -> ChartSpec:
        marks = list(spec.panels[0].marks)
        marks[at] = replace(marks[at], value=None if value is None else Decimal(value))
        return replace(spec, panels=(replace(spec.panels[0], marks=tuple(marks)), *spec.panels[1:]))

    return change


def second_unit(spec: ChartSpec) -> ChartSpec:
    """A second panel in another unit."""
    return replace(spec, panels=(*spec.panels, Panel(spec.panels[0].marks, "贷款余额", "亿元")))


def other_cities(spec: ChartSpec) -> ChartSpec:
    """A second panel without the last city."""
    first, second, *_ = spec.panels
    return replace(spec, panels=(first, replace(second, marks=second.marks[:-1])))


def second_city(spec: ChartSpec) -> ChartSpec:
    """A mark of another city."""
    first = spec.panels[0]
    return replace(
        spec, panels=(replace(first, marks=(*first.marks, replace(first.marks[0], group="乙市"))), *spec.panels[1:])
    )


def ranked(spec: ChartSpec) -> ChartSpec:
    """The same figures as places in a ranking."""
    return replace(spec, panels=tuple(replace(panel, ranks=True) for panel in spec.panels))


def thirteen(spec: ChartSpec) -> ChartSpec:
    """The years of the first city for each of thirteen."""
    years = dict.fromkeys(mark.label for mark in spec.panels[0].marks)
    marks = tuple(Mark(year, Decimal(1), "1家", f"{sign}市") for sign in "甲乙丙丁戊己庚辛壬癸子丑寅" for year in years)
    return ChartSpec(spec.kind, spec.title, (Panel(marks, unit="家"),))


def first_two_years(spec: ChartSpec) -> ChartSpec:
    """The years up to 2022."""
    marks = tuple(mark for mark in spec.panels[0].marks if mark.label < "2023")
    return replace(spec, panels=(replace(spec.panels[0], marks=marks),))


SECTIONS = (
    Section(
        "bars",
        ("comparison",),
        "一个指标，几个城市，好的在前。条从零画起，轴从不截断；真的零（0元）画成零线上的一道，没有数据的写“未收录”。"
        "本市（没有本市的，点名的第一个城市）有颜色、加粗，其他城市是灰条；全选而没有本市的，颜色都一样。各种图都这样。",
        comparisons,
        (
            ("只有一个城市有数据（单根柱子）", changed(None, at=1)),
            ("单位不同的两个指标", second_unit),
            ("位次（条越长越靠后）", ranked),
        ),
    ),
    Section(
        "grouped",
        ("comparison",),
        "几个指标，同样几个城市：一个指标一幅小图，各有各的单位和轴，不用双轴。",
        multiples,
        (("只有一个指标", lambda spec: replace(spec, panels=spec.panels[:1])), ("各幅小图的城市不同", other_cities)),
    ),
    Section(
        "percent_bars",
        ("cuts",),
        "几个百分比并排，大的在前，轴总是 0—100%，不用饼图。占比只有总体相同的才画在一起。",
        percentages,
        (
            ("只有一个百分比", only(1)),
            ("超出 0—100%（完成率 144.6%）", changed("144.6")),
            ("不是百分比", lambda spec: replace(spec, panels=(replace(spec.panels[0], unit="项"),))),
        ),
    ),
    Section(
        "dots",
        ("comparison --as dots",),
        "一个指标，几个城市，一市一行，点的位置就是数的大小，所以轴不必从零起，位次也能画，第 1 位在左。"
        "本市（没有本市的，点名的第一个城市）的点大而有颜色。各地位次总是这样画。",
        lambda: dots("点图"),
        (("只有一个城市有数据", only(1)), ("单位不同的两个指标", second_unit)),
    ),
    Section(
        "distribution",
        (),
        "一个指标一根轴，一点为一个城市，数值相近的叠起来；写出名称和数的是本市（或点名的第一个城市）和两端的城市。"
        "城市太多、一市一行画不下时用。",
        distribution,
        (("只有一个城市有数据", only(1)),),
    ),
    Section(
        "strip",
        (),
        "几个指标，各地的数都是最好城市的百分之几（推算），所以能画在一根轴上；各项从不相加。"
        "本市（没有本市的，点名的第一个城市）的点大而有颜色，上面写数，其他城市是浅色的点；最好的城市写在右端。"
        "越低越好的指标，用最好城市的数除以本地的数。没有规定高好低好的指标、位次、零和负数不画。",
        lambda: dots("带状"),
        (
            ("一行只有一个城市", only(4)),
            ("不是百分比", lambda spec: replace(spec, panels=(replace(spec.panels[0], unit="项"),))),
        ),
    ),
    Section(
        "dumbbells",
        ("reduction",),
        "改革前在左、改革后在右，一项一幅，都从零起；单位相同的共用一根轴，单位不同的各有各的轴，图下说明。"
        "点是空心的：原文只写压减多少和百分之几，前后的数是推算的。",
        lambda: drawable("reduction", built_in()),
        (("只知道改革后", changed(None)), ("数值为负", changed("-1"))),
    ),
    Section(
        "bullet",
        ("completion",),
        "完成数（条）对计划数（横线）。虚线的计划数是推算的。",
        lambda: drawable("completion", built_in()),
        (("计划数为零", changed("0", at=1)), ("没有计划数", changed(None, at=1))),
    ),
    Section(
        "waterfall",
        ("change",),
        "期初、变动、期末，一步接一步。",
        lambda: drawable("change", built_in()),
        (("三个数对不上", changed("300")), ("没有期初", changed(None)), ("位次的升降", ranked)),
    ),
    Section(
        "tiers",
        ("tiers",),
        "一层包含一层的几个数：虚线框是包含它的那一层，从不相加。",
        lambda: drawable("tiers", built_in()),
        (("内层大于外层", changed("20")), ("只有一层", only(1))),
    ),
    Section(
        "line",
        ("trend",),
        "同一指标三个以上年份、或连着的三个以上半年、季度、月份，轴从零起（相近的百分数，最低的超过最高的三分之二，轴不从零起，图下说明），横向按时间的远近。几个城市画几条线，线尾写名称和最近的数；一个城市时每一点都写数。"
        "超过四个城市的，本市有颜色，其他是灰线；超过十个的，只写本市和最高、最低的名称。口径变动处断开，画竖虚线。"
        "位次的轴倒过来，第 1 位在上。",
        lambda: trend(("jia",)) + broken() + ranking() + trend(tuple(MADE_UP)),
        (("只有两个年份", first_two_years), ("单位不同的两个指标", second_unit)),
    ),
    Section(
        "small_lines",
        ("trend",),
        "五到十二个城市的折线：一市一幅小图，同一根轴，其他城市是后面的细灰线；本市（没有本市的，点名的第一个城市；全选的没有）加粗。"
        "最后一个数写在线尾，单位只写一次。",
        many,
        (("十三个城市", thirteen), ("只有两个年份", first_two_years)),
    ),
    Section(
        "panel_lines",
        ("trend",),
        "一个城市的几个指标，年份相同：一项一幅小图，各有各的单位和轴。",
        panels,
        (("两个城市", second_city),),
    ),
    Section(
        "slope",
        ("trend",),
        "几个城市，两个时期：两头写名称和数，单位只写一次。本市（没有本市的，点名的第一个城市；全选的没有）加粗；超过四个城市时，其他城市是灰线。"
        "高低按数值的远近排，不从零起。位次以第 1 位在上。",
        lambda: many((2021, 2024)),
        (("只有一个时期", only(1)), ("有城市缺一个时期", lambda spec: only(len(spec.panels[0].marks) - 1)(spec))),
    ),
    Section(
        "sparkline",
        ("trend --as sparkline",),
        "表格里的一条线，长 22 毫米、高 5 毫米，从最小值到最大值，末尾有点，不写数：数就在同一行里。",
        sparklines,
        (("只有一个时期", only(1)), ("两个城市", second_city)),
    ),
    Section(
        "heat",
        ("coverage",),
        "各地在各主题下收录了多少数据和做法，颜色越深越多；空着的主题写“未收录”，是下一步要问的。",
        lambda: drawable("coverage", built_in()),
        (("只有一格", only(1)), ("缺一格", lambda spec: only(len(spec.panels[0].marks) - 1)(spec))),
    ),
)


def pictures() -> Iterator[tuple[str, SourcedChart]]:
    """Yield every chart of the page with the name of its file."""
    for section in SECTIONS:
        shown = section.shown()
        for number, chart in enumerate(shown, 1):
            yield f"{section.kind}{f'-{number}' if len(shown) > 1 else ''}.png", chart


def page() -> str:
    """Return the text of the page."""
    parts, every = [INTRO], list(pictures())
    for section in SECTIONS:
        own = [(name, chart) for name, chart in every if name.split(".")[0].split("-")[0] == section.kind]
        parts.append(f"## {KINDS[section.kind].name} `{section.kind}`\n\n{section.text}\n")
        forms = [name for name, form in CHARTS.items() if section.kind in form.kinds]
        asked = [f'    {{{{ chart("{name}", …) }}}}\n' for name in forms]
        parts.append("".join([*(f"    briefing chart {command}\n" for command in section.commands), *asked]))
        parts += [f"![{chart.alt}](images/charts/{name})\n" for name, chart in own]
        parts.append("不画：\n\n" + "".join(_refusals(section, own[-1][1].spec)))
    parts.append(OWN)
    parts.append(GUARD + "\n" + "".join(_pairs(built_in())))
    return "\n".join(parts)


def _refusals(section: Section, good: ChartSpec) -> Iterator[str]:
    """Yield why data that do not suit the kind are refused."""
    for what, spoil in section.refused:
        problem = refuse(spoil(good))
        if problem is None:
            raise SystemExit(f"{section.kind}: {what} is drawn")
        yield f"- {what}——{problem.message}{problem.hint}\n"


def _pairs(of: Analysis) -> Iterator[str]:
    """Yield the figures that the built-in statements warn of, and why."""
    library = of.selection.library
    names, facts = library.catalogue.indicators, {fact.id: fact for fact in library.facts()}
    for statement in library.catalogue.statements.values():
        if statement.kind and statement.tell:
            named = [facts[id] for id in statement.between]
            both = "与".join(
                f"{library.records[item.city].city.short}{quoted([names[item.indicator].name])}" for item in named
            )
            yield f"- {both}：{statement.reason}。\n"


def main() -> None:
    """Write the page and its pictures, and delete pictures that it no longer shows."""
    made = {name: draw_chart(chart.spec).png for name, chart in pictures()}
    PICTURES.mkdir(parents=True, exist_ok=True)
    for old in PICTURES.glob("*.png"):
        if old.name not in made:
            old.unlink()
    for name, data in made.items():
        (PICTURES / name).write_bytes(data)
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
