"""Figures: the picture in a line of its own, its caption and notes below."""

from __future__ import annotations

from briefing.errors import Place, Problem
from briefing.model.document import Figure, Picture
from briefing.render.word.captions import caption
from briefing.render.word.draft import Draft
from briefing.render.word.inline import runs
from briefing.render.word.looks import Look
from briefing.render.word.markup import UNPRINTABLE, escape
from briefing.render.word.tables import last_but

EMU = 36_000
"""English metric units in a millimetre."""

MAX_HEIGHT = 200
"""Millimetres: what a page of 225 mm leaves for a picture when its caption and a note stand with it."""

TOLERANCE = 0.5  # millimetres; Word keeps margins in twentieths of a point
TWIP = 25.4 / 1440
_PNG = b"\x89PNG\r\n\x1a\n"


def figure(block: Figure, draft: Draft) -> str:
    """A picture at its size in print."""
    picture = draft.pictures.get(block.key)
    if problem := _unfit(block, picture):
        draft.problem(problem, "请检查这幅图的数据和画法。", key=block.key)
    if picture is None or problem or _too_wide(picture, draft):
        return ""
    above = draft.paragraph(Look.PICTURE, _drawing(block, picture, draft), keep=True)
    below = caption(draft, Look.FIGURE_CAPTION, block.key, block.caption, keep=bool(block.notes))
    notes = [
        draft.paragraph(Look.FIGURE_NOTE, runs(note, draft), keep=last_but(index, block.notes))
        for index, note in enumerate(block.notes)
    ]
    return above + below + "".join(notes)


def _too_wide(picture: Picture, draft: Draft) -> bool:
    """Whether the shell's pages are too narrow for the picture, which is told once: all charts are of one width."""
    width = draft.shell.text_width * TWIP
    if picture.width_mm <= width + TOLERANCE:
        return False
    message = f"版心宽 {width:.0f} mm，放不下 {picture.width_mm} mm 宽的图。"
    hint = f"请在 Word 的“布局—页边距”里把左右页边距改小，使版心宽 {picture.width_mm} mm。"
    problem = Problem(message, Place(draft.shell.file), hint)
    draft.problems += [] if problem in draft.problems else [problem]
    return True


def _unfit(block: Figure, picture: Picture | None) -> str:
    """Why Word cannot show the figure, in Chinese; “” if it can."""
    if picture is None:
        return "图没有画出来。"
    if not picture.png.startswith(_PNG) or b"IEND" not in picture.png[-12:]:
        return "图的文件不是完整的 PNG。"
    if not block.alt.strip() or UNPRINTABLE.search(block.alt):
        return "图没有可用的替代文字，读屏软件读不出它。"
    if not (picture.width_mm > 0 and 0 < picture.height_mm <= MAX_HEIGHT):
        return f"图宽 {picture.width_mm} mm、高 {picture.height_mm} mm，一页最高放 {MAX_HEIGHT} mm。"
    return ""


def _drawing(block: Figure, picture: Picture, draft: Draft) -> str:
    number = draft.next_id()
    relation = f"rIdPicture{number}"
    draft.media[relation] = picture.png
    size = f'cx="{picture.width_mm * EMU}" cy="{picture.height_mm * EMU}"'
    about = f'id="{number}" name="{draft.labels[block.key]}" descr="{escape(block.alt)}"'
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr {about}/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f"<pic:nvPicPr><pic:cNvPr {about}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
