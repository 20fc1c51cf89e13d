"""A template from a colleague runs no code, reads no file but templates, and sees nothing but what it is meant to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from types import MethodType

import pytest

from briefing.content.asked.held_facts import HeldFacts
from briefing.content.asked.value_lists import ValueSeries, ValueStanding
from briefing.content.context import BriefingContext
from briefing.content.known_names import NamedItems
from briefing.content.ledger import Ledger
from briefing.content.one_page.single_page import OnePageContext
from briefing.content.paragraphs.city_paragraphs import CityContext
from briefing.content.paragraphs.themes import ThemeContext
from briefing.content.standings.benchmark import GapContext, HomeContext
from briefing.content.vocabulary import context
from briefing.model.document import (
    ChartSpec,
    Contents,
    Figure,
    Mark,
    Meta,
    Panel,
    References,
    Run,
    RunKind,
    Table,
)
from briefing.templating.printable import Absent, Function, Listed, Printable
from briefing.templating.template_errors import Mistake
from tests.builders import analysis
from tests.content.samples import BODY, ITEMS, blocks_of, told

ESCAPES = (
    "{{ ''.__class__ }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ ''['__class__'] }}",
    "{{ ''['__cla' ~ 'ss__'] }}",
    "{{ ''|attr('__class__') }}",
    "{{ [''] | map(attribute='__class__') | list }}",
    "{{ [''] | map('attr', '__class__') | list }}",
    "{{ [''] | selectattr('__class__') | list }}",
    "{{ [''] | sort(attribute='__class__') }}",
    "{{ [''] | join(attribute='__class__') }}",
    "{{ [''] | groupby('__class__') }}",
    "{{ '{0.__class__}'.format('') }}",
    "{{ '{x.__class__}'.format_map({'x': ''}) }}",
    "{{ '%s' % briefing }}",
    "{{ self.__init__.__globals__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ briefing.__init__.__globals__ }}",
    "{{ briefing.__class__.cities.fget.__globals__ }}",
    "{{ fact.__call__.__globals__ }}",
    "{{ fact._call }}",
    "{{ value.__call__.__globals__ }}",
    "{{ value('items', '武汉')._held }}",
    "{{ value('items', '武汉').to.__globals__ }}",
    "{{ cities[0]._city }}",
    "{{ [value('items', '武汉')] | map(attribute='_held') | list }}",
    "{{ closing.__class__ }}",
    "{{ range.__globals__ }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ joiner.__init__.__globals__ }}",
    "{{ lipsum.__globals__.os }}",
    "{{ dict.mro() }}",
    "{% for x in [1] %}{{ loop.__class__ }}{% endfor %}",
    "{% macro m() %}{% endmacro %}{{ m.__class__ }}",
    "{% macro m() %}{{ caller.__globals__ }}{% endmacro %}{% call m() %}{% endcall %}",
    "{{ ([1] | map('first')).gi_frame }}",
    "{{ ([1] | select).gi_code }}",
    "{{ briefing._analysis }}",
    "{{ briefing._ledger.facts }}",
    "{{ briefing['_analysis'] }}",
    "{{ briefing | attr('_analysis') }}",
    "{{ [briefing] | map(attribute='_analysis.selection') | list }}",
    "{{ [briefing] | join(attribute='_speaker') }}",
    "{{ settings.update({'x': 'y'}) }}",
    "{{ settings.clear() }}",
    "{{ settings.pop('报送') }}",
    "{{ [1].append(2) }}",
    "{% set x = [] %}{% set y = x.extend('ab') %}",
    "{{ fact('wuhan.items').text.__class__ }}",
    "{{ fact('wuhan.items').__replace__ }}",
    "{{ references.__dataclass_fields__ }}",
    "{{ 报送 | safe }}",
    "{{ 报送 | random }}",
    "{{ 报送 | pprint }}",
    "{{ briefing | string }}",
    "{% for x in range(1000000000) %}{% endfor %}",
)


@pytest.mark.parametrize("body", ESCAPES)
def test_known_escapes_are_refused_at_their_line(tmp_path: Path, body: str) -> None:
    found = told(tmp_path, {BODY: f"\n{body}"})
    assert found
    assert all(problem.startswith("mine/body.md.j2:2 ") for problem in found)
    assert not any(word in problem for problem in found for word in ("<", "0x", "object at", "/usr", "Traceback"))


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../secret.md.j2", "mine/../../secret.md.j2", "..\\secret.md.j2", "C:/x"]
)
@pytest.mark.parametrize("tag", ["include", "extends", "import"])
def test_no_file_outside_the_roots_is_read(tmp_path: Path, tag: str, name: str) -> None:
    (tmp_path / "secret.md.j2").write_text("机密", encoding="utf-8")
    named = "x" if tag == "import" else ""
    body = f"\n{{% {tag} {name!r} {'as ' + named if named else ''} %}}"
    blocks, [problem] = blocks_of(tmp_path, {BODY: body})
    assert "在模板文件夹之外" in problem.message
    assert problem.location.line == 2
    assert "机密" not in str(blocks)


@pytest.mark.parametrize("name", ["'/etc/' ~ 'passwd'", "'..' ~ '/secret.md.j2'", "['nix', '../secret.md.j2']"])
def test_nor_is_one_whose_name_is_made_up_while_rendering(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.md.j2").write_text("机密", encoding="utf-8")
    [problem] = told(tmp_path, {BODY: f"\n{{% include {name} %}}"})
    assert problem.startswith("mine/body.md.j2:2 ")
    assert "在模板文件夹之外" in problem


@pytest.mark.parametrize("linked", ["file", "folder"])
def test_a_symbolic_link_leads_nowhere_outside_the_roots(tmp_path: Path, linked: str) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.md.j2").write_text("机密", encoding="utf-8")
    parts = tmp_path / "templates" / "_parts"
    parts.mkdir(parents=True)
    target = tmp_path / "outside" / "secret.md.j2" if linked == "file" else tmp_path / "outside"
    (parts / ("secret.md.j2" if linked == "file" else "away")).symlink_to(target)
    name = "_parts/secret.md.j2" if linked == "file" else "_parts/away/secret.md.j2"
    blocks, [problem] = blocks_of(tmp_path, {BODY: f"{{% include {name!r} %}}"})
    assert "在模板文件夹之外" in problem.message
    assert blocks == []


def test_a_link_from_one_template_to_another_is_no_harm(tmp_path: Path) -> None:
    parts = tmp_path / "templates" / "_parts"
    parts.mkdir(parents=True)
    (parts / "real.md.j2").write_text("部分", encoding="utf-8")
    (parts / "link.md.j2").symlink_to(parts / "real.md.j2")
    assert told(tmp_path, {BODY: "{% include '_parts/link.md.j2' %}"}) == []


PLAIN = (str, bool, int, Decimal, type(None), RunKind)
MEANT = (
    BriefingContext,
    ThemeContext,
    CityContext,
    OnePageContext,
    HomeContext,
    GapContext,
    Run,
    Figure,
    ChartSpec,
    Panel,
    Mark,
    Table,
    References,
    Contents,
    Function,
    Printable,
    MethodType,
)


def _reached(value: object, seen: set[int]) -> Iterator[object]:
    """Everything that a template can reach from `value` by dots, brackets and loops."""
    if isinstance(value, PLAIN) or id(value) in seen:
        return
    seen.add(id(value))
    yield value
    if isinstance(value, dict):
        inner: list[object] = [*value, *value.values()]
    elif isinstance(value, tuple | list):
        inner = list(value)
    else:
        inner = []
        # `best` is another figure of the same kind, without end
        for name in (name for name in dir(value) if not name.startswith("_") and name != "best"):
            with suppress(Mistake):  # of a figure that is not there there is no number
                inner.append(getattr(value, name))
    for item in inner:
        yield from _reached(item, seen)


def test_views_lead_only_to_words_and_blocks() -> None:
    """No public attribute leads to the library, the ledger, the analysis, a path or a function of ours."""
    data = analysis(*ITEMS)
    ledger = Ledger(data.selection.library)
    names = context(
        BriefingContext(data, ledger, lambda chart: None), HeldFacts(data, ledger), {"报送": "市委"}, Meta("甲")
    )
    calls = ("value", ("items", "武汉")), ("standing", ("items",)), ("series", ("items",)), ("practices", ())
    for name, given in calls:
        function = names[name]
        assert isinstance(function, Function)
        with suppress(Mistake):
            names[f"called {name}"] = function(*given)
    kept: list[object] = []  # so that no id is given out twice
    for value in _reached(names, set()):
        kept.append(value)
        assert isinstance(value, MEANT) or type(value) in (
            dict,
            tuple,
            NamedItems,
            Listed,
            ValueSeries,
            ValueStanding,
            Absent,
        ), value
        assert not isinstance(value, NamedItems) or {name for name in dir(value) if name[0] != "_"} == {
            "count",
            "index",
        }
    assert len(kept) > 20


def test_a_choice_without_an_else_prints_nothing(tmp_path: Path) -> None:
    """As in Jinja."""
    assert told(tmp_path, {BODY: "甲{{ '乙' if false }}。"}) == []
