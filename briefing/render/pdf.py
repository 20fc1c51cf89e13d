"""A Word file as a PDF by LibreOffice, which runs as a process with a profile of its own and a limit of time.

The program is sought on PATH and in the usual places: where it is installed is no part of what a user asks for.
"""

from __future__ import annotations

import hashlib
import html
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from briefing.errors import BriefingError, Problem
from briefing.ooxml.package import Package
from briefing.ooxml.xml import W, number, setting, value
from briefing.ooxml.zipped import SAVE_AS
from briefing.render.material import Material

SECONDS = 180
"""How long LibreOffice may take; the first start on a slow machine needs half a minute."""

_PLACES = (
    "/opt/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
_INSTALL = "请安装 LibreOffice（免费），或改要 docx 格式后在 Word、WPS 里另存为 PDF。"


def libreoffice() -> str | None:
    """Return the path of LibreOffice; None if it is not installed."""
    named = shutil.which("soffice") or shutil.which("libreoffice")
    return named or next((place for place in _PLACES if Path(place).is_file()), None)


def write(material: Material) -> dict[str, bytes]:
    """Return the PDF by its name."""
    return {f"{material.name}.pdf": to_pdf(material.word)}


def to_pdf(docx: bytes, timeout: float = SECONDS) -> bytes:
    """Return the Word file `docx` as a PDF with bookmarks and tags.

    The same file, LibreOffice and fonts give the same PDF, but for the order of fonts and the objects that belong to
    them, which LibreOffice sorts by address.

    BriefingError if LibreOffice is not installed, fails, or takes longer than `timeout` seconds: then it is ended with
    all that it started, and its temporary files are removed.
    """
    program = libreoffice()
    try:
        package = Package.open(docx)
    except BriefingError as error:
        raise BriefingError(Problem("要转成 PDF 的不是完好的 Word 文件。", hint="请重新生成。")) from error
    if program is None:
        raise BriefingError(Problem("转成 PDF 需要 LibreOffice，这台机器上没有找到。", hint=_INSTALL))
    with tempfile.TemporaryDirectory(prefix="briefing-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "profile" / "user").mkdir(parents=True)
        (folder / "profile" / "user" / "registrymodifications.xcu").write_text(_settings(package), "utf-8")
        (folder / "a.docx").write_bytes(package.packed() if _swapped_sides(package) else docx)
        said = _run(program, folder, timeout)
        made = folder / "a.pdf"
        content = made.read_bytes() if made.exists() else b""
    if not content.startswith(b"%PDF"):
        raise BriefingError(Problem(f"LibreOffice 没有转出 PDF（{said or '没有说明原因'}）。", hint=_INSTALL))
    return _reproducible(content, docx, _created(package))


def to_docx(file: Path, timeout: float = SECONDS) -> bytes:
    """Return a Word file of an older format (.doc, .wps) as .docx; BriefingError as `to_pdf`."""
    program = libreoffice()
    if program is None:
        message = "读 .doc、.wps 文件需要 LibreOffice，这台机器上没有找到。"
        raise BriefingError(Problem(message, hint="请用 Word 或 WPS 打开，另存为 .docx。"))
    with tempfile.TemporaryDirectory(prefix="briefing-", ignore_cleanup_errors=True) as name:
        shutil.copyfile(file, Path(name) / f"a{file.suffix.lower()}")
        said = _run(program, Path(name), timeout, f"a{file.suffix.lower()}", "docx:MS Word 2007 XML")
        made = Path(name) / "a.docx"
        if not made.exists():
            raise BriefingError(Problem(f"LibreOffice 没有读出“{file}”（{said or '没有说明原因'}）。", hint=SAVE_AS))
        return made.read_bytes()


def _run(program: str, folder: Path, timeout: float, source: str = "a.docx", kind: str = "pdf") -> str:
    """Convert a file in `folder` to this kind; return what LibreOffice said on stderr, at most 200 characters."""
    profile = (folder / "profile").as_uri()
    process = subprocess.Popen(
        [program, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", kind,
         "--outdir", str(folder), str(folder / source)],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        env={**os.environ, "TZ": "UTC"}, start_new_session=True,
    )  # fmt: skip
    try:
        _, said = process.communicate(timeout=timeout)
    except subprocess.TimeoutExpired as error:
        message = f"LibreOffice 转 {kind.upper()} 超过 {timeout:.0f} 秒，已中止。"
        raise BriefingError(Problem(message, hint="请关闭其他程序再试，或减少城市、主题。")) from error
    finally:
        _end(process)
    return " ".join(said.decode(errors="replace").split())[:200]


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process that still runs, with its children: soffice is only the parent of the one that works."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def _swapped_sides(package: Package) -> bool:
    """Exchange headers and footers of odd and even pages where the first page has an even number; return whether.

    LibreOffice takes the first page of a file for a right-hand one even if it is numbered 4.
    """
    starts = (value(item, name="start") for item in package.tree(package.main).iter(f"{W}pgNumType"))
    if number(next(filter(None, starts), None), 1) % 2 == 1:
        return False
    other = {"default": "even", "even": "default"}
    for item in package.change(package.main).iter(f"{W}headerReference", f"{W}footerReference"):
        kind = item.get(f"{W}type", "")
        item.set(f"{W}type", other.get(kind, kind))
    return True


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


def _settings(package: Package) -> str:
    """Return LibreOffice's settings: a PDF that readers of screens can use, and the file's own rules for line breaks.

    Word keeps in the file which signs may not begin a line, such as the 万 of 12.3万户; LibreOffice takes its own list.
    (Where several of them follow a figure, as 万户, it parts them from it at one width in twenty all the same.)
    """
    said = (setting(package.root("settings"), f"noLineBreaks{side}") for side in ("Before", "After"))
    first, last = (html.escape(signs, quote=False) for signs in said)
    lines = _LINES.format(first=first, last=last) if first and last else ""
    return _SETTINGS.format(items=lines + "".join(_EXPORT.format(name=name) for name in _EXPORTED))


def _reproducible(pdf: bytes, docx: bytes, day: str) -> bytes:
    """Return the PDF with the day of the Word file, an id that follows from it, and Chinese as its language.

    LibreOffice writes the time of the run, an id of its own, and the language of the Latin letters. Each is replaced by
    one of the same length, as a PDF counts its bytes.
    """
    name = hashlib.sha256(docx).hexdigest()[:32].upper().encode()
    pdf = re.sub(rb"(?<=Date\(D:)\d{14}", day.encode() + b"000000", pdf)
    pdf = re.sub(rb"(?<=/DocChecksum /)[0-9A-F]{32}", name, pdf)
    pdf = re.sub(rb"/ID \[ <[0-9A-F]{32}>\s<[0-9A-F]{32}> \]", b"/ID [ <%b>\n<%b> ]" % (name, name), pdf)
    return pdf.replace(b"/Lang(en-US)", b"/Lang(zh-CN)")


def _created(package: Package) -> str:
    """Return the day on which the file says that it was made, as YYYYMMDD; 19800101 where it does not say."""
    dates = (
        item.text or ""
        for name in package.related("core-properties", "")
        for item in package.tree(name).iter("{*}created")
    )
    found = re.match(r"(\d{4})-(\d\d)-(\d\d)", next(dates, ""))
    return "".join(found.groups()) if found else "19800101"
