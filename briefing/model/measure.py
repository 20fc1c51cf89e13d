"""What exactly a figure measures: a total, a figure per head, a share, a growth rate; and how it was established."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from briefing.model.quantity import RANK, RANK_CHANGE


class MeasureKind(StrEnum):
    """What a figure says of its indicator; 总量 is the indicator's own figure: a total, a time limit, a rate."""

    TOTAL = "总量"
    PER_HEAD = "人均"
    PER_HOUSEHOLD = "户均"
    PER_AREA = "地均"
    PER_DAY = "日均"
    SHARE = "占比"
    CHANGE = "增减量"
    GROWTH = "增速"
    INDEX = "指数"
    RANK = "位次"
    RANK_CHANGE = "位次变动"
    SCORE = "得分"


class Price(StrEnum):
    """In whose prices an amount of money is: those of its time, or those of another time that it is compared with."""

    NOMINAL = "名义"
    CONSTANT = "可比价"


class Survey(StrEnum):
    """How a figure was established."""

    REGISTER = "登记"
    CENSUS = "普查"
    QUESTIONNAIRE = "问卷"
    SAMPLE = "抽样"


AVERAGES = (MeasureKind.PER_HEAD, MeasureKind.PER_HOUSEHOLD, MeasureKind.PER_AREA, MeasureKind.PER_DAY)

FAMILIES = {
    MeasureKind.SHARE: "percent",
    MeasureKind.GROWTH: "percent",
    MeasureKind.RANK: RANK,
    MeasureKind.RANK_CHANGE: RANK_CHANGE,
    MeasureKind.SCORE: "score",
}
"""The unit families of measures that are not counted in the units of their indicator."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What a figure says of its indicator. Two facts measure the same only if these are equal.

    `base` is what the figure is compared with: 同比, 环比, 年均, 比2019年 of a growth rate, 较年初 of a change, the
    whole of a share (全市新增企业), the year of an index. `ranking` is the list that a place is in, without its year;
    `of` says how many are listed. What the source does not state is "" or None.
    """

    kind: MeasureKind = MeasureKind.TOTAL
    base: str = ""
    price: Price | None = None
    survey: Survey | None = None
    ranking: str = ""
    of: int | None = None


PLAIN = Measure()
