"""What words claim of figures: in the text of a practice the way that one went, in a template also where one stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from briefing.model.facts import Fact
from briefing.model.quantity import RANK
from briefing.text.chinese_numerals import numbers
from briefing.wording.figures import figure, when

RISING = "增加|增长|增多|上升|提高|提升|扩大|扩展|扩充|拓展|攀升|跃升|飙升|回升|延长|前移|激增|猛增|上涨|大涨|暴涨"
FALLING = "下降|降低|骤降|减少|锐减|剧减|压缩|压减|缩短|缩减|精简|回落|收窄|下滑|下跌|大跌|暴跌|后移"
"""The verbs of a way that say so wherever they stand."""
_UP, _DOWN = f"{RISING}|增|升", f"{FALLING}|降|减|压"
_WORD = re.compile(f"(?P<up>{_UP})|{_DOWN}")
_ABOUT = "(?:了|约|近|第)?"
_TO = re.compile(f"(?![率幅额量速值])[^，。；：、]{{0,12}}(?<!达)[至到为]{_ABOUT}")
"""What stands between such a word and the figure that it leads to: 提高覆盖率到, 压缩至. 增长率 and 增加值 are no such
words, and what 降低成本达到 leads to is an amount."""
_REACHES = re.compile(f"，[^，。；：]{{0,12}}(?:达|达到|共有|为|有){_ABOUT}")
"""The same where the figure is told in the next clause: 稳步增长，总量达."""
_LONG = 2
"""Characters of a word that says so wherever it stands; 增 and 降 alone do before 至 and 到 (but 增值税)."""
_LESS = {RANK: ("靠后", "靠前"), "workday": ("长", "短"), "time": ("长", "短"), "percent": ("高", "低")}
"""How a larger figure is called, and a smaller one, by unit family; 多 and 少 of all others."""
_NOT_SO = re.compile("未|力争|计划|目标|预计")
"""What tells of what is not, or is only meant to be."""
STRONG = re.compile("[激猛剧锐骤暴大][增减涨跌降]|飙升")
"""Words of a way that say how fast, too, which no data measure."""
_OF_A_FALL = re.compile("[降跌减]幅")
"""What narrows or widens, of which the number goes up or down as its sign is written."""


def claimed_way(before: str) -> tuple[str, bool] | None:
    """Return the words that say which way the figure after `before` went, and whether up; None where none do.

    What was added or taken away (新增, 减少材料) is an amount, and says nothing of the figure that stands there.
    """
    clause = re.split("[。；！？\n}]", before)[-1]
    if _NOT_SO.search(clause) or _OF_A_FALL.search(re.split("[。；！？\n]", before)[-1]):
        return None
    for word in reversed(list(_WORD.finditer(clause))):
        rest = clause[word.end() :]
        if re.fullmatch(f"[至到]{_ABOUT}", rest):
            return word[0] + rest[0], word["up"] is not None
        if len(word[0]) >= _LONG:
            led = _TO.fullmatch(rest) or _REACHES.fullmatch(rest)
            return (word[0], word["up"] is not None) if led else None
    return None


def claimed_growth(before: str) -> str | None:
    """Return the word that says that what follows is by how much something grew (同比增长), None where none does."""
    found = re.search(f"({_UP}){_ABOUT}$", before)
    return found[1] if found else None


LED = re.compile(f"(?:{_UP}|{_DOWN}|持平|第)了?$|^(?:大体|有所)?(?:{_UP}|{_DOWN}|持平|第)")
"""What a change or a place is printed with, and what an author may have written before it."""
FALLS = re.compile(f"(?:{_DOWN})了?$")
UNIT = re.compile("[^0-9.,—－-]+$")
"""The unit at the end of a figure."""


def twice(part: str) -> str:
    """Return that an author writes before or behind a figure what it is printed with: 下降增长7.6%, 89.5万户万户."""
    return f"“{part}”重复了，或前后不符。"


REWRITE = "请按数据改写这一句。"


def shrunk(id: str, word: str, now: Fact) -> str:
    """Return that a practice says 增长 of a rate or an amount that is below zero."""
    return f"“{id}”说“{word}”，所引的数据（{when(now)}，{figure(now)}）却是负数。"


def turned(id: str, word: str, now: Fact, before: Fact, turn: str) -> str:
    """Return that a practice says what its figures do not: “…”说“增至”，所引的数据（2024年，180万户）却比….

    `turn` as in `Movement`.
    """
    more, less = _LESS.get(now.quantity.unit.family, ("多", "少"))
    earlier = f"之前的数据（{when(before)}，{figure(before)}）"
    way = f"与{earlier}相同" if turn == "平" else f"比{earlier}{more if turn in ('增', '降') else less}"
    return f"“{id}”说“{word}”，所引的数据（{when(now)}，{figure(now)}）却{way}。"


class Sense(StrEnum):
    """What a word claims of a figure."""

    UP, DOWN, LEVEL, DOUBLED = "增", "减", "平", "翻番"
    BEST, WORST, MOST, LEAST = "先", "后", "最高", "最低"
    MORE, LESS, BETTER, WORSE = "多", "少", "优", "劣"
    REACHED, MISSED = "完成目标", "未完成目标"
    PLACE, NEXT, AHEAD, BEHIND, VAGUE = "第几", "仅次于", "靠前", "靠后", "无从核对"
    RECOVERED, RELAPSED, WIDER, NARROWER, OVERTOOK, TIMES = "转升", "转降", "拉大", "缩小", "反超", "倍"


MOVES = (Sense.UP, Sense.DOWN, Sense.LEVEL, Sense.DOUBLED)
PLACES = (
    *(Sense.BEST, Sense.WORST, Sense.MOST, Sense.LEAST),
    *(Sense.PLACE, Sense.NEXT, Sense.AHEAD, Sense.BEHIND, Sense.VAGUE),
)
AIMS = (Sense.REACHED, Sense.MISSED)
TURNS = (Sense.RECOVERED, Sense.RELAPSED)
GAPS = (Sense.WIDER, Sense.NARROWER)
PAIRED = (*GAPS, Sense.OVERTOOK, Sense.TIMES)
"""What is claimed of a figure and of another city's at once."""
_ENDS, _SAID = "(?=[，。；、）]|$)", "(?=的|[，。；、）]|$)"
_TO_AIM = f"(?:完成|达到|实现)了?(?:年度|全年|既定|预期|预定|当年|年初)*(?:目标任务|目标|任务){_ENDS}"
_RANKED = "居|名列|位列|列|排名|排在|排"
_ORDINAL = "第(?:[二三四五六七八九十]{1,3}|[2-9]|[1-9][0-9])"
WORDS: Mapping[Sense, str] = {
    Sense.MISSED: f"(?:未能?|没有|尚未)(?:(?:如期)?{_TO_AIM}|达标{_ENDS})",
    Sense.REACHED: f"{_TO_AIM}|达标{_ENDS}",
    Sense.RECOVERED: "[由从]?[降跌减负]转(?:变?为)?[升增涨正]|止跌回升|扭降为升",
    Sense.RELAPSED: "[由从]?[升增涨正]转(?:变?为)?[降跌减负]|止升回落|冲高回落",
    Sense.WIDER: "差距[^，。；、}]{0,6}?(?:拉大|扩大|加大|拉开)|(?:拉大|扩大|加大|拉开)[^，。；、}]{0,10}?差距",
    Sense.NARROWER: "差距[^，。；、}]{0,6}?(?:缩小|收窄|缩短)|(?:缩小|收窄|缩短)[^，。；、}]{0,10}?差距",
    Sense.OVERTOOK: "反超|赶超",
    Sense.TIMES: f"的(?P<times>一半|[0-9.]+倍|[两二三四五六七八九十]倍){_ENDS}",
    Sense.DOUBLED: "翻了?一番|翻番|成倍增[长加]|倍增(?!计划|行动|工程)",
    Sense.LEVEL: "持平|相当(?=[，。；、]|$)",
    Sense.BETTER: "优于|好于|快于|领先于|领先(?=[^，。；、的水地位优]{2,})",
    Sense.WORSE: "落后于?|逊于|差于|慢于",
    Sense.MORE: "超额完成|高于|超过|超出|多于|大于|长于",
    Sense.LESS: "低于|少于|小于|短于|不足|不到|不及",
    Sense.PLACE: f"(?:{_RANKED}|(?<!倒数)){_ORDINAL}[位名](?!次)|(?:{_RANKED}){_ORDINAL}(?![位名0-9])",
    Sense.NEXT: "仅次于",
    Sense.AHEAD: f"(?:(?:名|位|居|走在|处于|进入|跻身)[^，。；、]{{0,4}})?前[列茅]|遥遥领先|(?:靠前|占优){_SAID}",
    Sense.BEHIND: "靠后|落在后面",
    Sense.WORST: f"倒数第一|最[慢差弱]{_SAID}|末位|垫底|居末",
    Sense.VAGUE: (
        "首屈一指|一骑绝尘|独占鳌头|数一数二|突飞猛进|断崖|翻了?[两二三四五几数]番|腰斩|稳中[有向][^，。；、]|企稳|触底|见底|反弹"
        "|不如(?!实)|强于|弱于|逊色|赶上|追平|远超|倒数|(?:显著|明显|大幅)(?:改善|好转|优化|恶化)"
        f"|(?:(?<!单项)冠军|新[高低]|[偏较][高低大小多少快慢长短]|中[上下]?游(?:水平)?){_ENDS}"
    ),
    Sense.BEST: (
        f"领跑|最[快优好强]{_SAID}|(?:{_RANKED}|并列)?第一(?=位|名|的|[，。；、）}}]|$)|居首位?|首位|榜首|领先|之[冠首]{_ENDS}"
    ),
    Sense.MOST: f"最[高多大长]{_SAID}",
    Sense.LEAST: f"最[低少小短]{_SAID}",
    Sense.UP: _UP,
    Sense.DOWN: _DOWN,
}
"""The words of each sense, those that others begin or end with after them."""
_BESIDE = (
    "(?<![同环占对])[比较](?P<than>[^，。；、较]{1,20}?)"
    "(?:(?P<more>(?<![增延扩加提壮最])[高多大长])|(?P<less>(?<![降减缩最])[低少小短]))(?=出|了|约|[0-9}，。；、）]|$)"
)
"""比三门峡高, but not 同比增长."""
_SHARE = re.compile(f"的(?:一半|[0-9.两二三四五六七八九十]+倍){_ENDS}")
_CLAIM = re.compile("|".join([_BESIDE, *(f"(?P<{sense.name}>{words})" for sense, words in WORDS.items())]))
_NO_CLAIM = re.compile(
    f"(?:{_UP}|{_DOWN})[率幅额量速值点]|[“《][^”》]*[”》]|最高(?:人民|法院|检)|增值|降费|压舱|压实|压力|减税|不足之处|最[好优]的?(?:差距|水平)"
)
"""What holds such a word and claims nothing: quotations, names, 增长率."""
_NOT = re.compile("(?:不|未|没有?|非|无|难以|免于)(?:再|曾|会|能|有|明显|显著)*$")
_AIM = re.compile(
    "力争|争取|确保|力求|计划|预计|预期|有望|如果|若|是否|能否|推动|促进|努力|着力|旨在|为了|以便|应当|不得|要求|(?<![主重需必])要"
)
"""What makes an aim, a condition or a task of what follows in its part of the sentence."""
_EACH = re.compile("均|都|全部|一致|普遍|双双")
"""What makes a word one of every figure before it."""
_TERM = "同比|环比|[比较]?(?:上年|去年|上[一]?季度?|上月|年初|同期|上[一]?年度?)(?:同期|同月|同季|[末底])?"
_DAY = "(?:截至)?[0-9]{4}年(?:[0-9]{1,2}月|[上下]半年|.季度)?[末底]?"
_LEAD = re.compile(
    f"(?:{_TERM}|{_DAY}|以来|有所|明显|显著|持续|稳步|逐年|逐步|不断|大幅|小幅|略有?|快速|平稳|继续|连续|保持|实现"
    "|进一步|推算|位次|名次|远远?|大大|稍|稳|排在|排|位于|处于|有|普遍|全部|一致|双双|总体|基本|整体|其中|位居|位列|名列|排名|处于|各市|各地|各?城市|并列|数量|总量|规模|总数|同为|[0-9两三四五六七八九]个?市"
    "|全国|全省|全市|省内|国内|[再又已也均都呈的为是位居列在中里而但且并与和同比较由从，（）、：\\s共达}])*"
)
"""What may stand between a figure and the word that claims something of it, names left out."""
_TAIL = re.compile("(?:了|较快|较大|较多|明显|显著|迅速|平稳|稳定|不少|很多|势头|态势|的|[）位名])*")
RATE = "◇"
"""What stands for a word of how fast something grew (增速, 增长率)."""
_RATE = re.compile(f"(?:{_UP})[幅速率]")
_PASSES = re.compile("超|高于|多于|大于")
_AMOUNT = re.compile("(?:了|约|近|超|达|出|幅度)*")
BEYOND = re.compile("全国|全省|全球|世界|国内|省内|全市|中部|东部|西部|历年|历史|近.{1,2}年|以来")
"""Among whom or since when something is first, where the data of a few cities do not show it."""
SHARED = re.compile("并列|均|都|同为|之一|同居|领先(?:水平|地位|行列)")


@dataclass(frozen=True, slots=True)
class Claim:
    """A word that claims something, at its `span`, in the part of a sentence from `at` to `end`.

    `subject`, `other` and `amount` are places among the figures: of what it is said, beside which, and by how much;
    None where none is. `than` names what it is set against (上年, 洛阳, 目标), `lead` what it is said of.
    """

    word: str
    sense: Sense
    span: tuple[int, int]
    at: int
    end: int
    subject: int | None = None
    other: int | None = None
    amount: int | None = None
    than: str = ""
    lead: str = ""
    fits: bool = True
    """Whether nothing stands between the word and the figure that it may be said of instead."""
    each: tuple[int, ...] = ()
    """The places of all figures that it is said of, where it is said of each (均, 都); () of one alone."""

    @property
    def figures(self) -> tuple[int | None, int | None, int | None]:
        """Return the places of subject, other and amount."""
        return self.subject, self.other, self.amount


def may_claim(words: str) -> bool:
    """Return whether there is any word in a text that may claim something."""
    return _CLAIM.search(words) is not None


def times_claimed(than: str) -> tuple[str, bool | None]:
    """Return how often a figure is said to hold another (0.5 of 一半), and whether more, less, or None for just so."""
    word = _SHARE.search(than)
    assert word
    number = "0.5" if "一半" in word[0] else word[0][1:-1]
    number = number if number[0].isdigit() else str(int(numbers(number.replace("两", "二"))[0][0].low))
    return number, False if re.search("不足|不到|少于|低于|不及", than) else True if _PASSES.search(than) else None


def place_claimed(word: str) -> int:
    """Return the place that a word of `Sense.PLACE` names: 3 of 居第三位."""
    return int(numbers(word)[0][0].low)


def claims(said: str, figures: Sequence[tuple[int, int]], names: re.Pattern[str]) -> Iterator[Claim]:
    """Yield what `said` claims of its figures, which stand at `figures` as } so many times as they are long.

    `names` are those of cities and indicators, of which something may be claimed. What is denied, intended or quoted
    claims nothing; nor does a part without a figure.
    """
    plain = _NO_CLAIM.sub(lambda found: (RATE if _RATE.fullmatch(found[0]) else "□") * len(found[0]), said)
    for part in re.finditer("[^。；！？\n]+", plain):
        inside = [at for at, (start, _) in enumerate(figures) if part.start() <= start < part.end()]
        for found in _CLAIM.finditer(plain, part.start(), part.end()) if inside else ():
            begin = max(plain.rfind(mark, part.start(), found.start()) for mark in "，：") + 1 or part.start()
            back = plain[begin : found.start()]
            if not (_NOT.search(back) or _AIM.search(back)):
                yield from _claim(plain, found, part.span(), [(at, figures[at]) for at in inside], names)


def _claim(
    plain: str,
    found: re.Match[str],
    part: tuple[int, int],
    inside: Sequence[tuple[int, tuple[int, int]]],
    names: re.Pattern[str],
) -> Iterator[Claim]:
    sense = _sense(found)
    at, end = found.span()
    close = next((place for place in range(end, part[1]) if plain[place] in "，："), part[1])
    before = [item for item in inside if item[1][1] <= at]
    behind = [item for item in inside if item[1][0] >= end]
    within = next((item for item in inside if at < item[1][0] < end), None)
    follows = behind[0] if behind and behind[0][1][0] < close else None
    last = before[-1] if before else None

    def lead(start: int) -> str:
        return _CLAIM.sub("", names.sub("", plain[start:at]))

    begin = max(plain.rfind(mark, part[0], at) for mark in "，：") + 1 or part[0]
    said = plain[last[1][1] : at] if last else plain[begin:at]
    between = lead(last[1][1] if last else begin)
    fits, each = _LEAD.fullmatch(between) is not None, before if _EACH.search(between) else ()
    claim = Claim(found[0], sense, found.span(), *part, subject=last[0] if last else None, lead=said, fits=fits)
    claim = replace(claim, each=tuple(item[0] for item in each))
    rest = plain[end : follows[1][0]] if follows else plain[end:close]
    if sense in (*TURNS, *PAIRED):
        nearby = plain[part[0] : close]
        beside = last if sense is Sense.TIMES and len(before) > 1 and last and last[1][1] == at else None
        of = before[-2] if beside else last
        if sense in GAPS and not (found[0].startswith("差距") or names.search(said + found[0])):
            return  # 缩小与最优城市的差距 is what is to be done
        if sense is Sense.TIMES and not (of and (beside or names.search(plain, begin, at))):
            return
        between = lead(of[1][1]) if of else ""
        than = plain[of[1][1] : end] if of and sense is Sense.TIMES else said + nearby[at - part[0] :]
        yield replace(
            claim,
            subject=of[0] if of else None,
            other=(beside or follows or (None,))[0] if sense in (Sense.TIMES, Sense.OVERTOOK) else None,
            than=than,
            fits=sense in (Sense.TIMES, *GAPS) or _LEAD.fullmatch(between) is not None,
        )
    elif sense in MOVES and sense is not Sense.LEVEL:
        yield from _move(claim, plain, last, follows, behind, rest, found)
    elif sense in PLACES:
        later = behind[0] if behind and (not last or rest.startswith("的")) else None
        subject = later or last
        yield replace(
            claim,
            subject=subject[0] if subject else None,
            fits=fits or later is not None or _LEAD.fullmatch(between.replace(RATE, "")) is not None,
            than=said + found[0] + rest,
        )
    else:
        than = found["than"] or (said if sense is Sense.LEVEL else rest)
        amount = follows if found["than"] else None
        beside = within or (None if found["than"] else follows)
        if (beside and _SHARE.match(plain, beside[1][1])) or _SHARE.search(rest):
            return  # 不足洛阳31万户的一半 is no claim to be less than 洛阳
        if found["than"] or sense is not Sense.LESS or beside or names.search(than) or re.search("目标|平均", than):
            yield replace(
                claim,
                other=beside[0] if beside else None,
                amount=amount[0] if amount else None,
                than=than,
                fits=fits or sense is Sense.LEVEL,
            )


def _move(
    claim: Claim,
    plain: str,
    last: tuple[int, tuple[int, int]] | None,
    follows: tuple[int, tuple[int, int]] | None,
    behind: Sequence[tuple[int, tuple[int, int]]],
    rest: str,
    found: re.Match[str],
) -> Iterator[Claim]:
    """Yield what is claimed of the way that a figure went; nothing where the word has another object."""
    if behind:
        way = claimed_way(plain[claim.at : behind[0][1][0]])
        between = plain[found.end() : behind[0][1][0]]
        if way and way[0].startswith(found[0]) and (re.match("[至到]", between) or len(found[0]) >= _LONG):
            yield replace(claim, subject=behind[0][0], other=last[0] if last else None, fits=True)
            return
    if len(found[0]) < _LONG:
        return
    if follows and _AMOUNT.fullmatch(rest):
        yield replace(claim, amount=follows[0])
    elif not follows and _TAIL.fullmatch(rest):
        later = behind[0][0] if behind else None
        yield replace(claim, subject=last[0] if last else later)


def _sense(found: re.Match[str]) -> Sense:
    if found["than"]:
        return Sense.MORE if found["more"] else Sense.LESS
    return next(sense for sense in WORDS if found[sense.name])


@dataclass(frozen=True, slots=True)
class CitedFigure:
    """A figure with the names of its city and its indicator."""

    fact: Fact
    city: str
    indicator: str


def listed_as(items: Sequence[CitedFigure]) -> str:
    """Return what the data say of several figures, in their order."""
    return "，".join(map(told, items))


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
    return f"{_told(one)}，{_way(fact, f'{named}的{figure(beside)}', more)}"


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
