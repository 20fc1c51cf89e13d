"""What a caller may ask of a Word file beside being sound: one small function each; the caller names those it wants.

Each yields what is wrong, worded to follow the noun of the package (文件, 版式文件), and what to do in Word or WPS.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from briefing.ooxml.opc import TYPES
from briefing.ooxml.package import Defects, Package
from briefing.ooxml.walk import text_of
from briefing.ooxml.xml import Element, W
from briefing.ooxml.zipped import SAVE_AS
from briefing.text.classified import CLASSIFIED, is_classification

REVISIONS = tuple(
    W + name
    for name in ("ins", "del", "moveFrom", "moveTo", "pPrChange", "rPrChange", "sectPrChange", "tblPrChange",
                 "tblGridChange", "tblPrExChange", "trPrChange", "tcPrChange", "numberingChange", "cellIns", "cellDel",
                 "cellMerge")
)  # fmt: skip
"""What Word marks as changed while it keeps track of changes (ISO/IEC 29500-1, 17.13.5)."""

LINK_REMEDIES = {
    "attachedTemplate": "请在 Word 的“开发工具—文档模板”里把文档模板改为 Normal，再保存。",
    "image": "请在 Word 里删去这幅图，改用“插入—图片”放进来，不要选“链接到文件”，再保存。",
}
"""What to do about a link of a kind, where Word's 断开链接 does not do it."""

_ABOVE_TITLE, _SHOWN = 12, 20
"""Lines of a part among which a 密级 stands, and characters of it that are told."""
_PROGRAM = re.compile(r"vbaproject\.bin$|vbadata\.xml$|/activex/", re.IGNORECASE)
_ENCODED = re.compile(rb"""\s*<\?xml[^>]*encoding\s*=\s*["'](?!utf-8["'])""", re.IGNORECASE)
_FETCHING = re.compile(r"\b(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|DATABASE|LINK)\b", re.IGNORECASE)


def _texts(package: Package) -> Iterator[tuple[str, Element]]:
    """Return the parsed parts below word/ by name."""
    return ((name, tree) for name, tree in package.trees.items() if name.startswith("word/"))


def _count(package: Package, *names: str) -> int:
    tags = [f"{W}{name}" for name in names]
    return sum(1 for name in package.stories() for _ in package.tree(name).iter(*tags))


def classified(package: Package) -> Defects:
    """What bears a 密级, which stands above the title (GB/T 9704—2012, 7.2.2), in a header or a box, too."""
    for name in package.stories():
        lines = (text_of(item) for item in package.tree(name).iter(f"{W}p"))
        above = islice((words for words in lines if words), _ABOVE_TITLE)
        if found := next(filter(is_classification, above), None):
            yield f"标有密级（“{found[:_SHOWN]}”）。{CLASSIFIED.message}", CLASSIFIED.hint
            return


def programs(package: Package) -> Defects:
    """Macros and controls."""
    if any(_PROGRAM.search(name) for name in package.parts) or b"macroEnabled" in package.parts[TYPES]:
        yield "含有宏或控件（.docm）。", "请用 Word 打开，删去控件，另存为不含宏的“Word 文档（.docx）”。"


def templates(package: Package) -> Defects:
    """A file of the kind that Word makes new files from."""
    if b"template.main+xml" in package.parts[TYPES]:
        yield "是 Word 模板（.dotx），不是文档本身。", SAVE_AS


def signatures(package: Package) -> Defects:
    """Digital signatures, which any change breaks."""
    if any(name.startswith("_xmlsignatures/") for name in package.parts):
        yield "有数字签名，改动会使签名失效。", "请用未签名的文件；定稿以后再签名。"


def revisions(package: Package) -> Defects:
    """Changes that nobody has accepted or rejected yet."""
    found = [(name, sum(1 for _ in tree.iter(*REVISIONS))) for name, tree in _texts(package)]
    if total := sum(count for _, count in found):
        hint = "请在 Word 或 WPS 里：审阅 → 接受（或拒绝）→ 接受所有修订，再保存。"
        yield f"里有未处理的修订（{total} 处，{'、'.join(name for name, count in found if count)}）。", hint


def protection(package: Package) -> Defects:
    """What keeps people from editing."""
    for _, tree in ((name, tree) for name, tree in package.trees.items() if tree.tag == f"{W}settings"):
        guard = tree.find(f"{W}documentProtection")
        if guard is not None and guard.get(f"{W}enforcement", "0") in ("1", "true", "on"):
            yield "设了“限制编辑”。", "请在 Word 里：审阅 → 限制编辑 → 停止保护，再保存（WPS：审阅 → 限制编辑）。"
        if tree.find(f"{W}writeProtection") is not None:
            hint = "请在 Word 里：文件 → 另存为 → 工具 → 常规选项，清空修改密码、不选“建议以只读方式打开文档”，再保存。"
            yield "设了修改密码或“建议以只读方式打开”。", hint


def finality(package: Package) -> Defects:
    """A file that its author has marked as final."""
    for tree in package.trees.values():
        for item in tree.iter("{*}property"):
            if item.get("name") == "_MarkAsFinal" and "".join(item.itertext()).strip().lower() in ("true", "1"):
                hint = "请在 Word 里：文件 → 信息 → 保护文档，再点一次“标记为最终”，取消后保存。"
                yield "“标记为最终”，不应再改。", hint


def other_files(package: Package) -> Defects:
    """Files put into the text that Word has not taken up yet, and master documents."""
    if _count(package, "altChunk"):
        yield "里嵌有还没有并入的别的文件。", SAVE_AS
    if _count(package, "subDoc"):
        yield "是主控文档，内容在别的文件里。", "请在 Word 里：视图 → 大纲 → 显示文档 → 取消链接，再另存。"


def comments(package: Package) -> Defects:
    """Remarks of reviewers."""
    if count := _count(package, "commentReference"):
        yield f"里有批注（{count} 处）。", "请在 Word 或 WPS 里：审阅 → 删除 → 删除文档中的所有批注，再保存。"


def endnotes(package: Package) -> Defects:
    """Notes at the end, which in a joined file would come behind everything."""
    if count := _count(package, "endnoteReference"):
        hint = "请在 Word 里：引用 → 脚注右下角的箭头 → 转换 → 尾注全部转换成脚注，再保存。"
        yield f"里有尾注（{count} 处），合成一个文件后会排到最后。", hint


def encoding(package: Package) -> Defects:
    """A text that is not in UTF-8, whose places cannot be found in its bytes."""
    content = package.parts[package.main]
    if content.startswith((b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")) or _ENCODED.match(content):
        yield "的文字不是按 UTF-8 存的。", SAVE_AS


def outside_links(package: Package) -> Defects:
    """Links to other files that Word would open by itself; a hyperlink is opened by its reader."""
    for name, tree in package.trees.items():
        for link in tree.iter("{*}Relationship") if name.endswith(".rels") else ():
            kind = link.get("Type", "").rpartition("/")[2]
            if link.get("TargetMode") == "External" and kind != "hyperlink":
                target = f"{kind} → {link.get('Target')}"
                yield (
                    f"引用了外部文件（{target}）。",
                    LINK_REMEDIES.get(kind, "请在 Word 里断开链接，或改为嵌入，再保存。"),
                )


def fetching_fields(package: Package) -> Defects:
    """Fields that have Word read other files or start other programs."""
    for name, tree in _texts(package):
        codes = ["".join(part.text or "" for part in item.iter(f"{W}instrText")) for item in tree.iter(f"{W}p")]
        codes += [item.get(f"{W}instr", "") for item in tree.iter(f"{W}fldSimple")]
        for found in filter(None, map(_FETCHING.search, codes)):
            hint = "请在 Word 里选中它，按 Ctrl+Shift+F9 变成普通文字。"
            yield f"里有会读取外部内容的域 {found[0].upper()}（{name}）。", hint
