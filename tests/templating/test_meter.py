"""A template ends, in time and memory, whatever it tries; what a briefing needs is far within."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.templating import engine
from tests.content.samples import BODY, blocks_of, told, written
from tests.templating.hostile import HOSTILE

LONG = "长" * 1000
TOO_MUCH, ENDLESS, TOO_DEEP = "循环或输出太多，已停止", "没有尽头", "套得太深"
UNREADABLE = {
    "brackets": "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
    "some brackets": "{% if " + "[" * 90 + "1" + "]" * 90 + " %}{% endif %}",
    "not": "{% if " + "not " * 20000 + "1 %}{% endif %}",
    "sums": "{% set x = 1" + " + 1" * 2000 + " %}",
    "digits": "{{ " + "9" * 5000 + " }}",
    "hexadecimal digits": "{% set x = 0x" + "f" * 300_000 + " // 3 %}",
    "loops": "{% for a in [1] %}" * 25 + "{% endfor %}" * 25,
}


@pytest.mark.parametrize("tried", HOSTILE)
def test_no_template_goes_on_for_ever_and_each_is_told_by_its_line(tmp_path: Path, tried: str) -> None:
    found = told(tmp_path, {BODY: f"\n{HOSTILE[tried]}"})
    assert found
    assert all(re.match(rf"{BODY}:\d", line) for line in found)
    assert not any(word in line for line in found for word in ("Traceback", "is undefined", "unhashable"))


@pytest.mark.parametrize(
    ("tried", "said"),
    [
        ("two loops", TOO_MUCH),
        ("sorting what is refused", TOO_MUCH),
        ("a macro that calls itself twice", TOO_MUCH),
        ("doubled words", TOO_MUCH),
        ("a loop over itself", ENDLESS),
        ("a macro that calls itself", ENDLESS),
        ("lists in lists", TOO_DEEP),
        ("comparing lists in lists", TOO_DEEP),
        ("lists behind a dot", TOO_DEEP),
        ("a macro that keeps its arguments", TOO_DEEP),
        ("grouping groups", TOO_DEEP),
        ("dicts in dicts", TOO_DEEP),
    ],
)
def test_what_is_told_says_what_was_too_much(tmp_path: Path, tried: str, said: str) -> None:
    [found] = [line for line in told(tmp_path, {BODY: f"\n{HOSTILE[tried]}"}) if "不能直接输出" not in line]
    assert found.startswith(f"{BODY}:2 ")
    assert said in found


@pytest.mark.parametrize("tried", UNREADABLE)
def test_what_cannot_be_read_is_told_by_its_file(tmp_path: Path, tried: str) -> None:
    [found] = told(tmp_path, {BODY: UNREADABLE[tried]})
    assert found.startswith(f"{BODY}:")
    assert "数太大" in found


@pytest.mark.parametrize("tried", UNREADABLE)
def test_a_part_that_cannot_be_read_is_told_by_its_own_file(tmp_path: Path, tried: str) -> None:
    found = told(tmp_path, {BODY: "{% include '_parts/a.md.j2' %}", "_parts/a.md.j2": UNREADABLE[tried]})
    assert [line.partition(":")[0] for line in found] == ["_parts/a.md.j2"]


@pytest.mark.parametrize(("turns", "ends"), [(1400, True), (1600, False)])
def test_the_budget_is_three_million_units(tmp_path: Path, turns: int, ends: bool) -> None:
    """A turn compares two words of a thousand characters."""
    body = f"{{% set s = '{LONG}' %}}{{% for a in range({turns}) %}}{{% if s == s %}}{{% endif %}}{{% endfor %}}"
    assert (told(tmp_path, {BODY: body}) == []) is ends


def test_a_briefing_on_hundreds_of_cities_is_within_it(tmp_path: Path) -> None:
    body = "{% for city in range(500) %}## {{ words }}\n{% for row in range(20) %}{{ words }}增长{{ words }}。\n"
    page = engine.render([written(tmp_path, {BODY: f"{body}{{% endfor %}}{{% endfor %}}"})], BODY, {"words": "甲"})
    assert page.problems == ()
    assert len(page.slots) == 500 * 41


LIMITS: dict[str, tuple[Callable[[int], str], int]] = {
    "range(…) 最多 10000 项": (lambda n: f"{{% for a in range({n}) %}}{{% endfor %}}", 10_000),
    "数太大": (lambda n: f"{{% set x = {n} + 0 %}}", 10**12),
    "标签太多": (lambda n: "{{ '' }}" * (n - 1), 20_000),
    "套得太深": (lambda n: "{% set n = namespace(t=1) %}" + "{% set n.t = (n.t,) %}" * n, 8),
}


@pytest.mark.parametrize("said", LIMITS)
def test_a_limit_is_where_it_is_said_to_be(tmp_path: Path, said: str) -> None:
    body, most = LIMITS[said]
    assert told(tmp_path, {BODY: body(most)}) == []
    assert any(said in line for line in told(tmp_path, {BODY: body(most + 1)}))


def test_includes_that_multiply_are_stopped(tmp_path: Path) -> None:
    files = {f"mine/p{n}.j2": f"{{% include 'mine/p{n + 1}.j2' %}}" * 2 for n in range(40)}
    found = told(tmp_path, {BODY: "{% include 'mine/p0.j2' %}", **files, "mine/p40.j2": "甲"})
    assert any("循环或输出太多，已停止" in line for line in found)


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    assert any("模板文件太大" in line for line in told(tmp_path, {BODY: "长" * 400_000}))


def test_a_loop_still_knows_where_it_is(tmp_path: Path) -> None:
    body = (
        "{% for x in ['甲', '乙', '丙'] %}{{ loop.first and '首' or '' }}{{ x }}{% if loop.last %}末{% endif %}"
        "{% if loop.length == 3 and not loop.last %}{{ loop.nextitem }}{% endif %}{% else %}空{% endfor %}"
    )
    blocks, problems = blocks_of(tmp_path, {BODY: body})
    assert problems == []
    assert "".join(run.text for run in blocks[0].runs) == "首甲乙乙丙丙末"  # type: ignore[union-attr]


def test_words_lists_and_counts_still_work(tmp_path: Path) -> None:
    body = (
        "{% set n = namespace(x='') %}{% for a in range(3) %}{% set n.x = n.x ~ '甲' %}{% endfor %}{{ n.x }}"
        "{% if 1 + 2 * 3 == 7 and '乙' in ['甲', '乙'] %}{{ ['丙', '丁'] | join('、') }}{% endif %}"
        "{{ '戊己'.removeprefix('戊') }}{{ settings.get('报送') }}"
    )
    blocks, problems = blocks_of(tmp_path, {BODY: body})
    assert problems == []
    assert "".join(run.text for run in blocks[0].runs) == "甲甲甲丙、丁己市委"  # type: ignore[union-attr]
