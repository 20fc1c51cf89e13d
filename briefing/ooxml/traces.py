"""What a Word file holds beside its text: codes of fields, marks of editing, paths on somebody's computer.

Each function takes its kind out of the file and returns how many there were.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from briefing.ooxml.accept import unwrap
from briefing.ooxml.fields import ABOUT_THE_FILE, WordField, fields, unlink
from briefing.ooxml.opc import TYPES
from briefing.ooxml.package import Package
from briefing.ooxml.xml import W14, Element, R, W, remove, remove_all

_STORIES = tuple(W + name for name in ("document", "hdr", "ftr", "footnotes", "endnotes"))
_IDS = re.compile(rf"{W}rsid\w*|{W14}(paraId|textId)")
_EDITING = (f"{W}rsid", f"{W}rsids", f"{W}proofErr", f"{W}proofState", "{*}docId")
_LOCAL = re.compile(r"\s*(file:|[A-Za-z]:[\\/]|[\\/]{2}[^\\/])", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+:", re.IGNORECASE)
"""What the address of a page or a mailbox begins with; C: has one letter."""
_FETCHING = ("DDEAUTO", "DDE", "INCLUDETEXT", "INCLUDEPICTURE", "INCLUDE", "IMPORT", "DATABASE", "LINK", "RD")
_CONCEALING = ("IF", "PRIVATE", "ADDIN", "FILLIN", "SET", "ASK", "SKIPIF", "NEXTIF", "COMPARE", "AUTOTEXTLIST")
_ENTRY = "TC"
"""Words for a table of contents of such words (TOC \\f), without which nobody sees them."""
_PAGES = ("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES")
_OF_CONTROLS = tuple(W + name for name in ("alias", "tag", "placeholder"))
_OF_FORMS = tuple(W + name for name in ("name", "helpText", "statusText", "default", "entryMacro", "exitMacro"))
_USED = ("image", "hyperlink", "oleObject", "package", "chart", "diagramData", "diagramLayout", "diagramQuickStyle",
         "diagramColors", "diagramDrawing", "control", "video", "audio", "media", "header", "footer")  # fmt: skip
"""Kinds of relations that count only where the text names their id."""


def stories(package: Package) -> Iterator[tuple[str, Element]]:
    """Yield the parts with text that prints, notes at the end as well."""
    return ((name, root) for name, root in package.trees.items() if root.tag in _STORIES)


def in_trees(package: Package, names: Iterable[str], take: Callable[[Element], int]) -> int:
    """Return the sum of what `take` returns for these parts; those for which it returns more than 0 have changed."""
    counts = {name: take(package.tree(name)) for name in names}
    package.changed |= {name for name, count in counts.items() if count}
    return sum(counts.values())


def in_stories(take: Callable[[Element], int]) -> Callable[[Package], int]:
    """Return what does `take` to every story."""
    return lambda package: in_trees(package, dict(stories(package)), take)


@in_stories
def data_bindings(root: Element) -> int:
    """What ties text to data in the file or marks it for other programs; the text itself stays."""
    ties = remove_all(root.iter("{*}dataBinding"))
    marked = list(root.iter(f"{W}customXml", f"{W}smartTag"))
    for item in marked:
        unwrap(item)
    return ties + len(marked)


@in_stories
def labels(root: Element) -> int:
    """What controls and fields of forms are called and say to who fills them in; what they show and offer stays."""
    names = [item for owner in root.iter(f"{W}sdtPr") for item in owner.iterchildren(*_OF_CONTROLS)]
    said = [item for owner in root.iter(f"{W}ffData") for item in owner.iter(*_OF_FORMS)]
    return remove_all((*names, *said))


@in_stories
def concealing_fields(root: Element) -> int:
    """Fields whose code holds what they do not show: the other branch, questions, values; what they show stays.

    Those that look at the number of the page stay, as they show something else on each.
    """
    codes = list(fields(root))
    entries = () if any(item.kind == "TOC" and "\\f" in item.switches for item in codes) else (_ENTRY,)
    concealing = (item for item in codes if item.kind in (*_CONCEALING, *entries))
    found = [item for item in concealing if not any(one.kind in _PAGES for one in item.nested)]
    set_ = {word for item in found if item.kind in ("SET", "ASK") for word in item.words[1:2]}
    for item in (*found, *(item for item in codes if item not in found and set_.intersection(item.words[:2]))):
        unlink(item)
    return len(found)


@in_stories
def pointing_fields(root: Element) -> int:
    """Fields that state something about the file or its author, or fetch from elsewhere; what they show stays.

    The path of the file (FILENAME \\p) goes as well.
    """
    found = [item for item in fields(root) if _points(item)]
    for item in found:
        if item.kind in ("FILENAME", "TEMPLATE") and "\\p" in item.switches:
            for text in item.results:
                text.text = ""
        unlink(item)
    return len(found)


def _points(item: WordField) -> bool:
    leads = item.kind == "HYPERLINK" and len(item.words) > 1 and not item.words[1].startswith("\\")
    return item.kind in (*ABOUT_THE_FILE, *_FETCHING) or (leads and is_local(item.words[1].strip('"')))


def is_local(target: str) -> bool:
    """Return whether an address leads to a computer or a network of its author's, and not to a page or a mailbox."""
    return bool(target) and not target.startswith("#") and (not _SCHEME.match(target) or bool(_LOCAL.match(target)))


def local_links(package: Package) -> int:
    """Links to files on somebody's computer, whose text stays, and the paths that pictures were inserted from."""
    count = 0
    for name, root in list(package.trees.items()):
        leading = {
            id: item
            for id, item in package.relations(name).items()
            if item.outside and item.short == "hyperlink" and is_local(item.target)
        }
        links = [item for item in root.iter() if leading.keys() & {item.get(f"{R}id"), item.get(f"{R}link")}]
        for item in links:
            (unwrap if item.tag == f"{W}hyperlink" else remove)(item)
        for relation in leading.values():
            package.unrelate(name, relation)
        paths = _paths(root) if name.startswith("word/") else 0
        if links or paths:
            package.changed.add(name)
        count += len(leading) + paths
    return count


def _paths(root: Element) -> int:
    """Paths in what describes a picture or a table, or is shown where the mouse rests on a link."""
    count = 0
    for item in root.iter("*"):
        for name, text in item.items():
            if _LOCAL.match(text):
                item.set(name, re.split(r"[\\/]", text)[-1] if name == "name" else "")
                count += 1
    return count


def bookmarks(package: Package) -> int:
    """Places that a person or Word has named and to which nothing in the file leads, or which lack an end.

    Those of headings, captions and sources (_Toc, _Ref) stay: their names say nothing.
    """
    roots = [root for _, root in stories(package)]
    codes = [item.code for root in roots for item in fields(root)]
    used = {word.casefold() for code in codes for word in re.findall(r"[^\W\d]\w*", code)}
    used |= {item.get(f"{W}anchor", "").casefold() for root in roots for item in root.iter(f"{W}hyperlink")}
    targets = [relation.target for name in package.trees for relation in package.relations(name).values()]
    used |= {target.partition("#")[2].casefold() for target in targets if target.startswith("#")}

    def take(root: Element) -> int:
        starts, ends = list(root.iter(f"{W}bookmarkStart")), list(root.iter(f"{W}bookmarkEnd"))
        names = {item.get(f"{W}id"): item.get(f"{W}name", "").casefold() for item in starts}
        kept = {id for id, name in names.items() if name in used or name.startswith(("_toc", "_ref"))}
        kept &= {item.get(f"{W}id") for item in ends}
        return remove_all(item for item in (*starts, *ends) if item.get(f"{W}id") not in kept)

    return in_stories(take)(package)


def editing_marks(package: Package) -> int:
    """Ids that tell what was written in one sitting and which files come from one another; marks of spelling."""
    return in_trees(package, list(package.trees), _editing_marks)


def _editing_marks(root: Element) -> int:
    marks = remove_all(root.iter(*_EDITING))
    ids = [(item, key) for item in root.iter() for key in item.attrib if _IDS.fullmatch(str(key))]
    for item, key in ids:
        del item.attrib[key]
    return marks + len(ids)


def unused(package: Package) -> int:
    """Notes, pictures and other parts that no place in the text refers to any more, such as those of deleted text."""
    count = 0
    for kind in ("footnote", "endnote"):
        used = {item.get(f"{W}id") for _, root in stories(package) for item in root.iter(f"{W}{kind}Reference")}

        def take(root: Element, kind: str = kind, used: set[str | None] = used) -> int:
            notes = root.iter(f"{W}{kind}")
            return remove_all(note for note in notes if not note.get(f"{W}type") and note.get(f"{W}id") not in used)

        count += in_trees(package, package.related(f"{kind}s"), take)
    for name in [name for name, _ in stories(package)]:
        named = {value for item in package.tree(name).iter() for value in item.attrib.values()}
        for id, relation in package.relations(name).items():
            if relation.short in _USED and id not in named:
                package.unrelate(name, relation)
    lost = [name for name in package.parts.keys() - reached(package) if not name.endswith(".rels")]
    for name in lost:
        package.drop(name)
    return count + len(lost)


def reached(package: Package) -> set[str]:
    """Return the parts to which relations lead from the file itself, and the one that declares their types."""
    found, following = {TYPES}, [""]
    while following:
        held = package.relations(following.pop()).values()
        new = {item.target for item in held if not item.outside} - found
        found |= new
        following += new
    return found
