"""The styles of a Word file: found by id and by name, followed down to what they rest on (ISO/IEC 29500-1, 17.7)."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.ooxml.xml import Element, W, local, value

_TRUE = ("1", "true", "on")
PARAGRAPH, CHARACTER, TABLE, NUMBERING = "paragraph", "character", "table", "numbering"


def name_of(style: Element) -> str:
    """Return the name of a style inside the file, "" if it has none; Word shows built-in ones in its own language."""
    return value(style, "name") or ""


def kind_of(style: Element) -> str:
    """Return paragraph, character, table or numbering."""
    return style.get(f"{W}type", PARAGRAPH)


class StyleSheet:
    """The styles of one file. Ids are whatever the program that wrote it made up; only names can be relied on."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.by_id = {style.get(f"{W}styleId", ""): style for style in root.iter(f"{W}style")}

    def find(self, name: str, kind: str = PARAGRAPH) -> Element | None:
        """Return the style of that name and kind, without regard to case, as Word compares them; None if none is."""
        wanted = (kind, name.lower())
        styles = self.by_id.values()
        return next((style for style in styles if (kind_of(style), name_of(style).lower()) == wanted), None)

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

    def style_of(self, owner: Element) -> str:
        """Return the id of the style that a paragraph (w:p) or run (w:r) names, else of the default paragraph style.

        "" for a run that names none that the file has.
        """
        prefix = local(owner)
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
