"""Filling the tags of a shell: {{ title }} by a text, the paragraph {{p body }} by the body.

Word splits a tag over runs as it likes (spelling, language, a cursor that stood there); a tag is looked for in the
text of the paragraph, and its value goes to where the tag begins, with the formatting of that place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from briefing.errors import Place, Problem, did_you_mean
from briefing.ooxml.xml import Element, W, child, parent, remove
from briefing.render.word.shell.tags import all_text, syntax_errors
from briefing.templating.shell_tags import NAMED

_TAG = re.compile(rf"\{{\{{\s*({NAMED})\s*\}}\}}")
_MARKED = re.compile(r"\{\{|\}\}|\{%|%\}")
_BODY = re.compile(r"\s*\{\{p\s+body\s*\}\}\s*")
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def is_body_paragraph(element: Element) -> bool:
    """Return whether the body goes in its place: a paragraph {{p body }} of the text, not of a table or text box."""
    outer = element.getparent()
    stands = element.tag == f"{W}p" and outer is not None and outer.tag == f"{W}body"
    return stands and _BODY.fullmatch(all_text(element)) is not None


def insert_body(document: Element, body: Iterable[Element]) -> None:
    """Put the elements of `body` where the paragraph {{p body }} stands, if anywhere, in its stead."""
    for place in [item for item in child(document, "body") if is_body_paragraph(item)]:
        for element in list(body):
            place.addprevious(element)
        if place.find(f"{W}pPr/{W}sectPr") is None:
            remove(place)
            continue
        for text in list(place.iter(f"{W}t")):  # what ends a section stays, without its words
            remove(text)


def fill(root: Element, values: Mapping[str, str], part: str) -> list[Problem]:
    """Fill every tag under `root`; return a problem for each that is not known.

    A paragraph of which nothing is left, because all its values are empty, is removed: a briefing without a number
    has no line for it.
    """
    problems = []
    for paragraph in [
        item for item in root.iter(f"{W}p") if _MARKED.search(all_text(item)) and not is_body_paragraph(item)
    ]:
        problems += _unknown(all_text(paragraph), values, part)
        for match in reversed(list(_TAG.finditer(all_text(paragraph)))):  # the places of those before it stay right
            if match[1] in values:
                splice(list(paragraph.iter(f"{W}t")), match.start(), match.end(), values[match[1]])
        if not all_text(paragraph).strip() and removable(paragraph):
            remove(paragraph)
    return problems


def removable(paragraph: Element) -> bool:
    """Not one that holds a page set-up or a picture, nor the only one of a cell, a header or a footer."""
    holds = paragraph.find(f"{W}pPr/{W}sectPr") is not None or next(paragraph.iter(f"{W}drawing"), None) is not None
    outer = parent(paragraph)
    return not holds and len(outer.findall(f"{W}p")) > 1 and outer.tag != f"{W}tc"


def _unknown(text: str, values: Mapping[str, str], part: str) -> list[Problem]:
    place = Place(key=part)
    allowed = "、".join(values)
    names = [name for name in _TAG.findall(text) if name not in values]
    problems = [
        Problem(
            f"版式文件里有不认识的标记 {{{{ {name} }}}}。",
            place=place,
            hint=did_you_mean(name, values) or f"可用的有：{allowed}。",
        )
        for name in names
    ]
    found = [replace(slip, place=place) for slip in syntax_errors(text)]
    if not found and _MARKED.search(_TAG.sub("", text)):
        message = f"版式文件里有写得不完整的标记：“{text.strip()[:40]}”。"
        found = [Problem(message, place, "标记写作 {{ title }}，双花括号里只写一个名称。")]
    return [*problems, *found]


def splice(texts: list[Element], start: int, end: int, value: str) -> None:
    """Replace the characters from `start` to `end` of the joined texts; `value` goes to where `start` is."""
    offset = 0
    for text in texts:
        content = text.text or ""
        first, last = max(start - offset, 0), min(end - offset, len(content))
        if first < last:
            text.text = content[:first] + (value if offset <= start else "") + content[last:]
            text.set(SPACE, "preserve")
            break_lines(text)
        offset += len(content)


def break_lines(text: Element) -> None:
    """A title may say where its lines break."""
    first, *others = (text.text or "").split("\n")
    text.text = first
    for line in reversed(others):
        more = text.makeelement(text.tag, text.attrib)
        more.text = line
        text.addnext(more)
        text.addnext(text.makeelement(f"{W}br", {}))
