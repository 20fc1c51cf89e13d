"""What an annex holds in parts that the merged file has one of (footnotes, fonts), and its custom XML."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Iterator
from copy import deepcopy

from briefing.docx_merge.copying import Copier, declaring
from briefing.ooxml.opc import Relationship
from briefing.ooxml.package import Package
from briefing.ooxml.xml import DECLARED, Element, R, W, append, attribute, parse, remove, remove_all
from briefing.render.word.footnotes import FOOTNOTES_TYPE, with_footnotes

_NO_FOOTNOTES = (
    f"<w:footnotes {DECLARED}>"
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
    "</w:footnotes>"
)
_FONTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"
_ITEM_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/customXml}itemID"


def merge_footnotes(target: Package, copier: Copier, stories: Iterable[Element]) -> None:
    """Add the footnotes that the text of an annex refers to, under free numbers; the separator lines stay single."""
    references = [item for root in stories for item in root.iter(f"{W}footnoteReference")]
    old = copier.source.part("footnotes")
    if not references or not old:
        return
    new = not target.part("footnotes")
    part = target.ensure("footnotes", "word/footnotes.xml", FOOTNOTES_TYPE, _NO_FOOTNOTES)
    source = copier.source.tree(old)
    target.put(part, declaring(target.tree(part), source))
    root = target.tree(part)
    notes = {item.get(f"{W}id"): item for item in source.iter(f"{W}footnote") if item.get(f"{W}type") in _TEXT_NOTES}
    # -1 and 0 are the two separator lines, by custom; text begins at 1.
    last = max((int(attribute(item, "id")) for item in root.iter(f"{W}footnote")), default=0)
    known = [item for item in references if item.get(f"{W}id") in notes]
    for count, reference in enumerate(known, start=max(last, 0) + 1):
        note = deepcopy(notes[reference.get(f"{W}id")])
        for owner in (note, reference):
            owner.set(f"{W}id", str(count))
        root.append(note)
        copier.relate([note], old, part)
    if new:
        _declare_separators(target)


_TEXT_NOTES = (None, "normal")


def _declare_separators(target: Package) -> None:
    """Have the settings list the lines between text and notes."""
    if not (name := target.part("settings")):
        return
    properties = target.tree(name).find(f"{W}footnotePr")
    if properties is None:
        target.put(name, parse(with_footnotes(target.content(name))))
    elif properties.find(f"{W}footnote") is None:
        target.changed.add(name)
        for id in ("-1", "0"):
            append(properties, f"{W}footnote", {f"{W}id": id})


def merge_fonts(target: Package, annex: Package) -> None:
    """List the fonts that only the annex names, with what a substitute is chosen by; embedded fonts stay behind."""
    if not (old := annex.part("fontTable")):
        return
    part = target.ensure("fontTable", "word/fontTable.xml", _FONTS_TYPE, f"<w:fonts {DECLARED}/>")
    have = {font.get(f"{W}name") for font in target.tree(part).iter(f"{W}font")}
    new = [deepcopy(font) for font in annex.tree(old).iter(f"{W}font") if font.get(f"{W}name") not in have]
    if new:
        target.put(part, declaring(target.tree(part), annex.tree(old)))
    for font in new:
        # Whether an embedded font may be passed on is a matter of its licence.
        remove_all(item for item in font if item.get(f"{R}id"))
        target.tree(part).append(font)


def merge_custom_xml(target: Package, copier: Copier, stories: Iterable[Element]) -> None:
    """Copy the custom XML of an annex that the merged file does not hold yet, and rebind the content controls to it.

    A control bound to what is no part of the annex, such as the properties of the file, keeps what it shows.
    """
    have = {id.casefold(): content for id, content, *_ in _custom_xml(target)}
    new: dict[str, str] = {}
    for id, content, item, properties in list(_custom_xml(copier.source)):
        key = id.casefold()
        new[key] = id
        if key in have and have[key] != content:
            new[key] = f"{{{uuid.uuid5(uuid.NAMESPACE_OID, id + hashlib.sha256(content).hexdigest())}}}".upper()
            copier.source.change(properties).set(_ITEM_ID, new[key])
        if have.get(new[key].casefold()) != content:
            have[new[key].casefold()] = content
            target.relate(target.main, copier.moved(item))
    for root in stories:
        for binding in list(root.iter("{*}dataBinding")):
            key = next((key for key in binding.attrib if key.endswith("}storeItemID")), "")
            id_ = new.get(binding.get(key, "").casefold())
            remove(binding) if id_ is None else binding.set(key, id_)


def _custom_xml(package: Package) -> Iterator[tuple[str, bytes, Relationship, str]]:
    """Id, content, relation and name of the properties part of each piece of custom XML that has an id."""
    for item in package.relations(package.main).values():
        if item.short == "customXml":
            for name in package.related("customXmlProps", item.target)[:1]:
                if item.target in package.parts:
                    yield package.tree(name).get(_ITEM_ID, ""), package.parts[item.target], item, name
