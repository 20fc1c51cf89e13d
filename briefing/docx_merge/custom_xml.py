"""Stores of an annex (customXml) in the joined file, and what is bound to them."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Iterator

from briefing.docx_merge.copying import Copier
from briefing.ooxml.opc import Relation
from briefing.ooxml.package import Package
from briefing.ooxml.xml import Element, remove

_STORE = "{http://schemas.openxmlformats.org/officeDocument/2006/customXml}"
_ID = f"{_STORE}itemID"


def bring_stores(target: Package, copier: Copier, stories: Iterable[Element]) -> None:
    """Copies the stores of an annex that the joined file has not yet, and has what is bound follow.

    What is bound to a store that is no part of the annex, such as the properties of the file, keeps what it shows.
    """
    have = {number.casefold(): content for number, content, *_ in _stores(target)}
    new: dict[str, str] = {}
    for number, content, name, said in list(_stores(copier.source)):
        key = number.casefold()
        new[key] = number
        if key in have and have[key] != content:
            new[key] = f"{{{uuid.uuid5(uuid.NAMESPACE_OID, number + hashlib.sha256(content).hexdigest())}}}".upper()
            copier.source.change(said).set(_ID, new[key])
        if have.get(new[key].casefold()) == content:
            continue
        have[new[key].casefold()] = content
        target.relate(target.main, next(copier.moved(item) for item in _items(copier.source) if item.target == name))
    for root in stories:
        for bound in list(root.iter("{*}dataBinding")):
            _bind(bound, new)


def _bind(bound: Element, new: dict[str, str]) -> None:
    key = next((key for key in bound.attrib if key.endswith("}storeItemID")), "")
    number = new.get(bound.get(key, "").casefold())
    remove(bound) if number is None else bound.set(key, number)


def _items(package: Package) -> Iterator[Relation]:
    return (item for item in package.relations(package.main).values() if item.short == "customXml")


def _stores(package: Package) -> Iterator[tuple[str, bytes, str, str]]:
    """Number, content, name of the part and of that with its properties, of each store that has a number."""
    for item in _items(package):
        properties = [
            found.target for found in package.relations(item.target).values() if found.short == "customXmlProps"
        ]
        for name in properties[:1]:
            if item.target in package.parts and name in package.parts:
                yield package.tree(name).get(_ID, ""), package.parts[item.target], item.target, name
