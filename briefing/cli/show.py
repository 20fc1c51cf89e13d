"""briefing show: the facts and practices of a city."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.options import AsJson, InPeriod, Since, Themes, WorkspaceFolder, complete_city, workspace
from briefing.cli.output import print_json, say

if TYPE_CHECKING:
    from briefing.model.library import CityRecord
    from briefing.model.request import Selection


def show(
    city: Annotated[
        str, typer.Argument(metavar="城市", help="城市名、别名、代码或拼音。", autocompletion=complete_city)
    ],
    theme: Themes = None,
    period: InPeriod = None,
    since: Since = None,
    as_json: AsJson = False,
    folder: WorkspaceFolder = None,
) -> None:
    """查看一个城市的数据和做法。"""
    from briefing.api.parameters import period_of
    from briefing.data.selection import select

    library = workspace(folder).library(city)
    say(library.doubts)
    selection = select(library, theme or (), period_of(period), period_of(since))
    if as_json:
        from dataclasses import asdict

        from briefing.bundle.contents import fact_record

        records = selection.records.values()
        print_json([asdict(fact_record(fact, library)) for record in records for fact in record.facts])
    else:
        for at, record in enumerate(selection.records.values()):
            print("\n" if at else "", end="")
            _print(record, selection)


def _print(record: CityRecord, selection: Selection) -> None:
    from briefing.wording.figures import figure, located, period

    catalogue = selection.library.catalogue
    print(f"{record.city.name}（{record.city.code or '无行政区划代码'}，{record.city.level}）")
    for theme in selection.themes:
        facts = [fact for fact in record.facts if catalogue.indicators[fact.indicator].theme == theme.id]
        practices = [practice for practice in record.practices if practice.theme == theme.id]
        if not facts and not practices:
            continue
        print(f"\n【{theme.name}】")
        for fact in facts:
            scope = f"（{fact.scope}）" if fact.scope else ""
            name = catalogue.indicators[fact.indicator].name
            where = f"{period(fact.period, fact.basis)}，{located(fact.paragraph, fact.cell)}"
            print(f"  {name}{scope}：{figure(fact)}　〔{where}〕　{fact.id}")
        if practices:
            print(f"  做法：{'、'.join(practice.name for practice in practices)}")
