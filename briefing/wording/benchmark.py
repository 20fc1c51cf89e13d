"""对标 in words: places among so many, how far the best is, what moved, and what is still to be decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing.model.document import Run, Runs
from briefing.model.quantity import RANK
from briefing.wording.figures import DERIVED
from briefing.wording.prose import join, text
from briefing.wording.sentences import opening, scale

NAMED = 3
"""Things that a sentence names of a kind; of more it names these and how many there are."""
OWN = "市区县州盟旗"
"""Last words of the names of places that call themselves by these: 我市, 我区."""


def our(name: str) -> str:
    """Return what an office calls its own place: 我市, 我区; 本地 where its name does not tell."""
    return f"我{name[-1]}" if name[-1:] in OWN else "本地"


def among(count: int, noun: str) -> str:
    """Return among how many a place is: （共6市）."""
    return f"（共{count}{noun}）"


def place(rank: int, count: int, noun: str) -> str:
    """Return a place among so many: 第6（共6市）."""
    return f"第{rank}{among(count, noun)}"


def several(names: Sequence[str], count: Run) -> Runs:
    """Return names in a row, of many the first with how many there are: 甲、乙、丙等5项."""
    if len(names) <= NAMED:
        return text("、".join(names))
    return (Run(f"{'、'.join(names[:NAMED])}等"), count)


Group = tuple[Runs, Runs, bool]
"""Indicators, the place that they share (居第6; 各地相同, 难分先后), and whether several have it."""


def places(when: str, city: str, count: Run, groups: Sequence[Group], rest: Run | None) -> Runs:
    """2023年，三门峡市可比优劣的4项指标中，甲、乙均居第6（共6市），丙居第5（共6市）。

    `rest` are so many that stand between the first and the last of the groups, None for none.
    """
    told = [join([names, text("均" if many else ""), at]) for names, at, many in groups]
    between = [join([text("其余"), (rest,), text("居于其间")])] if rest else []
    start = opening(when, f"{city}可比优劣的")
    return join([start, (count,), text("指标中，"), join([*told, *between], "，"), text("。")])


def too_little(city: str, peers: str, count: Run | None, names: Runs, what: str) -> tuple[Runs, Runs]:
    """Return two sentences on a benchmark of which almost nothing may be judged; `count` None for nothing at all.

    `what` follows: 可借鉴的做法和自身长处, "" for nothing.
    """
    if count:
        start = text(f"{city}与{peers}可以比较优劣的指标只有")
        first = join([start, names, (count,), text("，分不出先后，不排位次。")])
    else:
        first = text(f"{city}与{peers}之间没有可以比较优劣的指标，不排位次。")
    return first, text(f"其余数据或未规定高低好坏，或口径、时期不一，不分优劣{f'，以下列出{what}' if what else ''}。")


Way = tuple[str, Runs, bool]
"""An indicator, how far it moved, and whether that was computed."""


def progress(than: str, better: Run | None, worse: Run | None, *, all_better: bool, told: Sequence[Way]) -> Runs:
    """较上年，4项均有改善，甲压缩9个工作日（推算）。较上年，3项改善、1项退步，…… None is said of none."""
    if all_better and better:
        head: Runs = (Run(f"较{than}，"), better, Run("均有改善"))
    else:
        parts = [join([(run,), text(word)]) for run, word in ((better, "改善"), (worse, "退步")) if run]
        head = join([text(f"较{than}，"), join(parts, "、")])
    return join([head, text("，" if told else ""), _ways(told), text("。")])


def improved(told: Sequence[Way]) -> Runs:
    """较以往改善的有：企业开办时间压缩0.3个工作日、网上可办率提高2.1个百分点（推算）。"""
    return join([text("较以往改善的有："), _ways(told), text("。")])


def since(when: str, way: Way) -> Runs:
    """企业开办时间较2022年压缩0.3个工作日（推算）。 Without `when` the way says it: 同比增长5.4%."""
    name, moved, computed = way
    return join([_ways([(f"{name}{f'较{when}' if when else ''}", moved, computed)]), text("。")])


def _ways(told: Sequence[Way]) -> Runs:
    """Return the ways in a row; where all are computed that is said once."""
    label, every = text(f"（{DERIVED}）"), all(computed for *_, computed in told)
    parts = [join([text(name), way, label if computed and not every else ()]) for name, way, computed in told]
    return join([join(parts, "、"), label if told and every else ()])


def widest(names: Sequence[str], own: Run | None, home: str, best: Run | None, peer: str) -> Runs:
    """差距最大的是甲，三门峡2.2个工作日，苏州0.9个工作日。 Where it is not certain which: 差距较大的有甲、乙。"""
    if own is None or best is None:
        return text(f"差距较大的有{'、'.join(names)}。")
    return join([text(f"差距最大的是{names[0]}，{home}"), (own,), text(f"，{peer}"), (best,), text("。")])


Share = tuple[Sequence[str], Run]
"""Indicators, and what percentage of the best one is, or several are alike."""


def finding(home: str, first: Runs, far: Share | None, near: Share | None) -> Runs:
    """与最优城市相比，三门峡甲差距最大，相当于最优的40.9%（推算），丙最接近，相当于79.7%（推算）。

    `first` are indicators in which home is the best, () for none.
    """
    told = [join([text(home), first, text("为最优")])] if first else []
    for found, word in ((far, "差距最大"), (near, "最接近")):
        if found:
            names = f"{'' if told else home}{'、'.join(found[0])}"
            share = found[1].text
            about, bare = ("约", replace(found[1], text=share[1:])) if share[0] == "约" else ("", found[1])
            of = "" if told and not first else "最优的"
            told.append(join([text(f"{names}{word}，{about}为{of}"), (bare,), text(f"（{DERIVED}）")]))
    return join([text("与最优城市相比，"), join(told, "；"), text("。")])


def gap(
    when: str,
    home: str,
    name: str,
    own: Run,
    place: Runs,
    best: tuple[str, Run],
    behind: Run | None,
    median: Run | None,
    family: str,
    *,
    rising: bool,
) -> Runs:
    """2023年，我市甲2.2个工作日，居第6（共6市），比最优的苏州（0.9个工作日）长1.3个工作日（推算），中位数1.4个工作日（推算）。"""
    where = [place] if place else []
    peer = join([text(f"最优的{best[0]}（"), (best[1],), text("）")])
    far = (
        join([text("比"), peer, text(scale(family)[not rising]), (behind,), text(f"（{DERIVED}）")])
        if behind
        else join([text(f"落后于{best[0]}（"), (best[1],), text("）")])
    )
    middle = [join([text("各地中位数"), (median,), text(f"（{DERIVED}）")])] if median else []
    verb = "为" if family == RANK else ""
    return join([opening(when, home), text(name + verb), join([(own,), *where, far, *middle], "，"), text("。")])


def lead(when: str, name: str, own: Run, place: Runs, family: str) -> Runs:
    """2023年，企业开办时间0.9个工作日，居第1（共6市）。"""
    verb = "为" if family == RANK else ""
    return join([text(f"{when}，" if when else ""), text(name + verb), (own,), text("，"), place, text("。")])


def advice(names: Sequence[tuple[str, str]], bureau: str) -> Runs:
    """研究借鉴苏州“甲”、成都“乙”，具体措施由市税务局提出。"""
    told = "、".join(f"{city}{practice}" for city, practice in names)
    return text(f"研究借鉴{told}，具体措施由{bureau or '牵头单位'}提出。")
