"""Whatever is wrong in a template is told with its own file and line, and as much of it at once as can be."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.model.document import Items, Paragraph, Run
from briefing.templating import engine
from briefing.templating.line_map import FIRST
from briefing.templating.sandbox import Sandbox
from tests.content.samples import BODY, blocks_of, told

MISTAKES: dict[str, tuple[str, str]] = {
    "name": ("甲\n\n{{ brieing.cities }}", "mine/body.md.j2:3 模板里的名称“brieing”不存在。您是不是要找“briefing”"),
    "attribute": ("\n{{ briefing.theems }}", "mine/body.md.j2:2 模板里“.theems”不存在。您是不是要找“themes”"),
    "attribute of an item": (
        "{% for theme in briefing.themes %}\n{{ theme.nmae }}\n{% endfor %}",
        "mine/body.md.j2:2 模板里“.nmae”不存在。您是不是要找“name”",
    ),
    "attribute asked for": ("\n{% if briefing.sevral %}甲{% endif %}", "mine/body.md.j2:2 模板里“.sevral”不存在。"),
    "attribute gone through": (
        "\n{% for one in briefing.themes[0].ctites %}甲{% endfor %}",
        "mine/body.md.j2:2 模板里“.ctites”不存在。您是不是要找“cities”",
    ),
    "setting": ("\n\n{{ settings.抄送 }}", "mine/body.md.j2:3 模板里“.抄送”不存在。您是不是要找“报送”？"),
    "name before it is set": ("{{ x }}\n{% set x = '甲' %}", "mine/body.md.j2:1 名称“x”在这里还没有定义。"),
    "filter": ("\n{{ 报送 | uper }}", "mine/body.md.j2:2 没有名为“uper”的过滤器。"),
    "filter in a branch not taken": (
        "{% if false %}\n{{ 报送 | joim }}\n{% endif %}",
        "mine/body.md.j2:2 没有名为“joim”的过滤器。您是不是要找“join”",
    ),
    "test": (
        "\n{% if 报送 is definde %}甲{% endif %}",
        "mine/body.md.j2:2 没有名为“definde”的判断。您是不是要找“defined”",
    ),
    "function": ("\n{{ facts('wuhan.items') }}", "mine/body.md.j2:2 模板里的名称“facts”不存在。您是不是要找“fact”"),
    "fact": (
        "\n{{ fact('wuhan.item') }}",
        "mine/body.md.j2:2 没有编号为“wuhan.item”的数据点。您是不是要找“wuhan.items”",
    ),
    "source": ("\n{{ cite('wuhan') }}", "mine/body.md.j2:2 没有编号为“wuhan”的来源。您是不是要找“wuhan-article”"),
    "no argument": ("\n{{ fact() }}", 'mine/body.md.j2:2 fact(…) 的括号里少写了内容。应写作 fact("数据点编号")。'),
    "wrong argument": (
        "\n{{ closing(briefing) }}",
        "mine/body.md.j2:2 closing(…) 的括号里要写文字，写的是一项内容。应写作 closing(",
    ),
    "keyword argument": (
        "\n{{ fact(编号='wuhan.items') }}",
        "mine/body.md.j2:2 fact(…) 没有“编号”这一项。应写作 fact(",
    ),
    "unknown argument": ("\n{{ fact(编号) }}", "mine/body.md.j2:2 模板里的名称“编号”不存在。"),
    "function not called": ("\n{{ fact }}", "mine/body.md.j2:2 函数名后面没有写括号。应写作 fact("),
    "int": ("\n{{ 5 }}", "mine/body.md.j2:2 不能直接输出数字。请用 value("),
    "float": ("\n{{ 3.5 }}", "mine/body.md.j2:2 不能直接输出数字。"),
    "arithmetic": ("\n{{ 3 * 4 }}", "mine/body.md.j2:2 不能直接输出数字。"),
    "a number that is set": ("{% set n = 104 %}\n{{ n }}项", "mine/body.md.j2:2 不能直接输出数字。"),
    "a number joined to words": ("\n{{ '共' ~ 104 ~ '项' }}", "mine/body.md.j2:2 不能直接输出数字。"),
    "loop counter": (
        "{% for city in briefing.cities %}\n{{ loop.index }}\n{% endfor %}",
        "mine/body.md.j2:2 不能直接输出数字。",
    ),
    "length": ("\n{{ briefing.cities | length }}", "mine/body.md.j2:2 不能直接输出数字。"),
    "yes or no": ("\n{{ briefing.several }}", "mine/body.md.j2:2 不能直接输出“是”或“否”。"),
    "list": ("\n{{ briefing.cities }}", "mine/body.md.j2:2 不能直接输出一组内容。请用 {% for … %}"),
    "whole": ("\n{{ briefing }}", "mine/body.md.j2:2 不能直接输出这一整项。请输出其中一样：blanks、"),
    "division by zero": ("\n{{ 1 / 0 }}", "mine/body.md.j2:2 除数是零。"),
    "wrong types": ("\n{{ '甲' + 1 }}", "mine/body.md.j2:2 文字与整数不能用 + 计算。"),
    "endless inclusion": ("\n{% include 'mine/body.md.j2' %}", "mine/body.md.j2:2 模板互相引用，没有尽头。"),
    "macro": (
        "{% macro one(city) %}\n{{ city.nmae }}\n{% endmacro %}\n\n{{ one(briefing.themes[0]) }}",
        "mine/body.md.j2:2 模板里“.nmae”不存在。",
    ),
    "word for a macro": (
        "{% macro 行(名) %}{{ 名 }}{% endmacro %}\n{{ 行('甲', 字=1) }}",
        "mine/body.md.j2:2 macro 行(…) 没有“字”这一项。",
    ),
    "more for a macro": (
        "{% macro 行(名) %}{{ 名 }}{% endmacro %}\n{{ 行('甲', 1) }}",
        "mine/body.md.j2:2 macro 行(…) 的括号里最多 1 项。",
    ),
    "names for each item": ("\n{% for a, b in ['甲'] %}{% endfor %}", "mine/body.md.j2:2 这里的内容不是所要的那一种。"),
    "tag on three lines": ("\n{{\n\n fact('nix') }}", "mine/body.md.j2:4 没有编号为“nix”的数据点。"),
}


@pytest.mark.parametrize(("body", "expected"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_at_its_line_with_what_to_do(tmp_path: Path, body: str, expected: str) -> None:
    [problem] = told(tmp_path, {BODY: body})
    assert problem.startswith(expected)


def test_what_is_wrong_behind_an_error_of_syntax_is_told_at_once(tmp_path: Path) -> None:
    lines = (
        "{{ fact('x' }}{{ nix }}",
        "{% set 数 = fact( %}{{ 数.x }}",
        "{% if 报送 = '甲' %}{{ fact('nix') }}{% endif %}",
        "{% for x in (briefing.cities %}{{ x.y }}{% endfor %}",
        "{{ briefing.citys }}",
        "共104项",
        "{% endif %}",
        "{% for x in briefing.cities %}{{ x.y }}",
    )
    problems = told(tmp_path, {BODY: "\n\n".join(lines)})
    found = [problem.removeprefix("mine/body.md.j2:").partition("。")[0] for problem in problems]
    assert sorted(found, key=lambda said: int(said.split()[0])) == [
        "1 这里应写“)”，写的却是“}”",
        "3 标签里的“%”放错了地方",
        "5 标签里的“=”多余，或前面少写了什么",
        "7 这里应写“)”，写的却是“}”",
        "9 模板里“.citys”不存在",
        "11 “共104项”里的数字“104”没有出处",
        "13 {% endif %} 前面没有 {% if %}",
        "15 {% for %} 没有写完",
        "15 模板里“.y”不存在",
    ]


SYNTAX: dict[str, tuple[str, str]] = {
    "open tag": ("甲\n{{ 报送 ", "2 标签没有写完。"),
    "tag closed by one brace": ("甲\n{{ 报送 }", "2 标签没有写完。"),
    "open block, at its beginning": (
        "甲\n{% for x in briefing.cities %}\n{% if x %}\n{{ x }}\n{% endif %}\n乙",
        "2 {% for %} 没有写完。请补上 {% endfor %}。",
    ),
    "open block of set": ("{% set a = '甲' %}\n{% set b %}\n乙", "2 {% set %} 没有写完。请补上 {% endset %}。"),
    "unknown tag": ("\n{% fro x in y %}", "2 这里不能写 {% fro %}。您是不是要找“from”、“for”"),
    "end without beginning": ("\n{% endfor %}", "2 {% endfor %} 前面没有 {% for %}。"),
    "wrong end": ("\n{% if 报送 %}{% endfor %}", "2 前面的 {% if %} 还没有结束。"),
    "Chinese quotation marks": ("\n{{ fact(“x”) }}", '2 标签里有全角的““”。请改成半角的 " 。'),
    "Chinese brackets": ("\n{{ fact（'x'） }}", "2 标签里有全角的“（”。请改成半角的 ( 。"),
    "open quotation mark": ("\n{{ fact('x) }}", "2 标签里的引号没有配对。"),
    "empty tag": ("\n{{ }}", "2 标签里没有写内容。"),
    "one word too many": ("\n{{ 报送 了 }}", "2 标签里的“了”多余，或前面少写了什么。"),
    "one = for two": ("\n{% if 报送 = '甲' %}{% endif %}", "2 标签里的“=”多余，或前面少写了什么。"),
    "open bracket": ("\n{{ fact('x' }}", "2 这里应写“)”，写的却是“}”。"),
    "no name of a filter": ("\n{{ 报送 | }}", "2 这里应写“名称”，写的却是“}}”。"),
    "open comment": ("\n{# 甲", "2 注释没有写完。请用 #} 结束。"),
    "open raw": ("\n{% raw %}甲", "2 {% raw %} 没有写完。"),
    "braces left over": ("\n甲 }} 乙", "2 花括号没有成对，或者写成了全角。"),
    "full-width braces": ("\n｛｛ 报送 ｝｝", "2 花括号没有成对，或者写成了全角。"),
    "something else": ("\n{% import 'x' %}", "2 "),
}


@pytest.mark.parametrize(("body", "expected"), SYNTAX.values(), ids=SYNTAX)
def test_a_syntax_error_is_told_in_chinese_where_to_mend_it(tmp_path: Path, body: str, expected: str) -> None:
    [problem] = told(tmp_path, {BODY: body})
    assert problem.startswith(f"mine/body.md.j2:{expected}")


def test_all_mistakes_are_told_at_once_whatever_stage_finds_them(tmp_path: Path) -> None:
    """Names, parts, numbers, facts, Markdown and bare digits; in the body and in a part, each at its own line."""
    body = """甲
{{ brieing.cities }}
{% include "_parts/tail.md.j2" %}
{% for theme in briefing.themes %}
{{ theme.nmae }}{{ fact("wuhan.item") }}
{% endfor %}
{{ 5 }}

一个*星号

共104项
"""
    part = "部分\n\n{{ noname }}\n\n{% include '_parts/tial.md.j2' %}又2028个\n"
    found = told(tmp_path, {BODY: body, "_parts/tail.md.j2": part})
    assert [problem.partition(" ")[0] for problem in sorted(found)] == [
        "_parts/tail.md.j2:3",
        "_parts/tail.md.j2:5",
        "_parts/tail.md.j2:5",
        *(f"mine/body.md.j2:{line}" for line in (11, 2, 5, 5, 7, 9)),
    ]


def test_syntax_errors_of_several_files_are_told_together(tmp_path: Path) -> None:
    files = {
        BODY: "{% include '_parts/a.md.j2' %}\n{% include '_parts/b.md.j2' %}\n{{ brieing }}",
        "_parts/a.md.j2": "\n{{ }}",
        "_parts/b.md.j2": "\n\n{% fro %}",
    }
    assert sorted(problem.partition(" ")[0] for problem in told(tmp_path, files)) == [
        "_parts/a.md.j2:2",
        "_parts/b.md.j2:3",
        "mine/body.md.j2:3",
    ]


def test_lines_hold_in_loops_includes_macros_blocks_and_captured_text(tmp_path: Path) -> None:
    """A star alone is wrong in Markdown: each of them is told where its author wrote it."""
    files = {
        "_parts/base.md.j2": "甲\n\n{% block middle %}\n乙\n{% endblock %}\n\n*尾\n",
        BODY: """{% extends "_parts/base.md.j2" %}
{% macro one(x) %}

*宏{{ x }}
{% endmacro %}
{% block middle %}
{% for city in briefing.cities %}

{#- 注释
   两行 #}

*循环{{ city }}
{% endfor %}
{{ one("甲") }}

{% set kept %}
段

*留{% endset %}
{{ kept }}

{% include "_parts/some.md.j2" %}
{% endblock %}
""",
        "_parts/some.md.j2": "\n部分\n\n{% if briefing.several -%}\n\n  *部分\n{% endif %}\n",
    }
    found = told(tmp_path, files)
    assert all("星号" in problem for problem in found)
    assert {problem.partition(" ")[0] for problem in found} == {
        "_parts/base.md.j2:7",
        "_parts/some.md.j2:6",
        *(f"mine/body.md.j2:{line}" for line in (4, 12, 19)),
    }


MACRO = "{% macro m() %}\n{{ fact('wuhan.items') }}\n{% endmacro %}\n"
LATER = {
    "behind a macro": f"{MACRO}\n{{{{ m() ~ fact('nix') }}}}",
    "in brackets, behind a macro": f"{MACRO}\n{{% if m() and fact('nix') %}}{{% endif %}}",
    "a condition behind others": "{% if 报送 == 1 %}\n甲\n{% elif 报送 == 2 %}\n\n{% elif fact('nix') %}\n{% endif %}",
    "the test of a loop": "\n\n\n\n{% for x in [1, 0] if x or fact('nix') %}\n\n{{ 报送 }}\n{% endfor %}",
    "a filter that a loop asks as it goes": "\n\n\n\n{% for x in [1, 报送] | map(attribute='real') | select %}\n"
    "\n{{ 报送 }}\n{% endfor %}",
    "a filter of what a block holds": "\n\n\n\n{% filter join(fact('nix')) %}\n{{ 报送 }}\n{% endfilter %}",
}


@pytest.mark.parametrize("body", LATER.values(), ids=LATER)
def test_what_goes_wrong_behind_other_lines_is_told_at_its_own(tmp_path: Path, body: str) -> None:
    """A macro, a body or a branch that was rendered before stands on lines of its own."""
    found = told(tmp_path, {BODY: body})
    assert found
    assert {problem.partition(" ")[0] for problem in found} == {f"{BODY}:5"}


def test_windows_line_ends_and_a_byte_order_mark_change_no_line(tmp_path: Path) -> None:
    [problem] = told(tmp_path, {BODY: "\ufeff甲\r\n\r\n{% if 报送 %}\r\n*乙\r\n{% endif %}\r\n"})
    assert problem.startswith("mine/body.md.j2:4 星号")


def test_a_paragraph_of_several_lines_tells_the_line_of_the_number(tmp_path: Path) -> None:
    [problem] = told(tmp_path, {BODY: "甲\n\n一行\n{{ 报送 }}\n又一行共104项\n末行\n"})
    assert problem.startswith("mine/body.md.j2:5 “市委又一行共104项末行”里的数字“104”没有出处。")


def test_the_nearest_of_the_files_there_are_is_offered_for_one_that_is_not(tmp_path: Path) -> None:
    [problem] = told(tmp_path, {BODY: "\n{% include '_parts/tial.md.j2' %}", "_parts/tail.md.j2": "尾"})
    assert problem.startswith("mine/body.md.j2:2 模板文件夹里没有“_parts/tial.md.j2”。您是不是要找“_parts/tail.md.j2”")


def test_a_part_that_may_be_missing_is_no_problem(tmp_path: Path) -> None:
    assert told(tmp_path, {BODY: "甲{% include 'none.md.j2' ignore missing %}"}) == []


def test_what_is_asked_for_or_has_a_default_need_not_exist(tmp_path: Path) -> None:
    body = (
        "{% if 抄送 is defined %}{{ 抄送 }}{% endif %}{{ 印发 | default('市委') }}{{ settings.主送 | default('甲') }}"
        "{% if settings.印送 is defined and settings.印送 %}{{ settings.印送 }}{% endif %}"
    )
    blocks, problems = blocks_of(tmp_path, {BODY: body})
    assert problems == []
    assert blocks == [Paragraph((Run("市委甲"),))]


def test_a_template_that_is_not_there_is_told(tmp_path: Path) -> None:
    [problem] = blocks_of(tmp_path, {"other/body.md.j2": "甲"})[1]
    assert "没有“mine/body.md.j2”" in problem.message


@pytest.mark.parametrize(
    ("data", "words"),
    [("武汉".encode("gbk"), "不是 UTF-8"), ("甲\n\ue002乙".encode(), "程序保留的字符 U+E002")],
)
def test_a_part_that_cannot_be_read_is_told_by_its_name(tmp_path: Path, data: bytes, words: str) -> None:
    part = tmp_path / "templates" / "_parts" / "part.md.j2"
    part.parent.mkdir(parents=True)
    part.write_bytes(data)
    [problem] = told(tmp_path, {BODY: "{% include '_parts/part.md.j2' %}"})
    assert problem.startswith("_parts/part.md.j2:")
    assert words in problem


def test_words_of_the_data_are_never_markdown(tmp_path: Path) -> None:
    body = '{{ "**甲** # _乙_ | <b>&amp;" }}\n\n- {{ "1. 丙" }}\n'.replace("1. ", "")
    blocks, problems = blocks_of(tmp_path, {BODY: body})
    assert problems == []
    assert blocks == [Paragraph((Run("**甲** # _乙_ | <b>&amp;"),)), Items(((Run("丙"),),))]


def test_typed_things_stay_typed_when_joined_captured_or_made_by_a_macro(tmp_path: Path) -> None:
    """`~`, `join`, `set` and `macro` turn things into text in Jinja; here the fact keeps its id."""
    fact = Run("104项", ref="wuhan.items")
    for body in (
        "{{ '共' ~ fact('wuhan.items') ~ '。' }}",
        "{{ ['共', fact('wuhan.items'), '。'] | join }}",
        "{% set x %}共{{ fact('wuhan.items') }}{% endset %}{{ x }}。",
        "{% macro m(x) %}共{{ x }}{% endmacro %}{{ m(fact('wuhan.items')) }}。",
        "{% macro m() %}共{{ caller() }}{% endmacro %}{% call m() %}{{ fact('wuhan.items') }}{% endcall %}。",
    ):
        blocks, problems = blocks_of(tmp_path, {BODY: body})
        assert problems == []
        assert blocks == [Paragraph((Run("共"), fact, Run("。")))]


@pytest.mark.parametrize(
    "body",
    [
        "\n{{ '\\ue000\\ue010\\ue001' }}",
        "\n{{ '\\ue002\\ue019\\ue019\\ue003' }}",
        "\n{% autoescape false %}{% macro m() %}甲{{ 报送 }}{% endmacro %}{{ m() }}{% endautoescape %}",
    ],
)
def test_no_text_can_pass_for_a_slot_or_a_mark(tmp_path: Path, body: str) -> None:
    """Not even where the escaping that tells a template's text from words of the data is switched off."""
    [problem] = told(tmp_path, {BODY: body})
    assert problem.startswith("mine/body.md.j2:2 这段文字里有程序保留的字符 U+E00")


def test_words_joined_are_words(tmp_path: Path) -> None:
    blocks, problems = blocks_of(tmp_path, {BODY: "{{ closing('报：' ~ (briefing.cities | join('、'))) }}"})
    assert problems == []
    assert blocks == [Paragraph((Run("报：武汉市、天河区"),), role="closing")]


def test_what_prints_nothing_counts_as_nothing(tmp_path: Path) -> None:
    """Marks that carry the lines must not make an empty capture look full."""
    body = (
        "{% set x %}{% for one in [] %}甲{% endfor %}{{ '' }}{{ none }}{% endset %}{% if x %}有{% else %}无{% endif %}"
    )
    assert blocks_of(tmp_path, {BODY: body})[0] == [Paragraph((Run("无"),))]


def test_looking_at_a_template_first_changes_nothing_in_its_code(tmp_path: Path) -> None:
    """Making code alters what was parsed, so that it is parsed again for that."""
    body = ("{% for a in ['甲', '乙'] if a[0] in '甲' %}{{ a }}{% endfor %}", BODY, str(tmp_path / BODY))
    sandbox, fresh = Sandbox([tmp_path]), Sandbox([tmp_path])
    assert sandbox.parse(*body) is fresh.parse(*body)
    first, again = (sandbox.compile(*body, raw=True) for _ in "12")
    assert first == again == fresh.compile(*body, raw=True)


def test_code_is_made_once_for_all_renderings_and_tells_its_lines_and_costs_the_same_in_each(tmp_path: Path) -> None:
    file = tmp_path / "甲.md.j2"
    file.write_text("甲\n{% set x %}乙{% endset %}{{ x }}\n{{ 丙.丁 }}\n", encoding="utf-8")
    sandboxes = [Sandbox([tmp_path]) for _ in "12"]
    pages = [engine.render_in(sandbox, file.name, {}) for sandbox in sandboxes]
    assert pages[0] == pages[1]
    assert [problem.location.line for problem in pages[1].problems] == [3]
    assert sandboxes[0].left == sandboxes[1].left
    mark = sandboxes[0].lines.mark  # of a line that is met late
    assert len(mark(FIRST)) == len(mark(9 * FIRST))
    made = [sandbox.get_template(file.name).root_render_func.__code__ for sandbox in sandboxes]
    assert made[0] is made[1]
    file.write_text("戊\n", encoding="utf-8")
    assert engine.render([tmp_path], file.name, {}).text == "戊\n"


BASE = (
    "开头\n\n{% block 导语 %}\n导\n{% endblock %}\n\n{% block 结尾 %}{% block 落款 %}款{% endblock %}{% endblock %}\n"
)
EXTENDING = '{% extends "base/body.md.j2" %}\n'
IN_VAIN = {
    "misspelt block": (
        "{% block 导言 %}\n甲\n{% endblock %}",
        ["2 底本里没有名为“导言”的段，这一段不会印出。您是不是要找“导语”？"],
    ),
    "block unlike any": (
        "{% block 附 %}\n甲\n{% endblock %}",
        ["2 底本里没有名为“附”的段，这一段不会印出。底本里的段：导语、结尾、落款。"],
    ),
    "block in a condition": (
        "{% if briefing.several %}{% block 导言 %}甲{% endblock %}{% endif %}",
        ["2 底本里没有名为“导言”的段，这一段不会印出。您是不是要找“导语”？"],
    ),
    "text": ("甲\n", ["2 这里的内容在各段之外，不会印出。请放进一个 {% block … %}，或删去。"]),
    "text in a condition": (
        "{% if briefing.several %}\n甲\n{% endif %}",
        ["3 这里的内容在各段之外，不会印出。请放进一个 {% block … %}，或删去。"],
    ),
    "value": ("\n\n{{ 报送 }}", ["2 这里的内容在各段之外，不会印出。请放进一个 {% block … %}，或删去。"]),
    "part": (
        '\n{% include "base/more.md.j2" %}',
        ["3 这里的内容在各段之外，不会印出。请放进一个 {% block … %}，或删去。"],
    ),
}


@pytest.mark.parametrize(("body", "found"), IN_VAIN.values(), ids=IN_VAIN)
def test_what_would_be_left_out_beside_a_base_is_told(tmp_path: Path, body: str, found: list[str]) -> None:
    files = {"base/body.md.j2": BASE, "base/more.md.j2": "甲", BODY: EXTENDING + body}
    assert told(tmp_path, files) == [f"mine/body.md.j2:{problem}" for problem in found]


@pytest.mark.parametrize(
    "body",
    [
        "{# 注 #}\n\n{% block 导语 %}{{ super() }}{% block 新的 %}甲{% endblock %}{% endblock %}\n",
        "{% block 落款 %}甲{% endblock %}",
        "{% set x %}甲{% endset %}{% macro m() %}乙{% endmacro %}{% block 结尾 %}{{ x }}{{ m() }}{% endblock %}",
    ],
)
def test_what_stands_in_a_block_of_the_base_is_printed(tmp_path: Path, body: str) -> None:
    assert told(tmp_path, {"base/body.md.j2": BASE, BODY: EXTENDING + body}) == []


def test_blocks_are_looked_for_in_every_template_below(tmp_path: Path) -> None:
    middle = EXTENDING + "{% block 导语 %}{% block 中间 %}甲{% endblock %}{% endblock %}"
    files = {"base/body.md.j2": BASE, "middle/body.md.j2": middle}
    top = '{% extends "middle/body.md.j2" %}\n'
    assert told(tmp_path, files | {BODY: top + "{% block 中间 %}乙{% endblock %}{% block 结尾 %}{% endblock %}"}) == []
    [problem] = told(tmp_path, files | {BODY: top + "{% block 中闻 %}乙{% endblock %}"})
    assert "没有名为“中闻”的段" in problem


@pytest.mark.parametrize(
    "body",
    [
        "甲{% if true %}乙{% endif %}\n\n丙\n",
        "{% for at in range(2) %}甲{% endfor %}  \n\n丙\n",
        "{% if true %}\n甲\n{% endif %}\n\n丙\n",
    ],
)
def test_a_paragraph_that_ends_in_a_tag_does_not_run_into_the_next(tmp_path: Path, body: str) -> None:
    (tmp_path / "body.md.j2").write_text(body, encoding="utf-8")
    page = engine.render([tmp_path], "body.md.j2", {})
    assert page.text.rstrip("\n").endswith("\n\n丙")
