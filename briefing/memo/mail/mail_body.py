"""What a mail says of the briefings that it carries: as text and as HTML, the same words in both.

The HTML is made of tables and styles on the elements themselves: Outlook shows mail with Word, which knows little
else. Nothing in it is fetched from elsewhere.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from briefing.memo.annexes import ANNEX
from briefing.memo.archive import ArchivedFile
from briefing.memo.briefings import OpenedBriefing
from briefing.memo.mail.word_charts import WordChart
from briefing.wording.prose import date

WIDTH = 640
"""Width of the text in pixels (1/96 inch): fits a sheet of A4 when printed."""

FONT = (
    "font-family:'Microsoft YaHei','微软雅黑','PingFang SC','Noto Sans CJK SC','WenQuanYi Micro Hei',SimSun,sans-serif"
)
_TEXT = f"{FONT};font-size:15px;line-height:26px;color:#1a1a1a"
_SMALL = f"{FONT};font-size:13px;line-height:22px;color:#595959"
_HEAD = f"{FONT};font-size:17px;line-height:28px;color:#1a1a1a;font-weight:bold"
_TABLE = 'role="presentation" cellpadding="0" cellspacing="0" border="0"'


@dataclass(frozen=True, slots=True)
class CarriedBriefing:
    """A briefing in a mail: the name of its file there, and its charts."""

    briefing: OpenedBriefing
    name: str
    charts: tuple[WordChart, ...]


@dataclass(frozen=True, slots=True)
class MailBody:
    """What a mail says: `names` are those it is for, () unless all are named; `signed` is who signs, "" for nobody.

    `memos`: the files of the letters that it carries before the briefings.
    """

    names: tuple[str, ...]
    carried: tuple[CarriedBriefing, ...]
    signed: str
    day: datetime.date
    memos: tuple[ArchivedFile, ...] = ()

    @property
    def files(self) -> list[str]:
        """Return the names of all files that it carries, with their sizes."""
        held = [(item.name, item.data) for item in self.memos]
        held += [(item.name, item.briefing.word) for item in self.carried]
        return [f"{name}（{size(len(data))}）" for name, data in held]


def opening(mail: MailBody) -> tuple[str, str]:
    """Return the salutation, and what is sent."""
    letters = [item.title or Path(item.name).stem for item in mail.memos if not item.name.startswith(ANNEX)]
    titles = "".join(f"《{title}》" for title in (*letters, *(item.briefing.title for item in mail.carried)))
    count = f"{len(mail.carried)}份简报" if len(mail.carried) > 1 and not letters else ""
    summary = "要点如下。" if any(findings(item.briefing) for item in mail.carried) else ""
    return (f"{'、'.join(mail.names)}：" if mail.names else "您好！", f"现送上{titles}{count}，请审阅。{summary}")


def findings(item: OpenedBriefing) -> tuple[str, ...]:
    """Return the findings of a briefing as printed."""
    return tuple("".join(run.text for run in finding) for finding in item.manifest.findings)


def sources(item: OpenedBriefing) -> str:
    """Return where the figures come from; "" where the bundle does not tell."""
    named = [f"{source.publisher}《{source.title}》" for source in item.manifest.sources]
    return f"资料来源：{'；'.join(named)}。各数字的时期和出处见附件。" if named else ""


def size(count: int) -> str:
    """Return so many bytes as mail programs show them."""
    return f"{count / 1024 / 1024:.1f} MB" if count >= 1024 * 1024 else f"{max(1, round(count / 1024))} KB"


def as_text(mail: MailBody) -> str:
    """Return the body for a program that shows no HTML; a chart is told by its alternative text."""
    return "\n".join(_lines(mail)) + "\n"


def _lines(mail: MailBody) -> Iterator[str]:
    yield from (*opening(mail), "")
    for item in mail.carried:
        yield f"《{item.briefing.title}》"
        yield from (f"{number}. {text}" for number, text in enumerate(findings(item.briefing), start=1))
        for chart in item.charts:
            yield from ("", f"【{chart.caption}】", chart.alt)
        yield from (("", source) if (source := sources(item.briefing)) else ())
        yield ""
    yield "附件："
    yield from mail.files
    yield from ("", *filter(None, (mail.signed,)), date(mail.day))


def as_html(mail: MailBody, subject: str) -> str:
    """Return the body as a page."""
    rows = "\n".join(f"<tr><td {cell}</td></tr>" for cell in _cells(mail))
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(subject)}</title>\n</head>\n"
        f'<body style="margin:0;padding:16px;background-color:#ffffff">\n<table {_TABLE} width="{WIDTH}" '
        f'style="width:{WIDTH}px;max-width:100%;border-collapse:collapse">\n{rows}\n</table>\n</body>\n</html>\n'
    )


def _cells(mail: MailBody) -> Iterator[str]:
    """Yield the rows of the page, each from the attributes of its only cell on."""
    salutation, sent = opening(mail)
    yield _cell(_TEXT, escape(salutation))
    yield _cell(_TEXT, escape(sent), below=12)
    for item in mail.carried:
        yield from _briefing(item)
    yield _cell(f"{_TEXT};font-weight:bold", "附件：", above=12)
    yield from (_cell(_TEXT, escape(name)) for name in mail.files)
    signed = "<br>".join(map(escape, filter(None, (mail.signed, date(mail.day)))))
    yield _cell(_TEXT, signed, above=16, align="right")


def _briefing(item: CarriedBriefing) -> Iterator[str]:
    heading = f'<h2 style="margin:0;{_HEAD}">《{escape(item.briefing.title)}》</h2>'
    yield _cell(f"{_HEAD};border-top:2px solid #c00000", heading, above=10)
    if found := findings(item.briefing):
        yield _cell(_TEXT, _list(found), below=6)
    for chart in item.charts:
        caption = f'<p style="margin:0;{_SMALL}">{escape(chart.caption)}</p>'
        yield _cell(_SMALL, _picture(chart) + caption, above=8, below=8, align="center")
    if source := sources(item.briefing):
        yield _cell(_SMALL, escape(source), below=12)


def _list(found: Sequence[str]) -> str:
    """Return numbered lines as a table: Word indents lists as it likes."""
    rows = "".join(
        f'<tr><td valign="top" width="26" style="{_TEXT}">{number}.</td><td valign="top" style="{_TEXT}">{escape(text)}'
        "</td></tr>"
        for number, text in enumerate(found, start=1)
    )
    return f'<table {_TABLE} width="100%">{rows}</table>'


def _picture(chart: WordChart) -> str:
    """Return a chart at its size in print where it fits; Outlook obeys attributes, others narrow it with the page."""
    width = min(WIDTH, round(chart.width_mm / 25.4 * 96)) or WIDTH
    height = round(width * chart.height_mm / chart.width_mm) if chart.width_mm else 0
    sides = f'width="{width}"' + (f' height="{height}"' if height else "")
    return (
        f'<img src="cid:{chart.content_id}" alt="{escape(chart.alt)}" {sides} '
        f'style="display:block;margin:0 auto;width:{width}px;max-width:100%;height:auto;border:0">'
    )


def _cell(style: str, content: str, *, above: int = 0, below: int = 0, align: str = "left") -> str:
    return f'align="{align}" style="padding:{above}px 0 {below}px 0;{style}">{content}'
