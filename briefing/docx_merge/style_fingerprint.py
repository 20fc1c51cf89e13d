"""Fingerprints of styles: all that a style sets, with what it is based on and numbered by, whatever ids it has."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

from briefing.docx_merge.theme import Theme, without_theme
from briefing.ooxml.package import Package
from briefing.ooxml.stylesheet import StyleSheet, kind_of, name_of
from briefing.ooxml.xml import Element, W, local, parent, qname, setting

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


class ListDefinitions:
    """The lists of one file (numbering.xml) by their ids; `nums` holds the w:num, none if the file has no lists."""

    def __init__(self, package: Package) -> None:
        self.part = package.part("numbering")
        self.root = package.root("numbering")
        roots = [] if self.root is None else [self.root]
        self.nums = {item.get(f"{W}numId", ""): item for root in roots for item in root.iter(f"{W}num")}
        abstract = [item for root in roots for item in root.iter(f"{W}abstractNum")]
        self._abstract = {item.get(f"{W}abstractNumId", ""): item for item in abstract}
        self._by_style = {setting(item, "styleLink"): item for item in abstract if setting(item, "styleLink")}

    def definition(self, num_id: str) -> Element | None:
        """Return the w:abstractNum of a list, also where it is the one of a list style; None if there is none."""
        num = self.nums.get(num_id)
        found = None if num is None else self._abstract.get(setting(num, "abstractNumId"))
        link = "" if found is None else setting(found, "numStyleLink")
        return self._by_style.get(link, found)

    def level(self, num_pr: Element) -> str:
        """Return the level at which the numPr of a style numbers: the one it states, or the one tied to the style."""
        if stated := setting(num_pr, "ilvl"):
            return stated
        style = parent(parent(num_pr)).get(f"{W}styleId")
        definition = self.definition(setting(num_pr, "numId"))
        levels = [] if definition is None else definition.iter(f"{W}lvl")
        return next((str(item.get(f"{W}ilvl")) for item in levels if setting(item, "pStyle") == style), "0")

    def fingerprint(self, num_pr: Element) -> str:
        """Return what the numPr of a style stands for as text; "" for a list that is not defined."""
        num_id = setting(num_pr, "numId")
        definition, num = self.definition(num_id), self.nums.get(num_id)
        if definition is None:
            return ""
        levels = [_level_fingerprint(item) for item in definition.iter(f"{W}lvl")]
        overrides = [] if num is None else [_level_fingerprint(item) for item in num.iter(f"{W}lvlOverride")]
        return f"{setting(num_pr, 'ilvl') or '0'}{levels}{overrides}"


def _level_fingerprint(level: Element) -> str:
    inside = [_level_fingerprint(item) for item in level if isinstance(item.tag, str) and item.tag not in _IDENTITY]
    own = sorted((key, value) for key, value in level.attrib.items() if key.startswith(W) and key != f"{W}tplc")
    return f"{qname(level)}{own}{inside}"


class FingerprintedStyles(StyleSheet):
    """The styles of one file with their fingerprints, its `lists` and its `theme`."""

    def __init__(self, package: Package, theme: Theme) -> None:
        super().__init__(package.tree(package.part("styles")))
        self.lists = ListDefinitions(package)
        self.theme = theme
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
        return "".join(sorted(fingerprint(item, self.lists.fingerprint) for item in copy))

    def numbering(self, id: str) -> tuple[str, Element] | None:
        """Return the style in the chain of this one that states a list, and its numPr; None if no list numbers it."""
        for item in self.chain(id):
            num_pr = self.by_id[item].find(f"{W}pPr/{W}numPr")
            if num_pr is not None and (listed := setting(num_pr, "numId")):
                return None if listed == "0" else (item, num_pr)
        return None
