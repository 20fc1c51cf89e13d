"""The pages of a file's sections, and the footers that they show."""

from __future__ import annotations

from collections.abc import Mapping

from briefing.conformance.reading import Paragraph, Sheet
from briefing.ooxml.package import Package
from briefing.ooxml.xml import Element, R, W, number, on, value

Footer = tuple[Paragraph, ...] | None
_KINDS = {"default": "odd", "even": "even", "first": "first"}


def sheets_of(package: Package, footers: Mapping[str, tuple[Paragraph, ...]]) -> tuple[Sheet, ...]:
    """Return the page of each section, in order.

    A section without a footer of its own shows that of the one before. `footers`: by the names of their parts.
    """
    body, relations = package.tree(package.main)[0], package.relations(package.main)
    sheets: list[Sheet] = []
    inherited: dict[str, Footer] = dict.fromkeys(_KINDS.values())
    found = [item for item in body.iter(f"{W}sectPr") if not _replaced(item)]
    for place, section in enumerate(found, start=1):
        for reference in section.iter(f"{W}footerReference"):
            kind = _KINDS.get(value(reference, name="type") or "default", "odd")
            relation = relations.get(reference.get(f"{R}id", ""))
            inherited = inherited | {kind: footers.get(relation.target) if relation else None}
        sheets.append(_sheet(section, place, inherited))
    if body.find(f"{W}sectPr") is None:  # what comes after the last break has no page of its own
        sheets.append(_sheet(None, len(sheets) + 1, inherited))
    return tuple(sheets)


def _replaced(section: Element) -> bool:
    """Whether it is kept only as what a revision changed."""
    parent = section.getparent()
    return parent is not None and parent.tag == f"{W}sectPrChange"


def _sheet(section: Element | None, place: int, footers: Mapping[str, Footer]) -> Sheet:
    def measure(path: str, name: str) -> int:
        return number(value(section, path, name))

    return Sheet(
        number=place,
        width=measure("pgSz", "w"),
        height=measure("pgSz", "h"),
        top=abs(measure("pgMar", "top")),
        bottom=abs(measure("pgMar", "bottom")),
        left=measure("pgMar", "left") + measure("pgMar", "gutter"),
        right=measure("pgMar", "right"),
        footer=measure("pgMar", "footer"),
        grid=value(section, "docGrid", "type") or "",
        pitch=measure("docGrid", "linePitch"),
        character=measure("docGrid", "charSpace"),
        title_page=section is not None and on(section.find(f"{W}titlePg")),
        odd=footers["odd"],
        even=footers["even"],
        first=footers["first"],
    )
