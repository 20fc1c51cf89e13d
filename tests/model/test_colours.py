"""A city has one colour, whatever else is shown with it."""

from __future__ import annotations

from itertools import combinations, permutations

from briefing.model.colours import COLOURS, colours_of

EIGHT = tuple(f"{sign}市" for sign in "甲乙丙丁戊己庚辛")
TEN = (*EIGHT, "壬市", "癸市")


def test_a_city_has_the_same_colour_however_few_are_shown_and_in_whatever_order() -> None:
    """That of its place in the catalogue, where the catalogue has no more cities than there are colours."""
    fixed = dict(zip(EIGHT, COLOURS, strict=True))
    for size in (1, 2, 3, 8):
        for shown in combinations(EIGHT, size):
            assert dict(zip(shown, colours_of(shown, EIGHT, {}), strict=True)) == {city: fixed[city] for city in shown}
    for shown in permutations(EIGHT[2:5]):
        assert colours_of(shown, EIGHT, {}) == tuple(fixed[city] for city in shown)


def test_two_in_one_picture_never_share_a_colour() -> None:
    """The ninth has that of the first, but beside it the next one that is free."""
    assert colours_of(("壬市",), TEN, {}) == (COLOURS[0],)
    assert colours_of(("壬市", "甲市"), TEN, {}) == (COLOURS[1], COLOURS[0])
    for shown in combinations(TEN, 8):
        assert len(set(colours_of(shown, TEN, {}))) == 8


def test_a_colour_that_was_chosen_is_taken_and_others_make_way() -> None:
    assert colours_of(("甲市", "乙市", "丙市"), TEN, {"丙市": "#123456", "丁市": "#abcdef"}) == (
        *COLOURS[:2],
        "#123456",
    )
    assert colours_of(("甲市", "乙市"), TEN, {"乙市": COLOURS[0]}) == (COLOURS[1], COLOURS[0])


def test_more_than_there_are_colours_share_one() -> None:
    """Eight are told apart by colour, of nine only those that somebody chose one for."""
    assert len(set(colours_of(TEN[:8], TEN, {}))) == 8
    assert colours_of(TEN[:9], TEN, {}) == (COLOURS[0],) * 9
    assert colours_of(TEN[:9], TEN, {"丙市": "#123456"}) == (*[COLOURS[0]] * 2, "#123456", *[COLOURS[0]] * 6)
