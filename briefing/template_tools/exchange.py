"""Templates that go from one office to another: a template with what it rests on, as one zip file."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from briefing.bundle.files import write_files
from briefing.data.template_folders import read_template
from briefing.data.template_paths import DESCRIPTION, SHELL, is_name, own_file
from briefing.errors import BriefingError, Location, Problem, UsageError
from briefing.model.template import Template
from briefing.ooxml.zipped import Limits, Refused, opened
from briefing.template_tools.usage import usage
from briefing.templating.engine import BODY
from briefing.templating.template_files import template_files
from briefing.text.files import is_inner, read_file

TOP = "templates"
"""The folder that all files of the zip lie in."""
LIMITS = Limits(parts=500, bytes=50_000_000)
OPEN_HINT = "请用 briefing template export 重新导出。"


class InTheWay(BriefingError):
    """Files of the workspace stand where those of an import would go."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import came to: the templates, the files written and those that were there already, and copies kept."""

    templates: tuple[str, ...]
    written: tuple[Path, ...]
    unchanged: tuple[Path, ...]
    remarks: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class NotPacked:
    """What a template needs and its zip file does not hold: bases of the program's own, files of the workspace."""

    bases: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


def exported(template: Template) -> tuple[bytes, NotPacked]:
    """Return a template as a zip file, the same bytes for the same files, and what it needs that is not in it.

    With it go its bases, shells and parts, but for what comes with the program.
    """
    own, builtin = template.folder, template.roots[-1]
    files = {
        f"{item.id}/{name}": path
        for item in template.lineage
        for name in (DESCRIPTION, BODY, SHELL)
        if (path := own_file(item.folder / name, template.roots))
    } | template_files(template)
    held = {name: path for name, path in files.items() if path.is_relative_to(own) or not path.is_relative_to(builtin)}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, path in sorted(held.items()):
            # dated 1980, the first year of the format, so that its bytes are the same
            archive.writestr(zipfile.ZipInfo(f"{TOP}/{name}"), read_file(path), zipfile.ZIP_DEFLATED)
    left = tuple(item.id for item in template.lineage if f"{item.id}/{DESCRIPTION}" not in held)
    return out.getvalue(), NotPacked(left, usage(template).files)


def imported(file: Path, folder: Path, roots: Sequence[Path], *, force: bool) -> Imported:
    """Put the templates of a zip file into the templates folder `folder`, all or, where anything is wrong, none.

    A file that stands there with other contents is replaced, and kept as a copy, with `force` alone. `roots` are the
    folders in which their bases are searched. BriefingError with everything that is wrong with the file or in the way.
    """
    files = _read(file)
    names = tuple(sorted({name.parts[0] for name in files if name.name == DESCRIPTION}))
    if not names:
        raise BriefingError(Problem("里面没有模板。", Location(str(file)), OPEN_HINT))
    _check(file, files, names, roots)
    same = [name for name, data in files.items() if (folder / name).is_file() and read_file(folder / name) == data]
    new = {name: data for name, data in files.items() if name not in same}
    others = [folder / name for name in new if (folder / name).exists()]
    if others and not force:
        hint = "请先给工作区里的改名（briefing template rename），或加 --force 换成文件里的（原来的另存一份）。"
        said = (Problem("已有这个文件，内容不同，未导入。", Location(str(path)), hint) for path in others)
        raise InTheWay(list(said))
    written, unchanged = (tuple(folder / name for name in group) for group in (new, same))
    remarks = write_files(dict(zip(written, new.values(), strict=True)), force=force) if new else ()
    return Imported(names, written, unchanged, remarks)


def _read(file: Path) -> dict[PurePosixPath, bytes]:
    """Return the files of the zip by their places below templates/; BriefingError for what may not be in it."""
    try:
        data = read_file(file, most=LIMITS.bytes + 1)
        with opened(data, LIMITS, OPEN_HINT) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if problems := list(_refused(file, entries)):
                raise BriefingError(problems)
            return {PurePosixPath(entry.filename).relative_to(TOP): archive.read(entry) for entry in entries}
    except OSError as error:
        raise UsageError(
            Problem(f"“{file}”不能读取。", hint="请写一个由 template export 导出的 .zip 文件。")
        ) from error
    except Refused as refused:
        # what to do with a Word file would be of no use here
        said = [Problem(f"这个文件{words}", Location(str(file)), OPEN_HINT) for words, _ in refused.said]
        raise BriefingError(said) from refused


def _refused(file: Path, entries: Sequence[zipfile.ZipInfo]) -> Iterator[Problem]:
    seen: set[str] = set()
    for entry in entries:
        name, parts = entry.filename, PurePosixPath(entry.filename).parts
        kind = stat.S_IFMT(entry.external_attr >> 16)
        said = ""
        if not is_inner(name) or parts[0] != TOP or len(parts) < 3:
            said = "不在 templates 的一个模板里"
        elif kind not in (0, stat.S_IFREG):
            said = "是链接，不是普通文件"
        elif not (is_name(parts[1]) or parts[1] == "_parts") or not (
            name.endswith(".j2") or parts[2:] in ((DESCRIPTION,), (SHELL,))
        ):
            said = "不是模板的文件"
        elif name.casefold() in seen:
            said = "重复"
        seen.add(name.casefold())
        if said:
            yield Problem(f"压缩包里的“{name}”{said}，未导入。", Location(str(file)), OPEN_HINT)


def _check(file: Path, files: Mapping[PurePosixPath, bytes], names: Sequence[str], roots: Sequence[Path]) -> None:
    """BriefingError where a description cannot be read, or the base of a template is nowhere."""
    with TemporaryDirectory() as made:
        for name, data in files.items():
            path = Path(made) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        problems = []
        for id in names:
            try:
                read_template(id, (Path(made), *roots))
            except BriefingError as error:
                problems += [
                    Problem(f"模板“{id}”：{found.message}", Location(str(file)), found.hint) for found in error.problems
                ]
    if problems:
        raise BriefingError(problems)
