"""References to figures and tables by what an author calls them: the title, the indicator, or the key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from briefing.content.ledger import Ledger
from briefing.errors import NOWHERE, Location, Problem, did_you_mean
from briefing.model.catalogue import Catalogue
from briefing.model.document import Block, Figure, Run, RunKind, Runs, Table
from briefing.model.numbering import numbers
from briefing.model.walk import all_runs, map_runs, refs
from briefing.templating.extending import Tree
from briefing.templating.named_arguments import named_arguments
from briefing.templating.printable import Function
from briefing.templating.shell_tags import ShellTags
from briefing.templating.static_check import Check
from briefing.wording.prose import plain, quoted

TITLES_TOLD = 6
"""Titles that a message names where none is near."""
REF = Function('ref("图题、表题或指标")', lambda title: Run(title, ref=title, kind=RunKind.CROSS), {"title": str})


class CrossReferences:
    """Finds what each reference of one briefing points to, once all figures and tables have their place."""

    def __init__(self, catalogue: Catalogue, ledger: Ledger) -> None:
        self._catalogue, self._ledger = catalogue, ledger
        self._places: dict[str, Location] = {}
        self._shown: Sequence[Figure | Table] = ()
        self._labels: dict[str, str] = {}
        self.problems: list[Problem] = []

    def noting(self, check: Check, tags: ShellTags | None = None) -> Check:
        """Return a check that also notes where a template, or that of a shell's `tags`, asks for which of them."""

        def checked(templates: Sequence[tuple[str, Tree]]) -> Iterable[Problem]:
            for item in named_arguments(templates, {"ref": ("title",)}):
                place = tags.place(item.location.line) if tags else item.location
                self._places.setdefault(item.text, place)
            return check(templates)

        return checked

    def numbered(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        """Return the blocks with “见表1” numbered; `problems` then hold each reference that points nowhere."""
        blocks = tuple(blocks)
        self._labels = numbers(blocks)
        self._show(blocks)
        return tuple(map_runs(block, lambda runs: tuple(map(self._numbered, runs))) for block in blocks)

    def unfound(self, blocks: Sequence[Block], text: str) -> list[Problem]:
        """Return an error for each reference in blocks that are not numbered yet to what is not among them.

        What `text` has may be one of them that could not be read.
        """
        self._show(blocks)
        named = dict.fromkeys(run.ref or "" for run in all_runs(blocks) if run.kind is RunKind.CROSS)
        return [self._nowhere(typed) for typed in named if typed not in text and not self._found(typed)]

    def _show(self, blocks: Iterable[Block]) -> None:
        self._shown = [block for block in blocks if isinstance(block, Figure | Table)]

    def _nowhere(self, typed: str) -> Problem:
        titles = [plain(item.caption) for item in self._shown]
        near = did_you_mean(typed, titles) or (f"文中有：{quoted(titles[:TITLES_TOLD])}。" if titles else "")
        place = self._places.get(typed, NOWHERE)
        return Problem(f"引用的图表“{typed}”不在文中。", place, near or "文中没有图，也没有表。")

    def as_words(self, runs: Runs) -> Runs:
        """Return runs of a shell, in which a reference is the number alone."""
        told = map(self._numbered, runs)
        return tuple(replace(run, ref=None, kind=RunKind.TEXT) if run.kind is RunKind.CROSS else run for run in told)

    def _numbered(self, run: Run) -> Run:
        if run.kind is not RunKind.CROSS:
            return run
        typed = run.ref or ""
        found = self._found(typed)
        if len(found) == 1:
            return replace(run, text=self._labels[found[0].key], ref=found[0].key)
        if found:
            listed = "、".join(f"{self._labels[item.key]}“{plain(item.caption)}”" for item in found)
            hint = "请写全图题、表题；题目相同的，请先用 title= 分开。"
            place = self._places.get(typed, NOWHERE)
            self.problems.append(Problem(f"引用的“{typed}”不止一处：{listed}。", place, hint))
        else:
            self.problems.append(self._nowhere(typed))
        return run

    def _found(self, typed: str) -> list[Figure | Table]:
        """Return what is meant: what is called so, else what is of that indicator alone, else what tells of it."""
        wanted = {
            item.id for item in self._catalogue.indicators.values() if typed in (item.name, item.id, *item.aliases)
        }
        told = {item.key: self._indicators(item) for item in self._shown} if wanted else {}
        tests: tuple[Callable[[Figure | Table], bool], ...] = (
            lambda item: item.key == typed,
            lambda item: plain(item.caption) == typed,
            lambda item: bool(wanted) and told[item.key] <= wanted and bool(told[item.key]),
            lambda item: typed in plain(item.caption),
            lambda item: bool(wanted) and bool(told[item.key] & wanted),
        )
        return next((found for test in tests if (found := [item for item in self._shown if test(item)])), [])

    def _indicators(self, block: Block) -> set[str]:
        """Return the indicators whose facts a figure or table shows."""
        ids = self._ledger.rests_on(refs([block]))
        facts = (self._ledger.facts[id] for id in ids if id in self._ledger.facts)
        indicators = self._catalogue.indicators
        return {indicators[fact.indicator].of or fact.indicator for fact in facts}
