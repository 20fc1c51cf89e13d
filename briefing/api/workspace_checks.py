"""Checks of the workspace: its settings, data, templates, register and office, and how fresh its figures are."""

from __future__ import annotations

from functools import partial

from briefing.analysis.timeliness import outdated
from briefing.api.diagnosis import Case, CheckResult, CheckResults, bad, note, ok
from briefing.bundle.register import Register
from briefing.content.compose import EXAMPLE, OFFICE
from briefing.data.config import CONFIG, read_config
from briefing.data.issues import read_issues
from briefing.data.template_paths import shell_of
from briefing.errors import BriefingError, Problem, errors_in

NAMED = 3  # faults and indicators that a line names


def workspace(case: Case) -> CheckResults:
    """Whose workspace it is."""
    if case.workspace.register is None:
        yield note("用的是程序自带的数据和模板，没有自己的工作区。", "briefing init 我的简报")
    else:
        yield ok(str(case.workspace.path))


def settings(case: Case) -> CheckResults:
    """What briefing.yaml says."""
    config, problems = read_config(case.workspace.path)
    yield from map(partial(_fault, "briefing check"), errors_in(problems))
    if config.defaults.template and not errors_in(problems):
        try:
            case.workspace.template(config.defaults.template)
        except BriefingError as error:
            yield from map(partial(_fault, "briefing template list"), error.problems)
    written = (case.workspace.path / CONFIG).is_file()
    yield ok(f"{CONFIG}，方案 {len(config.recipes)} 个" if written else f"没有 {CONFIG}，用默认的")


def office(case: Case) -> CheckResults:
    """Which office the briefings are of."""
    config, problems = read_config(case.workspace.path)
    if errors_in(problems):  # told already, and what it says of the office may be lost
        return
    said = config.defaults.settings.get(OFFICE, "").strip()
    if said in ("", EXAMPLE):
        told = f"没有写编发单位，成稿印的是自带的例子“{EXAMPLE}”。"
        yield note(told, f"在 {CONFIG} 里写一行 settings: {{{OFFICE}: 某市营商环境办}}")
    else:
        yield ok(said)


def data(case: Case) -> CheckResults:
    """What is wrong with the data."""
    library, found = case.library, errors_in(case.problems)
    for problem in found[:NAMED]:
        yield _fault("briefing check", problem)
    if len(found) > NAMED:
        yield bad(f"数据另有 {len(found) - NAMED} 处错误。", "briefing check")
    facts = sum(1 for _ in library.facts())
    if not library.records:
        yield bad("工作区里没有城市数据。", "briefing data add 我的数据.xlsx，或在 data/cities/ 里写一个城市")
    yield ok(f"{len(library.records)} 个城市、{facts} 项数据")


def freshness(case: Case) -> CheckResults:
    """How old the latest figures are, by the rhythm of each indicator."""
    facts = list(case.library.facts())
    dated = [fact for fact in facts if fact.period.end]
    if not dated:
        if facts:
            yield note("数据都没有写明时期，新旧无从知道。", "在数据里补上 period；原文没有写明的，向填报单位核实")
        return
    latest = max(dated, key=lambda fact: fact.period.recency).period.printed
    indicators = case.library.catalogue.indicators
    old = {fact.indicator: fact for fact in outdated(facts, indicators, facts, case.today)}
    names = "、".join(indicators[id].name for id in list(old)[:NAMED]) + "等" * (len(old) > NAMED)
    if old:
        told = f"最近的数据是{latest}的；{len(old)} 项指标该有更新的数据了：{names}。"
        yield note(told, "briefing data forms 制表催报，收回后 briefing data collect；不再更新的不用管")
    else:
        yield ok(f"最近的数据是{latest}的，各项指标都不算旧")


def templates(case: Case) -> CheckResults:
    """Whether the templates can be read and their shells opened."""
    from briefing.render.word.shell.opening import open_shell  # noqa: PLC0415 - start-up time

    found, problems = case.workspace.templates()
    yield from map(partial(_fault, "briefing template check 模板名"), errors_in(problems))
    for template in found:
        shell = shell_of(template)
        if not shell.is_relative_to(case.workspace.path):  # the program's own
            continue
        try:
            open_shell(shell.read_bytes(), str(shell))
        except BriefingError as error:
            yield from map(partial(_fault, f"briefing template check {template.id}"), error.problems)
        except OSError:
            yield bad(f"模板“{template.id}”的版式文件 {shell} 不能读取。", f"briefing template check {template.id}")
    yield ok(f"{len(found)} 个模板")


def register(case: Case) -> CheckResults:
    """Whether the register of issues can be believed."""
    if case.workspace.register is None:
        return
    issues, problems = read_issues(case.workspace.path)
    kept = [] if errors_in(problems) else Register(case.workspace.path, issues).problems()
    yield from map(partial(_fault, "briefing issues"), errors_in((*problems, *kept)))
    yield ok(f"期号登记 {len(issues)} 期" if issues else "没有登记过期号")


def _fault(command: str, problem: Problem) -> CheckResult:
    """Return an error of the workspace as a finding: its own hint mends it, else the command that tells more."""
    place = f"{problem.location}：" if str(problem.location) else ""
    return bad(f"{place}{problem.message}", problem.hint or command)
