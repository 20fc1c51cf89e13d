"""Issues of a series: counted once they went out, frozen then, set against one another, and corrected."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Briefing, Outcome

CONFIG = """
recipes:
  - {name: 月报, cities: [洛阳], themes: [政务服务], formats: md}
  - {name: 周报, cities: [洛阳], themes: [政务服务], formats: md}
"""
INDICATORS = """
indicators:
  - {id: entities, name: 经营主体, theme: services, family: count, better: 高}
  - {id: days, name: 审批时限, theme: services, family: workday, better: 低}
  - {id: calls, name: 热线受理量, theme: services, family: count}
"""
CITY = """
city: {name: 洛阳市}
sources:
  - {id: luoyang-monthly, title: 洛阳市月度数据, publisher: 洛阳市营商中心}
facts:
"""
FACT = """
  - {{id: luoyang.{0}, indicator: {0}, value: {1}, unit: {2}, printed: {1}{2}, period: {3}, basis: 时点, paragraph: 1}}
"""


@pytest.fixture
def here(mine: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with two recipes on one city of its own."""
    (mine / "briefing.yaml").write_text(CONFIG, encoding="utf-8")
    (mine / "data/indicators/monthly.yaml").write_text(INDICATORS, encoding="utf-8")
    monkeypatch.chdir(mine)
    return mine


def data(here: Path, *facts: tuple[str, str, str, str]) -> None:
    """Let the city have these facts: indicator, value, unit, period."""
    text = CITY + "".join(FACT.format(*each) for each in facts)
    (here / "data/cities/luoyang.yaml").write_text(text, encoding="utf-8")


JANUARY = (
    ("entities", "8000", "户", "2026年1月末"),
    ("days", "12", "个工作日", "2026年1月末"),
    ("calls", "41", "件", "2026年1月末"),
)
FEBRUARY = (("entities", "8100", "户", "2026年2月末"), ("days", "9", "个工作日", "2026年2月末"))


def make(
    briefing: Briefing, *words: str, issue: str = "next", recipe: str = "月报", date: str = "2026-03-10"
) -> Outcome:
    """An issue."""
    return briefing("generate", "--recipe", recipe, "--issue", issue, "--date", date, *words)


def bundle(here: Path, name: str) -> Path:
    """The only bundle of that name."""
    (found,) = (here / "output").glob(f"*{name}*/")
    return found


def text_of(folder: Path) -> str:
    """The briefing of a bundle in Markdown, not what goes with it."""
    (path,) = (path for path in folder.glob("*.md") if "核对清单" not in path.name)
    return path.read_text("utf-8")


def send(briefing: Briefing, here: Path, number: int = 1, *words: str) -> None:
    """Let the issue go out as a file that somebody has edited."""
    (here / "印发稿.docx").write_bytes(b"as it went out, %d" % number)
    outcome = briefing("issues", "issued", str(number), "印发稿.docx", *words)
    assert outcome.code == 0, outcome.err


def listed(briefing: Briefing) -> list[tuple[str, int, str]]:
    """Recipe, number and state of every issue."""
    return [(item["recipe"], item["number"], item["state"]) for item in briefing("issues", "--json").json]


def test_a_number_is_counted_once_it_went_out_for_each_recipe_and_year(briefing: Briefing, here: Path) -> None:
    data(here, *JANUARY)
    assert make(briefing).code == make(briefing).code == make(briefing, date="2026-03-11").code == 0
    assert make(briefing).err == ""  # nobody is warned of a number that lies about as a draft
    assert listed(briefing) == [("月报", 1, "草稿")]
    send(briefing, here)
    assert make(briefing).code == make(briefing, recipe="周报").code == make(briefing, date="2027-01-10").code == 0
    assert listed(briefing) == [("月报", 1, "印发"), ("月报", 2, "草稿"), ("周报", 1, "草稿"), ("月报", 1, "草稿")]
    assert briefing("issues").out.splitlines()[1].split()[:5] == ["月报", "2026年第1期", "—", "2026-03-10", "印发"]


def test_an_issue_that_went_out_is_kept_with_its_facts_and_never_made_again(briefing: Briefing, here: Path) -> None:
    data(here, *JANUARY)
    make(briefing)
    made = {path: path.read_bytes() for path in bundle(here, "第1期").iterdir()}
    send(briefing, here)
    kept = here / "issues/2026-01 月报"
    assert (kept / "印发稿.docx").read_bytes() == b"as it went out, 1"
    for name in ("facts.csv", "manifest.json"):
        assert (kept / name).read_bytes() == made[bundle(here, "第1期") / name]
    for words in ((), ("--force",), ("--out", "别处")):
        refused = make(briefing, *words, issue="1")
        assert (refused.code, "2026年第1期已经印发，不能再生成，--force 也不行。" in refused.err) == (2, True)
    data(here, *FEBRUARY, ("calls", "9", "件", "2026年9月末"))  # later than the issue: no matter, it went out
    assert "已经印发" in make(briefing, issue="1").err
    again = briefing("issues", "issued", "1", "印发稿.docx")
    assert (again.code, "已经印发" in again.err) == (2, True)
    assert {path: path.read_bytes() for path in bundle(here, "第1期").iterdir()} == made
    assert not (here / "别处").exists()


def test_check_tells_when_what_was_kept_is_changed_or_gone(briefing: Briefing, here: Path) -> None:
    data(here, *JANUARY)
    make(briefing)
    send(briefing, here)
    kept = here / "issues/2026-01 月报/印发稿.docx"
    kept.write_bytes(b"mended since")
    assert "在存下之后被改动过" in briefing("check").err
    kept.unlink()
    assert "印发的文件不能读取" in briefing("check").err
    assert make(briefing).code == 1


def test_the_next_issue_tells_what_moved_and_keeps_figures_that_are_no_more(briefing: Briefing, here: Path) -> None:
    data(here, *JANUARY)
    make(briefing)
    send(briefing, here)
    data(here, *FEBRUARY, ("entities-2", "1", "户", "2026年2月末"))
    (here / "data/indicators/monthly.yaml").write_text(
        INDICATORS + "  - {id: entities-2, name: 新设主体, theme: services, family: count}\n", encoding="utf-8"
    )
    assert make(briefing).err == ""
    text = text_of(bundle(here, "第2期"))
    assert "1. 2026年2月末，洛阳审批时限9个工作日（推算较上月末压缩3个工作日、25%）" in text
    assert "| 指标 | 本期（2026年2月末） | 上期（2026年1月末） | 增减 |" in text
    assert "| 经营主体 | 8100户 | 8000户 | 增加100户、增长约1.2% |" in text
    assert "2026年第1期没有而本期新列的数据：新设主体（2026年2月末为1户）" in text
    assert "2026年第1期列出而本期没有的数据：热线受理量（2026年1月末为41件）" in text
    with (bundle(here, "第2期") / "facts.csv").open(encoding="utf-8-sig") as file:
        rows = {row["编号"]: row for row in csv.DictReader(file)}
    assert rows["luoyang.calls.issue-2026-01"]["表述"] == "41件"
    assert "2026年第2期，取自上一期" in briefing("explain", "luoyang.calls.issue-2026-01").out
    computed = "luoyang.days.since.luoyang.days.issue-2026-01.difference"
    assert "12个工作日 − 9个工作日" in briefing("explain", computed).out


MOVED = "2026年2月末，洛阳审批时限9个工作日（推算较上月末压缩3个工作日、25%）"
OTHERS = {
    ("--template", "onepager"): (f"要点\n\n1. {MOVED}",),
    ("--template", "profile"): (f"突出之处\n\n- {MOVED}", "较上期变化\n\n与2026年第1期相比，"),
    ("--template", "profile", "--city", "洛阳,武汉"): (f"突出之处\n\n- {MOVED}", "较上期变化\n\n"),
    ("--template", "benchmark", "--city", "武汉", "--home", "洛阳", "--set", "附数据表=是"): (
        "较上期变化\n\n与2026年第1期相比，",
    ),
}


@pytest.mark.parametrize(("words", "told"), OTHERS.items(), ids=("onepager", "profile", "two-profiles", "benchmark"))
def test_movement_comes_first_in_every_template(
    briefing: Briefing, here: Path, words: tuple[str, ...], told: tuple[str, ...]
) -> None:
    data(here, *JANUARY)
    make(briefing, *words)
    send(briefing, here)
    data(here, *FEBRUARY, JANUARY[2])
    assert make(briefing, *words).code == 0
    text = text_of(bundle(here, "第2期"))
    assert [part for part in told if part not in text] == []
    for sentences in (text.partition("突出之处\n\n")[2], text.partition("要点\n\n")[2]):
        assert sentences.partition("\n\n")[0].count("洛阳审批时限9个工作日") == bool(sentences)


def test_a_draft_is_no_last_issue_and_the_same_data_are_said_to_be_the_same(briefing: Briefing, here: Path) -> None:
    data(here, *JANUARY)
    make(briefing)
    data(here, *FEBRUARY)
    make(briefing, date="2026-03-11")
    text = text_of(bundle(here, "2026-03-11"))
    assert "较上期变化" not in text
    send(briefing, here)
    make(briefing, date="2026-04-10")
    text = text_of(bundle(here, "第2期"))
    assert "2026年第1期所列的数据，本期没有更新。" in text


def test_a_correction_tells_both_figures_and_who_else_printed_the_wrong_one(briefing: Briefing, here: Path) -> None:
    data(here, *JANUARY)
    make(briefing)
    send(briefing, here)
    make(briefing, date="2026-03-20")
    send(briefing, here, 2)
    nothing = briefing("issues", "correct", "1")
    assert (nothing.code, "没有要更正的" in nothing.err) == (2, True)
    data(here, ("entities", "8090", "户", "2026年1月末"), *JANUARY[1:])
    assert briefing("issues", "correct", "1", "--date", "2026-03-25", "--format", "md").code == 0
    text = text_of(bundle(here, "更正"))
    assert "# 关于2026年第1期有关数据的更正" in text
    assert "| 经营主体（2026年1月末） | 8000户 | 8090户 |" in text
    assert "审批时限" not in text
    assert "- 2026年第2期《洛阳市政务服务情况》" in text
    assert listed(briefing)[-1] == ("月报", 1, "草稿")
    send(briefing, here)
    assert listed(briefing)[-1] == ("月报", 1, "印发")
    assert (here / "issues/2026-01-c 月报/印发稿.docx").exists()
    assert briefing("issues", "correct", "1").code == 2
    assert briefing("issues", "correct", "2", "--date", "2026-03-26", "--format", "md").code == 0
    assert "也用过" not in text_of(bundle(here, "第2期有关"))


def test_a_figure_without_a_time_is_corrected_and_told(briefing: Briefing, here: Path) -> None:
    data(here, JANUARY[0], ("days", "12", "个工作日", "未注明"))
    make(briefing)
    send(briefing, here)
    data(here, JANUARY[0], ("days", "11", "个工作日", "未注明"))
    made = briefing("issues", "correct", "1", "--format", "md")
    assert (made.code, "没有注明时期，与原刊不同，都列为更正：luoyang.days（11个工作日）" in made.err) == (0, True)
    text = text_of(bundle(here, "更正"))
    assert "| 审批时限 | 12个工作日 | 11个工作日 |" in text


def test_after_a_correction_the_next_issue_follows_the_corrected_figures(briefing: Briefing, here: Path) -> None:
    data(here, *JANUARY)
    make(briefing)
    send(briefing, here)
    data(here, ("entities", "8090", "户", "2026年1月末"), *JANUARY[1:])
    make(briefing, date="2026-03-11")
    draft = text_of(bundle(here, "第2期"))
    assert "经营主体8090户（2026年第1期刊为8000户）" in draft
    briefing("issues", "correct", "1", "--format", "md")
    send(briefing, here)
    make(briefing, date="2026-03-12")
    text = text_of(bundle(here, "2026-03-12"))
    assert ("刊为" in text, "本期没有更新" in text) == (False, True)


def test_memos_that_carry_the_wrong_issue_are_found(briefing: Briefing, here: Path) -> None:
    data(here, *JANUARY)
    make(briefing, "--format", "docx")
    words = ("--to", "市政府办", "--from", "市营商中心", "--subject", "报送简报", "--date", "2026-03-11")
    assert briefing("memo", "new", *words, "--attach", str(bundle(here, "第1期"))).code == 0
    send(briefing, here)
    data(here, ("entities", "8090", "户", "2026年1月末"), *JANUARY[1:])
    briefing("issues", "correct", "1", "--format", "md")
    assert "- 《关于报送简报的函》" in text_of(bundle(here, "更正"))


def test_what_cannot_be_meant_is_refused_with_what_to_do(briefing: Briefing, here: Path) -> None:
    data(here, *JANUARY)
    assert "还没有登记过期号" in briefing("issues").out
    assert "没有登记过第3期" in briefing("issues", "issued", "3", "印发稿.docx").err
    make(briefing)
    make(briefing, recipe="周报")
    assert "几个方案都有第1期：月报、周报。请用 --recipe" in briefing("issues", "issued", "1", "印发稿.docx").err
    assert "没有这个文件" in briefing("issues", "issued", "1", "没有.docx", "--recipe", "周报").err
    assert "还没有印发，不用更正" in briefing("issues", "correct", "1", "--recipe", "周报").err
    (bundle(here, "第1期") / "manifest.json").write_text("{}", encoding="utf-8")
    (here / "印发稿.docx").write_bytes(b"a")
    outcome = briefing("issues", "issued", "1", "印发稿.docx", "--recipe", "周报")
    assert (outcome.code, "成果包不能用" in outcome.err) == (1, True)
    assert not list((here / "issues").iterdir())


def test_the_number_over_all_years_goes_on_once_there_is_one(briefing: Briefing, here: Path) -> None:
    data(here, *JANUARY)
    make(briefing)
    register = here / "issues.yaml"
    register.write_text(register.read_text("utf-8").replace("number: 1", "number: 1\n    total: 48"), encoding="utf-8")
    again = make(briefing)
    assert (again.code, again.err) == (0, "")
    send(briefing, here)
    make(briefing, date="2027-01-10")
    assert [item["total"] for item in briefing("issues", "--json").json] == [48, 49]
    printed = [text_of(made) for made in sorted((here / "output").glob("*第1期*"))]
    assert [f"第1期（总第{total}期）" in text for total, text in zip((48, 49), printed, strict=True)] == [True, True]


def test_a_supplement_is_made_sent_and_corrected_under_a_number_of_its_own(briefing: Briefing, here: Path) -> None:
    data(here, *JANUARY)
    make(briefing)
    send(briefing, here)
    assert make(briefing, issue="增刊").code == make(briefing, issue="增刊1").code == 0
    made = bundle(here, "2026-03-10 增刊第1期")
    assert "增刊第1期" in text_of(made)
    assert "较上期" not in text_of(made)
    assert json.loads((made / "manifest.json").read_text("utf-8"))["request"]["issue"] == "增刊1"
    (here / "增刊.docx").write_bytes(b"as it went out")
    assert briefing("issues", "issued", "增刊1", "增刊.docx").code == 0
    assert (here / "issues/2026-s01 月报/增刊.docx").exists()
    assert make(briefing, "--force", issue="增刊1").code == 2
    assert "2026年增刊第1期 " in briefing("issues").out
    data(here, ("entities", "8090", "户", "2026年1月末"), *JANUARY[1:])
    assert make(briefing, issue="增刊").code == make(briefing).code == 0
    assert [path.name for path in sorted((here / "output").glob("*增刊第2期*"))] == [bundle(here, "增刊第2期").name]
    assert "与2026年第1期" not in briefing("issues").out
    assert "| 经营主体 |" not in text_of(bundle(here, "增刊第2期")).split("数据一览")[0]
    assert briefing("issues", "correct", "增刊1", "--format", "md").code == 0
    text = text_of(bundle(here, "更正"))
    assert "# 关于2026年增刊第1期有关数据的更正" in text
    assert "| 经营主体（2026年1月末） | 8000户 | 8090户 |" in text
    assert "- 2026年第1期《洛阳市政务服务情况》" in text
    (here / "更正.docx").write_bytes(b"mended")
    assert briefing("issues", "issued", "增刊1", "更正.docx").code == 0
    assert (here / "issues/2026-s01-c 月报/更正.docx").exists()


def test_a_register_that_only_a_person_can_change_stops_a_draft_before_it_is_written(
    briefing: Briefing, here: Path
) -> None:
    data(here, *JANUARY)
    text = "issues:\n  - {recipe: 月报, year: 2026, number: 1, date: 2026-03-10, state: 草稿}\n"
    (here / "issues.yaml").write_text(text, encoding="utf-8")
    outcome = make(briefing)
    assert (outcome.code, "程序不能代改" in outcome.err) == (1, True)
    assert ((here / "issues.yaml").read_text("utf-8"), (here / "output").exists()) == (text, False)


def test_figures_of_the_last_issue_that_nothing_is_known_of_any_more_are_told(briefing: Briefing, here: Path) -> None:
    data(here, *JANUARY)
    make(briefing)
    send(briefing, here)
    data(here, *JANUARY[:2])
    path = here / "data/indicators/monthly.yaml"
    path.write_text(INDICATORS.replace("id: calls", "id: hotline"), encoding="utf-8")
    told = make(briefing)
    assert (told.code, "没有与本期比较：luoyang.calls（41件）" in told.err) == (0, True)


def test_the_built_in_workspace_has_no_register(briefing: Briefing, tmp_path: Path) -> None:
    assert "没有期号登记" in briefing("generate", "--city", "武汉", "--issue", "next").err
    assert briefing("generate", "--city", "武汉", "--theme", "政务服务", "--issue", "3", "--format", "md").code == 0
    assert "unprinted" not in json.loads(next(tmp_path.glob("output/*/manifest.json")).read_text("utf-8"))


def test_a_register_that_is_wrong_stops_an_issue_before_anything_is_written(briefing: Briefing, here: Path) -> None:
    data(here, *JANUARY)
    (here / "issues.yaml").write_text("issues:\n  - {year: 2026, number: 1}\n", encoding="utf-8")
    outcome = make(briefing)
    assert (outcome.code, "issues.yaml 第 2 行" in outcome.err) == (1, True)
    assert not (here / "output").exists()
    assert "缺少“state”" in briefing("check").err
