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
ENDLESS = {
    "nested loops": "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}",
    "output": "{% for a in range(9999) %}" + LONG + "{% endfor %}",
    "loops of a macro": "{% macro m() %}{% for a in range(9999) %}" + LONG + "{% endfor %}{% endmacro %}{{ m() }}",
    "calls": "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
    "a captured text": "{% set x %}{% for a in range(9999) %}" + LONG + "{% endfor %}{% endset %}{{ x }}",
    "recursive loops": "{% for a in range(99) recursive %}"
    "{% if loop.depth < 20 %}{{ loop(range(99)) }}{% endif %}{% endfor %}",
    "doubled words": "{% set n = namespace(x='长') %}{% for a in range(99) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
    "filters": "{% set x = range(9999) | list %}{% for a in x %}{% set y = x | sort | list %}{% endfor %}",
    "lazy filters": "{% for a in range(9999) %}{% set y = range(9999) | map('default', 1) | list %}{% endfor %}",
    "looking for": "{% set x = range(9999) | list %}{% for a in x %}{% for b in x %}{% if -1 in x %}"
    "{% endif %}{% endfor %}{% endfor %}",
    "words in a loop": "{% set n = namespace(s='长', x=[]) %}{% for a in range(13) %}"
    "{% set n.s = n.s ~ n.s %}{% endfor %}{% for a in range(9999) %}{% set n.x = n.x + [n.s.lower()] %}{% endfor %}",
    "splitting": "{% set s = '长a' ~ '"
    + "长a" * 4000
    + "' %}{% for a in range(9999) %}{% set y = s.split('a') %}{% endfor %}",
    "slices": "{% set s = '" + LONG + "' %}{% for a in range(9999) %}{% set y = s[1:] %}{% endfor %}",
    "tests": "{% set x = range(9999) | list %}{% for a in x %}{% if -1 is in x %}{% endif %}{% endfor %}",
}
CHAIN = "{% set n = namespace(a=(1, 1), b=(1, 1)) %}{% for i in range(40) %}{% set n.a = (n.a, n.a) %}"
DEEP = {
    "hashing": CHAIN + "{% endfor %}{% set x = {n.a: 1} %}",
    "comparing": CHAIN + "{% set n.b = (n.b, n.b) %}{% endfor %}{% if n.a == n.b %}甲{% endif %}",
    "arguments": "{% set n = namespace(a=1) %}{% macro m() %}{% set n.a = varargs %}{% endmacro %}"
    "{% for i in range(40) %}{% set x = m(n.a, n.a) %}{% endfor %}{% set x = {n.a: 1} %}",
    "grouping": "{% set n = namespace(a=[(1, 1)]) %}{% for i in range(40) %}{% set n.a = n.a | groupby(1) | list %}"
    "{% endfor %}",
}
UNREADABLE = {
    "brackets": "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
    "some brackets": "{% if " + "[" * 90 + "1" + "]" * 90 + " %}{% endif %}",
    "not": "{% if " + "not " * 20000 + "1 %}{% endif %}",
    "sums": "{% set x = 1" + " + 1" * 2000 + " %}",
    "digits": "{{ " + "9" * 5000 + " }}",
    "hexadecimal digits": "{% set x = 0x" + "f" * 300_000 + " // 3 %}",
    "loops": "{% for a in [1] %}" * 25 + "{% endfor %}" * 25,
}
GREAT = {
    "dividing": "{% set n = namespace(x=999999999999) %}{% set n.x = n.x * n.x %}{% set x = n.x // 3 %}",
    "dividing exactly": "{% set x = 999999999999 * 999999999999 / 3 %}",
    "subtracting": "{% set x = 999999999999 * 999999999999 - 3 %}",
    "power": "{% set x = 10 ** 10 ** 10 %}",
    "repeated words": "{% set x = '长' * 1000000000 %}",
    "repeated list": "{% set x = [1] * 1000000000 %}",
    "squares": "{% set n = namespace(x=99999) %}{% for a in range(99) %}{% set n.x = n.x * n.x %}{% endfor %}",
    "padding": "{% set x = '长'.ljust(1000000000) %}",
    "centring": "{% set x = '长'.center(1000000000) %}",
    "zeros": "{% set x = '1'.zfill(1000000000) %}",
    "bytes": "{% set x = (1).to_bytes(1000000000) %}",
    "replacing": "{% set x = ('a' ~ 'a').replace('a', '长') %}",
    "batches": "{% set x = [1] | batch(1000000000, 1) | list %}",
    "range": "{% for a in range(1000000000) %}{% endfor %}",
    "doubled lists": "{% set n = namespace(x=[1]) %}{% for a in range(99) %}{% set n.x = n.x + n.x %}{% endfor %}",
}


@pytest.mark.parametrize("tried", HOSTILE)
def test_no_template_goes_on_for_ever_and_each_is_told_by_its_line(tmp_path: Path, tried: str) -> None:
    found = told(tmp_path, {BODY: f"\n{HOSTILE[tried]}"})
    assert found
    assert all(re.match(rf"{BODY}:\d", line) for line in found)
    assert not any(word in line for line in found for word in ("Traceback", "is undefined", "unhashable"))


@pytest.mark.parametrize("tried", ENDLESS)
def test_what_does_not_end_is_stopped_and_told(tmp_path: Path, tried: str) -> None:
    found = told(tmp_path, {BODY: ENDLESS[tried]})
    assert any("循环或输出太多，已停止" in line and line.startswith(f"{BODY}:1 ") for line in found), found


@pytest.mark.parametrize("tried", DEEP)
def test_lists_in_lists_end_before_they_take_forever(tmp_path: Path, tried: str) -> None:
    assert any("套得太深" in line and line.startswith(f"{BODY}:1 ") for line in told(tmp_path, {BODY: DEEP[tried]}))


@pytest.mark.parametrize("tried", UNREADABLE)
def test_what_cannot_be_read_is_told_by_its_file(tmp_path: Path, tried: str) -> None:
    [found] = told(tmp_path, {BODY: UNREADABLE[tried]})
    assert found.startswith(f"{BODY}:")
    assert "数太大" in found


@pytest.mark.parametrize("tried", UNREADABLE)
def test_a_part_that_cannot_be_read_is_told_by_its_own_file(tmp_path: Path, tried: str) -> None:
    found = told(tmp_path, {BODY: "{% include '_parts/a.md.j2' %}", "_parts/a.md.j2": UNREADABLE[tried]})
    assert [line.partition(":")[0] for line in found] == ["_parts/a.md.j2"]


@pytest.mark.parametrize("tried", GREAT)
def test_what_would_be_too_great_is_refused(tmp_path: Path, tried: str) -> None:
    assert told(tmp_path, {BODY: GREAT[tried]})


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
