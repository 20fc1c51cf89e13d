"""The words that claim something of figures, and those that may stand between the two."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

RISING = "增加|增长|增多|上升|提高|提升|扩大|扩展|扩充|拓展|攀升|跃升|飙升|回升|延长|前移|激增|猛增|上涨|大涨|暴涨"
FALLING = "下降|降低|骤降|减少|锐减|剧减|压缩|压减|缩短|缩减|精简|回落|收窄|下滑|下跌|大跌|暴跌|后移"
"""The verbs of a way that say so wherever they stand."""
UP, DOWN = f"{RISING}|增|升", f"{FALLING}|降|减|压"
ABOUT = "(?:了|约|近|第)?"
LONG = 2
"""Characters of a word that says so wherever it stands; 增 and 降 alone do before 至 and 到 (but 增值税)."""
STRONG = re.compile("[激猛剧锐骤暴大][增减涨跌降]|飙升")
"""Words of a way that say how fast, too, which no data measure."""
LED = re.compile(f"(?:{UP}|{DOWN}|持平|第)了?$|^(?:大体|有所)?(?:{UP}|{DOWN}|持平|第)")
"""What a change or a place is printed with, and what an author may have written before it."""
FALLS = re.compile(f"(?:{DOWN})了?$")
UNIT = re.compile("[^0-9.,—－-]+$")


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
    Sense.TIMES: f"的(?:一半|[0-9.]+倍|[两二三四五六七八九十]倍){_ENDS}",
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
    Sense.UP: UP,
    Sense.DOWN: DOWN,
}
"""The words of each sense, those that others begin or end with after them; the senses are the groups of `CLAIM`."""
_BESIDE = (
    "(?<![同环占对])[比较](?P<than>[^，。；、较]{1,20}?)"
    "(?:(?P<more>(?<![增延扩加提壮最])[高多大长])|(?P<less>(?<![降减缩最])[低少小短]))(?=出|了|约|[0-9}，。；、）]|$)"
)
"""比三门峡高, but not 同比增长; its groups `more` and `less` are those senses in small letters."""
SHARE = re.compile(f"的(?:一半|[0-9.两二三四五六七八九十]+倍){_ENDS}")
CLAIM = re.compile("|".join([_BESIDE, *(f"(?P<{sense.name}>{words})" for sense, words in WORDS.items())]))
NO_CLAIM = re.compile(
    f"(?:{UP}|{DOWN})[率幅额量速值点]|[“《][^”》]*[”》]|最高(?:人民|法院|检)|增值|降费|压舱|压实|压力|减税|不足之处|最[好优]的?(?:差距|水平)"
)
"""What holds such a word and claims nothing: quotations, names, 增长率."""
NOT = re.compile("(?:不|未|没有?|非|无|难以|免于)(?:再|曾|会|能|有|明显|显著)*$")
AIM = re.compile(
    "力争|争取|确保|力求|计划|预计|预期|有望|如果|若|是否|能否|推动|促进|努力|着力|旨在|为了|以便|应当|不得|要求|(?<![主重需必])要"
)
"""What makes an aim, a condition or a task of what follows in its part of the sentence."""
EACH = re.compile("均|都|全部|一致|普遍|双双")
"""What makes a word one of every figure before it."""
_TERM = "同比|环比|[比较]?(?:上年|去年|上[一]?季度?|上月|年初|同期|上[一]?年度?)(?:同期|同月|同季|[末底])?"
_DAY = "(?:截至)?[0-9]{4}年(?:[0-9]{1,2}月|[上下]半年|.季度)?[末底]?"
LEAD = re.compile(
    f"(?:{_TERM}|{_DAY}|以来|有所|明显|显著|持续|稳步|逐年|逐步|不断|大幅|小幅|略有?|快速|平稳|继续|连续|保持|实现"
    "|进一步|推算|位次|名次|远远?|大大|稍|稳|排名?|位于|处于|名列|有|普遍|全部|一致|双双|总体|基本|整体|其中|各[市地]|各?城市"
    "|并列|数量|总量|规模|总数|同为|[0-9两三四五六七八九]个?市"
    "|全国|全省|全市|省内|国内|[再又已也均都呈的为是位居列在中里而但且并与和同比较由从，（）、：\\s共达}])*"
)
"""What may stand between a figure and the word that claims something of it, names left out."""
TAIL = re.compile("(?:了|较快|较大|较多|明显|显著|迅速|平稳|稳定|不少|很多|势头|态势|的|[）位名])*")
RATE = "◇"
"""What stands for a word of how fast something grew (增速, 增长率)."""
GROWN = re.compile(f"(?:{UP})[幅速率]")
PASSES = re.compile("超|高于|多于|大于")
AMOUNT = re.compile("(?:了|约|近|超|达|出|幅度)*")
AIMED, AVERAGE = re.compile("目标|任务|计划|预期"), re.compile("平均|均值")
"""What stands for the target of a figure, and for the mean of all: it may be more or less than these, too."""
STEADY, GRADUAL = re.compile("逐[年月季]|连年|年年"), re.compile("逐[年月季步渐]|连年|年年|持续|不断|连续")
"""What makes a word one of every step that a figure took, and that a gap did."""
BEYOND = re.compile("全国|全省|全球|世界|国内|省内|全市|中部|东部|西部|历年|历史|近.{1,2}年|以来")
"""Among whom or since when something is first, where the data of a few cities do not show it."""
SHARED = re.compile("并列|均|都|同为|之一|同居|领先(?:水平|地位|行列)")


def may_claim(words: str) -> bool:
    """Return whether there is any word in a text that may claim something."""
    return CLAIM.search(words) is not None
