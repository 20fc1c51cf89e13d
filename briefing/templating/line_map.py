"""Where each line of a rendered text comes from: marks that a template carries into its text, taken out again.

A mark is a number in private-use characters, so that no Markdown can be mistaken for it. Every stretch of template
text brings one for each of its lines, and every printed value one of its own; so loops, macros and included parts do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

from briefing.errors import NOWHERE, Place
from briefing.templating.marks import Marks, number_of

_MARKS = Marks("\ue002", "\ue003")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


class LineMap:
    """Gives every place in a template a mark, and reads the marks of a text."""

    def __init__(self) -> None:
        self._places: dict[Place, int] = {}

    def mark(self, place: Place) -> str:
        """The characters that stand for `place`."""
        return _MARKS.write(self._places.setdefault(place, len(self._places)))

    def read(self, text: str) -> tuple[str, list[Place]]:
        """The text without marks, and the place of each of its lines: its first mark's, else that of the line above."""
        places, found, last = list(self._places), [], NOWHERE
        for line in text.split("\n"):
            if match := _MARKS.pattern.search(line):
                last = places[number_of(match)]
            found.append(last)
        return _MARKS.pattern.sub("", text), found


class LineMarks(Extension):
    """Puts a mark before each line of a template's own text. Its environment holds the `origins`."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """The tokens of a template with its text marked."""
        for token in stream:
            yield token if token.type != "data" else Token(token.lineno, "data", self._marked(token, stream.filename))

    def _marked(self, token: Token, file: str | None) -> str:
        origins: LineMap = self.environment.origins  # type: ignore[attr-defined]
        lines = enumerate(_LINE.findall(token.value), start=token.lineno)
        return "".join(origins.mark(Place(file, number)) + line for number, line in lines)
