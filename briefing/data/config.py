"""briefing.yaml: what a workspace's office wants by default, and its named recipes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from itertools import chain
from pathlib import Path
from typing import Any

from briefing.data.fields import decode, decoded, many
from briefing.data.kinds import FLAG, PERIOD, TEXT, TEXTS, Field, Kind, Record, mapping_of, some_of, such
from briefing.data.reading import Page
from briefing.data.tables.lexicon import TableSettings
from briefing.data.template_folders import read_template, read_templates
from briefing.data.template_records import SCALAR
from briefing.data.yaml_files.yaml_nodes import read_yaml
from briefing.data.yaml_values import YamlMapping
from briefing.errors import NOWHERE, BriefingError, Location, Problem, Severity, UsageError, did_you_mean
from briefing.model.formats import FORMATS, USUAL
from briefing.model.period import Period
from briefing.text.classified import CLASSIFIED, is_classification

CONFIG = "briefing.yaml"


DATED = replace(PERIOD, read=such(PERIOD.read, lambda period: period.dated))
UNITS = mapping_of("“指标: 单位”的一组", TEXT)
_SET = Kind(
    "值",
    lambda value: value if value is None else SCALAR.read(value),
    {"type": ["string", "number", "boolean", "null"]},
)
_PAIRS = mapping_of("“参数: 值”的一组，值为文字、数字、true 或 false", _SET)
SETTINGS = replace(
    _PAIRS, read=lambda value: {name: item for name, item in _PAIRS.read(value).items() if item is not None}
)
FORMAT_LIST = some_of(f"{'、'.join(FORMATS)} 中的一个或几个", FORMATS)
_PLAN = (
    Field("template", TEXT, "模板名，见 briefing template list"),
    Field("cities", TEXTS, "城市；不写为全部"),
    Field("themes", TEXTS, "主题；不写为全部"),
    Field("period", DATED, "只用这一时期的数据，没有写明时期的照留；不写为全部"),
    Field("since", DATED, "只用从这一时期起的数据，没有写明时期的照留；不写为全部"),
    Field("home", TEXT, "本地城市，与其他城市对标"),
    Field("formats", FORMAT_LIST, f"要哪些格式；不写为 {' 和 '.join(USUAL)}"),
    Field("settings", SETTINGS, "模板参数的值，如 编发单位"),
)
RECIPE = Record(
    "recipe",
    "方案",
    (
        Field("name", TEXT, "名称，用于 --recipe 名称", required=True),
        Field("description", TEXT, "一句话说明"),
        Field("title", TEXT, "标题；不写则按城市和主题拟定"),
        *_PLAN,
    ),
)
TABLE = Record(
    "table",
    "表格",
    (
        Field("file", TEXT, "data 文件夹里的文件名，如 主要指标.xlsx", required=True, unless="sql"),
        Field("sql", TEXT, "数据库的地址，如 sqlite:///台账.db；密码只从环境变量取：${PASSWORD}"),
        Field("query", TEXT, "在数据库里执行的 select 语句，各列的名称同长表", required=True, unless="file"),
        Field("name", TEXT, "查询结果的名称，如 台账；不写为 查询"),
        Field("sheet", TEXT, "工作表的名称；不写为所有的表"),
        Field("city", TEXT, "表里没有写城市的，是哪个城市"),
        Field("indicator", TEXT, "表里没有写指标的，是哪个指标"),
        Field("period", PERIOD, "表里没有写时期的，是哪个时期"),
        Field("unit", TEXT, "表里没有写单位的，是什么单位"),
        Field("units", UNITS, "各指标的单位，如 {经营主体: 万户}"),
        Field("source", TEXT, "数据来源；表里写了的以表里为准"),
        Field("skip", TEXTS, "不读的行、列，写它的第一格"),
        Field("ignore", FLAG, "true 则整个不读"),
        Field("prevails", FLAG, "true 则与别的文件说法不同时，以它为准"),
    ),
)
CONFIG_FILE = Record(
    "config_file", "工作区设置", (*_PLAN, Field("recipes", many(RECIPE), "方案"), Field("tables", many(TABLE), "表格"))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is wanted of a briefing, as far as it was written down: None or () where it was not.

    `settings` are its own; `defaults` those of the workspace, for templates that have such a parameter; `lines` are
    those of its keys in the file.
    """

    name: str = ""
    description: str = ""
    title: str | None = None
    template: str | None = None
    cities: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    period: Period | None = None
    since: Period | None = None
    home: str | None = None
    formats: tuple[str, ...] = ()
    settings: Mapping[str, str] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)
    location: Location = field(default=NOWHERE, compare=False)
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)

    def over(self, base: Plan) -> Plan:
        """This plan where it says something, else the workspace's defaults `base`, whose settings become defaults."""
        said = {item.name: getattr(self, item.name) or getattr(base, item.name) for item in fields(self)}
        return Plan(**{**said, "settings": self.settings, "defaults": base.settings})


@dataclass(frozen=True, slots=True, kw_only=True)
class TableEntry(TableSettings):
    """What is said of a workbook in the folder of the data, or of one `sheet` of it.

    With `sql` it is what the `query` gives there, under that `name`. `ignore`: it is not read; `prevails`: it is right
    where another file states the same thing otherwise.
    """

    file: str = ""
    sql: str = ""
    query: str = ""
    name: str = "查询"
    ignore: bool = False
    prevails: bool = False
    location: Location = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Config:
    """A workspace's own defaults, its recipes by name, and what it says of its tables."""

    defaults: Plan = field(default_factory=Plan)
    recipes: Mapping[str, Plan] = field(default_factory=dict)
    tables: tuple[TableEntry, ...] = ()

    def plan(self, recipe: str | None) -> Plan:
        """The recipe of that name over the defaults, the defaults alone for None; UsageError if it is unknown."""
        if recipe is None:
            return Plan().over(self.defaults)
        if recipe not in self.recipes:
            held = f"现有：{'、'.join(self.recipes)}。" if self.recipes else f"请先在 {CONFIG} 的 recipes 里写一个。"
            raise UsageError(Problem(f"没有名为“{recipe}”的方案。", hint=did_you_mean(recipe, self.recipes) or held))
        return self.recipes[recipe].over(self.defaults)


def read_config(workspace: Path) -> tuple[Config, list[Problem]]:
    """The settings of a workspace and what is wrong with them; a workspace without briefing.yaml has none."""
    path = workspace / CONFIG
    if not path.is_file():
        return Config(), []
    value, problems = read_yaml(path)
    page = Page(str(path), problems)
    top = None if value is None else decode(CONFIG_FILE, value, page)
    if top is None or not isinstance(value, YamlMapping):
        return Config(), problems
    tables = []
    for values, place in decoded(TABLE, top.pop("tables", []), page):
        period = {"period": values["period"].printed} if "period" in values else {}
        tables.append(TableEntry(**values | period, location=place))
    recipes: dict[str, Plan] = {}
    for item in top.pop("recipes", []):
        found = decode(RECIPE, item, page)
        if found is None or not isinstance(item, YamlMapping):
            continue
        if found["name"] in recipes:
            page.error(f"方案“{found['name']}”写了两次。", item.line, "name", "请给其中一个改名。")
        recipes.setdefault(found["name"], _plan(found, item, page))
    return Config(_plan(top, value, page), recipes, tuple(tables)), problems


def _plan(values: dict[str, Any], block: YamlMapping, page: Page) -> Plan:
    for key, words in (("title", [values.get("title")]), ("settings", chain(*values.get("settings", {}).items()))):
        if any(is_classification(str(said)) for said in words):
            page.error(CLASSIFIED.message, block.lines.get(key, block.line), key, CLASSIFIED.hint)
    return Plan(**values, location=Location(page.file, block.line), lines=block.lines)


Find = Callable[[str], Problem | None]


def check_config(config: Config, city: Find, theme: Find, roots: Sequence[Path]) -> list[Problem]:
    """Names in the settings that nothing bears, at their lines. `city` and `theme` say what is wrong with a name."""
    return [
        problem
        for plan in (config.defaults, *config.recipes.values())
        for problem in (*_names(plan, city, theme), *_template(plan, config, roots))
    ]


def _names(plan: Plan, city: Find, theme: Find) -> Iterator[Problem]:
    home = (plan.home,) if plan.home else ()
    for key, names, find in (("cities", plan.cities, city), ("home", home, city), ("themes", plan.themes, theme)):
        for name in names:
            if found := find(name):
                yield Problem(found.message, _at(plan, key), found.hint)


def _at(plan: Plan, key: str) -> Location:
    return Location(plan.location.file, plan.lines.get(key, plan.location.line), key)


def _template(plan: Plan, config: Config, roots: Sequence[Path]) -> Iterator[Problem]:
    """An unknown template; a value that its template refuses; a setting that it lacks, a warning where all lack it."""
    name = plan.template or config.defaults.template or "bulletin"
    try:
        used = [read_template(name, roots)]
    except BriefingError as error:
        if plan.template or plan is config.defaults:
            lost = _at(plan, "template")  # of what is wrong, and not in the template's own files
            yield from (replace(item, location=lost) if item.location == NOWHERE else item for item in error.problems)
        return
    for parameter in used[0].parameters:
        wrong = parameter.misfit(plan.settings[parameter.name]) if parameter.name in plan.settings else None
        if wrong:
            words = f"方案“{plan.name}”：" if plan.name else ""
            yield replace(wrong, message=f"{words}{wrong.message}", location=_at(plan, "settings"))
    if plan is config.defaults:
        used, problems = read_templates(roots)
        yield from problems
    known = {parameter.name for template in used for parameter in template.parameters}
    for setting in plan.settings:
        if setting not in known:
            hint = did_you_mean(setting, known) or f"可用的参数：{'、'.join(sorted(known))}。"
            message = f"模板没有参数“{setting}”。"
            severity = Severity.WARNING if plan is config.defaults else Severity.ERROR
            yield Problem(message, _at(plan, "settings"), hint, severity)
