"""The sheets on which a workbook holds records, and what their columns are headed: the Chinese of each key."""

from __future__ import annotations

from collections.abc import Mapping

from briefing.data import records
from briefing.data.kinds import Field, Record

FACTS = "数据"
"""The sheet of the figures."""
SHEETS: Mapping[str, Record] = {
    FACTS: records.FACT,
    "城市": records.CITY,
    "来源": records.SOURCE,
    "做法": records.PRACTICE,
    "关联": records.RELATION,
    "未披露": records.UNDISCLOSED,
    "指标": records.INDICATOR,
    "主题": records.THEME,
    "事项": records.TOPIC,
    "单位": records.FAMILY,
    "评价体系": records.FRAMEWORK_ITEM,
    "可比性": records.STATEMENT,
}
"""Each sheet by its name; the records of one city have a column 城市 before their own."""

OF_A_CITY = (records.FACT, records.SOURCE, records.PRACTICE, records.RELATION, records.UNDISCLOSED)
"""The records that belong to a city; a source of none is shared by all."""

OWNER = "城市"
FRAMEWORK = "体系"
"""The column of a framework's item that names the framework."""

PLACE, PLACES = "位置", ("paragraph", "cell")
"""The one column in which a fact has its paragraph or its cell."""

HEADS = {
    "id": "标识",
    "code": "代码",
    "name": "名称",
    "level": "级别",
    "parent": "上级",
    "aliases": "其他名称",
    "title": "标题",
    "publisher": "发布单位",
    "date": "日期",
    "url": "网址",
    "paragraphs": "段数",
    "indicator": "指标",
    "period": "时期",
    "value": "数值",
    "unit": "单位",
    "measure": "量",
    "base": "基期",
    "price": "价格",
    "survey": "调查方式",
    "ranking": "榜单",
    "of": "参评数",
    "basis": "时期口径",
    "scope": "范围",
    "qualifier": "约数",
    "printed": "原文",
    "direction": "增减",
    "status": "状态",
    "audience": "公开范围",
    "break": "断点",
    "target": "目标值",
    "target_period": "目标时期",
    "bureau": "牵头单位",
    "cause": "原因",
    "headline": "分量",
    "source": "来源",
    "paragraph": "段号",
    "cell": "单元格",
    "caveat": "说明",
    "note": "备注",
    "theme": "主题",
    "topic": "事项",
    "text": "正文",
    "facts": "数据点",
    "first": "首创",
    "kind": "种类",
    "key": "代表数据点",
    "members": "成员",
    "family": "单位族",
    "definition": "口径",
    "better": "高低",
    "compare": "可比",
    "weight": "权重",
    "rhythm": "周期",
    "frameworks": "评价体系",
    "national": "国家评价指标",
    "between": "所涉",
    "reason": "理由",
    "tell": "写出",
    "units": "单位与倍数",
    "scalable": "可加万亿",
}
"""What the column of each key is headed, whatever the record."""

_FIRST = ("indicator", "period", "value", "unit")
"""The columns of a fact that everybody fills in stand first."""


def columns(record: Record) -> list[Field]:
    """Return the fields of a record in the order of their columns."""
    return sorted(record.fields, key=lambda field: _FIRST.index(field.key) if field.key in _FIRST else len(_FIRST))


def keys_by_head(record: Record) -> dict[str, str]:
    """Return the keys of a record by the heads of their columns, those of other tables that it may name beside them."""
    keys = {HEADS[field.key]: field.key for field in record.fields}
    if record in OF_A_CITY:
        keys[OWNER] = "city"
    if record is records.FRAMEWORK_ITEM:
        keys[FRAMEWORK] = FRAMEWORK
    if record is records.INDICATOR:
        keys[HEADS["unit"]] = "unit"
    return keys
