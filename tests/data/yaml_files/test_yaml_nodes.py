"""YAML files become plain values with lines, or a problem in Chinese that says where and what to do."""

from __future__ import annotations

import os
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from briefing.data.reading import Page
from briefing.data.yaml_files.yaml_nodes import DEPTH_LIMIT, PERCENTS, SIZE_LIMIT, parse_yaml, read_yaml
from briefing.data.yaml_values import Value, YamlMapping
from briefing.errors import Problem


def parsed(text: str | bytes) -> tuple[Value, list[Problem]]:
    page = Page("a.yaml")
    value = parse_yaml(text if isinstance(text, bytes) else text.encode(), page)
    return value, page.problems


def value_of(text: str) -> Value:
    value, problems = parsed(f"key: {text}")
    assert not problems
    assert isinstance(value, YamlMapping)
    return value["key"]


def problem_of(text: str | bytes) -> Problem:
    _, problems = parsed(text)
    (problem,) = problems
    return problem


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("key: %", {"key": "%"}),
        ("key: %  # 百分比", {"key": "%"}),
        ("- {id: a, unit: %, n: 1}\n- {id: b, unit: %}", [{"id": "a", "unit": "%", "n": 1}, {"id": "b", "unit": "%"}]),
        ("units: {%: 1, 项: 1}", {"units": {"%": 1, "项": 1}}),
        ("- unit: %\n  n: '3%'\n- unit: %\n  text: |\n    unit: 3%\n", [
            {"unit": "%", "n": "3%"}, {"unit": "%", "text": "unit: 3%\n"},
        ]),
        ("[%, 项]", ["%", "项"]),
    ],
)  # fmt: skip
def test_a_percent_sign_by_itself_needs_no_quotes(text: str, value: Value) -> None:
    """YAML would have it begin no value."""
    assert parsed(text) == (value, [])


def test_lines_keep_their_numbers_where_percent_signs_are_read() -> None:
    _, problems = parsed("unit: %\nunit: %\n" + "".join(f"{{k{at}: %}}\n" for at in range(2)))
    assert problems[0].location.line == 3


def test_very_many_percent_signs_are_read() -> None:
    """As many as one likes behind one key; behind others, so many."""
    lines = "".join(f"- {{n: {at}, unit: %}}\n" for at in range(10_000))
    value, problems = parsed(lines)
    assert problems == []
    assert isinstance(value, list)
    assert value[-1] == {"n": 9_999, "unit": "%"}
    assert parsed("".join(f"k{at}: %\n" for at in range(PERCENTS)))[1] == []
    assert parsed("".join(f"k{at}: %\n" for at in range(PERCENTS + 1)))[1] != []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("104", 104),
        ("-3", -3),
        ("0", 0),
        ("73.81", Decimal("73.81")),
        ("7.50", Decimal("7.50")),
        ('"104"', "104"),
        ("'73.81'", "73.81"),
        ("true", True),
        ("~", None),
        ("", None),
        ("武汉市", "武汉市"),
    ],
)
def test_a_scalar_is_what_a_person_means(text: str, value: Value) -> None:
    """Numbers are exact (a Decimal keeps its zeros), quotes make text."""
    assert value_of(text) == value
    assert type(value_of(text)) is type(value)
    assert str(value_of(text)) == str(value)


@pytest.mark.parametrize(
    "text", ["2021-12-31", "1,389.8", "012", "12:30:45", "1e5", "no", "on", ".inf", "0x10", "1_000"]
)
def test_what_yaml_likes_to_convert_stays_text(text: str) -> None:
    """Dates, sexagesimals, octals and the word no are text to an official."""
    assert value_of(text) == text


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=4))
def test_no_digit_of_a_decimal_is_lost(number: Decimal) -> None:
    """No float ever stands between the file and the value."""
    value = value_of(f"{number:f}")
    assert value == number
    assert isinstance(value, int | Decimal)


@given(
    st.recursive(
        st.text(st.characters(categories=["Lu", "Ll", "Lo", "Nd", "Po"]), max_size=6),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abcdef", min_size=1), inner, max_size=3),
        max_leaves=12,
    )
)
def test_whatever_is_dumped_is_read_back(value: Value) -> None:
    """Lists, mappings and quoted text of any nesting come back as they were."""
    text = yaml.safe_dump({"key": value}, allow_unicode=True, default_style='"')
    assert value_of(text.partition(":")[2]) == value


def test_every_key_knows_its_line() -> None:
    """Comments and nesting included."""
    value, _ = parsed("# 注\ncity:\n  id: wuhan\n\n  name: 武汉市\n")
    assert isinstance(value, YamlMapping)
    city = value["city"]
    assert isinstance(city, YamlMapping)
    assert (value.lines, city.line, city.lines) == ({"city": 2}, 3, {"id": 3, "name": 5})


def test_a_byte_order_mark_is_no_part_of_the_first_key() -> None:
    """Notepad writes one."""
    assert parsed(b"\xef\xbb\xbfa: 1")[0] == {"a": 1}


def test_duplicate_keys_are_told_with_both_lines() -> None:
    """PyYAML alone keeps the last one in silence."""
    value, (problem,) = parsed("a: 1\nb: 2\na: 3\n")
    assert value == {"a": 1, "b": 2}
    assert (problem.location.line, problem.location.key) == (3, "a")
    assert "第 1 行" in problem.message


def test_a_gbk_file_is_told_from_other_bytes() -> None:
    """Old editors save GBK; the message names it, the line and the way out."""
    problem = problem_of("a: 1\nname: 武汉市\n".encode("gbk"))
    assert "GBK" in problem.message
    assert "另存为 UTF-8" in problem.hint
    assert problem.location.line == 2
    assert "UTF-16" in problem_of("name: 武汉市".encode("utf-16")).message
    assert "GBK" not in problem_of(b"name: \xff\xfe\xff").message


@pytest.mark.parametrize("text", ["", "\n\n", "# 只有注释\n", "---\n", "~"])
def test_an_empty_file_is_told(text: str) -> None:
    """Comments alone are empty too."""
    assert "文件是空的" in problem_of(text).message


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("a: 1\nname：武汉\nb: 2\n", 2, "全角冒号"),
        ("city:\n  name：武汉\n  id: x\n", 3, "全角冒号"),
        ("a: 1\nb:\n\tc: 1\n", 3, "制表符"),
        ("unit: %个\n", 1, "加引号"),
        ("a: [1, 2\nb: 3\n", 2, "方括号"),
        ('a: 1\nb: "没有完\nc: 1\n', 2, "引号没有配对"),
        ("a: 1\n---\nb: 2\n", 2, "---"),
        ("a:\n  - x\n b: 1\n", 3, "左端对齐"),
        ("a: b: c\n", 1, "冒号"),
        ("武汉: 1\nb: \x07\n", 2, "控制字符"),
        ("a: *名\n", 1, "加引号"),
        ("? [a]\n: 1\n", 1, "键必须是文字"),
    ],
)
def test_a_syntax_error_is_explained(text: str, line: int, said: str) -> None:
    """In Chinese, at the line where the person must look."""
    problem = problem_of(text)
    assert problem.location.line == line
    assert said in str(problem)


@pytest.mark.parametrize("code", ["000B", "0000", "001F", "007F", "0085", "202E", "2067", "2028", "FFFF"])
def test_a_sign_that_nobody_sees_is_told_with_its_line(code: str) -> None:
    """What Word files cannot hold, or what turns the order of signs round; escaped, as YAML lets it pass."""
    page = Page("a.yaml")
    parse_yaml(f'a: 1\nname: "武\\u{code}汉"\n'.encode(), page)
    (problem,) = page.problems
    assert (problem.location.line, f"U+{code}" in problem.message, bool(problem.hint)) == (2, True, True)


@pytest.mark.parametrize("text", ["一\\t二", "一\\n二", "一\\u3000二", "一\\u00A0二", "😀"])
def test_spaces_and_new_lines_are_let_be(text: str) -> None:
    """They are seen, or do no harm."""
    page = Page("a.yaml")
    assert parse_yaml(f'a: "{text}"'.encode(), page)
    assert page.problems == []


def test_a_billion_laughs_are_refused() -> None:
    """Ten lines of aliases that would stand for gigabytes."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    problem = problem_of("\n".join(lines))
    assert "别名" in problem.message
    assert problem.location.line == 2


@pytest.mark.parametrize("text", ["&a [*a]", "[" * 5000, "{" * 100_000, "- " * 50_000, "{a: " * 5000])
def test_depth_without_end_is_refused(text: str) -> None:
    """Neither the stack nor the memory is exhausted."""
    assert parsed(text)[0] is None
    assert parsed(text)[1]


def test_the_depth_allowed_is_more_than_data_need() -> None:
    """One level less than the limit is read."""
    deep = "[" * (DEPTH_LIMIT - 1) + "1" + "]" * (DEPTH_LIMIT - 1)
    assert parsed(deep)[1] == []
    assert "层次太深" in problem_of(f"[[{deep}]]").message


@pytest.mark.parametrize(
    "tag", ["!!python/object/apply:os.system [ls]", "!!python/name:os.system ''", "!own 1", "!!str 1"]
)
def test_tags_are_refused(tag: str) -> None:
    """Data are plain values; nothing is ever built from a tag."""
    problem = problem_of(f"a: 1\nb: {tag}")
    assert "标签" in problem.message
    assert problem.location.line == 2


def test_a_file_too_large_is_not_read(tmp_path: Path) -> None:
    """Its size is told, from the file system alone."""
    path = tmp_path / "big.yaml"
    with path.open("wb") as file:
        file.truncate(SIZE_LIMIT * 5)
    value, (problem,) = read_yaml(path)
    assert value is None
    assert "100 MB" in problem.message


def test_what_is_no_readable_file_is_told(tmp_path: Path) -> None:
    """A folder, a missing file, a link to itself, a pipe: each a problem, never an exception, never a wait."""
    loop, pipe = tmp_path / "loop.yaml", tmp_path / "pipe.yaml"
    assert "文件夹" in read_yaml(tmp_path)[1][0].message
    assert "没有这个文件" in read_yaml(tmp_path / "none.yaml")[1][0].message
    if hasattr(os, "mkfifo"):
        loop.symlink_to(loop)
        os.mkfifo(pipe)
        assert read_yaml(loop)[1]
        assert "普通文件" in read_yaml(pipe)[1][0].message
