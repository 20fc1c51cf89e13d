"""The properties of a document: what Word shows under 文件、信息, and what archives search by."""

from __future__ import annotations

import datetime
import re

from briefing.model.document import Meta
from briefing.ooxml.markup import escape

CORE = "docProps/core.xml"
CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
CORE_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"


def core_xml(meta: Meta) -> str:
    """core.xml: the office is the author, the name of the series the category; times are those of its date."""
    texts = (
        ("dc:title", meta.title),
        ("dc:subject", meta.subject),
        ("dc:creator", meta.office or meta.name),
        ("cp:keywords", "；".join(meta.keywords)),
        ("cp:lastModifiedBy", meta.office or meta.name),
        ("cp:category", meta.name),
        ("dc:language", "zh-CN"),
    )
    entries = "".join(f"<{tag}>{escape(' '.join(text.split()))}</{tag}>" for tag, text in texts if text)
    date = stamp(meta.date)
    times = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{date.isoformat()}T00:00:00Z</dcterms:{name}>'
        for name in ("created", "modified")
        if date
    )
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{entries}{times}</cp:coreProperties>'
    )


def stamp(text: str) -> datetime.date | None:
    """The date that “2026年11月22日” writes; None if the text holds no such date. The clock is never asked."""
    found = re.search(r"(\d{4})年(\d{1,2})月(\d{1,2})日", text)
    try:
        return datetime.date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
