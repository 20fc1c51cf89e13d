"""How a source words a figure: the qualifiers that it sets around the number, in its own words."""

from __future__ import annotations

import re
import unicodedata

from briefing.model.quantity import Qualifier

BEFORE: tuple[tuple[Qualifier, re.Pattern[str]], ...] = tuple(
    (qualifier, re.compile(form))
    for qualifier, form in (
        (Qualifier.NOT_MORE, "不超过|不多于|不高于|不大于|不足|不到|不满|至多|最多|(?<!不)(?:少于|低于|小于)|≤|<=?"),
        (Qualifier.AT_LEAST, "不少于|不低于|不小于|不下|至少|最少|≥|>="),
        (Qualifier.OVER, "(?<!不)(?:超过?(?![市级额短大高])|多于|高于|大于)|逾(?!期)|突破|不止|>(?!=)"),
        (Qualifier.UP_TO, "高达"),
        (Qualifier.REACH, "(?<![高抵发到传])达到?(?![标成产])"),
        (Qualifier.NEARLY, "将近|接近|(?<![附邻靠就临将接])近(?![年期日来郊]|[几两三五十]年)"),
        (Qualifier.ABOUT, "大约|(?<![大集节签预履违制公合条])约(?![束谈定])|≈"),
        (Qualifier.WITHIN, "前$"),
    )
)
"""How each qualifier may be written before the number; 前10位 are the places within the tenth."""

AFTER: tuple[tuple[Qualifier, re.Pattern[str]], ...] = tuple(
    (qualifier, re.compile(form))
    for qualifier, form in (
        (Qualifier.REST, "(?<=[0-9十百千万亿])余(?!额|款|地|名单)"),
        (Qualifier.MANY, "(?<=[0-9十百千万亿])[多几]"),
        (Qualifier.ABOUT, r"左右|上下(?!游|级)|(?<=[十百千万])来"),
        (Qualifier.AT_LEAST, r"及?(?<!级)以上|(?<=[0-9])\+"),
        (Qualifier.NOT_MORE, "及?以下"),
        (Qualifier.WITHIN, "以内|之内|(?<=[日天时钟月年周])内|内$"),
    )
)
"""How each may be written within or after the figure; 余 and 多 stand right behind a digit or a scale."""

_ARABIC, _CHINESE = re.compile("[0-9]"), re.compile("[〇零一二两三四五六七八九十百千万亿首冠半]")
_OWN_WORD = re.compile("[一-鿿]+")


def stated(printed: str) -> dict[Qualifier, str]:
    """The qualifiers that a figure as printed bears, each with the word for it: 超过150家 → 超: 超过."""
    printed = unicodedata.normalize("NFKC", printed)
    number = _ARABIC.search(printed) or _CHINESE.search(printed)
    at = number.start() if number else len(printed)
    found = {kind: match[0] for kind, form in BEFORE if (match := form.search(printed, 0, at))}
    found |= {kind: match[0] for kind, form in AFTER if (match := form.search(printed, at))}
    return found


def word(qualifier: Qualifier, printed: str) -> str:
    """The source's own word for a qualifier, or the qualifier where the source uses a sign, 几 or 来 for it."""
    own = stated(printed).get(qualifier, "")
    return own if _OWN_WORD.fullmatch(own) and own not in ("几", "来", "前") else str(qualifier)


def follows_scale(printed: str) -> bool:
    """Whether 余 or 多 stands behind 万 or 亿 (24万余户), not before it (24余万户)."""
    return re.search("[万亿][余多]", printed) is not None
