"""Sections of the parts, one after the other: each keeps its pages, and none takes over what was before it."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from briefing.ooxml.opc import Relation
from briefing.ooxml.order import child_of, put, set_value
from briefing.ooxml.package import OFFICE, Package
from briefing.ooxml.xml import DECLARED, Element, R, W, append, child, fragment, local, setting

_KINDS = ("header", "footer")
_TYPES = ("default", "first", "even")
_ROOTS = {"header": "hdr", "footer": "ftr"}
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_THIN = '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p>'
"""A line that takes no room: an empty header of one of Word's own lines could push the text down."""

_NOTE_KEYS = {"numFmt": "decimal", "numStart": "1", "numRestart": "continuous"}


def sections_of(body: Element) -> list[Element]:
    """The sections (sectPr) of a body in order; one that has none at its end is given one."""
    if body.find(f"{W}sectPr") is None:
        append(body, f"{W}sectPr")
    return list(body.iter(f"{W}sectPr"))


def close(body: Element) -> None:
    """Makes the last section of the body that of its last paragraph, so that others can follow."""
    last = child(body, "sectPr")
    blocks = [item for item in body if item.tag in (f"{W}p", f"{W}tbl", f"{W}sdt", f"{W}customXml")]
    end = blocks[-1] if blocks else None
    if end is None or end.tag != f"{W}p" or end.find(f"{W}pPr/{W}sectPr") is not None:
        end = fragment(_THIN)
        last.addprevious(end)
    put(child_of(end, "pPr"), last)


def continue_pages(sections: Sequence[Element]) -> None:
    """Has the sections of an annex begin on a new page, and count pages on from what is before (GB/T 9704, 7.3.7)."""
    for kind in sections[0].findall(f"{W}type"):
        sections[0].remove(kind)  # nextPage is what holds then
    for section in sections:
        for gone in section.findall(f"{W}printerSettings"):
            section.remove(gone)
        for numbers in section.findall(f"{W}pgNumType"):
            numbers.attrib.pop(f"{W}start", None)


def reference(section: Element, kind: str, type_: str) -> Element | None:
    """The headerReference or footerReference of a section; None if it has none of that type."""
    found = (item for item in section.findall(f"{W}{kind}Reference") if item.get(f"{W}type", "default") == type_)
    return next(found, None)


def _refer(section: Element, kind: str, type_: str, relation: str) -> None:
    made = section.makeelement(f"{W}{kind}Reference", {f"{W}type": type_, f"{R}id": relation})
    same = section.findall(f"{W}{kind}Reference")
    if same:
        same[-1].addnext(made)
    else:
        section.insert(len(section.findall(f"{W}headerReference")), made)


def same_on_even_pages(sections: Sequence[Element]) -> None:
    """Gives even pages what the others have, for a file in which headers did not differ by side."""
    for section in sections:
        for kind in _KINDS:
            if (old := reference(section, kind, "even")) is not None:
                section.remove(old)
            if (default := reference(section, kind, "default")) is not None:
                _refer(section, kind, "even", default.get(f"{R}id", ""))


def stand_alone(target: Package, before: Sequence[Element], sections: Sequence[Element]) -> None:
    """Gives the first section of an annex empty headers and footers where it would else take over those before it."""
    for kind in _KINDS:
        for type_ in _TYPES:
            had = any(reference(section, kind, type_) is not None for section in before)
            if had and reference(sections[0], kind, type_) is None:
                _refer(sections[0], kind, type_, _empty(target, kind))


def _empty(target: Package, kind: str) -> str:
    """The relation of a header or footer with nothing in it; all share one."""
    root = _ROOTS[kind]
    content = f"<w:{root} {DECLARED}>{_THIN.format('')}</w:{root}>".encode()
    name = next((name for name, have in target.parts.items() if have == content), "")
    if not name:
        name = target.free(f"word/{kind}1.xml")
        target.add(name, content, f"{_WORD}{kind}+xml")
    return target.relate(target.main, Relation(f"{OFFICE}/{kind}", name))


def count_notes(sections: Sequence[Element], own: Element | None, others: Element | None, *, anew: bool) -> None:
    """Has the footnotes of an annex keep their form and, `anew`, begin again with it.

    `own`, `others`: what the settings of the annex and of the joined file say of footnotes. A section that does not
    begin again says so, as LibreOffice goes by the last one for the whole file.
    """
    for section in sections:
        said = section.find(f"{W}footnotePr")
        for key, default in _NOTE_KEYS.items():
            wanted = setting(said, key) or setting(own, key) or default
            begins = anew and key == "numRestart" and wanted == "continuous"
            if begins and section is sections[0]:
                wanted = "eachSect"
            if begins or wanted != (setting(said, key) or setting(others, key) or default):
                set_value(child_of(section, "footnotePr"), key, wanted)


def end_counting(body: Element) -> None:
    """Ends a file whose last section begins its footnotes again with one that does not, and that takes no room.

    LibreOffice goes by the last section, and would begin again with each heading, or leave marks out.
    """
    last = child(body, "sectPr")
    if setting(last.find(f"{W}footnotePr"), "numRestart") != "eachSect":
        return
    close(body)
    end = deepcopy(last)
    for gone in [item for item in end if local(item) in ("headerReference", "footerReference", "titlePg")]:
        end.remove(gone)
    set_value(end, "type", "continuous")
    set_value(child_of(end, "footnotePr"), "numRestart", "continuous")
    body.append(fragment(_THIN))
    body.append(end)
