"""A call without a city is given the one of the loop that it stands in, through parts and macros."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.templating.engine import render
from briefing.templating.loop_city import FUNCTIONS
from briefing.templating.printable import Function
from tests.content.samples import written


def said(folder: Path, body: str, function: str = "value") -> str:
    """What the function was given as `here`, call by call."""
    root = written(folder, {"a.j2": body, "part.j2": f"{{{{ {function}() }}}}"})
    called: list[str] = []
    asked = Function(f"{function}()", lambda here=None: called.append(str(here)))
    page = render([root], "a.j2", {function: asked})
    assert list(page.problems) == []
    return " ".join(called)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_call_in_a_loop_is_given_its_city(tmp_path: Path, function: str) -> None:
    call = f"{{{{ {function}() }}}}"
    body = f"{call}{{% for city in ['甲', '乙'] %}}{call}{{% endfor %}}{call}"
    assert said(tmp_path, body, function) == "None 甲 乙 None"


@pytest.mark.parametrize(
    ("body", "given"),
    [
        ("{% for city in ['甲'] %}{% include 'part.j2' %}{% endfor %}{% include 'part.j2' %}", "甲 None"),
        ("{% macro line(city) %}{{ value() }}{% endmacro %}{{ line('甲') }}{{ line('乙') }}", "甲 乙"),
        ("{% set city = '甲' %}{{ value() }}", "甲"),
        ("{% for 一地 in ['甲'] %}{{ value() }}{% endfor %}", "None"),
        ("{% for city in ['甲'] %}{% for city in ['乙'] %}{{ value() }}{% endfor %}{{ value() }}{% endfor %}", "乙 甲"),
        ("{% for city in ['甲'] if value() is none %}{{ value() }}{% endfor %}", "甲 甲"),
    ],
)
def test_whatever_is_called_city_there_is_given(tmp_path: Path, body: str, given: str) -> None:
    assert said(tmp_path, body) == given
