"""Template files: found under the roots and nowhere else, however a name or a symbolic link tries."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path, PurePosixPath

from jinja2 import BaseLoader, Environment, TemplateNotFound

from briefing.errors import Location, Problem, did_you_mean
from briefing.templating.template_errors import Mistake
from briefing.text.files import inside

RESERVED = re.compile("[\ue000-\ue01f]")
"""Private-use characters that the program writes slots and marks with."""
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
"""Characters that no Word file holds; they come with text that is pasted from elsewhere."""
_TAGS = re.compile("{%.*?%}|{#.*?#}")
_ENDS_IN_A_TAG = re.compile(r"^(.*{%(?:(?!%}).)*[^-+%])%}[ \t]*$", re.MULTILINE)
LARGEST = 1_000_000  # bytes of a template file; the built-in ones have 5,000
NAMED = 10  # files offered where none looks like the one that is missing


class TemplateLoader(BaseLoader):
    """Searches the folders `roots` in order, as template names such as bulletin/body.md.j2 say.

    Names in `left_out` are read as empty, those in `mended` as they stand there: parts that were found wrong, so that
    the rest can be rendered.
    """

    def __init__(self, roots: Sequence[Path]) -> None:
        self.roots = tuple(roots)
        self.left_out: set[str] = set()
        self.mended: dict[str, str] = {}

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Text and file name of a template. TemplateNotFound, in Chinese, or Mistake if it cannot be read."""
        if template in self.left_out:
            return "", template, lambda: True
        path = self._find(template)
        if path is None:
            raise TemplateNotFound(template, self.missing(template))
        return self.mended.get(template) or kept_apart(_read(path)), str(path), lambda: True

    def missing(self, name: str) -> str:
        """Return what to say where nothing bears `name`, with the names that look most like it, else some others."""
        known = self._known
        held = f"现有：{'、'.join(known[:NAMED])}。" if known else ""
        return f"模板文件夹里没有“{name}”。{did_you_mean(name, known) or held}"

    def names(self) -> list[str]:
        """Return every file that a template may name."""
        return sorted({path.relative_to(root).as_posix() for root in self.roots for path in root.rglob("*.j2")})

    @cached_property
    def _known(self) -> list[str]:
        return self.names()

    def _find(self, name: str) -> Path | None:
        given = PurePosixPath(name)
        # backslashes and drive letters lead out of the roots on Windows alone: refused everywhere alike
        if given.is_absolute() or ".." in given.parts or "\\" in name or ":" in name:
            raise _outside(name)
        path = next((root / given for root in self.roots if (root / given).is_file()), None)
        # a symbolic link may lie inside and lead outside
        if path and not inside(path, self.roots):
            raise _outside(name)
        return path


class TextLoader(TemplateLoader):
    """Knows one template by its text, under the name `file`, beside those in the folders `roots`."""

    def __init__(self, roots: Sequence[Path], file: str, text: str) -> None:
        super().__init__(roots)
        self._file, self._text = file, text

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Text and file name of a template."""
        if template == self._file:
            return self.mended.get(template, self._text), template, lambda: True
        return super().get_source(environment, template)


def _outside(name: str) -> Mistake:
    hint = "只能用 templates/ 里的文件，例如 _parts/ 中的一个。"
    return Mistake(Problem(f"“{name}”在模板文件夹之外，不能引用。", hint=hint))


def kept_apart(text: str) -> str:
    """Return a template whose lines end where they are seen to: what a tag at the end of a text trims is its own line.

    Jinja takes away the end of the line behind every tag (trim_blocks), by which a paragraph that ends in one would run
    into the next; a plus sign in the tag keeps it, and moves no line.
    """
    return _ENDS_IN_A_TAG.sub(lambda line: line[0] if not _TAGS.sub("", line[0]).strip() else f"{line[1]}+%}}", text)


def _read(path: Path) -> str:
    place = Location(str(path))
    if path.stat().st_size > LARGEST:
        raise Mistake(Problem("模板文件太大。", place, f"最多 {LARGEST // 1000} KB。"))
    try:
        # editors on Windows put a byte order mark in front
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise Mistake(Problem("模板不是 UTF-8 编码。", place, "请另存为 UTF-8。")) from error
    except OSError as error:
        raise Mistake(Problem("模板不能读取。", place, "请检查文件权限。")) from error
    for odd, what in ((RESERVED.search(text), "程序保留的字符"), (CONTROL.search(text), "看不见的控制字符")):
        if odd:
            line = text.count("\n", 0, odd.start()) + 1
            message = f"模板里有{what} U+{ord(odd[0]):04X}。"
            raise Mistake(Problem(message, Location(str(path), line), "请删去这个字符。"))
    return text
