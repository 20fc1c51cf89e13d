"""Periods as the labels of an axis: read, put in order, and shortened."""

from __future__ import annotations

import calendar

from briefing.model.document import Panel
from briefing.model.period import Period


def period(label: str) -> Period | None:
    """The period that a label writes (2021, 2021年3月, 2023年一季度), None if it writes none that has a date."""
    try:
        found = Period.parse(label)
    except ValueError:
        return None
    return found if found.dated else None


def moment(label: str) -> float | None:
    """The months from year 0 to the end of the period that a label writes, None if it writes none."""
    found = period(label)
    day = found and (found.end or found.start)
    return 12 * day.year + day.month - 1 + day.day / calendar.monthrange(day.year, day.month)[1] if day else None


def periods(panel: Panel) -> list[str]:
    """Return the labels of a panel in the order of time where all are dates, else as they first appear."""
    labels = list(dict.fromkeys(mark.label for mark in panel.marks))
    found = {label: at for label in labels if (at := period(label))}
    return sorted(labels, key=found.__getitem__) if len(found) == len(labels) else labels


def short(label: str, beside: str) -> str:
    """A label without its year where the one `beside` it is of that year: 二季度 beside 2023年一季度."""
    found, other = period(label), period(beside)
    return found.short(other) if found and other and found.year == other.year else label
