"""The look of the built-in shells: every font, size and spacing, as one table of styles.

Measures of the body and its headings: GB/T 9704—2012, 5.2 and 7.3. Those of 报头, 报尾, captions and tables are custom.
Lengths are in twips (1/20 pt), sizes of type in points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from briefing.ooxml.length import Pt
from briefing.ooxml.markup import DECLARED
from briefing.render.word.shell.style_names import StyleName

TEXT_WIDTH = 8845
"""156 mm, the width of the type area (5.2.1)."""

LINE = 579
"""28.95 pt, the pitch that puts 22 lines on a page."""

TIGHT = -11
"""What is taken off after each character of the body, so that 28 stand in a line.

Anything from −4 to −15 makes 28; lines with digits are stretched to the margin, and −11 leaves them no wider than the
28th part of a line on the whole.
"""

TWO_CHARACTERS = 618
"""The indent of a paragraph: two characters of 16 pt, each TIGHT."""

ONE_DIGIT, TWO_DIGITS = 309, 464
"""The room for 1. and for 10. before the name of an attachment: a character, and half of one more."""

ONE_NAME, NAME, WIDE_NAME = (5 * TWO_CHARACTERS // 2 + room for room in (0, ONE_DIGIT, TWO_DIGITS))
"""Where the names of attachments begin: behind two characters, 附件： and a number (7.3.4)."""

RED = "FF0000"
LATIN = "Times New Roman"

Role = Literal["body", "sub", "head", "page", "title"]


@dataclass(frozen=True, slots=True)
class Fonts:
    """The Chinese fonts of a shell, by what they are used for. All others are derived from these."""

    body: str = "仿宋"
    sub: str = "楷体"
    head: str = "黑体"
    page: str = "宋体"
    title: str = "方正小标宋简体"


@dataclass(frozen=True, slots=True)
class Line:
    """The distance from line to line: `exact`, `atLeast` or, in 240ths of a single line, `auto`."""

    pitch: int
    rule: Literal["exact", "atLeast", "auto"] = "exact"


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style. None, “” or 0 stands for what `based` has.

    `size` in points; `align` as Word calls it; `first` is an indent of the first line in characters, `hanging` what
    that line stands out by, in twips, `left` and `right` are indents of all, in twips (with `hanging`, no `left` is the
    same as it); `tight` as TIGHT; `keep`: with what follows; `grouped`:
    space stands around a group of such paragraphs only; `outline` from 0; `list` is the id of a list and `level` a
    level of it, from 0; `rule` is a border and `tab` a stop, as XML.
    """

    id: str
    name: str
    based: str = "Normal"
    next: str = ""
    font: Role | None = None
    size: float = 0
    colour: str = ""
    tight: int | None = None
    line: Line | None = None
    before: int | None = None
    after: int | None = None
    align: str = ""
    first: int | None = None
    hanging: int = 0
    left: int = 0
    right: int = 0
    keep: bool = False
    grouped: bool = False
    outline: int | None = None
    list: int | None = None
    level: int = 0
    rule: str = ""
    tab: str = ""


def border(side: str, eighths: int, colour: str, space: int) -> str:
    """A rule above or below a paragraph: `eighths` of a point thick, `space` points from the text."""
    return f'<w:{side} w:val="single" w:sz="{eighths}" w:space="{space}" w:color="{colour}"/>'


HEADING_LIST, BULLET_LIST, NUMBERED_LIST = 1, 2, 3
"""The ids of the lists that styles are counted by; numbering.xml defines them."""

_CONTENTS_TAB = f'<w:tabs><w:tab w:val="right" w:leader="middleDot" w:pos="{TEXT_WIDTH}"/></w:tabs>'
_SINGLE = Line(240, "auto")
_SMALL = Line(400, "exact")

PARAGRAPHS: tuple[Style, ...] = (
    Style("BodyText", StyleName.BODY, first=2),
    Style("Lead", StyleName.LEAD, based="BodyText", font="sub", size=15, first=2),
    Style("Title", StyleName.TITLE, next="BodyText", font="title", size=22, tight=0, line=Line(660), before=LINE,
          after=LINE,
          align="center", keep=True),
    Style("Attachment", StyleName.ATTACHMENT, next="Title", font="head", size=16, line=Line(LINE), align="left",
          keep=True),
    Style("TOCHeading", StyleName.CONTENTS, next="TOC1", font="head", size=16, align="center", keep=True),
    Style("TOC1", StyleName.CONTENTS_1, font="head", align="left", tab=_CONTENTS_TAB),
    Style("TOC2", StyleName.CONTENTS_2, font="sub", align="left", left=TWO_CHARACTERS, tab=_CONTENTS_TAB),
    Style("TOC3", StyleName.CONTENTS_3, align="left", left=2 * TWO_CHARACTERS, tab=_CONTENTS_TAB),
    Style("TOC4", StyleName.CONTENTS_4, align="left", left=3 * TWO_CHARACTERS, tab=_CONTENTS_TAB),
    Style("Heading1", StyleName.HEADING_1, next="BodyText", font="head", first=2, keep=True, outline=0,
          list=HEADING_LIST),
    Style("Heading2", StyleName.HEADING_2, next="BodyText", font="sub", first=2, keep=True, outline=1,
          list=HEADING_LIST,
          level=1),
    Style("Heading3", StyleName.HEADING_3, next="BodyText", first=2, keep=True, outline=2, list=HEADING_LIST, level=2),
    Style("Heading4", StyleName.HEADING_4, next="BodyText", first=2, keep=True, outline=3, list=HEADING_LIST, level=3),
    Style("ListBullet", StyleName.BULLET, based="BodyText", list=BULLET_LIST),
    Style("ListNumber", StyleName.NUMBERED, based="BodyText", list=NUMBERED_LIST),
    Style("Caption", "caption", next="BodyText", font="head", size=14, tight=0, align="center"),
    Style("TableCaption", StyleName.TABLE_CAPTION, based="Caption", keep=True, before=160),
    Style("FigureCaption", StyleName.FIGURE_CAPTION, based="Caption"),
    Style("TableText", StyleName.TABLE_TEXT, size=12, tight=0, line=_SINGLE, before=40, after=40, align="left"),
    Style("TableHeader", StyleName.TABLE_HEADER, based="TableText", font="head", align="center", keep=True),
    Style("TableCentre", StyleName.TABLE_CENTRE, based="TableText", align="center"),
    Style("TableNumber", StyleName.TABLE_NUMBER, based="TableText", align="right"),
    Style("TableUnit", StyleName.TABLE_UNIT, based="TableText", align="right", keep=True),
    Style("TableNote", StyleName.TABLE_NOTE, based="TableText", align="both", after=160, grouped=True),
    Style("Picture", StyleName.PICTURE, tight=0, line=_SINGLE, before=160, align="center", keep=True),
    Style("FigureNote", StyleName.FIGURE_NOTE, based="TableText", align="both", after=160, grouped=True),
    Style("Remark", StyleName.NOTE, font="sub", size=14, tight=0, line=_SMALL, before=80, after=80, first=2,
          align="both", grouped=True),
    Style("Source", StyleName.SOURCE, size=14, tight=0, line=_SMALL, hanging=560, align="both"),
    Style("MastheadName", "报头名称", next="MastheadIssue", font="title", size=46, colour=RED, tight=0, line=_SINGLE,
          align="center"),
    Style("MastheadIssue", "报头期号", next="MastheadOffice", before=120, align="center"),
    Style("MastheadOffice", "报头单位日期", next="Title", before=60, rule=border("bottom", 18, RED, 4),
          tab=f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>'),
    Style("FootnoteText", StyleName.FOOTNOTE, size=10.5, tight=0, line=Line(300), align="both"),
    Style("Addressee", StyleName.ADDRESSEE, next="BodyText", align="left"),
    Style("AnnexNote", StyleName.ANNEX_NOTE, before=LINE, align="left", keep=True, left=NAME,
          hanging=NAME - TWO_CHARACTERS),
    Style("AnnexNoteOne", StyleName.ANNEX_NOTE_ONE, based="AnnexNote", left=ONE_NAME,
          hanging=ONE_NAME - TWO_CHARACTERS),
    Style("AnnexItem", StyleName.ANNEX_ITEM, align="left", keep=True, left=NAME, hanging=ONE_DIGIT),
    Style("AnnexNoteWide", StyleName.ANNEX_NOTE_WIDE, based="AnnexNote", left=WIDE_NAME,
          hanging=WIDE_NAME - TWO_CHARACTERS),
    Style("AnnexItemWide", StyleName.ANNEX_ITEM_WIDE, align="left", left=WIDE_NAME, hanging=TWO_DIGITS),
    Style("Signature", StyleName.SIGNATURE, next="Date", before=LINE, align="right", right=TWO_CHARACTERS, keep=True),
    Style("SignatureSealed", StyleName.SEALED, based="Signature", next="Date", before=2 * LINE, align="right",
          keep=True),
    Style("Date", StyleName.DATE, align="right", right=TWO_CHARACTERS),
    Style("CC", StyleName.CC, size=14, tight=0, line=Line(480), before=LINE, align="left", left=1120, right=280,
          hanging=840),
    Style("Closing", StyleName.CLOSING, size=14, tight=0, line=Line(480), before=LINE, keep=True, grouped=True,
          rule=border("top", 8, "auto", 6)),
    Style("Footer", "footer", font="page", size=14, tight=0, line=_SINGLE),
    Style("FooterOdd", "页码单页", based="Footer", align="right", right=280),
    Style("FooterEven", "页码双页", based="Footer", align="left", left=280),
)  # fmt: skip
"""Every paragraph style but Normal."""

BUILT_IN = frozenset({"caption", "footer", *(style for style in StyleName if style.value[0].isascii())})
"""The names that Word knows; it translates them, and keeps them out of the user's own styles."""


def styles_xml(fonts: Fonts, more: Sequence[Style] = ()) -> str:
    """styles.xml: the defaults, the table above and `more`, two styles for characters and one for tables."""
    paragraphs = "".join(paragraph_style(style, fonts) for style in (*PARAGRAPHS, *more))
    return f"<w:styles {DECLARED}>{_defaults(fonts)}{paragraphs}{_OTHERS}{FOOTNOTE_MARK}</w:styles>"


def _fonts(fonts: Fonts, role: Role) -> str:
    chinese = getattr(fonts, role)
    latin = chinese if role == "page" else LATIN  # 页码 are 半角宋体 (7.5)
    # The hint has “ ” … — drawn by the Chinese font.
    return f'<w:rFonts w:hint="eastAsia" w:ascii="{latin}" w:eastAsia="{chinese}" w:hAnsi="{latin}" w:cs="{LATIN}"/>'


def _defaults(fonts: Fonts) -> str:
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_fonts(fonts, 'body')}"
        '<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        # Snapping to the grid is off: LibreOffice would snap exact lines, too, and Word does not.
        '<w:pPr><w:widowControl w:val="0"/><w:snapToGrid w:val="0"/>'
        f'<w:spacing w:before="0" w:after="0" w:line="{LINE}" w:lineRule="exact"/><w:jc w:val="both"/></w:pPr>'
        f'<w:rPr>{_fonts(fonts, "body")}<w:color w:val="000000"/><w:spacing w:val="{TIGHT}"/>'
        '<w:sz w:val="32"/><w:szCs w:val="32"/></w:rPr></w:style>'
    )


def paragraph_style(style: Style, fonts: Fonts) -> str:
    """The style as it stands in styles.xml."""
    custom = "" if style.name in BUILT_IN else ' w:customStyle="1"'
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="{style.based}"/>'
        + (f'<w:next w:val="{style.next}"/>' if style.next else "")
        + f"<w:qFormat/><w:pPr>{_layout(style)}</w:pPr><w:rPr>{_type(style, fonts)}</w:rPr></w:style>"
    )


def _layout(style: Style) -> str:
    """The properties of the paragraph, in the order that the schema wants."""
    numbered = f'<w:numPr><w:ilvl w:val="{style.level}"/><w:numId w:val="{style.list}"/></w:numPr>'
    return "".join(
        (
            "<w:keepNext/><w:keepLines/>" if style.keep else "",
            numbered if style.list is not None else "",
            f"<w:pBdr>{style.rule}</w:pBdr>" if style.rule else "",
            style.tab,
            _spacing(style),
            _indent(style),
            "<w:contextualSpacing/>" if style.grouped else "",
            f'<w:jc w:val="{style.align}"/>' if style.align else "",
            f'<w:outlineLvl w:val="{style.outline}"/>' if style.outline is not None else "",
        )
    )


def _spacing(style: Style) -> str:
    parts = (
        f' w:before="{style.before}"' if style.before is not None else "",
        f' w:after="{style.after}"' if style.after is not None else "",
        f' w:line="{style.line.pitch}" w:lineRule="{style.line.rule}"' if style.line else "",
    )
    return f"<w:spacing{''.join(parts)}/>" if any(parts) else ""


def _indent(style: Style) -> str:
    if style.first:
        return first_line(style.first, style.size)
    if style.hanging:
        right = f' w:right="{style.right}"' if style.right else ""
        return f'<w:ind w:left="{style.left or style.hanging}"{right} w:hanging="{style.hanging}"/>'
    return f'<w:ind w:left="{style.left}" w:right="{style.right}"/>' if style.left or style.right else ""


def first_line(characters: int, size: float = 0) -> str:
    """An indent in characters and, for programs that know no such unit, in twips. `size` 0: that of the body."""
    twips = Pt(characters * size).twips if size else characters * TWO_CHARACTERS // 2
    return f'<w:ind w:firstLineChars="{characters * 100}" w:firstLine="{twips}"/>'


def _type(style: Style, fonts: Fonts) -> str:
    """The properties of its characters, in the order that the schema wants."""
    half = round(style.size * 2)
    return "".join(
        (
            _fonts(fonts, style.font) if style.font else "",
            f'<w:color w:val="{style.colour}"/>' if style.colour else "",
            f'<w:spacing w:val="{style.tight}"/>' if style.tight is not None else "",
            f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>' if half else "",
        )
    )


FOOTNOTE_MARK = (
    f'<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="{StyleName.FOOTNOTE_MARK}"/>'
    '<w:qFormat/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
)
"""The number of a footnote, in the text and before the note."""

_OTHERS = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:semiHidden/></w:style>'
    f'<w:style w:type="character" w:styleId="Strong"><w:name w:val="{StyleName.STRONG}"/>'
    '<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/><w:rPr><w:b/><w:bCs/></w:rPr></w:style>'
    f'<w:style w:type="character" w:customStyle="1" w:styleId="Cite"><w:name w:val="{StyleName.CITE}"/>'
    '<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:semiHidden/>'
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
    '<w:left w:w="85" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    f'<w:style w:type="table" w:customStyle="1" w:styleId="Grid"><w:name w:val="{StyleName.TABLE}"/>'
    '<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:jc w:val="center"/><w:tblBorders>'
    + "".join(
        f'<w:{side} w:val="single" w:sz="{eighths}" w:space="0" w:color="000000"/>'
        for side, eighths in (("top", 8), ("left", 8), ("bottom", 8), ("right", 8), ("insideH", 4), ("insideV", 4))
    )
    + '</w:tblBorders></w:tblPr><w:tcPr><w:vAlign w:val="center"/></w:tcPr></w:style>'
)
