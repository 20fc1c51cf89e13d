"""Sources as footnotes of Word's own: the entry where a source is first mentioned, its number again after that.

The library that could do it, docx-plus, is a beta that changes python-docx for every program that imports both; the
three kinds of XML that a footnote needs are written here.
"""

from __future__ import annotations

from briefing.model.document import Reference
from briefing.ooxml import markup
from briefing.ooxml.order import child_of
from briefing.ooxml.xml import Element, W, append, fragment, parse, remove_all, serialise
from briefing.render.word.shell.style_names import StyleName
from briefing.render.word.writing_context import WritingContext

FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_CIRCLED = 20
# The lines between text and notes are notes, too, under the ids that Word itself gives them and lists in its settings.
_SEPARATORS = (("-1", "separator"), ("0", "continuationSeparator"))


def footnote(entry: Reference, context: WritingContext) -> str:
    """Return a mark for the source: a footnote the first time, a reference to its number after that."""
    if entry in context.footnotes:
        number = context.footnotes.index(entry) + 1
        code = f"NOTEREF {_bookmark(number)} \\f \\h"
        shown = chr(ord("①") + number - 1) if number <= _CIRCLED else str(number)  # as Word prints it
        return markup.field(code, shown, context.style_id(StyleName.FOOTNOTE_MARK))
    context.footnotes.append(entry)
    number = len(context.footnotes)
    mark = f'<w:footnoteReference w:id="{context.shell.last_footnote + number}"/>'
    return markup.bookmark(_bookmark(number), context.next_id(), _marked(mark, context))


def footnotes_xml(content: bytes, context: WritingContext) -> bytes:
    """footnotes.xml, `content` being that of the shell (b"" if it has none), with the notes of this document."""
    root = parse(content) if content else fragment(f"<w:footnotes>{_separators()}</w:footnotes>")
    notes = "".join(_note(number, entry, context) for number, entry in enumerate(context.footnotes, start=1))
    root.extend(list(fragment(f"<w:footnotes>{notes}</w:footnotes>")))
    return serialise(root)


def with_footnotes(content: bytes) -> bytes:
    """settings.xml that knows of the lines between text and notes."""
    root = parse(content)
    if root.find(f"{W}footnotePr") is None:
        notes = child_of(root, "footnotePr")
        for number, _ in _SEPARATORS:
            append(notes, f"{W}footnote", {f"{W}id": number})
    return serialise(root)


def circle_notes(document: Element) -> None:
    """Count footnotes as ①②③ through the document. LibreOffice reads it here, not in the settings of the file."""
    for section in document.iter(f"{W}sectPr"):
        notes = child_of(section, "footnotePr")
        remove_all(notes.findall(f"{W}numFmt"))
        form = notes.makeelement(f"{W}numFmt", {f"{W}val": "decimalEnclosedCircleChinese"})
        # The schema wants numFmt behind pos.
        notes.insert(0 if notes.find(f"{W}pos") is None else 1, form)


def _separators() -> str:
    return "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for number, kind in _SEPARATORS
    )


def _note(number: int, entry: Reference, context: WritingContext) -> str:
    mark = _marked("<w:footnoteRef/>", context)
    content = context.paragraph(StyleName.FOOTNOTE, mark + context.run(f" {entry.text}"))
    return f'<w:footnote w:id="{context.shell.last_footnote + number}">{content}</w:footnote>'


def _marked(content: str, context: WritingContext) -> str:
    return f'<w:r><w:rPr><w:rStyle w:val="{context.style_id(StyleName.FOOTNOTE_MARK)}"/></w:rPr>{content}</w:r>'


def _bookmark(number: int) -> str:
    return f"_RefNote{number}"
