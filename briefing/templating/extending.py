"""What a template writes in vain that extends another: a block that the other has not, and text outside of blocks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jinja2 import nodes

from briefing.errors import Location, Problem, did_you_mean

Tree = tuple[nodes.Node, ...]
"""Every node of a template in the order in which they stand, the template itself first."""
Trees = Mapping[str, tuple[str, Tree]]
"""File and nodes of each template by name."""


def written_in_vain(file: str, tree: Tree, trees: Trees) -> Iterator[Problem]:
    """Yield an error for each piece of a template that Jinja would leave out without a word."""
    body = tree[0].body if isinstance(tree[0], nodes.Template) else []
    at = next((place for place, node in enumerate(body) if isinstance(node, nodes.Extends)), None)
    if at is None:
        return
    if (known := _blocks_below(tree, trees)) is not None:
        for node in _outermost(tree[0]):
            if node.name not in known:
                held = f"底本里的段：{'、'.join(known)}。" if known else ""
                said = f"底本里没有名为“{node.name}”的段，这一段不会印出。"
                yield Problem(said, Location(file, node.lineno), did_you_mean(node.name, known) or held)
    for statement in body[at + 1 :]:
        for output in _printing(statement):
            hint = "请放进一个 {% block … %}，或删去。"
            yield Problem("这里的内容在各段之外，不会印出。", Location(file, output.lineno), hint)


def _blocks_below(tree: Tree, trees: Trees) -> tuple[str, ...] | None:
    """Return the blocks of all that a template extends; None where only rendering tells that, or it has no end."""
    found: dict[str, None] = {}
    below: set[str] = set()
    while extended := [node for node in tree if isinstance(node, nodes.Extends)]:
        name = extended[0].template
        if len(extended) > 1 or not isinstance(name, nodes.Const) or name.value not in trees or name.value in below:
            return None
        below.add(name.value)
        tree = trees[name.value][1]
        found |= {node.name: None for node in tree if isinstance(node, nodes.Block)}
    return tuple(found)


def _outermost(node: nodes.Node) -> Iterator[nodes.Block]:
    """Yield the blocks that stand in no other block."""
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Block):
            yield child
        else:
            yield from _outermost(child)


def _printing(node: nodes.Node) -> Iterator[nodes.Node]:
    """Yield what would print something where it stands, blocks, macros and what is only kept in a name left out."""
    if isinstance(node, nodes.Output):
        if not all(isinstance(part, nodes.TemplateData) and not part.data.strip() for part in node.nodes):
            yield node
    elif isinstance(node, nodes.Include):
        yield node
    elif not isinstance(node, nodes.Block | nodes.Macro | nodes.AssignBlock):
        for child in node.iter_child_nodes():
            yield from _printing(child)
