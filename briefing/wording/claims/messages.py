"""What is said of a claim that the data contradict or leave unproved, and of a figure called what it is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from briefing.model.facts import Fact
from briefing.model.quantity import RANK
from briefing.wording.figures import figure, when

_LESS = {RANK: ("靠后", "靠前"), "workday": ("长", "短"), "time": ("长", "短"), "percent": ("高", "低")}
"""How a larger figure is called, and a smaller one, by unit family; 多 and 少 of all others."""
REWRITE = "请按数据改写这一句。"
UNPROVED = "请改用数据能说明的说法；确有依据的，请自行核对。"
TWICE = "花括号里印出的已经带着增减、“第”和单位，请删去花括号外面的。"
RELABEL = "请改正文字，或改写花括号里的指标、城市和 period=。"
WHOSE = "请写明这个数是哪个城市、什么时期的，或改写花括号里的城市和 period=。"
SAME_TIME = "请取同一时期的数，或写明各是什么时期的。"


class Why(StrEnum):
    """Why figures do not say whether a claim holds, beside the rules that keep two of them apart."""

    OPEN = "数据取整后分不出"
    NEUTRAL = "没有规定这一指标高好还是低好"
    VAGUE = "这种说法没有可以核对的尺度"
    UNCLEAR = "看不出它说的是哪个数"
    NO_AMOUNT = "印的是这一指标本身的数，不是增减、相差的数"
    NO_MEAN = "印的是与另一个城市的差距，不是与平均数的"
    NOT_HELD = "资料里没有它的平均数"
    NO_TARGET = "资料里没有它的目标"
    NO_OTHER = "没有可以相比的数"
    NO_PEERS = "没有可以相比的城市"
    NOT_EARLIER = "没有更早的数可以相比"
    FEW = "资料里只有所选的几个城市"


def twice(part: str) -> str:
    """Return that an author writes before or behind a figure what it is printed with: 下降增长7.6%, 89.5万户万户."""
    return f"“{part}”重复了，或前后不符。"


def shrunk(id: str, word: str, now: Fact) -> str:
    """Return that a practice says 增长 of a rate or an amount that is below zero."""
    return f"“{id}”说“{word}”，所引的数据（{when(now)}，{figure(now)}）却是负数。"


def turned(id: str, word: str, now: Fact, before: Fact, more: bool | None) -> str:
    """Return that a practice says what its figures do not: “…”说“增至”，所引的数据（2024年，180万户）却比…."""
    way = _way(now, f"之前的数据（{when(before)}，{figure(before)}）", more)
    return f"“{id}”说“{word}”，所引的数据（{when(now)}，{figure(now)}）却{way}。"


@dataclass(frozen=True, slots=True)
class CitedFigure:
    """A figure with the names of its city and its indicator."""

    fact: Fact
    city: str
    indicator: str


def contradicted(part: str, word: str, told: str) -> str:
    """Return that the data say otherwise: “…”里的“增长”与数据不符：武汉…比2022年的180.0万户少。"""
    return f"“{part}”里的“{word}”与数据不符：{told}。"


def unproved(part: str, word: str, why: str) -> str:
    """Return that no data say so: “…”里的“增长”没有数据可以证实：…。"""
    return f"“{part}”里的“{word}”没有数据可以证实：{why}。"


def set_beside(one: CitedFigure, other: CitedFigure, more: bool | None, doubled: bool = False) -> str:
    """Return how a figure stands to an earlier one or to another city's: 武汉2023年为16.2万户，比2022年的14.9万户多."""
    fact, beside = one.fact, other.fact
    if one.city == other.city:
        named = when(beside) or f"之前所引的{other.indicator}"
    else:
        named = other.city + (when(beside) if beside.period != fact.period else "")
    if doubled:
        return f"{_told(one)}，没有达到{named}的{figure(beside)}的两倍"
    return beside_amount(one, f"{named}的{figure(beside)}", more)


def beside_amount(one: CitedFigure, amount: str, more: bool | None) -> str:
    """Return how a figure stands to its target or the mean: 武汉2023年为198.2万户，比目标200万户少."""
    return f"{_told(one)}，{_way(one.fact, amount, more)}"


def told(one: CitedFigure, rank: int | None = None) -> str:
    """Return what the data say of a figure: 武汉2023年的经营主体同比增速为−4.2%，居第3位."""
    return f"{one.city}{when(one.fact)}的{one.indicator}为{figure(one.fact)}{f'，居第{rank}位' if rank else ''}"


def _told(one: CitedFigure) -> str:
    return f"{one.city}{when(one.fact)}为{figure(one.fact)}"


def _way(fact: Fact, beside: str, more: bool | None) -> str:
    larger, smaller = _LESS.get(fact.quantity.unit.family, ("多", "少"))
    return f"与{beside}相同" if more is None else f"比{beside}{larger if more else smaller}"


def mislabelled(part: str, said: Sequence[str], data: Sequence[str]) -> str:
    """Return that words say of a figure what it is not: “2022年洛阳89.5万户”写的是2022年，数却是2023年的。"""
    return f"“{part}”写的是{'、'.join(said)}，数却是{'、'.join(data)}的。"


def of_another_time(part: str, own: str, beside: str, other: str) -> str:
    """Return that a difference is of another time than the figure that it stands beside."""
    return f"“{part}”里的数是{own}的，同一句的{beside}却是{other}的。"
