"""Means to spoil one thing of a good file."""

from __future__ import annotations

from collections.abc import Callable

from docx.document import Document as Letter
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor

from .letters import LONG, starting

Damage = Callable[[Letter], object]


def style(name: str, **changes: object) -> Damage:
    """Changes the font or the paragraph format of a style, by the names that python-docx has for what they hold."""

    def damage(document: Letter) -> None:
        found = document.styles[name]
        for key, value in changes.items():
            owner = found.font if hasattr(found.font, key) else found.paragraph_format
            setattr(owner, key, value)

    return damage


def east(name: str, font: str) -> Damage:
    def damage(document: Letter) -> None:
        document.styles[name].element.rPr.get_or_add_rFonts().set(qn("w:eastAsia"), font)

    return damage


def page(**changes: int) -> Damage:
    def damage(document: Letter) -> None:
        for key, value in changes.items():
            setattr(document.sections[0], key, value)

    return damage


def grid(**changes: str) -> Damage:
    def damage(document: Letter) -> None:
        for key, value in changes.items():
            document.sections[0]._sectPr.find(qn("w:docGrid")).set(qn(f"w:{key}"), value)

    return damage


def say(words: str) -> Damage:
    """Adds words to the body."""
    return lambda document: starting(document, LONG[:5]).add_run(words)


def write(old: str, new: str) -> Damage:
    """Writes one text for another, in the first paragraph that begins with it."""

    def damage(document: Letter) -> None:
        paragraph = starting(document, old[:4])
        first, *others = paragraph.runs
        first.text = paragraph.text.replace(old, new)
        assert new in first.text or not new
        for run in others:
            run.text = ""

    return damage


def layout(words: str, **changes: object) -> Damage:
    """Formats the paragraph that begins with `words`."""

    def damage(document: Letter) -> None:
        for key, value in changes.items():
            setattr(starting(document, words).paragraph_format, key, value)

    return damage


def restyle(words: str, name: str) -> Damage:
    return lambda document: setattr(starting(document, words), "style", document.styles[name])


def footer(change: Callable[[str], str]) -> Damage:
    """Rewrites the XML of both footers."""

    def damage(document: Letter) -> None:
        for part in (document.sections[0].footer, document.sections[0].even_page_footer):
            for paragraph in part.paragraphs:
                spoilt = change(paragraph._p.xml)
                assert spoilt != paragraph._p.xml
                paragraph._p.getparent().replace(paragraph._p, parse_xml(spoilt))

    return damage


def drop(path: str) -> Damage:
    """Removes what a path finds in the document, at least one element."""

    def damage(document: Letter) -> None:
        found = document.element.xpath(path)
        assert found
        for element in found:
            element.getparent().remove(element)

    return damage


def add(words: str, xml: str) -> Damage:
    """Appends XML to the paragraph that begins with `words`."""

    def damage(document: Letter) -> None:
        name, _, rest = xml.partition(" ")
        starting(document, words)._p.append(parse_xml(f"{name} {nsdecls('w')} {rest}"))

    return damage


def setting(path: str, **attributes: str) -> Damage:
    """Changes attributes of w: in the settings."""

    def damage(document: Letter) -> None:
        for element in document.settings.element.xpath(path):
            for key, value in attributes.items():
                element.set(qn(f"w:{key}"), value)

    return damage


def attribute(path: str, name: str, value: str) -> Damage:
    """Sets an attribute of all that a path finds in the document."""

    def damage(document: Letter) -> None:
        found = document.element.xpath(path)
        assert found
        for element in found:
            element.set(name, value)

    return damage


def empty_lines(document: Letter) -> None:
    for _ in range(3):
        starting(document, "增速").insert_paragraph_before("", style="Normal")


def theme_font(document: Letter) -> None:
    fonts = document.styles["Body Text"].element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsiaTheme"), "minorEastAsia")


def language(document: Letter) -> None:
    document.styles.element.xpath("w:docDefaults//w:lang")[0].set(qn("w:eastAsia"), "ja-JP")


def floating(document: Letter) -> None:
    inline = document.element.xpath("//wp:inline")[0]
    inline.tag = qn("wp:anchor")


def titleless(document: Letter) -> None:
    document.core_properties.title = ""


def rare(document: Letter) -> None:
    east("Body Text", "仿宋_GB2312")(document)
    say("硚口区。")(document)


def hidden(document: Letter) -> None:
    starting(document, "增速").add_run("内部掌握。").font.hidden = True


def add_property(words: str, xml: str) -> Damage:
    """Appends XML to the properties of the paragraph that begins with `words`."""

    def damage(document: Letter) -> None:
        name, _, rest = xml.partition(" ")
        starting(document, words)._p.get_or_add_pPr().append(parse_xml(f"{name} {nsdecls('w')} {rest}"))

    return damage


def flush(words: str) -> Damage:
    """Takes the indent of a paragraph's style away."""
    return add_property(words, '<w:ind w:firstLine="0" w:firstLineChars="0"/>')


def typed(old: str, new: str) -> Damage:
    """Types a number before a heading instead of having Word count it."""

    def damage(document: Letter) -> None:
        add_property(old, '<w:numPr ><w:numId w:val="0"/></w:numPr>')(document)
        write(old, new)(document)

    return damage


def heading_as_text(document: Letter) -> None:
    restyle("下一步", "Body Text")(document)
    write("下一步打算", "二、下一步打算")(document)
    fonts = starting(document, "二、下").runs[0]._r.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), "黑体")


def typed_caption(document: Letter) -> None:
    starting(document, "表1").clear().add_run("表1　三地对照")


def latin_signs(document: Letter) -> None:
    document.styles["Body Text"].element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:hint"), "default")


def latin_number(document: Letter) -> None:
    document.styles["footer"].element.rPr.rFonts.set(qn("w:ascii"), "Times New Roman")


def loose(document: Letter) -> None:
    document.styles["Normal"].element.rPr.find(qn("w:spacing")).set(qn("w:val"), "0")


def one_footer(document: Letter) -> None:
    document.settings.odd_and_even_pages_header_footer = False


def small(document: Letter) -> None:
    for run in starting(document, "增速").runs:
        run.font.size = Pt(14)


def blue(document: Letter) -> None:
    starting(document, "增速").runs[0].font.color.rgb = RGBColor(0, 0, 255)


def mark_in_fangsong(document: Letter) -> None:
    starting(document, "附件1").runs[0]._r.rPr.rFonts.set(qn("w:eastAsia"), "仿宋")


def centred(xml: str) -> str:
    return xml.replace("</w:pPr>", '<w:jc w:val="center"/></w:pPr>')


def indented_by_blanks(document: Letter) -> None:
    flush("增速")(document)
    starting(document, "增速").runs[0].text = "　　" + starting(document, "增速").runs[0].text


def comment(document: Letter) -> None:
    document.add_comment(starting(document, "增速").runs, "请核实", "某")
