"""A mail that carries briefings, as a draft: nothing is sent."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email.utils import format_datetime

from briefing.errors import Location, Problem, Severity
from briefing.memo.annexes import ANNEX, Warn, annex_file
from briefing.memo.archive import ArchivedFile
from briefing.memo.briefings import OpenedBriefing
from briefing.memo.mail.addresses import Address
from briefing.memo.mail.mail_body import CarriedBriefing, MailBody, as_html, as_text, findings, size
from briefing.memo.mail.mime import file_part, group, mailboxes, message, picture_part, text_part, words
from briefing.memo.mail.word_charts import charts
from briefing.text.file_names import safe_name

LARGE = 20 * 1024 * 1024
"""Bytes of a message beyond which many mail services refuse it."""

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OTHER = "application/octet-stream"
ZONE = datetime.timezone(datetime.timedelta(hours=8))
"""Beijing time."""


@dataclass(frozen=True, slots=True)
class MailDraft:
    """What a mail is to be: `sender` None leaves that to the mail program; `utf8`: headers as RFC 6532 has them."""

    to: tuple[Address, ...]
    subject: str
    day: datetime.date
    cc: tuple[Address, ...] = ()
    sender: Address | None = None
    utf8: bool = False


def file_name(draft: MailDraft) -> str:
    """Return what the draft is called as a file."""
    return safe_name(f"{draft.day.isoformat()} {draft.subject}") + ".eml"


def mail(draft: MailDraft, opened: Sequence[OpenedBriefing], warn: Warn, memos: Sequence[ArchivedFile] = ()) -> bytes:
    """Return the draft as a message that carries the briefings in their order, their findings and charts in its body.

    `memos`: files of letters, which come before them. `warn` hears what a person should know of. Raises BriefingError
    for a Word file that is damaged.
    """
    first = sum(item.name.startswith(ANNEX) for item in memos) + 1
    carried = tuple(_carried(number, item, warn) for number, item in enumerate(opened, start=first))
    content = MailBody(
        names=tuple(box.name for box in draft.to) if all(box.name for box in draft.to) else (),
        carried=carried,
        memos=tuple(memos),
        signed=draft.sender.name if draft.sender else "",
        day=draft.day,
    )
    texts = [text_part(as_text(content), "plain"), text_part(as_html(content, draft.subject), "html")]
    pictures = {chart.content_id: chart for item in carried for chart in item.charts}
    shown = [
        picture_part(chart.data, chart.kind, f"chart-{number}.{chart.kind}", id)
        for number, (id, chart) in enumerate(pictures.items(), start=1)
    ]
    body = group("related", [group("alternative", texts), *shown], ' type="multipart/alternative";')
    held = [(item.data, item.name.replace(";", "；")) for item in memos] + [
        (item.briefing.word, item.name) for item in carried
    ]
    files = [file_part(data, DOCX if name.endswith(".docx") else OTHER, name, raw=draft.utf8) for data, name in held]
    data = message(_headers(draft), group("mixed", [body, *files]))
    for problem in _warnings(opened, data):
        warn(problem)
    return data


def _carried(number: int, item: OpenedBriefing, warn: Warn) -> CarriedBriefing:
    """Return the briefing with the charts that mail programs can show."""
    found = charts(item.word, str(item.file))
    for chart in found:
        if not chart.kind:
            message = f"“{chart.caption}”的图片格式邮件软件不能显示，正文没有放这幅图。"
            warn(
                Problem(message, Location(str(item.file)), "附件里仍有；需要时请在 Word 里换成 PNG。", Severity.WARNING)
            )
    name = annex_file(number, item.title).replace(";", "；")  # some programs end a name at a ; even where it is encoded
    return CarriedBriefing(item, name, tuple(chart for chart in found if chart.kind))


def _headers(draft: MailDraft) -> Iterator[tuple[str, str]]:
    yield "X-Unsent", "1"  # Outlook opens it for writing, not for reading
    noon = datetime.datetime.combine(draft.day, datetime.time(12), ZONE)
    yield "Date", format_datetime(noon)  # RFC 5322, 3.3; the mail program sets the time when the mail is sent
    boxes = (("From", (draft.sender,) if draft.sender else ()), ("To", draft.to), ("Cc", draft.cc))
    for name, given in boxes:
        if given:
            yield name, mailboxes(name, given, raw=draft.utf8)
    yield "Subject", words(draft.subject, len("Subject: "), raw=draft.utf8)


def _warnings(opened: Sequence[OpenedBriefing], data: bytes) -> Iterator[Problem]:
    """Yield what a person should look at before sending."""
    for item in opened:
        if not findings(item):
            message = f"简报“{item.title}”的成果包里没有记下要点，邮件正文没有列出。"
            yield Problem(message, Location(str(item.folder)), "请重新生成这份简报，或自行补写。", Severity.WARNING)
    if len(data) > LARGE:
        message = f"邮件共 {size(len(data))}，超过了不少邮箱的上限（{LARGE >> 20} MB）。"
        hint = "请分几封发，或用 briefing memo pack 打包后经网盘发送。"
        yield Problem(message, hint=hint, severity=Severity.WARNING)
