"""A template of one's own: a copy of another, or a thin one that only says what is different; and how two differ."""

from __future__ import annotations

import difflib
import shutil
from collections.abc import Iterator
from pathlib import Path

from briefing.compose.engine import BODY
from briefing.errors import Problem, UsageError
from briefing.load.templates import DESCRIPTION
from briefing.model.template import Template
from briefing.workshop.usage import usage

FALLBACK = "bulletin"
"""The template whose shell stands in for a missing one."""
COMPARED = (DESCRIPTION, BODY)


def new_template(name: str, base: Template, folder: Path, *, thin: bool) -> list[Path]:
    """Makes the template `name` in the templates folder `folder` from `base`; the files written.

    UsageError if the name is none or taken: nothing is overwritten.
    """
    if Path(name).name != name or name.startswith((".", "_")) or not name.strip() or "\\" in name:
        raise UsageError(Problem(f"“{name}”不能作模板名。", hint="请用文字和数字，不以“.”“_”开头，不含“/”。"))
    target = folder / name
    if target.exists():
        raise UsageError(Problem(f"已有“{target}”，未改动。", hint="请换一个名称。"))
    target.mkdir(parents=True)
    texts = {DESCRIPTION: _described(base, name), BODY: _thin(base) if thin else _read(base.folder / BODY)}
    for file, text in texts.items():
        (target / file).write_text(text, encoding="utf-8")
    if base.shell.exists() and not (thin and base.id == FALLBACK):
        shutil.copyfile(base.shell, target / base.shell.name)
    return sorted(target.iterdir())


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8-sig")


def _described(base: Template, name: str) -> str:
    """The description with the new name as title, everything else as it is."""
    lines = _read(base.folder / DESCRIPTION).splitlines()
    return "\n".join(f"title: {name}" if line.startswith("title:") else line for line in lines) + "\n"


def _thin(base: Template) -> str:
    """A body that extends that of `base`, with an example of every block to rewrite."""
    blocks = usage(base).blocks
    example = blocks[0] if blocks else "导语"
    return (
        f'{{% extends "{base.id}/{BODY}" %}}\n'
        f"{{# 只写要改的段，其余照用“{base.title}”。可以改写的段：{'、'.join(blocks)}。\n"
        "   {{ super() }} 是原来的内容；删去它，就只剩您写的。 #}\n"
        f"{{% block {example} %}}\n{{{{ super() }}}}\n{{% endblock %}}\n"
    )


def differences(old: Template, new: Template) -> Iterator[str]:
    """The lines of a unified diff of description and body, none where both are alike."""
    for file in COMPARED:
        before, after = (_read(item.folder / file).splitlines() for item in (old, new))
        first, second = (str(item.folder / file) for item in (old, new))
        yield from difflib.unified_diff(before, after, first, second, lineterm="")
