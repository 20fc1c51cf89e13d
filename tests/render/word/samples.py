"""Small documents, and Word files read back."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from decimal import Decimal

from lxml import etree

from briefing.errors import Problem
from briefing.model.document import (
    Assets,
    Block,
    ChartSpec,
    Document,
    Figure,
    Heading,
    Items,
    Mark,
    Meta,
    Note,
    PageBreak,
    Panel,
    Paragraph,
    Picture,
    Reference,
    References,
    Run,
    RunKind,
    Runs,
    Table,
)
from briefing.model.layout import Layout
from briefing.model.walk import drawings
from briefing.ooxml.xml import NAMESPACES, Element, W
from briefing.render.word.make_shell import shell
from briefing.render.word.writer import render_docx

SHELL = shell()
STANDALONE = Layout()
SIZES: dict[type, tuple[int, int]] = {Figure: (150, 80), Table: (22, 5)}
"""The sizes of pictures in mm, by the block that they are of."""
META = Meta(
    title="三地政务服务比较",
    name="营商环境工作简报",
    issue="第12期",
    number="12",
    office="某市营商环境办",
    date="2026年1月5日",
    subject="政务服务",
    keywords=("武汉", "政务服务"),
)


def text(words: str) -> Runs:
    return (Run(words),)


def cite(source: str = "daily") -> Run:
    return Run("［1］", ref=source, kind=RunKind.CITE)


def cross(key: str, label: str) -> Run:
    return Run(label, ref=key, kind=RunKind.CROSS)


def table(**rest: object) -> Table:
    fields: dict[str, object] = {
        "key": "pairs",
        "caption": text("三地对照"),
        "header": (text("指标"), text("武汉市"), text("三门峡市")),
        "rows": ((text("即办件"), text("54.3"), text("未披露")), (text("时限"), text("0.5"), text("4"))),
        "widths": (3, 2, 2),
        "align": ("left", "right", "center"),
        "unit": "%",
        "notes": (text("注：未披露表示来源没有提到。"),),
    }
    return Table(**(fields | rest))  # type: ignore[arg-type]


def figure(key: str = "trend", notes: tuple[Runs, ...] = ()) -> Figure:
    return Figure(key, text("时限的变化"), ChartSpec("bars", "时限", ()), "柱形图：由6.5降至4.0", notes)


def courses(*rows: str) -> tuple[ChartSpec, ...]:
    """A sparkline for each row: its sign for each year, “-” for a gap."""
    return tuple(
        ChartSpec("sparkline", "", (Panel(tuple(_year(at, sign, row) for at, sign in enumerate(row))),)) for row in rows
    )


def _year(at: int, sign: str, row: str) -> Mark:
    return Mark(f"{2019 + at}年", None if sign == "-" else Decimal(sign), "未收录" if sign == "-" else f"{sign}项", row)


def sources() -> References:
    return References((Reference(1, "daily", "《湖北日报》2021年12月8日第6版", (1, 3)),))


def picture(width: int = 150, height: int = 80) -> Picture:
    """A white picture of one pixel for each millimetre."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    pixels = zlib.compress(b"".join(b"\0" + b"\xff" * width for _ in range(height)))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    return Picture(png, b"", width, height)


def pictures_of(blocks: tuple[Block, ...]) -> Assets:
    """A picture of the usual size for everything that is drawn of the blocks."""
    return {key: picture(*SIZES[type(block)]) for block in blocks for key, _ in drawings(block)}


def every_block() -> tuple[Block, ...]:
    """One of each kind of block, and of each kind of run."""
    return (
        Paragraph(text("编者按：供参考。"), role="lead"),
        Heading(1, text("总体情况")),
        Paragraph(
            (Run("总体判断。", strong=True), Run("下降38.5%"), cite(), Run("，见"), cross("pairs", "表1"), Run("。"))
        ),
        Heading(2, text("武汉市")),
        Items((text("推行一事联办；"), text("推行一网通办。"))),
        Items((text("先办；"), text("后补。")), ordered=True),
        table(sparklines=courses("531", "-2-")),
        Heading(3, text("变化")),
        Paragraph((Run("见"), cross("trend", "图1"), Run("。"))),
        figure(notes=text_rows("数据来源：湖北日报。")),
        Note(text("口径不同，不宜直接相比。")),
        PageBreak(),
        Heading(1, text("资料来源"), numbered=False),
        sources(),
        Paragraph(text("报：市委、市政府。"), role="closing"),
    )


def wide(key: str = "wide", **rest: object) -> Table:
    """A table of nine columns."""
    cells = tuple(text(f"值{number}") for number in range(9))
    fields: dict[str, object] = {"header": cells, "rows": (cells,) * 3, "widths": (), "align": (), "notes": ()}
    return table(key=key, **(fields | rest))


def without_styles(base: bytes, *names: str) -> bytes:
    """The shell as one has it that knows nothing of these styles."""

    def change(have: dict[str, bytes]) -> dict[str, bytes]:
        root = etree.fromstring(have["word/styles.xml"])
        for style in find(root, "w:style"):
            if value(style, "w:name/@w:val") in names:
                root.remove(style)
        return have | {"word/styles.xml": etree.tostring(root)}

    return rezipped(base, change)


def text_rows(*rows: str) -> tuple[Runs, ...]:
    return tuple(text(row) for row in rows)


def document(*blocks: Block, meta: Meta = META) -> Document:
    return Document(meta, blocks)


def rendered(
    *blocks: Block,
    meta: Meta = META,
    pictures: Assets | None = None,
    base: bytes = SHELL,
    layout: Layout = STANDALONE,
    warnings: list[Problem] | None = None,
) -> bytes:
    """The blocks as a Word file; `warnings` takes what the writer warns of."""
    warn = ([] if warnings is None else warnings).append
    return render_docx(
        document(*blocks, meta=meta), pictures_of(blocks) if pictures is None else pictures, base, layout, warn=warn
    )


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def part(data: bytes, name: str = "word/document.xml") -> Element:
    return etree.fromstring(parts(data)[name])


def find(root: Element, path: str) -> list[Element]:
    return list(root.xpath(path, namespaces=NAMESPACES))


def value(root: Element, path: str) -> str:
    """The text of the first thing that the path finds; "" if it finds none."""
    return str(root.xpath(f"string({path})", namespaces=NAMESPACES))


def style_names(data: bytes) -> dict[str, str]:
    """The name of each style by its id."""
    return {
        style.get(f"{W}styleId"): style.find(f"{W}name").get(f"{W}val")
        for style in part(data, "word/styles.xml").iter(f"{W}style")
    }


def lines(data: bytes) -> list[tuple[str, str]]:
    """Every paragraph of the text as the name of its style and its words (numbers that Word gives are not words)."""
    names = style_names(data)
    return [
        (names[item.find(f"{W}pPr/{W}pStyle").get(f"{W}val")], "".join(find(item, ".//w:t/text()")))
        for item in part(data).iter(f"{W}p")
    ]


def rezipped(data: bytes, change: Callable[[dict[str, bytes]], Mapping[str, bytes]]) -> bytes:
    """The file with its parts changed, as a person or another program might have."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in change(parts(data)).items():
            archive.writestr(name, content)
    return target.getvalue()


def replaced(data: bytes, name: str, old: str, new: str, count: int = -1) -> bytes:
    """The file with `old` written `new` in one part, up to `count` times; it must be there."""

    def change(have: dict[str, bytes]) -> Mapping[str, bytes]:
        content = have[name].decode()
        assert old in content
        return have | {name: content.replace(old, new, count).encode()}

    return rezipped(data, change)
