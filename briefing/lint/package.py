"""Opening a Word file that nobody has vouched for: sizes first, then XML without a DOCTYPE, then python-docx."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from docx import Document as open_document
from docx.document import Document
from docx.opc.package import OpcPackage
from docx.opc.part import Part, XmlPart
from lxml import etree

from briefing.errors import BriefingError, Place, Problem, UsageError
from briefing.ooxml.xml import Element, W

MAX_PARTS = 5_000
MAX_BYTES = 256 * 1024 * 1024
MAX_XML = 48 * 1024 * 1024
"""What a file may hold unpacked: all parts together, and those of XML together, which grow tenfold when parsed."""

_SAVE_AS = "请用 Word 或 WPS 打开，另存为“Word 文档（.docx）”再检查。"
_MAIN = b"wordprocessingml.document.main+xml"
_DEFECTS = (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, RuntimeError, KeyError, OSError, zlib.error)


def opened(path: Path) -> Document:
    """The file, opened; UsageError if there is none, BriefingError if it is no sound Word file, and what to do."""
    if not path.is_file():
        raise UsageError(Problem(f"找不到文件“{path}”。", hint="请检查文件名；要检查的是一个 .docx 文件。"))
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _refusal(path, f"文件过大（{_LIMIT}）。", _SMALLER)
        data = path.read_bytes()
    except OSError as error:
        raise _refusal(
            path, f"打不开文件（{error.strerror}）。", "请检查文件的权限，或关闭正在使用它的程序。"
        ) from error
    try:
        _check(path, data)
        document = open_document(io.BytesIO(data))
        if document.element.find(f"{W}body") is None:
            raise ValueError("body")
        return document
    except (*_DEFECTS, etree.XMLSyntaxError, AttributeError, TypeError) as error:
        # python-docx has no error of its own for a package whose parts do not fit together
        raise _refusal(path, "文件已损坏，压缩包或其中的引用不完整。", _SAVE_AS) from error


def parse(content: bytes) -> Element:
    """The root of a part; ValueError if it is not XML, or has a DOCTYPE (entities may read files or explode)."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(content, parser)
    if root.getroottree().docinfo.doctype:
        raise ValueError("DOCTYPE")
    return root


def related(owner: Part | OpcPackage, kind: str) -> Iterator[Element]:
    """The roots of the parts that a part or the package has by this kind of relationship, in the order of names."""
    parts = {
        relation.target_part.partname: relation.target_part
        for relation in owner.rels.values()
        if relation.reltype == kind and not relation.is_external
    }
    for name in sorted(parts):
        yield _root(parts[name])


def related_by_id(document: Document, id: str | None) -> Element | None:
    """The root of the part that the document refers to by this id; None if there is none."""
    relation = document.part.rels.get(id)
    return None if relation is None or relation.is_external else _root(relation.target_part)


def _root(part: Part) -> Element:
    """python-docx keeps the roots of the parts that it knows, and the bytes of all others."""
    return part.element if isinstance(part, XmlPart) else parse(part.blob)


def _refusal(path: Path, message: str, hint: str) -> BriefingError:
    return BriefingError(Problem(message, place=Place(file=str(path)), hint=hint))


def _check(path: Path, data: bytes) -> None:
    """Refuses what is no Word file, and what could do harm."""
    for begins, message in _FOREIGN:
        if data.startswith(begins):
            raise _refusal(path, _old(data) if begins == _COMPOUND else message, _SAVE_AS)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        if len(entries) > MAX_PARTS or _size(entries) > MAX_BYTES:
            raise _refusal(path, f"文件解压后过大（{_LIMIT}），不像正常的文稿。", _SMALLER)
        types = _check_types(path, archive)
        xml = _xml(entries, types)
        if _size(xml) > MAX_XML:
            raise _refusal(path, f"文件解压后过大（{_LIMIT}），不像正常的文稿。", _SMALLER)
        for entry in xml:
            _check_part(path, archive, entry)


_LIMIT = f"最多 {MAX_PARTS} 个部件、{MAX_BYTES >> 20} MB，其中文字 {MAX_XML >> 20} MB"
_SMALLER = "请拆成几个文件，或压缩其中的图片。"


def _size(entries: Iterable[zipfile.ZipInfo]) -> int:
    return sum(entry.file_size for entry in entries)


def _check_types(path: Path, archive: zipfile.ZipFile) -> Element:
    """The root of the part that says of what kind all others are."""
    names = set(archive.namelist())
    types = archive.read(_TYPES) if _TYPES in names else b""
    if b"macroEnabled" in types or b"template.main+xml" in types:
        raise _refusal(path, "文件是带宏的文档或模板（.docm、.dotx）。", _SAVE_AS)
    if _MAIN not in types:
        raise _refusal(path, "文件不是 Word 文档。", _SAVE_AS)
    if _ROOT_RELATIONS in names and b"purl.oclc.org/ooxml" in archive.read(_ROOT_RELATIONS):
        raise _refusal(path, "文件是“Strict Open XML”格式，多数办公软件读不全。", _SAVE_AS)
    return _check_part(path, archive, archive.getinfo(_TYPES))


def _xml(entries: Iterable[zipfile.ZipInfo], types: Element) -> list[zipfile.ZipInfo]:
    """The parts that are XML by their names, or will be read as XML whatever their names are."""
    typed = [item for item in types if item.get("ContentType", "").endswith("xml")]
    names = {item.get("PartName") for item in typed}
    endings = (".xml", ".rels", *(f".{item.get('Extension').lower()}" for item in typed if item.get("Extension")))
    return [entry for entry in entries if entry.filename.lower().endswith(endings) or f"/{entry.filename}" in names]


def _check_part(path: Path, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Element:
    try:
        return parse(archive.read(entry))
    except ValueError as error:
        message = f"部件 {entry.filename} 含有 DOCTYPE 声明，可能借此读取别的文件，不予检查。"
        raise _refusal(path, message, _SAVE_AS) from error
    except etree.XMLSyntaxError as error:
        message = f"文件已损坏：部件 {entry.filename} 第 {error.lineno} 行不是完好的 XML。"
        raise _refusal(path, message, _SAVE_AS) from error


_TYPES = "[Content_Types].xml"
_ROOT_RELATIONS = "_rels/.rels"
_COMPOUND = b"\xd0\xcf\x11\xe0"
_FOREIGN = (
    (_COMPOUND, ""),
    (b"%PDF", "文件是 PDF，不是 Word 文档。"),
    (b"{\\rtf", "文件是 RTF，不是 .docx。"),
)


def _old(data: bytes) -> str:
    """Why a compound file cannot be read: the program that wrote it keeps its parts under names in UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "文件设了打开密码。请先去掉密码。"
    return "文件是旧版 .doc 或 .wps 格式，只是扩展名可能不同。"
