"""The kinds of charts: a name, what it is called, its builder, and the rules for what it may be given."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, TypeAlias

from briefing.charts import rules, style
from briefing.charts.rules import Rule
from briefing.errors import BriefingError, Place, Problem, did_you_mean
from briefing.model.document import ChartSpec

if TYPE_CHECKING:
    from briefing.charts.scene import Block, Scene


Build: TypeAlias = "Callable[[ChartSpec, float], Block]"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of chart. `build` lays a spec out in so many mm of width.

    It may rely on `rules` (and on those common to all) having nothing against the spec.
    """

    name: str
    build: Build
    rules: tuple[Rule, ...]
    hint: str


def _later(module: str, name: str) -> Build:
    """A builder of this room that is imported when it first draws: with a full cache nothing is drawn, and to know the
    rules is enough."""

    def build(spec: ChartSpec, width: float) -> Block:
        found: Build = getattr(import_module(f"briefing.charts.{module}"), name)
        return found(spec, width)

    return build


KINDS: dict[str, Kind] = {
    "bars": Kind(
        "对比条形图",
        _later("bars", "bars"),
        (rules.more_is_more, rules.one_panel, rules.comparison),
        "请改用表格，或分成小图（grouped）。",
    ),
    "percent_bars": Kind(
        "百分比条形图",
        _later("bars", "percent_bars"),
        (rules.more_is_more, rules.one_panel, rules.comparison, rules.percentages),
        "请改用表格或计划完成图。",
    ),
    "grouped": Kind(
        "分组小图", _later("bars", "grouped"), (rules.more_is_more, rules.same_groups, rules.comparison), "请改用表格。"
    ),
    "dumbbells": Kind(
        "前后对照图",
        _later("gauges", "dumbbells"),
        (rules.more_is_more, rules.pairs, rules.not_negative),
        "请改用表格。",
    ),
    "bullet": Kind(
        "计划完成图",
        _later("gauges", "bullet"),
        (rules.more_is_more, rules.pairs, rules.not_negative, rules.has_plan),
        "请改用表格。",
    ),
    "waterfall": Kind(
        "增减变动图", _later("bars", "waterfall"), (rules.more_is_more, rules.adds_up), "请核对数据或改用表格。"
    ),
    "tiers": Kind(
        "层级图",
        _later("bars", "tiers"),
        (rules.more_is_more, rules.not_negative, rules.nested),
        "请核对数据或改用表格。",
    ),
    "line": Kind(
        "趋势折线图", _later("lines", "line"), (rules.one_panel, rules.told_apart, rules.trend), "请改用条形图或表格。"
    ),
    "heat": Kind(
        "覆盖表",
        _later("heat", "heat"),
        (rules.more_is_more, rules.one_panel, rules.not_negative, rules.every_cell),
        "请改用表格。",
    ),
}
"""Every kind by the name that a ChartSpec gives."""


def refuse(spec: ChartSpec) -> Problem | None:
    """Why the spec cannot be drawn without misleading, None if it can. Imports nothing heavy."""
    kind = KINDS.get(spec.kind)
    if kind is None:
        allowed = did_you_mean(spec.kind, KINDS) or f"可用：{'、'.join(KINDS)}。"
        return Problem(f"没有名为“{spec.kind}”的图。", Place(key=spec.title or None), allowed)
    reasons = (rule(spec) for rule in (*rules.COMMON, *kind.rules))
    reason = next((found for found in reasons if found), None)
    if reason is None:
        return None
    hint = "请改用表格。" if any(panel.ranks for panel in spec.panels) else kind.hint  # no other kind of bars will do
    return Problem(f"不能画成{kind.name}：{reason}。", Place(key=spec.title or None), hint)


def scene(spec: ChartSpec, width: int = style.WIDTH) -> Scene:
    """The spec laid out, `width` mm wide: title, panels, notes.

    BriefingError with what `refuse` says, or if it outgrows a page.
    """
    problem = refuse(spec)
    if problem:
        raise BriefingError(problem)
    from briefing.charts.layout import notes, title  # noqa: PLC0415 - only when something is drawn
    from briefing.charts.scene import Scene, padded, stack  # noqa: PLC0415 - as above

    inner = width - 2 * style.PAD
    whole = stack([title(spec.title, inner), KINDS[spec.kind].build(spec, inner), notes(spec.notes, inner)])
    height = math.ceil(padded(whole, style.PAD, style.PAD).height)
    if height > style.MAX_HEIGHT:
        message = f"图高 {height} 毫米，超出版心（至多 {style.MAX_HEIGHT} 毫米）。"
        raise BriefingError(Problem(message, Place(key=spec.title or None), "请分成几幅图，或缩短文字。"))
    return Scene(width, height, whole.moved(style.PAD, style.PAD))
