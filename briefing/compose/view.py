"""What a template sees: plain Chinese names for typed things, and no way to a bare number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from briefing.analyse.analysis import Analysis
from briefing.analyse.findings import Finding, varied
from briefing.compose import figures, tables
from briefing.compose.home import HomeView, home_view
from briefing.compose.ledger import Ledger
from briefing.compose.speak import Speaker
from briefing.compose.tables import parallels
from briefing.model.document import Block, Figure, Run, RunKind, Runs, Table
from briefing.model.library import City, Practice, Theme
from briefing.wording.checks import agreement
from briefing.wording.figures import MISSING, when
from briefing.wording.prose import dated, enumeration, join, quoted, stated, text
from briefing.wording.reasons import reason

PRACTICES_TOLD = 5  # per city and theme; the rest are named
HIGHLIGHTS = 6
PLACES_NAMED = 4
SUBJECTS_NAMED = 3
FIGURES_WHEN_FEW_THEMES = 3  # per theme
FEW_THEMES = 3
FIGURES_IN_ALL = 8
REASONS_TOLD = 4  # per theme
PARALLELS_TOLD = 2  # per theme
QUESTIONS_TOLD = 5  # per city


@dataclass(frozen=True, slots=True)
class CityView:
    """One city within one theme: what it did, in running text; `rest` names practices that are not told."""

    name: str
    short: str
    text: Runs
    rest: Runs


@dataclass(frozen=True, slots=True)
class ThemeView:
    """One theme: its opening sentence, its cities, figures and tables, and what must not be compared."""

    name: str
    lead: Runs
    cities: tuple[CityView, ...]
    silent: Runs
    findings: tuple[Runs, ...]
    parallels: tuple[Runs, ...]
    figures: tuple[Figure, ...]
    tables: tuple[Table, ...]
    reasons: tuple[Runs, ...]
    data: Table | None


class View:
    """The whole briefing for a template. Properties are computed once, when a template asks for them."""

    def __init__(self, analysis: Analysis, ledger: Ledger, drawable: figures.Drawable) -> None:
        self._analysis, self._ledger = analysis, ledger
        self._speaker = Speaker(analysis.selection.library, ledger)
        self._artist = figures.Artist(analysis, ledger, drawable)
        self._cities = analysis.selection.cities
        self._told = varied(analysis.findings, HIGHLIGHTS)

    @cached_property
    def cities(self) -> tuple[str, ...]:
        """The full names of the cities."""
        return tuple(city.name for city in self._cities)

    @cached_property
    def several(self) -> bool:
        """Whether there is more than one city."""
        return len(self._cities) > 1

    @cached_property
    def places(self) -> str:
        """The cities in one phrase: 武汉市、三门峡市和天河区; beyond four, 武汉市等地."""
        names = self.cities
        return enumeration(names) if len(names) <= PLACES_NAMED else f"{names[0]}等地"

    @cached_property
    def subjects(self) -> str:
        """The themes in one phrase, as in a title: 政务服务与中小企业融资; beyond three, 优化营商环境."""
        names = [theme.name for theme in self._analysis.selection.themes]
        if len(names) > SUBJECTS_NAMED:
            return "优化营商环境"
        return "、".join(names[:-1]) + ("与" if names[:-1] else "") + names[-1]

    @cached_property
    def title(self) -> tuple[str, str]:
        """The title in two parts that may stand on two lines: 武汉市、三门峡市、天河区 / 政务服务情况比较."""
        names = self.cities
        where = "、".join(names) if len(names) <= PLACES_NAMED else f"{names[0]}等地"
        return where, f"{self.subjects}{'情况比较' if self.several else '情况'}"

    @cached_property
    def extent(self) -> Runs:
        """“数据49项、做法31项”: what the briefing rests on, without what there is none of."""
        records = self._analysis.selection.records.values()
        numbers = (
            ("facts", sum(len(record.facts) for record in records), "数据"),
            ("practices", sum(len(record.practices) for record in records), "做法"),
        )
        found = [(Run(what), self._ledger.count(id, number, "项", what)) for id, number, what in numbers if number]
        return join(found, "、")

    @cached_property
    def highlights(self) -> tuple[Runs, ...]:
        """The findings that matter most, one sentence each."""
        return tuple(self._speaker.say(finding) for finding in self._told)

    @cached_property
    def themes(self) -> tuple[ThemeView, ...]:
        """The themes in the order asked for."""
        drawn = self._drawn()
        return tuple(self._theme(theme, drawn.get(theme.id, ())) for theme in self._analysis.selection.themes)

    @cached_property
    def coverage(self) -> tuple[Block, ...]:
        """Heat table and counts by theme and city; () for one city."""
        chart = figures.coverage(self._artist)
        found = chart or tables.coverage(self._analysis, self._ledger)
        return (found,) if found else ()

    @cached_property
    def blanks(self) -> tuple[Runs, ...]:
        """For each city the themes that its sources say nothing about."""
        cover, found = self._analysis.coverage, []
        for city in self._cities:
            names = [theme.name for theme in self._analysis.selection.themes if cover.blank(theme.id, city.id)]
            if names:
                found.append(text(f"{city.name}的材料未披露{enumeration(names)}方面的情况，建议商请补充。"))
        return tuple(found)

    @cached_property
    def home(self) -> HomeView | None:
        """The home city against its peers; None unless one was named."""
        found = self._analysis.benchmark
        return home_view(found, self._speaker, self._analysis.selection.library.catalogue) if found else None

    @cached_property
    def questions(self) -> tuple[Runs, ...]:
        """For each city the topics that others take up and its sources do not mention."""
        topics, found = self._analysis.selection.library.catalogue.topics, []
        groups = {
            id: held
            for theme in self._analysis.selection.themes
            for id, held in parallels(self._analysis, theme).items()
        }
        for city in self._cities:
            names = [topics[id].name for id, held in groups.items() if len(held) > 1 and city.id not in held]
            if names:
                more = "等" if len(names) > QUESTIONS_TOLD else ""
                asked = "、".join(names[:QUESTIONS_TOLD])
                found.append(text(f"{city.name}：其他地方在{asked}{more}方面有做法，该地材料未提及，可进一步了解。"))
        return tuple(found)

    @cached_property
    def undated(self) -> Runs:
        """One sentence on figures whose source states no period; () if all are dated."""
        names = []
        for city in self._cities:
            facts = self._analysis.selection.records[city.id].facts
            count = sum(fact.period.year is None for fact in facts)
            if count:
                run = self._ledger.count(f"undated.{city.id}", count, "项", f"{city.name}未注明年份的数据")
                names.append((Run(city.name), run))
        return join([text("未注明年份的数据："), join(names, "，"), text("，引用时请先核实时点。")]) if names else ()

    @cached_property
    def checks(self) -> tuple[Runs, ...]:
        """Figures that the sources state twice over and that agree when recomputed."""
        facts = self._ledger.facts
        return tuple(
            agreement(
                self._speaker.city(check.stated.city),
                check.rule,
                check.name,
                check.stated,
                [facts[id] for id in check.inputs],
            )
            for check in self._analysis.checks
            if check.holds
        )

    def _drawn(self) -> dict[str, tuple[Figure, ...]]:
        """Which figures each theme shows: several where themes are few, else the most telling one of each.

        Where there is room left, kinds that are not yet there are added.
        """
        made = {theme.id: self._artist.of_theme(theme) for theme in self._analysis.selection.themes}
        most = FIGURES_WHEN_FEW_THEMES if len(made) <= FEW_THEMES else 1
        chosen = {theme: list(found[:most]) for theme, found in made.items()}
        kinds = {figure.chart.kind for found in chosen.values() for figure in found}
        for theme, found in made.items():
            for figure in found[most:]:
                room = sum(map(len, chosen.values())) < FIGURES_IN_ALL
                if room and figure.chart.kind not in kinds:
                    kinds.add(figure.chart.kind)
                    chosen[theme].append(figure)
        return {theme: tuple(found) for theme, found in chosen.items()}

    def _theme(self, theme: Theme, drawn: tuple[Figure, ...]) -> ThemeView:
        analysis, ledger = self._analysis, self._ledger
        views = [(city, self._city(theme, city)) for city in self._cities]
        silent = [city.name for city, view in views if not view.text and not self._facts(theme, city)]
        made = (
            tables.shared(analysis, theme, ledger),
            tables.topics(analysis, theme, ledger) if self.several else None,
            tables.averages(analysis, theme, ledger),
            tables.standards(analysis, theme, ledger),
        )
        return ThemeView(
            name=theme.name,
            lead=self._lead(theme),
            cities=tuple(view for _, view in views if view.text),
            silent=text(f"{enumeration(silent)}的材料{MISSING}这方面情况。") if silent else (),
            findings=tuple(self._speaker.say(item) for item in self._unsaid(theme)),
            parallels=self._parallels(theme),
            figures=drawn,
            tables=tuple(table for table in made if table),
            reasons=self._reasons(theme),
            data=tables.figures(analysis, theme, ledger),
        )

    def _facts(self, theme: Theme, city: City) -> int:
        return self._analysis.coverage.facts[theme.id, city.id]

    def _unsaid(self, theme: Theme) -> list[Finding]:
        """Findings of the theme that the highlights leave out."""
        rest = [item for item in self._analysis.findings if item.theme == theme.id and item not in self._told]
        return varied(rest, 3)

    def _lead(self, theme: Theme) -> Runs:
        """“政务服务方面，武汉市披露数据19项、做法9项，……。”"""
        cover, parts = self._analysis.coverage, []
        for city in self._cities:
            key = (theme.id, city.id)
            if cover.blank(*key):
                continue
            what = f"{city.name}“{theme.name}”"
            counts = [
                (Run(label), self._ledger.count(f"{city.id}.{theme.id}.{name}", number, "项", what + label))
                for name, label, number in (
                    ("facts", "数据", cover.facts[key]),
                    ("practices", "做法", cover.practices[key]),
                )
                if number
            ]
            parts.append(join([text(f"{city.name}披露"), join(counts, "、")]))
        return join([join(parts, "，"), text("。")])

    def _city(self, theme: Theme, city: City) -> CityView:
        practices = [item for item in self._analysis.selection.records[city.id].practices if item.theme == theme.id]
        told = sorted(practices, key=_weight, reverse=True)[:PRACTICES_TOLD]
        sentences, period = [], ""
        for item in practices:
            if item in told:
                sentence, period = dated(item.text, self._ledger.facts, period)
                sentences.append(sentence)
        rest = [item.name for item in practices if item not in told]
        also = text(f"此外还有{quoted(rest)}等做法。") if rest else ()
        return CityView(city.name, city.short, join([*sentences, self._untold(theme, city)]), also)

    def _untold(self, theme: Theme, city: City) -> Runs:
        """The figures that no practice tells, in sentences by period: “2021年，地区生产总值6012.2亿元，……。”"""
        record, indicators = (
            self._analysis.selection.records[city.id],
            self._analysis.selection.library.catalogue.indicators,
        )
        told = {id for practice in record.practices for id in practice.facts}
        said = {id for finding in (*self._told, *self._unsaid(theme)) for id in finding.facts}
        groups: dict[str, list[Runs]] = {}
        for fact in record.facts:
            if indicators[fact.indicator].theme == theme.id and fact.id not in told | said:
                name = indicators[fact.indicator].name
                groups.setdefault(when(fact), []).append(stated(name, fact))
        return join(
            [
                join([text(f"{start}，" if start else ""), join(items, "，"), text("。")])
                for start, items in groups.items()
            ]
        )

    def _parallels(self, theme: Theme) -> tuple[Runs, ...]:
        """What several cities do about one topic with what result, a sentence each; then where to read the rest."""
        found = parallels(self._analysis, theme)
        names = self._analysis.selection.library.catalogue.topics
        measured = {
            topic: held
            for topic, held in found.items()
            if sum(any(practice.facts for practice in practices) for practices in held.values()) > 1
        }
        told = sorted(measured.items(), key=lambda item: -len(item[1]))[:PARALLELS_TOLD]
        sentences = [self._parallel(names[topic].name, held) for topic, held in told]
        if not found:
            return ()
        where = (
            Run("各地同类做法对照见"),
            Run(f"topics.{theme.id}", ref=f"topics.{theme.id}", kind=RunKind.CROSS),
            Run("。"),
        )
        return (*sentences, where)

    def _parallel(self, topic: str, held: Mapping[str, list[Practice]]) -> Runs:
        """“贴息与担保方面，三门峡有“创业担保贷款”（贷款额1.27亿元），天河区有……。”"""
        told = [
            join([text(f"{self._speaker.city(city)}有"), join([self._named(item) for item in practices[:2]], "、")])
            for city, practices in held.items()
        ]
        return join([text(f"{topic}方面，"), join(told, "，"), text("。")])

    def _named(self, practice: Practice) -> Runs:
        return join([text(quoted([practice.name])), self._headline(practice)])

    def _headline(self, practice: Practice) -> Runs:
        return tables.headline(practice, self._ledger, self._analysis.selection.library.catalogue.indicators)

    def _reasons(self, theme: Theme) -> tuple[Runs, ...]:
        """Pairs that a reader may want to compare, each with its figures and why it is left side by side."""
        names, found = self._analysis.selection.library.catalogue.indicators, []
        for refusal in self._analysis.refusals:
            first, second = refusal.first, refusal.second
            if names[first.indicator].theme != theme.id:
                continue
            pair = [
                (Run(f"{self._speaker.city(fact.city)}{names[fact.indicator].name}"), self._ledger.fact(fact))
                for fact in (first, second)
            ]
            found.append(join([join(pair, "与"), text(f"：{reason(refusal.rule, first, second)}。")]))
        return tuple(found[:REASONS_TOLD])


def _weight(practice: Practice) -> tuple[bool, bool, int]:
    """What makes a practice worth telling: a claim of being first, parallels elsewhere, figures."""
    return bool(practice.first), bool(practice.topic), len(practice.facts)
