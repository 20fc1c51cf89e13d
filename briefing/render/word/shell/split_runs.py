"""A paragraph made ready for its tags: each tag in one text, and each statement in no run.

What is left out or repeated is then always whole runs, and the formatting of a run stays with its text.
"""

from __future__ import annotations

from copy import deepcopy

from briefing.ooxml.xml import Element, W, parent, qname, remove
from briefing.render.word.shell.tags import SPACE, own_text, own_text_elements, tags_in

STATEMENT = f"{W}statement"
"""Stands for a statement among runs; there is no such element in Word. Its text is the tag."""


def join_tags(paragraph: Element) -> None:
    """Put each tag into the one text in which it begins.

    Word splits a tag over runs as it likes: by spelling, by language, where the cursor stood. A value has the
    formatting of where its tag begins.
    """
    for tag in reversed(tags_in(own_text(paragraph))):  # the places of those before it stay right
        offset = 0
        for text in own_text_elements(paragraph):
            content = text.text or ""
            first, last = max(tag.start - offset, 0), min(tag.end - offset, len(content))
            if first < last:
                text.text = content[:first] + (tag.text if offset <= tag.start else "") + content[last:]
                text.set(SPACE, "preserve")
            offset += len(content)


def isolate_statements(paragraph: Element) -> None:
    """Take the statements of a paragraph, whose tags are joined, out of its runs; each splits its run in two."""
    for text in own_text_elements(paragraph):
        if any(tag.kind == "logic" for tag in tags_in(text.text or "")) and parent(text).tag == f"{W}r":
            _cut(text)


def _cut(text: Element) -> None:
    """Replace the run of `text` by runs of what stands before, between and behind its statements."""
    run = parent(text)
    properties = run.find(f"{W}rPr")
    where = run.index(text)
    before = [item for item in run[:where] if item.tag != f"{W}rPr"]
    behind = list(run[where + 1 :])
    pieces: list[Element] = []
    start, words = 0, text.text or ""
    for tag in [tag for tag in tags_in(words) if tag.kind == "logic"]:
        pieces += [_element(text, qname(text), words[start : tag.start]), _element(run, STATEMENT, tag.text)]
        start = tag.end
    pieces.append(_element(text, qname(text), words[start:]))
    content: list[Element] = []
    made: list[Element] = []
    for piece in [*before, *pieces, *behind]:
        if piece.tag == STATEMENT:
            made += [_run(run, properties, content), piece]
            content = []
        elif piece.tag != f"{W}t" or piece.text:
            content.append(piece)
    made.append(_run(run, properties, content))
    for item in made:
        if item.tag == STATEMENT or len(item) > (properties is not None):
            run.addprevious(item)
    remove(run)


def _run(run: Element, properties: Element | None, content: list[Element]) -> Element:
    made = run.makeelement(run.tag, dict(run.attrib))
    for item in ([] if properties is None else [deepcopy(properties)]) + content:
        made.append(item)
    return made


def _element(like: Element, name: str, text: str) -> Element:
    made = like.makeelement(name, {SPACE: "preserve"})
    made.text = text
    return made
