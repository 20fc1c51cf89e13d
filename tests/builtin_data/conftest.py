"""The built-in library, read once."""

from __future__ import annotations

import pytest

from briefing.data.reader import examine
from briefing.data.yaml_files.yaml_reader import YamlReader
from briefing.model.facts import Fact
from briefing.model.library import Library
from tests.builtin_data.inventory import DATA


@pytest.fixture(scope="session")
def library() -> Library:
    """All built-in data, which read without a problem."""
    found, problems = examine(YamlReader(DATA))
    assert problems == []
    return found


@pytest.fixture(scope="session")
def facts(library: Library) -> dict[str, Fact]:
    """Every built-in fact by id."""
    return {fact.id: fact for fact in library.facts()}
