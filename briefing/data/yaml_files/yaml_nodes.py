"""YAML files into plain values with line marks; the only module that knows PyYAML.

libyaml composes the nodes; the resolver that PyYAML runs for each of them in Python is left out, and a small walker
turns them into values. That is what makes reading a file, checks included, about as fast as PyYAML's bare C loader.
"""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

from yaml import AliasEvent, Node, ScalarNode, SequenceNode
from yaml._yaml import CParser
from yaml.error import MarkedYAMLError, YAMLError
from yaml.reader import ReaderError

from briefing.data.reading import Page
from briefing.data.yaml_files.yaml_errors import Explanation, explain
from briefing.data.yaml_values import Value, YamlMapping
from briefing.errors import Problem
from briefing.text.files import read_file

SIZE_LIMIT = 20_000_000
"""Bytes; the data of one city are some 50 kB."""

DEPTH_LIMIT = 20
"""Levels of nesting; a data file needs six."""

PERCENTS = 50
"""Rounds in which each % without quotes is found; those behind one key are found in one."""

_PERCENT = re.compile(r"%(?=[\s,:\]}]|$)")
_KEY = re.compile(r"\w+: *$")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,29})(\.[0-9]{1,29})?").fullmatch
_NUMBER_STARTS = frozenset("-0123456789")
_WORDS: dict[str, bool | None] = {
    "": None,
    "~": None,
    "null": None,
    "true": True,
    "True": True,
    "false": False,
    "False": False,
}


_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
"""What no Word file can hold, and what turns the order of signs round; tabs and new lines are let be."""


class _TooDeepError(Exception):
    """Raised inside libyaml's recursion, to leave it before the stack is gone."""


class _Composer(CParser):
    """Composes nodes whose tag is "" unless the file writes one, and counts the depth."""

    def __init__(self, text: str) -> None:
        self.depth = 0
        super().__init__(text)

    def resolve(self, kind: type[Node], value: str | None, implicit: object) -> str:
        return ""

    def descend_resolver(self, parent: Node | None, index: object) -> None:
        self.depth += 1
        if self.depth > DEPTH_LIMIT:
            raise _TooDeepError

    def ascend_resolver(self) -> None:
        self.depth -= 1


def read_yaml(path: Path) -> tuple[Value, list[Problem]]:
    """The value of one YAML file, and what is wrong with it; the value is None if it cannot be read at all."""
    page = Page(str(path))
    data = _bytes(path, page)
    value = None if data is None else parse_yaml(data, page)
    return value, page.problems


def parse_yaml(data: bytes, page: Page) -> Value:
    """The value that `data` writes in YAML; what is wrong goes to `page`. None too for an empty file."""
    text = _text(data, page)
    if text is None:
        return None
    node = _compose(text, page)
    value = None if node is None else _Walker(page).value(node)
    if value is None and not page.problems:
        page.error("文件是空的。", hint="请写入数据，或删去这个文件。")
    return value


def _bytes(path: Path, page: Page) -> bytes | None:
    try:
        if path.is_dir():
            page.error("这是文件夹，不是数据文件。", hint="请给出其中的 .yaml 文件。")
        elif path.exists() and not path.is_file():
            page.error("这不是普通文件，不能读取。")
        elif (size := path.stat().st_size) > SIZE_LIMIT:
            page.error(
                f"文件太大：{size / 1e6:.0f} MB，上限为 {SIZE_LIMIT / 1e6:.0f} MB。",
                hint="请确认这是数据文件；数据确有这么多时，请按城市分成几个文件。",
            )
        else:
            return read_file(path)
    except FileNotFoundError:
        page.error("没有这个文件。", hint="请核对文件名和所在文件夹。")
    except PermissionError:
        page.error("没有读取这个文件的权限。", hint="请检查文件的访问权限，或关闭正在占用它的程序。")
    except OSError as error:
        page.error(f"文件读取失败（{error.strerror or error}）。")
    return None


def _text(data: bytes, page: Page) -> str | None:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        page.error("文件不是 UTF-8，而是 UTF-16（记事本称为“Unicode”）。", hint="请用“另存为”选 UTF-8 编码。")
    elif _looks_gbk(data):
        page.error("文件不是 UTF-8，像是 GBK（记事本称为“ANSI”）。", line, hint="请用“另存为 UTF-8”重新保存。")
    else:
        page.error("文件不是 UTF-8 文本，这一行有不能识别的字节。", line, hint="请用“另存为 UTF-8”重新保存。")
    return None


def _looks_gbk(data: bytes) -> bool:
    try:
        return re.search("[一-鿿]", data.decode("gb18030")) is not None
    except UnicodeDecodeError:
        return False


def _compose(text: str, page: Page) -> Node | None:
    try:
        node, text = _node(text)
        alias = _first_alias(text) if "*" in text else None
    except _TooDeepError:
        page.error(f"层次太深：超过 {DEPTH_LIMIT} 层。", hint="请检查缩进和括号；数据文件最多六层。")
    except ReaderError as error:
        line = text.encode().count(b"\n", 0, error.position) + 1
        page.error("这一行有看不见的控制字符。", line, hint="请删去它；它多半是从别处粘贴来的。")
    except MarkedYAMLError as error:
        found = explain(error, text)
        page.error(found.message, found.line, hint=found.hint)
    except YAMLError as error:
        page.error(f"不能按 YAML 读取（{error}）。")
    else:
        if alias is None:
            return node
        page.error(alias.message, alias.line, hint=alias.hint)
    return None


def _node(text: str) -> tuple[Node | None, str]:
    """The node of a text, and the text with quotes around each lone % that YAML would not let begin a value."""
    for _ in range(PERCENTS):
        try:
            return _Composer(text).get_single_node(), text
        except MarkedYAMLError as error:
            quoted = _percent_quoted(text, error)
            if quoted is None:
                raise
            text = quoted
    return _Composer(text).get_single_node(), text


def _percent_quoted(text: str, error: MarkedYAMLError) -> str | None:
    """The text with quotes around the % that `error` is about, and around those that stand like it in other lines.

    None if it is about no %. A line that has quotes before its % is left for its own turn.
    """
    lines, mark = text.splitlines(keepends=True), error.problem_mark
    if mark is None or mark.line >= len(lines) or not _PERCENT.match(lines[mark.line], mark.column):
        return None
    before = lines[mark.line][: mark.column]
    lines[mark.line] = f'{before}"%"{lines[mark.line][mark.column + 1 :]}'
    if key := _KEY.search(before):
        alike = re.compile(rf"^([^\"'#]*(?<!\w){re.escape(key[0])}){_PERCENT.pattern}")
        lines = [alike.sub(r'\1"%"', line) for line in lines]
    return "".join(lines)


def _first_alias(text: str) -> Explanation | None:
    """Where an alias (*name) first repeats another value: refused, as a few lines of them can stand for gigabytes."""
    parser = CParser(text)
    while (event := parser.get_event()) is not None:
        if isinstance(event, AliasEvent):
            line = event.start_mark.line + 1 if event.start_mark else None
            return Explanation(f"不支持 YAML 的别名“*{event.anchor}”。", line, "请把内容写全；“*”开头的文字请加引号。")
    return None


class _Walker:
    """Turns nodes into values; what a data file must not hold becomes a problem, and its value None."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def value(self, node: Node) -> Value:
        """The value of any node."""
        if type(node) is ScalarNode:
            return self.scalar(node)
        if node.tag:
            self.refuse_tag(node)
            return None
        if type(node) is SequenceNode:
            return [self.value(item) for item in node.value]
        return self.block(node)

    def scalar(self, node: ScalarNode) -> Value:
        """Text, or a number, true, false or nothing if written without quotes."""
        text: str = node.value
        if node.tag:
            self.refuse_tag(node)
            return None
        if not text.isprintable() and (found := _UNSEEN.search(text)):
            line = node.start_mark.line + 1
            message = f"内容里有看不见的控制字符（U+{ord(found[0]):04X}）。"
            self.page.error(message, line, hint="请删去它；它多半是从别处粘贴来的，或由引号里的反斜杠写成。")
            return None
        if node.style:
            return text
        if text[:1] in _NUMBER_STARTS and (match := _NUMBER(text)):
            return Decimal(text) if match[1] else int(text)
        return _WORDS.get(text, text)

    def block(self, node: Node) -> YamlMapping:
        """A mapping with the lines of its keys; the first of duplicate keys holds."""
        block = YamlMapping(node.start_mark.line + 1)
        lines = block.lines
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if type(key_node) is not ScalarNode:
                self.page.error(
                    "键必须是文字。", line, hint="“{ }”或“[ ]”里的内容作键是不行的；以它们开头的文字请加引号。"
                )
                continue
            key: str = key_node.value
            if key in lines:
                self.page.error(f"键“{key}”重复：第 {lines[key]} 行已经写过。", line, key, "请删去其中一个。")
                continue
            lines[key] = line
            block[key] = self.value(value_node)
        return block

    def refuse_tag(self, node: Node) -> None:
        """A tag such as !!python/object asks for other than plain data."""
        tag = node.tag.replace("tag:yaml.org,2002:", "!!")
        self.page.error(
            f"不支持 YAML 标签“{tag}”。", node.start_mark.line + 1, hint="请删去标签，以“!”开头的文字请加引号。"
        )
