"""A letter that carries briefings: what a person says of it, before a template makes a document of it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # start-up time: a help page names the kinds
    from briefing.model.document import Runs

TEMPLATES = {"函": "letter", "签报": "report", "便函": "note", "通报": "circular"}
"""The kinds of letters, each with the template that it is written by unless another is asked for."""

KINDS = tuple(TEMPLATES)
"""函 goes to an office that is neither above nor below (GB/T 9704—2012, 10.1), 通报 to those below; 签报 to one's own
leaders and 便函, without a letterhead, are custom."""

SENDERS = ("发文机关", "编发单位")
"""The settings of briefing.yaml that name the office, the first that is there."""

TAGS = ("number", "to")
"""What the shell of a letter may print beside what every shell may: 发文字号 and 主送机关."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter.

    `kind` is one of `KINDS`; `to` the addressees in order; `sender` the office that signs; `subject` what it is about,
    or a whole title; `number` the 发文字号, "" for none. `attachments` are the titles of what it carries, in order;
    `findings` holds for each its title and its 要点, whose runs bear the ids of their facts; `settings` are parameters
    of the template, as typed.
    """

    kind: str
    to: tuple[str, ...]
    sender: str
    subject: str
    date: datetime.date
    number: str = ""
    attachments: tuple[str, ...] = ()
    findings: tuple[tuple[str, tuple[Runs, ...]], ...] = ()
    settings: Mapping[str, str] = field(default_factory=dict)
