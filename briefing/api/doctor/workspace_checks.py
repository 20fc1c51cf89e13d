"""Checks of the workspace: its settings, data, templates, register and office, and how fresh its figures are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing.analysis.timeliness import outdated
from briefing.api.check import misnamed
from briefing.api.doctor.diagnosis import Case, CheckResults, bad, note, ok, skipped
from briefing.bundle.edited import is_open_mark
from briefing.bundle.register import Register
from briefing.content.compose import EXAMPLE, OFFICE
from briefing.data.config import CONFIG
from briefing.data.issues import read_issues
from briefing.data.template_paths import shell_of
from briefing.errors import Problem, errors_in
from briefing.template_tools.trial import ways
from briefing.text.digits import blanks

NAMED = 3  # faults and indicators that are named
TRIED = 3  # cities on which a template is tried


def workspace(case: Case) -> CheckResults:
    """Whose workspace it is."""
    if case.workspace.register is None:
        yield note("用的是程序自带的数据和模板，没有自己的工作区。", "briefing init 我的简报")
    else:
        yield ok(str(case.workspace.path))


def settings(case: Case) -> CheckResults:
    """What briefing.yaml says: keys, names of templates, cities and themes, values of parameters."""
    file = case.workspace.path / CONFIG
    wrong = errors_in(case.misset) or errors_in(misnamed(case.config, case.library, case.workspace))
    # what is wrong inside a template is told where the templates are
    yield from _faults("briefing check", [item for item in wrong if item.location.file == str(file)])
    yield ok(f"{CONFIG}，方案 {len(case.config.recipes)} 个" if file.is_file() else f"没有 {CONFIG}，用默认的")


def office(case: Case) -> CheckResults:
    """Which office the briefings are of."""
    said = case.config.defaults.settings.get(OFFICE)
    remedy = f"在 {CONFIG} 里写一行 settings: {{{OFFICE}: 某市营商环境办}}"
    if errors_in(case.misset):  # what it says of the office may be lost
        yield skipped(f"{CONFIG} 有误，见“设置”")
    elif said is None:
        yield note(f"没有写编发单位，成稿印的是自带的例子“{EXAMPLE}”。", remedy)
    elif not said.strip():
        yield note("编发单位写的是空的，成稿不印单位。", remedy)
    elif any(blanks(said)):
        yield note(f"编发单位“{said}”里还有没填的空，会照印出来。", remedy)
    elif said == EXAMPLE:
        yield note(f"编发单位写的是自带的例子“{EXAMPLE}”，请核实。", remedy)
    else:
        yield ok(said)


def data(case: Case) -> CheckResults:
    """What is wrong with the data."""
    library = case.library
    yield from _faults("briefing check", errors_in(case.problems))
    folder = case.workspace.path / "data"
    for mark in sorted(path for path in folder.rglob("*") if is_open_mark(path.name)):
        name = mark.relative_to(folder).as_posix()
        told = f"data/{name} 说明有数据文件正在 Excel、WPS 中打开，磁盘上的可能不是最新内容。"
        yield note(told, f"保存后关闭；并没有打开的，删去 data/{name}")
    facts = sum(1 for _ in library.facts())
    if not library.records:
        yield bad("工作区里没有城市数据。", "briefing data add 我的数据.xlsx，或在 data/cities/ 里写一个城市")
    yield ok(f"{len(library.records)} 个城市、{facts} 项数据")


def freshness(case: Case) -> CheckResults:
    """How old the latest figures are, by the rhythm of each indicator."""
    facts = list(case.library.facts())
    dated = [fact for fact in facts if fact.period.end]
    if not dated:
        if not facts:
            yield skipped("没有数据")
        else:
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
    """What `generate` and `memo new` would say of the templates of the workspace, on a few of its cities."""
    from briefing.template_tools.checking import check_template  # noqa: PLC0415 - start-up time

    found, problems = case.workspace.templates()
    yield from _faults("briefing template check 模板名", errors_in(problems))
    some = {} if errors_in(case.problems) else dict(list(case.library.records.items())[:TRIED])
    library = replace(case.library, records=some, everywhere=case.library.known)
    told: set[Problem] = set()
    for template in found if case.workspace.register else ():
        if not template.folder.is_relative_to(case.workspace.path):  # the program's own
            continue
        command, shell = f"briefing template check {template.id}", shell_of(template)
        try:
            asked = ways(library, template)[:1] if some else ()
            said = check_template(template, shell, asked, {}, workspace=case.workspace.register).all
        except OSError:
            yield bad(f"模板“{template.id}”的版式文件 {shell} 不能读取。", command)
            continue
        wrong = [item for item in errors_in(said) if item not in told]
        told.update(wrong)
        yield from _faults(command, [replace(item, message=f"模板“{template.id}”：{item.message}") for item in wrong])
    yield ok(f"{len(found)} 个模板")


def register(case: Case) -> CheckResults:
    """Whether the register of issues can be believed."""
    if case.workspace.register is None:
        yield skipped("程序自带的数据不登记期号")
        return
    issues, problems = read_issues(case.workspace.path)
    kept = [] if errors_in(problems) else Register(case.workspace.path, issues).problems()
    yield from _faults("briefing issues", errors_in((*problems, *kept)))
    for item in () if errors_in(problems) else issues:
        if not item.issued and item.bundle and not (case.workspace.path / item.bundle).is_dir():
            told = f"{item.name}还没有印发，它的成果包“{item.bundle}”不在了。"
            yield note(told, f"briefing generate --issue {item.number} 重新生成，或从备份恢复，放回原处")
    yield ok(f"期号登记 {len(issues)} 期" if issues else "没有登记过期号")


def _faults(command: str, problems: Sequence[Problem]) -> CheckResults:
    """Yield the first errors as findings, and how many more there are.

    What mends each is its own hint, else the command that tells more.
    """
    for problem in problems[:NAMED]:
        place = f"{problem.location}：" if str(problem.location) else ""
        # some go on in their hint: 未找到城市“武汗”，您是不是要找“武汉市”？
        said = f"{problem.message.rstrip('，。')}。"
        yield bad(f"{place}{said}", problem.hint or command)
    if len(problems) > NAMED:
        yield bad(f"另有 {len(problems) - NAMED} 处错误。", command)
