"""Fingerprints of styles: all that a style sets, with what it is based on and numbered by, whatever ids it has."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from functools import partial

from briefing.docx_merge.theme import without_theme
from briefing.ooxml.numbering import Numbering
from briefing.ooxml.stylesheet import StyleSheet, kind_of, name_of
from briefing.ooxml.theme import OfficeTheme
from briefing.ooxml.xml import Element, W, local, parent, qname, setting, value

_COMPARED = tuple(f"{W}{name}" for name in ("pPr", "rPr", "tblPr", "trPr", "tcPr", "tblStylePr"))
_UNORDERED = (f"{W}pPr", f"{W}rPr")
_NOTHING_IF_EMPTY = ("pPr", "rPr", "rPrDefault", "pPrDefault")
_IDENTITY = frozenset(f"{W}{name}" for name in ("nsid", "tmpl", "name", "styleLink", "numStyleLink", "pStyle"))
"""Children of a list definition that tell lists apart without changing how they count or look."""


def fingerprint(element: Element, of_numbering: Callable[[Element], str] | None = None) -> str:
    """Return text that is the same for elements that mean the same; `of_numbering` is asked for that of a numPr."""
    if element.tag == f"{W}numPr" and of_numbering:
        return of_numbering(element)
    children = [fingerprint(item, of_numbering) for item in element if isinstance(item.tag, str)]
    children = [item for item in children if item]
    if local(element) in _NOTHING_IF_EMPTY and not children:
        return ""
    # Word stamps editing sessions (rsid…) on everything.
    attributes = sorted(item for item in element.attrib.items() if not item[0].rpartition("}")[2].startswith("rsid"))
    inside = sorted(children) if element.tag in _UNORDERED else children
    return f"<{qname(element)}{attributes}>{''.join(inside)}</>"


def numbering_fingerprint(lists: Numbering, num_pr: Element) -> str:
    """Return what the numPr of a style stands for as text; "" for a list that is not defined."""
    used = lists.by_id.get(setting(num_pr, "numId"))
    if used is None or used.definition is None:
        return ""
    levels = [_level_fingerprint(item) for item in used.definition.iter(f"{W}lvl")]
    overrides = [_level_fingerprint(item) for item in used.element.iter(f"{W}lvlOverride")]
    return f"{setting(num_pr, 'ilvl') or '0'}{levels}{overrides}"


def _level_fingerprint(level: Element) -> str:
    inside = [_level_fingerprint(item) for item in level if isinstance(item.tag, str) and item.tag not in _IDENTITY]
    own = sorted((key, value) for key, value in level.attrib.items() if key.startswith(W) and key != f"{W}tplc")
    return f"{qname(level)}{own}{inside}"


class FingerprintedStyles(StyleSheet):
    """The styles of one file with their fingerprints."""

    def __init__(self, root: Element, theme: OfficeTheme | None = None, lists: Numbering | None = None) -> None:
        super().__init__(root, theme, lists)
        self._known: dict[str, str] = {}

    def name(self, id: str) -> str:
        """Return the name of a style inside the file, the first if it has several."""
        return name_of(self.by_id[id])

    def kind(self, id: str) -> str:
        """Return paragraph, character, table or numbering."""
        return kind_of(self.by_id[id])

    def doc_defaults(self) -> Element:
        """Return a copy of w:docDefaults, empty if the file has none, with fonts and colours of the theme by value."""
        found = self.root.find(f"{W}docDefaults")
        copy = self.root.makeelement(f"{W}docDefaults", {}) if found is None else deepcopy(found)
        without_theme(copy, self.theme)
        return copy

    def fingerprint(self, id: str) -> str:
        """Return the fingerprint of a style with its bases and, for paragraphs, the defaults below them."""
        if id not in self._known:
            found = "|".join(self._own_fingerprint(item) for item in self.chain(id))
            self._known[id] = found + (fingerprint(self.doc_defaults()) if self.kind(id) == "paragraph" else "")
        return self._known[id]

    def _own_fingerprint(self, id: str) -> str:
        copy = self.root.makeelement(f"{W}style", {})
        copy.extend([deepcopy(item) for item in self.by_id[id] if item.tag in _COMPARED])
        without_theme(copy, self.theme)
        return "".join(sorted(fingerprint(item, partial(numbering_fingerprint, self.lists)) for item in copy))

    def numbering(self, id: str) -> tuple[str, Element] | None:
        """Return the style in the chain of this one that states a list, and its numPr; None if no list numbers it."""
        found = self.stated(id, "pPr/numPr/numId")
        return None if found is None or value(found[1]) == "0" else (found[0], parent(found[1]))

    def level(self, style: str, num_pr: Element) -> str:
        """Return the level at which the numPr of a style numbers: the one it states, or the one tied to the style."""
        return setting(num_pr, "ilvl") or str(self.lists.level_of(setting(num_pr, "numId"), style))
