"""The files that a template is made of."""

from __future__ import annotations

from pathlib import Path

from jinja2 import TemplateNotFound, TemplateSyntaxError
from jinja2.meta import find_referenced_templates

from briefing.data.template_paths import DESCRIPTION
from briefing.model.template import Template
from briefing.templating.sandbox import Sandbox
from briefing.templating.template_blocks import body_name
from briefing.templating.template_errors import Mistake

NAMING = ("include", "import", "extends")
"""The words in the tags that name a part; parsing takes long, and most parts name none."""


def template_files(template: Template) -> dict[str, Path]:
    """Return the descriptions of the template and its bases, its body and every part named, by name under templates/.

    Where a part is named only while rendering, it may be any: then all files under the roots are among them.
    """
    # only to parse: nothing is rendered here
    sandbox = Sandbox(template.roots)
    found = {f"{item.id}/{DESCRIPTION}": item.folder / DESCRIPTION for item in template.lineage}
    pending = [body_name(template)]
    while pending:
        name = pending.pop()
        if name not in found and (part := _part(sandbox, name)):
            found[name], named = part
            pending += named
    return found


def _part(sandbox: Sandbox, name: str) -> tuple[Path, list[str]] | None:
    """Return the file of a part and the names of those that it may ask for; None if there is no such part."""
    try:
        source, file, _ = sandbox.roots.get_source(sandbox, name)
    except (TemplateNotFound, Mistake):
        return None
    if not any(word in source for word in NAMING):
        return Path(file), []
    try:
        named = list(find_referenced_templates(sandbox.parse(source, name, file)))
    except TemplateSyntaxError:
        return Path(file), []
    return Path(file), [part for part in named if part] if all(named) else sandbox.roots.names()
