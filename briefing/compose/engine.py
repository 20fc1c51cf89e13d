"""Jinja, kept in a sandbox: templates print words and typed things, and never a bare number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from briefing.compose.markdown import slot
from briefing.errors import BriefingError, Place, Problem, did_you_mean
from briefing.model.document import Run

BODY = "body.md.j2"


class BareNumber(TemplateError):
    """A template printed a number that is not bound to a fact."""


class Slots:
    """The typed things that a template printed, in order; each is stood for by a numbered slot in the text."""

    def __init__(self) -> None:
        self.things: list[object] = []

    def place(self, value: object) -> str:
        """What to print for `value`: template text as it is, words and typed things as a slot.

        Words from the data go into slots too, so that no character of theirs can be read as Markdown.
        """
        if isinstance(value, Markup):
            return value
        if isinstance(value, Undefined):
            return str(value)  # StrictUndefined raises its own message here
        if value is None or value == "":
            return ""
        if isinstance(value, bool | int | float | Decimal):
            raise BareNumber(f'不能直接输出数字 {value}。请用 fact("数据点编号") 输出数据，用 count(…) 输出计数。')
        self.things.append(Run(value) if isinstance(value, str) else value)
        return Markup(slot(len(self.things) - 1))


def render(roots: Sequence[Path], name: str, context: Mapping[str, Any]) -> tuple[str, list[object]]:
    """The template's text with its slots, and what the slots stand for.

    `roots` are searched in order for the template `name` and what it includes. Raises BriefingError with the
    template's file and line for whatever goes wrong in it.
    """
    slots = Slots()
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(roots),
        undefined=StrictUndefined,
        autoescape=False,
        finalize=slots.place,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    try:
        text = environment.get_template(name).render(context)
    except TemplateSyntaxError as error:
        place = Place(error.filename or error.name or name, error.lineno)
        raise BriefingError(Problem(f"模板语法有误：{error.message}。", place)) from error
    except TemplateNotFound as error:
        missing = str(error)
        raise BriefingError(Problem(f"模板引用的文件“{missing}”不存在。", Place(name))) from error
    except Exception as error:  # whatever a template does wrong is told at its own line
        raise BriefingError(_located(error, name, context)) from error
    return text, slots.things


def _located(error: Exception, name: str, context: Mapping[str, Any]) -> Problem:
    """The problem at the innermost line of a template that the error passed through."""
    file, line = name, None
    trace = error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename.endswith((".j2", ".md")):
            file, line = trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next
    message = str(error)
    if isinstance(error, BareNumber):
        return Problem(message, Place(file, line))
    unknown = message.split("'")[1] if "is undefined" in message and "'" in message else ""
    if unknown:
        return Problem(f"模板里的名称“{unknown}”不存在。", Place(file, line), did_you_mean(unknown, context))
    return Problem(f"模板出错：{message}。", Place(file, line))
