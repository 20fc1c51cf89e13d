"""The bundle: one folder for each briefing, written whole or not at all. The only writer of output folders.

A new bundle is made beside its place and renamed into it. A bundle that stands there is replaced only if every file
in it is still the one that its manifest lists: what a person has edited is kept unless `force` is given.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefing.errors import BriefingError, Place, Problem
from briefing.model.document import Document
from briefing.model.library import Fact, Library
from briefing.wording.figures import period

MANIFEST = "manifest.json"
FACTS = "facts.csv"
NAME_LIMIT = 60  # characters: 180 bytes of UTF-8, safely below the 255 that file systems allow with suffixes

_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle as written: its folder and its files, relative to it, in writing order."""

    folder: Path
    files: tuple[str, ...]


def safe_name(title: str) -> str:
    """`title` as a file name that Windows, macOS and Linux accept: no reserved character or word, no end in a dot."""
    name = re.sub(r'[<>:"/\\|?*\x00-\x1f\x7f]+', " ", title)
    name = re.sub(r"\s+", " ", name)[:NAME_LIMIT].strip(" .")
    return f"_{name}" if name.casefold() in _RESERVED or not name else name


def facts_csv(facts: Iterable[Fact], document: Document, library: Library) -> bytes:
    """The figures of the briefing as a table, in UTF-8 with a byte order mark so that Excel shows Chinese."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(
        ("编号", "城市", "主题", "指标", "数值", "单位", "原文表述", "限定", "时期", "范围", "来源", "段落", "推算公式")
    )
    sources, catalogue = library.sources(), library.catalogue
    for fact in facts:
        indicator = catalogue.indicators[fact.indicator]
        writer.writerow(
            (
                fact.id,
                library.records[fact.city].city.name,
                catalogue.themes[indicator.theme].name,
                indicator.name,
                format(fact.quantity.value, "f"),
                fact.quantity.unit.symbol,
                fact.printed,
                fact.qualifier or "",
                period(fact.period, fact.basis),
                fact.scope,
                sources[fact.source].title,
                fact.paragraph,
                "",
            )
        )
    for entry in document.derived:
        if entry.inputs:
            writer.writerow(
                ("'" + entry.id, "", "", "", entry.text, entry.unit, "", "推算", "", "", "", "", entry.formula)
            )
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def manifest(
    *,
    request: Mapping[str, Any],
    facts: Iterable[Fact],
    document: Document,
    library: Library,
    versions: Mapping[str, str],
) -> dict[str, Any]:
    """What a bundle holds and rests on, but for the hashes of its files; the same for the same request and data."""
    sources = library.sources()
    facts = list(facts)
    used = dict.fromkeys(fact.source for fact in facts)
    return {
        "format": 1,
        "versions": dict(versions),
        "request": dict(request),
        "title": document.meta.title,
        "facts": [fact_record(fact, library) for fact in facts],
        "derived": [
            {
                "id": entry.id,
                "text": entry.text,
                "unit": entry.unit,
                "formula": entry.formula,
                "inputs": list(entry.inputs),
            }
            for entry in document.derived
        ],
        "sources": [
            {"id": id, "title": sources[id].title, "publisher": sources[id].publisher, "date": sources[id].date}
            for id in used
        ],
    }


def fact_record(fact: Fact, library: Library) -> dict[str, Any]:
    """A fact as plain data for JSON: the value as a decimal string, period and basis as in the data files."""
    return {
        "id": fact.id,
        "city": fact.city,
        "theme": library.theme_of(fact),
        "indicator": fact.indicator,
        "value": format(fact.quantity.value, "f"),
        "unit": fact.quantity.unit.symbol,
        "printed": fact.printed,
        "qualifier": fact.qualifier,
        "period": fact.period.text,
        "basis": fact.basis,
        "direction": fact.direction,
        "scope": fact.scope,
        "source": fact.source,
        "paragraph": fact.paragraph,
    }


def pack(out: Path, name: str, files: Mapping[str, bytes], manifest: Mapping[str, Any], *, force: bool) -> Bundle:
    """Write `files` and the manifest as the folder `name` in `out`.

    Raises BriefingError, with nothing written or changed, where the place cannot be written to, is taken by
    something that is no bundle, or holds files that were edited since.
    """
    target = out / name
    hashes = {path: hashlib.sha256(data).hexdigest() for path, data in files.items()}
    listing = json.dumps({**manifest, "files": hashes}, ensure_ascii=False, indent=1).encode() + b"\n"
    part, kept = out / f".{name}.part-{os.getpid()}", out / f".{name}.old"
    try:
        out.mkdir(parents=True, exist_ok=True)
        _recover(target, kept)
        _may_replace(target, force)
        _write(part, {**files, MANIFEST: listing})
        _swap(part, target, kept)
    except OSError as error:
        raise BriefingError(_explained(error, target)) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return Bundle(target, (*files, MANIFEST))


def _recover(target: Path, kept: Path) -> None:
    """Undo a replacement that was killed between its two renames; clear what killed runs left."""
    if kept.is_dir() and not target.exists():
        kept.rename(target)
    shutil.rmtree(kept, ignore_errors=True)
    for stale in target.parent.glob(f".{target.name}.part-*"):
        if not _alive(stale):
            shutil.rmtree(stale, ignore_errors=True)


def _alive(part: Path) -> bool:
    """Whether the run that makes `part` is still going."""
    try:
        os.kill(int(part.name.rpartition("-")[2]), 0)
    except (ProcessLookupError, ValueError):
        return False
    except OSError:
        return True
    return True


def _may_replace(target: Path, force: bool) -> None:
    """BriefingError where replacing `target` would destroy what is not ours or was edited."""
    place = Place(str(target))
    if target.is_symlink():
        raise BriefingError(
            Problem("输出位置是一个符号链接，为免误写他处，未写入。", place, "请删除该链接或换一个输出文件夹。")
        )
    if not target.exists():
        return
    if not target.is_dir():
        raise BriefingError(Problem("输出位置已有同名文件。", place, "请移走该文件，或用 --out 换一个文件夹。"))
    edited = changed_files(target)
    if edited is None and any(target.iterdir()):
        raise BriefingError(
            Problem("输出文件夹不是本程序生成的成果包，未覆盖。", place, "请移走它，或用 --out 换一个文件夹。")
        )
    if edited and not force:
        names = "、".join(edited)
        raise BriefingError(
            Problem(
                f"以下文件在生成后被改动过，未覆盖：{names}。", place, "确认不再需要这些改动时，加 --force 重新生成。"
            )
        )


def changed_files(folder: Path) -> list[str] | None:
    """The files of a bundle that are changed, gone or new since it was written; None if it is no bundle."""
    try:
        listed = json.loads((folder / MANIFEST).read_bytes())["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    extra = sorted(there - set(listed) - {MANIFEST})
    changed = [path for path, digest in listed.items() if _digest(folder / path) not in (digest, None)]
    return [*changed, *extra]


def _digest(path: Path) -> str | None:
    """The SHA-256 of a file, None if it is not there (a deleted file is no edit worth keeping)."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _swap(part: Path, target: Path, kept: Path) -> None:
    """Put `part` in the place of `target`; if the second rename fails, the old one goes back."""
    if not target.exists():
        part.rename(target)
        return
    target.rename(kept)
    try:
        part.rename(target)
    except OSError:
        kept.rename(target)
        raise
    shutil.rmtree(kept, ignore_errors=True)


_CAUSES = {
    "PermissionError": ("没有写入权限，或文件正被其他程序打开", "请关闭已打开的文件，或用 --out 换一个文件夹。"),
    "FileExistsError": ("输出路径上有同名的文件", "请用 --out 换一个文件夹。"),
    "NotADirectoryError": ("输出路径上有同名的文件", "请用 --out 换一个文件夹。"),
}


def _explained(error: OSError, target: Path) -> Problem:
    """What kept the bundle from being written, in Chinese."""
    import errno  # noqa: PLC0415 - only once something has gone wrong

    by_number = {
        errno.ENOSPC: ("磁盘空间不足", "请清理磁盘，或用 --out 换到其他磁盘。"),
        errno.EROFS: ("该位置是只读的", "请用 --out 换一个文件夹。"),
        errno.ENAMETOOLONG: ("路径太长", "请用 --out 换一个较短的路径，或用 --title 缩短标题。"),
    }
    cause, hint = by_number.get(error.errno or 0) or _CAUSES.get(type(error).__name__) or (str(error), "")
    return Problem(f"不能写入成果包：{cause}。未留下任何半成品。", Place(str(target)), hint)
