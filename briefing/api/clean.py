"""A Word file without what must not leave the office."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from briefing.api.evidence import Paths, basis_of, evidence_table, kind_of_table, paths_of
from briefing.api.workspace import Workspace
from briefing.bundle.files import refuse_overwriting, refuse_target, write_file
from briefing.errors import BriefingError, Problem
from briefing.ooxml.clean import outgoing
from briefing.ooxml.package import read_docx


@dataclass(frozen=True, slots=True)
class CleanFile:
    """A Word file as written: where it is, what was taken out, in Chinese, and warnings."""

    path: Path
    taken: tuple[str, ...]
    problems: tuple[Problem, ...]


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

    `evidence`: also the 事实依据表 of its numbers, as this .xlsx or .docx; they rest on the bundles `against`, () for
    the one that the file lies in.
    """
    source = Path(file)
    target = Path(out) if out is not None else source.parent
    if out is None or target.is_dir():
        target /= f"{source.stem}（外发）.docx"
    refuse_target(source, target)
    here, basis = workspace or Workspace.open(), paths_of(against)
    outputs = [target] if evidence is None else [target, Path(evidence)]
    refuse_overwriting(outputs, (source, *basis), here.path / "data")
    made = outgoing(read_docx(source, "请检查文件名；应是一个 .docx 文件。"), str(source))
    files, remarks = {target: made.data}, list(made.doubts)
    if evidence is not None:
        table = Path(evidence)
        kind = kind_of_table(table)
        rests_on, problems = basis_of(basis or (source.parent,))
        if problems:
            raise BriefingError(problems)
        files[table] = evidence_table([(target.name, made.data)], rests_on, kind, here)
    for path, data in files.items():
        remarks += write_file(path, data, force=force)
    return CleanFile(target, made.taken, tuple(remarks))
