"""Codes of fields (TOC, PAGEREF, SEQ), changed for a file that is put into another."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Mapping

from briefing.docx_merge.style_map import heading_level
from briefing.ooxml.fields import ABOUT_THE_FILE, TOKEN, WordField, fields, unlink
from briefing.ooxml.xml import Element, W

_TO_BOOKMARKS = ("REF", "PAGEREF", "NOTEREF", "FTNREF", "GOTOBUTTON", "SEQ")


def with_bookmarks(code: str, names: Mapping[str, str]) -> str:
    """Return a code with bookmarks under their new names; `names` maps the old ones in lower case to them."""
    words = list(TOKEN.finditer(code))
    kind = words[0][0].upper() if words else ""
    made = code
    # From the end, so that what stands before keeps its place.
    for before, word in reversed(list(itertools.pairwise(words))):
        bare = word[0].strip('"')
        switch = {"HYPERLINK": "\\l", "TOC": "\\b", "INDEX": "\\b"}.get(kind)
        points = before[0].lower() == switch if switch else kind in _TO_BOOKMARKS and not word[0].startswith("\\")
        if points and bare.casefold() in names:
            made = made[: word.start()] + word[0].replace(bare, names[bare.casefold()]) + made[word.end() :]
    return made


def restart_captions(root: Element) -> None:
    """Have the first number of each kind of caption be 1 when Word updates fields; what is shown stays."""
    position = {element: number for number, element in enumerate(root.iter(f"{W}fldChar", f"{W}fldSimple"))}
    seen = set()
    for item in sorted(fields(root), key=lambda item: position[item.start]):
        words = item.words
        if item.kind == "SEQ" and len(words) > 1 and words[1].casefold() not in seen:
            seen.add(words[1].casefold())
            if "\\r" not in item.switches:
                item.rewrite(lambda code: f"{code.rstrip()} \\r 1 ")


def unlimited_tocs(root: Element) -> list[WordField]:
    """Return the tables of contents that take in the whole text, not only a bookmark."""
    return [item for item in fields(root) if item.kind == "TOC" and "\\b" not in item.switches]


def limit_tocs(tocs: Iterable[WordField], bookmark: str) -> None:
    """Have tables of contents take in no more than a bookmark."""
    for item in tocs:
        item.rewrite(lambda code: f"{code.rstrip()} \\b {bookmark} ")


def rename_styles(root: Element, names: Mapping[str, str]) -> None:
    """Have fields name styles by their new names; `names` maps the old ones in lower case to them."""
    for item in fields(root):
        if item.kind == "TOC":
            item.rewrite(lambda code: _toc_with_styles(code, names))
        elif item.kind == "STYLEREF" and len(item.words) > 1:
            word = item.words[1]
            old = word.strip('"')
            if new := names.get(f"heading {old}" if old.isdigit() else old.casefold()):
                item.rewrite(_replacing(word, f'"{new}"'))


def _replacing(old: str, new: str) -> Callable[[str], str]:
    return lambda code: code.replace(old, new, 1)


def _toc_with_styles(code: str, names: Mapping[str, str]) -> str:
    """Word's \\o "1-3" lists its own headings only, \\t "name,1" any style."""
    words = TOKEN.findall(code)
    after = {before.lower(): word for before, word in itertools.pairwise(words)}
    if listed := after.get("\\t", ""):
        parts = [names.get(part.casefold(), part) for part in listed.strip('"').split(",")]
        code = code.replace(listed, f'"{",".join(parts)}"', 1)
    if "\\o" in after or words[-1].lower() == "\\o":
        found = re.fullmatch(r'"?(\d)-(\d)"?', after.get("\\o", ""))
        first, last = (int(found[1]), int(found[2])) if found else (1, 9)
        more = [f"{names[old]},{heading_level(old)}" for old in names if first <= heading_level(old) <= last]
        code = f'{code.rstrip()} \\t "{",".join(more)}" ' if more else code
    return code


def freeze_file_fields(root: Element) -> None:
    """Replace fields that state something about their file by what they show: the merged file is another."""
    for item in [item for item in fields(root) if item.kind in ABOUT_THE_FILE]:
        unlink(item)
