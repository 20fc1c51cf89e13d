"""The lines of an office's Word file, and what in their words stands for something that changes with each issue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from briefing.conformance.paragraph import OfficialParagraph
from briefing.conformance.roles import with_roles
from briefing.ooxml.formats import RunFormat
from briefing.ooxml.package import Package
from briefing.ooxml.paragraphs import ParagraphReader
from briefing.ooxml.words import shown_words
from briefing.ooxml.xml import Element, W, child, local


class LetterheadRole(StrEnum):
    """What a place of a letterhead is for, as users call it."""

    NAME = "名称"
    ISSUE = "期号"
    TOTAL = "总期号"
    YEAR = "年份"
    NUMBER = "发文字号"
    OFFICE = "单位"
    DATE = "日期"
    TITLE = "标题"
    TO = "主送机关"
    BODY = "正文"
    CC = "抄送"


_FOR_WORDS = re.compile("[×○□＿XxＸ]")


@dataclass(frozen=True, slots=True, eq=False)
class FoundLine:
    """A paragraph of the file with its `words`; `block` is the index of the block of the text that it stands in.

    None for one of a header or footer. It equals itself alone: there are many empty ones.
    """

    paragraph: OfficialParagraph
    words: str
    block: int | None

    @property
    def element(self) -> Element:
        """Return the paragraph's element."""
        return self.paragraph.element

    @property
    def size(self) -> float:
        """Return the size of its characters, in points."""
        return self.look.size

    @property
    def look(self) -> RunFormat:
        """Return the format of most of its 汉字, where it has none of most signs that stand for them: ×××。."""
        held = max(self.paragraph.spans, key=lambda span: len(_FOR_WORDS.findall(span.text)), default=None)
        stands = held and _FOR_WORDS.search(held.text) and not re.search("[㐀-鿿]", self.words)
        return held.format if held and stands else self.paragraph.main

    @property
    def red(self) -> bool:
        """Return whether it is printed in red, as what names the office is (GB/T 9704—2012, 7.2.4)."""
        colour = self.look.colour
        if not re.fullmatch("[0-9A-Fa-f]{6}", colour):
            return False
        red, green, blue = bytes.fromhex(colour)
        return red >= 0xB0 and green <= 0x60 and blue <= 0x60


def read_lines(package: Package) -> list[FoundLine]:
    """Return the lines of the text, its tables and text boxes, then those of headers and footers."""
    reader = ParagraphReader(package)
    blocks: dict[Element, int] = {}
    for number, block in enumerate(child(package.tree(package.main), "body")):
        blocks |= dict.fromkeys(block.iter(f"{W}p"), number)
    found = [
        FoundLine(item, shown_words(item.element), blocks[item.element]) for item in with_roles(list(reader.document()))
    ]
    for name in list(package.stories())[1:]:
        where = {"hdr": "页眉", "ftr": "页脚"}.get(local(package.tree(name)))
        read = reader.part(package.tree(name), where) if where else ()
        found += [FoundLine(OfficialParagraph.of(item), shown_words(item.element), None) for item in read]
    return found


_X = "0-9０-９XxＸｘ×*_＿○〇□"
_CN = "一二三四五六七八九十〇○零"
_YEAR = f"(?:20[{_X}]{{2}}|[XxＸ×]{{2,4}}|二[〇○零O0][〇○零一二三四五六七八九]{{2}})"
PATTERNS = {
    LetterheadRole.TOTAL: re.compile(f"[（(]?\\s*总\\s*第?\\s*[{_X}{_CN}]{{0,6}}\\s*期\\s*[）)]?"),
    LetterheadRole.ISSUE: re.compile(f"第[\\s{_X}{_CN}]{{0,8}}期"),
    LetterheadRole.YEAR: re.compile(
        f"(?<![0-9])[〔（(\\[【]?20[{_X}]{{2}}[〕）)\\]】]?\\s*年?(?=\\s*[（(]?总?第[\\s{_X}{_CN}]{{0,8}}期)"
    ),
    LetterheadRole.NUMBER: re.compile(
        f"[㐀-鿿XxＸ×]{{0,12}}[〔\\[（(【]\\s*{_YEAR}\\s*[〕\\]）)】]\\s*第?[\\s{_X}]{{0,6}}号|(?<![^\\s])第[\\s{_X}]{{1,6}}号"
    ),
    LetterheadRole.DATE: re.compile(f"{_YEAR}\\s*年[\\s{_X}{_CN}]{{1,5}}月[\\s{_X}{_CN}]{{1,5}}日"),
}
"""What is found by how it is written, in the order in which it is looked for."""
DATED = re.compile(
    f"\\s*[（(〔]?\\s*(?P<date>{_YEAR}\\s*年[\\s{_X}{_CN}]{{1,5}}月(?:[\\s{_X}{_CN}]{{1,5}}日)?)\\s*[）)〕]?\\s*"
)
"""A line that is a date or a month alone, in brackets or not."""

_OPEN, _CLOSE = "\\[【<＜「（(", "\\]】>＞」）)"
_PLACEHOLDER = re.compile(
    "\\{\\{\\s*([^{}%#]{1,24}?)\\s*\\}\\}|\\$\\{([^{}]{1,24})\\}|«([^»]{1,24})»"
    f"|[{_OPEN}]((?:请|在)*(?:此处|点击|单击|输入|填写|键入)[^{_CLOSE}]{{1,24}})[{_CLOSE}]"
    "|((?<![㐀-鿿])抄送[:：]\\s*[×XxＸ○_＿]{2}[×XxＸ○_＿、，,；;。\\s]*)"
    f"|\\[([^\\[\\]]{{2,16}})\\]|^\\s*([㐀-鿿]{{0,4}}标题|正文内容|正文)\\s*$"
)
_MEANINGS = (
    ("标题|题目|title", LetterheadRole.TITLE),
    ("正文|内容|body|content", LetterheadRole.BODY),
    ("主送|各单位|收文|salutation|addressee", LetterheadRole.TO),
    ("抄送|^cc(?![a-z])", LetterheadRole.CC),
    ("文号|字号|file_?number|doc_?n", LetterheadRole.NUMBER),
    ("总期", LetterheadRole.TOTAL),
    ("期号|期数|期次|issue(?!r)", LetterheadRole.ISSUE),
    ("^(?:成文|印发|发文|落款|编发)?日期$|date$", LetterheadRole.DATE),
    ("刊名|报头|简报名称|发文机关标志", LetterheadRole.NAME),
    (
        "^(?:落款|编发|发文|印发|主办|编印|编制|成文)?(?:单位|机关)(?:名称)?$|^(?:office|issuer|sign_?off)$|org$",
        LetterheadRole.OFFICE,
    ),
)
"""What the words of a placeholder are about, the first that fits."""
WHOLE_LINES = (LetterheadRole.TITLE, LetterheadRole.BODY, LetterheadRole.TO)
"""What takes the place of its whole line."""


@dataclass(frozen=True, slots=True)
class Placeholder:
    """Words that somebody has put where others are to stand: {{发文机关}}, [此处输入文件标题].

    `role` is None for what only its `name` is known of.
    """

    start: int
    end: int
    name: str
    role: LetterheadRole | None


def placeholders(words: str) -> Iterator[Placeholder]:
    """Yield the placeholders in a line."""
    for found in _PLACEHOLDER.finditer(words):
        name = next(filter(None, found.groups()))
        role = next((role for said, role in _MEANINGS if re.search(said, name, re.IGNORECASE)), None)
        braces = found[0].startswith(("{{", "$", "«"))
        if role or braces:
            yield Placeholder(found.start(), found.end(), re.sub(r"\W", "", name), role)


_BODIES = (
    "人民政府|政府|委员会|领导小组|指挥部|办公厅|办公室|办|委|局|厅|部|院|中心|公司|协会|商会|学会|处|所|集团|总队|支队|大队|署|社|"
    "站|科|大学|学院|学校|银行|法院|检察院|专班|研究室"
)
ORGANISATION = re.compile(rf"[㐀-鿿XxＸ×○（）()]{{2,38}}(?:{_BODIES})(?:（[^（）]{{2,12}}）)?")
_MAKING = re.compile(r"^(?:主办|编发|编印|印发|编制|发文)?(?:单位|机关)?[:：]\s*|\s*(?:编印?|主办|编发|印发?|编制)$")
_GAP = re.compile(r"[\t\n\v　]+|\s{2,}")


def organisations(words: str) -> Iterator[tuple[int, int]]:
    """Yield where an organisation stands in a line, parted from other words by a tab or blanks."""
    start = 0
    for gap in [*_GAP.finditer(words), None]:
        end = len(words) if gap is None else gap.start()
        part = words[start:end].rstrip()
        while part and (found := _MAKING.search(part)):
            ahead = found.end() if found.start() == 0 else 0
            part, start = part[ahead:] if ahead else part[: found.start()], start + ahead
        lead = len(part) - len(part.lstrip())
        if ORGANISATION.fullmatch(part.strip()):
            yield start + lead, start + len(part)
        start = len(words) if gap is None else gap.end()
