"""An empty workbook for figures of one's own: heads, drop-downs, and how to fill it in."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.data.kinds import Field
from briefing.data.records import FACT, INDICATOR
from briefing.data.tables.record_heads import HEADS, OWNER, columns
from briefing.data_tools.workbook import FormColumn, FormPage, Value, workbook
from briefing.model.catalogue import Catalogue

ROOM = 200  # empty rows that are prepared

ASKED = ("indicator", "period", "value", "unit")
"""What is asked of every figure, beside its city."""
OFTEN = ("basis", "measure", "base", "scope", "target", "target_period", "bureau", "source", "caveat", "note")
"""What is asked of some; the columns that nobody fills in may be deleted."""
OF_AN_INDICATOR = ("name", "unit", "theme", "definition", "better", "compare")
"""What is asked of a new indicator; only its name and its unit must be given."""
WIDE = {"name": 26, "definition": 40, "indicator": 26, "caveat": 28, "note": 20, "source": 24}

GUIDE = (
    "一、“数据”表一行一个数。必填的只有城市、指标、时期、数值；单位已写在“指标”表里的，可以不填。其余各列用得着才填，不用的列可以删去。",
    "二、时期照来源写：2023年、2023年上半年、2023年三季度、2023年1—6月、2023年5月、截至2023年6月末；来源没有写明的填“未注明”。",
    "三、数值只填数，如 197.3；区间写成 300~310。占比、增速填百分数里的数，单位填 %。没有数的留空，不要填 0。",
    "四、时期口径：一段时间里发生的填“期间”，期末有多少填“时点”，从年初加起来的填“累计”。",
    "五、量：不填就是指标本身的量。同比增速另起一行，量填“增速”，基期填“同比”；位次填“位次”；人均填“人均”。",
    "六、来源填文件、报表或网页的名称；不填就记为这个工作簿。说明是读者必须知道的，会印出来；备注只给自己看，不印。",
    "七、新的指标在“指标”表里加一行，写名称和单位；有主题、口径和高低的一并写上，简报才能判断好坏。",
    "八、填好后存进工作区的 data/ 文件夹，运行 briefing check。",
)
EXAMPLES = (
    ("举例（照这样填进“数据”表）：", None),
    ("武汉市 | 经营主体 | 2023年 | 197.3 | 万户 | 时点", None),
    ("武汉市 | 经营主体 | 2023年 | 5.42 | % | （时期口径不填）| 量：增速 | 基期：同比", None),
    ("武汉市 | 施工许可审批时间 | 2023年 | 50 | 个工作日", None),
)


def empty_workbook(
    catalogue: Catalogue, offered: Sequence[str], cities: Sequence[str], indicators: Sequence[str]
) -> bytes:
    """Return an .xlsx file with a row for each of `cities` and each of `indicators`, and room for more.

    The drop-downs offer the cities `offered` and all indicators of the catalogue.
    """
    known = [item for item in catalogue.indicators.values() if not item.of]
    places: list[Value] = [*cities] or [None]
    units = {item.name: catalogue.units[item.family].only or None for item in known if item.family in catalogue.units}
    asked_for: list[tuple[Value, Value]] = [(name, units.get(name)) for name in indicators] or [(None, None)]
    rows = [(place, name, None, None, unit) for place in places for name, unit in asked_for if place or name]
    names = {"indicator": tuple(dict.fromkeys(item.name for item in known))}
    fields = {field.key: field for field in columns(FACT)}
    heads = (
        FormColumn(OWNER, 14, tuple(dict.fromkeys([*offered, *cities])), "城市的名称，如 武汉市、天河区。"),
        *(_column(fields[key], names.get(key, ())) for key in (*ASKED, *OFTEN)),
    )
    figures = FormPage("数据", heads, rows, room=ROOM)
    asked = {field.key: field for field in INDICATOR.fields} | {"unit": fields["unit"]}
    themes = tuple(theme.name for theme in catalogue.themes.values())
    new = FormPage("指标", tuple(_column(asked[key], themes * (key == "theme")) for key in OF_AN_INDICATOR), room=ROOM)
    guide = FormPage("填写说明", (), lines=(*((line, None) for line in GUIDE), ("", None), *EXAMPLES))
    return workbook([figures, new, guide])


def _column(field: Field, choices: tuple[str, ...] = ()) -> FormColumn:
    return FormColumn(HEADS[field.key], WIDE.get(field.key, 12), choices or field.kind.allowed, f"{field.note}。")
