"""The record tables of a template.yaml: what may stand at each key, and what it means."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from briefing.data.fields import many, one
from briefing.data.kinds import FLAG, TEXT, TEXTS, Field, Kind, Record, mapping_of, of, one_of, some_of, such
from briefing.data.yaml_values import Value
from briefing.model.template import (
    FONT_ROLES,
    NEEDS,
    SIZES,
    TEMPLATE_KINDS,
    TYPES,
    ChartOptions,
    NumberOptions,
    OrderOptions,
    WordingOptions,
)

MOST_DIGITS = 4
"""Decimals of a computed figure: no input holds more that matter."""


def _scalar(value: Value) -> str:
    """A default as it would be typed after `--set`."""
    if type(value) is bool:
        return "是" if value else "否"
    if isinstance(value, str | int | Decimal):
        return str(value)
    raise ValueError


COLOUR = re.compile("#[0-9a-f]{6}")
COLORS = mapping_of(
    '“城市: "#004c8b"”的一组，颜色是六位十六进制数，要加引号',
    Kind(
        "颜色",
        such(lambda value: str(TEXT.read(value)).lower(), COLOUR.fullmatch),
        {"type": "string", "pattern": "^#[0-9A-Fa-f]{6}$"},
    ),
)
FONTS = mapping_of(f"“用处: 字体”的一组，用处有 {'、'.join(FONT_ROLES)}", TEXT, FONT_ROLES)
UNITS = mapping_of("“指标: 单位”的一组，如 {地区生产总值: 亿元}", TEXT)
DIGITS = Kind(
    f"0 至 {MOST_DIGITS} 的整数",
    such(of(int), range(MOST_DIGITS + 1).__contains__),
    {"type": "integer", "minimum": 0, "maximum": MOST_DIGITS},
)
SCALAR = Kind("文字、数字、true 或 false", _scalar, {"type": ["string", "number", "boolean"]})
WANTED = some_of(f"下列之一：{'、'.join(NEEDS)}", NEEDS)
PARAMETER = Record(
    "parameter",
    "参数",
    (
        Field("name", TEXT, "名称，用于 --set 名称=值", required=True),
        Field("type", one_of(*TYPES), "类型；不写为文字"),
        Field("default", SCALAR, "默认值"),
        Field("options", TEXTS, "类型为选项时，可选的值"),
        Field("description", TEXT, "说明"),
        Field("required", FLAG, "是否必须给出；不写为 false"),
    ),
)
CHARTS = Record(
    "charts",
    "图的样式",
    (
        Field("colors", COLORS, '图中城市的颜色，如 {武汉: "#004c8b"}；不写的按城市代码的先后各有固定的颜色'),
        Field("size", one_of(*SIZES), "图的宽度：大 与版心同宽，中、小 窄一些；不写为大"),
        Field("black_and_white", FLAG, "是否只用黑白灰，用于黑白印刷；不写为 false"),
    ),
)
NUMBERS = Record(
    "numbers",
    "数字的写法",
    (
        Field("units", UNITS, "指标换用的单位，如 {地区生产总值: 亿元}；只在“万”“亿”之间换，数字照原样"),
        Field("digits", DIGITS, "推算的数最多写几位小数；不写为一至两位"),
    ),
)
WORDING = Record(
    "wording",
    "称呼",
    (
        Field("home", TEXT, "本地城市（--home）第二次出现起的称呼，如 我市"),
        Field("office", TEXT, "编发单位第二次出现起的简称，如 市营商办"),
    ),
)
ORDER = Record(
    "order",
    "次序",
    (
        Field("themes", TEXTS, "排在前面的主题，按先后"),
        Field("cities", TEXTS, "排在前面的城市，按先后"),
    ),
)
Options = ChartOptions | NumberOptions | WordingOptions | OrderOptions
GROUPS: Mapping[str, tuple[Record, type[Options]]] = {
    "charts": (CHARTS, ChartOptions),
    "numbers": (NUMBERS, NumberOptions),
    "wording": (WORDING, WordingOptions),
    "order": (ORDER, OrderOptions),
}
"""Keys that hold keys, with what becomes of them."""
TEMPLATE = Record(
    "template",
    "模板",
    (
        Field("title", TEXT, "名称，给人看的", required=True),
        Field("base", TEXT, "底本：另一个模板的名称；这里没有写的都照用它的，它改了也跟着变"),
        Field("description", TEXT, "一句话说明"),
        Field("kind", one_of(*TEMPLATE_KINDS), "写什么：briefing 简报，memo 行文（函、签报、便函）；不写为 briefing"),
        Field("ending", TEXT, "拟定标题时的结尾，如 对标分析；不写为情况或情况比较；行文写文种，如 函"),
        Field("fonts", FONTS, "Word 文件换用的字体，如 {body: 仿宋_GB2312}；不写则照版式文件"),
        Field("charts", one(CHARTS), "图的颜色、大小"),
        Field("numbers", one(NUMBERS), "数字的单位、位数"),
        Field("wording", one(WORDING), "对本地、编发单位的称呼"),
        Field("order", one(ORDER), "主题、城市的先后"),
        Field("needs", WANTED, "除城市、主题外还要给出的：home 本地城市（--home）"),
        Field("cities", TEXTS, "正文写明的城市；没有写 --city 时选它们，不写为全部"),
        Field("parameters", many(PARAMETER), "参数；与底本同名的，只写要改的键"),
    ),
)
