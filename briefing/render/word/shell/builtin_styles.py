"""The look of the built-in shells: every font, size and spacing, as one table of styles.

Measures of the body and its headings: GB/T 9704—2012, 5.2 and 7.3. Those of 报头, 报尾, captions and tables are custom.
Lengths that are whole twips in the file are given in twips (1/20 pt).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from briefing.ooxml.length import Length, Pt, Twips
from briefing.ooxml.xml import DECLARED
from briefing.render.word.shell.style_names import StyleName

TEXT_WIDTH = Twips(8845)
"""156 mm, the width of the type area (5.2.1)."""

RIGHT_TABS = (TEXT_WIDTH, Twips(TEXT_WIDTH.twips - 280))
"""At the right margin, and one character of 14 pt before it."""

LINE = Twips(579)
"""28.95 pt, the pitch that puts 22 lines on a page."""

TIGHT = Twips(-11)
"""What is taken off after each character of the body, so that 28 stand in a line.

Anything from −4 to −15 makes 28; lines with digits are stretched to the margin, and −11 leaves them no wider than the
28th part of a line on the whole.
"""

TWO_CHARACTERS = Twips(618)
"""The indent of a paragraph: two characters of 16 pt, each TIGHT."""

ONE_DIGIT, TWO_DIGITS = Twips(309), Twips(464)
"""The room for 1. and for 10. before the name of an attachment: a character, and half of one more."""

ONE_NAME = Twips(1545)
NAME, WIDE_NAME = ONE_NAME + ONE_DIGIT, ONE_NAME + TWO_DIGITS
"""Where the names of attachments begin: behind two characters, 附件： and a number (7.3.4)."""

NONE = Twips(0)
RED = "FF0000"
LATIN = "Times New Roman"

FontRole = Literal["body", "sub", "head", "page", "title"]


@dataclass(frozen=True, slots=True)
class Fonts:
    """The Chinese fonts of a shell, by what they are used for. All others are derived from these."""

    body: str = "仿宋"
    sub: str = "楷体"
    head: str = "黑体"
    page: str = "宋体"
    title: str = "方正小标宋简体"


@dataclass(frozen=True, slots=True)
class LineSpacing:
    """The distance from line to line; as `auto`, 240 twips are a single line, whatever the size of the type."""

    pitch: Length
    rule: Literal["exact", "atLeast", "auto"] = "exact"


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style. None, “” or a length of 0 leaves a property to the style that this one is `based` on.

    `align` is the value of w:jc. `first` is an indent of the first line in characters, `hanging` what that line stands
    out by, `left` and `right` are indents of all lines (with `hanging`, a `left` of 0 means the same as it). `tight`
    widens or narrows each character, see TIGHT. `keep`: on one page with what follows; `grouped`: space stands around
    a group of such paragraphs only. `outline` counts from 0; `list` is the id of a list, `level` a level of it, from 0.
    `rule` (a border) and `tab` (stops) are XML; `fill` is the colour of its ground.
    """

    id: str
    name: str
    based: str = "Normal"
    next: str = ""
    font: FontRole | None = None
    size: Length = NONE
    colour: str = ""
    tight: Length | None = None
    line: LineSpacing | None = None
    before: Length | None = None
    after: Length | None = None
    align: str = ""
    first: int | None = None
    hanging: Length = NONE
    left: Length = NONE
    right: Length = NONE
    keep: bool = False
    grouped: bool = False
    outline: int | None = None
    list: int | None = None
    level: int = 0
    rule: str = ""
    fill: str = ""
    tab: str = ""


def border(side: str, eighths: int, colour: str, space: int) -> str:
    """Return a rule above or below a paragraph: `eighths` of a point thick, `space` points from the text."""
    return f'<w:{side} w:val="single" w:sz="{eighths}" w:space="{space}" w:color="{colour}"/>'


HEADING_LIST, BULLET_LIST, NUMBERED_LIST = 1, 2, 3
"""The ids of the lists that styles are counted by; numbering.xml defines them."""

_CONTENTS_TAB = f'<w:tabs><w:tab w:val="right" w:leader="middleDot" w:pos="{TEXT_WIDTH.twips}"/></w:tabs>'
_SINGLE = LineSpacing(Twips(240), "auto")
_SMALL = LineSpacing(Twips(400))

PARAGRAPHS: tuple[Style, ...] = (
    Style("BodyText", StyleName.BODY, first=2),
    Style("Lead", StyleName.LEAD, based="BodyText", font="sub", size=Pt(15), first=2),
    Style("Title", StyleName.TITLE, next="BodyText", font="title", size=Pt(22), tight=NONE,
          line=LineSpacing(Twips(660)), before=LINE, after=LINE, align="center", keep=True),
    Style("Attachment", StyleName.ATTACHMENT, next="Title", font="head", size=Pt(16), line=LineSpacing(LINE),
          align="left", keep=True),
    Style("TOCHeading", StyleName.CONTENTS, next="TOC1", font="head", size=Pt(16), align="center", keep=True),
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
    Style("Caption", "caption", next="BodyText", font="head", size=Pt(14), tight=NONE, align="center"),
    Style("TableCaption", StyleName.TABLE_CAPTION, based="Caption", keep=True, before=Twips(160)),
    Style("FigureCaption", StyleName.FIGURE_CAPTION, based="Caption"),
    Style("TableText", StyleName.TABLE_TEXT, size=Pt(12), tight=NONE, line=_SINGLE, before=Twips(40),
          after=Twips(40), align="left"),
    Style("TableHeader", StyleName.TABLE_HEADER, based="TableText", font="head", align="center", keep=True),
    Style("TableCentre", StyleName.TABLE_CENTRE, based="TableText", align="center"),
    Style("TableNumber", StyleName.TABLE_NUMBER, based="TableText", align="right"),
    Style("TableDense", StyleName.TABLE_DENSE, based="TableCentre", size=Pt(10.5), before=Twips(20), after=Twips(20)),
    Style("TableUnit", StyleName.TABLE_UNIT, based="TableText", align="right", keep=True),
    Style("TableNote", StyleName.TABLE_NOTE, based="TableText", align="both", after=Twips(160), grouped=True),
    Style("Picture", StyleName.PICTURE, tight=NONE, line=_SINGLE, before=Twips(160), align="center", keep=True),
    Style("FigureNote", StyleName.FIGURE_NOTE, based="TableText", align="both", after=Twips(160), grouped=True),
    Style("Remark", StyleName.NOTE, font="sub", size=Pt(14), tight=NONE, line=_SMALL, before=Twips(80),
          after=Twips(80), first=2,
          align="both", grouped=True),
    Style("Source", StyleName.SOURCE, size=Pt(14), tight=NONE, line=_SMALL, hanging=Twips(560), align="both"),
    Style("MastheadName", "报头名称", next="MastheadIssue", font="title", size=Pt(46), colour=RED, tight=NONE,
          line=_SINGLE,
          align="center"),
    Style("MastheadIssue", "报头期号", next="MastheadOffice", before=Twips(120), align="center"),
    Style("MastheadOffice", "报头单位日期", next="Title", before=Twips(60), rule=border("bottom", 18, RED, 4),
          tab=f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH.twips}"/></w:tabs>'),
    Style("FootnoteText", StyleName.FOOTNOTE, size=Pt(10.5), tight=NONE, line=LineSpacing(Twips(300)), align="both"),
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
    Style("CC", StyleName.CC, size=Pt(14), tight=NONE, line=LineSpacing(Twips(480)), align="left", left=Twips(1120),
          right=Twips(280), hanging=Twips(840)),
    Style("Closing", StyleName.CLOSING, based="CC", keep=True),
    Style("Imprint", StyleName.IMPRINT, size=Pt(14), tight=NONE, line=LineSpacing(Twips(480)), align="left",
          left=Twips(280), right=Twips(280), keep=True,
          tab=f'<w:tabs><w:tab w:val="right" w:pos="{RIGHT_TABS[1].twips}"/></w:tabs>'),
    # As wide as the type area: 0.35 mm, and 0.25 mm between (7.4.1).
    Style("FootEdge", StyleName.FOOT_EDGE, size=Pt(1), line=LineSpacing(Twips(20)), fill="000000"),
    Style("FootRule", StyleName.FOOT_RULE, size=Pt(1), line=LineSpacing(Twips(14)), fill="000000"),
    Style("FootEnd", StyleName.FOOT_END, size=Pt(1), line=LineSpacing(Twips(20))),
    Style("Footer", "footer", font="page", size=Pt(14), tight=NONE, line=_SINGLE),
    Style("FooterOdd", "页码单页", based="Footer", align="right", right=Twips(280)),
    Style("FooterEven", "页码双页", based="Footer", align="left", left=Twips(280)),
)  # fmt: skip
"""Every paragraph style but Normal."""

BUILT_IN = frozenset({"caption", "footer", *(style for style in StyleName if style.value[0].isascii())})
"""The names that Word knows; it translates them, and keeps them out of the user's own styles."""


def styles_xml(fonts: Fonts, more: Sequence[Style] = ()) -> str:
    """styles.xml: the defaults, the table above and `more`, two styles for characters and one for tables."""
    paragraphs = "".join(paragraph_style(style, fonts) for style in (*PARAGRAPHS, *more))
    return f"<w:styles {DECLARED}>{_defaults(fonts)}{paragraphs}{_OTHERS}{FOOTNOTE_MARK}</w:styles>"


def _fonts(fonts: Fonts, role: FontRole) -> str:
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
        f'<w:spacing w:before="0" w:after="0" w:line="{LINE.twips}" w:lineRule="exact"/><w:jc w:val="both"/></w:pPr>'
        f'<w:rPr>{_fonts(fonts, "body")}<w:color w:val="000000"/><w:spacing w:val="{TIGHT.twips}"/>'
        '<w:sz w:val="32"/><w:szCs w:val="32"/></w:rPr></w:style>'
    )


def paragraph_style(style: Style, fonts: Fonts) -> str:
    """Return the style as it stands in styles.xml."""
    custom = "" if style.name in BUILT_IN else ' w:customStyle="1"'
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="{style.based}"/>'
        + (f'<w:next w:val="{style.next}"/>' if style.next else "")
        + f"<w:qFormat/><w:pPr>{_layout(style)}</w:pPr><w:rPr>{_type(style, fonts)}</w:rPr></w:style>"
    )


def _layout(style: Style) -> str:
    """Return the properties of the paragraph, in the order that the schema wants."""
    numbered = f'<w:numPr><w:ilvl w:val="{style.level}"/><w:numId w:val="{style.list}"/></w:numPr>'
    return "".join(
        (
            "<w:keepNext/><w:keepLines/>" if style.keep else "",
            numbered if style.list is not None else "",
            f"<w:pBdr>{style.rule}</w:pBdr>" if style.rule else "",
            f'<w:shd w:val="clear" w:color="auto" w:fill="{style.fill}"/>' if style.fill else "",
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
        f' w:before="{style.before.twips}"' if style.before is not None else "",
        f' w:after="{style.after.twips}"' if style.after is not None else "",
        f' w:line="{style.line.pitch.twips}" w:lineRule="{style.line.rule}"' if style.line else "",
    )
    return f"<w:spacing{''.join(parts)}/>" if any(parts) else ""


def _indent(style: Style) -> str:
    if style.first:
        return first_line(style.first, style.size)
    if style.hanging:
        right = f' w:right="{style.right.twips}"' if style.right else ""
        left = (style.left or style.hanging).twips
        return f'<w:ind w:left="{left}"{right} w:hanging="{style.hanging.twips}"/>'
    sides = f'<w:ind w:left="{style.left.twips}" w:right="{style.right.twips}"/>'
    return sides if style.left or style.right else ""


def first_line(characters: int, size: Length = NONE) -> str:
    """Return an indent in characters and, for programs that do not know these, in twips; size 0: that of the body."""
    twips = (characters * size).twips if size else characters * TWO_CHARACTERS.twips // 2
    return f'<w:ind w:firstLineChars="{characters * 100}" w:firstLine="{twips}"/>'


def _type(style: Style, fonts: Fonts) -> str:
    """Return the properties of its characters, in the order that the schema wants."""
    half = style.size.half_points
    return "".join(
        (
            _fonts(fonts, style.font) if style.font else "",
            f'<w:color w:val="{style.colour}"/>' if style.colour else "",
            f'<w:spacing w:val="{style.tight.twips}"/>' if style.tight is not None else "",
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
