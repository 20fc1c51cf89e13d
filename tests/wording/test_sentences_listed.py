"""Every sentence that is printed stands in a list, so that whoever changes one reads what becomes of it."""

from __future__ import annotations

from tests.wording.make_sentences import LIST, listed


def test_the_list_holds_every_sentence() -> None:
    """Made again by `python -m tests.wording.make_sentences`."""
    held, made = LIST.read_text("utf-8").splitlines(), listed()
    assert sorted(set(made) ^ set(held)) == []
    assert made == held
