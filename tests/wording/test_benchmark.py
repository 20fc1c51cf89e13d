"""What a benchmark advises, and how it tells what home leads in."""

from __future__ import annotations

import pytest

from briefing.model.document import Run
from briefing.wording import benchmark as say
from briefing.wording.prose import plain, text


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ([("苏州", "“甲”"), ("成都", "“乙”")], "苏州“甲”、成都“乙”"),
        ([("苏州", "“甲”"), ("成都", "“甲”")], "苏州、成都“甲”"),
        ([("苏州", "“甲”"), ("成都", "“乙”"), ("武汉", "“甲”")], "苏州、武汉“甲”，成都“乙”"),
    ],
)
def test_a_practice_that_several_have_is_named_once(names: list[tuple[str, str]], told: str) -> None:
    assert plain(say.advice(names, "")) == f"研究借鉴{told}，具体措施由牵头单位提出。"


def test_to_come_nearer_to_the_best_is_advised_only_where_a_bureau_is_named() -> None:
    assert say.ask("苏州", "", target=False, median=False) == ()
    assert plain(say.ask("苏州", "市税务局", target=False, median=False)).startswith("缩小与苏州的差距，")
    assert plain(say.ask("苏州", "", target=False, median=True)).startswith("先达到各地中位数，")


def test_home_is_not_set_against_itself() -> None:
    behind = [((Run("乙长1天"),), "")]
    assert plain(say.finding("洛阳", text("甲"), [])) == "洛阳甲已为最优。"
    assert plain(say.finding("洛阳", text("甲"), behind)) == "洛阳甲已为最优；与最优城市相比，乙长1天（推算）。"
    assert plain(say.finding("洛阳", (), behind)) == "与最优城市相比，洛阳乙长1天（推算）。"
    assert plain(say.finding("洛阳", text("甲"), [], "苏州")) == "与苏州相比，洛阳甲更优。"
