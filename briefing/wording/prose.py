"""Small turns of phrase: lists, joined clauses, dates, and runs that keep the fact they print."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from briefing.model.document import Run, Runs
from briefing.model.facts import Fact
from briefing.model.period_forms import PeriodKind
from briefing.model.quantity import RANK, RANK_CHANGE, Unit
from briefing.wording.figures import UNDATED, figure, when

SLOT = re.compile(r"\{([a-z0-9_.-]+)\}")
"""A fact's place in a practice's text."""


def date(day: datetime.date) -> str:
    """Return a date as GB/T 9704 writes it: full year, no leading zeros (2026年1月5日)."""
    return f"{day.year}年{day.month}月{day.day}日"


def enumeration(names: Sequence[str]) -> str:
    """“武汉”; “武汉和三门峡”; “武汉、三门峡和天河区”."""
    return names[0] if len(names) == 1 else "、".join(names[:-1]) + "和" + names[-1] if names else ""


def quoted(names: Iterable[str]) -> str:
    """Return names in quotation marks where they bear none of their own: “首贷中心”、企业登记“全城通办”.

    Between two names in marks stands no 、 (GB/T 15834—2011, 4.5.3.5).
    """
    marked = [name if "“" in name else f"“{name}”" for name in names]
    return "、".join(marked).replace("”、“", "”“")


# 、 ends no clause: what is listed stands under one period
_CLAUSE_END = re.compile("[，；。：]")
_SENTENCE = re.compile("[^。]*。|[^。]+")
_SINCE = re.compile("[比较](?:年初|上年末|上年底)[^，；。：]*$")
"""Words before a figure that say since when a stock has moved: its end is that of the stock."""
_PART = "其中"
"""The beginning of a clause that a period cannot open: what it is a part of stands before it."""


def text(words: str) -> Runs:
    """Return words without a figure."""
    return (Run(words),) if words else ()


def strong(words: str) -> Runs:
    """Return words in bold."""
    return (Run(words, strong=True),)


def fact_run(fact: Fact, unit: Unit | None = None) -> Run:
    """Return a fact's figure, bound to its id; in that unit where one is given."""
    return Run(figure(fact, unit), ref=fact.id)


_FIRST = "首位"
_NONE_OF = re.compile("[0零][^0-9%‰元]+")
"""What a source prints for none of something, with what it is that there is none of: 0费用, 零成本."""


def told_run(fact: Fact) -> Run:
    """Return a figure as a sentence has it: none of something in the words of its source, 0费用 and not 费用0元, and
    首位 where that says so.
    """
    none = not fact.quantity.value and fact.quantity.upper is None and _NONE_OF.fullmatch(fact.printed)
    return Run(fact.printed, ref=fact.id) if none or fact.printed == _FIRST else fact_run(fact)


def join(parts: Iterable[Runs], between: str = "") -> Runs:
    """Return runs in a row, with `between` put between every two of them."""
    joined: list[Run] = []
    for part in parts:
        if joined and between and part:
            joined.append(Run(between))
        joined.extend(part)
    return merged(joined)


def merged(runs: Iterable[Run]) -> Runs:
    """Return the same runs with plain neighbours of equal look made one."""
    out: list[Run] = []
    for run in runs:
        last = out[-1] if out else None
        if last and last.ref is None and run.ref is None and (last.strong, last.kind) == (run.strong, run.kind):
            out[-1] = Run(last.text + run.text, run.strong, None, run.kind)
        elif run.text:
            out.append(run)
    return tuple(out)


def filled(template: str, facts: Mapping[str, Fact]) -> Runs:
    """Return a practice's text with each `{fact-id}` printed as that fact's figure. KeyError if a fact is missing."""
    parts = SLOT.split(template)
    return merged(told_run(facts[part]) if place % 2 else Run(part) for place, part in enumerate(parts))


@dataclass(frozen=True, slots=True)
class Sentence:
    """What opens a sentence, of which city it tells, and what it says, without its 。; joined when it is printed.

    `when` is "" where there is no period, None where `said` states its periods itself. `who` is "" where no city stands
    before what is said.
    """

    when: str | None
    who: str
    said: Runs

    @property
    def runs(self) -> Runs:
        """Return the sentence as it is printed: 2021年，武汉……。"""
        return join([opening(self.when or "", self.who), self.said, text("。")])


def opening(when: str, city: str) -> Runs:
    """“2021年，武汉”, or the city alone where the source states no period."""
    return text(f"{when}，{city}" if when else city)


def dated(template: str, facts: Mapping[str, Fact], who: str = "", *, first: bool = True) -> Sentence:
    """Return the same of a city, each sentence with the periods that the source states.

    One period of all figures is to open the text, where the first clause of a single sentence holds one of them. Else
    each stands before the clause that holds the first of its figures (the measure before it would be dated otherwise,
    which the source does not do) or, within a clause, in brackets behind the last of them. What the text says itself
    (目前) is not said twice. Figures without a period stand before those that have one unless the text is not the
    `first` of its paragraph that states several: then it is said that they have none.
    """
    template = template.removesuffix("。")
    # what the source dates differently must not come under one date
    sentences = [(sentence, _times(sentence, facts)) for sentence in _SENTENCE.findall(template)]
    times = [time for _, held in sentences for time in held]
    if len(set(times)) <= 1:
        period = "".join(times[:1])
        if not period or period in template:
            return Sentence(None if period else "", who, filled(template, facts))
        # only then does the period stand right before the figure when it opens the text
        if len(sentences) == 1 and not _CLAUSE_END.search(SLOT.split(template)[0]):
            return Sentence(period, who, filled(template, facts))
    runs, under = [], not first
    for sentence, held in sentences:
        runs.append(_placed(sentence, held, facts, under=under))
        under = under or any(held)
    return Sentence(None, who, join(runs))


def _times(sentence: str, facts: Mapping[str, Fact]) -> list[str]:
    """Return the period of each figure of a sentence; that since when a stock has moved is told by the stock."""
    parts, found = SLOT.split(sentence), list[str]()
    held = [facts[id] for id in parts[1::2]]
    for before, fact, words in zip([None, *held], held, parts[::2], strict=False):
        since = before and before.period.end == fact.period.end and _SINCE.search(words)
        found.append(found[-1] if since else when(fact))
    return found


def _placed(sentence: str, times: Sequence[str], facts: Mapping[str, Fact], *, under: bool) -> Runs:
    """Return the sentence with each period before the clause in which its figures begin, or behind the last of them.

    `under`: whether a period stands before the sentence, so that figures of none are told as such.
    """
    words, ids = SLOT.split(sentence)[::2], SLOT.findall(sentence)
    rows = [(time, list(row)) for time, row in groupby(range(len(ids)), key=times.__getitem__)]
    starts = [None if time in sentence else _start(words[row[0]], opens=row[0] == 0) for time, row in rows]
    apart = [time not in sentence and start is None for (time, _), start in zip(rows, starts, strict=True)]
    behind = [""] * len(ids)
    for (time, row), start, bracketed in zip(rows, starts, [*apart[1:], False], strict=False):
        first, last = row[0], row[-1]
        if start is not None:
            # “2021年，” opens a sentence with a comma, within one “2021年新增” goes on without
            comma = "，" if first == start == 0 or time.startswith("截至") else ""
            words[first] = f"{words[first][:start]}{time}{comma}{words[first][start:]}"
        elif time not in sentence:
            behind[last] = f"（{time}）"
        elif not time and (under or bracketed):
            behind[last] = f"（{UNDATED}）"
        under = under or bool(time)
    told = [part for at, id in enumerate(ids) for part in (text(words[at]), (told_run(facts[id]),), text(behind[at]))]
    return join([*told, text(words[-1])])


def _start(words: str, *, opens: bool) -> int | None:
    """Return where the clause begins that ends the words before a figure; None where a period cannot stand there.

    `opens`: whether the sentence begins with them, and not with another figure.
    """
    start = max((end.end() for end in _CLAUSE_END.finditer(words)), default=0 if opens else -1)
    return None if start < 0 or words.startswith(_PART, start) else start


def by_period(sentences: Iterable[Sentence]) -> Runs:
    """Sentences on one city as a paragraph that need not name it, in which every figure stands under its own period.

    First those without a period, so that they come under none, and those that state theirs; then one for each period:
    “2021年，……；……。”
    """
    groups: dict[str | None, list[Runs]] = {"": [], None: []}
    for sentence in sentences:
        groups.setdefault(sentence.when, []).append(sentence.said)
    return join(
        join([text(f"{period}，" if period else ""), join(held, "；" if period else "。"), text("。")])
        for period, held in groups.items()
        if held
    )


def stated(name: str, fact: Fact, level: str = "") -> Runs:
    """“地区生产总值6012.2亿元”; a place as “经济综合竞争力居全省第4位”, its movement as “经济综合竞争力前移8个位次”.

    `level`: that of the city, by which those that a ranking lists are called.
    """
    if fact.quantity.unit.family == RANK:
        if year := list_year(fact):
            said = "" if name.removesuffix("水平") in fact.measure.ranking else specified(name, covered(fact))
            return (Run(f"{said}列{year}{fact.measure.ranking}"), told_run(fact))
        return (Run(ranked(specified(name, covered(fact)), listed(fact), entrants(fact, level))), told_run(fact))
    if fact.quantity.unit.family == RANK_CHANGE:
        name = _MOVEMENT.sub("", name)
    elif fact.quantity.unit.symbol == _STEPS:
        name = name.removesuffix("流程")
    elif years := _IN_A_ROW.fullmatch(name):
        return (Run(f"{years[1]}连续"), fact_run(fact), Run(specified(years[2], fact.scope)))
    return (Run(specified(name, fact.scope) + equals(fact)), fact_run(fact))


def equals(fact: Fact) -> str:
    """Return what stands between a name and its figure: 为 before one below zero, lest its sign be a dash."""
    return "为" if fact.quantity.value < 0 and not fact.direction else ""


def is_computed(runs: Runs) -> bool:
    """Return whether a figure among the runs is computed."""
    return any((run.ref or "").startswith("=") for run in runs)


def specified(name: str, *told: str) -> str:
    """Return a name with what specifies it in brackets, "" being nothing: 企业开办时间（个工作日，2023年）."""
    within = "，".join(filter(None, told))
    return f"{name}（{within}）" if within else name


# among whom a name says that places are: 全国, 全省, 全市 …
_AMONG = re.compile("(.*)(全[国省市区县州][^全]*)")
_MOVEMENT = re.compile("(?:变动|变化|升降)(?:情况)?$")
_PLACE = re.compile("(?:位次|名次|排名)$")
_IN_A_ROW = re.compile("(.*)连续(.+)的年数")
_STEPS = "个环节"  # 企业开办2个环节: the unit says what the name would say again
_LIST = re.compile("榜|[百十千0-9]强")
_TWICE = re.compile("[^（]*?([^（、和与]{2})[、和与][^（]*\\1")
_EXTENT = re.compile("全([国省市区县州])|.+([省市])")


def extent(words: str) -> str:
    """Return how far a list reaches, by its unit: 国 of 全国, 省 of 全省 and 河南省; "" where the words do not say."""
    found = _EXTENT.fullmatch(words)
    return (found[1] or found[2]) if found else ""


def listed(fact: Fact) -> str:
    """Return the list that a place is in: its `ranking`, or a scope that names the same more exactly (河南省)."""
    ranking, scope = fact.measure.ranking, fact.scope
    return scope if not ranking or (extent(scope) and extent(scope) == extent(ranking)) else ranking


def list_year(fact: Fact) -> str:
    """Return the year of a list of its own name in which a place is, 2021年; "" of other places, or if it is named."""
    named = fact.quantity.unit.family == RANK and _LIST.search(fact.measure.ranking)
    year = fact.period.printed if fact.period.kind is PeriodKind.YEAR else ""
    return year if named and year not in fact.measure.ranking else ""


def opens(facts: Iterable[Fact]) -> str:
    """Return the period of all that opens a sentence; "" where they are places in lists that say their year."""
    held = list(facts)
    return "" if all(map(list_year, held)) else when(held[0])


def covered(fact: Fact) -> str:
    """Return what a figure covers: its scope, but for that of a place, where it says among whom."""
    if fact.quantity.unit.family != RANK:
        return fact.scope
    ranking = fact.measure.ranking
    among = not ranking or fact.scope in ranking or extent(fact.scope) or fact.scope.startswith("全")
    return "" if among else fact.scope


def entrants(fact: Fact, level: str) -> str:
    """Return how many a ranking lists, called by the city's `level`: 17个市; "" where that is not known.

    The name of a list (百强区) says for itself how many are in it.
    """
    if fact.measure.of is None or (fact.measure.ranking and not extent(fact.measure.ranking)):
        return ""
    return f"{fact.measure.of}个{noun([level], '地区')}"


def noun(levels: Iterable[str], other: str = "地") -> str:
    """Return what places of those levels are counted as: 市, 区, 县, or `other` where they are not of one kind."""
    kinds = {level[-1:] for level in levels}
    return kinds.pop() if len(kinds) == 1 and kinds <= {"市", "区", "县"} else other


def within(fact: Fact, level: str) -> str:
    """Return among whom a place is: 全省, 在全省17个市中; the scope of what is no place."""
    told = entrants(fact, level) if fact.quantity.unit.family == RANK else ""
    return f"在{listed(fact)}{told}中" if told else listed(fact)


def ranked(name: str, among: str = "", entrants: str = "") -> str:
    """Return what comes before a place in a ranking: 竞争力全省位次 → 竞争力居全省, 百强区位次 → 居百强区.

    `among`: those ranked, where the fact tells and not the name; `entrants`: how many these are (17个市).
    """
    subject = _PLACE.sub("", name)
    named = _AMONG.fullmatch(subject) if subject != name else None
    who = named[1] if named else subject
    verb = "均居" if _TWICE.fullmatch(who) else "居"
    if entrants:
        return f"{who}在{among}{entrants}中{verb}"
    if among or named:
        return f"{who}{verb}{among or (named or '')[2]}"
    return f"居{subject}" if subject != name else f"{name}{verb}"


def place_in_ranking(name: str, among: str = "") -> str:
    """Return what is compared where cities state their places: 经济综合竞争力在全省的位次."""
    subject = _PLACE.sub("", name)
    return f"{subject}在{among}的位次" if among else f"{subject}位次"


def source_date(stated: str | None) -> str:
    """Return the date of a source as a briefing prints it: 2024-01-20 as 2024年1月20日, other words as they are."""
    found = _DATE.fullmatch(stated or "")
    return (
        "".join(f"{int(part)}{unit}" for part, unit in zip(found.groups(), "年月日", strict=True) if part)
        if found
        else stated or ""
    )


_DATE = re.compile("([0-9]{4})[-./]([0-9]{1,2})(?:[-./]([0-9]{1,2}))?")


def jointly(names: Sequence[str], last: str = "与") -> str:
    """Return names in a row, the last with 与 unless one of them has it: 企业开办与融资; 政务服务、经济与宜居."""
    return link(names, last).join([*(["、".join(names[:-1])] if names[:-1] else []), *names[-1:]])


def link(names: Iterable[str], last: str = "与") -> str:
    """Return what stands before the last of names in a row: 与, or 、 where one of them has a 与 itself."""
    return "、" if any(last in name for name in names) else last


def plain(runs: Runs) -> str:
    """Return the words alone."""
    return "".join(run.text for run in runs)
