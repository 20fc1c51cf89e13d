"""Write `sentences.txt`: every sentence that is printed, once, below what asks for the first briefing that prints it.

`python -m tests.wording.make_sentences`; whoever changes a sentence reads what has changed in the list. Of the built-in
cities all seven combinations, every theme alone, every home, every page; of made-up ones 6, 10 and 31, with and without
a home; and months and years of those that `tests/truth` reckons with.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import briefing as front
from briefing.analysis.analyse import Analysis, analyse
from briefing.charts import refuse
from briefing.content.compose import compose
from briefing.data.selection import select
from briefing.model import walk
from briefing.model.document import Document, Figure, Heading, Items, Note, Paragraph, RunKind, Table
from briefing.wording.prose import plain
from tests.builders import Item, city, fact, indicator, library, practice, topic
from tests.content.samples import request
from tests.content.test_bulletin import CITIES, SELECTIONS, THEMES, briefing, template
from tests.truth import libraries

LIST = Path(__file__).parent / "sentences.txt"
SIGNS = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调"
COUNTS = (6, 10, 31)
TWO, SIX = libraries.CITIES[:2], libraries.CITIES[:6]
COURSES = (
    ("targets", "bulletin", TWO, "云澜", None),
    ("targets", "benchmark", SIX, "云澜", None),
    ("targets", "ranking", SIX, "青岑", None),
    ("targets", "onepager", TWO, "青岑", None),
    ("months", "bulletin", TWO, "青岑", "2024年6月"),
    ("months", "onepager", SIX, "云澜", None),
    ("years", "bulletin", SIX, "宁浦", None),
    ("years", "bulletin", SIX, None, "2023年"),
    ("years", "benchmark", SIX, "临汐", None),
    ("years", "ranking", SIX, "宁浦", None),
    ("years", "profile", SIX[3:4], None, None),
)
"""Kinds of periods, in their order, with the template, the cities, the home and the period of a briefing each."""
SEED = 5


def made_up(count: int, home: bool = False) -> Analysis:
    """Return so many cities with indicators over three years, better high, better low and neither, and practices."""
    items: list[Item] = [
        topic("a", "一件事一次办"),
        indicator("rate", "网上可办率", family="percent", better="高"),
        indicator("days", "企业开办时间", family="workday", better="低"),
        indicator("firms", "经营主体", better="高"),
        indicator("projects", "重点项目"),
    ]
    for at, sign in enumerate(SIGNS[:count]):
        own = f"c{at:02d}"
        items.append(city(own, f"{sign}市", code=f"{at:06d}", level="地级市"))
        for year in range(3):
            when = {"period": f"{2021 + year}年", "basis": "期间"}
            items += [
                fact(f"{own}.rate-{year}", f"{70 + (at * 7) % 25 + year}.{at % 10}", "%", indicator="rate", **when),
                fact(f"{own}.days-{year}", f"{9 - year - at % 4 / 2}", "个工作日", indicator="days", **when),
                fact(f"{own}.firms-{year}", f"{20 + at * 3 + year * (at % 3)}.5", "万户", indicator="firms", **when),
            ]
        items.append(fact(f"{own}.projects", 30 + at * 2, "个", indicator="projects", period="2023年", basis="期间"))
        told = f"办理{{{own}.projects}}重点项目手续。"
        items.append(practice(f"{own}.p", told, name="一件事一次办", topic="a"))
    held = library(*items)
    everywhere = tuple(record.city for record in held.records.values())
    return analyse(select(replace(held, everywhere=everywhere)), "c03" if home else None)


def documents() -> Iterator[tuple[str, Document]]:
    """Every briefing that the list is made of, with what asks for it."""
    wanted = [(cities, "", "bulletin", None) for cities in SELECTIONS]
    wanted += [(cities, theme, "bulletin", None) for cities in (*SELECTIONS[:3], CITIES) for theme in THEMES[1:]]
    wanted += [(CITIES, "", name, home) for name in ("bulletin", "benchmark", "onepager") for home in CITIES]
    wanted += [(cities, "", "onepager", None) for cities in SELECTIONS]
    wanted += [(CITIES, theme, "onepager", None) for theme in THEMES[1:]]
    wanted += [(cities, "", "profile", None) for cities in SELECTIONS]
    for cities, theme, name, home in wanted:
        if found := briefing(cities, theme, name, home):
            yield _asked("data", name, cities, theme=theme, home=home), found[0]
    for count in COUNTS:
        for name in ("bulletin", "benchmark", "onepager", "ranking"):
            for home in (False, True) if name != "benchmark" else (True,):
                composed = compose(made_up(count, home), template(name), request(), refuse)
                yield _asked(f"made_up({count})", name, home="c03" if home else None), composed[0]
    yield from courses()


def courses() -> Iterator[tuple[str, Document]]:
    """The briefings on figures of many periods, with what asks for them."""
    for kind, asked in groupby(COURSES, key=lambda course: course[0]):
        with tempfile.TemporaryDirectory() as folder:
            made = libraries.make(Path(folder) / kind, kind, SEED)
            library = front.Workspace(made.folder, cached=False).library()
        for _, name, cities, home, period in asked:
            found = front.generate(library, cities=cities, home=home, template=name, period=period, date=request().date)
            yield _asked(f"libraries {kind}", name, cities, home=home, period=period), found.document


def _asked(data: str, name: str, cities: Iterable[str] = (), **options: str | None) -> str:
    """Return in one line on which data a briefing is and with which options of `briefing generate` it is made."""
    told = {"template": name, "city": ",".join(cities), **options}
    return " ".join([f"# {data}:", *(f"--{option} {value}" for option, value in told.items() if value)])


def sentences(document: Document) -> Iterator[str]:
    """Yield the sentences of a briefing, without marks of sources: of its text, captions, notes and headings."""
    for block in document.blocks:
        if isinstance(block, Paragraph | Items | Heading | Note):
            told = walk.runs(block)
        elif isinstance(block, Table | Figure):
            told = [block.caption, *block.notes]
        else:
            continue
        for words in told:
            said = plain(tuple(run for run in words if run.kind is not RunKind.CITE and not run.strong))
            yield from (one for one in re.findall("[^。]+。?", said) if not one.startswith("资料来源"))


def listed() -> list[str]:
    """Return every sentence once, below the first of the briefings that print it, in the order in which it does."""
    lines: dict[str, None] = {}
    for asked, document in documents():
        if new := [one for one in dict.fromkeys(sentences(document)) if one not in lines]:
            lines.update(dict.fromkeys((asked, *new)))
    return list(lines)


if __name__ == "__main__":
    LIST.write_text("\n".join(listed()) + "\n", encoding="utf-8")
