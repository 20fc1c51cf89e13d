"""One edition of the previewed briefing: all that is served of it, made before it is shown."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from briefing.charts import draw
from briefing.charts.style import WIDTH
from briefing.data.reader import read
from briefing.data.yaml_reader import YamlReader
from briefing.errors import BriefingError, Problem
from briefing.model.document import Assets, Document, Paragraph, Picture, Run
from briefing.model.request import Request
from briefing.model.template import Template
from briefing.pipeline import chart_width, draft, render
from briefing.preview.blocks import Image, write
from briefing.preview.letterhead import Frame
from briefing.preview.origins import Origin, origins
from briefing.render.word.letterhead import around

PIXELS_PER_MM = 96 / 25.4
"""CSS pixels (CSS Values 4, 6.2)."""

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KINDS = {"docx": WORD, "md": "text/markdown; charset=utf-8", "zip": "application/zip", "png": "image/png"}
"""Media types by the ending of a file."""

LINKS = {"docx": "/download/word", "md": "/download/markdown"}
"""Where the file of each format is served."""

_MARK = "（正文）"
"""Stands for the text while the shell is looked at."""

_WHOLE: Frame = ((), ())
"""Around a shell without a place for a text: all that it prints is among the blocks."""


@dataclass(frozen=True, slots=True)
class Served:
    """Bytes with their media type; `name` is the file's name where it is for downloading, else ""."""

    body: bytes
    kind: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """A briefing as it can be shown: its sheet as HTML, where its figures come from, by the ids of their elements,
    and pictures and downloads by path. `problems` are warnings, and errors that leave out a download.
    """

    title: str
    sheet: str
    origins: Mapping[str, Origin]
    files: Mapping[str, Served] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def make(request: Request) -> Edition:
    """The briefing that `request` asks for, as of now.

    UsageError for names that do not exist, BriefingError for problems in data or template; those of the shell are kept
    in the edition: the text is worth seeing without.
    """
    library = read(YamlReader(request.workspace / "data", request.cache), request.wanted, request.date)
    document, template, doubts = draft(library, request)
    cache = request.cache / "charts" if request.cache else None
    pictures = draw(document, cache, width=_chart_width(template, request))
    found = origins(document, library)
    ids = {ref: f"origin-{number}" for number, ref in enumerate(found, 1)}
    files = {_address(picture): Served(picture.png, KINDS["png"]) for picture in pictures.values()}
    downloads, problems = _downloads(document, pictures, template, request)
    return Edition(
        title=document.meta.title,
        sheet=write(
            document,
            {key: _image(picture) for key, picture in pictures.items()},
            ids,
            _frame(document, template, request),
        ),
        origins={ids[ref]: origin for ref, origin in found.items()},
        files={**files, **downloads},
        problems=(*problems, *doubts),
    )


def _chart_width(template: Template, request: Request) -> int:
    """As wide as the Word file wants them; where its shell is unfit, `_downloads` says so."""
    try:
        return chart_width(template, replace(request, formats=("docx",)))
    except BriefingError:
        return WIDTH


def _address(picture: Picture) -> str:
    """By content: a browser may keep a picture as long as it likes."""
    return f"/chart/{hashlib.sha256(picture.png).hexdigest()[:16]}.png"


def _image(picture: Picture) -> Image:
    width, height = (round(length * PIXELS_PER_MM) for length in (picture.width_mm, picture.height_mm))
    return Image(_address(picture), width, height)


def _frame(document: Document, template: Template, request: Request) -> Frame | None:
    """What the shell prints before and behind the text; None where it cannot be used."""
    bare = replace(document, blocks=(Paragraph((Run(_MARK),)),))
    try:
        files, _ = render(bare, {}, replace(request, formats=("docx",)), template)
    except BriefingError:  # told once, where the downloads are made
        return None
    [word] = files.values()
    return around(word, _MARK) or _WHOLE


def _downloads(
    document: Document, pictures: Assets, template: Template, request: Request
) -> tuple[dict[str, Served], list[Problem]]:
    """The file of each format by its path, and why one is missing."""
    found: dict[str, Served] = {}
    problems: list[Problem] = []
    for format, address in LINKS.items():
        try:
            asked = replace(request, formats=(format,))
            files, remarks = render(document, pictures, asked, template)
        except BriefingError as error:
            problems += error.problems
        else:
            problems += remarks
            found[address] = _one(files)
    return found, problems


def _one(files: Mapping[str, bytes]) -> Served:
    """One file to download: the only one, else all in an archive that is named after the first."""
    name, body = next(iter(files.items()))
    stem, _, ending = name.rpartition(".")
    return Served(body, KINDS[ending], name) if len(files) == 1 else Served(_zip(files), KINDS["zip"], f"{stem}.zip")


def _zip(files: Mapping[str, bytes]) -> bytes:
    """The same files give the same bytes: each is dated 1980, the first year that the format knows."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, body in files.items():
            archive.writestr(zipfile.ZipInfo(path), body, zipfile.ZIP_DEFLATED)
    return out.getvalue()
