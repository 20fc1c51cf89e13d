"""What a template uses: the data it names, its blocks, its parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import TemplateError, nodes

from briefing.content.vocabulary import CALLED, NAMES
from briefing.errors import BriefingError
from briefing.model.template import Template
from briefing.render.word.shell.tag_reading import tags_of
from briefing.templating.sandbox import Sandbox
from briefing.templating.shell_tags import names_of
from briefing.templating.template_blocks import body_name
from briefing.templating.template_errors import Mistake

Tree = nodes.Template


@dataclass(frozen=True, slots=True)
class Usage:
    """Names behind `briefing.` or `memo.`, functions, ids of facts and sources named outright, blocks, parts."""

    names: tuple[str, ...]
    functions: tuple[str, ...]
    facts: tuple[str, ...]
    sources: tuple[str, ...]
    blocks: tuple[str, ...]
    parts: tuple[str, ...]


def usage(template: Template) -> Usage:
    """What body and shell of the template and the parts named use; what cannot be read is left out."""
    found = _trees(template.roots, body_name(template))
    trees = [*found.values(), *_shell(template)]
    names = {node.attr for node in _all(trees, nodes.Getattr)}
    called = {node.name for node in _all(trees, nodes.Name)}
    blocks = [node.name for node in _all(trees, nodes.Block)]
    return Usage(
        names=tuple(name for name in NAMES[template.kind] if name in names),
        functions=tuple(name for name in CALLED[template.kind] if name in called),
        facts=_named(trees, "fact"),
        sources=_named(trees, "cite"),
        blocks=tuple(dict.fromkeys(blocks)),
        parts=tuple(list(found)[1:]),
    )


def _shell(template: Template) -> Iterator[Tree]:
    """The tags of the template's shell, parsed, if they can be read."""
    with suppress(BriefingError, TemplateError, Mistake):
        if template.shell and (tags := tags_of(template.shell.read_bytes(), str(template.shell))):
            names = names_of(item.name for item in template.parameters)
            yield Sandbox(()).parse("\n".join(tags.lines(names)))


def _trees(roots: Sequence[Path], name: str) -> dict[str, Tree]:
    """The parsed template and its parts by name."""
    sandbox = Sandbox(roots)
    trees: dict[str, Tree] = {}
    pending = [name]
    while pending:
        name = pending.pop(0)
        if name in trees:
            continue
        try:
            source, file, _ = sandbox.loader.get_source(sandbox, name)  # type: ignore[union-attr]
            trees[name] = sandbox.parse(source, name, file)
        except (TemplateError, Mistake):
            continue
        for node in trees[name].find_all((nodes.Include, nodes.Extends, nodes.Import, nodes.FromImport)):
            if isinstance(node.template, nodes.Const):  # type: ignore[attr-defined]
                pending.append(str(node.template.value))  # type: ignore[attr-defined]
    return trees


def _all(trees: Sequence[Tree], kind: type) -> Iterator[Any]:
    for tree in trees:
        yield from tree.find_all(kind)


def _named(trees: Sequence[Tree], function: str) -> tuple[str, ...]:
    """The texts that a function is called with outright."""
    calls = (
        node for node in _all(trees, nodes.Call) if isinstance(node.node, nodes.Name) and node.node.name == function
    )
    given = [node.args[0].value for node in calls if node.args and isinstance(node.args[0], nodes.Const)]
    return tuple(dict.fromkeys(map(str, given)))
