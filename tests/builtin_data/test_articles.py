"""The built-in data against the text of the articles, where it is at hand.

The articles are not part of the repository. Their text is looked for at the path in BRIEFING_ARTICLES, then in
`shared/articles.txt` beside the repository.
"""

from __future__ import annotations

import os
import re
from itertools import chain
from pathlib import Path

import pytest

from briefing.model.library import Library
from briefing.model.period import UNSTATED
from tests.builtin_data.inventory import CITIES, DATA, paragraphs

TEXT = Path(os.environ.get("BRIEFING_ARTICLES") or DATA.parent.parent / "shared" / "articles.txt")

pytestmark = pytest.mark.skipif(not TEXT.is_file(), reason="原文不在本仓库；用 BRIEFING_ARTICLES 指明其路径")

QUANTITY = re.compile("[0-9０-９〇零一二两三四五六七八九十百千万亿首半]")
IDIOMS = ("三门峡", "统一", "这一主题")
"""What holds a numeral and can be taken for no quantity."""

APART = re.compile("“[^”]*”|《[^》]*》|[{][^}]*[}]")
"""What a text cannot say in other words: names in marks, and figures."""
COPIED_FROM = 14


CLAIMS = {
    "sanmenxia.deferred-documents": ("在河南省率先推出", "“容缺办理”业务"),
    "sanmenxia.first-offence-waiver": ("在河南省率先推出", "“首违不罚”柔性执法清单"),
    "sanmenxia.e-special-invoice": ("河南省第一张", "电子专用发票"),
    "tianhe.gov-business-centre": ("全国首创", "政企沟通服务中心"),
    "tianhe.youth-home": ("率先组建", "“港澳青年之家”"),
}
"""The words by which the source claims to be first, and what it says was."""
FIRST = re.compile("率先.{2}|首创|第一[张个家例]")


@pytest.fixture(scope="module")
def lines() -> list[str]:
    """The lines of the articles that hold text."""
    return [line.strip() for line in TEXT.read_text(encoding="utf-8").splitlines() if line.strip()]


def opened_by(opening: str, lines: list[str]) -> str:
    """The one line that begins so."""
    found = [line for line in lines if line.startswith(opening)]
    assert len(found) == 1, (opening, len(found))
    return found[0]


def texts_of(city: str, lines: list[str]) -> dict[int, str]:
    """The paragraphs of a city's article by number, lines joined."""
    return {
        paragraph.number: "".join(opened_by(opening, lines) for opening in paragraph.lines)
        for paragraph in paragraphs(city)
    }


def test_paragraphs_partition_the_text(lines: list[str]) -> None:
    """Every line of the articles belongs to exactly one paragraph of one inventory."""
    openings = [opening for city in CITIES for paragraph in paragraphs(city) for opening in paragraph.lines]
    assert sorted(opened_by(opening, lines) for opening in openings) == sorted(lines)


@pytest.mark.parametrize("city", CITIES)
def test_every_quantity_is_accounted_for(city: str, lines: list[str]) -> None:
    """The entries of a paragraph are found one after another, and no numeral is left between them."""
    texts = texts_of(city, lines)
    for paragraph in paragraphs(city):
        text = texts[paragraph.number]
        start = 0
        for entry in paragraph.entries:
            at = text.find(entry.printed, start)
            assert at >= 0, (city, paragraph.number, entry.printed)
            assert not unaccounted(text[start:at]), (city, paragraph.number, text[start:at])
            start = at + len(entry.printed)
        assert not unaccounted(text[start:]), (city, paragraph.number, text[start:])


def unaccounted(text: str) -> bool:
    """Whether a numeral is left once idioms are taken out."""
    for idiom in IDIOMS:
        text = text.replace(idiom, "")
    return QUANTITY.search(text) is not None


def test_no_period_is_invented(library: Library, lines: list[str]) -> None:
    """A fact bears a year, or 目前, only where its paragraph says so."""
    for city in CITIES:
        texts = texts_of(city, lines)
        for fact in library.records[city].facts:
            if fact.period != UNSTATED:
                assert str(fact.period.year or fact.period.text) in texts[fact.paragraph], fact.id


def test_no_sentence_is_copied(library: Library, lines: list[str]) -> None:
    """Practices are told in our own words: quoted names and figures apart, no long run is the article's."""
    article = "".join(lines)
    copied = [
        (practice.id, piece)
        for practice in library.practices()
        for piece in APART.split(practice.text + practice.first)
        if any(piece[at : at + COPIED_FROM] in article for at in range(len(piece) - COPIED_FROM + 1))
    ]
    assert copied == []


def test_claims_of_being_first_are_the_sources(library: Library, lines: list[str]) -> None:
    """首创 is said where the source says so, in that paragraph and of that thing, and nowhere else."""
    found = {practice.id: practice for practice in library.practices() if practice.first}
    assert found.keys() == CLAIMS.keys()
    for city in CITIES:
        texts = texts_of(city, lines)
        for id, (words, what) in CLAIMS.items():
            if found[id].city == city:
                assert words in texts[found[id].paragraph], id
                assert what in found[id].first and what in texts[found[id].paragraph], id
    claimed = "".join(words for words, _ in CLAIMS.values())
    assert set(FIRST.findall("".join(lines))) <= set(FIRST.findall(claimed))


def test_scopes_quote_their_names(library: Library, lines: list[str]) -> None:
    """Names in quotation marks, in scopes and names of practices, are the article's."""
    article = "".join(lines)
    scopes = (fact.scope for fact in library.facts())
    names = (practice.name.replace("（", "(").replace("）", ")") for practice in library.practices())
    for name in chain(scopes, names):
        for quoted in re.findall("“([^”]*)”", name):
            assert quoted in article, name
