"""What a style means, whatever its id: all that it sets, with all that it is based on and counted by."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

from briefing.render.word.fill import Element, W
from briefing.ooxml.package import Book
from briefing.render.word.join.lists import Lists
from briefing.render.word.join.theme import Theme, without_theme

_SETS = tuple(f"{W}{name}" for name in ("pPr", "rPr", "tblPr", "trPr", "tcPr", "tblStylePr"))
_UNORDERED = (f"{W}pPr", f"{W}rPr")
_EMPTY = ("pPr", "rPr", "rPrDefault", "pPrDefault")


def said(element: Element, count: Callable[[Element], str] | None = None) -> str:
    """An element as text that is the same if it says the same; `count` says what a numPr stands for."""
    if element.tag == f"{W}numPr" and count:
        return count(element)
    children = [said(item, count) for item in element if isinstance(item.tag, str)]
    children = [item for item in children if item]
    name = element.tag.rpartition("}")[2]
    if name in _EMPTY and not children:
        return ""
    attributes = sorted(
        (key, value) for key, value in element.attrib.items() if not key.rpartition("}")[2].startswith("rsid")
    )
    inside = sorted(children) if element.tag in _UNORDERED else children
    return f"<{element.tag}{attributes}>{''.join(inside)}</>"


class Styles:
    """The styles of one file, to be looked up by id."""

    def __init__(self, book: Book, theme: Theme) -> None:
        name = book.part("styles")
        self.root = book.tree(name)
        self.by_id = {style.get(f"{W}styleId", ""): style for style in self.root.iter(f"{W}style")}
        self.lists = Lists(book)
        self.theme = theme
        self._known: dict[str, str] = {}

    def name(self, number: str) -> str:
        """The name of a style inside the file, the first if it has several."""
        return name_of(self.by_id[number])

    def kind(self, number: str) -> str:
        """paragraph, character, table or numbering."""
        return str(self.by_id[number].get(f"{W}type", "paragraph"))

    def based(self, number: str) -> str:
        """The id of the style that this one is based on; "" if there is none."""
        found = self.by_id[number].find(f"{W}basedOn")
        base = "" if found is None else found.get(f"{W}val", "")
        return base if base in self.by_id and self.kind(base) == self.kind(number) else ""

    def chain(self, number: str) -> list[str]:
        """The style and all that it is based on, itself first."""
        found: list[str] = []
        while number in self.by_id and number not in found:
            found.append(number)
            number = self.based(number)
        return found

    def default(self, kind: str) -> str:
        """The id of the style of what names none; "" if the file has no such."""
        return next(
            (number for number, style in self.by_id.items()
             if self.kind(number) == kind and style.get(f"{W}default") in ("1", "true", "on")), ""
        )  # fmt: skip

    def defaults(self) -> Element:
        """The properties that all paragraphs start from, by names where a theme gave them."""
        found = self.root.find(f"{W}docDefaults")
        copy = self.root.makeelement(f"{W}docDefaults", {}) if found is None else deepcopy(found)
        without_theme(copy, self.theme)
        return copy

    def meaning(self, number: str) -> str:
        """What the style means."""
        if number not in self._known:
            self._known[number] = "|".join(self._own(item) for item in self.chain(number))
            if self.kind(number) == "paragraph":
                self._known[number] += said(self.defaults())
        return self._known[number]

    def _own(self, number: str) -> str:
        copy = self.root.makeelement(f"{W}style", {})
        copy.extend([deepcopy(item) for item in self.by_id[number] if item.tag in _SETS])
        without_theme(copy, self.theme)
        return "".join(sorted(said(item, self.lists.said) for item in copy))

    def counted(self, number: str) -> tuple[str, Element] | None:
        """The style in the chain of this one that says by which list it is counted, and how; None if by none."""
        for item in self.chain(number):
            use = self.by_id[item].find(f"{W}pPr/{W}numPr")
            if use is not None and use.find(f"{W}numId") is not None:
                return None if use.find(f"{W}numId").get(f"{W}val") == "0" else (item, use)
        return None


def name_of(style: Element) -> str:
    """The name of a style; names that Word shows beside it follow after commas."""
    found = style.find(f"{W}name")
    return "" if found is None else str(found.get(f"{W}val", ""))
