"""The page setup of a file's sections, and the footers that their pages show."""

from __future__ import annotations

from collections.abc import Mapping

from briefing.conformance.paragraph import OfficialParagraph
from briefing.conformance.word_file import Section
from briefing.ooxml.length import Length, Twips
from briefing.ooxml.package import Package
from briefing.ooxml.xml import Element, R, W, child, number, on, value

Footer = tuple[OfficialParagraph, ...] | None
_KINDS = {"default": "odd", "even": "even", "first": "first"}


def read_sections(package: Package, footers: Mapping[str, tuple[OfficialParagraph, ...]]) -> tuple[Section, ...]:
    """Return the sections in order, with the paragraphs of `footers`, which are by the names of their parts.

    A section without a footer of its own shows that of the one before.
    """
    body, relations = child(package.tree(package.main), "body"), package.relations(package.main)
    sections: list[Section] = []
    shown: dict[str, Footer] = dict.fromkeys(_KINDS.values())
    for properties in body.iter(f"{W}sectPr"):
        # What a revision has changed is kept in the file with what it was before.
        if next(properties.iterancestors(f"{W}sectPrChange"), None) is not None:
            continue  # kept only as what a revision has changed
        for reference in properties.iter(f"{W}footerReference"):
            kind = _KINDS.get(value(reference, name="type") or "default", "odd")
            relation = relations.get(reference.get(f"{R}id", ""))
            shown = shown | {kind: footers.get(relation.target) if relation else None}
        sections.append(_section(properties, len(sections) + 1, shown))
    if body.find(f"{W}sectPr") is None:  # what comes after the last break has no page setup of its own
        sections.append(_section(None, len(sections) + 1, shown))
    return tuple(sections)


def _section(properties: Element | None, index: int, footers: Mapping[str, Footer]) -> Section:
    def measure(path: str, name: str) -> Length:
        return Twips(number(value(properties, path, name)))

    return Section(
        number=index,
        width=measure("pgSz", "w"),
        height=measure("pgSz", "h"),
        # Word writes a negative margin where a header must not push the text down (17.6.11).
        top=Length(abs(measure("pgMar", "top"))),
        bottom=Length(abs(measure("pgMar", "bottom"))),
        left=Length(measure("pgMar", "left") + measure("pgMar", "gutter")),
        right=measure("pgMar", "right"),
        footer=measure("pgMar", "footer"),
        grid=value(properties, "docGrid", "type") or "",
        pitch=measure("docGrid", "linePitch"),
        character=number(value(properties, "docGrid", "charSpace")),
        title_page=properties is not None and on(properties.find(f"{W}titlePg")),
        odd=footers["odd"],
        even=footers["even"],
        first=footers["first"],
    )
