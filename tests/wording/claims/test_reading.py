"""What a word claims is read of the figure that it is said of, and of none that only stands near it."""

from __future__ import annotations

import re

import pytest

from briefing.wording.claims.reading import claims
from briefing.wording.claims.words import Sense


def _read(said: str) -> list[tuple[str, Sense, int | None, int | None, bool]]:
    """Word, sense, subject, other and whether nothing is in between; } stands for a figure of one character."""
    figures = [(at, at + 1) for at, sign in enumerate(said) if sign == "}"]
    found = claims(said, figures, re.compile("武汉|洛阳|经营主体"))
    return [(item.word, item.sense, item.subject, item.other, item.fits) for item in found]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("经营主体}，比上年增长", ("增长", Sense.UP, 0, None, True)),
        ("经营主体增长较快", None),
        ("由}增长到}", ("增长", Sense.UP, 1, 0, True)),
        ("}，同比增长}", ("增长", Sense.UP, 0, None, True)),
        ("}，投资增长", ("增长", Sense.UP, 0, None, False)),
        ("武汉}，高于洛阳的}", ("高于", Sense.MORE, 0, 1, True)),
        ("武汉}，满意度高于洛阳", ("高于", Sense.MORE, 0, None, False)),
        ("武汉}，比洛阳高}", ("比洛阳高", Sense.MORE, 0, None, True)),
        ("武汉}，比洛阳的}少", ("比洛阳的}少", Sense.LESS, 0, 1, True)),
        ("最高的是武汉}", ("最高", Sense.MOST, 0, None, True)),
        ("开办时间}，最快", ("最快", Sense.BEST, 0, None, True)),
        ("开办时间}，最慢", ("最慢", Sense.WORST, 0, None, True)),
        ("投资}，超额完成", ("超额完成", Sense.MORE, 0, None, True)),
        ("武汉}，最高可贷", None),
        ("武汉}；增长", None),
        ("武汉}，同比增加值", None),
        ("武汉}，没有明显下降", None),
        ("武汉}，力争增长", None),
    ],
)
def test_a_word_claims_something_of_the_figure_that_it_is_said_of(
    said: str, found: tuple[str, Sense, int | None, int | None, bool] | None
) -> None:
    assert _read(said) == ([found] if found else [])
