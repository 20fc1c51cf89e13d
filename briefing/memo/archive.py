"""A memo and its annexes as one zip file, with a list of what is in it and sums to check it by."""

from __future__ import annotations

import datetime
import hashlib
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from briefing.bundle.contents import FACTS
from briefing.bundle.edited import is_open
from briefing.bundle.manifest import read_manifest
from briefing.bundle.manifest_records import MANIFEST
from briefing.errors import BriefingError, Location, Problem, Severity, collect, enumerated
from briefing.memo.annexes import ANNEX, Warn, annex_files
from briefing.memo.briefings import MEMO, OpenedBriefing
from briefing.model.formats import CHECKLIST, FORMATS
from briefing.ooxml.properties import title_in
from briefing.text.file_names import safe_name
from briefing.text.files import read_file
from briefing.text.system_errors import cause
from briefing.wording.prose import date

LIST, SUMS = "清单.txt", "SHA256SUMS"
"""The files that the program adds."""

_HIDDEN = (".", "~$")
_FILE_MANAGER_FILES = {"thumbs.db", "desktop.ini"}
_INTERNAL = tuple(f".{name}" for name, item in FORMATS.items() if item.inner)
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,10}")
_ANNEX_FILE = re.compile(rf"{ANNEX}(\d+)：")
_FILE = 0o100644 << 16
"""Unix mode of a plain file that everybody may read, as zip keeps it."""


@dataclass(frozen=True, slots=True)
class ArchivedFile:
    """A file in the archive: its name there, its content, its title ("" if it has none), the folder that it is from."""

    name: str
    data: bytes
    title: str
    origin: str


def gather(
    paths: Sequence[Path], attached: Sequence[OpenedBriefing], warn: Warn, *, everything: bool = False
) -> list[ArchivedFile]:
    """Return the files to be packed: those of memo folders and the files in `paths`, then briefings as further annexes.

    `everything`: of the folders also what only the office itself needs (`_is_internal`); a file of `paths` is asked for
    by name. `warn` hears what a person should know of. Raises BriefingError with every path that cannot be packed.
    """

    def files_of(path: Path) -> list[ArchivedFile]:
        return _folder(path, warn, everything) if path.is_dir() else [_file(path, path.parent)]

    packed, problems = collect(files_of, paths)
    found = [item for files in packed for item in files]
    found += _annexes(attached, found, warn)
    problems += _clashes(found)
    if not (found or problems):
        problems.append(Problem("没有可以打包的文件。", hint="请写上行文的文件夹或文件。"))
    if problems:
        raise BriefingError(problems)
    return found


def archive(files: Sequence[ArchivedFile], name: str, day: datetime.date, version: str) -> bytes:
    """Return the zip of `files` in their order, the list and the sums; `name` is what it is called; the same bytes.

    Files are stored as they are: Word files are compressed already, and what deflate makes depends on its version.
    """
    # 记事本 knows UTF-8 by this mark and a line by \r\n, in old versions of Windows, too.
    listed = b"\xef\xbb\xbf" + _list(files, name, day, version).replace("\n", "\r\n").encode()
    entries = [*((item.name, item.data) for item in files), (LIST, listed)]
    sums = "".join(f"{_sum(data)}  {entry}\n" for entry, data in entries)
    # zip can write the years 1980 to 2107.
    stamp = (day.year, day.month, day.day, 0, 0, 0) if 1980 <= day.year <= 2107 else (1980, 1, 1, 0, 0, 0)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as target:
        for entry, data in (*entries, (SUMS, sums.encode())):
            info = zipfile.ZipInfo(entry, stamp)  # a name that is not ASCII gets the UTF-8 flag
            # 3 is Unix; of any other system the mode would not be read.
            info.create_system, info.external_attr = 3, _FILE
            target.writestr(info, data)
    return out.getvalue()


def _list(files: Sequence[ArchivedFile], name: str, day: datetime.date, version: str) -> str:
    total = sum(len(item.data) for item in files)
    entries = "\n".join(_entry(number, item) for number, item in enumerate(files, start=1))
    return (
        f"文件清单：{name}\n打包日期：{date(day)}\n共 {len(files)} 个文件，合计 {total:,} 字节。\n\n{entries}\n"
        f"核对：把压缩包解开，在文件夹里运行 sha256sum -c {SUMS}；\n"
        "Windows 上运行 certutil -hashfile 文件名 SHA256，与上面的值比较。\n"
        f"本清单由 briefing {version} 生成。\n"
    )


def _entry(number: int, item: ArchivedFile) -> str:
    length = f"{len(item.data):,} 字节"
    rows = (("标题", item.title), ("大小", length), ("来自", item.origin), ("SHA-256", _sum(item.data)))
    return f"{number}. {item.name}\n" + "".join(f"   {key}：{value}\n" for key, value in rows if value)


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _is_internal(name: str) -> bool:
    """Whether a file is for the office that works on the memo, and not for those that it is sent to."""
    return name.casefold() in (MANIFEST, FACTS, f"{CHECKLIST}.docx") or name.casefold().endswith(_INTERNAL)


def _folder(folder: Path, warn: Warn, everything: bool) -> list[ArchivedFile]:
    """Return the files in a folder, in the order in which a memo's manifest lists them, then by name.

    Only what lies in the folder is read, whatever its manifest names.
    """
    sums = _listed(folder)
    order = {name: number for number, name in enumerate(sums)}
    paths = sorted(_entries(folder, warn), key=lambda path: (order.get(path.name, len(order)), _natural(path.name)))
    inner = [] if everything else [path for path in paths if _is_internal(path.name)]
    paths = [path for path in paths if path not in inner]
    files, problems = collect(partial(_file, folder=folder), paths)
    if problems:
        raise BriefingError(problems)
    if sums:
        sent = {name: digest for name, digest in sums.items() if everything or not _is_internal(name)}
        for problem in _changes(folder, sent, dict(zip((path.name for path in paths), files, strict=True))):
            warn(problem)
    if left := [path.name for path in inner if path.name not in (*sums, MANIFEST)]:
        hint = "这类文件供本单位核对用；要一并发出，加 --all。"
        warn(Problem(f"这些文件没有打包：{'、'.join(left)}。", Location(str(folder)), hint, Severity.WARNING))
    return files


def _listed(folder: Path) -> Mapping[str, str]:
    """Return the sums of a memo's files by name, {} without a manifest; BriefingError for a briefing's bundle."""
    if not (folder / MANIFEST).exists():
        return {}
    found = read_manifest(folder)
    if found.kind != MEMO:
        hint = "请写成 --attach，它的 Word 文件会作为附件打包。"
        raise BriefingError(Problem("这是简报的成果包，不是行文。", Location(str(folder)), hint))
    return found.files


def _entries(folder: Path, warn: Warn) -> list[Path]:
    """Return the files in a folder but hidden ones and those of file managers; `warn` hears of folders in it."""
    shown = [path for path in folder.iterdir() if not path.name.startswith(_HIDDEN)]
    inner = [path.name for path in shown if path.is_dir()]
    if inner:
        message = f"里面的文件夹没有打包：{'、'.join(sorted(inner))}。"
        warn(Problem(message, Location(str(folder)), "需要其中的文件，请逐个写上。", Severity.WARNING))
    return [path for path in shown if not path.is_dir() and path.name.casefold() not in _FILE_MANAGER_FILES]


def _natural(name: str) -> list[tuple[int, str]]:
    """Return a sort key that puts 附件2 before 附件10."""
    return [(int(part), "") if part.isascii() and part.isdigit() else (0, part) for part in re.split(r"([0-9]+)", name)]


def _changes(folder: Path, sums: Mapping[str, str], files: Mapping[str, ArchivedFile]) -> Iterable[Problem]:
    """Yield warnings of what is not as the program wrote it."""
    edited = [name for name, item in files.items() if name in sums and _sum(item.data) != sums[name]]
    added = [name for name in files if name not in sums and name != MANIFEST]
    gone = [name for name in sums if name not in files]
    for names, what, hint in (
        (edited, "这些文件在生成后被改动过，按现在的内容打包", "其中的数字用 briefing verify 逐个核对。"),
        (added, "这些文件是后来放进去的，也打了包", "如不需要，请移走后重新打包。"),
        (gone, "这些文件已经不在，没有打包", "如需要，请放回，或重新生成后打包。"),
    ):
        if names:
            yield Problem(f"{what}：{enumerated(names)}。", Location(str(folder)), hint, Severity.WARNING)


def _file(path: Path, folder: Path) -> ArchivedFile:
    place = Location(str(path))
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise BriefingError(Problem("这是链接等，不是普通文件，不能打包。", place, "请换成它所指的文件。"))
    if is_open(path):
        hint = "请先关闭；如果并没有打开，请删去旁边以“~$”或“.~”开头的文件。"
        raise BriefingError(Problem("文件正在 Word、WPS 等程序中打开，未打包。", place, hint))
    try:
        data = read_file(path, within=folder)
    except OSError as error:
        what, hint = cause(error) if path.exists() else ("没有这个文件", "请检查文件名。")
        raise BriefingError(Problem(f"不能读取：{what}。", place, hint)) from error
    return ArchivedFile(_portable_name(path.name), data, title_in(data), folder.resolve().name)


def _portable_name(name: str) -> str:
    """Return a file's name as Windows takes it; a Mac writes accented letters as two signs, which is undone."""
    name = unicodedata.normalize("NFC", name)
    suffix = Path(name).suffix
    return safe_name(name.removesuffix(suffix)) + suffix if _SUFFIX.fullmatch(suffix) else safe_name(name)


def _annexes(attached: Sequence[OpenedBriefing], before: Iterable[ArchivedFile], warn: Warn) -> list[ArchivedFile]:
    """Return the briefings laid out as annexes, numbered on from those that are there."""
    last = max((int(found[1]) for item in before if (found := _ANNEX_FILE.match(item.name))), default=0)
    files = annex_files(list(enumerate(attached, start=last + 1)), last + len(attached), warn)
    return [
        ArchivedFile(name, data, item.title, item.folder.resolve().name)
        for item, (name, data) in zip(attached, files.items(), strict=True)
    ]


def _clashes(files: Iterable[ArchivedFile]) -> Iterable[Problem]:
    """Yield problems of files of one name; Windows makes no difference between capitals and small letters."""
    seen = {name.casefold(): "程序要写的文件" for name in (LIST, SUMS)}
    for item in files:
        key = item.name.casefold()
        if key in seen:
            hint = "请把其中一个改名；如是同一个文件，请去掉一个。"
            yield Problem(f"“{item.name}”（来自{item.origin}）与{seen[key]}重名，未打包。", hint=hint)
        seen.setdefault(key, f"来自{item.origin}的文件")
