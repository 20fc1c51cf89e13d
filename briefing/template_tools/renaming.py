"""A template under another name, with everything in its workspace that names it."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from pathlib import Path

from briefing.bundle.output_folder import output_folder
from briefing.data.config import CONFIG
from briefing.data.template_paths import DESCRIPTION, is_name
from briefing.errors import BriefingError, Location, Problem, UsageError
from briefing.template_tools.scaffolding import quoted
from briefing.text.atomic import put

_TAG = r"\{{%[-+]?\s*(?:extends|include|import|from)\s+[\"']{name}/"


def rename_template(old: str, new: str, workspace: Path) -> list[Path]:
    """Rename a template of a workspace, and what names it there: recipes, bases, tags; return the files changed.

    UsageError where there is no such template, or the new name is none or taken; BriefingError, with nothing changed,
    with each place that names it in a way that cannot be changed here, and each file that cannot be read. All other
    bytes stay as they are.
    """
    folder = workspace / "templates"
    if not (is_name(old) and (folder / old / DESCRIPTION).is_file()):
        hint = "只能给工作区里自己的模板改名，见 briefing template list。"
        raise UsageError(Problem(f"这个工作区里没有名为“{old}”的模板。", hint=hint))
    if not is_name(new):
        raise UsageError(Problem(f"“{new}”不能作模板名。", hint="请用文字和数字，不以“.”“_”开头，不含“/”。"))
    if (folder / new).exists():
        raise UsageError(Problem(f"已有“{folder / new}”，未改动。", hint="请换一个名称。"))
    changed: dict[Path, bytes] = {}
    left: list[Problem] = []
    for path in _files(workspace):
        mark, text = _read(path, left)
        renamed = _renamed(path, text, old, new, is_own=path.parent == folder / old)
        left += _left(path, renamed, old)
        if renamed != text:
            changed[path] = mark + renamed.encode()
    if left:
        raise BriefingError(left)
    with output_folder(folder, "改名", folder / new):
        (folder / old).rename(folder / new)
        moved = {
            folder / new / path.relative_to(folder / old) if path.is_relative_to(folder / old) else path: data
            for path, data in changed.items()
        }
        try:
            put(moved)
        except OSError:
            (folder / new).rename(folder / old)
            raise
    return sorted(moved)


def _files(workspace: Path) -> Iterator[Path]:
    """Yield the files of a workspace that may name a template."""
    templates = workspace / "templates"
    found = (workspace / CONFIG, *sorted(templates.rglob(DESCRIPTION)), *sorted(templates.rglob("*.j2")))
    return (path for path in found if path.is_file() and not path.is_symlink())


def _read(path: Path, problems: list[Problem]) -> tuple[bytes, str]:
    """Return the byte order mark of a file, b"" for none, and its text with the ends of lines as they are."""
    data = path.read_bytes()
    mark = BOM_UTF8 if data.startswith(BOM_UTF8) else b""
    try:
        return mark, data[len(mark) :].decode()
    except UnicodeDecodeError:
        problems.append(Problem("文件不是 UTF-8，不能改名。", Location(str(path)), "请用“另存为 UTF-8”重新保存。"))
        return mark, ""


def _renamed(path: Path, text: str, old: str, new: str, *, is_own: bool) -> str:
    """Return the text with the new name in place of the old one where it names the template."""
    if path.suffix == ".j2":
        return re.sub(
            f"({_TAG.format(name=re.escape(old))})", lambda found: f"{found[0].removesuffix(f'{old}/')}{new}/", text
        )
    keys = "template" if path.name == CONFIG else "base|title" if is_own else "base"
    said = re.compile(rf"^(\s*(?:-\s+)?(?:{keys}):[ \t]*)([\"']?){re.escape(old)}\2([ \t]*(?:#.*)?\r?)$", re.MULTILINE)
    return said.sub(lambda found: f"{found[1]}{quoted(new)}{found[3]}", text)


def _left(path: Path, text: str, old: str) -> Iterator[Problem]:
    """Yield each line that still names the template: in braces, in a name that is put together, in a list of parts."""
    name = re.escape(old)
    key = "template" if path.name == CONFIG else "base"
    said = rf"[\"']{name}/" if path.suffix == ".j2" else rf"\b{key}[\"']?\s*:\s*[\"']?{name}[\"']?\s*(?:[,}}#]|$)"
    for number, line in enumerate(text.split("\n"), 1):
        if re.search(said, line):
            hint = f"请先把这一行里的“{old}”改写成单独一行的 template: 或 base:，或直接写在标签里，再改名。"
            yield Problem(f"这里也用到模板“{old}”，不能代为改写。", Location(str(path), number), hint)
