"""The text of a finished file as the body of a template: its words stay, its numbers are asked of the data."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, takewhile

from briefing.conformance.paragraph import OfficialParagraph, TextRole
from briefing.conformance.roles import ORDINALS
from briefing.errors import Severity
from briefing.model.document import Run
from briefing.model.library import Library
from briefing.render.word.shell.style_names import StyleName
from briefing.template_tools.adopting.asking import Asking
from briefing.templating.audit import Auditor
from briefing.text.digits import NUMBER, folded
from briefing.text.stated_quantities import covered
from briefing.trace.evidence import CheckedNumber, judge
from briefing.trace.figures import KnownFigures
from briefing.trace.named_places import OWN
from briefing.trace.numbers import SENTENCE, SOURCE_MARK, numbers, spans
from briefing.trace.tie import HALF_NAMED, naming
from briefing.wording.figures import UNDATED

BLANK = "××"
"""What stands in a draft where somebody is to put a number."""
_SOURCE = re.compile("资料来源[:：].*")
_MADE_ANEW = {StyleName.FIGURE_CAPTION.value, StyleName.FIGURE_NOTE.value, StyleName.NOTE.value}
"""The styles of what stands below figures, which are not taken over, and of caveats, which the program adds."""
_UNIT = re.compile("[（(]?单位[:：](.{1,12}?)[）)]?")
SOURCES = '{% include "_parts/sources.md.j2" %}'
UNNUMBERED_SOURCES = "# 资料来源 {-}\n\n{{ references }}"
"""The list of sources, below a text whose chapters are numbered and below one without."""
_ITEM, _BELOW = "1. ", "   "
"""What an item of a list begins with, and one below it before that."""
UNTITLED = "有关情况"
"""The title of a table that had none."""
_SOURCES = re.compile("(?:[一二三四五六七八九十]+、)?资料来源")
_TAKEN_WITH = ("约", "近", "超过", "超", "逾", "不足", "达到", "达")
"""Words before a number that the figure may print itself."""
_SIDES = {"center": ":---:", "right": "---:", "end": "---:"}
_SIGNS = re.compile(r"([\\`*_<>\[\]|#])")
_UNDATED = re.compile("(?:各项)?数据?原文均未注明(?:时期|年份)。?")
_OF_DATA = re.compile(
    "未注明|未公布|未列出|城市规模|行政层级|领先|居首|居前|第[一二三四五六七八九十]+位|最[高低多少快慢大小]|较优|"
    "[高低多少快慢]于|超过|均为|均有|相同|持平|上升|下降|增长|扩大|缩小"
)
"""Words of what is said of figures, which may not hold of the next ones."""
_ASKED = re.compile(r"\{\{ (value\(.*?\)) \}\}")
_OF_A_PERIOD = re.compile("(?:[—－–~至-][0-9]{1,2})?[年月日]")
"""What stands behind a number of a year, a month or a day, the first of two also."""
_NOT_HELD, _A_PERIOD = "资料中没有这个数", "时期，每期自己写"
_DIGITS = re.compile("[0-9０-９][0-9０-９.．,，]*")


@dataclass(frozen=True, slots=True)
class OldNumber:
    """A number of the old text: its words, the sentence, what stands for it now, and what to know of that.

    `city` is that of the figure which it is; `first` the word (达, 超过) that the figure begins with.
    """

    words: str
    sentence: str
    where: str
    tag: str
    why: str = ""
    city: str = ""
    first: str = ""

    @property
    def tied(self) -> bool:
        """Return whether it is a figure of the data now."""
        return self.tag.startswith("{{")


_Span = tuple[int, int, OldNumber]
"""Where a number stands in its paragraph, and what becomes of it."""


def old_text(
    text: Sequence[OfficialParagraph], body: Sequence[OfficialParagraph], library: Library, home: str = ""
) -> tuple[str, tuple[OldNumber, ...]]:
    """Return the body of a template that says what `body` says, and its numbers in order.

    `text` are all paragraphs of the file: what stands around a number tells what it is. `home` is a name of the city
    that it calls 我市, "" for not known.
    """
    figures = KnownFigures.of_library(library, home)
    found = [item for item in judge(numbers(text, figures.units), figures) if item.number.paragraph in body]
    asked = Asking(library, [item.sure for item in found])
    known: dict[int, list[_Span]] = {}
    for item in found:
        known.setdefault(id(item.number.paragraph), []).append(_read(item, figures, asked))
    audit, kept, lines = Auditor.of(library, tuple), list[OldNumber](), list[str]()
    title, unit, periods = "", "", list[str]()
    for block in _blocks(body):
        first = block[0]
        written = [_line(item, known.get(id(item), []), audit, figures.units, kept) for item in block]
        if first.position.table:
            tagged = any("{{ value(" in cell or "{{ fact(" in cell for cell in written)  # these print their units
            lines.append(f"表：{title or UNTITLED}{'' if tagged else unit}\n\n{_table(block, written)}")
            title, unit = "", ""
            periods = [f"{asked}.period" for cell in written for asked in _ASKED.findall(cell)]
        elif first.role is TextRole.CAPTION:
            title = re.sub("^表\\W*(?:[0-9]+|××)\\s*", "", written[0]) if written[0].startswith("表") else title
        elif (stated := _UNIT.fullmatch(first.text.strip())) and title:
            unit = f"（单位：{stated[1]}）"
        elif periods and _UNDATED.fullmatch(first.text.strip()):
            lines.append(f'{{% if {" == ".join(dict.fromkeys(periods))} == "{UNDATED}" %}}{written[0]}{{% endif %}}')
        else:
            below = _numeral(first)[:1] in ("（", "(") and lines and lines[-1].startswith((_ITEM, _BELOW + _ITEM))
            lines.append(f"{_BELOW if below and written[0].startswith(_ITEM) else ''}{written[0]}")
    numbered = any(item.role is TextRole.HEADING and item.level == 1 for item in body)
    return "\n\n".join([*lines, SOURCES if numbered else UNNUMBERED_SOURCES]) + "\n", tuple(kept)


def _read(item: CheckedNumber, figures: KnownFigures, asked: Asking) -> _Span:
    """Return a number of the old text with what stands for it."""
    number, figure = item.number, item.sure
    own = next(iter(reversed(figures.named_places(number.before) or figures.named_places(number.sentence))), "")
    if figure and own in OWN and own not in figure.places:
        tag, why = "", f"不知道“{own}”是哪里，可在 briefing.yaml 里写 home"
    elif own and not figure and item.figure and own not in item.figure.places:
        tag, why = "", f"同样的数是{item.figure.places[0]}的，原文写的是{own}"
    elif figure and naming(figure, number) < HALF_NAMED:
        tag, why = "", "数值相同，上下文没有提到这项指标"
    else:
        tag, why = asked.tag(figure, number) if figure else ("", item.why or _NOT_HELD)
    city = figure.places[0] if figure and tag else ""
    where = str(number.paragraph.position).partition("“")[0]
    first = next((word for word in _TAKEN_WITH if figure and tag and figure.printed.startswith(word)), "")
    old = OldNumber(number.text, number.sentence, where, tag or _blank(number.text), why, city, first)
    return number.start, number.end, old


def said_of_data(body: Iterable[OfficialParagraph]) -> Iterator[str]:
    """Yield the sentences that say something of figures, which stays as it was while these are asked anew."""
    for item, *cells in _blocks(body):
        text = item.shown.strip()
        if not (cells or item.position.table or item.role is TextRole.HEADING or _UNDATED.fullmatch(text)):
            yield from (found[0].strip() for found in SENTENCE.finditer(text) if _OF_DATA.search(found[0]))


def _blocks(body: Iterable[OfficialParagraph]) -> Iterator[list[OfficialParagraph]]:
    """Yield each paragraph alone, and those of a table together; the list of sources is made anew."""
    kept = []
    for item in body:
        if item.role is TextRole.HEADING and _SOURCES.fullmatch(item.shown):
            break
        if item.text.strip() and not item.position.part and item.role is not TextRole.CONTENTS:
            kept += [] if _SOURCE.fullmatch(item.text.strip()) or _MADE_ANEW & set(item.style) else [item]
    for table, group in groupby(kept, key=lambda item: item.position.table):
        held = list(group)
        yield from [held] if table else ([item] for item in held)


def _blank(words: str) -> str:
    return _DIGITS.sub(BLANK, words) if _DIGITS.search(words) else BLANK


def _line(
    item: OfficialParagraph,
    known: list[_Span],
    audit: Auditor,
    units: frozenset[str],
    kept: list[OldNumber],
) -> str:
    """Return a paragraph in Markdown, its numbers replaced, and add these to `kept`."""
    text, numeral = item.text, _numeral(item)
    at, pieces = len(numeral), list[str]()
    for start, end, old in _replaced(item, at, known, audit, units):
        before = text[at:start]
        if old.tied:
            before = before.removesuffix(old.first)
        pieces += [_escaped(before), old.tag]
        kept.append(old)
        at = end
    words = "".join((*pieces, _escaped(text[at:]))).strip()
    return words if item.position.table else _marked(item, numeral, words)


def _numeral(item: OfficialParagraph) -> str:
    """Return what a heading or an item of a list begins with, which is counted anew: 一、, （1）; "" for none."""
    if item.position.table:
        return ""
    begins = next(filter(None, (pattern.match(item.text.lstrip()) for pattern in ORDINALS)), None)
    numbered = begins and (item.role is TextRole.HEADING or begins[1][0].isdigit())
    return item.text[: item.text.index(begins[0]) + len(begins[0])] if begins and numbered else ""


def _replaced(
    item: OfficialParagraph, begin: int, known: list[_Span], audit: Auditor, units: frozenset[str]
) -> list[_Span]:
    """Return the numbers of a paragraph from `begin` on, those of the data and what else the audit would not let pass.

    Where it has more of what is not tied than was read as a number (V1.0, 2月份), all of that is one.
    """
    tied, joined = [one for one in known if one[2].tied], list[_Span]()
    for one in sorted((*known, *_unknown(item, audit, units)), key=lambda one: one[0]):
        if one[0] < begin or any(one[0] < end and start < one[1] for start, end, _ in tied):
            continue
        first = joined.pop() if joined and one[0] < joined[-1][1] else one
        start, end = first[0], max(first[1], one[1])
        words = item.text[start:end]
        joined.append((start, end, replace(first[2], words=words, tag=_blank(words))))
    return sorted((*tied, *joined), key=lambda one: one[0])


def _unknown(item: OfficialParagraph, audit: Auditor, units: frozenset[str]) -> Iterator[_Span]:
    """Yield what the audit of templates would not let pass and no figure is known for: 2月份, 第3批."""
    text = SOURCE_MARK.sub(covered, item.text)
    for at, problem in audit.bare((Run(text),)):
        if problem.severity is Severity.ERROR:
            span = next(((start, end) for start, end in spans(text, units) if start <= at < end), None)
            digit = NUMBER.match(folded(text), at)
            start, end = span or (at, digit.end() if digit else at + 1)
            where = str(item.position).partition("“")[0]
            why = _A_PERIOD if _OF_A_PERIOD.match(folded(text), end) else _NOT_HELD
            yield start, end, OldNumber(item.text[start:end], item.shown, where, "", why)


def _escaped(words: str) -> str:
    words = _SIGNS.sub(r"\\\1", SOURCE_MARK.sub("", words))
    return (
        re.sub(r"\{[{%#]|[}%#]\}", lambda found: f"{{{{ '{found[0]}' }}}}", words).replace("\n", " ").replace("\t", " ")
    )


def _marked(item: OfficialParagraph, numeral: str, words: str) -> str:
    """Return a paragraph as the heading, item or text that it is; `numeral` is what it began with."""
    if item.role is TextRole.HEADING and item.level <= 4:
        return f"{'#' * item.level} {words.rstrip('。')}"
    if item.role is TextRole.LIST:
        return f"1. {words}" if item.label[:1].isdigit() else f"- {words}"
    if numeral:
        return f"1. {words}"
    lead = "".join(span.text for span in takewhile(lambda span: span.format.bold, item.spans)).strip()
    bold = bool(lead) and lead != item.text.strip() and words.startswith(lead)
    return f"**{lead}**{words[len(lead) :]}" if bold else words


def _table(block: Sequence[OfficialParagraph], written: Sequence[str]) -> str:
    """Return a table, its columns aligned as they were; a cell over several columns or rows is the first of them."""
    cells: dict[tuple[int, int], str] = {}
    sides: dict[int, Counter[str]] = {}
    for item, words in zip(block, written, strict=True):
        at = item.position.row or 1, item.position.column or 1
        cells[at] = f"{cells[at]} {words}" if at in cells else words
        if at[0] > 1:
            sides.setdefault(at[1], Counter())[_SIDES.get(item.layout.align, "---")] += 1
    width = max(column for _, column in cells)
    rows = [
        [cells.get((row, column), "") for column in range(1, width + 1)] for row in sorted({row for row, _ in cells})
    ]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    rule = [sides[column].most_common(1)[0][0] if column in sides else "---" for column in range(1, width + 1)]
    return "\n".join([lines[0], f"| {' | '.join(rule)} |", *lines[1:]])
