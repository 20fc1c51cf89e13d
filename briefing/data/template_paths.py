"""Where a template's files may lie: in the folders that templates are searched in, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from briefing.errors import BriefingError, Location, Problem, Severity
from briefing.model.template import Template
from briefing.text.files import inside

DESCRIPTION, SHELL = "template.yaml", "shell.docx"
WORD_FILES = (".docx", ".docm", ".dotx", ".dotm", ".doc", ".wps")
NOTES = "notes"
"""The folder of a workspace in which the paragraphs lie, each a file 段落名.md."""


def is_name(name: str) -> bool:
    """Whether a template may be called so: one folder's name, which neither leads elsewhere nor is hidden or shared."""
    return bool(name.strip()) and Path(name).name == name and not name.startswith((".", "_")) and "\\" not in name


def shell_of(template: Template) -> Path:
    """Return the Word file of a template: its own or its base's, else that of the built-in bulletin."""
    return template.shell or template.roots[-1] / "bulletin" / SHELL


def own_file(path: Path, roots: Sequence[Path]) -> Path | None:
    """A file of a template, None if there is none. BriefingError for a link out of `roots`, and for what is no file."""
    place = Location(str(path))
    if not path.exists() and not path.is_symlink():
        return None
    if not inside(path, roots):
        hint = "只能用 templates/ 里的文件；请把它复制进来，代替链接。"
        raise BriefingError(Problem("这是链接，指向模板文件夹之外，不能用。", place, hint))
    if not path.is_file():
        raise BriefingError(Problem("这不是普通文件，不能用。", place, "请换成一个文件，或删去它。"))
    return path


def strays(folder: Path, shell: Path | None, instead: str) -> Iterator[Problem]:
    """A warning for each Word file in a template's folder that is not its `shell`: most often one that is misnamed.

    `instead` says in Chinese what a template without a shell of its own is poured into.
    """
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() not in WORD_FILES or path.name.startswith(("~$", ".")) or not path.is_file():
            continue
        if shell is None:
            said = f"这个 Word 文件没有用作版式：版式文件的名称须是 {SHELL}；现在用的是{instead}的版式。"
            rename = "改名为" if path.suffix.lower() == ".docx" else "用 Word 另存为"
            yield Problem(said, Location(str(path)), f"请{rename} {SHELL}；不用它，就移到别处。", Severity.WARNING)
        elif not path.samefile(shell):
            said = f"这个 Word 文件没有用到：版式用的是 {SHELL}。"
            yield Problem(said, Location(str(path)), "请移到别处，以免弄混。", Severity.WARNING)
