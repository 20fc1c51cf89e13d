"""What the words beside a figure say that it is: 2022年洛阳经营主体 before it, （2022年） behind it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.text.digits import folded

_SPAN = "[0-9]{1,2}(?:[—－至-][0-9]{1,2})?月(?:[0-9]{1,2}日)?|[上下]半年|第?[一二三四]季度|前三季度"
_PERIOD = re.compile(
    f"(?:(?<![0-9.,—－至-])(?:截至)?(?:19|20)[0-9]{{2}}年(?:{_SPAN})?[末底]?|[上下]半年|第?[一二三四]季度|前三季度)"
    "(?!以来|[起后前间])"
)
"""A time with its year, or a part of some year."""
_BESIDE = re.compile(
    "(?:[比较与同跟距离]|相比|不及|高于|低于|多于|少于|超过|优于|仅次于|领先于?|落后于?)(?:最[好优]的)?$"
)
"""What stands before that with which a figure is compared (比洛阳)."""
_BETWEEN = re.compile(
    "(?:[\\s，、：（的为是有达共约近超在以和与及同比较由从至到]|其中|截至|分别|分别为|合计|累计|全年|全区|我区|[全我][国省市]|省内|[人户地日]均"
    "|每[百千万亿]?(?:人|户|平方公里|亩|日|天)|新增|登记"
    "|数量|总量|规模|总数|水平|平均|达到|实现|完成|拥有|共有|同比|环比|上年|去年|最[好优]的?|差距|相差|高出|低于|高于|高|低|多|少"
    "|快|慢|长|短|出|领先|落后|增长|增加|下降|减少|提高|压缩|缩短|增至|升至|降至|减至|提高到|上升到|下降到|居|排|位列)*□{0,5}"
)
"""What may stand between such words and the figure, names and periods left out; □ is a verb that comes with it."""
_BEHIND = re.compile("（([^（）}]*)）")
WIDER = re.compile("全(?P<all>[国省市])|(?P<part>省)内|我(?P<our>省)")
"""What says that a figure is one of the whole country, province or city."""
PER = re.compile("[人户地日]均|每[百千万亿]?(?:人|户|平方公里|亩|日|天)")
"""What says that a figure is one per head, household, area or day."""
_JOINED = re.compile("[、和及]|以及")
_CLOSES = "。；！？\n"
_OTHER_TIME = re.compile(
    "(?:19|20)[0-9]{2}|[上去今]年|同期|以来|至今|目前|现[有已]|累计|历年|[0-9]月|年初|[同环]比|[年月]末"
)
"""What tells that a sentence speaks of more than the time that it opens with."""
RELATIVE = re.compile("[上去今前]年|[上本]期|同期|以来|至今|年初|基期")
"""What tells that a head is of a time that it does not write."""
_LINK = re.compile("[，的]")
APART = "分别"
"""Tells that each of the figures is of one of the cities, or times, before them in that order."""
COMPOSED = "□" * 6
"""Words of the program's that are more than a verb that comes with a figure."""
SO_FAR = re.compile("(?:今年以来|年初以来|累计)(?!.*[当本单]月)")
"""What tells that a figure is one since the year began."""


@dataclass(frozen=True, slots=True)
class Label:
    """What is said of a figure from `at` to `end`: the names (of cities, indicators) and periods, as written.

    `beside`: those of the names that it is compared with. `joined`: what is not named is that of the figure before it
    (洛阳经营主体31万户、贷款余额5亿元). `sentence` is where its sentence begins and ends.
    """

    at: int
    end: int
    sentence: tuple[int, int]
    names: tuple[str, ...]
    periods: tuple[str, ...]
    beside: tuple[str, ...] = ()
    joined: bool = False
    opening: tuple[str, ...] = ()
    """The names and the periods with which its sentence opens; no period where there is another time in the rest."""


def labels(said: str, figures: Sequence[tuple[int, int]], names: re.Pattern[str]) -> Iterator[Label]:
    """Yield what is said of each of the `figures`, which stand in `said` as } so many times as they are long.

    Only what leads straight to the figure is taken: nothing but names, periods and words such as 达到 in between.
    """
    said, last = folded(said), (0, 0)
    ends = [-1, *(at for at, sign in enumerate(said) if sign in _CLOSES), len(said)]
    # a sentence may have hundreds of figures: what it opens with is read once
    openings: dict[tuple[int, int], tuple[str, ...]] = {}
    for start, end in figures:
        opens, closes = ends[bisect_left(ends, start) - 1] + 1, ends[bisect_left(ends, end)]
        if (opens, closes) not in openings:
            openings[opens, closes] = tuple(_opening(said[opens:closes], names))
        begin = max(opens, last[1])
        if last[1] > opens and (closed := _BEHIND.match(said, begin)):
            begin = closed.end()
        at = _begin(said, begin, start, names)
        before = said[at:start]
        beside = (
            found[0]
            for found in names.finditer(before)
            if _BESIDE.search(before[: found.start()]) and before[found.end() :] not in ("", "的", "的□", "（")
        )
        behind = _BEHIND.match(said, end)
        told = [found[0] for found in _PERIOD.finditer(behind[1])] if behind else []
        yield Label(
            at,
            behind.end() if behind and told else end,
            (opens, closes),
            tuple(names.findall(before)),
            tuple(told) if len(told) == 1 else _alone(_PERIOD, before),
            tuple(beside),
            joined=at == begin == last[1] and _JOINED.match(before) is not None,
            opening=openings[opens, closes],
        )
        last = start, end


def label_in(words: str, names: re.Pattern[str]) -> Label:
    """Return the names and the times in a title, or in the head of a row or column; none that is compared with."""
    said = folded(words)
    return Label(0, len(said), (0, len(said)), _alone(names, said), _alone(_PERIOD, said))


def _alone(pattern: re.Pattern[str], said: str) -> tuple[str, ...]:
    """Return what a pattern finds in words, but for that with which something is compared."""
    return tuple(found[0] for found in pattern.finditer(said) if not _BESIDE.search(said[: found.start()]))


def _opening(sentence: str, names: re.Pattern[str]) -> Iterator[str]:
    """Yield the names and the periods that a sentence opens with; nothing of 2022年启动的……, 武汉援建的……."""
    at, times, last = 0, list[str](), ""
    named = list[str]()
    while found := _PERIOD.match(sentence, at) or names.match(sentence, at) or _LINK.match(sentence, at):
        at, last = found.end(), found[0]
        kept = times if _PERIOD.fullmatch(last) else named
        kept += [] if _LINK.fullmatch(last) else [last]
    if "的" not in sentence[at:].partition("，")[0]:
        yield from named
        if last not in times and not _OTHER_TIME.search(sentence, at):
            yield from times


def _begin(said: str, begin: int, start: int, names: re.Pattern[str]) -> int:
    """Return where the words begin that lead straight to the figure at `start`; itself where none do."""
    places = [begin, *(at + 1 for at in range(begin, start) if said[at] in "，：、（")]
    places += [at for at in range(begin, start) if said[at] == "居"]
    for at in places:
        if _BETWEEN.fullmatch(_PERIOD.sub("", names.sub("", said[at:start]))):
            return at
    return start
