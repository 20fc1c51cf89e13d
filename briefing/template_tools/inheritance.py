"""What a template takes over from its base, and how two templates differ once that is counted in."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import asdict

from briefing.data.template_paths import DESCRIPTION, SHELL, shell_of
from briefing.data.template_records import GROUPS, Options
from briefing.model.template import TEXT, Parameter, Template
from briefing.template_tools.scaffolding import text_of
from briefing.template_tools.shell_lines import shell_lines
from briefing.templating.engine import BODY


def origin(template: Template, parameter: Parameter) -> Template:
    """The template that the parameter is from as it is: this one where it changes anything of it, else one below."""
    base = template.base
    return origin(base, parameter) if base and parameter in base.parameters else template


def way(template: Template) -> str:
    """周报红头 → 周报 → bulletin: the template and what it rests on."""
    return " → ".join(item.id for item in template.lineage)


def differences(old: Template, new: Template) -> Iterator[str]:
    """Yield the lines of a unified diff of description, body and shell, none where all are alike.

    Where a template has a base, what it takes over counts as its own; of a body that is written over the other
    template's, every line is a difference. Shells are compared as their author sees them; BriefingError for one that
    cannot be opened.
    """
    if old.base or new.base:
        descriptions = _described(old), _described(new)
    else:  # as they are written, comments and all
        descriptions = text_of(old, DESCRIPTION).splitlines(), text_of(new, DESCRIPTION).splitlines()
    for file, (before, after) in {
        DESCRIPTION: descriptions,
        # a body over the other template's has only the blocks that it rewrites: nothing to compare line by line
        BODY: ([] if _over(old, new) else _body(old), [] if _over(new, old) else _body(new)),
        SHELL: _shells(old, new),
    }.items():
        first, second = (str(item.folder / file) for item in (old, new))
        yield from difflib.unified_diff(before, after, first, second, lineterm="")


def _over(below: Template, above: Template) -> bool:
    """Return whether `above` rests on `below`."""
    return below.folder in (item.folder for item in above.lineage[1:])


def _shells(old: Template, new: Template) -> tuple[list[str], list[str]]:
    """Return the shells in lines; none where both are the same file, byte for byte."""
    first, second = shell_of(old), shell_of(new)
    before, after = first.read_bytes(), second.read_bytes()
    return ([], []) if before == after else (shell_lines(before, str(first)), shell_lines(after, str(second)))


def _body(template: Template) -> list[str]:
    return text_of(template, BODY).splitlines()


def _described(template: Template) -> list[str]:
    """Return the description as it holds, in the form of a template.yaml."""
    said = (("title", template.title), ("description", template.description), ("ending", template.ending))
    fonts = [f"  {role}: {font}" for role, font in template.fonts.items()]
    return [
        *(f"{key}: {text}" for key, text in said if text),
        *(f"{key}: [{', '.join(getattr(template, key))}]" for key in ("needs", "cities") if getattr(template, key)),
        *(["fonts:", *fonts] if fonts else []),
        *(line for key in GROUPS for line in _group(key, getattr(template, key))),
        *(line for item in template.parameters for line in _parameter(item)),
    ]


def _group(key: str, options: Options) -> Iterator[str]:
    """Yield what a group of options says otherwise than usual."""
    said = {name: value for name, value in asdict(options).items() if value != getattr(type(options)(), name)}
    if said:
        yield f"{key}:"
    for name, value in said.items():
        if isinstance(value, dict):
            yield f"  {name}:"
            yield from (f'    {part}: "{held}"' for part, held in value.items())
        else:
            words = f"[{', '.join(value)}]" if isinstance(value, tuple) else str(value)
            yield f"  {name}: {words.lower() if isinstance(value, bool) else words}"


def _parameter(item: Parameter) -> Iterator[str]:
    yield f"  - name: {item.name}"
    if item.type != TEXT:
        yield f"    type: {item.type}"
    if item.options:
        yield f"    options: [{', '.join(item.options)}]"
    for key, text in (("default", item.default), ("description", item.description)):
        if text:
            yield f"    {key}: {text}"
    if item.required:
        yield "    required: true"
