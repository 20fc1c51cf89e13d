"""Which names a template uses, found without running it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from jinja2 import TemplateError, nodes

from briefing.templating.sandbox import Sandbox
from briefing.templating.static_check import referenced
from briefing.templating.template_errors import Mistake

N = TypeVar("N", bound=nodes.Node)


@dataclass(frozen=True, slots=True)
class UsedNames:
    """What a template and the parts that it names use, in the order met.

    `attributes` are the names behind a dot, `names` all others; `texts` what functions are called with outright, by the
    function's name; `blocks` and `parts` are each told once.
    """

    attributes: frozenset[str]
    names: frozenset[str]
    texts: Mapping[str, tuple[str, ...]]
    blocks: tuple[str, ...]
    parts: tuple[str, ...]


def used_names(roots: Sequence[Path], name: str, more: str = "") -> UsedNames:
    """Return what the template `name` in the folders `roots` uses, and the template text `more` beside it.

    What is not there or cannot be read is left out.
    """
    sandbox = Sandbox(roots)
    found: dict[str, nodes.Template] = {}
    pending = [name]
    while pending:
        name = pending.pop(0)
        with suppress(TemplateError, Mistake):
            if name not in found:
                source, file, _ = sandbox.roots.get_source(sandbox, name)
                found[name] = sandbox.parse(source, name, file)
                pending += [part for _, part in referenced(found[name].find_all(nodes.Node))]
    trees = list(found.values())
    with suppress(TemplateError, Mistake):
        trees.append(sandbox.parse(more))
    texts: dict[str, dict[str, None]] = {}
    for call in _all(trees, nodes.Call):
        if isinstance(call.node, nodes.Name) and call.args and isinstance(call.args[0], nodes.Const):
            texts.setdefault(call.node.name, {})[str(call.args[0].value)] = None
    return UsedNames(
        attributes=frozenset(node.attr for node in _all(trees, nodes.Getattr)),
        names=frozenset(node.name for node in _all(trees, nodes.Name)),
        texts={function: tuple(given) for function, given in texts.items()},
        blocks=tuple(dict.fromkeys(node.name for node in _all(trees, nodes.Block))),
        parts=tuple(found)[1:],
    )


def _all(trees: Sequence[nodes.Template], kind: type[N]) -> Iterator[N]:
    return (node for tree in trees for node in tree.find_all(kind))
