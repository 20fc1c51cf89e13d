"""What a person changed between two Word files, each change once: words, places, paragraphs, form, comments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby, pairwise

from briefing.conformance.paragraph import OfficialParagraph
from briefing.conformance.word_file import Section
from briefing.ooxml.formats import RunFormat
from briefing.trace.alignment import PassageLink, links
from briefing.trace.passages import Comment, Passage, PassageKind, WordText


class ChangeKind(StrEnum):
    """What was done; those from SPLIT on leave the words as they were."""

    REWORDED = "改写"
    ADDED = "增加"
    DELETED = "删去"
    MOVED = "移动"
    MOVED_REWORDED = "移动并改写"
    SPLIT = "分段"
    JOINED = "并段"
    FORM = "格式"
    PAGE = "页面"
    COMMENT = "批注"


_MARGINS = {"top": "上", "bottom": "下", "left": "左", "right": "右"}
IN_FORM = (ChangeKind.SPLIT, ChangeKind.JOINED, ChangeKind.FORM, ChangeKind.PAGE, ChangeKind.COMMENT)
"""Changes that are listed apart from those of the text."""


SHIFTED = 0.25
"""By how many characters a first line must stand elsewhere for its indent to be another."""
STAYED = 4
"""Signs in a row that a reworded passage has kept, from which on their form is compared."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change: the passages of the first file, () where something was added, and of the second, () where deleted.

    `note` tells of a change of form or page what it is, of a comment what it says; these two have no passages.
    """

    kind: ChangeKind
    before: tuple[Passage, ...]
    after: tuple[Passage, ...]
    note: str = ""


def changes(before: WordText, after: WordText) -> tuple[Change, ...]:
    """Return what was changed, in the order of the second file: of the text, then of form, of pages, of comments."""
    one, other = before.passages, after.passages
    linked = _in_order(
        links(
            [passage.key for passage in one],
            [passage.key for passage in other],
            ([passage.kind for passage in one], [passage.kind for passage in other]),
        )
    )
    return (
        *_columns(_of_text(linked, one, other)),
        *_of_paragraphs(linked, one, other),
        *_of_form(linked, one, other),
        *_of_pages(before.sections, after.sections),
        *_of_comments(before.comments, after.comments),
    )


def _in_order(found: Iterable[PassageLink]) -> list[PassageLink]:
    """Return the links in the order of the second file; what was deleted comes behind what it stood behind."""
    at = {i: link.after[0] for link in found if link.after and not link.moved for i in link.before}

    def place(link: PassageLink) -> tuple[float, int]:
        if link.after:
            return link.after[0], 0
        last = max((i for i in at if i < link.before[0]), default=None)
        return (-1 if last is None else at[last]) + 0.5, link.before[0]

    return sorted(found, key=place)


def _of_text(linked: Sequence[PassageLink], one: Sequence[Passage], other: Sequence[Passage]) -> Iterator[Change]:
    """Yield what was reworded, added, deleted or moved; what was added, deleted or moved together is one change."""
    begun: Change | None = None
    last: PassageLink | None = None
    for link in linked:
        made = _change(link, one, other)
        if begun and made and last and _goes_on(last, link, begun, made):
            begun = replace(begun, before=begun.before + made.before, after=begun.after + made.after)
        else:
            yield from [begun] if begun else ()
            begun = made
        last = link
    yield from [begun] if begun else ()


def _change(link: PassageLink, one: Sequence[Passage], other: Sequence[Passage]) -> Change | None:
    """Return what a link says was changed in the text, None where nothing was."""
    before, after = tuple(one[i] for i in link.before), tuple(other[j] for j in link.after)
    if not before or not after:
        return Change(ChangeKind.ADDED if after else ChangeKind.DELETED, before, after)
    same = "".join(item.key for item in before) == "".join(item.key for item in after)
    if link.moved:
        return Change(ChangeKind.MOVED if same else ChangeKind.MOVED_REWORDED, before, after)
    if same and len({item.block for item in before}) == len({item.block for item in after}):
        return None  # as before, or a stop at its end that was one before
    if same:
        return Change(ChangeKind.SPLIT if len(after) > len(before) else ChangeKind.JOINED, before, after)
    return Change(ChangeKind.REWORDED, before, after)


def _columns(found: Iterable[Change]) -> Iterator[Change]:
    """Yield the changes; where the rows of a table gained or lost one column, the cells of that column as one."""
    for table, group in groupby(found, key=_table_of):
        held = list(group)
        column = _column(held) if table and len(held) > 1 else None
        yield from [column] if column else held


def _column(rows: Sequence[Change]) -> Change | None:
    """Return the column that all these rows gained or lost; None where they did not change alike."""
    added = len(rows[0].after[0].cells) > len(rows[0].before[0].cells)
    pairs = [(item.after[0].cells, item.before[0].cells)[:: 1 if added else -1] for item in rows]
    for at in range(len(pairs[0][0])):
        without = ([cell.key for cell in (*wide[:at], *wide[at + 1 :])] for wide, _ in pairs)
        if all(keys == [cell.key for cell in narrow] for keys, (_, narrow) in zip(without, pairs, strict=True)):
            cells = tuple(wide[at] for wide, _ in pairs)
            return Change(ChangeKind.ADDED, (), cells) if added else Change(ChangeKind.DELETED, cells, ())
    return None


def _table_of(change: Change) -> tuple[int, int] | None:
    """Return the table that a reworded row stands in, before and after; None for any other change."""
    rows = (*change.before, *change.after)
    one_row = change.kind is ChangeKind.REWORDED and [item.kind for item in rows] == [PassageKind.ROW] * 2
    return (rows[0].block, rows[1].block) if one_row and len(rows[0].cells) != len(rows[1].cells) else None


def _goes_on(last: PassageLink, link: PassageLink, begun: Change, made: Change) -> bool:
    """Return whether a change goes on with what was begun: the same was done to what stands next in one block."""
    if begun.kind is not made.kind or begun.kind not in (ChangeKind.ADDED, ChangeKind.DELETED, ChangeKind.MOVED):
        return False
    follows = all(
        not (ours and theirs) or ours[-1] + 1 == theirs[0]
        for ours, theirs in ((last.before, link.before), (last.after, link.after))
    )
    if begun.kind is ChangeKind.MOVED:
        return follows
    sides = zip((*begun.before, *begun.after)[-1:], (*made.before, *made.after)[:1], strict=True)
    return follows and all(a.block == b.block for a, b in sides)


def _of_paragraphs(linked: Sequence[PassageLink], one: Sequence[Passage], other: Sequence[Passage]) -> Iterator[Change]:
    """Yield where a paragraph was cut in two between two sentences, or two were joined."""
    for first, second in pairwise(link for link in linked if link.before and link.after and not link.moved):
        i, next_i, j, next_j = first.before[-1], second.before[0], first.after[-1], second.after[0]
        if {PassageKind.SENTENCE} != {one[i].kind, one[next_i].kind, other[j].kind, other[next_j].kind}:
            continue
        was, now = one[i].block == one[next_i].block, other[j].block == other[next_j].block
        if was is not now:
            kind = ChangeKind.SPLIT if was else ChangeKind.JOINED
            yield Change(kind, (one[i], one[next_i]), (other[j], other[next_j]))


def _of_form(linked: Sequence[PassageLink], one: Sequence[Passage], other: Sequence[Passage]) -> Iterator[Change]:
    """Yield what looks otherwise, in words that stayed; what changed alike and stands together is one change."""
    pairs = (
        (one[link.before[0]], other[link.after[0]]) if len(link.before) == len(link.after) == 1 else None
        for link in linked
    )
    for note, group in groupby(pairs, key=lambda pair: _form(*pair) if pair else ""):
        if note:
            held = [pair for pair in group if pair]
            yield Change(ChangeKind.FORM, tuple(was for was, _ in held), tuple(now for _, now in held), note)


def _form(before: Passage, after: Passage) -> str:
    """Return in what a passage looks otherwise: “加粗“104项””, "" where in nothing."""
    said = []
    spans: dict[str, list[int]] = {}
    same = SequenceMatcher(None, before.text, after.text, False).get_matching_blocks()
    stayed = [
        (before.formats[block.a + step], after.formats[block.b + step], block.b + step)
        for block in same
        for step in range(block.size if block.size >= STAYED or before.key == after.key else 0)
        if after.text[block.b + step].strip()
    ]
    for was, now, at in stayed:
        for name in _looks(was, now) if was and now else ():
            spans.setdefault(name, []).append(at)
    shown = sum(was is not None for was, _, _ in stayed)
    for name, places in spans.items():
        part = "" if len(places) >= shown else f"“{after.text[places[0] : places[-1] + 1]}”"
        said.append(name + part)
    if before.paragraph and after.paragraph:
        said += _layout(before.paragraph, after.paragraph)
    return "、".join(said)


def _layout(was: OfficialParagraph, now: OfficialParagraph) -> Iterator[str]:
    """Yield in what a paragraph stands otherwise on the page."""
    old, new = was.layout, now.layout
    if (old.align or "left") != (new.align or "left"):
        yield "对齐方式"
    if (was.real and was.level) != (now.real and now.level):
        yield "标题级别"
    if bool(was.label) is not bool(now.label):
        yield "加自动编号" if now.label else "取消自动编号"
    starts = old.start(was.main.size) - new.start(now.main.size), was.indent - now.indent
    if min(map(abs, starts)) > SHIFTED:  # blanks at its beginning may make up for an indent
        yield "缩进"
    if (old.rule, old.lines, round(old.pitch.pt)) != (new.rule, new.lines, round(new.pitch.pt)):
        yield "行距"
    if was.style[:1] != now.style[:1]:
        yield "段落样式"


_OF_THEMES = frozenset(
    ("ＭＳ 明朝", "ＭＳ ゴシック", "MS Mincho", "MS Gothic", "맑은 고딕", "新細明體", "游明朝", "游ゴシック Light")
)
"""Fonts that Office's themes have for other languages: LibreOffice writes their names where nobody has changed any."""


def _looks(was: RunFormat, now: RunFormat) -> Iterator[str]:
    for field, on, off in (
        ("bold", "加粗", "取消加粗"),
        ("italic", "改为斜体", "取消斜体"),
        ("strike", "加删除线", "取消删除线"),
        ("underline", "加下划线", "取消下划线"),
        ("highlight", "加底色", "取消底色"),
    ):
        old, new = getattr(was, field), getattr(now, field)
        if bool(old) is not bool(new):
            yield on if new else off
    if was.vertical != now.vertical:
        yield {"superscript": "设为上标", "subscript": "设为下标"}.get(now.vertical, "取消上下标")
    if was.size != now.size:
        yield f"字号由{was.size:g}磅改为{now.size:g}磅"
    if was.colour != now.colour:
        yield "改字的颜色"
    theme = was.themed is not now.themed and not _OF_THEMES.isdisjoint((was.east, now.east))
    if was.east != now.east and was.east and now.east and not theme:
        yield f"字体由{was.east}改为{now.east}"


def _of_pages(before: Sequence[Section], after: Sequence[Section]) -> Iterator[Change]:
    """Yield the sections whose pages are of another size or have other margins."""
    if len(before) != len(after):
        yield Change(ChangeKind.PAGE, (), (), f"分节由{len(before)}节改为{len(after)}节")
    for was, now in zip(before, after, strict=False):
        sizes = [tuple(round(side.mm) for side in (item.width, item.height)) for item in (was, now)]
        said = (
            [f"纸张由{'×'.join(map(str, sizes[0]))}毫米改为{'×'.join(map(str, sizes[1]))}毫米"]
            if sizes[0] != sizes[1]
            else []
        )
        for name, word in _MARGINS.items():
            old, new = (getattr(item, name).mm for item in (was, now))
            said += [f"{word}边距由{old:.0f}毫米改为{new:.0f}毫米"] if abs(old - new) >= 1 else []
        if said:
            where = f"第{now.number}节" if len(after) > 1 else ""
            yield Change(ChangeKind.PAGE, (), (), where + "，".join(said))


def _of_comments(before: Sequence[Comment], after: Sequence[Comment]) -> Iterator[Change]:
    """Yield comments that are new, and those that are gone."""
    was, now = (Counter((item.author, item.text) for item in held) for held in (before, after))
    for word, held, others in (("新增", after, was), ("删去", before, now)):
        left = Counter(others)
        for item in held:
            if left[item.author, item.text] > 0:
                left[item.author, item.text] -= 1
                continue
            by = f"{item.author}：" if item.author else ""
            about = f"（批在“{item.about}”）" if item.about else ""
            yield Change(ChangeKind.COMMENT, (), (), f"{word}批注：{by}{item.text}{about}")
