"""Figures and the captions that figures and tables have: 图1　…, 表1　…, numbered by fields of Word."""

from __future__ import annotations

from dataclasses import replace

from briefing.model.document import ChartSpec, Figure, Picture, Runs
from briefing.ooxml.length import Mm
from briefing.ooxml.markup import UNPRINTABLE, bookmark, escape, field, run
from briefing.render.word.inline import runs
from briefing.render.word.shell.style_names import StyleName
from briefing.render.word.shell.type_area import NARROWEST, TypeArea
from briefing.render.word.writing_context import WritingContext, caption_bookmark
from briefing.wording.charts import course

BESIDE = Mm(25)
"""What the caption of a picture and a note need of a page; a page of 225 mm has 200 for the picture."""

SMALLEST = Mm(60)
"""The width of a column in which a chart, drawn for 80 mm, can still be read: its type of 9 points has 7 there."""

_PNG = b"\x89PNG\r\n\x1a\n"


def figure(block: Figure, context: WritingContext) -> str:
    """Return a picture at its size in print."""
    picture = _in_column(context.pictures.get(block.key), context.shell.area)
    if problem := _unfit(block.alt, picture, context.shell.area):
        context.problem(*problem, key=context.labels[block.key])
    if picture is None or problem:
        return ""
    shown = drawing(picture, context.labels[block.key], block.alt, context)
    above = context.paragraph(StyleName.PICTURE, shown, keep=True)
    below = caption(context, StyleName.FIGURE_CAPTION, block.key, block.caption, keep=bool(block.notes))
    return above + below + notes(context, StyleName.FIGURE_NOTE, block.notes)


def sparkline(row: Runs, key: str, chart: ChartSpec, name: str, context: WritingContext) -> str:
    """Return the picture called `name` of the course of a row, whose first cell is `row`, in a line of text."""
    picture, alt = _in_column(context.pictures.get(key), context.shell.area), course(row, chart)
    if problem := _unfit(alt, picture, context.shell.area):
        context.problem(*problem, key=alt)
    return drawing(picture, name, alt, context) if picture and not problem else ""


def _in_column(picture: Picture | None, area: TypeArea) -> Picture | None:
    """Return a picture as it stands in a column that is narrower than charts are drawn: made smaller, but readable."""
    if picture is None or not SMALLEST.mm <= area.room < picture.width_mm == NARROWEST.mm:
        return picture
    height = picture.height_mm * area.room // picture.width_mm
    return replace(picture, width_mm=area.room, height_mm=height)


def _unfit(alt: str, picture: Picture | None, area: TypeArea) -> tuple[str, str] | None:
    """Return why Word cannot show a picture and what to do, in Chinese; None if it can."""
    if picture is None:
        return "图没有画出来。", "请再运行一次。"
    if not picture.png.startswith(_PNG) or b"IEND" not in picture.png[-12:]:
        return "图的文件不是完整的 PNG。", "请再运行一次。"
    if not alt.strip() or UNPRINTABLE.search(alt):
        return "图没有可用的替代文字，读屏软件读不出它。", "请检查图的标题和数据里的文字。"
    if not 0 < picture.width_mm <= area.room:
        what, more = ("正文每栏", "改为一栏，或") if area.columns > 1 else ("版心", "")
        said = f"图宽 {picture.width_mm} mm，版式文件的{what}只有 {area.width.mm:.0f} mm 宽，放不下。"
        return said, f"请{more}加大纸张或减小页边距。"
    room = int((area.height - BESIDE).mm)
    if not 0 < picture.height_mm <= room:
        said = f"图高 {picture.height_mm} mm，版式文件的一页连同图题、图注只放得下 {room} mm 高的图。"
        return said, "请把图分成几幅或减少图中的项目，也可以加大纸张、减小页边距。"
    return None


def drawing(picture: Picture, name: str, alt: str, context: WritingContext) -> str:
    """Return a picture in a line of text, with its name and alternative text."""
    number = context.next_id()
    relation = f"rIdPicture{number}"
    context.media[relation] = picture.png
    size = f'cx="{Mm(picture.width_mm)}" cy="{Mm(picture.height_mm)}"'
    about = f'id="{number}" name="{name}" descr="{escape(alt)}"'
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr {about}/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f"<pic:nvPicPr><pic:cNvPr {about}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def caption(context: WritingContext, style: StyleName, key: str, text: Runs, *, keep: bool = False) -> str:
    """Return the caption of the figure or table `key`; its 图1 or 表1 can be pointed to."""
    label = context.labels[key]
    word, number = label[0], label[1:]
    numbered = run(word) + field(f"SEQ {word} \\* ARABIC", number)
    marked = bookmark(caption_bookmark(label), context.next_id(), numbered)
    return context.paragraph(style, marked + (run("　") + runs(text, context) if text else ""), keep=keep)


def notes(context: WritingContext, style: StyleName, texts: tuple[Runs, ...]) -> str:
    """Return the notes below a figure or table; none parts from the next."""
    return "".join(
        context.paragraph(style, runs(text, context), keep=number < len(texts)) for number, text in enumerate(texts, 1)
    )
