"""Quantities that Chinese numerals state: 百分之九十八, 压减三成, 一万二千户, 全国第三.

Numerals stand in names and set phrases (三张清单, 一网通办, 第一季度) far more often than in quantities, so what
follows decides: a measure, 成, 倍, 分之. What is unmistakable is certain; what may be a figure of speech (数百家, 一批)
is not.
Nothing here reads the value of a numeral.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

COVER = "\ufffc"
"""Stands for a character that belongs to a fact, a name or a set phrase; nothing is read across it."""

_TENTH = "一二两三四五六七八九"
_ANY = f"零〇{_TENTH}十百千万亿"
_SMALL = "两三四五六七八九"

TIMES = (
    "个工作日|工作日|个小时|小时|分钟|秒钟|秒|天|个月|个百分点|百分点|倍|"
    "公里|千米|平方米|平方公里|公顷|立方米|公斤|亩|吨"
)
"""Measures that make a quantity even of 一; before the others 一 is most often an article (一项工程, 一张网)."""
COUNTS = (
    "个|项|家|户|件|份|名|人|人次|次|场|场次|班次|车次|批|批次|套|张|条|大类|所|宗|支|笔|处|座|辆|个环节|环节|元|美元|日|位|米|"
    "台|枚|起|列|标箱|架|艘|栋|幢|间|棵|册|篇|趟|周|岁"
)
VAGUE = "年|类|种"
"""Measures of plans and classes (三年行动, 三类场所) as often as of quantities."""
SPOKEN = "人|元|年|日|天|名|位|处|米|秒|周|个月|岁"
"""Measures before which 百, 千, 万 alone are mostly a way of speaking (每万人, 百日攻坚)."""

_PRINCIPLES = (
    "方面|层面|维度|角度|阶段|全面|自信|意识|确立|维护|毫不动摇|代表|必须|坚持|不|务必|季度|文明|革命|一|转变|转型|"
    "到位|统一|优先|结合|最严|先行|清零|确保|突出|聚焦|强化|围绕"
)
SET_PHRASES = re.compile(
    "|".join(
        (
            "《[^《》]*》",
            # policies go by the number of their articles: “二十条”
            f"“[{_ANY}]+条”",
            # 两个毫不动摇, 四个意识: principles, which number nothing that was done
            f"[{_SMALL}十]个(?:{_PRINCIPLES})",
            # 三年行动 names a plan; 三年 alone may count years
            f"[{_ANY}]+年(?:代|规划|计划|行动|方案|义务|制|期|来|磨|一遇|如一日|树人)",
            # 十五分钟生活圈 is the name of a thing
            f"[{_ANY}半]+(?:分钟|小时|刻钟)[^，。；、]{{0,8}}圈",
            f"[{_ANY}]+(?:周年|周岁|个季度|位一体)",
            f"[{_ANY}]*百强",
            # 十分重要, but 九十分 and 十分钟 are quantities
            "(?<![一二两三四五六七八九])十分(?![钟之])",
            "百倍(?:努力|信心|重视|珍惜|[，。；])",
            "[每哪这那某有同前后上下当]一天|一天天",
            "[同新各每分首]一批|一批次",
        )
    )
)
"""Phrases in which a numeral counts nothing; in 《》 stand the titles of papers, in “” those that papers go by."""
FIXED = (
    "一成不变|三项制度|三次产业|三张清单|四张清单|四套班子|四类场所|八项规定|三条红线|三条底线|"
    "三支一扶|三件套|两条腿|万人助万企|千户万企|千家万户|百家争鸣|百家姓|万家灯火|千人计划|万人计划|"
    "成千上万|成百上千(?![家户个项件名])|千千万万|百千万|十百千万亿|十万火急|十万八千里|一千零一夜|三百六十行|"
    "三百六十度|一百个放心|一万个放心|两次三番|三番五次|三番两次|三人成虎|三天打鱼|两天晒网|"
    "三十年河东|三十年河西|四处|三元材料|三次元|一亩三分地|万一|五笔输入|五家渠|七台河|三台县|五台县|五台山|九台区|四方台|"
    "三元区|三元桥|三元里"
)
"""Words that are a measure only by their looks."""
_FIXED = re.compile(f"(?<![{_ANY}])(?:{FIXED})")
_SLOGAN = re.compile(f"“[{_SMALL}](?!{TIMES})(?:{COUNTS})[^“”以之内{_TENTH}十百千万亿]{{2,8}}”")
"""“两个清零”: a quotation that begins with a small numeral and goes on behind the measure."""

_DECIMAL = f"[{_ANY}]+(?:点[零〇{_TENTH}]+[万亿]*)?"
_ENDS = "[，。；：、！？）」”\\s]|$"
CERTAIN = re.compile(
    "|".join(
        (
            # 几分之一 is no number, 百分之三十五 is
            f"(?<!几)[{_ANY}]+分之{_DECIMAL}",
            f"{_DECIMAL}[%‰％]",
            # 三成, but not 统一成, 归一成, nor 成功, 成立, 成果
            f"(?<![统专同唯之逐划归单合{_TENTH}])[{_TENTH}]成(?![功立果效员熟长绩就交品型套])[{_TENTH}半]?",
            f"翻了?[{_TENTH}]番",
            # 放在第一位 is a way of speaking, 居第一位 a place in a ranking
            f"(?<!放在)(?<!摆在)第[{_ANY}]+[位名](?!次|医|中|小)",
            f"(?:[居列排]|排名|升至|升到|跃至|全[国省市区县球]|世界|[国省市]内)第[{_ANY}]+(?={_ENDS})",
            f"前[{_ANY}]+[名位强]",
            f"打[{_TENTH}]+折",
            # 九十二分 is a mark, 十点三十分 a time of day
            f"(?<![点时])(?:[{_TENTH}]十[{_TENTH}]?|十[{_TENTH}])(?:点[{_TENTH}零]+)?分(?![钟之])",
            # the numerals of banks (叁佰万); 队伍 is none of them
            "(?<!队)[壹贰叁肆伍陆柒捌玖]+[拾佰仟萬億万亿]+",
        )
    )
)
DOUBTFUL = re.compile(
    f"好?几倍|若干[个项家户件条]|成百上千[家户个项件名]|一半|过半|[大近逾]半(?![天年月夜生路])|大半年|半数|成倍|翻番|(?<!第)一大?批|数倍|两位数|数以[百千万亿]计|[{_TENTH}]{{2}}成|(?:过[百千万亿]|前[{_ANY}]+)(?={_ENDS})"
)
NUMERAL = re.compile(_DECIMAL)
_BARE = re.compile("[百千万亿]+")
_SHARE = re.compile("[百千]分[点比数号率位制]")
"""百分点, 千分比: what points and shares are called, where 分 is a unit of the data, too."""
_LOOSE = re.compile(f"[{_TENTH}]{{2}}[十百千万亿]*")
"""三四, 五六百: about so many."""
_YEAR = re.compile(f"[零〇{_TENTH}]{{4}}")
_NUMERALS = re.compile(f"[{_ANY}几若半壹贰叁肆伍陆柒捌玖倍番]")


@dataclass(frozen=True, slots=True)
class Stated:
    """Where a quantity stands in a text, from `start` to before `end`, and whether it is unmistakable."""

    start: int
    end: int
    certain: bool


def stated(text: str, units: Iterable[str] = ()) -> Iterator[Stated]:
    """Yield the quantities that numerals state in `text`, in order; `units` are measures beside the usual ones."""
    # most stretches hold no numeral, and the patterns below are slow
    if not _NUMERALS.search(text):
        return
    for phrases in (_FIXED, SET_PHRASES, _SLOGAN):
        text = phrases.sub(covered, text)
    found = []
    for pattern, certain in ((CERTAIN, True), (DOUBTFUL, False)):
        found += [Stated(match.start(), match.end(), certain) for match in pattern.finditer(text)]
        text = pattern.sub(covered, text)
    follows = measures(frozenset(units))
    for match in NUMERAL.finditer(text):
        if one := _counted(text, match, follows):
            found.append(one)
    yield from sorted(found, key=lambda item: item.start)


def covered(match: re.Match[str]) -> str:
    """Return as many `COVER` as the match is long: what stands around it keeps its place."""
    return COVER * len(match[0])


@functools.cache
def _words(*lists: str) -> frozenset[str]:
    return frozenset("|".join(lists).split("|"))


@functools.cache
def measures(units: frozenset[str]) -> re.Pattern[str]:
    """Return what may follow a numeral: 余 or the like, and a measure, the longest first."""
    known = sorted({*_words(TIMES, COUNTS, VAGUE), *units}, key=len, reverse=True)
    return re.compile(f"(?P<odd>[余多几来])?(?P<unit>{'|'.join(map(re.escape, known))})?")


def _counted(text: str, match: re.Match[str], follows: re.Pattern[str]) -> Stated | None:
    """Return the quantity that the numeral `match` begins, if it is one."""
    before, numeral = text[: match.start()], match[0]
    if before[-1:].isdecimal() or _SHARE.match(text, match.start()):  # 16.4万户 is written in digits
        return None
    after = follows.match(text, match.end())
    assert after
    unit, odd = after["unit"] or "", bool(after["odd"])
    if before.endswith(("第", "每", "初")) or (unit == "日" and before.endswith(("月", "周", "星期"))):
        return None
    vague = re.search("[数几]$|[上近超逾过]$", before)
    certain = _certain(numeral, unit, odd=odd, vague=bool(vague))
    if certain and vague and vague[0] in "数几":
        certain = False
    if certain is None:
        return None
    start = match.start() - (1 if vague else 0)
    return Stated(start, after.end() if unit else match.end(), certain)


def _certain(numeral: str, unit: str, *, odd: bool, vague: bool) -> bool | None:
    """Return whether a numeral with a measure ("" for none) behind it is an unmistakable quantity; None if it is none.

    `odd`: 余 or the like stands between; `vague`: 数 or the like stands before.
    """
    # 百 and 千 without a digit before them are as often words (百姓, 千方百计) as numbers
    if _BARE.fullmatch(numeral):
        spoken = not unit or numeral in ("万", "亿") or unit in _words(SPOKEN)  # 万户 is a unit
        return None if spoken and not (unit and (odd or vague)) else False
    if not unit:
        return _unmeasured(numeral)
    if _LOOSE.fullmatch(numeral):
        return False
    if unit in _words(VAGUE):
        # 一类, 二类 are ranks of classes; 二〇二一年 is a year
        skipped = numeral in ("一", "二") or (unit == "年" and _YEAR.fullmatch(numeral))
        return None if skipped else len(numeral) > 1 and unit != "年"
    # 一项工程, 一张网: the article; before 天, 倍 or 小时 it is a number
    if numeral in ("零", "一", "二"):
        return True if unit in (("元",) if numeral == "零" else _words(TIMES)) else None
    return not (odd and numeral == "十")


def _unmeasured(numeral: str) -> bool | None:
    """一万二千 and 七十八万 are quantities by themselves; 五百 may be, 二十 is most often none (二十大)."""
    scales = re.sub("[^百千万亿]", "", numeral)
    if re.search("[十百千].*[万亿]$", numeral):
        return True
    if "点" in numeral:
        return True if scales else None
    return None if not scales else len(scales) > 1
