"""The register of issues: what number comes next, what is frozen, and what was kept of each issue that went out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from briefing.bundle.contents import FACTS
from briefing.bundle.manifest import read_manifest
from briefing.bundle.manifest_records import MANIFEST, Manifest
from briefing.bundle.output_folder import output_folder
from briefing.data.issues import REGISTER, read_issues, write_text
from briefing.errors import NOWHERE, BriefingError, Location, Problem, UsageError, errors_in
from briefing.model.issue import SUPPLEMENT, Issue, IssueNumber, IssueState
from briefing.model.request import Request
from briefing.text.atomic import put, put_folder
from briefing.text.file_names import safe_name
from briefing.text.files import read_file
from briefing.text.system_errors import cause

KEPT = "issues"
"""The folder of a workspace in which the issues that went out are kept."""


@dataclass(frozen=True, slots=True)
class Register:
    """The issues of a workspace, in the order of its register."""

    workspace: Path
    issues: Sequence[Issue] = ()

    @classmethod
    def open(cls, workspace: Path) -> Register:
        """Return the register of a workspace, empty where it has none; BriefingError where it cannot be used."""
        issues, problems = read_issues(workspace)
        if errors_in(problems):
            raise BriefingError(problems)
        return cls(workspace, issues)

    def numbered(self, series: tuple[str, int, bool]) -> list[Issue]:
        """Return the issues with numbers of their own in a series: no 更正 under another's number."""
        return [item for item in self.issues if item.series == series and item.corrects != item.number]

    def next(self, recipe: str, year: int, *, supplement: bool = False) -> int:
        """Return the number after the last issue of the series that went out; drafts count for nothing."""
        held = self.numbered((recipe, year, supplement))
        return max((item.number for item in held if item.issued), default=0) + 1

    def refuse_issued(self, issue: Issue) -> None:
        """Raise UsageError where that number went out: it is never made again, though its correction may be."""
        number, others = issue.number, self.numbered(issue.series)
        if issue.corrects is None and any(item.number == number and item.issued for item in others):
            whose = f"方案“{issue.recipe}”的" if issue.recipe else ""
            message = f"{whose}{issue.name}已经印发，不能再生成，--force 也不行。"
            numbered, following = issue.numbered, SUPPLEMENT if issue.supplement else "next"
            wrong = f"{numbered.words}的数据有错，用 briefing issues correct {numbered.written} 出更正。"
            hint = f"出下一期{SUPPLEMENT if issue.supplement else ''}用 --issue {following}；{wrong}"
            raise UsageError(Problem(message, Location(str(self.workspace / REGISTER)), hint))

    def entered(self, issue: Issue) -> tuple[Issue, str]:
        """Return a draft as it is to be entered, and the text of the register with it, in which nothing else changes.

        UsageError where that number went out; BriefingError where the register can only be changed by hand.
        """
        self.refuse_issued(issue)
        held = self.draft(issue)
        entered = replace(issue, total=self.total(issue), location=held.location if held else issue.location)
        return entered, self.text(entered)

    def total(self, issue: Issue) -> int | None:
        """Return the 总期号 of a draft: what stands in the register, else the one after the last; None for none.

        A 增刊 or 更正 has one only where somebody wrote it into the register.
        """
        if (held := self.draft(issue)) or issue.supplement or issue.corrects:
            return held.total if held else None
        totals = [item.total for item in self.issues if item.recipe == issue.recipe and item.issued and item.total]
        return max(totals) + 1 if totals else None

    def draft(self, issue: Issue) -> Issue | None:
        """Return what the register holds of an issue that has not gone out, None for nothing."""
        key = issue.series, issue.number, issue.corrects
        drafts = (item for item in self.issues if not item.issued)
        return next((item for item in drafts if (item.series, item.number, item.corrects) == key), None)

    def text(self, issue: Issue) -> str:
        """Return the text of the register with the issue in it."""
        path = self.workspace / REGISTER
        return write_text(read_file(path).decode("utf-8-sig") if path.exists() else "", issue)

    def before(self, issue: Issue) -> Issue | None:
        """Return the issue of the same recipe that went out last before `issue`, None for the first.

        A 增刊 stands outside the series: none comes before it, and it comes before none.
        """
        if issue.supplement:
            return None
        years = {item.year for item in self.issues}
        earlier = (item for year in years for item in self.numbered((issue.recipe, year, False)) if item.issued)
        found = (item for item in earlier if (item.year, item.number) < (issue.year, issue.number))
        return max(found, key=lambda item: (item.year, item.number), default=None)

    def corrections(self, issue: Issue) -> list[Issue]:
        """Return the corrections of an issue that went out."""
        key = issue.series, issue.number
        return [item for item in self.issues if item.issued and (item.series, item.corrects) == key]

    def find(self, number: IssueNumber, recipe: str | None = None, year: int | None = None) -> list[Issue]:
        """Return the issues of that number, of the recipe and year where these are given, else of the latest year.

        UsageError where there is none, or where several recipes have one.
        """
        wanted = number.number, number.supplement
        counted = [item for item in self.issues if (item.number, item.supplement) == wanted]
        found = [item for item in counted if recipe in (None, item.recipe)]
        latest = year or max((item.year for item in found), default=0)
        found = [item for item in found if item.year == latest]
        if not found:
            hint = "已登记的各期见 briefing issues；先用 briefing generate --issue 生成，才有登记。"
            raise UsageError(Problem(f"没有登记过{f'{year}年' if year else ''}{number.words}。", hint=hint))
        if len({item.recipe for item in found}) > 1:
            names = "、".join(dict.fromkeys(item.recipe or "（不用方案）" for item in found))
            raise UsageError(Problem(f"几个方案都有{number.words}：{names}。", hint="请用 --recipe 写明是哪一个。"))
        return found

    def kept(self, issue: Issue) -> Manifest:
        """Return what is kept of an issue that went out; BriefingError where it is gone or was changed since."""
        file = self.workspace / issue.kept
        if problem := _altered(file, issue):
            raise BriefingError(problem)
        return read_manifest(file.parent)

    def problems(self) -> Iterator[Problem]:
        """Yield what is wrong with what is kept."""
        for item in self.issues:
            if item.issued and (problem := _altered(self.workspace / item.kept, item)):
                yield problem


def _altered(file: Path, issue: Issue) -> Problem | None:
    place = Location(str(file))
    try:
        digest = hashlib.sha256(read_file(file)).hexdigest()
    except OSError as error:
        return Problem(f"{issue.name}印发的文件不能读取：{cause(error)[0]}。", place, "请从备份恢复，放回原处。")
    if digest != issue.sum:
        return Problem(f"{issue.name}印发的文件在存下之后被改动过。", place, "请从备份恢复；已经印发的不能改。")
    return None


def entry_of(request: Request) -> Issue | None:
    """Return what the register is to hold of a request, None where it holds nothing of it."""
    day, state = request.date.isoformat(), IssueState.DRAFT
    if request.corrects:
        wrong = replace(request.corrects, total=None, title="", bundle="", kept="", sum="", location=NOWHERE)
        return replace(wrong, corrects=wrong.number, date=day, state=state)
    if request.register is None or request.issue is None:
        return None
    return Issue(**asdict(request.issue), recipe=request.recipe, year=request.date.year, date=day, state=state)


def register_draft(workspace: Path, issue: Issue) -> Issue:
    """Enter a draft in the place of an earlier one of its number, and return it as entered.

    UsageError where that number went out meanwhile, BriefingError where the register cannot be written to.
    """
    with _writing(workspace) as register:
        entered, text = register.entered(issue)
        put({workspace / REGISTER: text.encode()})
    return entered


def register_issued(workspace: Path, issue: Issue, file: Path) -> Issue:
    """Keep the file that went out with the facts of its bundle, freeze the issue, and return it as entered.

    BriefingError, with nothing kept, where the file or the bundle cannot be read, or the bundle is of another issue.
    """
    folder = workspace / issue.bundle
    try:
        manifest = read_manifest(folder)
    except BriefingError as error:
        message = f"{issue.name}的成果包不能用：{error.problems[0].message}"
        raise BriefingError(Problem(message, Location(str(folder)), "请重新生成这一期，再登记印发稿。")) from error
    if issue.corrects is None and manifest.request.get("issue") != issue.numbered.written:
        message = f"登记的成果包不是{issue.name}的。"
        raise BriefingError(Problem(message, Location(str(folder)), "请重新生成这一期，再登记印发稿。"))
    try:
        data = read_file(file)
        beside = {name: read_file(folder / name) for name in (FACTS, MANIFEST) if (folder / name).exists()}
    except OSError as error:
        raise BriefingError(Problem(f"不能读取：{cause(error)[0]}。", Location(str(file)), cause(error)[1])) from error
    name = safe_name(file.name)
    with _writing(workspace) as register:
        held = register.draft(issue)
        if held != issue:  # another run has been at work
            raise BriefingError(
                Problem(f"{issue.name}的登记刚刚变了，没有登记。", hint="请看过 briefing issues 再试。")
            )
        kept = _free(workspace / KEPT, " ".join(filter(None, (issue.slug, issue.recipe))))
        path = (kept / name).relative_to(workspace).as_posix()
        digest = hashlib.sha256(data).hexdigest()
        entered = replace(held, state=IssueState.ISSUED, kept=path, sum=digest)
        text = register.text(entered)
        put_folder(kept, {name: data, **beside})
        put({workspace / REGISTER: text.encode()})
    return entered


def _free(folder: Path, name: str) -> Path:
    """Return a folder that is not there yet: what was kept is never replaced."""
    names = (safe_name(f"{name}{f' {number}' if number > 1 else ''}") for number in range(1, 1000))
    return next(folder / name for name in names if not (folder / name).exists())


@contextmanager
def _writing(workspace: Path) -> Iterator[Register]:
    """Yield the register as it is now, and keep other runs from it meanwhile."""
    with output_folder(workspace / KEPT, "登记期号", workspace / REGISTER):
        yield Register.open(workspace)


def relative(folder: Path, workspace: Path) -> str:
    """Return a folder as the register writes it: relative to the workspace if it lies there, else in full."""
    full, root = folder.resolve(), workspace.resolve()
    return (full.relative_to(root) if full.is_relative_to(root) else full).as_posix()
