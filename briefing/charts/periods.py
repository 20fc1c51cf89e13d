"""Periods as the labels of an axis: read, and put in order."""

from __future__ import annotations

import re

from briefing.model.document import Panel

_PERIOD = re.compile(r"(\d{4})(?:\D+(\d{1,2}))?")


def moment(label: str) -> int | None:
    """Return the months since year 0 of a label (2021, 2021年, 2021年3月, 2021-03); None if it names no period."""
    found = _PERIOD.match(label)
    return int(found[1]) * 12 + int(found[2] or 0) if found else None


def periods(panel: Panel) -> list[str]:
    """Return the labels of a panel in the order of time where all are dates, else as they first appear."""
    labels = list(dict.fromkeys(mark.label for mark in panel.marks))
    moments = {label: found for label in labels if (found := moment(label)) is not None}
    return sorted(labels, key=moments.__getitem__) if len(moments) == len(labels) else labels
