"""A template ends, in time and memory, whatever it tries; what a briefing needs is far within."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.templating import budget, engine
from tests.content.samples import BODY, blocks_of, told, written
from tests.templating import hostile

LONG = "长" * 1000
TOO_MUCH = "循环或输出太多，已停止"
UNREADABLE = {
    "brackets": "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
    "some brackets": "{% if " + "[" * 90 + "1" + "]" * 90 + " %}{% endif %}",
    "not": "{% if " + "not " * 20000 + "1 %}{% endif %}",
    "sums": "{% set x = 1" + " + 1" * 2000 + " %}",
    "digits": "{{ " + "9" * 5000 + " }}",
    "hexadecimal digits": "{% set x = 0x" + "f" * 300_000 + " // 3 %}",
    "loops": "{% for a in [1] %}" * 25 + "{% endfor %}" * 25,
}


@pytest.fixture
def small_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "BUDGET", hostile.BUDGET)


OTHERS = ((hostile.ENDLESS, "没有尽头"), (hostile.TOO_DEEP, "套得太深"), (hostile.FORBIDDEN, ""))


@pytest.mark.usefixtures("small_budget")
@pytest.mark.parametrize("tried", hostile.TOO_MUCH)
def test_a_template_that_does_too_much_is_stopped(tmp_path: Path, tried: str) -> None:
    found = told(tmp_path, {BODY: f"\n{hostile.TOO_MUCH[tried]}"})
    assert re.match(rf"{BODY}:\d", found[-1])
    assert TOO_MUCH in found[-1]


@pytest.mark.parametrize(
    ("tried", "said"),
    [pytest.param(tried, said, id=name) for cases, said in OTHERS for name, tried in cases.items()],
)
def test_what_no_template_may_do_is_told_by_its_line(tmp_path: Path, tried: str, said: str) -> None:
    found = told(tmp_path, {BODY: f"\n{tried}"})
    assert any(said in line for line in found)
    assert all(re.match(rf"{BODY}:\d", line) for line in found)
    assert not any(word in line for line in found for word in ("Traceback", "is undefined", "unhashable"))


def test_sorting_in_nested_loops_ends_with_its_line(tmp_path: Path) -> None:
    """With the budget as it is."""
    loops = "{% for a in range(9999) %}" * 3 + "{% set y = big | sort %}" + "{% endfor %}" * 3
    [found] = told(tmp_path, {BODY: "{% set big = range(9999) | list %}\n" + loops})
    assert found.startswith(f"{BODY}:2 ")
    assert TOO_MUCH in found


@pytest.mark.usefixtures("small_budget")
def test_parents_of_each_other_are_told(tmp_path: Path) -> None:
    files = {BODY: "{% extends 'mine/a.j2' %}", "mine/a.j2": "{% extends 'mine/b.j2' %}"}
    found = told(tmp_path, {**files, "mine/b.j2": "{% extends 'mine/a.j2' %}{% block b %}{% endblock %}"})
    assert any(TOO_MUCH in line for line in found)


@pytest.mark.parametrize("tried", UNREADABLE)
def test_what_cannot_be_read_is_told_by_its_file(tmp_path: Path, tried: str) -> None:
    [found] = told(tmp_path, {BODY: UNREADABLE[tried]})
    assert found.startswith(f"{BODY}:")
    assert "数太大" in found


@pytest.mark.parametrize("tried", UNREADABLE)
def test_a_part_that_cannot_be_read_is_told_by_its_own_file(tmp_path: Path, tried: str) -> None:
    found = told(tmp_path, {BODY: "{% include '_parts/a.md.j2' %}", "_parts/a.md.j2": UNREADABLE[tried]})
    assert [line.partition(":")[0] for line in found] == ["_parts/a.md.j2"]


@pytest.mark.parametrize(("turns", "ends"), [(2900, True), (3100, False)])
def test_the_budget_is_six_million_units(tmp_path: Path, turns: int, ends: bool) -> None:
    """A turn compares two words of a thousand characters."""
    body = f"{{% set s = '{LONG}' %}}{{% for a in range({turns}) %}}{{% if s == s %}}{{% endif %}}{{% endfor %}}"
    assert (told(tmp_path, {BODY: body}) == []) is ends


@pytest.fixture
def hundredth_of_the_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a hundredth of a large loop shows what the loop needs."""
    monkeypatch.setattr(budget, "BUDGET", budget.BUDGET // 100)


@pytest.mark.usefixtures("hundredth_of_the_budget")
def test_a_briefing_on_hundreds_of_cities_is_within_it(tmp_path: Path) -> None:
    body = "{% for city in range(5) %}## {{ words }}\n{% for row in range(20) %}{{ words }}增长{{ words }}。\n"
    page = engine.render([written(tmp_path, {BODY: f"{body}{{% endfor %}}{{% endfor %}}"})], BODY, {"words": "甲"})
    assert page.problems == ()
    assert len(page.slots) == 5 * 41


@pytest.mark.usefixtures("hundredth_of_the_budget")
@pytest.mark.parametrize(("indicators", "ends"), [(1000, True), (2000, False)])
def test_a_condition_on_each_indicator_of_each_prefecture_is_within_it(
    tmp_path: Path, indicators: int, ends: bool
) -> None:
    """A hundredth of 337 cities and 1,000 indicators: 3,370 turns; twice as many are too many."""
    inner = f"{{% for item in range({indicators // 100}) %}}{{% if item == 0 %}}甲{{% endif %}}{{% endfor %}}"
    body = f"{{% for city in range(337) %}}{inner}{{% endfor %}}"
    assert (told(tmp_path, {BODY: body}) == []) is ends


LIMITS: dict[str, tuple[Callable[[int], str], int]] = {
    "range(…) 最多 10000 项": (lambda n: f"{{% for a in range({n}) %}}{{% endfor %}}", 10_000),
    "数太大": (lambda n: f"{{% set x = {n} + 0 %}}", 10**12),
    "标签太多": (lambda n: "{% set x = [" + "1," * (n - 3) + "] %}", 20_000),
    "套得太深": (lambda n: "{% set n = namespace(t=1) %}" + "{% set n.t = (n.t,) %}" * n, 8),
}


@pytest.mark.parametrize("said", LIMITS)
def test_a_limit_is_where_it_is_said_to_be(tmp_path: Path, said: str) -> None:
    body, most = LIMITS[said]
    assert told(tmp_path, {BODY: body(most)}) == []
    assert any(said in line for line in told(tmp_path, {BODY: body(most + 1)}))


@pytest.mark.usefixtures("small_budget")
def test_includes_that_multiply_are_stopped(tmp_path: Path) -> None:
    files = {f"mine/p{n}.j2": f"{{% include 'mine/p{n + 1}.j2' %}}" * 2 for n in range(11)}
    found = told(tmp_path, {BODY: "{% include 'mine/p0.j2' %}", **files, "mine/p11.j2": "甲"})
    assert any(TOO_MUCH in line for line in found)


@pytest.mark.usefixtures("small_budget")
def test_an_included_file_spends_for_its_size(tmp_path: Path) -> None:
    body = "{% for a in range(300) %}{% include 'mine/p.j2' %}{% endfor %}"
    assert told(tmp_path, {BODY: body, "mine/p.j2": "{% set y = 1 %}"}) == []
    assert any(TOO_MUCH in line for line in told(tmp_path, {BODY: body, "mine/p.j2": hostile.STATEMENTS}))


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
