"""A template is tried in every way that it may be asked for, and each fault told once."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Mm

from briefing.errors import Severity
from briefing.template_tools.trial import EACH, MOST, Trial, tried, ways
from tests.builders import city, fact, indicator, library, practice, theme
from tests.content.samples import template
from tests.render.word.samples import SHELL, replaced
from tests.render.word.shell.test_type_area import page

LISTED = "\n\n# 资料来源\n\n{{ references }}\n"
ITEMS = (
    city("wuhan"),
    city("sanmenxia"),
    city("tianhe"),
    theme("services"),
    theme("financing"),
    indicator("loans", theme="financing", family="cny"),
    *(fact(f"{id}.items", number) for id, number in (("wuhan", 104), ("sanmenxia", 30), ("tianhe", 77))),
    *(practice(f"{id}.one") for id in ("wuhan", "sanmenxia", "tianhe")),
    fact("wuhan.loans", "3.5", "亿元"),
)


def told(folder: Path, text: str, shell: bytes = SHELL, **fonts: str) -> list[tuple[str, int | None]]:
    """What is wrong with a body of that text, and at which lines, tried in every way."""
    made = replace(template(folder, text), fonts=fonts)
    found = tried(Trial(made, shell, "shell.docx"), ways(library(*ITEMS), made, without=True))
    return [(problem.message, problem.location.line) for problem in found]


def test_figures_that_are_asked_for_by_name_are_tried_in_every_way(tmp_path: Path) -> None:
    loop = "{% for city in cities %}\n- {{ city }}{{ value('items') }}\n{% endfor %}\n"
    guarded = "\n{% if not value('loans', '武汉').missing %}武汉{{ value('loans', '武汉') }}{% endif %}\n"
    assert told(tmp_path, loop + guarded + LISTED) == []
    assert told(tmp_path, loop + "\n武汉{{ value('loans', '武汉') }}" + LISTED) == [
        ("不选武汉市时：本次没有选武汉市，不能引用它的数。", 5)
    ]
    assert told(tmp_path, "\n武汉{{ value('items', '武汉') }}\n" * 3 + LISTED) == [
        ("不选武汉市时：本次没有选武汉市，不能引用它的数。", 2)
    ]
    assert told(tmp_path, loop + "\n{{ value('lones', '武汉') }}，{{ value('items', '武汗') }}" + LISTED) == [
        ("未找到指标“lones”，", 5),
        ("未找到城市“武汗”，", 5),
    ]


def test_a_claim_that_the_data_contradict_is_told_once_whatever_the_ways(tmp_path: Path) -> None:
    text = "武汉{{ value('items', '武汉') }}，低于天河区。" + LISTED
    guarded = f"{{% if '武汉' in briefing.cities and '天河区' in briefing.cities %}}\n{text}\n{{% endif %}}"
    assert told(tmp_path, guarded) == [
        ("“武汉104项，低于天河区”里的“低于”与数据不符：武汉为104项，比天河区的77项多。", 2)
    ]


def test_a_sound_template_has_no_faults_in_any_way(tmp_path: Path) -> None:
    assert told(tmp_path, "# 一\n\n{{ briefing.highlights | join('') }}\n\n## 二" + LISTED) == []


@pytest.mark.parametrize(
    ("condition", "way"),
    [
        ("1 == 1", ""),
        ("briefing.home", "以武汉市为本地时："),
        ('not has("sanmenxia.items")', "不选三门峡市时："),
        ("not briefing.several", "只选武汉市时："),
        ("briefing.subjects == '中小企业融资'", "只选主题“中小企业融资”时："),
    ],
)
def test_a_fault_is_told_with_the_first_way_in_which_it_shows(tmp_path: Path, condition: str, way: str) -> None:
    body = f"甲。\n\n{{% if {condition} %}}\n共12项。\n{{% endif %}}"
    assert told(tmp_path, body) == [(f"{way}“共12项。”里的数字“12”没有出处。", 4)]


def test_what_the_writers_would_say_is_told(tmp_path: Path) -> None:
    """A character that the fonts do not have, pages that are too narrow for any chart."""
    [(message, _)] = told(tmp_path, "一个㙓字。", body="仿宋_GB2312")
    assert "没有这些字：㙓" in message
    document = Document(io.BytesIO(SHELL))
    document.sections[0].left_margin = Mm(130)
    narrow = io.BytesIO()
    document.save(narrow)
    chart = "{% if briefing.several %}\n{{ chart('条形', 'items', cities) }}\n{% endif %}\n" + LISTED
    found = told(tmp_path, chart, narrow.getvalue())
    assert ["图宽 80 mm，版式文件的版心只有 54 mm 宽，放不下" in message for message, _ in found] == [True]
    named = replaced(page(148, 210, 20), "word/document.xml", "{{ name }}", "营商环境工作简报")
    [(message, _)] = told(tmp_path, "正文。", named)
    assert message == "“营商环境工作简报”用 46 磅字有 130 mm 宽，版心只有 108 mm，会断成两行。"


def test_a_misspelt_fact_is_told_once_and_not_as_one_of_a_city_that_was_not_chosen(tmp_path: Path) -> None:
    assert told(tmp_path, '{{ fact("wuhan.itmes") }}') == [("没有编号为“wuhan.itmes”的数据点。", 1)]
    made = template(tmp_path, '{{ fact("wuhan.items") }}' + LISTED)
    [problem] = tried(Trial(made, SHELL, "shell.docx"), ways(library(*ITEMS), made, without=True))
    assert problem.message == "不选武汉市时：本次没有选武汉市，不能引用“wuhan.items”。"
    assert (problem.location.line, problem.severity) == (1, Severity.WARNING)
    assert problem.hint.startswith("本来就写武汉市的，在 template.yaml 的 cities 里写上它；否则")
    assert 'has("wuhan.items")' in problem.hint
    assert told(tmp_path, '{% if has("wuhan.items") %}{{ fact("wuhan.items") }}{% endif %}' + LISTED) == []


@pytest.mark.parametrize(("cities", "alone"), [(1, 0), (MOST, MOST), (MOST + 1, EACH)])
def test_of_many_cities_some_are_tried_alone(tmp_path: Path, cities: int, alone: int) -> None:
    """Those that the template names first."""
    held = library(*(city(f"c{number}") for number in range(cities)))
    asked = ways(held, template(tmp_path, "甲。"), [f"c{cities - 1}.x"])
    titles = [way.title for way in asked]
    assert sum(title.startswith("只选c") for title in titles) == alone
    assert sum(title.endswith("为本地") for title in titles) == alone
    assert alone == 0 or f"只选c{cities - 1}市" in titles
    assert [len(way.library.records) for way in asked[:2]] == [cities, min(cities, MOST)]
    assert max(len(way.library.records) for way in asked[1:]) <= MOST


def test_of_many_cities_the_fullest_and_the_barest_are_tried_and_all_that_the_template_names(tmp_path: Path) -> None:
    """c0 has no figure, c1 one, c2 two …; all are tried together once."""
    facts = [fact(f"c{number}.a{at}", 1) for number in range(12) for at in range(number)]
    held = library(*(city(f"c{number}") for number in range(12)), *facts)
    made = template(tmp_path, "甲。")
    alone = [[*way.library.records] for way in ways(held, made) if way.title.startswith("只选c")]
    assert alone == [["c11"], ["c0"], ["c10"], ["c1"]]
    named = [f"c{number}" for number in range(3, 3 + EACH + 1)]
    asked = ways(held, made, [f"{id}.a0" for id in named], without=True)
    for before, after in (("只选", "市"), ("以", "市为本地"), ("不选", "市")):
        assert {f"{before}{id}{after}" for id in named} <= {way.title for way in asked}
    assert [len(way.library.records) for way in asked].count(12) == 1


def test_what_is_said_of_the_last_issue_is_tried(tmp_path: Path) -> None:
    body = "{% if briefing.last %}{{ briefing.last.tables }}{% endif %}"
    [(message, line)] = told(tmp_path, body)
    assert ("有上一期时：" in message, "table" in message, line) == (True, True, 1)


def test_a_template_about_a_home_is_never_tried_without_one(tmp_path: Path) -> None:
    made = template(tmp_path, "甲。", needs=("home",))
    asked = ways(library(*ITEMS), made, without=True)
    assert {way.title[:2] for way in asked} == {"选全", "有上", "以武", "以三", "以天", "不选", "只选"}
    assert all(way.home in way.library.records for way in asked)


def test_the_cities_that_a_text_is_about_are_never_left_out(tmp_path: Path) -> None:
    text = "\n武汉{{ value('items', '武汉') }}" + LISTED
    made = replace(template(tmp_path, text), cities=("武汉", "三门峡市"))
    asked = ways(library(*ITEMS), made, without=True)
    assert [*asked[0].library.records] == ["wuhan", "sanmenxia"]  # as generate does without --city
    assert [way.title for way in asked if way.title.startswith("不选")] == ["不选天河区", "不选天河区"]
    assert not [way for way in asked if way.title.startswith("只选") and not way.themes]
    assert tried(Trial(made, SHELL, "shell.docx"), asked) == []


def test_a_city_that_a_template_is_about_and_nobody_knows_is_told(tmp_path: Path) -> None:
    made = replace(template(tmp_path, "一窗受理。" + LISTED), cities=("武汗",))
    (problem,) = tried(Trial(made, SHELL, "shell.docx"), ways(library(*ITEMS), made))
    assert (problem.severity, problem.location.key) == (Severity.WARNING, "cities")
