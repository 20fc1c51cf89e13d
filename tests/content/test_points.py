"""What opens a briefing: movements, then findings, no figure twice, as many as there is room for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.content.compose import compose
from briefing.content.points import opening_points
from briefing.errors import BriefingError
from briefing.model.document import Paragraph, Run, Runs
from briefing.model.facts import Headline
from briefing.wording.prose import plain
from tests.builders import analysis, fact, indicator
from tests.content.samples import request, template

NAMES = "abcd"
DATA = analysis(
    *(indicator(name, f"指标{name}") for name in NAMES),
    *(fact(f"wuhan.{name}", 1, indicator=name, headline=Headline.LEAD) for name in NAMES),
)
MOVED = [(Run("", ref="wuhan.c"),), (Run("", ref="wuhan.a"),)]


def _opening(most: int, fits: Callable[[str | None], bool] = lambda id: True) -> str:
    def room(words: Runs) -> bool:
        return fits(words[0].ref)

    made = opening_points(DATA, MOVED, most, lambda item: (Run("", ref=item.facts[0]),), room)
    ids = [*(words[0].ref or "" for words in made.moved), *(id for item in made.findings for id in item.facts)]
    return "".join(id.removeprefix("wuhan.") for id in ids)


@pytest.mark.parametrize(("most", "told"), [(1, "c"), (2, "ca"), (3, "cab"), (4, "cabd")])
def test_movements_come_first_and_no_figure_comes_twice(most: int, told: str) -> None:
    assert _opening(most) == told


def test_a_sentence_that_there_is_no_room_for_gives_way_to_the_next() -> None:
    assert _opening(3, lambda id: id != "wuhan.c") == "ab"


CITIES = analysis(
    indicator("growth", "经营主体增速", family="percent", better="高"),
    fact("wuhan.growth", "5.2", "%", period="2023年"),
    fact("sanmenxia.growth", "4.0", "%", period="2023年"),
    *(fact(f"wuhan.{name}", 1, indicator=name, headline=Headline.MAIN) for name in "ab"),
    fact("tianhe.d", 1, indicator="d", headline=Headline.MAIN),
)


def _printed(folder: Path, loop: str) -> list[str]:
    body = f"{{% for 一条 in {loop} %}}\n{{{{ 一条 }}}}\n\n{{% endfor %}}\n\n{{{{ references }}}}"
    made, _ = compose(CITIES, template(folder, body), request(), lambda chart: None)
    return [plain(block.runs) for block in made.blocks if isinstance(block, Paragraph)]


def test_a_template_asks_for_so_many_points_or_for_those_of_a_city(tmp_path: Path) -> None:
    everything = _printed(tmp_path, "briefing.highlights")
    assert len(everything) == 4
    assert _printed(tmp_path, "points()") == _printed(tmp_path, "briefing.points()") == everything
    assert _printed(tmp_path, "points(limit=1)") == everything[:1]
    # what is told of several cities is told of each of them
    assert _printed(tmp_path, 'points("三门峡")') == everything[:1]
    assert [said[:3] for said in _printed(tmp_path, "points(of='武汉', limit=2)")] == [everything[0][:3], "武汉a"]
    assert _printed(tmp_path, "points(cities[2], 1)") == ["天河区d1项［1］。"]


@pytest.mark.parametrize(
    ("asked", "message", "hint"),
    [
        ("limit=0", "limit 是最多写几条。", "limit=3"),
        ('limit="三"', "points(…) 的括号里要写整数，写的是文字。", 'points("城市", limit=3)'),
        ("'武汗'", "未找到城市“武汗”，", "武汉市"),
    ],
)
def test_what_is_wrong_with_a_call_of_points_is_told(tmp_path: Path, asked: str, message: str, hint: str) -> None:
    with pytest.raises(BriefingError) as caught:
        _printed(tmp_path, f"points({asked})")
    found = caught.value.problems[-1]
    assert (found.message, hint in found.hint) == (message, True)
