"""事实依据表 and `verify`: each number of a file that goes out rests on a row from which it can be derived."""

from __future__ import annotations

import csv
import io
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import briefing
from briefing.api.evidence import basis_of, verify
from briefing.bundle.contents import facts_csv
from briefing.cli.app import run
from briefing.data.tables.files.opening import open_book
from briefing.errors import BriefingError, UsageError
from briefing.model.document import Document, Meta
from briefing.model.layout import Layout
from briefing.ooxml.package import Package
from briefing.ooxml.walk import rows as table_rows_of
from briefing.ooxml.walk import text_of
from briefing.ooxml.xml import W
from briefing.trace.evidence import EvidenceBase, NumberStatus, check_text
from briefing.trace.evidence_table import COLUMNS, KEPT, digest
from briefing.trace.figures import Row
from tests.conformance.small import docx, p
from tests.memo.folders import ROOT
from tests.truth.libraries import CITIES, make

WORKSPACE = briefing.Workspace(ROOT)


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    asked = {"cities": "武汉", "themes": "政务服务", "date": "2026-11-22", "formats": "docx"}
    made = briefing.generate(WORKSPACE, **asked, settings={"推算": "全"})
    return made.save(tmp_path_factory.mktemp("out")).folder


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    """Those of all facts of three cities."""
    library = WORKSPACE.library()
    data = facts_csv(library.facts(), Document(Meta("题目"), ()), library)
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


@pytest.fixture(scope="module")
def word(bundle: Path) -> Path:
    return next(path for path in bundle.glob("*.docx") if path.stem != "核对清单")


@pytest.fixture(scope="module")
def sent(word: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the clean file and its 事实依据表 of both kinds."""
    folder = tmp_path_factory.mktemp("sent")
    for kind in ("xlsx", "docx"):
        briefing.clean(word, out=folder / "发.docx", evidence=folder / f"依据.{kind}", workspace=WORKSPACE)
    return folder


def edited(path: Path, old: str, new: str) -> bytes:
    """A Word file in which somebody has replaced some words once."""
    out = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                assert old.encode() in data
                data = data.replace(old.encode(), new.encode(), 1)
            target.writestr(name, data)
    return out.getvalue()


def test_every_number_of_a_briefing_agrees_with_its_bundle_and_with_its_table(word: Path, sent: Path) -> None:
    for found in (verify(word, (), WORKSPACE), verify(sent / "发.docx", sent / "依据.xlsx", WORKSPACE)):
        assert len(found.numbers) > 20
        assert {item.standing for item in found.numbers} == {NumberStatus.UNCHANGED}
        assert found.sound
        assert not found.words
        assert found.summary == f"数字 {len(found.numbers)} 个：一致 {len(found.numbers)} 个。"


@pytest.mark.parametrize("template", ["benchmark", "onepager"])
def test_every_number_of_a_file_that_nobody_has_touched_agrees(template: str, tmp_path: Path) -> None:
    """Also where only its 事实依据表 is at hand."""
    made = briefing.generate(WORKSPACE, template=template, home="武汉", date="2026-11-22", formats="docx").save(
        tmp_path
    )
    (word,) = (path for path in made.folder.glob("*.docx") if path.stem != "核对清单")
    table = tmp_path / "依据.xlsx"
    briefing.clean(word, out=tmp_path / "发.docx", evidence=table, workspace=WORKSPACE)
    for found in (verify(word, (), WORKSPACE), verify(tmp_path / "发.docx", table, WORKSPACE)):
        assert {item.standing for item in found.numbers} == {NumberStatus.UNCHANGED}
        assert not found.problems
        assert not found.words


def test_a_source_that_is_a_footnote_is_not_taken_for_the_heading_that_is_gone(tmp_path: Path) -> None:
    asked = {"template": "profile", "cities": "天河", "date": "2026-11-22", "formats": "docx"}
    folder = briefing.generate(WORKSPACE, **asked, layout=Layout(notes="footnotes")).save(tmp_path).folder
    (word,) = (path for path in folder.glob("*.docx") if path.stem != "核对清单")
    found = verify(word, (), WORKSPACE)
    assert {item.standing for item in found.numbers} == {NumberStatus.UNCHANGED}
    assert not found.words


@pytest.mark.parametrize("template", ["bulletin", "ranking", "benchmark", "onepager"])
def test_every_number_of_six_cities_agrees(template: str, tmp_path: Path) -> None:
    made = make(tmp_path / "made", "years", 3)
    here = briefing.Workspace(made.folder, cached=False)
    home = None if template == "ranking" else CITIES[2]
    saved = briefing.generate(
        here, cities=CITIES[:6], since="2023年", home=home, template=template, date="2026-11-22", formats="docx"
    ).save(tmp_path)
    (word,) = (path for path in saved.folder.glob("*.docx") if path.stem != "核对清单")
    found = verify(word, (), here)
    assert [str(item) for item in found.numbers if item.standing is not NumberStatus.UNCHANGED] == []
    assert not found.words


def test_the_numbers_that_the_table_does_not_hold_are_told_when_it_is_made(word: Path, tmp_path: Path) -> None:
    (tmp_path / "改.docx").write_bytes(edited(word, "104项", "108项、其中7321人"))
    table = tmp_path / "表.xlsx"
    made = briefing.clean(tmp_path / "改.docx", evidence=table, against=word.parent, workspace=WORKSPACE)
    (told,) = made.problems
    assert told.message.startswith("与依据不符或没有依据的数字2个，没有列入事实依据表：")
    assert "“108项”：武汉市“一事联办”事项原为104项；" in told.message
    (tmp_path / "题.docx").write_bytes(edited(word, "武汉市政务服务情况", "武汉市政务服务概况"))
    made = briefing.clean(tmp_path / "题.docx", evidence=tmp_path / "题.xlsx", against=word.parent, workspace=WORKSPACE)
    assert [told.message.split("：")[0] for told in made.problems] == ["改过、要核对的标题、图表题和注1处"]
    assert "（原文是“武汉市政务服务情况”）" in made.problems[0].message
    (tmp_path / "原.docx").write_bytes(word.read_bytes())
    table = tmp_path / "原表.xlsx"
    made = briefing.clean(tmp_path / "原.docx", evidence=table, against=word.parent, workspace=WORKSPACE)
    assert made.problems == ()


def test_a_changed_number_is_told_with_what_it_was_and_a_new_one_rests_on_nothing(sent: Path) -> None:
    for old, new, standing, said in (
        ("104项", "108项", NumberStatus.CHANGED, "“108项”：武汉市“一事联办”事项原为104项"),
        ("104项", "104项、其中7321人", NumberStatus.UNKNOWN, "“7321人”："),
    ):
        path = sent / "改.docx"
        path.write_bytes(edited(sent / "发.docx", old, new))
        found = verify(path, sent / "依据.xlsx", WORKSPACE)
        wrong = (NumberStatus.CHANGED, NumberStatus.UNKNOWN)
        (item,) = (item for item in found.numbers if item.standing in wrong)
        assert item.standing is standing
        assert said in str(item)
        assert not found.sound


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("武汉市办理环节平均减少8.27个（降73.81%）。", ""),
        ("武汉市办理环节平均减少8.27个（升73.81%）。", "升降与依据相反"),
        ("2021年，天河区支持企业发展资金约6142.6万元。", ""),
        ("2022年，天河区支持企业发展资金约6142.6万元。", "依据是2021年的"),
        ("武汉市在“鄂汇办”上线便民利企服务事项400余项。", ""),
        ("武汉市在“鄂汇办”上线便民利企服务事项不足400项。", "依据是“400余项”"),
        ("武汉市在“鄂汇办”上线便民利企服务事项近400余项。", "依据是“400余项”"),
    ],
)
def test_a_sentence_that_says_the_opposite_of_its_figure_is_for_a_person(text: str, why: str, rows: list[Row]) -> None:
    told = check_text(Package.open(docx(p(text))), EvidenceBase(rows), WORKSPACE.catalogue().units).numbers
    assert told[-1].why == why
    assert told[-1].standing is (NumberStatus.DOUBTFUL if why else NumberStatus.UNCHANGED)


def test_no_number_can_be_retyped_unnoticed(word: Path) -> None:
    basis = basis_of([word.parent])[0]
    for item in verify(word, (), WORKSPACE).numbers[1::8]:
        old = item.number.text
        package = Package.open(word.read_bytes())
        runs = [text for text in package.change(package.main).iter(f"{W}t") if old in (text.text or "")]
        new = re.sub("[0-9]", lambda digit: str((int(digit[0]) + 4) % 10), old)
        runs[0].text = (runs[0].text or "").replace(old, new)
        told = check_text(package, basis, WORKSPACE.catalogue().units).numbers
        standings = {item.standing for item in told if item.number.text == new}
        assert standings
        assert NumberStatus.UNCHANGED not in standings, f"{old} → {new}"


def cells(path: Path) -> list[dict[str, str]]:
    """The rows of a workbook below the heads of its sheets."""
    found = []
    for sheet in open_book(path).sheets:
        lines = [[sheet.cell(row, column).text for column in range(len(COLUMNS))] for row in range(len(sheet.raw))]
        found += lines[lines.index(list(COLUMNS)) + 1 :] if list(COLUMNS) in lines else []
    return [dict(zip(COLUMNS, line, strict=True)) for line in found]


def test_the_table_holds_fact_period_source_locator_and_sum_as_the_bundle_has_them(bundle: Path, sent: Path) -> None:
    kept = {row["编号"]: row for row in csv.DictReader(io.StringIO((bundle / "facts.csv").read_text("utf-8-sig")))}
    held = cells(sent / "依据.xlsx")
    for row in held:
        if row["类别"] != "计数":
            assert [row[name] for name in KEPT] == [kept[row["编号"]][name] for name in KEPT]
        assert row["校验值"] == digest(row)
    (facts,) = (row for row in held if row["编号"] == "wuhan.one-stop-items")
    assert facts["文中的数"] == "104项"
    assert facts["文中位置"].startswith("第")
    assert (facts["时期"], facts["来源"], facts["段落"]) == ("未注明", "对标先进 打造一流营商环境", "2")


def test_every_figure_of_the_bundle_is_in_the_table_once_with_what_computed_ones_rest_on(
    bundle: Path, sent: Path
) -> None:
    ids = [row["编号"] for row in cells(sent / "依据.xlsx") if row["类别"] != "计数"]
    kept = csv.DictReader(io.StringIO((bundle / "facts.csv").read_text("utf-8-sig")))
    assert sorted(ids) == sorted(row["编号"] for row in kept)
    held = {row["编号"]: row for row in cells(sent / "依据.xlsx")}
    computed = [row for row in held.values() if row["类别"] == "推算"]
    assert computed
    for row in computed:
        assert row["推算公式"]
        assert set(row["推算依据"].split("、")) <= held.keys()


def test_the_word_file_says_the_same(sent: Path) -> None:
    package = Package.open((sent / "依据.docx").read_bytes())
    tables = package.tree(package.main).iter(f"{W}tbl")
    lines = ["｜".join(map(text_of, row.iter(f"{W}tc"))) for table in tables for row in table_rows_of(table)[1:]]
    held = cells(sent / "依据.xlsx")
    assert len(lines) == len(held)
    for line, row in zip(lines, held, strict=True):
        assert row["文中的数"] in line
        assert row["校验值"] in line.replace("\n", "")
        assert row["来源"] in line


def test_a_table_or_a_bundle_that_somebody_has_changed_is_no_basis(bundle: Path, sent: Path, tmp_path: Path) -> None:
    changed = tmp_path / "依据.xlsx"
    with zipfile.ZipFile(sent / "依据.xlsx") as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace("104项".encode(), "108项".encode()))
    assert "与校验值不符" in str(basis_of([changed])[1][0])
    assert not verify(sent / "发.docx", changed, WORKSPACE).sound
    with zipfile.ZipFile(sent / "依据.xlsx") as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace("高频事项实现".encode(), "高频事项没有实现".encode()))
    assert [str(problem.message) for problem in basis_of([changed])[1]][:1] == [
        "这一行文字与校验值不符，写成以后被改动过。"
    ]
    shutil.copytree(bundle, tmp_path / "b")
    facts = tmp_path / "b/facts.csv"
    facts.write_bytes(facts.read_bytes().replace("104项".encode(), "108项".encode()))
    assert "生成后被改动过" in str(basis_of([tmp_path / "b"])[1][0])
    with pytest.raises(BriefingError, match="生成后被改动过"):
        briefing.clean(sent / "发.docx", evidence=tmp_path / "a.xlsx", against=tmp_path / "b", workspace=WORKSPACE)
    assert not (tmp_path / "a.xlsx").exists()


def test_a_table_that_lies_beside_a_file_is_its_basis(
    sent: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(sent / "发.docx", tmp_path)
    with pytest.raises(BriefingError, match=r"它不在成果包里，旁边也没有“事实依据表.xlsx”。.*--against"):
        verify(tmp_path / "发.docx", (), WORKSPACE)
    shutil.copy(sent / "依据.xlsx", tmp_path / "事实依据表.xlsx")
    assert verify(tmp_path / "发.docx", (), WORKSPACE).sound
    words = ["clean", str(tmp_path / "发.docx"), "--evidence", str(tmp_path / "又.xlsx"), "--workspace", str(ROOT)]
    assert run(words) == 0
    assert "又.xlsx，依据是“事实依据表.xlsx”。" in capsys.readouterr().out


WRONG: dict[str, tuple[Callable[[Path, Path], object], type[Exception]]] = {
    "no bundle": (lambda at, word: verify(word, at, WORKSPACE), BriefingError),
    "no table": (lambda at, word: verify(word, at / "x.xlsx", WORKSPACE), BriefingError),
    "a table for people": (lambda at, word: verify(word, word.with_name("依据.docx"), WORKSPACE), UsageError),
    "basis of nothing": (lambda at, word: briefing.clean(word, out=at / "a.docx", against=word.parent), UsageError),
    "no file": (lambda at, word: verify(at / "无.docx", (), WORKSPACE), UsageError),
    "kind": (lambda at, word: briefing.clean(word, out=at / "a.docx", evidence=at / "a.pdf"), UsageError),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_cannot_be_read_or_written_is_refused(what: str, tmp_path: Path, word: Path) -> None:
    do, error = WRONG[what]
    with pytest.raises(error):
        do(tmp_path, word)
    assert not list(tmp_path.iterdir())
