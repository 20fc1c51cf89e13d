"""What a style means, whatever its id: all that it sets, with all that it is based on and counted by."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

from briefing.docx_merge.lists import Lists
from briefing.docx_merge.theme import Theme, without_theme
from briefing.ooxml.package import Package
from briefing.ooxml.stylesheet import StyleSheet, kind_of, name_of
from briefing.ooxml.xml import Element, W, local, qname, setting

_SETS = tuple(f"{W}{name}" for name in ("pPr", "rPr", "tblPr", "trPr", "tcPr", "tblStylePr"))
_UNORDERED = (f"{W}pPr", f"{W}rPr")
_EMPTY = ("pPr", "rPr", "rPrDefault", "pPrDefault")


def said(element: Element, count: Callable[[Element], str] | None = None) -> str:
    """An element as text that is the same if it says the same; `count` says what a numPr stands for."""
    if element.tag == f"{W}numPr" and count:
        return count(element)
    children = [said(item, count) for item in element if isinstance(item.tag, str)]
    children = [item for item in children if item]
    name = local(element)
    if name in _EMPTY and not children:
        return ""
    attributes = sorted(
        (key, value) for key, value in element.attrib.items() if not key.rpartition("}")[2].startswith("rsid")
    )
    inside = sorted(children) if element.tag in _UNORDERED else children
    return f"<{qname(element)}{attributes}>{''.join(inside)}</>"


class Styles(StyleSheet):
    """The styles of one file, with what they mean."""

    def __init__(self, package: Package, theme: Theme) -> None:
        super().__init__(package.tree(package.part("styles")))
        self.lists = Lists(package)
        self.theme = theme
        self._known: dict[str, str] = {}

    def name(self, id: str) -> str:
        """Return the name of a style inside the file, the first if it has several."""
        return name_of(self.by_id[id])

    def kind(self, id: str) -> str:
        """Return paragraph, character, table or numbering."""
        return kind_of(self.by_id[id])

    def start(self) -> Element:
        """Return a copy of what all paragraphs start from (docDefaults), by names where a theme gave them."""
        found = self.root.find(f"{W}docDefaults")
        copy = self.root.makeelement(f"{W}docDefaults", {}) if found is None else deepcopy(found)
        without_theme(copy, self.theme)
        return copy

    def meaning(self, number: str) -> str:
        """What the style means."""
        if number not in self._known:
            self._known[number] = "|".join(self._own(item) for item in self.chain(number))
            if self.kind(number) == "paragraph":
                self._known[number] += said(self.start())
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
            if use is not None and (listed := setting(use, "numId")):
                return None if listed == "0" else (item, use)
        return None
