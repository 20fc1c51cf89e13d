"""What an annex must not hold: things that would be lost, or would mean something else, in the joined file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from briefing.errors import BriefingError, Place, Problem
from briefing.render.word.fill import Element, W
from briefing.ooxml.package import Book, open_book
from briefing.render.word.shell import TYPES

Found = Iterator[tuple[str, str]]
"""What is wrong, and what to do."""


def problems_of(docx: bytes, file: str) -> list[Problem]:
    """Everything that keeps a Word file from being joined to another as its annex; `file`: its name in messages."""
    try:
        return refusals(open_book(docx, file))
    except BriefingError as error:
        return list(error.problems)


def refusals(book: Book) -> list[Problem]:
    """The same of a file that is open."""
    return [Problem(message, place=Place(book.file), hint=hint) for check in CHECKS for message, hint in check(book)]


def _holds(book: Book, *names: str) -> Element | None:
    tags = [f"{W}{name}" for name in names]
    found = (next(book.tree(part).iter(*tags), None) for part in book.stories())
    return next((item for item in found if item is not None), None)


def _foreign(book: Book) -> Found:
    main = book.tree(book.main)
    if "purl.oclc.org" in main.tag:
        yield "是 Strict Open XML 格式。", "请用 Word 打开，另存为普通的 .docx（Word 文档）。"
    elif main.tag != f"{W}document" or main.find(f"{W}body") is None:
        yield "不是 Word 文件，里面没有正文。", "请用 Word 打开确认，再另存为 .docx。"
    if "template.main+xml" in book.type_of(book.main):
        yield "是 Word 模板（.dotx）。", "请用 Word 打开，另存为 .docx。"


def _programs(book: Book) -> Found:
    if b"macroEnabled" in book.parts[TYPES] or any(
        re.search(r"vbaproject\.bin$|/activex/", name, re.IGNORECASE) for name in book.parts
    ):
        yield "含有宏或控件。", "请用 Word 打开，删去控件，另存为不含宏的 .docx。"


def _signed(book: Book) -> Found:
    if any(name.startswith("_xmlsignatures/") for name in book.parts):
        yield "带有数字签名，合并后签名会失效。", "请用未签名的文件，或把它作为单独的附件。"


_REVISIONS = ("ins", "del", "moveFrom", "moveTo", "pPrChange", "rPrChange", "sectPrChange", "tblPrChange",
              "tblGridChange", "tblPrExChange", "trPrChange", "tcPrChange", "numberingChange", "cellIns", "cellDel",
              "cellMerge")  # fmt: skip


def _revised(book: Book) -> Found:
    if _holds(book, *_REVISIONS) is not None:
        yield "有未接受的修订。", "请在 Word 的“审阅”里接受或拒绝全部修订，再保存。"


def _commented(book: Book) -> Found:
    if _holds(book, "commentReference", "commentRangeStart") is not None:
        yield "有批注。", "请在 Word 的“审阅”里删除全部批注，再保存。"


def _endnotes(book: Book) -> Found:
    if _holds(book, "endnoteReference") is not None:
        yield "有尾注，合并后会跑到全文最后。", "请在 Word 的“引用”、“脚注”对话框里选“转换”，改为脚注后再保存。"


def _parts_of_others(book: Book) -> Found:
    if _holds(book, "altChunk") is not None:
        yield "嵌有尚未并入的文件（altChunk）。", "请用 Word 打开后另存为 .docx。"
    if _holds(book, "subDoc") is not None:
        yield "是主控文档，正文在别的文件里。", "请在 Word 的大纲视图里展开子文档，选“取消链接”，再保存。"


CHECKS: tuple[Callable[[Book], Found], ...] = (
    _foreign,
    _programs,
    _signed,
    _revised,
    _commented,
    _endnotes,
    _parts_of_others,
)
"""What is asked of an annex once it is known to be a sound zip."""
