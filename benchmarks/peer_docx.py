"""What a careful person would write by hand for the same job: PyYAML, matplotlib and python-docx in one script.

python peer_docx.py WORKSPACE OUT FONT CITY,CITY… THEME,THEME… (ids)
It makes six charts, a table of all cities and one of each, brief.docx and brief.md. It imports late, loads with the C
loader, draws without pyplot and fills tables in one pass; it checks, cites and caches nothing.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Record = dict[str, Any]
COLOURS = ("#1f5fa8", "#d9822b", "#3a9d5d")
WIDTH_CM = 16


@dataclass(frozen=True)
class City:
    """A city with its facts, cut down to the themes asked for and by theme."""

    name: str
    source: str
    facts: dict[str, list[Record]]


@dataclass(frozen=True)
class Theme:
    """A theme as the briefing shows it: names of its indicators by id, in order, and the file of its chart."""

    id: str
    name: str
    indicators: dict[str, str]
    chart: Path
    caption: str


def load(path: Path) -> Record:
    """One YAML file by the C loader, where there is one."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    record: Record = yaml.load(path.read_bytes(), Loader=loader)
    return record


def read_themes(data: Path, ids: list[str], charts: Path) -> list[Theme]:
    """The themes asked for."""
    names = {theme["id"]: theme["name"] for theme in load(data / "themes.yaml")["themes"]}
    return [
        Theme(
            id=theme,
            name=names[theme],
            indicators={item["id"]: item["name"] for item in load(data / "indicators" / f"{theme}.yaml")["indicators"]},
            chart=charts / f"{number}.png",
            caption=f"图{number} {names[theme]}主要指标对比",
        )
        for number, theme in enumerate(ids, 1)
    ]


def read_city(path: Path, themes: list[Theme]) -> City:
    """One city, its facts in file order."""
    record = load(path)
    facts = {theme.id: [fact for fact in record["facts"] if fact["indicator"] in theme.indicators] for theme in themes}
    return City(record["city"]["name"], record["sources"][0]["title"], facts)


def latest(facts: list[Record]) -> list[Record]:
    """The last fact of each indicator."""
    return [max(same, key=lambda fact: str(fact["period"])) for _, same in groupby(facts, lambda f: f["indicator"])]


def series(facts: list[Record]) -> list[Record]:
    """All years of the first indicator."""
    return [fact for fact in facts if fact["indicator"] == facts[0]["indicator"]]


# Charts


def bars(axes: Axes, theme: Theme, cities: list[City]) -> None:
    """One group of bars a year."""
    width = 0.8 / len(cities)
    for number, city in enumerate(cities):
        values = [fact["value"] for fact in series(city.facts[theme.id])]
        drawn = axes.bar(
            [x + number * width for x in range(len(values))], values, width, label=city.name, color=COLOURS[number]
        )
        axes.bar_label(drawn, fmt="{:,.0f}", fontsize=6)
    years = [f"{fact['period']}年" for fact in series(cities[0].facts[theme.id])]
    axes.set_xticks([x + width for x in range(len(years))], years)


def lines(axes: Axes, theme: Theme, cities: list[City]) -> None:
    """One line a city."""
    for number, city in enumerate(cities):
        row = series(city.facts[theme.id])
        years, values = [f"{fact['period']}年" for fact in row], [fact["value"] for fact in row]
        axes.plot(years, values, marker="o", label=city.name, color=COLOURS[number])
        axes.annotate(row[-1]["printed"], (len(row) - 1, values[-1]), fontsize=7, ha="right", va="bottom")
    axes.grid(alpha=0.3)


def index(axes: Axes, theme: Theme, cities: list[City]) -> None:
    """Every indicator lying, the largest city being 100."""
    rows = [latest(city.facts[theme.id]) for city in cities]
    tops = [max(fact["value"] for fact in column) or 1 for column in zip(*rows, strict=True)]
    height = 0.8 / len(cities)
    for number, (city, row) in enumerate(zip(cities, rows, strict=True)):
        values = [100 * fact["value"] / top for fact, top in zip(row, tops, strict=True)]
        axes.barh(
            [y + number * height for y in range(len(values))], values, height, label=city.name, color=COLOURS[number]
        )
    labels = [theme.indicators[fact["indicator"]] for fact in rows[0]]
    axes.set_yticks([y + height for y in range(len(labels))], labels, fontsize=7)


def draw(themes: list[Theme], cities: list[City], font: Path) -> None:
    """A chart a theme, of three kinds in turn."""
    os.environ["MPLBACKEND"] = "Agg"
    import matplotlib as mpl
    from matplotlib import font_manager
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    font_manager.fontManager.addfont(str(font))
    mpl.rcParams["font.family"] = [font_manager.FontProperties(fname=str(font)).get_name()]
    mpl.rcParams["axes.unicode_minus"] = False
    for number, theme in enumerate(themes):
        figure = Figure(figsize=(6.3, 3.4), layout="tight")
        FigureCanvasAgg(figure)
        axes = figure.add_subplot()
        (bars, lines, index)[number % 3](axes, theme, cities)
        axes.set_title(theme.caption)
        axes.legend(fontsize=7)
        figure.text(0.01, 0.01, "数据来源：各市年报", fontsize=6)
        figure.savefig(theme.chart, dpi=200)


# Words and tables, the same in both files


def title(cities: list[City]) -> str:
    """The title."""
    return "、".join(city.name for city in cities) + "营商环境对比简报"


def summary(theme: Theme, cities: list[City]) -> str:
    """The theme in one sentence."""
    parts = []
    for city in cities:
        before, last = series(city.facts[theme.id])[-2:]
        growth = (last["value"] / before["value"] - 1) * 100
        name = theme.indicators[last["indicator"]]
        parts.append(f"{city.name}{name}{last['printed']}，较上年{'增长' if growth >= 0 else '下降'}{abs(growth):.1f}%")
    return f"{theme.name}：{'；'.join(parts)}。"


def paragraph(theme: Theme, city: City) -> str:
    """A city's figures of a theme."""
    facts = latest(city.facts[theme.id])
    return (
        f"{city.name}"
        + "；".join(f"{theme.indicators[f['indicator']]}为{f['printed']}" for f in facts)
        + f"（{city.source}）。"
    )


def overview(themes: list[Theme], cities: list[City]) -> list[list[str]]:
    """The leading figures of all cities, head first."""
    rows = [["指标", *(city.name for city in cities)]]
    for theme in themes:
        columns = [latest(city.facts[theme.id])[:4] for city in cities]
        rows += [
            [theme.indicators[row[0]["indicator"]], *(f["printed"] for f in row)] for row in zip(*columns, strict=True)
        ]
    return rows


def details(themes: list[Theme], city: City) -> list[list[str]]:
    """Every figure of one city, head first."""
    rows = [["主题", "指标", "数值", "时期", "来源"]]
    for theme in themes:
        for fact in latest(city.facts[theme.id]):
            rows.append(
                [theme.name, theme.indicators[fact["indicator"]], fact["printed"], f"{fact['period']}年", city.source]
            )
    return rows


# The two files


def write_docx(path: Path, themes: list[Theme], cities: list[City]) -> None:
    """The Word file."""
    from docx import Document
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    document = Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(11)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋")
    document.sections[0].page_width, document.sections[0].page_height = Cm(21), Cm(29.7)

    def table(rows: list[list[str]], caption: str) -> None:
        document.add_paragraph(caption, style="Caption")
        cells = document.add_table(len(rows), len(rows[0]), style="Table Grid")._cells  # one pass over the grid
        for cell, text in zip(cells, (text for row in rows for text in row), strict=True):
            cell.text = text

    document.add_heading(title(cities), 0)
    document.add_heading("要点", 1)
    for theme in themes:
        document.add_paragraph(summary(theme, cities), style="List Bullet")
    document.add_heading("总体对比", 1)
    table(overview(themes, cities), "表1 主要指标总览")
    for theme in themes:
        document.add_heading(theme.name, 1)
        for city in cities:
            document.add_paragraph(paragraph(theme, city))
        document.add_picture(str(theme.chart), width=Cm(WIDTH_CM))
        document.add_paragraph(theme.caption, style="Caption")
    document.add_heading("分城市指标明细", 1)
    for number, city in enumerate(cities, 2):
        table(details(themes, city), f"表{number} {city.name}指标明细")
    document.add_heading("数据来源", 1)
    for city in cities:
        document.add_paragraph(city.source, style="List Bullet")
    document.save(str(path))


def markdown_table(rows: list[list[str]]) -> list[str]:
    """A table, with an empty line behind."""
    head, *body = [f"| {' | '.join(row)} |" for row in rows]
    return [head, "|" + " --- |" * len(rows[0]), *body, ""]


def write_markdown(path: Path, themes: list[Theme], cities: list[City]) -> None:
    """The Markdown file."""
    out = [f"# {title(cities)}", "", "## 要点", "", *(f"- {summary(theme, cities)}" for theme in themes), ""]
    out += ["## 总体对比", "", *markdown_table(overview(themes, cities))]
    for theme in themes:
        out += [f"## {theme.name}", ""]
        for city in cities:
            out += [paragraph(theme, city), ""]
        out += [f"![{theme.caption}](charts/{theme.chart.name})", ""]
    for city in cities:
        out += [f"## {city.name}指标明细", "", *markdown_table(details(themes, city))]
    out += ["## 数据来源", "", *(f"- {city.source}" for city in cities)]
    path.write_text("\n".join(out) + "\n", encoding="utf-8")


def main(workspace: str, out: str, font: str, city_ids: str, theme_ids: str) -> None:
    """Make the briefing in the folder `out`."""
    data, folder = Path(workspace) / "data", Path(out)
    charts = folder / "charts"
    charts.mkdir(parents=True, exist_ok=True)
    themes = read_themes(data, theme_ids.split(","), charts)
    cities = [read_city(data / "cities" / f"{city}.yaml", themes) for city in city_ids.split(",")]
    draw(themes, cities, Path(font))
    write_docx(folder / "brief.docx", themes, cities)
    write_markdown(folder / "brief.md", themes, cities)


if __name__ == "__main__":
    main(*sys.argv[1:])
