"""What a word claims is read of the figure that it is said of, and of none that only stands near it."""

from __future__ import annotations

import re

import pytest

from briefing.wording.claims.reading import claimed_way, claims
from briefing.wording.claims.words import WORDS, Sense

CLAIMS = {
    "经营主体增至": ("增至", True),
    "经营主体由{wuhan.a}增长到": ("增长到", True),
    "减少环节后，网办率提高到": ("提高到", True),
    "把覆盖面扩大到约": ("扩大到", True),
    "排名升至第": ("升至", True),
    "经营主体稳步增长，总量达": ("增长", True),
    "办理时限压缩至": ("压缩至", False),
    "压缩办理时限至": ("压缩", False),
    "平均降到": ("降到", False),
    "材料精简为": ("精简", False),
    "力争上游。经营主体增至": ("增至", True),
}
NONE = (
    "经营主体",
    "新增企业",
    "减少材料",
    "增长",
    "增长率达到",
    "工业增加值达到",
    "降低成本达到",
    "办理增值税退税",
    "经营主体增加。现有",
    "增至{wuhan.a}，另有",
    "提升服务水平，企业达",
    "压缩时限，覆盖到",
    "未降至",
    "力争提高到",
    "到年底计划提升到",
    "降幅由{wuhan.a}收窄至",
    f"提高{'很' * 13}到",
    f"持续增长，{'很' * 13}达",
)


@pytest.mark.parametrize(("before", "found"), [*CLAIMS.items(), *((text, None) for text in NONE)])
def test_a_way_is_claimed_where_a_word_leads_to_the_figure(before: str, found: tuple[str, bool] | None) -> None:
    assert claimed_way(before) == found


def test_twelve_characters_may_stand_between() -> None:
    assert claimed_way(f"提高{'很' * 12}到") == ("提高", True)
    assert claimed_way(f"持续增长，{'很' * 12}达") == ("增长", True)


def test_every_sense_has_words() -> None:
    assert set(WORDS) == set(Sense)


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
