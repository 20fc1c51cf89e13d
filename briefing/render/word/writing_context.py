"""What the block functions share while one document is written: names, numbers, pictures, problems."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from briefing.errors import Location, Problem, Severity
from briefing.model.document import Assets, Block, Contents, Document, Heading, Reference, References, RunKind, Runs
from briefing.model.layout import Layout
from briefing.model.numbering import heading_labels, numbers
from briefing.ooxml import markup
from briefing.ooxml.length import Length
from briefing.render.word.annex import without_unused
from briefing.render.word.shell.borrowed_styles import borrowed_id
from briefing.render.word.shell.opening import Shell
from briefing.render.word.shell.style_names import StyleName

_BOOKMARKS = {"图": "_RefFigure", "表": "_RefTable"}
EXCERPT = 20


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A heading: its level from 1, its number (“” for none) and text, and the name by which it can be pointed to."""

    level: int
    label: str
    text: str
    bookmark: str


@dataclass(frozen=True, slots=True)
class Outline:
    """All headings in order; `levels`: how deep a table of contents goes, 0 if the document has none."""

    entries: tuple[OutlineEntry, ...]
    levels: int


@dataclass(slots=True)
class WritingContext:
    """The state of writing one document as Word.

    `blocks`: what is written; `labels`: 图1, 表1 by key; `sources`: the listed sources by id; `outline`: the headings,
    `pages` those on which they stand, by bookmark, None if not known; `media`: the pictures used, by relationship id;
    `lists`: the ids of the ordered lists; `footnotes`: the sources noted so far, in the order of their notes;
    `borrowed`: the styles that the shell lacks; `unnumbered`: the id of the list that shows no number, 0 while none is
    needed; `new_page`: the next paragraph starts a page; `keep`: what is written stays
    with what follows; `foot`: what is written stands at the foot of the page, as wide as this; `has_landscape`: some
    pages are landscape; `headings`: how many have been written; `used`: how many ids have been given out.
    """

    blocks: tuple[Block, ...]
    shell: Shell
    layout: Layout
    pictures: Assets
    labels: Mapping[str, str]
    sources: Mapping[str, Reference]
    outline: Outline
    pages: Mapping[str, int] | None = None
    media: dict[str, bytes] = field(default_factory=dict)
    lists: list[int] = field(default_factory=list)
    lists_below: dict[int, bool] = field(default_factory=dict)
    footnotes: list[Reference] = field(default_factory=list)
    borrowed: set[StyleName] = field(default_factory=set)
    unnumbered: int = 0
    new_page: bool = False
    keep: bool = False
    foot: Length | None = None
    has_landscape: bool = False
    headings: int = 0
    problems: list[Problem] = field(default_factory=list)
    used: int = 0

    def next_id(self) -> int:
        """Return an id that no bookmark, drawing, list or picture has, in the document or in its shell."""
        self.used += 1
        return self.shell.last_id + self.used

    def without_number(self) -> int | None:
        """Return the list for headings that are not numbered although their style is.

        None if no heading of the shell is. Word itself writes the list 0, which is defined nowhere and which some
        checkers take for damage.
        """
        if self.shell.heading_list and not self.unnumbered:
            self.unnumbered = self.next_id()
        return self.unnumbered or None

    def problem(self, message: str, hint: str, key: str | None = None) -> None:
        """Note something that Word cannot express; nothing is written then."""
        self.problems.append(Problem(message, location=Location(key=key), hint=hint))

    def warning(self, message: str, hint: str) -> None:
        """Note something that a person should know of; the file is written."""
        self.problems.append(Problem(message, hint=hint, severity=Severity.WARNING))

    def style_id(self, style: StyleName) -> str:
        """Return the id that the shell gives the style, or that it gets with a style that it lacks."""
        if style not in self.shell.styles:
            self.borrowed.add(style)
        return self.shell.styles.get(style) or borrowed_id(style)

    def run(self, text: str, style: str = "") -> str:
        """Return a run; characters that no XML file can hold are a problem."""
        if found := markup.UNPRINTABLE.search(text):
            excerpt = markup.UNPRINTABLE.sub("□", text)[:EXCERPT]
            self.problem(
                f"文字里有 Word 文件不能容纳的控制字符 U+{ord(found[0]):04X}：“{excerpt}”。", "请从数据或模板中删去。"
            )
            return ""
        return markup.run(text, style)

    def paragraph(
        self,
        style: StyleName,
        content: str,
        *,
        keep: bool = False,
        number: int | None = None,
        level: int = 0,
        right: Length | None = None,
    ) -> str:
        """Return a paragraph in one of the shell's styles; the first one after a page break starts a page."""
        new_page, self.new_page = self.new_page, False
        keep = keep or self.keep
        return markup.paragraph(
            self.style_id(style),
            content,
            keep=keep,
            new_page=new_page,
            number=number,
            level=level,
            right=right,
            foot=self.foot,
        )


def start(
    document: Document, pictures: Assets, shell: Shell, layout: Layout, pages: Mapping[str, int] | None = None
) -> WritingContext:
    """Return the context of a document not yet written, with all that references may point to."""
    entries = [entry for block in document.blocks if isinstance(block, References) for entry in block.entries]
    sources = {entry.source: entry for entry in entries}
    left = without_unused(document, layout)
    context = WritingContext(
        left.blocks,
        shell,
        layout,
        pictures,
        numbers(left.blocks),
        sources,
        _outline(left, numbered=bool(shell.heading_list)),
        pages,
    )
    if len({entry.number for entry in entries}) < len(entries) or len(context.sources) < len(entries):
        context.problem("资料来源的条目或序号有重复。", "同一来源只列一次，序号不重复。")
    return context


def _outline(document: Document, *, numbered: bool = True) -> Outline:
    """Return the headings of a document and the depth of its tables of contents; `numbered`: the shell numbers them."""
    levels = max((block.levels for block in document.blocks if isinstance(block, Contents)), default=0)
    labels = heading_labels(document) if levels and numbered else {}
    headings = [(index, block) for index, block in enumerate(document.blocks) if isinstance(block, Heading)]
    entries = tuple(
        OutlineEntry(block.level, labels.get(index, ""), plain(block.runs), f"_Toc{ordinal:08d}")
        for ordinal, (index, block) in enumerate(headings, start=1)
    )
    return Outline(entries, levels)


def plain(content: Runs) -> str:
    """Return the text of a row of runs, without its marks of reference: for names and properties."""
    return "".join(item.text for item in content if item.kind is not RunKind.CITE)


def caption_bookmark(label: str) -> str:
    """Return the name under which 图1 or 表1 can be pointed to."""
    return _BOOKMARKS[label[0]] + label[1:]


def source_bookmark(number: int) -> str:
    """Return the name under which an entry of the list of sources can be pointed to."""
    return f"_RefSource{number}"
