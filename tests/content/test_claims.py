"""What an author claims of a printed figure is held against the data: contradicted, unproved or borne out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefing.errors import BriefingError, Severity
from briefing.model.facts import Target
from briefing.model.measure import Measure, MeasureKind
from briefing.model.period import Period
from tests.builders import Item, analysis, city, fact, indicator, selection
from tests.content.test_values import made
from briefing.analysis.analyse import Analysis, analyse
