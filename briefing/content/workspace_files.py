"""What a template prints of the workspace itself: the paragraphs that a person keeps in it, and its pictures.

What a person wrote is printed as it is written, and listed as such (手填): none of its numbers is a fact.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from briefing.data.template_paths import NOTES
from briefing.errors import BriefingError, Location, Problem, errors_in
from briefing.model.document import PHOTO, Block, ChartSpec, Figure, Paragraph, Picture, Run, RunKind, Runs, Table
from briefing.model.walk import map_runs
from briefing.templating.given_words import runs_of_words
from briefing.templating.loader import CONTROL
from briefing.templating.markdown import parse
from briefing.templating.printable import Function
from briefing.templating.template_errors import Mistake
from briefing.text.classified import CLASSIFIED, is_classification
from briefing.text.files import is_inner, read_file
from briefing.text.system_errors import cause
from briefing.wording.prose import plain

LARGEST = 100_000
"""Bytes of such a file; a page of text has 2,000."""
Photograph = Callable[[Path, Path], Picture]
"""Returns the picture in a file of a folder, fit to be printed; BriefingError where it is not fit."""


def no_photograph(path: Path, folder: Path) -> Picture:
    """Refuse every picture."""
    raise BriefingError(Problem("这里不能印图片。", Location(str(path))))


@dataclass(frozen=True, slots=True)
class WorkspaceFiles:
    """The files of the workspace in `folder`, None for nobody's own, as its templates may print them.

    `issue` (2026年第3期) names the folder of what is written for that issue alone, "" for none; `photograph` reads
    pictures; `warn` hears of what is odd in a paragraph.
    """

    folder: Path | None = None
    issue: str = ""
    photograph: Photograph = no_photograph
    warn: Callable[[Problem], None] = lambda problem: None
    _shown: Counter[str] = field(default_factory=Counter)

    def functions(self, *, blocks: bool = True) -> dict[str, object]:
        """Return what a template calls, by name; without `blocks` only what fits into a paragraph."""
        note = self._note if blocks else self._sentence
        return {
            "manual": Function('manual("段落名")', note, {"name": str, "optional": bool}),
            "picture": Function(
                'picture("图片/现场.jpg", caption="图题")', self._picture, {"file": str, "caption": str, "alt": str}
            ),
        }

    def figure(self, file: str, caption: Runs, alt: str = "") -> Figure:
        """Return a picture of the workspace as a figure; Mistake where there is none, or it is not fit for print."""
        folder = self._own(file, "图片的位置")
        if not plain(caption):
            raise Mistake(Problem(f"图片“{file}”没有图题。", hint=f'请写 picture("{file}", caption="图题")。'))
        if not (folder / file).exists():
            raise Mistake(Problem(f"工作区里没有图片“{file}”。", hint=f"应放在 {folder / file}。"))
        try:
            photo = self.photograph(folder / file, folder)
        except BriefingError as error:
            raise Mistake(error.problems[0]) from error
        self._shown[file] += 1  # the same picture may stand in two places
        key = f"{file} {self._shown[file]}"
        return Figure(key, caption, ChartSpec(PHOTO, "", ()), alt or plain(caption), photo=photo)

    def _picture(self, file: str, *, caption: str = "", alt: str = "") -> Figure:
        return self.figure(file, runs_of_words(caption), alt)

    def _own(self, name: str, what: str) -> Path:
        """Return the folder of the workspace; Mistake without one, and for a name that leads out of it."""
        if not is_inner(name):
            hint = "请写工作区里的名称，文件夹之间用“/”；不能写“..”、盘符，也不能以“/”开头。"
            raise Mistake(Problem(f"“{name}”不能作{what}。", hint=hint))
        if self.folder is None:
            hint = "请先用 briefing init 建一个工作区，把它放在里面。"
            raise Mistake(Problem(f"这里不是自己的工作区，没有“{name}”。", hint=hint))
        return self.folder

    def _note(self, name: str, *, optional: bool = False) -> Runs | tuple[Block, ...]:
        """Return what the paragraph of that name says, as runs where it is one; () where an `optional` one is not."""
        if optional and self.folder is None:
            return ()
        folder = self._own(name, "段落名") / NOTES
        name = f"{name.removesuffix('.md')}.md"
        own = folder / self.issue / name
        path = own if own.is_file() else folder / name
        blocks = self._read(path, folder) if path.exists() else []
        if not blocks and not optional:
            said = f"“{NOTES}/{name}”是空的。" if path.exists() else f"工作区里没有“{NOTES}/{name}”。"
            hint = f"请把这一段写在 {path}；可有可无的，请写 manual(…, optional=true)。"
            raise Mistake(Problem(said, hint=hint))
        match blocks:
            case [Paragraph(runs, "body")]:
                return runs
            case _:
                return tuple(blocks)

    def _read(self, path: Path, folder: Path) -> list[Block]:
        """Return the blocks that a file below `folder` writes, each of their runs known to be given."""
        place, ref = Location(str(path)), f"{NOTES}/{path.relative_to(folder).as_posix()}"
        try:
            data = read_file(path, within=folder, most=LARGEST + 1)
        except OSError as error:
            raise Mistake(Problem(f"这一段不能读取：{cause(error)[0]}。", place)) from error
        if len(data) > LARGEST:
            raise Mistake(Problem("这一段太长。", place, f"最多 {LARGEST // 1000} KB。"))
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise Mistake(Problem("这一段不是 UTF-8 编码。", place, "请另存为 UTF-8。")) from error
        if odd := CONTROL.search(text):
            said = f"这一段里有看不见的控制字符 U+{ord(odd[0]):04X}。"
            raise Mistake(Problem(said, Location(str(path), text.count("\n", 0, odd.start()) + 1), "请删去它。"))
        for at, line in enumerate(text.splitlines(), start=1):
            if is_classification(line):
                raise Mistake(replace(CLASSIFIED, location=replace(place, line=at)))
        blocks, found = parse(text, (), picture=self.figure)
        problems = [replace(problem, location=replace(place, line=problem.location.line)) for problem in found]
        if errors := errors_in(problems):
            raise Mistake(errors[0])
        for problem in problems:
            self.warn(problem)
        return [_given(block, ref) for block in blocks]

    def _sentence(self, name: str, *, optional: bool = False) -> Runs:
        """Return the same where it is a single paragraph; Mistake otherwise."""
        found = self._note(name, optional=optional)
        runs = tuple(item for item in found if isinstance(item, Run))
        if len(runs) < len(found):
            hint = "请写成一段，或放在 body.md.j2 里印。"
            raise Mistake(Problem(f"“{NOTES}/{name}”不止一段文字，放不进版式文件的一格。", hint=hint))
        return runs


NOBODYS = WorkspaceFiles()
"""Those of the built-in workspace: none."""


def _given(block: Block, ref: str) -> Block:
    """Return the block with its words known as those of the person who wrote `ref`."""
    given = map_runs(block, lambda runs: tuple(replace(run, ref=ref, kind=RunKind.GIVEN) for run in runs))
    return replace(given, key=f"{ref} {given.key}") if isinstance(given, Table) else given
