"""A document as a Word file: the shell is opened, the body written and put in, everything packed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from types import MappingProxyType

from briefing.errors import BriefingError, Location, Problem, errors_in
from briefing.model.document import Assets, Document
from briefing.model.layout import Layout, misfits
from briefing.model.walk import all_runs
from briefing.ooxml.markup import UNPRINTABLE
from briefing.ooxml.order import child_of
from briefing.ooxml.xml import NAMESPACES, Element, W, child, hollow, parse, remove, remove_all, serialise
from briefing.ooxml.zipped import pack
from briefing.render.word.annex import without_letterhead
from briefing.render.word.blocks import render
from briefing.render.word.footnotes import circle_notes
from briefing.render.word.landscape import landscape_footers, make_landscape
from briefing.render.word.parts import completed, relation_id
from briefing.render.word.shell.change_fonts import check_fonts, missing_characters, with_changed_fonts
from briefing.render.word.shell.fonts import fonts_of, style_sheet
from briefing.render.word.shell.opening import MAIN, STYLES, located
from briefing.render.word.shell.style_names import HEADINGS, StyleName
from briefing.render.word.shell.tag_filling import filled_shell
from briefing.render.word.shell.tag_reading import ReadShell, read_shell
from briefing.render.word.shell.tags import BODY_RULE, is_body_paragraph
from briefing.render.word.toc import heading_pages
from briefing.render.word.writing_context import WritingContext, start
from briefing.templating.shell_tags import words_of

Warn = Callable[[Problem], None]
_STANDALONE = Layout()


def render_docx(
    document: Document,
    pictures: Assets,
    shell: bytes,
    layout: Layout = _STANDALONE,
    *,
    fonts: Mapping[str, str] = MappingProxyType({}),
    file: str = "shell.docx",
    warn: Warn = lambda problem: None,
) -> bytes:
    """Return the document as a .docx in the shell with the bytes `shell`; the same input gives the same bytes.

    `fonts` are those to use in the place of the shell's (see `with_fonts`); `file` is its path, for messages; `warn`
    hears what a person should know of but what stops nothing. A table of contents takes its page numbers from
    LibreOffice, where that is installed, which takes some seconds.
    BriefingError names everything that is wrong with layout or shell, or that Word cannot express; nothing is left out.
    """
    if problems := misfits(layout):
        raise BriefingError(problems)
    check_fonts(fonts)
    read = read_shell(shell, file)
    context, docx = _with_pages(partial(_write, document, pictures, read, layout, fonts), layout)
    for problem in (*context.problems, *_missing_glyphs(context, document)):
        warn(problem)
    return docx


Write = Callable[[Mapping[str, int] | None], tuple[WritingContext, bytes]]


def _with_pages(write: Write, layout: Layout) -> tuple[WritingContext, bytes]:
    """Written once without page numbers and, if there is a table of contents, again with them.

    The numbers stand at a right tab and change no line, so that the second layout is the first.
    """
    context, docx = write({})
    if not context.outline.levels:
        return context, docx
    try:
        pages = heading_pages(docx, context.outline.entries, layout.start_page)
    except BriefingError as error:
        context, docx = write(None)
        context.warning(f"目录没有页码：{error.problems[0].message}", "请在 Word、WPS 里右击目录，选“更新域”。")
        return context, docx
    return write(pages)


def _write(
    document: Document,
    pictures: Assets,
    shell: ReadShell,
    layout: Layout,
    fonts: Mapping[str, str],
    pages: Mapping[str, int] | None,
) -> tuple[WritingContext, bytes]:
    context, head = begin(document, pictures, shell, layout, fonts, pages)
    opened = context.shell
    main = opened.texts[MAIN]
    body = head + render(context.blocks, context)
    if body.endswith("</w:tbl>"):
        body += context.paragraph(StyleName.FOOT_END, "")  # Word wants a paragraph after a table that ends the text
    if context.footnotes and next(main.iter(f"{W}footnoteReference"), None) is not None:
        context.problem("版式文件里已有脚注，与资料来源的脚注会混在一起。", "请删去它们，或把资料来源列在文末。")
    if errors_in(context.problems):
        raise BriefingError(context.problems)
    main = _with_body(main, body)
    opened = replace(opened, texts={**opened.texts, MAIN: main})
    # Footers show PAGE, which goes on from what the first section says.
    if layout.start_page > 1:
        child_of(next(main.iter(f"{W}sectPr")), "pgNumType").set(f"{W}start", str(layout.start_page))
    if context.footnotes:
        circle_notes(main)
    footers = landscape_footers(opened) if context.has_landscape else {}
    if context.has_landscape:
        relations = {upright: relation_id(name) for upright, (name, _) in footers.items()}
        headings = frozenset(context.style_id(style) for style in HEADINGS)
        make_landscape(main, relations, headings, context.style_id(StyleName.FOOT_END))
    return context, pack(completed(opened, context, document.meta, dict(footers.values())))


def begin(
    document: Document,
    pictures: Assets,
    shell: ReadShell,
    layout: Layout,
    fonts: Mapping[str, str],
    pages: Mapping[str, int] | None,
) -> tuple[WritingContext, str]:
    """Return the context to write the body in, in a shell with its tags filled, and the XML that the body begins with.

    The document has no blocks left where the tags of the shell print all there is. BriefingError for tags that cannot
    be filled; names that mean nothing are among the problems of the context.
    """
    file, whole, annex = shell.shell.file, shell.tags.whole, layout.mode == "attachment"
    if shell.problems:
        raise BriefingError(shell.problems)
    if whole and annex:
        hint = f"{BODY_RULE}正文写在 body.md.j2 里。"
        raise BriefingError(Problem("版式文件没有正文的位置，不能排成附件。", Location(file), hint))
    if whole and not document.shell.pieces:
        raise BriefingError(Problem("版式文件没有正文的位置。", Location(file), f"{BODY_RULE}{shell.tags.room}"))
    values = words_of(document.meta)
    odd = [name for name, value in values.items() if UNPRINTABLE.search(value)]
    opened = filled_shell(shell, document.shell, {**values, **dict.fromkeys(odd, "")})
    if fonts:
        opened = with_changed_fonts(opened, fonts)
    context = start(replace(document, blocks=()) if whole else document, pictures, opened, layout, pages)
    context.problems += opened.doubts
    said = "版头文字里有 Word 文件不能容纳的控制字符。"
    context.problems += located((Problem(said, Location(key=name)) for name in odd), file)
    # What is known of names beside other tags is said when they are evaluated. An annex has no letterhead, and nobody
    # asks what is in it.
    unknown = () if document.shell.pieces else shell.unknown_names(values)
    context.problems += [problem for part, problem in unknown if not (annex and part == MAIN)]
    if not annex:
        return context, ""
    without_letterhead(opened.texts[MAIN])
    title = "\n".join(document.meta.lines) or document.meta.title
    mark = context.paragraph(StyleName.ATTACHMENT, context.run(layout.mark))
    return context, mark + context.paragraph(StyleName.TITLE, context.run(title))


def _with_body(document: Element, body: str) -> Element:
    """Return the document with the XML of `body` where the paragraph {{p body }} stands, if anywhere, in its stead.

    What the shell holds is moved to the body and not the other way round: libxml2 takes time by the square of the
    length for moving a long table to another document.
    """
    places = [item for item in child(document, "body") if is_body_paragraph(item)]
    if not places:
        return document
    head = serialise(hollow(document)).decode().removesuffix("/>")
    names = "".join(f' xmlns:{name}="{uri}"' for name, uri in NAMESPACES.items() if document.nsmap.get(name) != uri)
    tag = f"{document.prefix}:document" if document.prefix else "document"
    made = parse(f"{head}><w:body{names}>{body}</w:body></{tag}>".encode())
    held, whole = child(document, "body"), child(made, "body")
    for element in held.itersiblings(preceding=True):
        made.insert(0, element)
    made.extend(list(held.itersiblings()))
    at = held.index(places[0])
    before, after = held[:at], held[at:]
    for element in reversed(before):
        whole.insert(0, element)
    whole.extend(after)
    for place in places:
        if place.find(f"{W}pPr/{W}sectPr") is None:
            remove(place)
            continue
        remove_all(place.iter(f"{W}t"))  # what ends a section stays, without its words
    return made


def _missing_glyphs(context: WritingContext, document: Document) -> Iterator[Problem]:
    """Characters that the fonts of the shell do not have."""
    meta = document.meta
    styles = context.shell.parts[STYLES]
    if b"_GB2312" in styles:
        text = "".join(
            (
                meta.title,
                meta.name,
                meta.office,
                *(run.text for run in all_runs(context.blocks, drawn=False)),
                *(entry.text for entry in context.sources.values()),
                *(run.text for run in document.shell.runs),
            )
        )
        yield from missing_characters(text, fonts_of(style_sheet(context.shell.parts)))
