"""Where a template's files may lie: in the folders that templates are searched in, and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from briefing.errors import BriefingError, Place, Problem
from briefing.text.files import inside

DESCRIPTION, SHELL = "template.yaml", "shell.docx"


def is_name(name: str) -> bool:
    """Whether a template may be called so: one folder's name, which neither leads elsewhere nor is hidden or shared."""
    return bool(name.strip()) and Path(name).name == name and not name.startswith((".", "_")) and "\\" not in name


def own_file(path: Path, roots: Sequence[Path]) -> Path | None:
    """A file of a template, None if there is none. BriefingError for a link out of `roots`, and for what is no file."""
    place = Place(str(path))
    if not path.exists() and not path.is_symlink():
        return None
    if not inside(path, roots):
        hint = "只能用 templates/ 里的文件；请把它复制进来，代替链接。"
        raise BriefingError(Problem("这是链接，指向模板文件夹之外，不能用。", place, hint))
    if not path.is_file():
        raise BriefingError(Problem("这不是普通文件，不能用。", place, "请换成一个文件，或删去它。"))
    return path
