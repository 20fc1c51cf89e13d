"""Templates as folders: the user's own are searched before the built-in ones, and one may rest on another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from briefing.data.fields import decode, decoded
from briefing.data.reading import Page
from briefing.data.template_paths import DESCRIPTION, SHELL, is_name, own_file, strays
from briefing.data.template_records import GROUPS, PARAMETER, TEMPLATE
from briefing.data.yaml_files.yaml_nodes import read_yaml
from briefing.data.yaml_values import YamlMapping
from briefing.errors import NOWHERE, BriefingError, Location, Problem, UsageError, did_you_mean
from briefing.model.template import CHOICE, Parameter, Template

TAKEN_OVER = ("description", "kind", "ending", "needs", "cities")
"""Keys whose values are those of the base where a template does not write them."""
JOINED = ("fonts",)
"""Keys of which a template writes those parts that are not as in the base; so it is with `GROUPS` and parameters."""
DEEPEST = 10  # bases below each other


def template_ids(roots: Sequence[Path]) -> list[str]:
    """The names of all templates in the folders `roots`, each once, sorted."""
    return sorted(
        {path.parent.name for root in roots for path in root.glob(f"*/{DESCRIPTION}") if is_name(path.parent.name)}
    )


def read_templates(roots: Sequence[Path]) -> tuple[list[Template], list[Problem]]:
    """All templates in the folders `roots` that can be read, by name, and what is wrong with the others."""
    found: list[Template] = []
    problems: dict[str, Problem] = {}
    for name in template_ids(roots):
        try:
            found.append(_read(name, roots, ()))
        except BriefingError as error:
            problems |= {str(problem): problem for problem in error.problems}
    return found, list(problems.values())


def read_template(name: str, roots: Sequence[Path]) -> Template:
    """The template `name` from the first of `roots` that has it, with what it takes over from its base.

    A title (简报) is as good as a name where one template alone bears it. UsageError with the nearest names if none
    has; BriefingError if its description, or one below it, is wrong, or if one of their files lies outside `roots`.
    """
    if _has(name, roots):
        return _read(name, roots, ())
    titled = [template for template in read_templates(roots)[0] if template.title == name.strip()]
    if len(titled) == 1:
        return titled[0]
    if titled:
        several = "、".join(template.id for template in titled)
        raise UsageError(Problem(f"叫“{name}”的模板不止一个：{several}。", hint="请写其中一个的模板名。"))
    raise UsageError(_unknown(f"没有名为“{name}”的模板。", name, roots))


def _has(name: str, roots: Sequence[Path]) -> bool:
    return is_name(name) and any((root / name / DESCRIPTION).is_file() for root in roots)


def _unknown(message: str, name: str, roots: Sequence[Path], place: Location = NOWHERE) -> Problem:
    known = template_ids(roots)
    return Problem(message, place, did_you_mean(name, known) or f"现有模板：{'、'.join(known)}。")


def _read(name: str, roots: Sequence[Path], above: tuple[str, ...]) -> Template:
    """The template `name`, which the templates `above` rest on, the nearest last."""
    folder = next(root / name for root in roots if (root / name / DESCRIPTION).is_file())
    path = folder / DESCRIPTION
    own_file(path, roots)
    page = Page(str(path))
    lines, top = _decoded(path, page)
    problems = page.problems
    groups = {key: decode(record, top.pop(key, YamlMapping()), page) or {} for key, (record, _) in GROUPS.items()}
    own = list(decoded(PARAMETER, top.pop("parameters", []), page))
    problems += _twice(own)
    place = Location(str(path), lines.get("base"), "base")
    base = _base(top.pop("base"), roots, (*above, name), place, problems) if "base" in top else None
    parameters = _joined(base.parameters if base else (), own)
    problems += () if problems else _unfit(parameters)
    seen: dict[str, str] = {}
    for city, colour in groups["charts"].get("colors", {}).items():
        if (first := seen.setdefault(colour, city)) != city:
            message = f"“{first}”和“{city}”用了同一种颜色 {colour}。"
            page.error(message, lines.get("charts"), "charts", "请换一种，否则图里分不清。")
    if problems:
        raise BriefingError(problems)
    shell = own_file(folder / SHELL, roots)
    instead = f"底本“{base.id}”" if base and base.shell else "程序自带"
    taken = {key: getattr(base, key) for key in TAKEN_OVER} if base else {}
    return Template(
        **{**taken, **top, **{key: {**(getattr(base, key) if base else {}), **top.get(key, {})} for key in JOINED}},
        **{key: _over(getattr(base, key) if base else made(), groups[key]) for key, (_, made) in GROUPS.items()},
        id=name,
        folder=folder,
        parameters=parameters,
        roots=tuple(roots),
        base=base,
        shell=shell or (base.shell if base else None),
        doubts=(*strays(folder, shell, instead), *(base.doubts if base else ())),
    )


def _decoded(path: Path, page: Page) -> tuple[Mapping[str, int], dict[str, Any]]:
    """Return the lines of the keys of a description, and their values. BriefingError where it cannot be read."""
    value, faults = read_yaml(path)
    page.problems += faults
    if type(value) is YamlMapping and "colors" in value:
        value.pop("colors")
        hint = '请写作 charts: {colors: {武汉: "#004c8b"}}。'
        page.error("城市的颜色移到了 charts 下面。", value.lines["colors"], "colors", hint)
    top = None if value is None else decode(TEMPLATE, value, page)
    if top is None or type(value) is not YamlMapping:
        raise BriefingError(page.problems or Problem("模板说明不能读取。", Location(str(path))))
    return value.lines, top


def _base(
    name: str, roots: Sequence[Path], above: tuple[str, ...], place: Location, problems: list[Problem]
) -> Template | None:
    """The template that the last of `above` names as its base at `place`; what is wrong with it goes to `problems`."""
    if name in above:
        way = " → ".join([*above[above.index(name) :], name])
        hint = "请改掉其中一个的 base；要以自带的同名模板为底，请给自己的换一个名称。"
        problems.append(Problem(f"底本绕成了一圈：{way}。", place, hint))
    elif len(above) > DEEPEST:
        problems.append(Problem(f"底本一层套一层，超过 {DEEPEST} 层。", place, "请直接写最底下的那个模板。"))
    elif not _has(name, roots):
        problems.append(_unknown(f"没有名为“{name}”的模板，不能作底本。", name, roots, place))
    else:
        try:
            return _read(name, roots, above)
        except BriefingError as error:
            problems.extend(error.problems)
    return None


def _over(base: Any, own: Mapping[str, Any]) -> Any:  # noqa: ANN401 - one of the classes of `GROUPS`
    """The options of the base, with what `own` says otherwise; colours and units by name."""
    joined = {key: {**getattr(base, key), **value} if isinstance(value, dict) else value for key, value in own.items()}
    return replace(base, **joined)


Own = Sequence[tuple[dict[str, Any], Location]]


def _twice(own: Own) -> Iterator[Problem]:
    """Parameters that one description names twice."""
    seen: set[str] = set()
    for values, place in own:
        name = values["name"]
        if name in seen:
            yield Problem(f"参数“{name}”写了两次。", place, "请删去一个，或改名。")
        seen.add(name)


def _joined(base: Iterable[Parameter], own: Own) -> tuple[Parameter, ...]:
    """The parameters of the base, changed where `own` has one of that name, and then the new ones.

    A type that is written anew has its own options.
    """
    found = {item.name: item for item in base}
    for values, place in own:
        old = found.get(values["name"], Parameter(name=values["name"]))
        options = {"options": ()} if "type" in values else {}
        found[old.name] = replace(old, **{**options, **values}, location=place)
    return tuple(found.values())


def _unfit(parameters: Iterable[Parameter]) -> Iterator[Problem]:
    """Options that are missing or idle, and defaults that are not allowed."""
    for item in parameters:
        if (item.type == CHOICE) is not bool(item.options):
            hint = "类型为选项的要写 options: [甲, 乙]，其他类型不写。"
            yield Problem(f"参数“{item.name}”的 options 与类型“{item.type}”不符。", item.location, hint)
        elif item.default and (item.default not in item.options if item.options else item.misfit(item.default)):
            yield Problem(f"参数“{item.name}”的默认值“{item.default}”不对。", item.location, f"应为{item.allowed}。")
