"""What each kind of chart must not be given, because the drawing would mislead. Nothing is drawn here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from decimal import Decimal
from itertools import pairwise

from briefing.charts import style
from briefing.charts.periods import moment, periods
from briefing.model.document import MOST_ROWS, ChartSpec, Mark, Panel
from briefing.wording.prose import quoted

Rule = Callable[[ChartSpec], str | None]
"""Why a spec is refused, in Chinese; None if the rule has nothing against it."""

MOST_PANELS = 12
LEAST_DISTRIBUTED = 5
MOST_COLUMNS = 12  # of a heat table: narrower ones hold no name of a city


def has_marks(spec: ChartSpec) -> str | None:
    """Something must be there to draw, in every panel."""
    empty = not spec.panels or not all(panel.marks for panel in spec.panels)
    return "没有可画的数据" if empty or all(mark.value is None for mark in _marks(spec)) else None


def finite(spec: ChartSpec) -> str | None:
    """NaN and infinity have no place on an axis."""
    found = next((mark for mark in _marks(spec) if mark.value is not None and not mark.value.is_finite()), None)
    return f"{quoted([found.label])}的数值不是有限数" if found else None


def says_what(spec: ChartSpec) -> str | None:
    """A mark prints its figure, or why there is none."""
    found = next((mark for mark in _marks(spec) if not mark.text.strip()), None)
    return f"{quoted([found.label])}没有写明要印出的文字（无数据时应为“未收录”）" if found else None


def known_groups(spec: ChartSpec) -> str | None:
    """A mark belongs to a group that is listed, if any are."""
    strange = next((mark.group for mark in _marks(spec) if mark.group and mark.group not in spec.groups), None)
    if strange and spec.groups:
        return f"{quoted([strange])}不在分组清单中（{'、'.join(spec.groups)}）"
    return None


def no_doubles(spec: ChartSpec) -> str | None:
    """One place on an axis holds one mark of a group."""
    for panel in spec.panels:
        seen: set[tuple[str, str]] = set()
        for mark in panel.marks:
            if (mark.label, mark.group) in seen:
                return f"{quoted([' '.join(filter(None, (mark.label, mark.group)))])}重复出现"
            seen.add((mark.label, mark.group))
    return None


def one_unit(spec: ChartSpec) -> str | None:
    """Different units are never drawn on one axis."""
    units = dict.fromkeys(panel.unit for panel in spec.panels)
    return f"单位不同（{'、'.join(unit or '无' for unit in units)}），不能画在同一坐标轴上" if len(units) > 1 else None


def one_panel(spec: ChartSpec) -> str | None:
    """One pair of axes."""
    several = f"只能有一幅小图，现有 {len(spec.panels)} 幅" if len(spec.panels) > 1 else None
    return one_unit(spec) or several


def comparison(spec: ChartSpec) -> str | None:
    """A single bar compares nothing."""
    for panel in spec.panels:
        known = sum(mark.value is not None for mark in panel.marks)
        if known < 2:
            return f"{_named(panel)}只有 {known} 个数据，构不成比较"
    return None


def distributed(spec: ChartSpec) -> str | None:
    """Few dots are no distribution; one without a label of its own is a city's."""
    for panel in spec.panels:
        known = sum(mark.value is not None for mark in panel.marks)
        if known < LEAST_DISTRIBUTED:
            return f"{_named(panel)}只有 {known} 个数据，至少 {LEAST_DISTRIBUTED} 个才能看出分布"
        twice = next((group for group, count in Counter(mark.group for mark in panel.marks).items() if count > 1), None)
        if twice is not None:
            return f"{_named(panel)}{quoted([twice])}有几个数"
    return None


def each_compares(spec: ChartSpec) -> str | None:
    """A single dot in a row compares nothing."""
    for panel in spec.panels:
        known = Counter(mark.label for mark in panel.marks if mark.value is not None)
        alone = next((label for label in dict.fromkeys(mark.label for mark in panel.marks) if known[label] < 2), None)
        if alone is not None:
            return f"{quoted([alone])}只有 {known[alone]} 个数据，构不成比较"
    return None


def more_is_more(spec: ChartSpec) -> str | None:
    """The longer, the further right or the darker means the more; of places in a ranking it would mean the worse."""
    if any(panel.ranks for panel in spec.panels):
        return "位次以小为好，长短、深浅会使人误解"
    return None


def percentages(spec: ChartSpec) -> str | None:
    """The axis runs from 0 to 100 %."""
    if spec.panels[0].unit != "%":
        return f"单位应为“%”，现为“{spec.panels[0].unit}”"
    beyond = next((mark for mark in _marks(spec) if mark.value is not None and not 0 <= mark.value <= 100), None)
    return f"{quoted([beyond.label])}为 {beyond.value}%，不在 0–100% 之内" if beyond else None


def pairs(spec: ChartSpec) -> str | None:
    """Each panel sets one known value against another."""
    for panel in spec.panels:
        if len(panel.marks) != 2 or any(mark.value is None for mark in panel.marks):
            return f"{_named(panel)}应恰有两个已知数据"
    return None


def not_negative(spec: ChartSpec) -> str | None:
    """Lengths and counts begin at zero."""
    found = next((mark for mark in _marks(spec) if mark.value is not None and mark.value < 0), None)
    return f"{quoted([found.label])}为负数（{found.value}）" if found else None


def has_plan(spec: ChartSpec) -> str | None:
    """The second mark is the plan that the first is measured by."""
    found = next((panel for panel in spec.panels if not panel.marks[1].value), None)
    return f"{_named(found)}的计划数为零" if found else None


def adds_up(spec: ChartSpec) -> str | None:
    """Opening and changes give the closing, to within half a unit of each figure's last place."""
    for panel in spec.panels:
        values = [mark.value for mark in panel.marks if mark.value is not None]
        if len(panel.marks) < 3 or len(values) < len(panel.marks):
            return f"{_named(panel)}应有期初、变动、期末至少三个已知数据"
        places = (int(value.as_tuple().exponent) for value in values)  # no "F" or "n": `finite` comes before
        slack = sum((Decimal(1).scaleb(place) / 2 for place in places), Decimal(0))
        if abs(sum(values[:-1], Decimal(0)) - values[-1]) > slack:
            return f"{_named(panel)}期初加变动得 {sum(values[:-1], Decimal(0))}，与期末 {values[-1]} 不符"
    return None


def nested(spec: ChartSpec) -> str | None:
    """A tier cannot be wider than the one that contains it."""
    for panel in spec.panels:
        values = [mark.value for mark in panel.marks if mark.value is not None]
        if len(values) < 2 or len(values) < len(panel.marks):
            return f"{_named(panel)}应有至少两层已知数据"
        if any(inner > outer for outer, inner in pairwise(values)):
            return f"{_named(panel)}内层大于外层"
    return None


def trend(spec: ChartSpec) -> str | None:
    """Two points make no trend, and a period has one name."""
    for panel in spec.panels:
        labels = periods(panel)
        if len(labels) < 3:
            return f"只有 {len(labels)} 个时期，至少 3 个才能看出趋势"
        if twice := _twice(labels):
            return twice
        for group in style.groups_of(spec):
            known = [mark for mark in panel.marks if mark.group == group and mark.value is not None]
            if known and len(known) < 3:
                return f"{quoted([group])}只有 {len(known)} 个时期的数据，至少 3 个才能看出趋势"
    return None


def course(spec: ChartSpec) -> str | None:
    """One point goes nowhere, and a period has one name."""
    known = sum(mark.value is not None for mark in spec.panels[0].marks)
    return f"只有 {known} 个时期的数据，至少 2 个才能看出走势" if known < 2 else _twice(periods(spec.panels[0]))


def two_periods(spec: ChartSpec) -> str | None:
    """Each line goes from one period to another, the same for all."""
    panel = spec.panels[0]
    labels = periods(panel)
    if len(labels) != 2:
        return f"应恰有两个时期，现有 {len(labels)} 个"
    for group in style.groups_of(spec):
        known = [mark for mark in panel.marks if mark.group == group and mark.value is not None]
        if len(known) == 1:
            return f"{quoted([group])}只有一个时期的数据"
    return _twice(labels)


def one_group(spec: ChartSpec) -> str | None:
    """The lines are all of one city."""
    groups = dict.fromkeys(mark.group for mark in _marks(spec))
    return f"只能画一个城市，现有 {len(groups)} 个（{'、'.join(groups)}）" if len(groups) > 1 else None


def every_cell(spec: ChartSpec) -> str | None:
    """A table has no holes: what is unknown says so."""
    marks = spec.panels[0].marks
    have = {(mark.label, mark.group) for mark in marks}
    labels, groups = dict.fromkeys(mark.label for mark in marks), dict.fromkeys(mark.group for mark in marks)
    if len(have) < 2:
        return "只有一格，构不成表"
    hole = next(((label, group) for label in labels for group in groups if (label, group) not in have), None)
    return f"缺少{quoted(hole)}一格（没有数据时应写明“未收录”）" if hole else None


def same_groups(spec: ChartSpec) -> str | None:
    """Small multiples repeat one set of groups; one that says nothing says 未收录."""
    if len(spec.panels) < 2:
        return "只有一幅小图，应画成对比条形图"
    first = {(mark.label, mark.group) for mark in spec.panels[0].marks}
    for panel in spec.panels[1:]:
        if {(mark.label, mark.group) for mark in panel.marks} != first:
            return f"{_named(panel)}与第一幅小图的分组不同（没有数据的应写明“未收录”）"
    return None


def rows_fit(spec: ChartSpec) -> str | None:
    """A page holds so many bars."""
    return _beyond(sum(1 for _ in _marks(spec)), MOST_ROWS, "条")


def labels_fit(spec: ChartSpec) -> str | None:
    """A page holds so many rows."""
    return _beyond(len({mark.label for mark in _marks(spec)}), MOST_ROWS, "行")


def table_fits(spec: ChartSpec) -> str | None:
    """A page holds so many rows of cells, and so many columns."""
    return labels_fit(spec) or _beyond(len(style.groups_of(spec)), MOST_COLUMNS, "列")


def panels_fit(spec: ChartSpec) -> str | None:
    """A page holds so many panels."""
    return _beyond(len(spec.panels), MOST_PANELS, "幅", "小图")


def gauges_fit(spec: ChartSpec) -> str | None:
    """A page holds so many gauges: more where they stand on one axis, a row each."""
    if one_plan(spec):
        return _beyond(len(spec.panels), MOST_ROWS, "行")
    return panels_fit(spec)


def one_plan(spec: ChartSpec) -> bool:
    """Return whether what several panels are measured by is the same, so that one axis and one line serve all."""
    plans = {(panel.unit, panel.marks[1].label, panel.marks[1].text) for panel in spec.panels if len(panel.marks) > 1}
    return len(plans) == 1 < len(spec.panels)


def groups_fit(spec: ChartSpec) -> str | None:
    """A page holds so many panels, of which each group has one."""
    return _beyond(len(style.groups_of(spec)), MOST_PANELS, "组")


COMMON: tuple[Rule, ...] = (has_marks, finite, says_what, known_groups, no_doubles)


def _marks(spec: ChartSpec) -> Iterable[Mark]:
    return (mark for panel in spec.panels for mark in panel.marks)


def _beyond(count: int, most: int, unit: str, what: str = "") -> str | None:
    """Return that there are more than a page holds, if there are."""
    return f"共 {count} {unit}{what}，一页至多 {most} {unit}" if count > most else None


def _twice(labels: list[str]) -> str | None:
    """Return that a period has two names; `labels` are in the order of time where all are dates."""
    moments = [found for found in map(moment, labels) if found is not None]
    same = len(moments) == len(labels) and any(later == earlier for earlier, later in pairwise(moments))
    return "同一时期有两种写法" if same else None


def _named(panel: Panel | None) -> str:
    return quoted([panel.title]) if panel and panel.title else "图中"
