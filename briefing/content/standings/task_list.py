"""对标任务清单: what is to be done about the gaps of a home city, the rest left blank for the hand."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.analysis.benchmark import PRACTICES, Lesson
from briefing.analysis.home_place import HomePlace
from briefing.content.citations import rests_on
from briefing.content.paragraphs.sentences import SentenceWriter
from briefing.content.standings.score_card import ScoreCard
from briefing.content.tables.table_columns import CENTRE, LEFT
from briefing.model.document import Run, Runs, Table
from briefing.model.facts import Practice
from briefing.wording import benchmark as say
from briefing.wording.figures import quantity
from briefing.wording.prose import opens, text

TASKS = ("序号", "问题", "措施（待定）", "目标值", "牵头（配合）单位", "分管领导", "时限")
"""The heads of the list."""
WIDTHS = (4, 23, 17, 9, 10, 7, 7)
Task = tuple[Runs, Runs, Runs, str, str]
"""A problem, a measure, the target, the bureau, and when it is due; () or "" where the data do not hold it."""


class TaskWriter:
    """Writes what is to be done about gaps and about what peers do more of."""

    def __init__(self, writer: SentenceWriter, card: ScoreCard, our: str, best: str) -> None:
        self._writer, self._ledger, self._card, self._our, self._best = writer, writer.ledger, card, our, best

    def table(self, tasks: Sequence[Task]) -> Table:
        """Return the list: what the data do not hold is blank, for the hand."""
        rows = tuple(
            (
                (self._ledger.count(f"home.task.{number}", number, "", "到这一行的任务"),),
                problem,
                measure,
                target,
                text(bureau),
                (),
                text(due),
            )
            for number, (problem, measure, target, bureau, due) in enumerate(tasks, 1)
        )
        whose = f"{self._best}的数" if self._best else "各地中位数（推算）"
        unset = any(say.REFERENCE in run.text for _, _, target, *_ in tasks for run in target)
        said = f"参考目标值为{whose}；" * unset
        behind = "差距为推算；" * any(run.ref and run.ref.startswith("=") for problem, *_ in tasks for run in problem)
        return Table(
            key="home.tasks",
            caption=text("对标任务清单"),
            header=tuple(map(text, TASKS)),
            rows=rows,
            widths=WIDTHS,
            align=(CENTRE, LEFT, LEFT, CENTRE, CENTRE, CENTRE, CENTRE),
            notes=(text(f"{behind}{said}空白处由有关单位填写。"),),
        )

    def of_gap(self, item: HomePlace) -> Task:
        """Return the figure of home and how far it is behind; its target, else what it may reach first, if anything."""
        fact, best, indicator = item.fact, item.comparison.facts[0], item.comparison.indicator
        city, behind = self._writer.city(best.city), self._ledger.figure(item.apart)
        own = say.figure(indicator.name, self._ledger.fact(fact), indicator.family)
        far = say.behind(text(city), behind, indicator.family, rising=item.comparison.rising)
        target, aim = item.target, self._ledger.fact(best) if self._best else self._ledger.figure(item.reference)
        aim = Run(quantity(target.quantity), ref=fact.id) if target else aim
        due = target.period.printed if target and target.period.dated else ""
        return (
            (*own, *text("，"), *far),
            self._measure(item.theirs[:1]),
            (aim, *(() if target else text(say.REFERENCE))) if aim else (),
            fact.bureau,
            due,
        )

    def of_lesson(self, item: Lesson, about: str) -> Task:
        """Return what a peer does, and what home has of the kind, by name: that it does less no figure proves."""
        practice, ours = item.theirs[0], [own.name for own in item.ours[:PRACTICES]]
        fact = None if ours else self._ledger.facts.get(practice.key_fact)
        theirs = (
            say.example(practice.name, opens([fact]), self._ledger.fact(fact)) if fact else say.example(practice.name)
        )
        problem = say.unlike(about, self._writer.city(practice.city), theirs, self._our, ours)
        sources = {one.source for one in (practice, *item.ours[:PRACTICES])}
        return (*problem, *map(rests_on, sorted(sources))), self._measure(item.theirs[:1]), (), "", ""

    def _measure(self, practices: Sequence[Practice]) -> Runs:
        told = say.measure([(self._writer.city(item.city), item.name) for item in practices])
        return (*told, *(rests_on(item.source) for item in practices))
