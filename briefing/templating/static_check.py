"""What can be said of a template without running it: every part it names, every name it uses, all at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TypeVar

from jinja2 import TemplateNotFound, TemplateSyntaxError, nodes

from briefing.errors import Location, Problem
from briefing.templating.compiled import KEPT
from briefing.templating.extending import Tree, Trees, written_in_vain
from briefing.templating.sandbox import Sandbox
from briefing.templating.syntax_errors import REFUSED, syntax_problem, unquoted, without_error
from briefing.templating.template_errors import NOTHING, Mistake, attributes, placed, unknown_attribute, unknown_name
from briefing.templating.wrong_calls import unnamed

ID_FUNCTIONS = ("fact", "has", "cite")
MOST = 1000  # problems told: nobody reads more, and a file may have a misspelt name in each of its tags
Referring = nodes.Include | nodes.Extends | nodes.Import | nodes.FromImport
SLIPS = 20  # errors of syntax told of in a file
SPECIAL = (REFUSED, "loop", "self", "super", "caller", "varargs", "kwargs")

N = TypeVar("N", bound=nodes.Node)
Check = Callable[[Sequence[tuple[str, Tree]]], Iterable[Problem]]
"""A check by those who know what the names mean: from the file and nodes of each part to its problems."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One template file, read; `context` is what a template may name, `own` what the parts name themselves."""

    file: str
    tree: Tree
    sandbox: Sandbox
    context: Mapping[str, object]
    own: frozenset[str]
    trees: Trees


def examine(sandbox: Sandbox, name: str, context: Mapping[str, object], check: Check | None = None) -> list[Problem]:
    """Return every problem of the template `name` and its parts that shows without running them.

    `check` is one more check of the same parts.
    """
    problems: list[Problem] = []
    left_out: set[str] = set()
    trees: dict[str, tuple[str, Tree]] = {}
    # not by recursion: parts may include each other without end
    pending = [(name, Location(), False)]
    while pending:
        name, place, included = pending.pop()
        read = trees.get(name) or _read(sandbox, name, place, problems)
        if read and name not in trees:
            trees[name] = read
            pending += _named(*read)
        if included and not read:
            left_out.add(name)
    # read as empty, so that the rest is rendered and told of, too
    sandbox.roots.left_out = left_out
    own = frozenset(found for _, tree in trees.values() for found in _stored(tree))
    sandbox.unknown.names = tuple(dict.fromkeys((*context, *own, *sandbox.globals)))
    parts = [_Part(file, tree, sandbox, context, own, trees) for file, tree in trees.values()]
    bare = {name.name for part in parts for _, given in _bare_ids(part) for name in _names_in(given)}
    sandbox.told = frozenset(unknown_name(name, sandbox.unknown.names).message for name in bare)
    found = (problem for part in parts for rule in RULES for problem in rule(part))
    problems += islice(found, MOST)
    for known, kind in ((sandbox.filters, nodes.Filter), (sandbox.tests, nodes.Test)):
        # each has been told of, and gives nothing, so that the rest is rendered and told of, too
        unknown = {node.name for part in parts for node in _all(part.tree, kind)} - known.keys()
        known.update(dict.fromkeys(unknown, lambda *given, **named: NOTHING))
    if check:
        problems += check([(part.file, part.tree) for part in parts])
    return problems


def _read(sandbox: Sandbox, name: str, place: Location, problems: list[Problem]) -> tuple[str, Tree] | None:
    """File name and nodes of a template, None with a problem if it is not there or cannot be parsed."""
    try:
        source, file, _ = sandbox.roots.get_source(sandbox, name)
    except TemplateNotFound as error:
        problems.append(Problem(str(error), place))
        return None
    except Mistake as mistake:
        problems.append(placed(mistake.problem, place))
        return None
    for _ in range(SLIPS):
        try:
            return file, _walked(sandbox.parse(source, name, file))
        except Mistake as mistake:
            problems.append(mistake.problem)
            return None
        except TemplateSyntaxError as error:
            problems.append(found := syntax_problem(error, source, file, sandbox))
            mended = without_error(error, source, found.location.line or 0)
            if mended == source:
                return None
            # the rest is read, and rendered, as if the line were sound, so that it is told of, too
            source = sandbox.roots.mended[name] = mended
            sandbox.globals[REFUSED] = NOTHING
    return None


@lru_cache(maxsize=KEPT)  # walking a tree once for all rules and renderings saves most of it
def _walked(root: nodes.Template) -> Tree:
    return (root, *root.find_all(nodes.Node))


def _all(tree: Tree, *kinds: type[N]) -> Iterator[N]:
    """Return the nodes of those kinds."""
    return (node for node in tree if isinstance(node, kinds))


def referenced(tree: Iterable[nodes.Node]) -> Iterator[tuple[Referring, str]]:
    """Yield the nodes that name a part outright, with its name; one that is made up while rendering is not known."""
    for node in tree:
        if isinstance(node, Referring) and isinstance(node.template, nodes.Const):
            yield node, str(node.template.value)


def _named(file: str, tree: Tree) -> Iterator[tuple[str, Location, bool]]:
    """Yield the parts that a template cannot do without: which, where, and whether it only includes it."""
    for node, name in referenced(tree):
        included = isinstance(node, nodes.Include)
        if not (isinstance(node, nodes.Include) and node.ignore_missing):
            yield name, Location(file, node.lineno), included


def _stored(tree: Tree) -> Iterator[str]:
    """Yield the names that a template gives itself: by set, for, macro, import."""
    for name in _all(tree, nodes.Name):
        if name.ctx != "load":
            yield name.name
    yield from (made.name for made in _all(tree, nodes.Macro))
    yield from (made.target for made in _all(tree, nodes.Import))
    for made in _all(tree, nodes.FromImport):
        yield from (name[1] if isinstance(name, tuple) else name for name in made.names)


def _filters(part: _Part) -> Iterator[Problem]:
    for kind, word, known in ((nodes.Filter, "过滤器", part.sandbox.filters), (nodes.Test, "判断", part.sandbox.tests)):
        for node in _all(part.tree, kind):
            if node.name not in known:
                yield placed(unnamed(word, node.name, known), Location(part.file, node.lineno))


def _names(part: _Part) -> Iterator[Problem]:
    known = part.sandbox.unknown.names
    # `x is defined` may ask for what is not there
    asked = (node.name for node in _asked(part.tree) if isinstance(node, nodes.Name))
    allowed = {*known, *SPECIAL, *asked}
    bare = {id(name) for _, given in _bare_ids(part) for name in _names_in(given)}
    for node in _all(part.tree, nodes.Name):
        if node.ctx == "load" and node.name not in allowed and id(node) not in bare:
            yield placed(unknown_name(node.name, known), Location(part.file, node.lineno))


def _bare_ids(part: _Part) -> Iterator[tuple[nodes.Call, nodes.Expr]]:
    """Return the calls of functions that take an id, with what stands in their brackets where that has no quotes."""
    for call in _all(part.tree, nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in ID_FUNCTIONS and len(call.args) == 1:
            (given,) = call.args
            unknown = any(name.name not in part.sandbox.unknown.names for name in _names_in(given)[:1])
            if unknown and "." in _spelt(given):
                yield call, given


def _names_in(given: nodes.Expr) -> list[nodes.Name]:
    """Return the names that an expression is made of, in their order."""
    return [given] if isinstance(given, nodes.Name) else list(given.find_all(nodes.Name))


def _spelt(node: nodes.Node) -> str:
    """Return how an id that Jinja took for an expression is spelt; "" for what is none."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{_spelt(node.node)}.{node.attr}"
    if isinstance(node, nodes.Sub):
        parts = _spelt(node.left), _spelt(node.right)
        return "-".join(parts) if all(parts) else ""
    return str(node.value) if isinstance(node, nodes.Const) and isinstance(node.value, int) else ""


def _unquoted(part: _Part) -> Iterator[Problem]:
    """`fact(wuhan.one-stop-items)`."""
    for call, given in _bare_ids(part):
        assert isinstance(call.node, nodes.Name)
        yield unquoted(call.node.name, _spelt(given), Location(part.file, call.lineno))


def _attributes(part: _Part) -> Iterator[Problem]:
    """`briefing.theems`: what stands behind the dot of something that is there from the start."""
    asked = {_spelt(node) for node in _asked(part.tree)}
    given = part.context.keys() - part.own
    for node in _all(part.tree, nodes.Getattr):
        owner = node.node
        if isinstance(owner, nodes.Name) and owner.name in given and _spelt(node) not in asked:
            value = part.context[owner.name]
            # `dir` holds methods and private names: the sandbox tells of those itself, as forbidden
            if node.attr not in (*attributes(value), *dir(value)):
                yield placed(
                    unknown_attribute(node.attr, attributes(value), of_settings=isinstance(value, dict)),
                    Location(part.file, node.lineno),
                )


def _asked(tree: Tree) -> Iterator[nodes.Node]:
    """Yield what a template asks for without needing it: `x is defined`, `x | default(…)`."""
    for node in _all(tree, nodes.Test, nodes.Filter):
        if node.name in ("defined", "undefined", "default", "d") and node.node:
            yield node.node


def _vain(part: _Part) -> Iterator[Problem]:
    yield from written_in_vain(part.file, part.tree, part.trees)


RULES: tuple[Callable[[_Part], Iterator[Problem]], ...] = (_filters, _unquoted, _names, _attributes, _vain)
"""What is looked for in each part; a rule is a function from a part to its problems."""
