"""Two Word files set side by side: what was changed, as a table, and what it means for the data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from briefing.api.basis import carried
from briefing.api.evidence import basis_of
from briefing.api.workspace import Workspace
from briefing.bundle.files import refuse_overwriting, write_files
from briefing.bundle.manifest import read_manifest
from briefing.errors import BriefingError, Problem, Severity, UsageError
from briefing.model.document import Document
from briefing.model.library import Library
from briefing.ooxml.checks import classified, programs, templates
from briefing.ooxml.package import Package, read_docx
from briefing.trace.changes import Change, changes
from briefing.trace.evidence import EvidenceBase, judge
from briefing.trace.figure_changes import (
    Correction,
    FigureChange,
    FigureOrigin,
    Judged,
    corrections,
    corrections_text,
    figure_changes,
)
from briefing.trace.figures import KnownFigures
from briefing.trace.passages import WordText, read_text
from briefing.trace.revision_table import lines, records, revision_table

NAMES = "原稿", "修改稿"
MADE = {None: "", True: "（程序生成，没有改动）", False: "（程序生成，生成后有改动）"}
SAME = "两稿的文字和图片、字体字号等字的格式、段落的对齐、缩进、行距、编号和样式、纸张和页边距、批注都相同。"
HINT = "请检查文件名；要对照的是两个 .docx 文件。"


@dataclass(frozen=True, slots=True)
class Revisions:
    """What was changed between two Word files, each change once.

    `figures` are the numbers among them that were replaced by others, each held against the data; `corrections` is
    what to put into the data, by hand, where a number that was changed by hand is right. `summary` is what stands above
    the table, `document` the 修改对照表; `problems` are remarks on the data. `inputs` are the two files, `workspace` is
    the folder of the data: neither is ever written to.
    """

    changes: tuple[Change, ...]
    figures: tuple[FigureChange, ...]
    corrections: tuple[Correction, ...]
    summary: tuple[str, ...]
    document: Document = field(repr=False)
    inputs: tuple[Path, ...]
    workspace: Path
    problems: tuple[Problem, ...] = ()

    @property
    def lines(self) -> list[str]:
        """Return a line for each change."""
        return list(lines(self.changes))

    @property
    def records(self) -> list[dict[str, object]]:
        """Return each change as plain data, for JSON."""
        return list(records(self.changes, self.figures))

    def docx(self) -> bytes:
        """Return the 修改对照表 as a Word file, on pages on their side."""
        from briefing.render.word.make_shell import plain_shell  # noqa: PLC0415 - the changes may be wanted as data alone
        from briefing.render.word.writer import render_docx  # noqa: PLC0415 - as above

        return render_docx(self.document, {}, plain_shell(landscape=True))

    def save(
        self, out: str | Path | None = None, *, corrections: str | Path | None = None, force: bool = False
    ) -> tuple[Problem, ...]:
        """Write the Word file and, if there are any, the corrections, None for neither; return what should be known.

        The data are not changed. UsageError for an output that is an input, the other output, or among the data;
        BriefingError where another file stands there and `force` is not given; one that is replaced is kept as a copy.
        """
        if out is not None and Path(out).suffix.lower() != ".docx":
            raise UsageError(Problem(f"“{out}”不是 .docx 文件。", hint="对照表写成 Word 文件，如 修改对照表.docx。"))
        outputs = [Path(given) for given in (out, corrections) if given is not None]
        refuse_overwriting(outputs, self.inputs, self.workspace)
        files = {} if out is None else {Path(out): self.docx()}
        if corrections is not None and self.corrections:
            files[Path(corrections)] = self.corrections_text().encode()
        return write_files(files, force=force) if files else ()

    def corrections_text(self) -> str:
        """Return the corrections as a person puts them into the data, each with a place for its source."""
        return corrections_text(self.corrections)


def compare(before: str | Path, after: str | Path, workspace: Workspace | None = None) -> Revisions:
    """Return what was changed from the Word file `before` to `after`; changes not yet accepted are read as accepted.

    Figures are tied by the bundles that the files lie in, else by the data of the workspace, the nearest for None.
    UsageError for a file that is not there, BriefingError for one that is no sound .docx.
    """
    paths = Path(before), Path(after)
    packages = [
        Package.open(read_docx(path, HINT), str(path), checks=(classified, programs, templates)) for path in paths
    ]
    here = workspace or Workspace.open()
    library, problems = _library(here)
    own = here.register is not None  # the built-in data are nobody's to correct
    units = frozenset(unit for family in library.catalogue.units.values() for unit in family.units) if library else ()
    one, other = (read_text(package, units) for package in packages)
    found = changes(one, other)
    pairs = zip(paths, (one, other), strict=True)
    judged = [_judged(path, text, library, own=own) if library else None for path, text in pairs]
    written = [_as_written(path) for path in paths]
    figures = figure_changes(found, *judged, as_written=written[1] is True)
    corrected = corrections(figures, library, KnownFigures.of_library(library)) if library and own else ()
    files = "；".join(
        f"{name}：{path.name}{MADE[kept]}" for name, path, kept in zip(NAMES, paths, written, strict=True)
    )
    said = f"{files}。", "".join(_said(found, figures, (one, other)))
    table = revision_table(found, figures, said)
    return Revisions(found, figures, corrected, said, table, paths, here.path, tuple(problems))


def _library(workspace: Workspace) -> tuple[Library | None, list[Problem]]:
    """Return the data of a workspace; None, with a remark, where they have errors."""
    try:
        return workspace.library(), []
    except BriefingError as error:
        message = f"资料有误，数字没有与资料对照：{error.problems[0].message}"
        return None, [Problem(message, hint="请用 briefing check 查看。", severity=Severity.WARNING)]


def _judged(path: Path, text: WordText, library: Library, *, own: bool) -> Judged:
    """Return the numbers of a file, held against its bundle, those that its memo carries, or else one's library.

    None where there is neither.
    """
    try:
        basis = basis_of(carried(path.parent))[0]
    except BriefingError:
        basis = EvidenceBase(())
    if not (basis.rows or own):
        return None
    units = library.catalogue.units
    known = KnownFigures.of_rows(basis.rows, units) if basis.rows else KnownFigures.of_library(library)
    lines = basis.lines if basis.rows else ()
    return {id(item.number): item for item in judge(text.numbers, known, text.passages, lines)}


def _said(
    found: tuple[Change, ...], figures: tuple[FigureChange, ...], texts: tuple[WordText, WordText]
) -> Iterator[str]:
    """Yield what stands above the table: how many changes of each kind, and what was read how."""
    kinds, origins = Counter(change.kind for change in found), Counter(item.origin for item in figures)
    if kinds:
        yield f"共有修改{len(found)}处：{'，'.join(f'{kind}{count}处' for kind, count in kinds.items())}。"
    else:
        yield SAME
    if origins:
        new = sum(item.before is None for item in figures)
        counts = (("改动", len(figures) - new), ("新增", new))
        done = "、".join(f"{word}数字{count}个" for word, count in counts if count)
        told = "，".join(f"{origin}的{origins[origin]}个" for origin in FigureOrigin if origins[origin])
        yield f"其中{done}：{told}。"
    for name, text in zip(NAMES, texts, strict=True):
        if text.pending:
            yield f"{name}里有尚未接受的修订，按全部接受后的文字对照。"


def _as_written(path: Path) -> bool | None:
    """Return whether a file is as the program wrote it, as its bundle tells; None where none does."""
    try:
        return read_manifest(path.parent).wrote(path.name, path.read_bytes())
    except BriefingError:  # as above
        return None
