"""Whether a memo that somebody else wrote can be added to without damage, and if not, what to do in Word or WPS."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from briefing.bundle.causes import cause
from briefing.bundle.files import is_open
from briefing.errors import BriefingError, Place, Problem, UsageError
from briefing.lint.package import MAX_BYTES, MAX_PARTS, MAX_XML
from briefing.ooxml.checks import REVISIONS
from briefing.ooxml.xml import Element, W, parse

Parts = Mapping[str, bytes]

_SAVE_AS = "请用 Word 或 WPS 打开，另存为“Word 文档（.docx）”，再用新文件。"
_OPEN_AND_SAVE = "请用 Word 或 WPS 打开确认（Word 会提示修复），另存为“Word 文档（.docx）”，再用新文件。"
_TYPES, _RELATIONS = "[Content_Types].xml", "_rels/.rels"
_COMPOUND = b"\xd0\xcf\x11\xe0"
_DEFECTS = (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, RuntimeError, OSError, zlib.error)


@dataclass(frozen=True, slots=True)
class Opened:
    """A memo, taken apart: its parts by name, those of XML parsed, `main` the name of the document among them.

    `merge`: annexes are to stand in the same file, so that what follows the text moves, too.
    """

    parts: Parts
    trees: Mapping[str, Element]
    main: str
    merge: bool


def fit_memo(path: Path, *, merge: bool) -> tuple[bytes, str]:
    """The bytes of a memo that can be added to, and the name of its document's part.

    UsageError if there is no such file; BriefingError with everything that stands in the way.
    """
    if not path.is_file():
        raise UsageError(Problem(f"找不到文件“{path}”。", hint="请检查文件名；应是一个 .docx 文件。"))
    try:
        if path.stat().st_size > MAX_BYTES:
            raise BriefingError(_large(str(path)))
        data = path.read_bytes()
    except OSError as error:
        what, hint = cause(error)
        raise BriefingError(Problem(f"打不开文件：{what}。", Place(str(path)), hint)) from error
    problems = [_in_use(str(path))] if is_open(path) else []
    main, more = examined(data, str(path), merge=merge)
    if problems or more:
        raise BriefingError([*problems, *more])
    return data, main


def examined(data: bytes, file: str, *, merge: bool) -> tuple[str, list[Problem]]:
    """The name of the document's part in a Word file, and everything for which nothing can be added to it.

    `file` is its path for the messages. Where the file cannot be opened, that is all that is told, and the name is "".
    """
    place = Place(file)
    try:
        parts = _unpacked(data, place)
        trees, problems = _trees(parts, place)
        if problems:
            return "", problems
        main = _main(parts, trees, place)
    except BriefingError as error:
        return "", list(error.problems)
    opened = Opened(parts, trees, main, merge)
    found = [Problem(message, place, hint) for check in CHECKS for message, hint in check(opened)]
    return main, found


def _in_use(file: str) -> Problem:
    hint = "请保存后关闭再试；如果并没有打开，请删去旁边以“~$”或“.~”开头的文件。"
    return Problem("文件正在 Word、WPS 等程序中打开，磁盘上的可能不是最新内容。", Place(file), hint)


def _large(file: str) -> Problem:
    limit = f"{MAX_PARTS} 个部件、{MAX_BYTES >> 20} MB，其中文字 {MAX_XML >> 20} MB"
    return Problem(f"文件过大（上限 {limit}），不像正常的行文。", Place(file), "请压缩其中的图片后另存。")


_KINDS = (
    (b"%PDF", "文件是 PDF，不是 Word 文档。"),
    (b"{\\rtf", "文件是 RTF 格式，不是 .docx。"),
    (b"<", "文件是网页或 XML 格式，不是 .docx。"),
    (b"\xef\xbb\xbf<", "文件是网页或 XML 格式，不是 .docx。"),
    (b"MIME-Version", "文件是单个文件网页（.mht），不是 .docx。"),
)
"""What files that are not zips begin with."""


def _unpacked(data: bytes, place: Place) -> Parts:
    """The parts of the file; BriefingError if it is none that can be taken apart."""
    if not data:
        raise BriefingError(Problem("文件是空的。", place, "请重新复制或下载。"))
    if data.startswith(_COMPOUND):
        raise BriefingError(_compound(data, place))
    for begins, message in _KINDS:
        if data.startswith(begins):
            raise BriefingError(Problem(message, place, _SAVE_AS))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if len(entries) > MAX_PARTS or sum(entry.file_size for entry in entries) > MAX_BYTES:
                raise BriefingError(_large(str(place.file)))
            if len({entry.filename for entry in entries}) < len(entries):
                raise ValueError("the same name twice")
            return {entry.filename: archive.read(entry) for entry in entries}
    except _DEFECTS as error:
        message = "文件已损坏或不完整（压缩包打不开）。"
        raise BriefingError(Problem(message, place, f"{_OPEN_AND_SAVE}打不开的，请重新复制或下载。")) from error


def _compound(data: bytes, place: Place) -> Problem:
    """Why a compound file cannot be read: the program that wrote it keeps its parts under names in UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        hint = "请用 Word 打开，文件 → 信息 → 保护文档 → 用密码进行加密，清空密码后保存（WPS：文件 → 文档加密）。"
        return Problem("文件设了打开密码或权限保护。", place, hint)
    return Problem("文件是旧版 .doc 或 .wps 格式（扩展名可能不同）。", place, _SAVE_AS)


def _trees(parts: Parts, place: Place) -> tuple[dict[str, Element], list[Problem]]:
    """The parts of XML, parsed, and those of which that is not possible."""
    names = [name for name in parts if name.lower().endswith((".xml", ".rels"))]
    if sum(len(parts[name]) for name in names) > MAX_XML:
        return {}, [_large(str(place.file))]
    trees, problems = {}, []
    for name in names:
        try:
            trees[name] = parse(parts[name])
        except etree.XMLSyntaxError as error:
            message = f"文件已损坏：部件 {name} 第 {error.lineno} 行不是完好的 XML。"
            problems.append(Problem(message, place, _OPEN_AND_SAVE))
        except ValueError:
            problems.append(Problem(f"部件 {name} 含有 DOCTYPE 声明，可能借此读取别的文件。", place, _SAVE_AS))
    return trees, problems


def _main(parts: Parts, trees: Mapping[str, Element], place: Place) -> str:
    """The name of the document's part; BriefingError where the file is no Word file, or one of another kind."""
    types = parts.get(_TYPES, b"")
    links = trees[_RELATIONS].iter("{*}Relationship") if _RELATIONS in trees else ()
    found = [
        str(link.get("Target", "")).lstrip("/") for link in links if link.get("Type", "").endswith("/officeDocument")
    ]
    if b"purl.oclc.org/ooxml" in parts.get(_RELATIONS, b""):
        raise BriefingError(Problem("文件是“Strict Open XML”格式，多数办公软件读不全。", place, _SAVE_AS))
    if b"template.main+xml" in types or b"templateMacroEnabled" in types:
        raise BriefingError(Problem("文件是 Word 模板（.dotx、.dotm），不是行文本身。", place, _SAVE_AS))
    if len(found) != 1 or found[0] not in trees or trees[found[0]].tag != f"{W}document":
        raise BriefingError(Problem("文件不是 Word 文档（.docx）。", place, _SAVE_AS))
    if trees[found[0]].find(f"{W}body") is None:
        raise BriefingError(Problem("文件里没有正文。", place, _OPEN_AND_SAVE))
    return found[0]


Said = Iterator[tuple[str, str]]
"""What is wrong, and what to do."""

_PROGRAM = re.compile(r"vbaproject\.bin$|vbadata\.xml$", re.IGNORECASE)


def _macros(memo: Opened) -> Said:
    if any(_PROGRAM.search(name) for name in memo.parts) or b"macroEnabled" in memo.parts.get(_TYPES, b""):
        yield "文件含有宏（.docm）。", _SAVE_AS


def _signed(memo: Opened) -> Said:
    if any(name.startswith("_xmlsignatures/") for name in memo.parts):
        hint = "请用未签名的文件；定稿并加好附件以后再签名。"
        yield "文件有数字签名，改动会使签名失效。", hint


def _revised(memo: Opened) -> Said:
    count = sum(1 for tree in memo.trees.values() for _ in tree.iter(*REVISIONS))
    if count:
        yield (
            f"文件里有未处理的修订（{count} 处）。",
            "请在 Word 或 WPS 里：审阅 → 接受（或拒绝）→ 接受所有修订，再保存。",
        )


def _settings(memo: Opened) -> Iterator[Element]:
    return (tree for tree in memo.trees.values() if tree.tag == f"{W}settings")


def _protected(memo: Opened) -> Said:
    for tree in _settings(memo):
        guard = tree.find(f"{W}documentProtection")
        if guard is not None and guard.get(f"{W}enforcement", "0") in ("1", "true", "on"):
            yield "文件设了“限制编辑”。", "请在 Word 里：审阅 → 限制编辑 → 停止保护，再保存（WPS：审阅 → 限制编辑）。"
        if tree.find(f"{W}writeProtection") is not None:
            hint = "请在 Word 里：文件 → 另存为 → 工具 → 常规选项，清空修改密码、不选“建议以只读方式打开文档”，再保存。"
            yield "文件设了修改密码或“建议以只读方式打开”。", hint


def _final(memo: Opened) -> Said:
    for tree in memo.trees.values():
        for item in tree.iter("{*}property"):
            if item.get("name") == "_MarkAsFinal" and "".join(item.itertext()).strip().lower() in ("true", "1"):
                hint = "请在 Word 里：文件 → 信息 → 保护文档，再点一次“标记为最终”，取消后保存。"
                yield "文件“标记为最终”，不应再改。", hint


def _parted(memo: Opened) -> Said:
    tree = memo.trees[memo.main]
    if next(tree.iter(f"{W}altChunk"), None) is not None:
        yield "文件里嵌有还没有并入的别的文件。", _SAVE_AS
    if next(tree.iter(f"{W}subDoc"), None) is not None:
        yield "文件是主控文档，内容在别的文件里。", "请在 Word 里：视图 → 大纲 → 显示文档 → 取消链接，再另存。"


def _commented(memo: Opened) -> Said:
    count = sum(1 for _ in memo.trees[memo.main].iter(f"{W}commentReference"))
    if memo.merge and count:
        hint = "请在 Word 或 WPS 里：审阅 → 删除 → 删除文档中的所有批注，再保存；或不加 --merge，附件放在旁边。"
        yield f"文件里有批注（{count} 处），不能与附件合成一个文件。", hint


def _endnoted(memo: Opened) -> Said:
    count = sum(1 for _ in memo.trees[memo.main].iter(f"{W}endnoteReference"))
    if memo.merge and count:
        hint = (
            "请在 Word 里：引用 → 脚注右下角的箭头 → 转换 → 尾注全部转换成脚注，再保存；或不加 --merge，附件放在旁边。"
        )
        yield f"文件里有尾注（{count} 处），合成一个文件后会排到附件后面。", hint


_ENCODED = re.compile(rb"""\s*<\?xml[^>]*encoding\s*=\s*["'](?!utf-8["'])""", re.IGNORECASE)


def _encoded(memo: Opened) -> Said:
    content = memo.parts[memo.main]
    if content.startswith((b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")) or _ENCODED.match(content):
        yield "文件的文字不是按 UTF-8 存的。", _SAVE_AS


CHECKS: tuple[Callable[[Opened], Said], ...] = (
    _macros,
    _signed,
    _protected,
    _final,
    _revised,
    _parted,
    _commented,
    _endnoted,
    _encoded,
)
"""What is asked of a file once it is known to be a Word file. What is only not touched is not asked about."""
