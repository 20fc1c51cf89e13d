"""briefing: structured facts about cities in, finished Chinese briefings out.

The front door, shown in docs/python.md. What it gives out is loaded when it is first used.
"""

from __future__ import annotations

from types import FunctionType
from typing import TYPE_CHECKING

from briefing.version import VERSION

if TYPE_CHECKING:
    from briefing.api.chart import Charts as Charts
    from briefing.api.chart import chart as chart
    from briefing.api.check import check as check
    from briefing.api.clean import clean as clean
    from briefing.api.compare import Revisions as Revisions
    from briefing.api.compare import compare as compare
    from briefing.api.data import data_add as data_add
    from briefing.api.data import data_collect as data_collect
    from briefing.api.data import data_export as data_export
    from briefing.api.data import data_forms as data_forms
    from briefing.api.data import data_look as data_look
    from briefing.api.data import data_mark as data_mark
    from briefing.api.data import data_reminder as data_reminder
    from briefing.api.data import data_template as data_template
    from briefing.api.doctor import doctor as doctor
    from briefing.api.evidence import verify as verify
    from briefing.api.explain import explain as explain
    from briefing.api.generate import generate as generate
    from briefing.api.init import init as init
    from briefing.api.issues import issues as issues
    from briefing.api.issues import issues_correct as issues_correct
    from briefing.api.issues import issues_issued as issues_issued
    from briefing.api.lint import lint as lint
    from briefing.api.memo import memo_attach as memo_attach
    from briefing.api.memo import memo_new as memo_new
    from briefing.api.sending import memo_mail as memo_mail
    from briefing.api.sending import memo_pack as memo_pack
    from briefing.api.template import schema as schema
    from briefing.api.template import template_adopt as template_adopt
    from briefing.api.template import template_check as template_check
    from briefing.api.template import template_diff as template_diff
    from briefing.api.template import template_export as template_export
    from briefing.api.template import template_import as template_import
    from briefing.api.template import template_new as template_new
    from briefing.api.template import template_rename as template_rename
    from briefing.api.template import template_schema as template_schema
    from briefing.api.template import template_show as template_show
    from briefing.api.template_lines import Template as Template
    from briefing.api.workspace import Workspace as Workspace
    from briefing.bundle.pack import Bundle as Bundle
    from briefing.data.tables.lexicon import TableSettings as TableSettings
    from briefing.data_tools.add import NewIndicator as NewIndicator
    from briefing.errors import BriefingError as BriefingError
    from briefing.errors import Problem as Problem
    from briefing.errors import UsageError as UsageError
    from briefing.model.facts import Fact as Fact
    from briefing.model.layout import Layout as Layout
    from briefing.model.library import Library as Library
    from briefing.pipeline import Briefing as Briefing

__version__ = VERSION
_DEFINED_IN = {
    "Briefing": "pipeline",
    "BriefingError": "errors",
    "Bundle": "bundle.pack",
    "Charts": "api.chart",
    "Fact": "model.facts",
    "Layout": "model.layout",
    "Library": "model.library",
    "NewIndicator": "data_tools.add",
    "Problem": "errors",
    "Revisions": "api.compare",
    "TableSettings": "data.tables.lexicon",
    "Template": "api.template_lines",
    "UsageError": "errors",
    "Workspace": "api.workspace",
    "chart": "api.chart",
    "check": "api.check",
    "compare": "api.compare",
    "clean": "api.clean",
    "data_add": "api.data",
    "data_collect": "api.data",
    "data_export": "api.data",
    "data_forms": "api.data",
    "data_look": "api.data",
    "data_mark": "api.data",
    "data_reminder": "api.data",
    "data_template": "api.data",
    "doctor": "api.doctor",
    "explain": "api.explain",
    "generate": "api.generate",
    "init": "api.init",
    "issues": "api.issues",
    "issues_correct": "api.issues",
    "issues_issued": "api.issues",
    "lint": "api.lint",
    "memo_attach": "api.memo",
    "memo_mail": "api.sending",
    "memo_new": "api.memo",
    "memo_pack": "api.sending",
    "schema": "api.template",
    "template_adopt": "api.template",
    "template_check": "api.template",
    "template_diff": "api.template",
    "template_export": "api.template",
    "template_import": "api.template",
    "template_new": "api.template",
    "template_rename": "api.template",
    "template_schema": "api.template",
    "template_show": "api.template",
    "verify": "api.evidence",
}
"""Where each name is defined."""

__all__ = tuple(_DEFINED_IN)


def __getattr__(name: str) -> object:
    """Return what is called so, from where it is defined (PEP 562)."""
    if name not in _DEFINED_IN:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 - start-up time

    found: object = getattr(import_module(f"briefing.{_DEFINED_IN[name]}"), name)
    if isinstance(found, FunctionType):
        from briefing.model.arguments import checked  # noqa: PLC0415 - start-up time

        found = checked(found)
        found.__module__ = __name__  # pickle looks for it there
    return globals().setdefault(name, found)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
