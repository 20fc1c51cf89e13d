"""The parts of a built-in shell beside its styles: text, lists, footers, settings, fonts, theme."""

from __future__ import annotations

from briefing.ooxml.markup import escape, field, paragraph, run
from briefing.ooxml.xml import DECLARED
from briefing.render.word.shell.builtin_styles import (
    BULLET_LIST,
    HEADING_LIST,
    LATIN,
    LINE,
    NUMBERED_LIST,
    Fonts,
    first_line,
)

PAGE = (
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:header="851" w:footer="1446" w:gutter="0"/>'
    f'<w:cols w:space="425"/><w:docGrid w:type="lines" w:linePitch="{LINE.twips}"/>'
)
"""A4 with 37, 26, 35 and 28 mm of white; the page number stands 7 mm below the type area (7.5)."""

LANDSCAPE_PAGE = (
    '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    '<w:pgMar w:top="1587" w:right="2098" w:bottom="1474" w:left="1984" w:header="851" w:footer="936" w:gutter="0"/>'
    f'<w:cols w:space="425"/><w:docGrid w:type="lines" w:linePitch="{LINE.twips}"/>'
)
"""The same page on its side, with the white that it then has on each side."""

LETTERHEAD = (
    ("MastheadName", "{{ name }}"),
    ("MastheadIssue", "{{ issue }}"),
    ("MastheadOffice", "{{ office }}\t{{ date }}"),
    ("Title", "{{ title }}"),
    ("BodyText", "{{p body }}"),
)
"""The paragraphs of the shell, as style and text."""

UNITS = "万亿余个户家件项类条名人元岁倍次年月日天小号份张辆批吨亩"
"""Signs that often stand right after a figure. None begins a line, so that a figure does not part from its unit.

The list is the file's own (in Word: 文件、选项、版式、后置标点). LibreOffice 7.4 does not read it. A joiner such as
U+2060 in the text would serve LibreOffice, but Word may draw it as a box, and no search would find 12.3万户.
"""

NOT_FIRST = "!%),.:;>?]}¢°·―’”…‰′″›℃∶、。〉》」』】〕〗！＂％＇），．：；？］｜｝～￠" + "[" + UNITS
"""What may not begin a line: Word's own signs for simplified Chinese that texts hold, marks of reference, units.

Word keeps this list in a hundred places ([MS-DOC] DopTypography, rgxchFPunct) and the next in fifty.
"""

NOT_LAST = "$([{£¥·‘“〈《「『【〔〖〝﹙﹛﹝＄（．［｛￡￥" + "第图表"
"""What may not end a line: Word's own signs, and what stands before a number: 第3位, 图1, 表2."""


FOOTERS = '<w:footerReference w:type="default" r:id="rId5"/><w:footerReference w:type="even" r:id="rId6"/>'
"""The footers of odd and of even pages."""


def document_xml() -> str:
    """document.xml: the letterhead, the place of the body, and the page."""
    return text_xml("".join(paragraph(style, run(text)) for style, text in LETTERHEAD), FOOTERS + PAGE)


def text_xml(body: str, section: str) -> str:
    """document.xml of paragraphs and tables, and what its sectPr holds."""
    return f"<w:document {DECLARED}><w:body>{body}<w:sectPr>{section}</w:sectPr></w:body></w:document>"


def footer_xml(style: str) -> str:
    """Return a footer with — 1 — in the style with the id `style`."""
    # 一字线 on each side of the number (7.5)
    content = run("— ") + field("PAGE", "1") + run(" —")
    return f"<w:ftr {DECLARED}>{paragraph(style, content)}</w:ftr>"


_HEADINGS = (
    ("chineseCountingThousand", "%1、"),
    ("chineseCountingThousand", "（%2）"),
    ("decimal", "%3."),
    ("decimal", "（%4）"),
)
"""一、（一）1.（1）, the four levels of 7.3.3."""


def numbering_xml() -> str:
    """numbering.xml: headings as one list of four levels, items after a dash, items by number."""
    headings = "".join(_level(index, form, text, f"Heading{index + 1}") for index, (form, text) in enumerate(_HEADINGS))
    lists = (
        (HEADING_LIST, "multilevel", headings),
        # A dash before each of several items is the mark that GB/T 15834 (4.13.3) gives for them.
        (BULLET_LIST, "singleLevel", _level(0, "none", "——", "ListBullet")),
        # An item that begins with a year would read 1.2023年 without the space.
        (NUMBERED_LIST, "singleLevel", _level(0, "decimal", "%1.", "ListNumber", "space")),
    )
    kinds = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="{kind}"/>{levels}</w:abstractNum>'
        for number, kind, levels in lists
    )
    uses = "".join(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>' for number, *_ in lists)
    return f"<w:numbering {DECLARED}>{kinds}{uses}</w:numbering>"


def _level(index: int, form: str, text: str, style: str, after: str = "nothing") -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:pStyle w:val="{style}"/>'
        f'<w:suff w:val="{after}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr>{first_line(2)}</w:pPr><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr></w:lvl>'
    )


def settings_xml() -> str:
    """settings.xml: page numbers on the outer side, Chinese line breaking, no compatibility mode."""
    modern = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
            ("differentiateMultirowTableHeaders", 1),
        )
    )
    return (
        # Without compatibilityMode Word opens the file as one of Word 2007, 〔兼容模式〕 in its title bar.
        f'<w:settings {DECLARED}><w:zoom w:percent="100"/><w:defaultTabStop w:val="{LINE.twips}"/>'
        '<w:evenAndOddHeaders/><w:characterSpacingControl w:val="compressPunctuation"/>'
        f'<w:noLineBreaksAfter w:lang="zh-CN" w:val="{NOT_LAST}"/>'
        f'<w:noLineBreaksBefore w:lang="zh-CN" w:val="{escape(NOT_FIRST)}"/>'
        "<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:ulTrailSpace/>"
        f"<w:doNotExpandShiftReturn/><w:useFELayout/>{modern}</w:compat>"
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
        "</w:settings>"
    )


_KNOWN_FONTS = {
    "仿宋": ("FangSong", "02010609060101010101", "modern", "fixed"),
    "楷体": ("KaiTi", "02010609060101010101", "modern", "fixed"),
    "黑体": ("SimHei", "02010609060101010101", "modern", "fixed"),
    "宋体": ("SimSun", "02010600030101010101", "auto", "variable"),
    "仿宋_GB2312": ("仿宋", "02010609030101010101", "modern", "fixed"),
    "楷体_GB2312": ("楷体", "02010609030101010101", "modern", "fixed"),
    "方正小标宋简体": ("FZXiaoBiaoSong-B05S", "03000509000000000000", "script", "fixed"),
}
"""Other name or stand-in, Panose, family and pitch of the fonts that are at hand in a Chinese office."""


def fonts_xml(fonts: Fonts) -> str:
    """fontTable.xml: what a machine without a font is to choose another by."""
    names = dict.fromkeys((fonts.body, fonts.sub, fonts.head, fonts.page, fonts.title))
    return (
        f"<w:fonts {DECLARED}>{''.join(map(font_xml, names))}"
        f'<w:font w:name="{LATIN}"><w:panose1 w:val="02020603050405020304"/><w:charset w:val="00"/>'
        '<w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def font_xml(name: str, *, declared: bool = False) -> str:
    """Return the entry of a Chinese font in fontTable.xml; `declared`: with its namespaces, to stand alone."""
    known = _KNOWN_FONTS.get(name)
    other, panose, family, pitch = known or ("", "", "auto", "variable")
    return (
        f'<w:font{" " + DECLARED if declared else ""} w:name="{name}">'
        + (f'<w:altName w:val="{other}"/><w:panose1 w:val="{panose}"/>' if known else "")
        + f'<w:charset w:val="86"/><w:family w:val="{family}"/><w:pitch w:val="{pitch}"/></w:font>'
    )


_COLOURS = (
    ("dk1", "000000"), ("lt1", "FFFFFF"), ("dk2", "1F2937"), ("lt2", "F3F4F6"), ("accent1", "1F4E79"),
    ("accent2", "C00000"), ("accent3", "7F7F7F"), ("accent4", "B8860B"), ("accent5", "2E75B6"), ("accent6", "548235"),
    ("hlink", "000000"), ("folHlink", "000000"),
)  # fmt: skip
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'


def theme_xml(fonts: Fonts) -> str:
    """theme1.xml: without one Word would bring its own, with fonts that stand over those of the styles."""
    heads, bodies = (
        f'<a:{kind}><a:latin typeface="{LATIN}"/><a:ea typeface="{font}"/><a:cs typeface="{LATIN}"/></a:{kind}>'
        for kind, font in (("majorFont", fonts.head), ("minorFont", fonts.body))
    )
    colours = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in _COLOURS)
    line = f'<a:ln w="6350">{_FILL}</a:ln>'
    return (
        f'<a:theme {DECLARED} name="公文"><a:themeElements><a:clrScheme name="公文">{colours}</a:clrScheme>'
        f'<a:fontScheme name="公文">{heads}{bodies}</a:fontScheme><a:fmtScheme name="公文">'
        f"<a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )
