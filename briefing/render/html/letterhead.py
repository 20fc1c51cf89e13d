"""The lines that a shell prints around the text as HTML; colours and sizes become variables that sheet.css uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from briefing.model.document import Meta
from briefing.render.html.inline import escape
from briefing.render.material import LetterheadLine, LetterheadRun

CLASSES = {"报头名称": "masthead", "报头期号": "issue", "报头单位日期": "office"}
"""What the page calls the styles of the built-in shells."""

TITLE = "title"


def letterhead(meta: Meta) -> Iterator[str]:
    """Yield the lines of the built-in letterhead, for a shell that cannot be used."""
    if meta.name:
        yield f'<p class="masthead">{escape(meta.name)}</p>'
    if meta.issue:
        yield f'<p class="issue">{escape(meta.issue)}</p>'
    yield f'<p class="office"><span>{escape(meta.office)}</span><span>{escape(meta.date)}</span></p>'
    yield f"<h1>{'<br><wbr>'.join(map(_broken, meta.lines or (meta.title,)))}</h1>"


def _broken(text: str) -> str:
    """Return `text` escaped; where no line must end as in print (on a phone) one may end there or after 与."""
    return escape(text).replace("<br>", "<br><wbr>").replace("与", "与<wbr>")


def lines(found: Iterable[LetterheadLine]) -> Iterator[str]:
    """Yield each line as a paragraph, the title as the heading of the page; what tabs separate stands side by side."""
    for line in found:
        parts = [f"<span>{''.join(map(_run, part))}</span>" for part in _split_at_tabs(line)]
        tag = "h1" if line.style.lower() == TITLE else "p"
        marks = ("parted" if len(parts) > 1 else "", "ruled" if line.rule else "")
        names = " ".join(filter(None, ("shell", CLASSES.get(line.style, ""), *marks)))
        style = _style(("side", line.side), ("rule", line.rule and f"#{line.rule}"))
        yield f'<{tag} class="{names}"{style}>{"".join(parts)}</{tag}>'


def _split_at_tabs(line: LetterheadLine) -> list[list[LetterheadRun]]:
    """Return the runs of a line between its tabs."""
    parts: list[list[LetterheadRun]] = [[]]
    for run in line.runs:
        for at, text in enumerate(run.text.split("\t")):
            if at:
                parts.append([])
            if text:
                parts[-1].append(replace(run, text=text))
    return parts


def _run(run: LetterheadRun) -> str:
    style = _style(
        ("colour", run.colour and f"#{run.colour}"),
        ("size", f"{run.size:g}pt" if run.size else ""),
        ("bold", "bold" if run.bold else "normal"),
    )
    return f"<span{style}>{_broken(run.text)}</span>"


def _style(*said: tuple[str, str]) -> str:
    return f' style="{";".join(f"--{name}:{value}" for name, value in said if value)}"'
