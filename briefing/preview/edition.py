"""One edition of the previewed briefing: all that is served of it, made before it is shown."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field

from briefing.charts.style import WIDTH
from briefing.errors import BriefingError, Problem
from briefing.model.document import Picture
from briefing.model.formats import FORMATS
from briefing.pipeline import Briefing
from briefing.render import Material, write
from briefing.render.html import card_ids, image
from briefing.render.html.blocks import article
from briefing.render.origins import Origin, origins

PNG = "image/png"
DOWNLOAD = "application/octet-stream"  # nothing that is downloaded is to be shown in place of the page

LINKS = {name: f"/download/{name}" for name, item in FORMATS.items() if item.text and not item.program}
"""Where the file of each format is served; what another program has to make takes too long at each change."""


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


def make(briefing: Briefing) -> Edition:
    """Return the briefing as it can be shown.

    Problems of the shell are kept in the edition: the text is worth seeing without the Word file.
    """
    document = briefing.document
    try:
        width = briefing.chart_width(("docx",))
    except BriefingError:
        width = WIDTH  # the shell is unfit, as `_downloads` says
    pictures = briefing.draw(("png",), width)
    remarks: list[Problem] = []
    material = briefing.material(pictures, remarks.append)
    downloads, problems = _downloads(material)
    try:
        letterhead = material.letterhead
    except BriefingError:
        letterhead = None  # the same
    found = origins(document, briefing.library, inner=True)
    ids = card_ids(found)
    images = {key: image(picture, _address(picture)) for key, picture in pictures.items()}
    return Edition(
        title=briefing.title,
        sheet=article(document, images, ids, letterhead),
        origins={ids[ref]: origin for ref, origin in found.items()},
        files={**{_address(picture): Served(picture.png, PNG) for picture in pictures.values()}, **downloads},
        problems=tuple(dict.fromkeys((*problems, *remarks, *briefing.problems))),
    )


def _address(picture: Picture) -> str:
    """By content: a browser may keep a picture as long as it likes."""
    return f"/chart/{hashlib.sha256(picture.png).hexdigest()[:16]}.png"


def _downloads(material: Material) -> tuple[dict[str, Served], list[Problem]]:
    """Return the file of each format by its path, and why one is missing."""
    found: dict[str, Served] = {}
    problems: list[Problem] = []
    for name, address in LINKS.items():
        try:
            found[address] = _one(write((name,), material))
        except BriefingError as error:
            problems += error.problems
    return found, problems


def _one(files: Mapping[str, bytes]) -> Served:
    """Return one file to download: the only one, else all in an archive that is named after the first."""
    name, body = next(iter(files.items()))
    if len(files) > 1:
        name, body = f"{name.rpartition('.')[0]}.zip", _zip(files)
    return Served(body, DOWNLOAD, name)


def _zip(files: Mapping[str, bytes]) -> bytes:
    """Return the files as an archive, each dated 1980, the first year of the format, so that its bytes are the same."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, body in files.items():
            archive.writestr(zipfile.ZipInfo(path), body, zipfile.ZIP_DEFLATED)
    return out.getvalue()
