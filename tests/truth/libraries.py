"""Made-up workspaces of which the truth is known: what is printed of every figure, and from what to what it may be.

Ten cities, twelve indicators, twenty-four periods of one kind, with all that makes statements go wrong: gaps, ties,
rounding, breaks, stated growth that does not meet the figures, other scopes, mixed units, what is negative or nothing.
Nothing here knows the program but the form of its data files (docs/data.md).
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from random import Random

ROOT = Path(__file__).parents[2]
CITIES = ("云澜", "青岑", "鹤洲", "宁浦", "临汐", "丰岚", "柳渡", "泽远", "安栖", "望溪")
THEMES = {"economy": "经济与宜居", "services": "政务服务", "financing": "中小企业融资"}
SCALES = {"": 1, "万": 10**4, "亿": 10**8}


@dataclass(frozen=True)
class Measured:
    """An indicator: its family and unit, which way is better ("" for neither), whether size counts, and its run.

    `level` is the first value in `units[0]`, `yearly` its growth in a year, `decimals` what is printed of it; `basis`
    时点 or 期间; `compare` as in the data.
    """

    id: str
    name: str
    theme: str
    family: str
    units: tuple[str, ...]
    better: str
    compare: str
    basis: str
    level: float
    yearly: float
    decimals: int
    counted: bool = False


INDICATORS = (
    Measured("entities", "经营主体", "economy", "count", ("万户",), "高", "同级", "时点", 80, 0.06, 1),
    Measured("fresh", "新设企业", "economy", "count", ("户",), "高", "不限", "期间", 5200, 0.05, 0, counted=True),
    Measured("product", "地区生产总值", "economy", "cny", ("亿元",), "高", "同级", "期间", 820, 0.05, 1),
    Measured("foreign", "实际使用外资", "economy", "usd", ("亿美元", "万美元"), "高", "不限", "期间", 3, -0.04, 2),
    Measured("opening", "企业开办时间", "services", "workday", ("个工作日",), "低", "不限", "期间", 3.2, -0.2, 1),
    Measured("online", "网上可办率", "services", "percent", ("%",), "高", "不限", "期间", 82, 0.02, 1),
    Measured("complaints", "企业投诉", "services", "count", ("件",), "", "不限", "期间", 9, -0.1, 0, counted=True),
    Measured("fee", "开办费用", "services", "cny", ("元",), "低", "不限", "期间", 120, -0.4, 0, counted=True),
    Measured("loans", "企业贷款余额", "financing", "cny", ("亿元", "万元"), "高", "不限", "时点", 310, 0.1, 2),
    Measured("inflow", "财政收支差额", "financing", "cny", ("亿元",), "高", "不限", "期间", 0.6, -0.3, 2),
    Measured("score", "营商环境评价得分", "financing", "score", ("分",), "高", "不限", "期间", 78, 0.015, 2),
    Measured(
        "place", "营商环境评价位次", "financing", "rank", ("位",), "低", "不限", "期间", 12, -0.08, 0, counted=True
    ),
)


@dataclass(frozen=True)
class At:
    """A period as the source writes it, with its place in its sequence; `year`, and which of the year it is."""

    printed: str
    index: int
    year: int
    part: int
    of_year: int

    @property
    def numbers(self) -> tuple[int, int]:
        """Return year and part, which tell it from all others of its kind."""
        return self.year, self.part


@dataclass(frozen=True)
class Known:
    """One figure: what is printed, and from where to where its true value may lie, in base units.

    `point` is what is printed as a number in base units, None where a qualifier leaves none to reckon with.
    """

    id: str
    city: str
    indicator: str
    at: At
    printed: str
    low: Fraction
    high: Fraction
    point: Fraction | None
    unit: str
    scope: str = ""
    growth: bool = False
    broken: str = ""
    target: Target | None = None
    status: str = ""

    @property
    def shown(self) -> str:
        """Return the figure as text and tables show it: a growth rate with its sign and not with a verb."""
        if not self.growth:
            return self.printed
        return self.printed.removeprefix("同比").replace("增长", "").replace("下降", "−")

    @property
    def name(self) -> str:
        """Return what tables call it."""
        return f"{self.indicator}{'同比增速' if self.growth else ''}"


@dataclass(frozen=True)
class Target:
    """What is to be reached in a year: as printed, and as a number in base units."""

    printed: str
    value: Fraction
    year: int


@dataclass
class Made:
    """A workspace on disk and the truth about it."""

    folder: Path
    kind: str
    known: dict[str, Known] = field(default_factory=dict)


def periods(kind: str) -> list[At]:
    """Return twenty-four quarters, months or, of years, twelve in a row; of targets the months of one year."""
    if kind == "years":
        return [At(f"{year}年", index, year, 0, 1) for index, year in enumerate(range(2013, 2025))]
    of_year, first = {"quarters": (4, 2019), "months": (12, 2023), "targets": (12, 2024)}[kind]
    count = 24 if kind != "targets" else 9
    marks = [(first + index // of_year, index % of_year) for index in range(count)]
    return [At(_named(kind, *mark), index, mark[0], mark[1], of_year) for index, mark in enumerate(marks)]


def _named(kind: str, year: int, part: int) -> str:
    if kind == "quarters":
        return f"{year}年{'一二三四'[part]}季度"
    if kind == "targets":
        return f"{year}年1—{part + 1}月" if part else f"{year}年1月"
    return f"{year}年{part + 1}月"


def ended(kind: str, at: At) -> At:
    """Return the last day of a period, as a stock has it."""
    if kind == "years":
        return replace(at, printed=f"截至{at.year}年底")
    month = (at.part + 1) * (3 if kind == "quarters" else 1)
    return replace(at, printed=f"截至{at.year}年{month}月末")


def make(folder: Path, kind: str, seed: int) -> Made:
    """Write a workspace of one kind of periods to `folder`, and return it with its truth."""
    random, made = Random(seed), Made(folder, kind)
    for figure in _figures(kind, random):
        made.known[figure.id] = figure
    _write(made)
    return made


def _figures(kind: str, random: Random) -> Iterator[Known]:
    times = periods(kind)
    for measured in INDICATORS:
        absent = set(random.sample(CITIES, random.choice((0, 0, 1, 3))))
        unit_of = {city: random.choice(measured.units) for city in CITIES}
        size = {
            city: random.uniform(0.4, 2.2) if measured.compare == "同级" else random.uniform(0.8, 1.3)
            for city in CITIES
        }
        pace = {city: measured.yearly * random.uniform(-0.3, 2.0) for city in CITIES}
        broken = {city: random.randrange(3, len(times)) for city in random.sample(CITIES, 2)}
        last: dict[tuple[str, int], Known] = {}
        for city in CITIES:
            if city in absent:
                continue
            for at in times:
                if random.random() < 0.02:  # a gap
                    continue
                value = measured.level * size[city] * (1 + pace[city]) ** (at.index / at.of_year)
                value += measured.level * random.uniform(-0.02, 0.02)
                if measured.id == "inflow":
                    value -= 0.5 * random.random() + 0.2
                figure = _printed(measured, city, at, value, unit_of[city], kind, random)
                other = last.get((CITIES[CITIES.index(city) - 1], at.index))
                if other and random.random() < 0.12:  # a tie with the city before it
                    figure = replace(other, id=figure.id, city=city, broken="", target=None)
                if broken.get(city) == at.index:
                    figure = replace(figure, broken=random.choice(("口径调整", "区划变动")))
                if kind == "targets" and measured.id in ("fresh", "product", "online", "opening", "foreign"):
                    figure = _aimed(figure, measured, at, random)
                last[city, at.index] = figure
                yield figure
        if measured.id in ("entities", "product", "fresh"):
            yield from _grown(measured, last, times, random)
        if measured.id == "fresh":
            yield from _of_the_centre(last, times, random)


def _printed(measured: Measured, city: str, at: At, value: float, unit: str, kind: str, random: Random) -> Known:
    """Return what is printed of a true value: rounded, with its unit, now and then about or above it."""
    scale, bare = (unit[0], unit[1:]) if unit[0] in SCALES else ("", unit)
    if unit != measured.units[0]:  # what was counted in 亿 is told in 万
        value *= 10**4
    decimals = 0 if unit != measured.units[0] else measured.decimals
    if measured.family in ("percent",):
        value = min(value, 99.9)
    if measured.id != "inflow":
        value = max(value, 0)
    if measured.family == "rank":
        value = max(1, round(value))
    digits = f"{abs(value):.{decimals}f}"
    if random.random() < 0.2 and decimals:  # fewer digits than the others have
        digits = f"{abs(value):.{decimals - 1}f}"
    minus = value < 0 and any(digit != "0" for digit in digits if digit.isdigit())
    point = Fraction(digits) * (-1 if minus else 1)
    step = Fraction(1, 10 ** len(digits.partition(".")[2]))
    qualifier = "约" if measured.id in ("loans", "entities") and random.random() < 0.04 else ""
    exact = (measured.counted or (not point and measured.family not in ("percent",))) and not scale and not qualifier
    exact = exact and step == 1
    slack = Fraction(0) if exact else step if qualifier else step / 2
    factor = SCALES[scale]
    number = f"{'−' if minus else ''}{digits}"
    words = f"第{digits}位" if measured.family == "rank" else f"{qualifier}{number}{unit}"
    stands = ended(kind, at) if measured.basis == "时点" else at
    return Known(
        id=f"{_id(city)}.{measured.id}-{at.index}",
        city=city,
        indicator=measured.name,
        at=stands,
        printed=words,
        low=(point - slack) * factor,
        high=(point + slack) * factor,
        point=None if qualifier else point * factor,
        unit=bare if measured.family == "rank" else unit,
        status="快报" if random.random() < 0.01 else "",
    )


def _aimed(figure: Known, measured: Measured, at: At, random: Random) -> Known:
    """Return the figure with a target for the year, which it may have reached."""
    scale = SCALES.get(figure.unit[0], 1)
    aim = figure.point if figure.point is not None else figure.high
    goal = max(1, round(float(aim / scale) * random.uniform(0.8, 1.6)))
    if measured.family == "percent":
        goal = min(goal, 99)
    return replace(figure, target=Target(f"{goal}{figure.unit}", Fraction(goal * scale), at.year))


def _grown(measured: Measured, held: dict[tuple[str, int], Known], times: list[At], random: Random) -> Iterator[Known]:
    """Yield growth rates that a source states: most meet the figures, some do not, as where a base was revised."""
    for (city, index), figure in held.items():
        before = held.get((city, index - times[0].of_year))
        if before is None or figure.point is None or not before.point or random.random() < 0.7:
            continue
        rate = (figure.point / before.point - 1) * 100
        rate += Fraction(random.choice((0, 0, 0, 17, -23)), 10)
        digits = f"{abs(float(rate)):.1f}"
        minus = rate < 0 and digits != "0.0"
        point = Fraction(digits) * (-1 if minus else 1)
        half = Fraction(1, 20)
        verb = "下降" if minus else "增长"
        yield Known(
            id=f"{_id(city)}.{measured.id}-growth-{index}",
            city=city,
            indicator=measured.name,
            at=figure.at,
            printed=f"同比{verb}{digits}%",
            low=point - half,
            high=point + half,
            point=point,
            unit="%",
            growth=True,
        )


def _of_the_centre(held: dict[tuple[str, int], Known], times: list[At], random: Random) -> Iterator[Known]:
    """Yield figures of a part of a city, which must not be taken for the whole."""
    for (city, index), figure in held.items():
        if index == times[-1].index and figure.point is not None and random.random() < 0.5:
            point = Fraction(int(figure.point / 3))
            yield replace(
                figure,
                id=f"{_id(city)}.fresh-centre-{index}",
                printed=f"{int(point)}户",
                low=point,
                high=point,
                point=point,
                scope="主城区",
                broken="",
                target=None,
                status="",
            )


def _id(city: str) -> str:
    return f"c{CITIES.index(city)}"


def _write(made: Made) -> None:
    data = made.folder / "data"
    (data / "cities").mkdir(parents=True)
    (data / "indicators").mkdir()
    for name in ("units.yaml", "themes.yaml"):
        shutil.copy(ROOT / "data" / name, data / name)
    shutil.copytree(ROOT / "data" / "frameworks", data / "frameworks")
    lines = ["indicators:"]
    for item in INDICATORS:
        better = f", better: {item.better}" if item.better else ""
        lines.append(
            f"  - {{id: {item.id}, name: {item.name}, theme: {item.theme}, family: {item.family}{better}, "
            f"compare: {item.compare}}}"
        )
    (data / "indicators" / "made.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for city in CITIES:
        lines = [
            f"city: {{id: {_id(city)}, name: {city}市, level: 地级市, parent: 某省}}",
            f"sources: [{{id: {_id(city)}-ledger, title: {city}市营商环境台账, publisher: {city}市统计局}}]",
            "facts:",
        ]
        lines += [f"  - {_entry(figure)}" for figure in made.known.values() if figure.city == city]
        (data / "cities" / f"{_id(city)}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _entry(figure: Known) -> str:
    measured = next(item for item in INDICATORS if item.name == figure.indicator)
    scale = SCALES.get(figure.unit[0], 1)
    digits = figure.printed.removeprefix("同比").removeprefix("增长").removeprefix("约").removeprefix("第")
    minus = digits.startswith(("下降", "−"))
    number = digits.removeprefix("下降").removeprefix("−")[: -len(figure.unit)]
    pairs = {
        "id": figure.id,
        "indicator": measured.id,
        "value": f"{'-' if minus else ''}{number}",
        "unit": f'"{figure.unit}"',
        "printed": f'"{figure.printed}"',
        "period": f'"{figure.at.printed}"',
        "paragraph": "0",
    }
    if measured.basis == "时点":
        pairs["basis"] = "时点"
    elif figure.at.printed.find("—") > 0:
        pairs["basis"] = "累计"
    if figure.printed.startswith("约"):
        pairs["qualifier"] = "约"
    if figure.growth:
        pairs |= {"measure": "增速", "base": "同比"}
    if figure.scope:
        pairs["scope"] = figure.scope
    if figure.broken:
        pairs["break"] = figure.broken
    if figure.status:
        pairs["status"] = figure.status
    if figure.target:
        pairs |= {
            "target": str(figure.target.value / scale),
            "target_period": f'"{figure.target.year}"',
        }
    return "{" + ", ".join(f"{key}: {value}" for key, value in pairs.items()) + "}"
