"""The formats that a briefing can take: one table, which the command line, briefing.yaml, the pipeline, memos and the
preview read. It stands on this floor since data and requests name formats, too; writers are imported when wanted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from briefing.errors import Problem, UsageError


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    `name` is what `--format` takes, and the ending of its file; `label` what a person calls it; `description` says more
    in the help. `writer` is the module whose `write` makes its files of a `briefing.render.Material`. `word`: it needs
    the Word file first, into whose type area its charts must fit; `picture`: the form of its pictures, png or svg;
    `text`: it holds the text, not pictures alone; `usual`: it is made unless something else is asked for; `inner`: it
    stays in the office, and packs and mails leave it out; `program`: what must be installed for it, "" for nothing.
    """

    name: str
    label: str
    description: str
    writer: str
    word: bool = False
    picture: str = "png"
    text: bool = True
    usual: bool = False
    inner: bool = False
    program: str = ""


FORMATS = {
    item.name: item
    for item in (
        Format("docx", "Word", "Word", "briefing.render.word", word=True, usual=True),
        Format("md", "Markdown", "Markdown", "briefing.render.markdown", usual=True, inner=True),
        Format("html", "HTML", "网页，一个文件，手机上也能看", "briefing.render.html"),
        Format("pdf", "PDF", "需要 LibreOffice", "briefing.render.pdf", word=True, program="LibreOffice"),
        Format("svg", "SVG", "另存矢量图", "briefing.render.svg", picture="svg", text=False),
    )
}
"""Every format by its name, in the order in which they are listed and written."""

TEXTS = {name: item for name, item in FORMATS.items() if item.text}
"""The formats of a memo, which has no pictures."""

USUAL = tuple(name for name, item in FORMATS.items() if item.usual)


CHECKLIST = "核对清单"
"""The name of the file for those who make a briefing, beside whatever formats it has; it stays in the office."""


def formats_of(given: Iterable[str], allowed: Collection[str] = FORMATS) -> tuple[str, ...]:
    """Return the formats given, each once, in the order in which they are written; the usual ones if none is given.

    UsageError for a name that is not `allowed`.
    """
    names = tuple(given)
    if wrong := [name for name in names if name not in allowed]:
        hint = f"可用的格式：{'、'.join(allowed)}。"
        raise UsageError(Problem(f"没有“{name}”格式。", hint=hint) for name in wrong)
    return tuple(name for name in allowed if name in names) if names else USUAL


def need_word(formats: Iterable[str]) -> bool:
    """Return whether one of these formats is made of the Word file, or is it."""
    return any(FORMATS[name].word for name in formats)


def picture_forms(formats: Iterable[str]) -> tuple[str, ...]:
    """Return the forms in which pictures are to be drawn for these formats."""
    return tuple(dict.fromkeys(FORMATS[name].picture for name in formats))
