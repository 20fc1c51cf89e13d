"""Figures and units (GB/T 15835—2011 and GB 3100, which GB/T 9704—2012 asks for in 9)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from briefing.conformance.rule import Hit, Strength
from briefing.conformance.rules.common import HAN, NUMBER, covered, excerpt, rule
from briefing.conformance.word_file import WordFile

_PERCENT = re.compile(rf"(?<![\d.,])({NUMBER})%")
_RISE = re.compile(rf"(?:提高|上升|升高|增加|增长|高出|高|多|下降|降低|回落|减少|低|少)了?约?({NUMBER})%")
_SHARE = re.compile(
    rf"(?:占比|比重|份额)[^，。；：、\d]{{0,8}}(?:提高|上升|增加|高出|高|下降|降低|回落|减少|低)了?约?{NUMBER}%"
)


def _points(file: WordFile) -> Iterator[Hit]:
    """A difference of two shares is told in 百分点: 82% is 17 of them more than 65%."""
    for item in file.all_paragraphs:
        for sentence in re.split("[。；]", item.text):
            figures = [_amount(text) for text in _PERCENT.findall(sentence)[:_MANY]]
            gaps = {abs(first - second) for first in figures for second in figures if first != second}
            wrong = [found for found in _RISE.finditer(sentence) if _amount(found[1]) in gaps]
            yield from (Hit(excerpt(sentence, found), item.position) for found in wrong or _SHARE.finditer(sentence))


_MANY = 50  # figures in one sentence, all of which are compared with each other


def _amount(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


_GROUPED = re.compile(r"(?<![\d,.])\d{1,3}(?:,\d{3})+(?!\d)")
_UNGROUPED = re.compile(rf"(?<![\d,.A-Za-z〔（(/:：-])\d{{5,9}}(?=(?:\.\d+)?[万亿]?[{HAN}])(?![号年])")
_GROUP_FROM = 5  # digits: with four, grouping is left to the writer


def _thousands(file: WordFile) -> Iterator[Hit]:
    """Figures of five digits and more are all grouped, or none is."""
    grouped = (found[0] for item in file.all_paragraphs for found in _GROUPED.finditer(item.text))
    if any(len(text.replace(",", "")) >= _GROUP_FROM for text in grouped):
        for item in file.all_paragraphs:
            text = covered(item)
            yield from (Hit(excerpt(text, found), item.position) for found in _UNGROUPED.finditer(text))


_FULL_WIDTH = "[０-９Ａ-Ｚａ-ｚ．％]+"
_PERCENT_RANGE = rf"(?<![\d.,%]){NUMBER}\s?(?:[-—–~～]|至|到)\s?{NUMBER}%"
_UNIT_RANGE = rf"(?<![\d.,]){NUMBER}\s?[-—–~～]\s?{NUMBER}[万亿]"
_HYPHEN_RANGE = rf"(?<![\d.A-Za-z-])(?!0\d|\d{{7}}){NUMBER}[%‰万亿]?[{HAN}]{{0,3}}-(?!\d{{7}}){NUMBER}(?=[%‰万亿{HAN}])"
"""Not a number of a telephone: that begins with 0 or has seven digits."""

_TIMES = rf"(?:下降|减少|降低|压缩|缩短|压减|缩减|减)(?:了|到)?约?{NUMBER}倍"
_SHORT_YEAR = r"(?<![\d〔.])[0-4]\d年(?:\d{1,2}月(?!份?以)|[底末初]|以来|度)|(?<!\d)’\d\d年"
_APPROXIMATE = rf"约{NUMBER}[^，。；、]{{0,6}}(?:左右|上下)|约{NUMBER}余"
_UNIT = r"平米|公分|(?<![A-Za-z\d.])\d+(?:\.\d+)?\s?(?:KM|Km|KG|Kg|M2|m2|㎡)(?![A-Za-z])"

_CLAUSE = "9；GB/T 15835—2011"

RULES = (
    rule("full-width", "全角数字和字母", Strength.USUAL, _CLAUSE, "半角", _FULL_WIDTH,
         "选中 → 开始 → 更改大小写 → 半角。"),
    rule("range-percent", "百分数范围", Strength.REQUIRED, f"{_CLAUSE} 5.1.4", "前后都带 %（4%～6%）",
         _PERCENT_RANGE, "前一个数也写上 %。"),
    rule("range-unit", "数值范围的单位", Strength.REQUIRED, f"{_CLAUSE} 5.1.4", "前后都带万、亿（13万元～17万元）",
         _UNIT_RANGE, "前一个数也写上万、亿和单位。"),
    rule("range-dash", "数值范围的连接号", Strength.USUAL, "9；GB/T 15834—2011 4.13", "“～”或“—”", _HYPHEN_RANGE,
         "把“-”改为“～”（年份之间用“—”）。"),
    rule("points", "百分点", Strength.USUAL, f"{_CLAUSE}；统计用语", "两个百分数的差说“百分点”", _points,
         "把“%”改为“个百分点”。"),
    rule("times", "减少的倍数", Strength.USUAL, "统计用语", "减少用百分数或分数，不用倍", _TIMES,
         "改写为减少百分之几，或减少到几分之一。"),
    rule("year", "年份", Strength.USUAL, f"7.3.5.4；{_CLAUSE} 5.1.5", "四位数字（2026年）", _SHORT_YEAR,
         "写全年份。"),
    rule("thousands", "千分撇", Strength.USUAL, f"{_CLAUSE} 5.1.1", "全文一致", _thousands,
         "五位以上的整数都加千分撇，或都不加。"),
    rule("approximate", "概数", Strength.USUAL, f"{_CLAUSE} 5.2", "“约”与“左右”“余”只用一个", _APPROXIMATE,
         "删去“约”或“左右”。"),
    rule("unit", "计量单位", Strength.USUAL, "9；GB 3100", "法定计量单位的名称或符号", _UNIT,
         "改为平方米、厘米、km、kg 等。"),
)  # fmt: skip
"""The rules of this module."""
