"""The literal names that a template calls functions with: 经营主体 in `{{ value("经营主体") }}`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from jinja2 import nodes

from briefing.errors import Location
from briefing.templating.extending import Tree


@dataclass(frozen=True, slots=True)
class NamedArgument:
    """A literal text that a function is called with, alone or `listed` with others, as the parameter of that name."""

    parameter: str
    text: str
    location: Location
    listed: bool


def named_arguments(
    templates: Sequence[tuple[str, Tree]], functions: Mapping[str, Sequence[str]]
) -> Iterator[NamedArgument]:
    """Yield those of calls of `functions`, which are given by name with their parameters in order.

    `templates` are the file and the nodes of a template and its parts.
    """
    for file, tree in templates:
        for call in tree:
            if isinstance(call, nodes.Call) and isinstance(call.node, nodes.Name) and call.node.name in functions:
                parameters = functions[call.node.name]
                given = [
                    *zip(parameters, call.args, strict=False),
                    *((item.key, item.value) for item in call.kwargs if item.key in parameters),
                ]
                for name, value in given:
                    listed = isinstance(value, nodes.List | nodes.Tuple)
                    for item in value.items if isinstance(value, nodes.List | nodes.Tuple) else (value,):
                        if isinstance(item, nodes.Const) and isinstance(item.value, str):
                            yield NamedArgument(name, item.value, Location(file, item.lineno), listed)
