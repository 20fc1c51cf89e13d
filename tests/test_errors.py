"""Problems are values; hints name what is likely to be meant; long lists are cut where they are told."""

from __future__ import annotations

import pickle
from concurrent.futures import ProcessPoolExecutor

import pytest

from briefing.errors import NAMED, BriefingError, Location, Problem, UsageError, collect, enumerated, nearest


def test_as_many_things_as_a_message_holds_are_all_named_and_one_more_is_counted() -> None:
    names = [f"文件{at}" for at in range(NAMED + 1)]
    assert enumerated(names[:NAMED]) == "、".join(names[:NAMED])
    assert enumerated(names) == "、".join(names[:NAMED]) + "、另有 1 处"
    assert enumerated(names, "；").endswith(f"；{names[NAMED - 1]}；另有 1 处")
    assert enumerated([]) == ""


INDICATORS = ("shared_e_certificates", "hk_enterprises", "startup_time", "tax_refund")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("startup_tme", ["startup_time"]),
        ("startup_times", ["startup_time"]),
        ("market_entities", []),
        ("new_firms", []),
        ("tax_refnd", ["tax_refund"]),
    ],
)
def test_a_long_word_in_letters_must_be_more_than_half_alike(typed: str, found: list[str]) -> None:
    assert nearest(typed, INDICATORS) == found


def test_a_short_one_or_one_in_chinese_may_be_half_alike() -> None:
    assert nearest("gen", ["generate", "lint"]) == ["generate"]
    assert nearest("武汗", ["武汉市", "天河区"]) == ["武汉市"]


def test_what_can_be_made_is_made_and_all_problems_of_the_rest_are_kept_in_order() -> None:
    def half(number: int) -> int:
        if number % 2:
            raise BriefingError([Problem(f"{number} 是奇数。"), Problem("请改。")])
        return number // 2

    made, problems = collect(half, [3, 4, 5, 8])
    assert made == [2, 4]
    assert [problem.message for problem in problems] == ["3 是奇数。", "请改。", "5 是奇数。", "请改。"]


def _refuse(kind: type[BriefingError]) -> None:
    raise kind([Problem("未找到城市“武汗”，", Location("a.yaml", 3), "您是不是要找“武汉市”？"), Problem("请改。")])


@pytest.mark.parametrize("kind", [BriefingError, UsageError])
def test_an_error_that_comes_out_of_another_process_says_what_it_said_there(kind: type[BriefingError]) -> None:
    with pytest.raises(BriefingError) as here:
        _refuse(kind)
    here.value.add_note("备注")
    copy = pickle.loads(pickle.dumps(here.value))
    assert (type(copy), str(copy), copy.__notes__) == (kind, str(here.value), ["备注"])
    with ProcessPoolExecutor(1) as pool, pytest.raises(kind) as there:
        pool.submit(_refuse, kind).result()
    assert type(there.value) is kind
    assert (str(there.value), there.value.problems) == (str(here.value), here.value.problems)


@pytest.mark.parametrize(
    ("command", "python"),
    [
        ("确认不再需要原来那份，加 --force。", "确认不再需要原来那份，加 force=True。"),
        ("请换标题，或用 --out 换一个文件夹。", "请换标题，或用 out= 换一个文件夹。"),
        ("请用 --home 写明，例如 --home 三门峡。", '请用 home= 写明，例如 home="三门峡"。'),
        ("请用 --format docx 重新生成。", '请用 formats="docx" 重新生成。'),
        ("请写 --set 编发单位=值（文字）。", '请写 settings={"编发单位": "值"}（文字）。'),
        ("或用 --by 城市、--by 主题。", "或用 by= 城市、by= 主题。"),
        ("再加 --debug 运行，--forced 不是选项。", "再加 --debug 运行，--forced 不是选项。"),
    ],
)
def test_options_are_named_as_they_are_given_where_they_are_given(command: str, python: str) -> None:
    problem = Problem("不行。", hint=command)
    assert problem.on_command_line == f"不行。{command}"
    assert str(problem) == str(UsageError(problem)) == f"不行。{python}"
