"""The lines that a shell prints around the text as HTML; colours and sizes become variables that sheet.css uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefing.model.document import Meta
from briefing.render.html.inline import escape
from briefing.render.word.shell.letterhead import Line, Piece

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
    yield f"<h1>{'<br>'.join(map(escape, meta.lines or (meta.title,)))}</h1>"


def lines(found: Iterable[Line]) -> Iterator[str]:
    """Yield each line as a paragraph, the title as the heading of the page; what tabs separate stands side by side."""
    for line in found:
        parts = [f"<span>{''.join(map(_piece, part))}</span>" for part in _split_at_tabs(line)]
        tag = "h1" if line.style.lower() == TITLE else "p"
        marks = ("parted" if len(parts) > 1 else "", "ruled" if line.rule else "")
        names = " ".join(filter(None, ("shell", CLASSES.get(line.style, ""), *marks)))
        style = _style(("side", line.side), ("rule", line.rule and f"#{line.rule}"))
        yield f'<{tag} class="{names}"{style}>{"".join(parts)}</{tag}>'


def _split_at_tabs(line: Line) -> list[list[Piece]]:
    """Return the pieces of a line between its tabs."""
    parts: list[list[Piece]] = [[]]
    for piece in line.pieces:
        first, *others = piece.text.split("\t")
        for at, text in enumerate((first, *others)):
            if at:
                parts.append([])
            if text:
                parts[-1].append(Piece(text, piece.colour, piece.size, piece.bold))
    return parts


def _piece(piece: Piece) -> str:
    style = _style(
        ("colour", piece.colour and f"#{piece.colour}"),
        ("size", f"{piece.size:g}pt" if piece.size else ""),
        ("bold", "bold" if piece.bold else "normal"),
    )
    return f"<span{style}>{escape(piece.text)}</span>"


def _style(*said: tuple[str, str]) -> str:
    return f' style="{";".join(f"--{name}:{value}" for name, value in said if value)}"'
