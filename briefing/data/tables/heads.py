"""What the head of a column, or the first cell of a row, says: name, unit, period, measure, what the column is for."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from briefing.data.tables.grid import name_of
from briefing.data.tables.lexicon import Lexicon
from briefing.data.tables.periods import Relative, is_period, split_period, split_relative
from briefing.model.measure import Measure, MeasureKind, Price


class ColumnRole(StrEnum):
    """What a column is for, as a preview names it."""

    VALUE = "数值"
    YEAR_EARLIER = "去年同期"
    TARGET = "目标"
    RATE = "完成率"
    PLACE = "城市"
    INDICATOR = "指标"
    NAME = "名称"
    PERIOD = "时期"
    UNIT = "单位"
    CODE = "代码"
    BUREAU = "牵头单位"
    SOURCE = "来源"
    NOTE = "备注"
    SERIAL = "序号"
    SKIPPED = "不读"


_STUBS = {
    role: re.compile("|".join(forms), re.IGNORECASE)
    for role, forms in (
        (
            ColumnRole.PLACE,
            (
                "城市|地区|区域|地市|市州|州市|市县|县市|区县|县区|县市区|市区|省份|省市|省区市|省辖市|省级|地名",
                "(?:市|区|县|省)(?:名称?)?|(?:城市|地区|区域|区划|行政区|单位)名称|行政区划?|各?[市县区]别|县\\(市、区\\)",
            ),
        ),
        (
            ColumnRole.INDICATOR,
            (
                "(?:主要|考核|监测|统计|评价|[一二三]级)*指标(?:名称|项目|内容)?",
                "项目(?:名称)?|指标项|监测内容|内容",
            ),
        ),
        (ColumnRole.NAME, ("名称|类别名称|项目/?指标|单位名",)),
        (ColumnRole.PERIOD, ("年份?|年度|时间|时期|月份?|期别|日期|报告期|统计期|统计时间|年月|季度",)),
        (ColumnRole.UNIT, ("(?:计量)?单位",)),
        (ColumnRole.CODE, ("(?:行政)?(?:区划)?代码|区划码|编码|(?:行政区划|地区|城市)代码",)),
        (ColumnRole.BUREAU, ("(?:牵头|责任|主管|负责|报送|填报|提供|承办)(?:单位|部门)|部门",)),
        (ColumnRole.SOURCE, ("数?据?来源|出处|资料来源",)),
        (ColumnRole.NOTE, ("备注|说明|注",)),
        (ColumnRole.SERIAL, ("序号|编号|序|号|行次|no\\.?|栏次|.{1,6}(?:编号|编码)",)),
        (
            ColumnRole.SKIPPED,
            ("(?:指标)?(?:类别|分类|领域|类型|版块|板块)|填报人|联系人|联系电话|电话|责任人|负责人|审核人|填表人",),
        ),
    )
}
_VALUE = re.compile(
    "绝对[量值额数]|总量|总额|数值|数量|数额|指标值|实绩|实际值?|实际完成(?:[数值额量]|情况)?|(?:完成|发生|实现|统计|监测)(?:[数值额量])?|完成情况|"
    "规模|数|值|量|金额|(?:期末)?(?:实有|在册)(?:[户人]?数|量)?|(?:本期|期末|当期)(?:[数值额量])"
)
_TARGET = re.compile(
    "(?:(?:年度|全年|年|本年|当年)?(?:预期|工作|考核)?(?:目标|计划)(?:任务)?(?:[数值量额])?|目标任务数?|任务数|年度任务|全年任务)"
)
_RATE = re.compile(
    "(?:累计|目标|计划|任务|年度|全年)*完成(?:率|进度|比例|比重|百分比)|(?:占|为|完成)(?:年度|全年|年|本年)?(?:预期)?(?:目标|计划|任务)"
    "(?:任务)?[数值量额]?的?(?:比重|比例|进度|百分比|%)*|(?:目标|计划|任务)完成(?:率|进度|情况)"
)
_RANK = re.compile(
    "(?P<list>在?(?:全[国省市区县]|[0-9一二三四五六七八九十]{1,3}个[^0-9]{0,6}?[市区县州]|(?:副省级|省会|同类|主要)城市|计划单列市|全国百强)?[中内]?的?)"
    "(?:总量|增速|增幅|绝对[量值])?(?:位次|排名|排位|名次|位序|序位)(?:情况)?"
)
_RANK_CHANGE = re.compile("(?:(?:位次|排名|名次)(?:变[动化]|升降|增减)|(?:比|较).{1,6}(?:位次|排名)变[动化])(?:情况)?")
_GROWTH = re.compile(
    r"(?P<base>同比|环比|(?:比|较)?(?:上年|去年)(?:同期|同月)?|(?:比|较)上[月季]|(?:比|较)(?:上年末|年初)|年均|定基|(?:比|较)(?:\d{4}|“?十.五”?末?)年?)?"
    r"(?P<price>名义|实际|可比价(?:格)?|现价|按可比价格?计算)?"
    r"(?P<word>增长速度|增长率|增速|增长幅度|增长|增幅|增减率|增减幅度?|增减[量额数]|净增[量额数]?|增加[量额数]?|增[量额]|增减|涨跌幅度?|涨幅|升降幅?度?|"
    r"变化(?:率|幅度)?|变动(?:幅度)?|降幅|跌幅|下降|减少[量额数]?|降低|压减|增\(?[+]?\)?减\(?-?\)?)?(?P<sign>±|[+]/?-)?"
)
_RATES = re.compile("增长速度|增长率|增速|增长幅度|增长|增幅|增减率|增减幅度?|涨跌幅度?|涨幅|变化率|降幅|跌幅")
_AMOUNTS = re.compile("(?:增减|净增|增加|减少|增)[量额数]|净增")
_FALLS = re.compile("降幅|跌幅|下降|减少|降低|压减")
_SHARE = re.compile(
    "(?P<whole>全[国省市区县州])(?:占比|比重|份额)|(?:占(?P<base>.*?)的?)?(?:比重|占比|份额)|占(?P<other>.+?)(?:的?(?:百分比|比例)|%)?"
)
_TAIL = re.compile("(?P<name>.*?)[_-]?(?P<word>累计|当[月季期]|本[月季期])(?:[数量额值]|完成)?")
"""A name with how its figures are counted behind it: 工业增加值累计, GDP_当季值."""
_OWN = {
    "人均": MeasureKind.PER_HEAD,
    "户均": MeasureKind.PER_HOUSEHOLD,
    "地均": MeasureKind.PER_AREA,
    "指数": MeasureKind.INDEX,
    **dict.fromkeys(("得分", "评分", "分值", "分数", "综合得分"), MeasureKind.SCORE),
}
"""Measures that are meant only where they are all that a head says."""
_PERCENT = re.compile(r"(?:±|[+]/?-)?[%]|百分比|百分数|为%")
_BASES = (("环比|上[月季]", "环比"), ("上年末|年初", "较年初"), ("同比|上年|去年|同期", "同比"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one text says; "" and None for what it does not.

    `falls`: its figures are decreases (下降%). `added`: they have added up; `stock`: they are of the end of the period.
    `open_change`: neither the word nor a unit says whether a change is an amount or a rate (同比增减).
    """

    name: str = ""
    unit: str = ""
    period: str = ""
    relative: Relative | None = None
    measure: Measure | None = None
    role: ColumnRole | None = None
    falls: bool = False
    open_change: bool = False
    stock: bool = False
    added: bool = False


def stub_role(text: str) -> ColumnRole | None:
    """Return what the column below the head is for if it is none of figures, else None."""
    return next((role for role, form in _STUBS.items() if form.fullmatch(text)), None)


def read_head(text: str, lexicon: Lexicon, column: bool = True) -> Said:
    """Return what a tidied text says. `column`: it is the head of a column, not the first cell of a row."""
    if lexicon.indicator(name_of(text)):
        return Said(name=lexicon.indicator(name_of(text)))
    if column and not _measure(text, "", True) and (alone := unit_of(text.strip("()"), lexicon)):
        return Said(unit=alone)
    rest, unit, index = _without_unit(text, lexicon)
    if lexicon.indicator(name_of(rest)):
        return Said(name=lexicon.indicator(name_of(rest)), unit=unit)
    if column and (_TARGET.fullmatch(rest) or _RATE.fullmatch(rest)):
        return _of_words(rest, unit, Said(), column)
    period, rest = split_period(rest)
    relative, rest = split_relative(rest)
    if period.endswith("累计"):
        period, relative = period.removesuffix("累计"), Relative.CUMULATIVE
    stock = relative is not None and "末" in text
    said = _of_words(rest, unit, Said(period=period, relative=relative, stock=stock), column)
    if relative is None and (tail := _TAIL.fullmatch(said.name)):
        relative = Relative.CUMULATIVE if tail["word"] == "累计" else Relative.WITHIN
        said = replace(said, name=tail["name"], relative=relative)
    if index and said.measure in (None, Measure(kind=MeasureKind.INDEX)):
        return replace(said, measure=Measure(kind=MeasureKind.INDEX, base=index))
    return said


def _without_unit(text: str, lexicon: Lexicon) -> tuple[str, str, str]:
    """Return the text without the unit in it, that unit, and what an index is based on (上年=100)."""
    for found in re.finditer(r"[(\[【](?:单位[:：]?)?([^()\[\]】]+)[)\]】]", text):
        inner = found[1].strip()
        if based := re.fullmatch("(?:以)?(.{1,8})(?:=|为)100", inner):
            return text[: found.start()] + text[found.end() :], "", based[1]
        if unit := unit_of(inner, lexicon):
            return text[: found.start()] + text[found.end() :], unit, ""
        if is_period(inner):
            return f"{inner}{text[: found.start()]}{text[found.end() :]}", "", ""
    if percent := re.fullmatch(rf"(.+?)(?:[:,、/])?(?:{_PERCENT.pattern})", text):
        return percent[1], "%", ""
    if (parted := re.fullmatch("(.+)[,/:、](.+)", text)) and (unit := unit_of(parted[2], lexicon)):
        return parted[1], unit, ""
    return text, "", ""


def unit_of(text: str, lexicon: Lexicon) -> str:
    """Return the unit that the text is, as it is written in data, "" if it is none."""
    if _PERCENT.fullmatch(text):
        return "%"
    return text if lexicon.unit(text) else ""


def _of_words(rest: str, unit: str, said: Said, column: bool) -> Said:
    """Return what the words beside unit and period say."""
    said = replace(said, unit=unit)
    if column:
        for role, form in ((ColumnRole.RATE, _RATE), (ColumnRole.TARGET, _TARGET)):
            if form.fullmatch(rest):
                return replace(said, role=role)
            if found := re.fullmatch(f"(.+?)(?:{form.pattern.replace('目标|计划', '目标')})", rest):
                return replace(said, role=role, name=name_of(found[1]))
        if said.relative is Relative.YEAR_EARLIER:
            rest = "" if _VALUE.fullmatch(rest) else rest
            return replace(said, role=ColumnRole.YEAR_EARLIER) if not rest else _measured(rest, said, column)
    if not rest or (column and _VALUE.fullmatch(rest)):
        return replace(said, role=ColumnRole.VALUE)
    return _measured(rest, said, column)


def _measured(rest: str, said: Said, column: bool) -> Said:
    """Return the measure at the end of the words (增速, 全省位次, 占比), and the name before it."""
    for start in range(len(rest)):
        if found := _measure(rest[start:], said.unit, column and start == 0):
            measure, falls, open_change = found
            name = name_of(re.sub("的$", "", rest[:start]))
            if name and column and _VALUE.fullmatch(name):
                name = ""
            return replace(
                said, name=name, measure=measure, falls=falls, open_change=open_change, role=ColumnRole.VALUE
            )
    return replace(said, name=name_of(rest), role=ColumnRole.VALUE)


def _measure(text: str, unit: str, whole: bool) -> tuple[Measure, bool, bool] | None:
    """Return the measure that the text is, whether its figures are decreases, whether its kind is still open."""
    found: Measure | None = None
    if _RANK_CHANGE.fullmatch(text):
        found = Measure(kind=MeasureKind.RANK_CHANGE)
    elif ranked := _RANK.fullmatch(text):
        listed = re.sub("^在|[中内]?的?$", "", ranked["list"])
        base = "增速" if re.search("增速|增幅", text) else ""
        found = Measure(kind=MeasureKind.RANK, ranking=listed, base=base)
    elif (share := _SHARE.fullmatch(text)) and (whole or text[0] in "占全" or len(text) == 2):
        found = Measure(kind=MeasureKind.SHARE, base=share["whole"] or share["base"] or share["other"] or "")
    elif (growth := _GROWTH.fullmatch(text)) and text:
        return _growth(growth, unit)
    elif whole and text in _OWN:
        found = Measure(kind=_OWN[text])
    return (found, False, False) if found else None


def _growth(found: re.Match[str], unit: str) -> tuple[Measure, bool, bool] | None:
    word, written = found["word"] or "", found["base"] or ""
    if not word and not found["sign"] and written not in ("同比", "环比"):
        return None
    base = next((name for form, name in _BASES if re.search(form, written)), written)
    price = {"名": Price.NOMINAL, "现": Price.NOMINAL, "": None}.get((found["price"] or "")[:1], Price.CONSTANT)
    rate = _RATES.fullmatch(word) or (unit in ("%", "‰") and not _AMOUNTS.fullmatch(word))
    amount = _AMOUNTS.fullmatch(word) or (unit and unit not in ("%", "‰"))
    kind = MeasureKind.CHANGE if amount else MeasureKind.GROWTH
    return Measure(kind=kind, base=base, price=price), bool(_FALLS.search(word)), not rate and not amount
