"""The kinds of charts: what each is called, how it is laid out, and which data it refuses."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, TypeAlias

from briefing.charts import rules, style
from briefing.charts.rules import Rule
from briefing.errors import BriefingError, Location, Problem, did_you_mean
from briefing.model.document import ChartSpec, TooMany

if TYPE_CHECKING:
    from briefing.charts.scene import DrawingBlock, Scene


PANELS = (rules.panels_fit,)
ROWS = (rules.rows_fit, rules.panels_fit)

Build: TypeAlias = "Callable[[ChartSpec, float], DrawingBlock]"


@dataclass(frozen=True, slots=True)
class ChartKind:
    """A kind of chart: its Chinese name, and what it takes to draw one.

    `build` lays a spec out in so many mm of width; it may rely on `rules`, on `limits` and on the rules common to all
    having nothing against the spec. `rules` say what would mislead, `hint` what to do instead; `limits` what is more
    than a page can hold or a reader tell apart.
    """

    name: str
    build: Build
    rules: tuple[Rule, ...]
    hint: str
    limits: tuple[Rule, ...] = PANELS


def _lazy(module: str, name: str) -> Build:
    """Return a builder that is imported when it first lays out: with a full cache the rules are all that is needed."""

    def build(spec: ChartSpec, width: float) -> DrawingBlock:
        found: Build = getattr(import_module(f"briefing.charts.{module}"), name)
        return found(spec, width)

    return build


KINDS: dict[str, ChartKind] = {
    "bars": ChartKind(
        "对比条形图",
        _lazy("bars", "bars"),
        (rules.more_is_more, rules.one_panel, rules.comparison),
        "请改用表格，或分成小图（grouped）。",
        ROWS,
    ),
    "percent_bars": ChartKind(
        "百分比条形图",
        _lazy("bars", "percent_bars"),
        (rules.more_is_more, rules.one_panel, rules.comparison, rules.percentages),
        "请改用表格或计划完成图。",
        ROWS,
    ),
    "grouped": ChartKind(
        "分组小图",
        _lazy("bars", "grouped"),
        (rules.more_is_more, rules.same_groups, rules.comparison),
        "请改用表格。",
        ROWS,
    ),
    "dots": ChartKind("点图", _lazy("dots", "dots"), (rules.one_panel, rules.comparison), "请改用表格。", ROWS),
    "distribution": ChartKind(
        "分布图",
        _lazy("distributions", "distribution"),
        (rules.distributed,),
        "请改用点图（dots）或表格。",
    ),
    "strip": ChartKind(
        "带状图",
        _lazy("dots", "strip"),
        (rules.more_is_more, rules.one_panel, rules.each_compares, rules.percentages),
        "请改用点图（dots）或表格。",
        (rules.labels_fit, rules.panels_fit),
    ),
    "dumbbells": ChartKind(
        "前后对照图",
        _lazy("gauges", "dumbbells"),
        (rules.more_is_more, rules.pairs, rules.not_negative),
        "请改用表格。",
    ),
    "bullet": ChartKind(
        "计划完成图",
        _lazy("gauges", "bullet"),
        (rules.more_is_more, rules.pairs, rules.not_negative, rules.has_plan),
        "请改用表格。",
        (rules.gauges_fit,),
    ),
    "waterfall": ChartKind(
        "增减变动图", _lazy("bars", "waterfall"), (rules.more_is_more, rules.adds_up), "请核对数据或改用表格。", ROWS
    ),
    "tiers": ChartKind(
        "层级图",
        _lazy("bars", "tiers"),
        (rules.more_is_more, rules.not_negative, rules.nested),
        "请核对数据或改用表格。",
        ROWS,
    ),
    "line": ChartKind(
        "趋势折线图",
        _lazy("lines", "line"),
        (rules.one_panel, rules.trend),
        "请改用条形图或表格。",
    ),
    "small_lines": ChartKind(
        "折线小图",
        _lazy("small_lines", "small_lines"),
        (rules.one_panel, rules.trend),
        "请改用条形图或表格。",
        (rules.panels_fit, rules.groups_fit),
    ),
    "panel_lines": ChartKind(
        "分项折线图", _lazy("small_lines", "panel_lines"), (rules.one_group, rules.trend), "请改用条形图或表格。"
    ),
    "slope": ChartKind(
        "坡度图",
        _lazy("slopes", "slope"),
        (rules.one_panel, rules.two_periods),
        "请改用趋势折线图或表格。",
    ),
    "sparkline": ChartKind(
        "走势线", _lazy("small_lines", "sparkline"), (rules.one_panel, rules.one_group, rules.course), "请改写数字。"
    ),
    "heat": ChartKind(
        "覆盖表",
        _lazy("heat", "heat"),
        (rules.more_is_more, rules.one_panel, rules.not_negative, rules.every_cell),
        "请改用表格。",
        (rules.table_fits, rules.panels_fit),
    ),
}
"""Every kind by the name that a ChartSpec gives."""


def names() -> list[str]:
    """Return the names of all kinds that can be drawn, those that other packages add last."""
    from briefing.charts import plugins  # noqa: PLC0415 - looks through all installed packages

    return [*KINDS, *(name for name in plugins.names() if name not in KINDS)]


def kind_of(name: str) -> ChartKind | None:
    """Return the kind of that name, our own or one that another package adds; None if there is none."""
    if name in KINDS or name not in names():
        return KINDS.get(name)
    from briefing.charts import plugins  # noqa: PLC0415 - as above

    # Its function is given one Axes, whatever it draws there.
    return ChartKind(name, partial(plugins.build, name), (rules.one_unit,), "请改用表格。")


def refuse(spec: ChartSpec) -> Problem | None:
    """Return why the spec cannot be drawn without misleading; None if it can, TooMany where fewer marks could be drawn.

    Imports nothing heavy.
    """
    kind, place = kind_of(spec.kind), Location(key=spec.title or None)
    if kind is None:
        allowed = did_you_mean(spec.kind, names()) or f"可用：{'、'.join(names())}。"
        return Problem(f"没有名为“{spec.kind}”的图。", place, allowed)
    # no other kind of bars will do for places in a ranking
    hint = "请改用表格。" if any(panel.ranks for panel in spec.panels) else kind.hint
    for tests, refusal, advice in (
        (rules.COMMON, Problem, hint),
        (kind.limits, TooMany, "请少选几个城市，或改用表格。"),
        (kind.rules, Problem, hint),
    ):
        reason = next((found for test in tests if (found := test(spec))), None)
        if reason:
            return refusal(f"不能画成{kind.name}：{reason}。", place, advice)
    return None


def scene(spec: ChartSpec, width: int = style.WIDTH) -> Scene:
    """Return the spec laid out, `width` mm wide: title, panels, notes.

    BriefingError with what `refuse` says, or if it outgrows a page.
    """
    problem, kind = refuse(spec), kind_of(spec.kind)
    if problem:
        raise BriefingError(problem)
    assert kind  # or it is refused
    from briefing.charts.layout import notes, title  # noqa: PLC0415 - only when something is drawn
    from briefing.charts.scene import Scene, padded, stack  # noqa: PLC0415 - as above

    inner = width - 2 * style.PAD
    whole = stack([title(spec.title, inner), kind.build(spec, inner), notes(spec.notes, inner)])
    height = math.ceil(padded(whole, style.PAD, style.PAD).height)
    if height > style.MAX_HEIGHT:
        message = f"图高 {height} 毫米，超出版心（至多 {style.MAX_HEIGHT} 毫米）。"
        raise BriefingError(Problem(message, Location(key=spec.title or None), "请分成几幅图，或缩短文字。"))
    return Scene(width, height, whole.moved(style.PAD, style.PAD))
