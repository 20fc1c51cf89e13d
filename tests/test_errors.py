"""Problems are values, and long lists of things are cut where they are told."""

from __future__ import annotations

from briefing.errors import NAMED, enumerated


def test_as_many_things_as_a_message_holds_are_all_named_and_one_more_is_counted() -> None:
    names = [f"文件{at}" for at in range(NAMED + 1)]
    assert enumerated(names[:NAMED]) == "、".join(names[:NAMED])
    assert enumerated(names) == "、".join(names[:NAMED]) + "、另有 1 处"
    assert enumerated(names, "；").endswith(f"；{names[NAMED - 1]}；另有 1 处")
    assert enumerated([]) == ""
