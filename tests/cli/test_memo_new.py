"""A memo is written with its annexes, says what the briefings say, and tells what is missing or has changed."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest

from briefing.cli.app import run
from tests.cli.conftest import Briefing

ROOT = Path(__file__).resolve().parents[2]
ASKED = ("--to", "市发展和改革委员会", "--from", "市营商办", "--subject", "报送营商环境简报", "--date", "2026-11-22")
TITLE = "关于报送营商环境简报的函"
FOLDER = Path("output") / f"2026-11-22 {TITLE}"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two bundles of the built-in data, made once."""
    out = tmp_path_factory.mktemp("bundles")
    for cities, theme in ((("武汉", "三门峡"), "政务服务"), (("天河区",), "人才")):
        names = [word for city in cities for word in ("--city", city)]
        assert run(["generate", *names, "--theme", theme, "--date", "2026-11-22", "--out", str(out)]) == 0
    return out


@pytest.fixture
def services(made: Path) -> Path:
    """The briefing of two cities."""
    return next(made.glob("*政务服务*"))


@pytest.fixture
def talent(made: Path) -> Path:
    """The briefing of one city."""
    return next(made.glob("*人才*"))


def _manifest(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return found


def _lines(path: Path) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(str(path)).paragraphs if paragraph.text]


def test_a_letter_lists_its_annexes_and_puts_them_beside_it(briefing: Briefing, services: Path, talent: Path) -> None:
    made = briefing(
        "memo", "new", *ASKED, "--number", "×函〔2026〕5号", "--attach", str(services), "--attach", str(talent)
    )
    assert (made.code, made.err) == (0, "")
    titles = [_manifest(folder)["title"] for folder in (services, talent)]
    files = {f"{TITLE}.docx", f"{TITLE}.md", *(f"附件{n}：{title}.docx" for n, title in enumerate(titles, 1))}
    assert {path.name for path in FOLDER.iterdir()} == {*files, "manifest.json"}
    lines = _lines(FOLDER / f"{TITLE}.docx")
    assert lines[:3] == ["×函〔2026〕5号", TITLE, "市发展和改革委员会："]
    assert [line for line in lines if line.startswith("附件：")] == [f"附件：1.\t{titles[0]}"]
    assert f"2.\t{titles[1]}" in lines
    assert lines[-2:] == ["市营商办", "2026年11月22日"]
    for number, title in enumerate(titles, 1):
        annex = _lines(FOLDER / f"附件{number}：{title}.docx")
        assert annex[0] == f"×函〔2026〕5号附件{number}"
        assert annex[1].replace("\n", "") == title


def test_a_letter_as_a_page_tells_where_its_figures_come_from_and_goes_out(briefing: Briefing, services: Path) -> None:
    words = "generate", "--city", "天河区", "--theme", "经济与宜居", "--date", "2026-11-22", "--out", "推算"
    assert briefing(*words).code == 0  # its first finding has a share that is computed
    [economy] = Path("推算").iterdir()
    attached = "--attach", str(services), "--attach", str(economy)
    made = briefing("memo", "new", *ASKED, *attached, "--format", "html")
    assert (made.code, made.err) == (0, "")
    page = (FOLDER / f"{TITLE}.html").read_text("utf-8")
    targets = set(re.findall(r'<button popovertarget="(origin[^"]+)" aria', page))
    assert targets == set(re.findall(r'<div class="origin" id="([^"]+)"', page)) != set()
    for words in ("<dt>单位</dt>", "<dt>时期</dt>", "《对标先进 打造一流营商环境》", "<dt>公式</dt>", "<dt>依据</dt>"):
        assert words in page
    assert briefing("memo", "pack", str(FOLDER), "--out", "包.zip").code == 0
    assert f"{TITLE}.html" in zipfile.ZipFile("包.zip").namelist()


def test_a_letter_has_no_pictures_to_be_asked_for(briefing: Briefing, services: Path) -> None:
    made = briefing("memo", "new", *ASKED, "--attach", str(services), "--format", "svg")
    assert (made.code, "可用的格式：docx、md、html、pdf。" in made.err) == (2, True)


def test_what_a_letter_says_is_what_its_briefings_say(briefing: Briefing, services: Path, talent: Path) -> None:
    briefing("memo", "new", *ASKED, "--attach", str(services), "--attach", str(talent))
    findings = ["".join(run["text"] for run in said) for said in _manifest(services)["findings"]]
    text = "\n".join(_lines(FOLDER / f"{TITLE}.docx"))
    assert f"一是{findings[0]}" in text
    facts = {fact["id"]: fact for folder in (services, talent) for fact in _manifest(folder)["facts"]}
    kept = _manifest(FOLDER)
    assert kept["kind"] == "memo"
    assert kept["facts"]
    assert all(fact == facts[fact["id"]] for fact in kept["facts"])
    printed = {run["ref"] for run in _manifest(services)["findings"][0] if run["ref"]}
    held = {fact["id"] for fact in kept["facts"]} | {entry["id"] for entry in kept["derived"]}
    assert printed <= held
    assert {id for entry in kept["derived"] for id in entry["inputs"]} <= held


def test_an_only_annex_has_no_number(briefing: Briefing, talent: Path) -> None:
    briefing("memo", "new", *ASKED, "--attach", str(talent))
    title = _manifest(talent)["title"]
    assert any(line == f"附件：{title}" for line in _lines(FOLDER / f"{TITLE}.docx"))
    assert _lines(FOLDER / f"附件1：{title}.docx")[0] == "附件"


def test_merged_the_annexes_stand_in_the_memo_and_nowhere_else(
    briefing: Briefing, services: Path, talent: Path
) -> None:
    copies = ("--set", "抄送=市政府办公室")
    made = briefing("memo", "new", "--merge", *ASKED, *copies, "--attach", str(services), "--attach", str(talent))
    assert made.code == 0, made.err
    assert {path.name for path in FOLDER.iterdir()} == {f"{TITLE}.docx", f"{TITLE}.md", "manifest.json"}
    lines = _lines(FOLDER / f"{TITLE}.docx")
    marks = [lines.index(mark) for mark in ("附件1", "附件2")]
    assert lines.index("2026年11月22日") < marks[0] < marks[1]
    assert lines[-1] == "抄送：市政府办公室。"  # 版记 is the last thing of the whole file (7.3.7)


@pytest.mark.parametrize(
    ("kind", "title"), [("签报", "关于报送营商环境简报的签报"), ("便函", "关于报送营商环境简报的便函")]
)
def test_each_kind_of_memo_has_its_own_form(briefing: Briefing, talent: Path, kind: str, title: str) -> None:
    made = briefing("memo", "new", "--type", kind, *ASKED, "--attach", str(talent))
    assert made.code == 0, made.err
    lines = _lines(Path("output") / f"2026-11-22 {title}" / f"{title}.docx")
    assert title in lines
    assert "市发展和改革委员会：" in lines


def test_all_that_is_missing_is_told_at_once(briefing: Briefing) -> None:
    told = briefing("memo", "new", "--type", "涵")
    assert told.code == 2
    for words in ("没有“涵”这种行文", "--to", "--from", "--subject"):
        assert words in told.err
    assert not Path("output").exists()


def test_a_memo_needs_something_to_carry(briefing: Briefing) -> None:
    told = briefing("memo", "new", *ASKED)
    assert (told.code, "没有写明附件" in told.err) == (2, True)


def test_the_office_of_the_workspace_signs_where_no_other_is_named(briefing: Briefing, talent: Path) -> None:
    briefing("init", "ws")
    Path("ws/briefing.yaml").write_text("settings:\n  编发单位: 本市营商办\n", encoding="utf-8")
    asked = [word for word in ASKED if word not in ("--from", "市营商办")]
    made = briefing("memo", "new", *asked, "--attach", str(talent), "--workspace", "ws")
    assert made.code == 0, made.err
    assert "本市营商办" in _lines(FOLDER / f"{TITLE}.docx")


def test_the_same_memo_again_has_the_same_bytes_and_another_is_not_overwritten(
    briefing: Briefing, talent: Path, services: Path
) -> None:
    ask = ("memo", "new", "--merge", *ASKED, "--attach", str(talent))
    briefing(*ask)
    first = {path.name: path.read_bytes() for path in FOLDER.iterdir()}
    assert briefing(*ask).out.startswith("已更新")
    assert {path.name: path.read_bytes() for path in FOLDER.iterdir()} == first
    told = briefing(*ask, "--attach", str(services))
    assert told.code == 1
    assert "附件" in told.err
    assert {path.name: path.read_bytes() for path in FOLDER.iterdir()} == first


def test_a_figure_that_has_changed_since_is_named(briefing: Briefing, services: Path) -> None:
    briefing("init", "ws")
    path = Path("ws/data/cities/wuhan.yaml")
    fact = next(fact for fact in _manifest(services)["facts"] if fact["printed"] == "104项")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("104项", "105项").replace("value: 104\n", "value: 105\n"), encoding="utf-8")
    made = briefing("memo", "new", *ASKED, "--attach", str(services), "--workspace", "ws")
    assert made.code == 0, made.err
    assert "原为104项，现为105项" in made.err
    assert fact["city"] == "wuhan"


def test_a_number_that_is_not_written_as_the_standard_has_it_is_warned_of(briefing: Briefing, talent: Path) -> None:
    made = briefing("memo", "new", *ASKED, "--number", "×函[2026]第05号", "--attach", str(talent))
    assert made.code == 0
    assert "六角括号〔〕" in made.err


def test_a_template_of_briefings_writes_no_memo(briefing: Briefing, talent: Path) -> None:
    told = briefing("memo", "new", *ASKED, "--template", "bulletin", "--attach", str(talent))
    assert (told.code, "不是行文模板" in told.err) == (2, True)


def test_a_copy_of_the_built_in_letter_is_ones_own(briefing: Briefing, talent: Path) -> None:
    briefing("init", "ws")
    briefing("template", "new", "我局的函", "--from", "letter", "--workspace", "ws")
    body = Path("ws/templates/我局的函/body.md.j2")
    body.write_text(body.read_text(encoding="utf-8").replace("函送", "随函送达"), encoding="utf-8")
    made = briefing("memo", "new", *ASKED, "--template", "我局的函", "--attach", str(talent), "--workspace", "ws")
    assert made.code == 0, made.err
    assert "随函送达" in (FOLDER / f"{TITLE}.md").read_text(encoding="utf-8")


def test_the_shell_of_a_letter_may_loop_over_what_it_carries(briefing: Briefing, services: Path, talent: Path) -> None:
    briefing("init", "ws")
    briefing("template", "new", "清单函", "--from", "letter", "--workspace", "ws")
    shell = Path("ws/templates/清单函/shell.docx")
    document = docx.Document(str(shell))
    place = next(paragraph for paragraph in document.paragraphs if "{{p body }}" in paragraph.text)
    loop = ("{%p for item in memo.briefings %}", "随函：{{ item.title }}", "{%p endfor %}")
    for text in (*loop, "{{ memo.findings[0] }}"):
        place.insert_paragraph_before(text)
    document.save(str(shell))
    Path("ws/templates/清单函/body.md.j2").write_text("随函附上。\n", encoding="utf-8")
    carried = ("--attach", str(services), "--attach", str(talent))
    made = briefing("memo", "new", *ASKED, "--template", "清单函", *carried, "--workspace", "ws")
    assert made.code == 0, made.err
    lines = _lines(FOLDER / f"{TITLE}.docx")
    titles = [_manifest(folder)["title"] for folder in (services, talent)]
    assert [line for line in lines if line.startswith("随函：")] == [f"随函：{title}" for title in titles]
    printed = {run["ref"] for run in _manifest(services)["findings"][0] if run["ref"]}
    kept = _manifest(FOLDER)
    assert printed <= {entry["id"] for entry in (*kept["facts"], *kept["derived"])}, "what a shell prints is kept, too"


@pytest.mark.parametrize("words", [("--subject", "涉密文件机密★10年"), ("--number", "机密 〔2026〕5号")])
def test_a_memo_that_bears_a_classification_is_refused(
    briefing: Briefing, talent: Path, words: tuple[str, str]
) -> None:
    outcome = briefing(
        "memo", "new", "--attach", str(talent), "--to", "甲", "--from", "乙", "--subject", "报送", *words
    )
    assert outcome.code == 2
    assert "涉密信息不得用本程序处理。" in outcome.err
    assert not Path("output").exists()
