"""A text names places: those of the data, others of the table of divisions, and the one that it serves."""

from __future__ import annotations

import pytest

from briefing.trace.named_places import NamedPlaces, holders, nearest


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("洛阳市办理104项，比武汉市少", ("洛阳市", "武汉市")),
        ("洛阳104项，高于成都", ("洛阳", "成都")),
        ("武汉市江岸区办理2项", ("武汉市", "江岸区")),
        ("我市办理2项，本区办理1项", ("我市", "本区")),
        ("资本市场，推动大连片开发，面积十四平方公里，我区分三批", ()),
        ("光谷示范区办理2项", ("光谷示范区",)),
    ],
)
def test_a_place_is_named_by_its_full_name_or_a_short_one_that_is_no_part_of_a_word(
    text: str, named: tuple[str, ...]
) -> None:
    assert NamedPlaces(["武汉", "武汉市", "光谷示范区"])(text) == named


def test_what_holds_a_place_is_not_another_one_beside_it() -> None:
    assert holders(("天河区",)) == {"广州市", "广州", "广东省", "广东"}
    assert nearest(("天河区", "广州市"), ("天河区", "天河")) == "天河区"
    assert nearest(("广州市",), ("天河区", "天河")) == "广州市"
    assert nearest((), ("天河区",)) == ""
