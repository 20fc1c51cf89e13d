"""Pictures that somebody took, made fit for print: turned upright, no finer than paper shows, and without what a
camera or a telephone writes into its files (where they were taken, when, with what)."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from briefing.charts import style
from briefing.errors import BriefingError, Location, Problem
from briefing.model.document import Picture
from briefing.text.files import read_file
from briefing.text.system_errors import cause

FORMS = {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG"}
"""What is taken, by the bytes that a file of it begins with."""
LARGEST = 20_000_000
"""Bytes of a file."""
PIXELS = 60_000_000
"""Pixels of a picture: it takes four bytes of memory for each."""
COARSEST = 100
"""Dots per inch of which a picture is printed at least: below, its dots are seen."""
NARROWEST, HIGHEST = 40, 150
"""How narrow and how high a picture may be in print, in mm."""


def photograph(path: Path, folder: Path) -> Picture:
    """Return the picture in a PNG or JPEG file that lies in `folder`, as wide as the text where it is fine enough.

    BriefingError for any other file, for one that is damaged or too large, and for a picture too small for print.
    """
    try:
        data = read_file(path, within=folder, most=LARGEST + 1)
    except OSError as error:
        raise BriefingError(Problem(f"图片不能读取：{cause(error)[0]}。", Location(str(path)))) from error
    if len(data) > LARGEST:
        raise _unfit(path, f"图片文件超过 {LARGEST // 1_000_000} MB。", "请用看图软件缩小后另存。")
    form = next((form for start, form in FORMS.items() if data.startswith(start)), None)
    if form is None:
        raise _unfit(path, "这不是 PNG 或 JPEG 图片。", "请用看图软件另存为 .jpg 或 .png；只改扩展名不行。")
    made = _upright(data, form)
    if isinstance(made, Picture):
        return made
    raise _unfit(path, *made)


def _unfit(path: Path, said: str, hint: str) -> BriefingError:
    return BriefingError(Problem(said, Location(str(path)), hint))


@lru_cache(maxsize=8)
def _upright(data: bytes, form: str) -> Picture | tuple[str, str]:
    """Return the picture of a file's bytes; else what is wrong with it and what to do."""
    from PIL import Image, ImageOps, UnidentifiedImageError  # noqa: PLC0415 - start-up time

    try:
        with Image.open(io.BytesIO(data), formats=[form]) as opened:
            if opened.width * opened.height > PIXELS:
                return f"图片有 {opened.width}×{opened.height} 像素，太大。", "请用看图软件缩小后另存。"
            turned = ImageOps.exif_transpose(opened).convert("RGBA")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return "图片文件已损坏，打不开。", "请换一份完好的。"
    paper = Image.new("RGBA", turned.size, "white")
    picture = Image.alpha_composite(paper, turned).convert("RGB")
    width = min(style.WIDTH, HIGHEST * picture.width / picture.height, picture.width * style.MM_PER_INCH / COARSEST)
    if width < NARROWEST:
        said = f"图片只有 {picture.width}×{picture.height} 像素，印出来看不清。"
        return said, f"宽至少要 {round(NARROWEST * COARSEST / style.MM_PER_INCH)} 像素，高不超过宽的三倍。"
    finest = round(width * style.DPI / style.MM_PER_INCH)
    if picture.width > finest:
        picture = picture.resize((finest, round(picture.height * finest / picture.width)), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=6, dpi=(style.DPI, style.DPI))
    return Picture(out.getvalue(), b"", round(width), round(width * picture.height / picture.width))


def fitted(photo: Picture, width: int) -> Picture:
    """Return the picture no wider than `width` in mm, in its proportions."""
    if photo.width_mm <= width:
        return photo
    return replace(photo, width_mm=width, height_mm=round(photo.height_mm * width / photo.width_mm))
