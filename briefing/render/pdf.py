"""A Word file as a PDF, through LibreOffice: a program of its own, run in a corner of its own, and never for long.

The finder looks at PATH and at the usual places: where a program is installed is no part of what a user asks for.
"""

from __future__ import annotations

import hashlib
import html
import io
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from briefing.errors import BriefingError, Problem

SECONDS = 180
"""How long LibreOffice may take; the first start on a slow machine needs half a minute."""

_PLACES = (
    "/opt/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
_INSTALL = "请安装 LibreOffice（免费），或改要 docx 格式后在 Word、WPS 里另存为 PDF。"


def office() -> str | None:
    """The path of LibreOffice; None if it is not installed."""
    named = shutil.which("soffice") or shutil.which("libreoffice")
    return named or next((place for place in _PLACES if Path(place).is_file()), None)


def to_pdf(docx: bytes, timeout: float = SECONDS) -> bytes:
    """The Word file `docx` as a PDF with bookmarks and tags; the same file, LibreOffice and fonts give the same PDF.

    Its fonts and the objects that belong to them may stand in another order: LibreOffice sorts some by address.

    BriefingError if LibreOffice is not installed, fails, or takes longer than `timeout` seconds: then it is ended with
    all that it started, and its temporary files are removed.
    """
    program = office()
    if not _part(docx, "word/document.xml"):
        raise BriefingError(Problem("要转成 PDF 的不是完好的 Word 文件。", hint="请重新生成。"))
    if program is None:
        raise BriefingError(Problem("转成 PDF 需要 LibreOffice，这台机器上没有找到。", hint=_INSTALL))
    with tempfile.TemporaryDirectory(prefix="briefing-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "profile" / "user").mkdir(parents=True)
        (folder / "profile" / "user" / "registrymodifications.xcu").write_text(_settings(docx), "utf-8")
        (folder / "a.docx").write_bytes(_sided(docx))
        said = _run(program, folder, timeout)
        made = folder / "a.pdf"
        content = made.read_bytes() if made.exists() else b""
    if not content.startswith(b"%PDF"):
        raise BriefingError(Problem(f"LibreOffice 没有转出 PDF（{said or '没有说明原因'}）。", hint=_INSTALL))
    return _timeless(content, docx)


def _run(program: str, folder: Path, timeout: float) -> str:
    """Runs LibreOffice in `folder`; what it said."""
    profile = (folder / "profile").as_uri()
    process = subprocess.Popen(
        [program, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", "pdf",
         "--outdir", str(folder), str(folder / "a.docx")],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        env={**os.environ, "TZ": "UTC"}, start_new_session=True,
    )  # fmt: skip
    try:
        _, said = process.communicate(timeout=timeout)
    except subprocess.TimeoutExpired as error:
        message = f"LibreOffice 转 PDF 超过 {timeout:.0f} 秒，已中止。"
        raise BriefingError(Problem(message, hint="请关闭其他程序再试，或减少城市、主题。")) from error
    finally:
        _end(process)
    return " ".join(said.decode(errors="replace").split())[:200]


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends a process that still runs, with its children; soffice is but the parent of the one that works."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


_START = re.compile(r'<w:pgNumType\b[^>]*\bw:start="(\d+)"')
_REFERENCE = re.compile(r'(<w:(?:header|footer)Reference\b[^>]*\bw:type=")(default|even)(?=")')


def _sided(docx: bytes) -> bytes:
    """The file as LibreOffice needs it to put page numbers on the outer side.

    It takes the first page of a file for a right-hand one even if it is numbered 4, so headers and footers of odd and
    even pages change places then.
    """
    text = _part(docx, "word/document.xml")
    start = _START.search(text)
    if start is None or int(start[1]) % 2 == 1:
        return docx
    other = {"default": "even", "even": "default"}
    text = _REFERENCE.sub(lambda found: found[1] + other[found[2]], text)
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(target, "w") as new:
        for entry in old.infolist():
            new.writestr(entry, text if entry.filename == "word/document.xml" else old.read(entry))
    return target.getvalue()


_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>
"""
_LINES = (
    '<item oor:path="/org.openoffice.Office.Common/AsianLayout/StartEndCharacters">'
    '<node oor:name="zh-CN" oor:op="replace"><prop oor:name="StartCharacters"><value>{first}</value></prop>'
    '<prop oor:name="EndCharacters"><value>{last}</value></prop></node></item>'
)
_EXPORT = (
    '<item oor:path="/org.openoffice.Office.Common/Filter/PDF/Export"><prop oor:name="{name}">'
    "<value>true</value></prop></item>"
)
_EXPORTED = ("ExportBookmarks", "UseTaggedPDF", "DisplayPDFDocumentTitle")


def _settings(docx: bytes) -> str:
    """LibreOffice's settings: a PDF that readers of screens can use, and the file's own rules for line breaks.

    Word keeps in the file which signs may not begin a line, such as the 万 of 12.3万户; LibreOffice takes its own list.
    (Where several of them follow a figure, as 万户, it parts them from it at one width in twenty all the same.)
    """
    first, last = (_signs(_part(docx, "word/settings.xml"), side) for side in ("Before", "After"))
    lines = _LINES.format(first=first, last=last) if first and last else ""
    return _SETTINGS.format(items=lines + "".join(_EXPORT.format(name=name) for name in _EXPORTED))


def _signs(settings: str, side: str) -> str:
    found = re.search(rf'<w:noLineBreaks{side}\b[^>]*\bw:val="([^"]*)"', settings)
    return html.escape(html.unescape(found[1]), quote=False) if found else ""


def _timeless(pdf: bytes, docx: bytes) -> bytes:
    """The PDF with the date of the Word file for that of the run, an id that follows from the Word file, and Chinese
    as its language (LibreOffice names that of the Latin letters).

    Each is replaced by one of the same length, as a PDF counts its bytes.
    """
    name = hashlib.sha256(docx).hexdigest()[:32].upper().encode()
    pdf = re.sub(rb"(?<=Date\(D:)\d{14}", _day(docx).encode() + b"000000", pdf)
    pdf = re.sub(rb"(?<=/DocChecksum /)[0-9A-F]{32}", name, pdf)
    pdf = re.sub(rb"/ID \[ <[0-9A-F]{32}>\s<[0-9A-F]{32}> \]", b"/ID [ <%b>\n<%b> ]" % (name, name), pdf)
    return pdf.replace(b"/Lang(en-US)", b"/Lang(zh-CN)")


def _day(docx: bytes) -> str:
    found = re.search(r"<dcterms:created[^>]*>(\d{4})-(\d\d)-(\d\d)", _part(docx, "docProps/core.xml"))
    return "".join(found.groups()) if found else "19800101"


def _part(docx: bytes, name: str) -> str:
    """A part of the Word file as text; "" if it has none such."""
    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as archive:
            return archive.read(name).decode(errors="replace")
    except (zipfile.BadZipFile, KeyError):
        return ""
