"""Templates as folders: the user's own are searched before the built-in ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from briefing.errors import BriefingError, Place, Problem, UsageError, did_you_mean
from briefing.load.fields import FLAG, STRING, TEXT, TEXTS, Field, Kind, Record, decode, decoded, many, one_of
from briefing.load.page import Page
from briefing.load.values import Block, Value
from briefing.load.yaml_nodes import read_yaml
from briefing.model.template import CHOICE, FONT_ROLES, NEEDS, TYPES, Parameter, Template


def _scalar(value: Value) -> str:
    """A default as it would be typed after `--set`."""
    if type(value) is bool:
        return "是" if value else "否"
    if isinstance(value, str | int | Decimal):
        return str(value)
    raise ValueError


def _needs(value: Value) -> tuple[str, ...]:
    found: tuple[str, ...] = TEXTS.read(value)
    if not set(found) <= set(NEEDS):
        raise ValueError
    return found


def _fonts(value: Value) -> dict[str, str]:
    if type(value) is not Block:
        raise ValueError
    found = {role: TEXT.read(name) for role, name in value.items()}
    if not set(found) <= set(FONT_ROLES):
        raise ValueError
    return found


FONTS = Kind(
    f"“用处: 字体”的一组，用处有 {'、'.join(FONT_ROLES)}",
    _fonts,
    {"type": "object", "properties": dict.fromkeys(FONT_ROLES, STRING), "additionalProperties": False},
)
SCALAR = Kind("文字、数字、true 或 false", _scalar, {"type": ["string", "number", "boolean"]})
WANTED = Kind(f"下列之一：{'、'.join(NEEDS)}", _needs, {"anyOf": [STRING, {"type": "array", "items": STRING}]}, NEEDS)
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
TEMPLATE = Record(
    "template",
    "模板",
    (
        Field("title", TEXT, "名称，给人看的", required=True),
        Field("description", TEXT, "一句话说明"),
        Field("ending", TEXT, "拟定标题时的结尾，如 对标分析；不写为情况或情况比较"),
        Field("fonts", FONTS, "Word 文件换用的字体，如 {body: 仿宋_GB2312}；不写则照版式文件"),
        Field("needs", WANTED, "除城市、主题外还要给出的：home 本地城市（--home）"),
        Field("parameters", many(PARAMETER), "参数"),
    ),
)
DESCRIPTION = "template.yaml"


def template_ids(roots: Sequence[Path]) -> list[str]:
    """The names of all templates in the folders `roots`, each once, sorted."""
    return sorted({path.parent.name for root in roots for path in root.glob(f"*/{DESCRIPTION}")})


def read_template(name: str, roots: Sequence[Path]) -> Template:
    """The template `name` from the first of `roots` that has it.

    UsageError with the nearest names if none has; BriefingError if its description is wrong.
    """
    folder = next((root / name for root in roots if (root / name / DESCRIPTION).is_file()), None)
    if folder is None or Path(name).name != name:
        known = template_ids(roots)
        hint = did_you_mean(name, known) or f"现有模板：{'、'.join(known)}。"
        raise UsageError(Problem(f"没有名为“{name}”的模板。", hint=hint))
    path = folder / DESCRIPTION
    value, problems = read_yaml(path)
    page = Page(str(path), problems)
    top = None if value is None else decode(TEMPLATE, value, page)
    if top is None or problems:
        raise BriefingError(problems or Problem("模板说明不能读取。", Place(str(path))))
    parameters = tuple(
        Parameter(**values, place=place) for values, place in decoded(PARAMETER, top.get("parameters", []), page)
    )
    problems += _unfit(parameters)
    if problems:
        raise BriefingError(problems)
    return Template(
        id=name,
        title=top["title"],
        description=top.get("description", ""),
        ending=top.get("ending", ""),
        fonts=top.get("fonts", {}),
        needs=top.get("needs", ()),
        folder=folder,
        parameters=parameters,
        roots=tuple(roots),
    )


def _unfit(parameters: Iterable[Parameter]) -> Iterator[Problem]:
    """Parameters named twice, options that are missing or idle, and defaults that are not allowed."""
    seen: set[str] = set()
    for item in parameters:
        if item.name in seen:
            yield Problem(f"参数“{item.name}”写了两次。", item.place, "请删去一个，或改名。")
        seen.add(item.name)
        if (item.type == CHOICE) is not bool(item.options):
            hint = "类型为选项的要写 options: [甲, 乙]，其他类型不写。"
            yield Problem(f"参数“{item.name}”的 options 与类型“{item.type}”不符。", item.place, hint)
        elif item.default and (item.default not in item.options if item.options else not _fits(item)):
            yield Problem(f"参数“{item.name}”的默认值“{item.default}”不对。", item.place, f"应为{item.allowed}。")


def _fits(item: Parameter) -> bool:
    try:
        item.read(item.default)
    except ValueError:
        return False
    return True
