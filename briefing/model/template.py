"""A briefing's template: a folder with its description, its body and perhaps a shell of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from briefing.errors import NOWHERE, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A value that a user may set (`--set 编发单位=…`); `default` is the text used where none is given."""

    name: str
    default: str = ""
    description: str = ""
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A template as found. `title` and `description` are for people; `roots` are searched for included parts."""

    id: str
    title: str
    folder: Path
    description: str = ""
    parameters: tuple[Parameter, ...] = ()
    roots: tuple[Path, ...] = ()

    @property
    def shell(self) -> Path:
        """Where the template's Word shell is."""
        return self.folder / "shell.docx"
