"""The briefing as a tree of blocks, before it is Word or Markdown.

Inline there is one type, `Run`. Writers hold one small function for each block and report what they cannot express.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from briefing.errors import Problem


class RunKind(StrEnum):
    """What a run is: text, text that a person set (手填), a mark of a source, or a reference to a figure or table."""

    TEXT = "text"
    GIVEN = "given"
    CITE = "cite"
    CROSS = "cross"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text.

    `ref`: for TEXT the id of the fact (or, with a leading "=", of the derived figure) that the text prints, None if it
    prints none; for GIVEN the name of what was set; for CITE the id of the source; for CROSS the key of the figure or
    table.
    """

    text: str
    strong: bool = False
    ref: str | None = None
    kind: RunKind = RunKind.TEXT


Runs = tuple[Run, ...]

FOOT_ROLES = ("closing", "cc", "imprint")
"""What stands at the foot of the last page: 报尾, 抄送, and 印发机关 with 印发日期 (GB/T 9704—2012, 7.4)."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the highest below the title. `numbered`: writers put 一、（一）1.（1） before it."""

    level: int
    runs: Runs
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A body paragraph.

    `role` names a named style of the shell: body, lead (按语), addressee (主送机关) or one of `FOOT_ROLES`.
    """

    runs: Runs
    role: str = "body"


@dataclass(frozen=True, slots=True)
class Items:
    """A list; each item is one paragraph. `ordered` items are numbered 1. 2. 3. by the writer.

    `below` holds the list under each item, None under one without, () where no item has any; such a list has none
    below itself, and is numbered （1）（2）（3）.
    """

    items: tuple[Runs, ...]
    ordered: bool = False
    below: tuple[Items | None, ...] = ()

    @property
    def with_below(self) -> Iterator[tuple[Runs, Items | None]]:
        """Yield each item with the list under it."""
        return zip(self.items, self.below or (None,) * len(self.items), strict=True)


@dataclass(frozen=True, slots=True)
class Table:
    """A captioned table.

    `key` names it for cross-references; `widths` are relative column widths; `unit` stands at the right above
    (“” for none); `notes` stand below, one a line. The first row is `header`. `sparklines` are the courses of the
    rows, one for each, drawn in a last column of their own; () for none. One with fewer than two values is not drawn.
    """

    key: str
    caption: Runs
    header: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]
    widths: tuple[int, ...] = ()
    align: tuple[str, ...] = ()
    unit: str = ""
    notes: tuple[Runs, ...] = ()
    sparklines: tuple[ChartSpec, ...] = ()


COURSE = "走势"
"""What stands above the sparklines of a table."""
NO_COURSE = "—"
"""What stands in place of one."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing a chart draws: a bar, a point, a cell. `value` None is drawn as `text` (未收录), never as zero.

    `label` is its place on the category axis, `group` the series (a city's name) it is coloured by; `text` is what is
    printed at it; `ref` as in Run; `derived` marks a computed figure (推算); `breaks` says that it measures something
    else than what comes before it in its series, to which no line leads.
    """

    label: str
    value: Decimal | None
    text: str
    group: str = ""
    ref: str | None = None
    derived: bool = False
    breaks: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """One pair of axes: its own title and unit, and its marks in drawing order.

    `ranks`: the values are places in a ranking, of which 1 is the best.
    """

    marks: tuple[Mark, ...]
    title: str = ""
    unit: str = ""
    ranks: bool = False


MOST_ROWS = 24
"""Bars that a chart may have: more do not fit a page."""
NAMED_LINES = 10
"""Lines of which all are named at their ends; of more those on top, at the bottom and the one that stands out are."""


class TooMany(Problem):
    """Why a chart is not drawn that fewer cities or indicators would allow."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """All that a drawing needs, in words and Decimals. `kind` is a name from the chart room's table of kinds.

    `colours` (#rrggbb) are those of the `groups`, () where nothing is told apart by colour, or their order gives them.
    `even`: whether no group stands out, in kinds where the first does.
    """

    kind: str
    title: str
    panels: tuple[Panel, ...]
    notes: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    colours: tuple[str, ...] = ()
    even: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn chart: PNG bytes for Word, SVG bytes for the web (b"" if not asked for), and its size in print."""

    png: bytes
    svg: bytes
    width_mm: int
    height_mm: int


PHOTO = "照片"
"""The kind of a chart that is none: what is shown is a picture that somebody took."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A captioned chart. `alt` is the alternative text, composed from the same facts as the drawing.

    `photo` is shown in place of a chart of the kind `PHOTO`; None for every other.
    """

    key: str
    caption: Runs
    chart: ChartSpec
    alt: str
    notes: tuple[Runs, ...] = ()
    photo: Picture | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A remark in smaller type: a limit of the data, a reason for what is not compared."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents, where the template puts it: the headings down to level `levels`.

    It stands only in a briefing of `least` pages or more, as `model/length.py` estimates them; 0 for in every one.
    """

    levels: int = 2
    least: int = 0


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page."""


@dataclass(frozen=True, slots=True)
class Reference:
    """One entry of the list of sources, numbered by first mention; `paragraphs` are those that were cited."""

    number: int
    source: str
    text: str
    paragraphs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class References:
    """The list of sources, where the template puts it.

    More sources than `most`, 0 for any number, are told in a line, without marks in the text.
    """

    entries: tuple[Reference, ...]
    most: int = 0


@dataclass(frozen=True, slots=True)
class Attachments:
    """附件说明 (GB/T 9704—2012, 7.3.4): the names of the attachments in their order, numbered if there are several."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """署名 and 成文日期. `sealed`: a seal goes over them (7.3.5.1), else none (7.3.5.2); `date` as it is printed."""

    office: str
    date: str
    sealed: bool = False


Block = (
    Heading | Paragraph | Items | Table | Figure | Note | Contents | PageBreak | References | Attachments | Signature
)


@dataclass(frozen=True, slots=True)
class Meta:
    """What stands around the body.

    `lines` is the title broken where its sense allows, () if it fits one line; `number` and `total` are those of the
    `issue` alone, "" for none; `fields` holds the template's own
    parameters for the shell, such as 抄送.
    """

    title: str
    lines: tuple[str, ...] = ()
    name: str = ""
    issue: str = ""
    number: str = ""
    total: str = ""
    office: str = ""
    date: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Derived:
    """A computed figure as printed: `id` begins with "="; `formula` in Chinese; `inputs` are fact ids."""

    id: str
    text: str
    unit: str
    formula: str
    inputs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FilledShell:
    """What the tags of the office's file print: the numbers of its pieces as they come, and the values between them.

    A piece that is repeated comes again, one that is left out does not come. `source` is the SHA-256 of the file that
    was numbered. Empty where the file has no tags but names, which print what is in `Meta`. `names` are all tags that
    are names alone, None where it was not read.
    """

    source: str = ""
    pieces: tuple[int | Runs, ...] = ()
    names: tuple[str, ...] | None = None

    @property
    def runs(self) -> Iterator[Run]:
        """Return what the tags print, in the order of the file's parts."""
        return (run for runs in self.pieces if isinstance(runs, tuple) for run in runs)


@dataclass(frozen=True, slots=True)
class Document:
    """A whole briefing. `derived` holds every computed figure that the runs and charts refer to.

    `findings` are the sentences that matter most (要点), of figures that the blocks print, without marks of reference:
    for what carries the briefing. `shell` is what the tags of the office's file print. All of it is plain values, which
    can be pickled and compared.
    """

    meta: Meta
    blocks: tuple[Block, ...]
    derived: tuple[Derived, ...] = ()
    findings: tuple[Runs, ...] = ()
    shell: FilledShell = FilledShell()


Assets = Mapping[str, Picture]
"""Pictures by the `key` of their Figure, or that which `walk.sparklines` gives the one in the row of a table."""
