"""A shell in lines, as its author sees it: paper and margins, the look of each style, each paragraph with its tags."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.ooxml.formats import ParagraphFormat, RunFormat
from briefing.ooxml.length import Twips
from briefing.ooxml.package import Package
from briefing.ooxml.paragraphs import ParagraphReader, WordParagraph
from briefing.ooxml.xml import W, local, number, value
from briefing.render.word.shell.style_names import StyleName

_SIDES = {"center": "居中", "right": "右", "end": "右", "both": "两端", "distribute": "分散"}
_MARGINS = {"top": "上", "bottom": "下", "left": "左", "right": "右", "header": "页眉", "footer": "页脚"}


def shell_lines(data: bytes, file: str = "") -> list[str]:
    """Return what a shell looks like, in Chinese, a line for each thing; BriefingError where it cannot be opened."""
    package = Package.open(data, file, noun="版式文件")
    return [*_pages(package), *_styles(package), *_paragraphs(package)]


def _pages(package: Package) -> Iterator[str]:
    for index, section in enumerate(package.tree(package.main).iter(f"{W}sectPr"), 1):
        size = "×".join(_mm(value(section, "pgSz", side)) for side in ("w", "h"))
        margins = "，".join(f"{said} {_mm(value(section, 'pgMar', side))}" for side, said in _MARGINS.items())
        yield f"第 {index} 节：纸张 {size} 毫米；边距（毫米）：{margins}"


def _styles(package: Package) -> Iterator[str]:
    """Yield the look of each style that the program uses, and of those that a paragraph of the shell has."""
    reader = ParagraphReader(package)
    sheet = reader.styles
    for style in StyleName:
        id = sheet.id_of(style.value, style.kind)
        if id and style.kind != "table":
            layout = f"；{_layout(sheet.paragraph_format(id))}" if style.kind == "paragraph" else ""
            yield f"样式“{style.shown}”：{_font(sheet.run_format(id))}{layout}"


def _paragraphs(package: Package) -> Iterator[str]:
    reader = ParagraphReader(package)
    found = list(reader.document())
    for name in package.stories():
        if name != package.main:
            root = package.tree(name)
            found += reader.part(root, {"hdr": "页眉", "ftr": "页脚"}.get(local(root), "脚注"))
    for paragraph in found:
        if paragraph.text.strip() or paragraph.pictures or paragraph.fields:
            yield _paragraph(paragraph)


def _paragraph(paragraph: WordParagraph) -> str:
    place = paragraph.position
    inside = place.part or (f"表 {place.table} 第 {place.row} 行第 {place.column} 格" if place.table else "正文")
    held = [f"图片 {paragraph.pictures} 幅"] if paragraph.pictures else []
    held += ["页码"] if "PAGE" in paragraph.fields else []
    look = f"{_font(paragraph.main)}；{_layout(paragraph.layout)}"
    return f"{inside}“{' '.join(paragraph.shown.split())}”{'、'.join(held)}：样式 {paragraph.style[0]}；{look}"


def _font(look: RunFormat) -> str:
    fonts = "、".join(dict.fromkeys(filter(None, (look.east, look.latin)))) or "默认字体"
    more = [
        *(["加粗"] if look.bold else []),
        *([f"颜色 {look.colour}"] if look.colour not in ("auto", "000000") else []),
    ]
    return "，".join([f"{fonts} {look.size:g} 磅", *more])


def _layout(look: ParagraphFormat) -> str:
    spacing = f"{look.lines:g} 倍" if look.rule == "auto" else f"{look.pitch.pt:g} 磅"
    first = f"{look.first_chars:g} 字" if look.first_chars else f"{look.first.mm:.0f} 毫米"
    said = [f"对齐 {_SIDES.get(look.align, '左')}", f"行距 {spacing}"]
    said += [f"首行缩进 {first}"] if look.first_chars or look.first else []
    said += [f"左缩进 {look.left.mm:.0f} 毫米"] if look.left else []
    said += [f"段前 {look.before.pt:g} 磅"] if look.before else []
    return "，".join(said)


def _mm(twips: str | None) -> str:
    return f"{Twips(number(twips)).mm:.0f}"
