"""The words of a paragraph put in place of others, however Word has split them over runs."""

from __future__ import annotations

from briefing.ooxml.accept import unwrap
from briefing.ooxml.walk import runs, sign_text
from briefing.ooxml.xml import MC, SPACE, Element, W, new, remove, remove_all

_ON_EACH_PAGE = ("PAGE", "NUMPAGES", "SECTIONPAGES")
"""Fields that say something else on each page, and stay fields."""


def shown_words(paragraph: Element) -> str:
    """Return the words of a paragraph, a tab and a new line as signs, without those of text boxes in it."""
    return "".join(text for _, text in _pieces(paragraph))


def replace_words(paragraph: Element, start: int, end: int, words: str) -> None:
    """Put `words` in place of what stands from `start` to before `end` of `shown_words`, formatted as its first sign.

    The copy of a text box for programs of before 2010 (mc:Fallback) gets them, too.
    """
    for copy in _copies(paragraph):
        offset, written = 0, False
        for item, text in _pieces(copy):
            first, last = max(start - offset, 0), min(end - offset, len(text))
            offset += len(text)
            if first >= last:
                continue
            said = text[:first] + ("" if written else words) + text[last:]
            written = True
            text_element = item if item.tag == f"{W}t" else new(f"{W}t")
            text_element.text = said
            text_element.set(SPACE, "preserve")
            if text_element is not item:
                item.addnext(text_element)
                remove(item)


def freeze(paragraph: Element) -> None:
    """Make plain words of what fields (a date, a merge field) and content controls of a paragraph show.

    Word would put its own words there again when the file is opened. Numbers of pages stay fields.
    """
    for copy in _copies(paragraph):
        codes = " ".join(item.text or "" for item in copy.iter(f"{W}instrText")).split()
        simple = [item for item in copy.iter(f"{W}fldSimple") if item.get(f"{W}instr", "").split()[:1] != ["PAGE"]]
        for holder in [*simple, *copy.iter(f"{W}sdt")]:
            unwrap(holder)
        if not any(code.upper() in _ON_EACH_PAGE for code in codes):
            remove_all(copy.iter(f"{W}fldChar", f"{W}instrText"))


def _pieces(paragraph: Element) -> list[tuple[Element, str]]:
    """Return the elements in the runs that show something, each with what it shows."""
    return [(item, text) for run in runs(paragraph) for item in run if (text := sign_text(item))]


def _copies(paragraph: Element) -> list[Element]:
    """Return a paragraph and, of one in a text box, those that say the same in its mc:Fallback."""
    both = next(paragraph.iterancestors(f"{MC}AlternateContent"), None)
    if both is None:
        return [paragraph]
    same = (item for other in both.iterfind(f"{MC}Fallback") for item in other.iter(f"{W}p"))
    said = shown_words(paragraph)
    return [paragraph, *(item for item in same if said and shown_words(item) == said)]
