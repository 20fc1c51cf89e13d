"""The styles of a Word file: found by id and by name, followed down to what they rest on (ISO/IEC 29500-1, 17.7).

What a paragraph and its runs look like in the end is decided here alone: defaults, styles and their bases, lists and
fonts of the theme, direct formatting.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Self

from briefing.ooxml.formats import ParagraphFormat, Properties, RunFormat, over, paragraph_properties, run_properties
from briefing.ooxml.numbering import Numbering
from briefing.ooxml.package import Package
from briefing.ooxml.theme import OfficeTheme, read_theme
from briefing.ooxml.xml import Element, W, local, new, value

_TRUE = ("1", "true", "on")
PARAGRAPH = "paragraph"


def name_of(style: Element) -> str:
    """Return the name of a style inside the file, "" if it has none; Word shows built-in ones in its own language."""
    return value(style, "name") or ""


def kind_of(style: Element) -> str:
    """Return paragraph, character, table or numbering."""
    return style.get(f"{W}type", PARAGRAPH)


class StyleSheet:
    """The styles of one file. Ids are whatever the program that wrote it made up; only names can be relied on.

    Formats know the fonts of `theme` and the indents of `lists`, where these are given. A sheet is of the file as it is
    when it is made: make another after styles were changed.
    """

    def __init__(self, root: Element, theme: OfficeTheme | None = None, lists: Numbering | None = None) -> None:
        self.root = root
        self.theme = theme or OfficeTheme()
        self.lists = lists or Numbering(None)
        self.by_id = {style.get(f"{W}styleId", ""): style for style in root.iter(f"{W}style")}
        self._formats: dict[tuple[str | None, str | None], Properties] = {}

    @classmethod
    def of(cls, package: Package, theme: OfficeTheme | None = None) -> Self:
        """Return the styles of a Word file with its theme and lists; without styles where it has none.

        `theme`: None for that of the file as a Chinese Word reads it.
        """
        root, lists = package.root("styles"), Numbering(package.root("numbering"))
        return cls(new(f"{W}styles") if root is None else root, theme or read_theme(package.root("theme")), lists)

    def find(self, name: str, kind: str = PARAGRAPH) -> Element | None:
        """Return the style of that name and kind, without regard to case, as Word compares them; None if none is."""
        return self._named.get((kind, name.lower()))

    @cached_property
    def _named(self) -> dict[tuple[str, str], Element]:
        """Return the styles by kind and name; of several of one name the first."""
        return {(kind_of(style), name_of(style).lower()): style for style in reversed(list(self.by_id.values()))}

    def id_of(self, name: str, kind: str = PARAGRAPH) -> str:
        """Return the id of the style of that name and kind; "" if there is none."""
        found = self.find(name, kind)
        return "" if found is None else found.get(f"{W}styleId", "")

    def default(self, kind: str = PARAGRAPH) -> str:
        """Return the id of the style of what names none; "" if the file has no such style."""
        found = (id for id, style in self.by_id.items() if kind_of(style) == kind and style.get(f"{W}default") in _TRUE)
        return next(found, "")

    def defaults(self, kind: str) -> Element | None:
        """Return the properties (pPr or rPr, as `kind`) that everything starts from; None if the file states none."""
        return self.root.find(f"{W}docDefaults/{W}{kind}Default/{W}{kind}")

    def based(self, id: str) -> str:
        """Return the id of the style of the same kind that a style is based on; "" if there is none."""
        # A base of another kind counts for nothing (ISO/IEC 29500-1, 17.7.4.3).
        base = value(self.by_id[id], "basedOn") or ""
        return base if base in self.by_id and kind_of(self.by_id[base]) == kind_of(self.by_id[id]) else ""

    def chain(self, id: str | None) -> list[str]:
        """Return the ids of a style and of all that it is based on, itself first; [] for an id that the file lacks.

        A chain that bites its tail ends there.
        """
        found: list[str] = []
        while id and id in self.by_id and id not in found:
            found.append(id)
            id = self.based(id)
        return found

    def stated(self, id: str, path: str) -> tuple[str, Element] | None:
        """Return the nearest style in the chain of this one that has what `path` (names of w:) finds, and that."""
        found = (
            (item, self.by_id[item].find("/".join(W + name for name in path.split("/")))) for item in self.chain(id)
        )
        return next(((item, element) for item, element in found if element is not None), None)

    def style_of(self, owner: Element) -> str:
        """Return the id of the style that a paragraph (w:p) or run (w:r) names, else of the default paragraph style.

        "" for a run that names none that the file has.
        """
        prefix = local(owner)
        # Word shows what names a style that is not there in the default one.
        named = value(owner, f"{prefix}Pr/{prefix}Style") or ""
        if named in self.by_id:
            return named
        return self.default() if prefix == "p" else ""

    def levels(self, owner: Element) -> Iterator[Element]:
        """Return what speaks of a paragraph or run, the nearest first: itself, its style, and what that is based on."""
        yield owner
        yield from (self.by_id[id] for id in self.chain(self.style_of(owner)))

    def said(self, paragraph: Element, name: str) -> Element | None:
        """Return what the nearest level says as `name` in its pPr; None where no level says it."""
        found = (level.find(f"{W}pPr/{W}{name}") for level in self.levels(paragraph))
        return next((item for item in found if item is not None), None)

    def names(self, id: str) -> list[str]:
        """Return the names of a style and of those that it is based on, in lower case, the nearest first."""
        return [name_of(self.by_id[item]).lower() for item in self.chain(id)]

    def paragraph_format(self, style: str, paragraph: Element | None = None) -> ParagraphFormat:
        """Return the format of a paragraph in this style: its own over that of its list, its styles and the defaults.

        Without a paragraph, that of the style.
        """
        levels = [paragraph_properties(self.defaults("pPr"))]
        for id in reversed(self.chain(style)):
            said = paragraph_properties(self.by_id[id].find(f"{W}pPr"))
            if "list" in said and "level" not in said:
                said["level"] = self.lists.level_of(said["list"], id)
            levels.append(said)
        levels.append(paragraph_properties(None if paragraph is None else paragraph.find(f"{W}pPr")))
        # The indent of a list comes just below the level that asks for the list (ISO/IEC 29500-1, 17.7.2).
        asking = max((place for place, said in enumerate(levels) if "list" in said), default=-1)
        merged: Properties = {}
        for place, said in enumerate(levels):
            if place == asking:
                used = self.lists.by_id.get(said["list"])
                level = used.levels.get((merged | said).get("level") or 0) if used else None
                merged = over(merged, paragraph_properties(None if level is None else level.element.find(f"{W}pPr")))
            merged = over(merged, said)
        if merged.get("list") == "0":  # taken out of the list of its style
            merged["list"] = ""
        return ParagraphFormat(**merged)

    def run_format(self, style: str | None, run: Element | None = None) -> RunFormat:
        """Return the format of a run in a paragraph of this style; of the style alone without one."""
        properties = None if run is None else run.find(f"{W}rPr")
        key = (style, value(properties, "rStyle"))
        if key not in self._formats:
            merged = run_properties(self.defaults("rPr"), self.theme)
            # A character style stands over the style of the paragraph (17.7.2).
            for name in key:
                for id in reversed(self.chain(name)):
                    merged = merged | run_properties(self.by_id[id].find(f"{W}rPr"), self.theme)
            self._formats[key] = merged
        return RunFormat(**(self._formats[key] | run_properties(properties, self.theme)))
