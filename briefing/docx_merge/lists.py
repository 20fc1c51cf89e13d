"""The lists of one file: what counts its paragraphs."""

from __future__ import annotations

from briefing.ooxml.package import Package
from briefing.ooxml.xml import Element, W, parent, qname, setting

_NOT_SAID = frozenset(f"{W}{name}" for name in ("nsid", "tmpl", "name", "styleLink", "numStyleLink", "pStyle"))


class Lists:
    """numbering.xml, to be looked up by the ids of lists (numId); empty if the file has none."""

    def __init__(self, package: Package) -> None:
        self.part = package.part("numbering")
        self.root = package.tree(self.part) if self.part else None
        roots = [] if self.root is None else [self.root]
        self.uses = {item.get(f"{W}numId", ""): item for root in roots for item in root.iter(f"{W}num")}
        kinds = [item for root in roots for item in root.iter(f"{W}abstractNum")]
        self._kinds = {item.get(f"{W}abstractNumId", ""): item for item in kinds}
        self._linked = {setting(item, "styleLink"): item for item in kinds if setting(item, "styleLink")}

    def kind(self, number: str) -> Element | None:
        """The definition (abstractNum) by which the list counts; None if there is none."""
        use = self.uses.get(number)
        found = self._kinds.get(setting(use, "abstractNumId")) if use is not None else None
        link = "" if found is None else setting(found, "numStyleLink")
        return self._linked.get(link, found)

    def level(self, use: Element) -> str:
        """The level at which a style's numPr counts: that which it says, or the one that names the style."""
        if said := setting(use, "ilvl"):
            return said
        style = parent(parent(use)).get(f"{W}styleId")
        kind = self.kind(setting(use, "numId"))
        levels = [] if kind is None else [item for item in kind.iter(f"{W}lvl") if setting(item, "pStyle") == style]
        return str(levels[0].get(f"{W}ilvl")) if levels else "0"

    def said(self, use: Element) -> str:
        """What the numPr of a style stands for."""
        number = setting(use, "numId")
        kind, overrides = self.kind(number), self.uses.get(number)
        if kind is None:
            return ""
        levels = [_text(item) for item in kind.iter(f"{W}lvl")]
        own = [] if overrides is None else [_text(item) for item in overrides.iter(f"{W}lvlOverride")]
        return f"{setting(use, 'ilvl') or '0'}{levels}{own}"


def _text(level: Element) -> str:
    """A level without its ties to styles and what only tells programs apart."""
    inside = [_text(item) for item in level if isinstance(item.tag, str) and item.tag not in _NOT_SAID]
    own = sorted((key, value) for key, value in level.attrib.items() if key.startswith(W) and key != f"{W}tplc")
    return f"{qname(level)}{own}{inside}"
