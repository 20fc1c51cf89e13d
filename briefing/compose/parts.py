"""The files that a template is made of."""

from __future__ import annotations

from pathlib import Path

from jinja2 import TemplateNotFound, TemplateSyntaxError
from jinja2.meta import find_referenced_templates

from briefing.compose.engine import BODY
from briefing.compose.mistakes import Mistake
from briefing.compose.sandbox import Sandbox
from briefing.load.templates import DESCRIPTION
from briefing.model.template import Template


def template_files(template: Template) -> dict[str, Path]:
    """The template's description, its body and every part that these name, by name under templates/.

    Where a part is named only while rendering, it may be any: then all files under the roots are among them.
    """
    sandbox = Sandbox(template.roots)
    found = {f"{template.id}/{DESCRIPTION}": template.folder / DESCRIPTION}
    pending = [f"{template.id}/{BODY}"]
    while pending:
        name = pending.pop()
        if name not in found and (part := _part(sandbox, name)):
            found[name], named = part
            pending += named
    return found


def _part(sandbox: Sandbox, name: str) -> tuple[Path, list[str]] | None:
    """The file of a part and the names of those that it may ask for; None if there is no such part."""
    try:
        source, file, _ = sandbox.roots.get_source(sandbox, name)
    except (TemplateNotFound, Mistake):
        return None
    try:
        named = list(find_referenced_templates(sandbox.parse(source)))
    except TemplateSyntaxError:
        return Path(file), []
    return Path(file), [part for part in named if part] if all(named) else sandbox.roots.names()
