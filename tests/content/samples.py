"""A small analysis, templates written for a test, and what composing them gives."""

from __future__ import annotations

import datetime
from pathlib import Path

from briefing.analysis.analyse import Analysis
from briefing.content.asked.held_facts import HeldFacts
from briefing.content.asked.resolver import name_check
from briefing.content.context import BriefingContext
from briefing.content.ledger import Ledger
from briefing.content.vocabulary import context
from briefing.errors import Problem
from briefing.model.document import Block, Meta, Run, Runs
from briefing.model.letter import Letter
from briefing.model.request import Request
from briefing.model.template import Parameter, Template
from briefing.templating import engine
from briefing.templating.audit import Auditor
from briefing.templating.markdown import parse
from tests.builders import Item, analysis, fact, practice

BODY = "mine/body.md.j2"
FINDINGS: tuple[Runs, ...] = (
    (Run("武汉市“210”标准压减"), Run("38.5%", ref="=wuhan.cut"), Run("。")),
    (Run("天河区即办件"), Run("104项", ref="tianhe.items"), Run("。")),
)
ITEMS: tuple[Item, ...] = (
    fact("wuhan.items", 104, "项"),
    fact("tianhe.items", 3, "项", paragraph=2),
    practice("wuhan.joint", "联办{wuhan.items}。", name="“210”标准"),
    practice("tianhe.handling", "当场办结。", paragraph=5),
)


def written(folder: Path, files: dict[str, str]) -> Path:
    """A folder templates/ that holds those files."""
    root = folder / "templates"
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def blocks_of(folder: Path, files: dict[str, str], data: Analysis | None = None) -> tuple[list[Block], list[Problem]]:
    """What the template `BODY` among `files` writes about `data`, and every problem of it."""
    data = data or analysis(*ITEMS)
    library = data.selection.library
    ledger = Ledger(library)
    root = written(folder, files)
    names = context(
        BriefingContext(data, ledger, lambda chart: None), HeldFacts(data, ledger), {"报送": "市委"}, Meta("甲")
    )
    page = engine.render([root], BODY, names, name_check(library))
    blocks, found = parse(page.text, page.slots, Auditor.of(library, ledger.behind))
    return blocks, [*page.problems, *map(page.located, found)]


def told(folder: Path, files: dict[str, str]) -> list[str]:
    """Every problem as “file:line message hint”, files as they lie under templates/."""
    return [
        f"{Path(problem.location.file or '?').relative_to(folder / 'templates')}:{problem.location.line} "
        f"{problem.message}{problem.hint}"
        for problem in blocks_of(folder, files)[1]
    ]


def template(folder: Path, body: str, *parameters: Parameter, needs: tuple[str, ...] = ()) -> Template:
    """A template with that body."""
    root = written(folder, {BODY: body})
    return Template(id="mine", title="我的", folder=root / "mine", parameters=parameters, roots=(root,), needs=needs)


def letter(**fields: object) -> Letter:
    """A 函 that carries one briefing with two findings."""
    given: dict[str, object] = {
        "kind": "函",
        "to": ("市发展和改革委员会",),
        "sender": "市营商环境办公室",
        "subject": "报送简报",
        "date": datetime.date(2026, 1, 5),
        "attachments": ("政务服务情况比较",),
        "findings": (("政务服务情况比较", FINDINGS),),
    }
    return Letter(**(given | fields))  # type: ignore[arg-type]


def request(**fields: object) -> Request:
    """A request; composing reads its date, title, issue and settings alone."""
    return Request(roots=(), date=datetime.date(2026, 1, 5), **fields)  # type: ignore[arg-type]
