"""What several rules measure, and rules that search every paragraph of a file for an expression."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from briefing.conformance.font_families import family, size_name
from briefing.conformance.paragraph import OfficialParagraph, TextRole
from briefing.conformance.rule import EVERY, Check, Hit, Rule, Strength
from briefing.conformance.word_file import WordFile
from briefing.ooxml.position import Position

Found = Callable[[OfficialParagraph], str]
"""Tells what is wrong with a paragraph; “” for nothing."""

ENDINGS = tuple("。，；：、！.,;:!")
"""Punctuation that does not end a title or a heading."""

STYLE = "在“样式”里右击该样式 → 修改"
_FLUSH = 0.3
"""Characters: less is what programs round, and nobody sees."""
SIZE = 16
"""3号, the size of the body and of its headings, in points."""


def font_of(paragraph: OfficialParagraph) -> str:
    """Return the font of most 汉字 of a paragraph, as a message names it."""
    return paragraph.main.east or "未指定字体"


def indented(item: OfficialParagraph) -> str:
    """Return how far the first line is indented where it is, and not 顶格; else “”."""
    return f"左空 {item.indent:.1f} 字" if item.indent > _FLUSH else ""


def two_blank(item: OfficialParagraph) -> str:
    """Return how far the first line is indented where that is not two characters, as 左空二字 asks; else “”."""
    return "" if 1.75 <= item.indent <= 2.25 else f"左空 {max(item.indent, 0):.1f} 字"


def font(family_name: str) -> Found:
    """Return what tells the font of a paragraph whose 汉字 are in another than one of this family."""
    return lambda item: font_of(item) if family(item.main.east) != family_name else ""


def size(points: float) -> Found:
    """Return what tells the size of a paragraph whose 汉字 have another."""
    return lambda item: size_name(item.main.size) if item.main.size != points else ""


def ending(signs: tuple[str, ...]) -> Found:
    """Return what tells the sign that a paragraph ends with where it is one of these."""
    return lambda item: f"以“{item.shown[-1]}”结尾" if item.shown.endswith(signs) else ""


def nothing(found: str, positions: Callable[[WordFile], Iterable[Position]]) -> Check:
    """Return the check that a file has nothing at the positions that are asked for; `found` is what it else has."""
    return lambda file: (Hit(found, position) for position in positions(file))


def after_marks(file: WordFile) -> list[OfficialParagraph]:
    """Return the first paragraph with text after each mark of an annex (附件1)."""
    spoken = [item for item in file.flow if item.role is not TextRole.EMPTY]
    return [item for above, item in pairwise(spoken) if above.role is TextRole.ANNEX_MARK]


def each(found: Found, *roles: TextRole) -> Check:
    """Return the check that `found` has nothing, “”, to say of a paragraph of these roles."""

    def check(file: WordFile) -> Iterator[Hit]:
        return (Hit(text, item.position) for item in file.of(*roles) if (text := found(item)))

    return check


HAN = "\u3400-\u9fff"
"""汉字, as a range in an expression."""

NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
COVER = "\ufffc"
"""Stands for a character that no rule is to look at."""

_COVERED = re.compile(
    r"(?:https?://|www\.)[!-~]+|(?<![A-Za-z0-9.+_-])[A-Za-z0-9.+_-]+@[A-Za-z0-9.-]+|[\[(（【]\s?(?:19|20)\d\d\s?[\])）】]\s?第?\d{1,5}\s?号"
)
_AROUND = 6
"""How many characters are shown on each side of what was found."""


def covered(item: OfficialParagraph) -> str:
    """Return the text with COVER for each character of web addresses, e-mail addresses and 发文字号.

    Their punctuation follows rules of its own.
    """
    return _COVERED.sub(lambda found: COVER * len(found[0]), item.text)


def excerpt(text: str, found: re.Match[str]) -> str:
    """Return a match with the characters around it, as a message quotes it."""
    part = text[max(found.start() - _AROUND, 0) : found.end() + _AROUND]
    return f"“{' '.join(part.replace(COVER, '□').split())}”"


def pattern(expression: str) -> Check:
    """Return the check that nothing in the covered text matches an expression."""
    return _matches(expression, covered, excerpt)


def raw_pattern(expression: str) -> Check:
    """Return the check that nothing in the text matches an expression, addresses and 发文字号 included."""
    return _matches(expression, lambda item: item.text, lambda _, found: f"“{found[0]}”")


def _matches(expression: str, searched: Found, quoted: Callable[[str, re.Match[str]], str]) -> Check:
    compiled = re.compile(expression)

    def check(file: WordFile) -> Iterator[Hit]:
        for item in file.all_paragraphs:
            text = searched(item)
            yield from (Hit(quoted(text, found), item.position) for found in compiled.finditer(text))

    return check


def rule(id: str, item: str, strength: Strength, clause: str, required: str, check: str | Check, remedy: str) -> Rule:
    """Return a rule for texts of every profile; if `check` is an expression, it must match nothing."""
    looked = pattern(check) if isinstance(check, str) else check
    return Rule(f"text.{id}", item, strength, clause, required, looked, remedy, EVERY)
