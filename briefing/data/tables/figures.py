"""What a cell of a table says: a figure, that there is none, or something that cannot be relied on.

What the sheet shows counts (63.7), not what it stores (63.6500001): a table is read as it would be printed.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from briefing.data.tables.files.book import Cell
from briefing.model.printed import stated
from briefing.model.quantity import Qualifier
from briefing.text.chinese_numerals import chinese_number, numbers, plain, vague


class Absence(StrEnum):
    """Why a cell has no figure, as statistical yearbooks mean its sign (使用说明)."""

    UNKNOWN = "不详或无该项数据"
    NONE = "无该项数据"
    SMALL = "不足本表最小单位数"
    WITHHELD = "不公布"


@dataclass(frozen=True, slots=True, kw_only=True)
class CellFigure:
    """A figure as a cell shows it. `value` is in `unit`, which is "" where the cell names none; of a range, the lower.

    `unit` may be a scale alone (12万) where the table names the rest. `direction` is 增 or 减 where a word or an arrow
    says so: the value is then without a sign. `rank`: a place, such as 并列第3. `marks` are those of notes (①, *).
    `word` is the word that stands for the figure (持平, 翻番, 并列第3), "" where it is in plain digits.
    """

    value: Decimal
    upper: Decimal | None = None
    unit: str = ""
    qualifier: Qualifier | None = None
    direction: str | None = None
    rank: bool = False
    marks: str = ""
    word: str = ""

    @property
    def negated(self) -> CellFigure:
        """The same figure with the other sign: of a range the ends change places."""
        if self.upper is None:
            return replace(self, value=-self.value)
        return replace(self, value=-self.upper, upper=-self.value)


@dataclass(frozen=True, slots=True)
class Missing:
    """No figure, on purpose: `sign` is what the cell shows for it, "" where it is blank."""

    meaning: Absence = Absence.UNKNOWN
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """Not to be read, and what to do, as sentences in Chinese."""

    message: str
    hint: str = ""


Reading = CellFigure | Missing | Fault

Made = Callable[[re.Match[str]], CellFigure | Fault]

_TEXT = "{text}"
"""Stands in messages for what the cell shows."""

_SIGNS = (
    (Absence.NONE, r"[-—–―─]+|/|\\|无|无数据|(?i:n/?a)|没有"),
    (Absence.SMALL, r"\.{3,}|⋯+"),
    (Absence.UNKNOWN, r"\.\.|不详|缺|空缺|暂无|暂缺|未统计|待补|未报|(?i:null)"),
    (Absence.WITHHELD, "[×✕✖╳xX]|不公布|未公布|保密"),
)
_SQUARED = (("k(?:m²|m2)|㎢", "平方公里"), ("m²|m2|㎡", "平方米"), ("m³|m3|㎥", "立方米"))
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_NOTE = r"[①-⑳㉑-㉟⓵-⓾❶-❿*＊※★☆†‡§]+|(?<=[0-9%％])[¹²³⁴-⁹⁰]+|[\[【〔（(]注[0-9]*[\]】〕）)]|[\[〔][0-9]+[\]〕]"
_MARKS = re.compile(f"^(?:[#＃*＊※]|[①-⑳])+(?=.)|(?:{_NOTE})$")
_MINUSES = str.maketrans("−–‒﹣", "----")

_NUMBER = r"(?:(?:[0-9]{1,3}(?:[, ][0-9]{3})+|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+)"
_UNIT = "[^0-9.,~+()（）；;，。、-]{0,16}"
_SINCE = "(?:(?:同比|环比|[比较](?:上年|去年|上月|年初|上期|上年同期|去年同期))(?:同期)?)?(?:名义|实际)?"
_RISE = "增长|上升|提高|增加|上涨|提升|扩大|前移|上移|回升|升|增|涨|↑"
_FALL = "下降|减少|降低|下跌|回落|缩小|收窄|后移|下移|下滑|降|减|跌|↓"
_BARE = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?)(%?)")
_CURRENCIES = {"¥": "元", "$": "美元", "US$": "美元", "€": "欧元"}
_HOW = "请写一个数值，如 12.3；其他的话请写在旁边的列或注里。"
_NOT_READ = Fault(f"数值“{_TEXT}”看不懂。", _HOW)

_DOUBTS = (
    ("[√✓✔☑]+", "只说有没有，不是数值", "请写数值；只表示是否的列请不要作为指标。"),
    (r"(?s:.*\n.*)", "里有换行，像是两个数", "请分成两格，或删去换行。"),
    ("0[0-9]+", "以 0 开头，像是编码，不是数值", "如是数值，请删去前面的 0。"),
    ("[-+]?[0-9.]+[eE][-+]?[0-9]+", "是科学计数法，原来的位数可能已经丢了", "请把单元格格式改为“数值”，再另存。"),
    (
        rf"[-+]?(?:0,[0-9]+|(?!{_NUMBER}(?![0-9,]))[0-9]+,[0-9]+){_UNIT}",
        "里的逗号不知是小数点还是千分号",
        "小数点请写“.”，千分号每三位一个或不写。",
    ),
    ("[—―─]+[0-9].*", "前面是破折号，不知是不是负号", "负数请写“-”。"),
    ("[▲△▼▽].*|.*[▲△▼▽]", "里的三角不知是增是减", "请写成 5.2 或 -5.2。"),
    (".*[0-9][。·、][0-9].*", "里的小数点不对", "小数点请写“.”。"),
    ("一", "不知是 1 还是破折号", "请写 1；没有数据请写“-”。"),
)
"""Texts that may be read in two ways, or in none: how they look, what is said of them, and what to do."""


def read_figure(cell: Cell) -> Reading:
    """Return what the cell says."""
    stored = cell.value
    if isinstance(stored, Decimal) and not cell.fault and (bare := _BARE.fullmatch(cell.text)):
        shown = Decimal(bare[1])
        return CellFigure(value=-shown if stored < 0 < shown else shown + 0, unit=bare[2])
    if cell.fault:
        return Fault(f"{cell.fault}。")
    if isinstance(stored, (bool, datetime.date, datetime.time)):
        return _unfit(cell)
    text, marks = _cleaned(cell.text)
    meaning = next((meaning for meaning, signs in _SIGNS if re.fullmatch(signs, text)), None)
    if not text or meaning:
        return _absent(cell, text, meaning or Absence.UNKNOWN)
    found = _said(text)
    if isinstance(found, Fault):
        return Fault(found.message.replace(_TEXT, cell.text.strip()), found.hint)
    if isinstance(stored, Decimal) and stored < 0 < found.value and found.direction is None:
        found = replace(found, value=-found.value)  # shown in red instead of with a sign
    return replace(found, marks=marks, value=found.value + 0)


def _absent(cell: Cell, text: str, meaning: Absence) -> Reading:
    """Return what a cell says that shows nothing, or a sign for it: a format may do so of a number, too."""
    if not isinstance(cell.value, Decimal):
        return Missing(meaning, cell.text.strip())
    if text and not cell.value:  # the format for accounts shows nought as a dash
        return CellFigure(value=Decimal(0), word=text)
    return Fault(f"数值显示“{text}”，存的却是 {cell.value}。", "请把单元格格式改为“常规”，或改数值。")


def _unfit(cell: Cell) -> Fault:
    """A date where a figure should be, often typed as 3-5 or 1/2, or a number in the format of dates; TRUE."""
    if isinstance(cell.value, bool):
        return Fault(f"数值“{cell.text}”是逻辑值，不是数值。", "请改成数值。")
    early = isinstance(cell.value, datetime.date) and cell.value.year < 1910
    hint = "像是数值设成了日期格式，请把单元格格式改为“常规”。" if early else "请改成数值。"
    return Fault(f"数值“{cell.text}”是日期或时间，不是数值。", hint)


def _cleaned(text: str) -> tuple[str, str]:
    """Return a text in plain signs without spaces around, and the marks of notes that it bore.

    Spaces stay between digits, where they may part thousands, and nowhere else.
    """
    text = _INVISIBLE.sub("", text).strip().lstrip("'’`")
    for signs, unit in _SQUARED:
        text = re.sub(f"(?:{signs})$", unit, text)
    marks = ""
    while (match := _MARKS.search(text)) and len(match[0]) < len(text):
        marks += match[0]
        text = (text[: match.start()] + text[match.end() :]).strip()
    text = unicodedata.normalize("NFKC", text.replace("…", "⋯")).translate(_MINUSES)
    text = re.sub(r"\s*[\r\n\t]\s*", "\n", text)
    return re.sub("(?<![0-9]) +| +(?![0-9])|(?<![0-9])\n|\n(?![0-9])", "", text).strip(), marks


def _said(text: str) -> CellFigure | Fault:
    """Return the figure in a cleaned text, which is neither blank nor a sign for none."""
    for look, message, hint in _DOUBTS:
        if re.fullmatch(look, text):
            return Fault(f"数值“{_TEXT}”{message}。", hint)
    if found := _formed(text, _WORDS):
        return found
    qualifiers = stated(text)
    if len(qualifiers) > 1:
        return Fault(f"数值“{_TEXT}”里的约数词不止一个（{'、'.join(qualifiers.values())}）。", "请只留一个。")
    for qualifier, word in qualifiers.items():
        found = _said(text.replace(word, "", 1))
        return found if isinstance(found, Fault) else replace(found, qualifier=qualifier)
    return _formed(text, _NUMBERS) or _in_characters(text)


def _formed(text: str, forms: Iterable[tuple[re.Pattern[str], Made]]) -> CellFigure | Fault | None:
    return next((made(match) for form, made in forms if (match := form.fullmatch(text))), None)


def _flat(match: re.Match[str]) -> CellFigure:
    return CellFigure(value=Decimal(0), word=match[0])


def _doubled(match: re.Match[str]) -> CellFigure:
    times = int(chinese_number(match["times"] or "一"))
    return CellFigure(value=Decimal(2**times - 1) * 100, unit="%", direction="增", word=match[0])


def _ranked(match: re.Match[str]) -> CellFigure:
    place = match["place"] or "1"  # 首位
    return CellFigure(value=Decimal(place) if place.isdecimal() else chinese_number(place), rank=True, word=match[0])


def _moved(match: re.Match[str]) -> CellFigure | Fault:
    found = _said(match["rest"])
    if isinstance(found, Fault):
        return found
    if found.value < 0 or found.direction or found.rank:
        return Fault(f"数值“{_TEXT}”的增减说了两遍，不知道是增是减。", "请只留一种写法，如 -5.2。")
    return replace(found, direction="增" if match["rise"] else "减", word=match[0])


def _single(match: re.Match[str]) -> CellFigure:
    value = Decimal(re.sub("[, ]", "", match["number"]))
    return CellFigure(value=-value if match["sign"] in ("-", "负") else value, unit=match["unit"])


def _bracketed(match: re.Match[str]) -> CellFigure | Fault:
    """A negative as accounts write it."""
    found = _said(match["inside"])
    if isinstance(found, Fault) or found.upper is not None or found.value < 0 or found.word:
        return _NOT_READ
    return replace(found, value=-found.value, unit=found.unit or match["unit"] or "")


def _money(match: re.Match[str]) -> CellFigure | Fault:
    found = _said(match["sign"] + match["rest"])
    unit = _CURRENCIES[match["mark"]]
    return found if isinstance(found, Fault) or unit in found.unit else replace(found, unit=found.unit + unit)


def _range(match: re.Match[str]) -> CellFigure | Fault:
    low, high = (Decimal(re.sub("[, ]", "", match[end])) for end in ("low", "high"))
    unit = match["last"]
    if match["unit"] not in ("", unit):
        return Fault(f"数值“{_TEXT}”两头的单位不一样。", "请写成同一个单位。")
    if low >= high:
        return Fault(f"数值“{_TEXT}”不像区间：前一个数不小于后一个数。", "区间请写成 300~310；日期请写在时期列。")
    return CellFigure(value=low, upper=high, unit=unit)


def _forms(*forms: tuple[str, Made]) -> tuple[tuple[re.Pattern[str], Made], ...]:
    return tuple((re.compile(form), made) for form, made in forms)


_WORDS = _forms(
    (f"{_SINCE}(?:基本)?(?:持平|不变|无变化|没有变化)|与(?:上年|去年|上月|上期)(?:同期)?(?:基本)?持平", _flat),
    (f"{_SINCE}(?:增长)?翻了?(?:(?P<times>[一二两三四五])?番|倍)", _doubled),
    (
        (
            r"(?:并列)?(?:排名|位居|居|列)?(?:首位|(?:第|(?i:no)\.?\s?)"
            r"(?P<place>[0-9]+|[一二三四五六七八九十百]+)[位名]?)(?:\(?并列\)?)?"
        ),
        _ranked,
    ),
    (f"{_SINCE}(?:(?P<rise>{_RISE})|(?P<fall>{_FALL}))了?(?P<rest>.+)", _moved),
    ("(?P<rest>.+)(?:(?P<rise>↑)|(?P<fall>↓))", _moved),
)
"""How a figure is written with words around it, before 约 and the like are looked for, and what makes it."""
_NUMBERS = _forms(
    (rf"(?P<sign>[-+正负]?)(?P<number>{_NUMBER})(?P<unit>{_UNIT})", _single),
    (
        (
            rf"(?P<low>-?{_NUMBER})(?P<unit>{_UNIT}?)\s*(?:[~〜至到]|—+|-{{1,2}})\s*"
            rf"(?P<high>-?{_NUMBER})(?P<last>{_UNIT})"
        ),
        _range,
    ),
    (r"\((?P<inside>[^-+()]+)\)(?P<unit>%|‰)?", _bracketed),
    (r"(?P<sign>-?)(?P<mark>US\$|[¥$€])\s*(?P<rest>.+)", _money),
)
"""How it is written without."""


def _in_characters(text: str) -> CellFigure | Fault:
    """Return a figure in Chinese numerals (百分之三十五, 十二), where nothing else stands before it."""
    digits = plain(text)
    if digits != text:
        return _said(digits)
    found = numbers(text) if not re.search("^[百千万亿]|[0-9]", text) and not vague(text) else []  # 亿元 is a unit
    if len(found) == 1 and found[0][0].start == 0 and found[0][0].low == found[0][0].high:
        unit = text[found[0][0].end :]
        if re.fullmatch(_UNIT, unit):
            return CellFigure(value=found[0][0].low, unit=unit)
    return _NOT_READ
