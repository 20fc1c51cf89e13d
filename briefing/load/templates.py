"""Templates as folders: the user's own are searched before the built-in ones."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from briefing.errors import BriefingError, Place, Problem, UsageError, did_you_mean
from briefing.load.fields import TEXT, Field, Record, decode, decoded, many
from briefing.load.page import Page
from briefing.load.yaml_nodes import read_yaml
from briefing.model.template import Parameter, Template

PARAMETER = Record(
    "parameter",
    "参数",
    (
        Field("name", TEXT, "名称，用于 --set 名称=值", required=True),
        Field("default", TEXT, "默认值"),
        Field("description", TEXT, "说明"),
    ),
)
TEMPLATE = Record(
    "template",
    "模板",
    (
        Field("title", TEXT, "名称，给人看的", required=True),
        Field("description", TEXT, "一句话说明"),
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
    if problems:
        raise BriefingError(problems)
    return Template(
        id=name,
        title=top["title"],
        description=top.get("description", ""),
        folder=folder,
        parameters=parameters,
        roots=tuple(roots),
    )
