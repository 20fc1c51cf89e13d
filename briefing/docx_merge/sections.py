"""Sections of the merged files: each keeps its pages, and none inherits headers or counts from the one before."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from briefing.ooxml.opc import Relationship
from briefing.ooxml.order import child_of, put, set_value
from briefing.ooxml.package import OFFICE, Package
from briefing.ooxml.xml import DECLARED, Element, R, W, append, child, fragment, local, remove_all, setting

_ROOTS = {"header": "hdr", "footer": "ftr"}
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_NO_ROOM = '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p>'
"""A line that takes no room: an empty header of one of Word's own lines could push the text down."""

_NOTE_KEYS = {"numFmt": "decimal", "numStart": "1", "numRestart": "continuous"}


def sections_of(body: Element) -> list[Element]:
    """Return the w:sectPr of a body in order; a body that has none at its end is given one."""
    if body.find(f"{W}sectPr") is None:
        append(body, f"{W}sectPr")
    return list(body.iter(f"{W}sectPr"))


def end_section(body: Element) -> None:
    """Move the last section of the body into its last paragraph, so that other sections can follow."""
    last = child(body, "sectPr")
    blocks = [item for item in body if item.tag in (f"{W}p", f"{W}tbl", f"{W}sdt", f"{W}customXml")]
    end = blocks[-1] if blocks else None
    if end is None or end.tag != f"{W}p" or end.find(f"{W}pPr/{W}sectPr") is not None:
        end = fragment(_NO_ROOM)
        last.addprevious(end)
    put(child_of(end, "pPr"), last)


def continue_page_numbers(sections: Sequence[Element]) -> None:
    """Have the sections of an annex begin on a new page, with page numbers that run on (GB/T 9704—2012, 7.3.7)."""
    for kind in sections[0].findall(f"{W}type"):
        sections[0].remove(kind)  # the default is nextPage
    for section in sections:
        remove_all(section.findall(f"{W}printerSettings"))
        for numbers in section.findall(f"{W}pgNumType"):
            numbers.attrib.pop(f"{W}start", None)


def reference(section: Element, kind: str, type_: str) -> Element | None:
    """Return the headerReference or footerReference of a section; None if it has none of that type."""
    found = section.iterfind(f"{W}{kind}Reference")
    return next((item for item in found if item.get(f"{W}type", "default") == type_), None)


def _refer(section: Element, kind: str, type_: str, relation: str) -> None:
    made = section.makeelement(f"{W}{kind}Reference", {f"{W}type": type_, f"{R}id": relation})
    same = section.findall(f"{W}{kind}Reference")
    if same:
        same[-1].addnext(made)
    else:
        section.insert(len(section.findall(f"{W}headerReference")), made)


def same_on_even_pages(sections: Sequence[Element]) -> None:
    """Give even pages the headers of odd ones, for a file in which they did not differ by side."""
    for section in sections:
        for kind in _ROOTS:
            if (old := reference(section, kind, "even")) is not None:
                section.remove(old)
            if (default := reference(section, kind, "default")) is not None:
                _refer(section, kind, "even", default.get(f"{R}id", ""))


def block_inheritance(target: Package, before: Sequence[Element], sections: Sequence[Element]) -> None:
    """Give the first section of an annex empty headers and footers where it would else inherit those before it."""
    for kind in _ROOTS:
        for type_ in ("default", "first", "even"):
            had = any(reference(section, kind, type_) is not None for section in before)
            if had and reference(sections[0], kind, type_) is None:
                _refer(sections[0], kind, type_, _empty_story(target, kind))


def _empty_story(target: Package, kind: str) -> str:
    """Return the id of the relation to a header or footer with nothing in it; all sections share one."""
    content = f"<w:{_ROOTS[kind]} {DECLARED}>{_NO_ROOM}</w:{_ROOTS[kind]}>".encode()
    name = next((name for name, have in target.parts.items() if have == content), "")
    if not name:
        name = target.free(f"word/{kind}1.xml")
        target.add(name, content, f"{_WORD}{kind}+xml")
    return target.relate(target.main, Relationship(f"{OFFICE}/{kind}", name))


def restart_footnotes(sections: Sequence[Element], own: Element | None, merged: Element | None, *, anew: bool) -> None:
    """Have the footnotes of an annex keep their form and, where `anew`, begin again with it.

    `own` and `merged` are the w:footnotePr in the settings of the annex and of the merged file. A section that does not
    begin again states so, as LibreOffice goes by the last one for the whole file.
    """
    for section in sections:
        stated = section.find(f"{W}footnotePr")
        for key, default in _NOTE_KEYS.items():
            wanted = setting(stated, key) or setting(own, key) or default
            begins = anew and key == "numRestart" and wanted == "continuous"
            if begins and section is sections[0]:
                wanted = "eachSect"
            if begins or wanted != (setting(stated, key) or setting(merged, key) or default):
                set_value(child_of(section, "footnotePr"), key, wanted)


def end_footnote_restart(body: Element) -> None:
    """End a file whose last section restarts footnotes with a section that does not, and that takes no room.

    LibreOffice goes by the last section, and would restart with each heading, or leave marks out.
    """
    last = child(body, "sectPr")
    if setting(last.find(f"{W}footnotePr"), "numRestart") != "eachSect":
        return
    end_section(body)
    end = deepcopy(last)
    remove_all(item for item in end if local(item) in ("headerReference", "footerReference", "titlePg"))
    set_value(end, "type", "continuous")
    set_value(child_of(end, "footnotePr"), "numRestart", "continuous")
    body.append(fragment(_NO_ROOM))
    body.append(end)
