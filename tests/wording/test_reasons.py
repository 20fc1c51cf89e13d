"""Why two figures are not judged, in words that a reader understands; tests/analysis tries those of each rule."""

from __future__ import annotations

from briefing.model.catalogue import Comparability, Statement
from briefing.wording.reasons import footnote, reason
from tests.builders import fact

_, SIDE_BY_SIDE, NEVER = Comparability


def test_movements_in_a_ranking_are_told_by_their_verbs() -> None:
    """前移 and 后移, not 增加 and 减少."""
    up, down = (fact(f"x.{way}", 3, "个位次", direction=way) for way in ("增", "减"))
    assert reason("change", up, down, NEVER) == "一为前移、一为后移"


def test_what_stands_side_by_side_is_said_to_be_no_verdict() -> None:
    """An office's own words are printed as they are."""
    pair = fact("x.a", 3), fact("y.a", 3)
    assert reason("level", *pair, SIDE_BY_SIDE) == "行政层级不同，只并列，不比高低"
    own = Statement(between=("x.a", "y.a"), kind="并列", reason="产品{不同}")
    assert reason("stated", *pair, SIDE_BY_SIDE, own) == "产品{不同}"


def test_a_table_has_one_footnote_for_all_its_marked_rows() -> None:
    """Rows with the same reason are told together."""
    own = Statement(between=("x.a", "y.a"), kind="并列", reason="入库条件不同")
    rows = [("甲", ("level",), ()), ("乙", ("level",), ()), ("丙", ("period", "stated"), (own,))]
    assert footnote(rows, "*") == "带“*”的只并列，不比高低：甲、乙，各地行政层级不同；丙，各地时期不同，入库条件不同。"
