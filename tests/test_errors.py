"""Problems are values; hints name what is likely to be meant; long lists are cut where they are told."""

from __future__ import annotations

import pytest

from briefing.errors import NAMED, BriefingError, Problem, collect, enumerated, nearest


def test_as_many_things_as_a_message_holds_are_all_named_and_one_more_is_counted() -> None:
    names = [f"文件{at}" for at in range(NAMED + 1)]
    assert enumerated(names[:NAMED]) == "、".join(names[:NAMED])
    assert enumerated(names) == "、".join(names[:NAMED]) + "、另有 1 处"
    assert enumerated(names, "；").endswith(f"；{names[NAMED - 1]}；另有 1 处")
    assert enumerated([]) == ""


INDICATORS = ("shared_e_certificates", "hk_enterprises", "startup_time", "tax_refund")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("startup_tme", ["startup_time"]),
        ("startup_times", ["startup_time"]),
        ("market_entities", []),
        ("new_firms", []),
        ("tax_refnd", ["tax_refund"]),
    ],
)
def test_a_long_word_in_letters_must_be_more_than_half_alike(typed: str, found: list[str]) -> None:
    assert nearest(typed, INDICATORS) == found


def test_a_short_one_or_one_in_chinese_may_be_half_alike() -> None:
    assert nearest("gen", ["generate", "lint"]) == ["generate"]
    assert nearest("武汗", ["武汉市", "天河区"]) == ["武汉市"]


def test_what_can_be_made_is_made_and_all_problems_of_the_rest_are_kept_in_order() -> None:
    def half(number: int) -> int:
        if number % 2:
            raise BriefingError([Problem(f"{number} 是奇数。"), Problem("请改。")])
        return number // 2

    made, problems = collect(half, [3, 4, 5, 8])
    assert made == [2, 4]
    assert [problem.message for problem in problems] == ["3 是奇数。", "请改。", "5 是奇数。", "请改。"]
