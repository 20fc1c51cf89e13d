"""A Word file without what must not leave the office."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from briefing.api.basis import basis_places
from briefing.api.evidence import Paths, evidence_table, kind_of_table, paths_of
from briefing.api.workspace import Workspace
from briefing.bundle.files import refuse_overwriting, require_docx, write_files
from briefing.errors import Problem, UsageError
from briefing.ooxml.clean import outgoing
from briefing.ooxml.package import read_docx


@dataclass(frozen=True, slots=True)
class CleanFile:
    """A Word file as written: where it is, what was taken out, in Chinese, and warnings.

    `rests_on`: what the 事实依据表 was made of, () without one.
    """

    path: Path
    taken: tuple[str, ...]
    problems: tuple[Problem, ...]
    rests_on: tuple[Path, ...] = ()


def clean(
    file: str | Path,
    *,
    out: str | Path | None = None,
    evidence: str | Path | None = None,
    against: Paths = (),
    force: bool = False,
    workspace: Workspace | None = None,
) -> CleanFile:
    """Write a Word file without comments, revisions, hidden text, names of people, paths and the like.

    The file is not changed: the result is `out`, a file or a folder; for None “原名（外发）.docx” beside it. UsageError
    where there is no such file, or a result would be written over the file itself, over the other result or into the
    data; BriefingError where it cannot be cleaned: it is damaged,
    signed, has macros, or shows what lies elsewhere.

    `evidence`: also the 事实依据表 of its numbers, as this .xlsx or .docx; they rest on `against`, () for what lies
    with the file (see `basis_places`).
    """
    if against and evidence is None:
        raise UsageError(
            Problem("--against 要和 --evidence 一起用。", hint="请加 --evidence 依据.xlsx，或去掉 --against。")
        )
    source = Path(file)
    target = Path(out) if out is not None else source.parent
    if out is None or target.is_dir():
        target /= f"{source.stem}（外发）.docx"
    require_docx(target)
    here, basis = workspace or Workspace.open(), paths_of(against)
    outputs = [target] if evidence is None else [target, Path(evidence)]
    refuse_overwriting(outputs, (source, *basis), here.path)
    made = outgoing(read_docx(source, "请检查文件名；应是一个 .docx 文件。"), str(source))
    files, remarks, places = {target: made.data}, list(made.doubts), tuple[Path, ...]()
    if evidence is not None:
        table = Path(evidence)
        kind = kind_of_table(table)
        places = basis_places([source], basis)
        files[table], failed = evidence_table([(target.name, made.data)], places, kind, here)
        remarks += failed
    remarks += write_files(files, force=force)
    return CleanFile(target, made.taken, tuple(remarks), places)
