"""“见表1”: a figure or table is pointed to by its title or its indicator, before or behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.content.compose import compose
from briefing.errors import BriefingError
from briefing.model.document import RunKind
from briefing.model.walk import all_runs
from tests.builders import Item, analysis, fact, indicator
from tests.content.samples import request, template

DATA: tuple[Item, ...] = (
    indicator("loan", "贷款余额", family="cny"),
    indicator("firms", "经营主体"),
    fact("wuhan.loan", 5, "亿元"),
    fact("wuhan.firms", 9, "户"),
    fact("sanmenxia.firms", 4, "户"),
)
TABLES = """
表：各地融资

| 事项 | 数 |
| --- | --- |
| 余额 | {{ fact("wuhan.loan") }} |

表：经营主体发展

| 事项 | 数 |
| --- | --- |
| 户数 | {{ fact("wuhan.firms") }} |

表：经营主体去向

| 事项 | 数 |
| --- | --- |
| 户数 | {{ fact("sanmenxia.firms") }} |

{{ references }}
"""


def crossed(folder: Path, body: str) -> list[tuple[str, str | None]]:
    document, _ = compose(analysis(*DATA), template(folder, f"见{body}。\n{TABLES}"), request(), lambda chart: None)
    return [(run.text, run.ref) for run in all_runs(document.blocks) if run.kind is RunKind.CROSS]


def told(folder: Path, body: str) -> str:
    with pytest.raises(BriefingError) as caught:
        crossed(folder, body)
    (problem,) = caught.value.problems
    return f"{problem.location.line} {problem.message}{problem.hint}"


@pytest.mark.parametrize("name", ["各地融资", "融资", "贷款余额", "loan"])
def test_a_table_that_comes_later_is_named_by_title_or_indicator(tmp_path: Path, name: str) -> None:
    ((number, key),) = crossed(tmp_path, f'{{{{ ref("{name}") }}}}')
    assert (number, bool(key)) == ("表1", True)


def test_a_whole_title_goes_before_what_only_holds_it(tmp_path: Path) -> None:
    assert [number for number, _ in crossed(tmp_path, '{{ ref("经营主体去向") }}')] == ["表3"]


def test_what_is_not_there_is_told_with_the_nearest_title_and_its_line(tmp_path: Path) -> None:
    assert told(tmp_path, '{{ ref("各地融姿") }}') == "1 引用的图表“各地融姿”不在文中。您是不是要找“各地融资”？"
    assert "文中有：“各地融资”“经营主体发展”“经营主体去向”。" in told(tmp_path, '{{ ref("风景") }}')


def test_what_may_be_two_of_them_is_told_with_both(tmp_path: Path) -> None:
    said = told(tmp_path, '{{ ref("经营主体") }}')
    assert said.startswith("1 引用的“经营主体”不止一处：表2“经营主体发展”、表3“经营主体去向”。请写全图题、表题")


BARE = "9万户"
"""A number without a fact: an error beside the one of the reference."""


def _messages(folder: Path, body: str) -> list[str]:
    with pytest.raises(BriefingError) as caught:
        compose(analysis(*DATA), template(folder, f"{body}\n{TABLES}"), request(), lambda chart: None)
    return [problem.message for problem in caught.value.problems]


@pytest.mark.parametrize("other", [BARE, '{{ value("经营住体", "武汉") }}'])
def test_what_is_not_there_is_told_beside_what_else_is_wrong(tmp_path: Path, other: str) -> None:
    messages = _messages(tmp_path, f'{other}\n\n见{{{{ ref("各地融姿") }}}}。')
    assert len(messages) == 2
    assert messages[1] == "引用的图表“各地融姿”不在文中。"


@pytest.mark.parametrize(
    "shown",
    [
        '{{ chart("条型", "经营主体", title="经营主体很多") }}',
        '{% for 城市 in citiez %}{{ chart("条形", "经营主体", title="经营主体很多") }}{% endfor %}',
        "表：经营主体很多\n\n| 甲 |\n| --- |\n| 乙 | 丙 |",
    ],
)
def test_what_could_not_be_shown_is_not_told_again_where_it_is_referred_to(tmp_path: Path, shown: str) -> None:
    [message] = _messages(tmp_path, f'见{{{{ ref("经营主体很多") }}}}。\n\n{shown}\n')
    assert "经营主体很多”不在文中" not in message
