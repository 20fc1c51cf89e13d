"""What the cross-checks found, in words."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model.document import Run, Runs
from briefing.model.facts import Fact
from briefing.model.measure import MeasureKind
from briefing.wording.clauses import grown
from briefing.wording.figures import DERIVED, bracketed, figure, when
from briefing.wording.movements import verbs
from briefing.wording.prose import fact_run, join, text

AGREES = {"computed": "推算的结果相符", "repeated": "一致"}
CONTRADICTS = {"computed": "推算的结果不符", "least": "的包含关系不符", "repeated": "不一致"}


def contradiction(rule: str, name: str, stated: Fact, others: Sequence[Fact]) -> str:
    """日均新增企业：“tianhe.daily”（600户）与由“tianhe.new”（16.4万户）推算的结果不符。"""
    return f"{name}：{_named(stated)}与{_by(rule)}{'、'.join(_named(fact) for fact in others)}{CONTRADICTS[rule]}。"


def compared(city: str, rule: str, name: str, stated: Fact, others: Sequence[Fact], *, holds: bool = True) -> Runs:
    """天河区日均新增企业（2021年）：448户与由16.4万户推算的结果相符。 Several periods stand behind their figures."""
    facts = (stated, *others)
    one = len(set(map(when, facts))) == 1
    figures = [join([(fact_run(fact),), text("" if one else bracketed(fact, facts))]) for fact in facts]
    start, link = text(f"{city}{name}{bracketed(stated) if one else ''}："), text(f"与{_by(rule)}")
    return join(
        [start, figures[0], link, join(figures[1:], "、"), text(f"{(AGREES if holds else CONTRADICTS)[rule]}。")]
    )


def stated_otherwise(city: str, name: str, stated: Fact, family: str, computed: Run | None, *, rises: bool) -> Runs:
    """武汉经营主体（2024年）：来源载明同比增长5.4%，按所列数据推算为增长约4.8%，采用来源载明的数。

    None computed: 按所列数据推算为大体持平.
    """
    verb, grew = verbs(family, more=rises)
    turn = (grew or verb) if stated.measure.kind is MeasureKind.GROWTH else verb
    head = text(f"{city}{name}{bracketed(stated)}：来源载明")
    found = (Run(f"，按所列数据{DERIVED}为{turn if computed else '大体持平'}"), *((computed,) if computed else ()))
    return join([head, grown(stated), found, text("，采用来源载明的数。")])


def _by(rule: str) -> str:
    return "由" if rule == "computed" else ""


def _named(fact: Fact) -> str:
    return f"“{fact.id}”（{figure(fact)}）"
