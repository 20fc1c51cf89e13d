"""What is exported is read as the same library."""

from pathlib import Path

import pytest

from briefing import Workspace
from briefing.data.tables.record_heads import HEADS, SHEETS
from briefing.data_tools.export import export_csv, export_workbook, export_yaml
from briefing.model.library import Library
from tests.builders import fact, indicator, library, practice, relation


def written(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


@pytest.fixture(scope="module")
def builtin() -> Library:
    return Workspace.open(Path(__file__).parents[2]).library()


def test_yaml_is_read_as_the_same_library_and_exported_as_the_same_bytes(tmp_path: Path, builtin: Library) -> None:
    files = export_yaml(builtin)
    again = Workspace.open(written(tmp_path, files)).library()
    assert again.catalogue == builtin.catalogue
    assert again.records == builtin.records
    assert [*again.records] == [*builtin.records]
    assert export_yaml(again) == files


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_workbook_and_csv_files_are_read_as_the_same_library(kind: str, tmp_path: Path, builtin: Library) -> None:
    def exported(held: Library) -> dict[str, bytes]:
        return {"全部.xlsx": export_workbook(held)} if kind == "xlsx" else export_csv(held, "全部")

    files = exported(builtin)
    folder = written(tmp_path, {f"data/{name}": data for name, data in files.items()})
    again = Workspace.open(folder, cached=False).library()
    assert again.catalogue == builtin.catalogue
    assert again.records == builtin.records
    assert [*again.records] == [*builtin.records]
    assert again.doubts == builtin.doubts
    assert exported(again) == files


def test_what_asks_for_the_latest_figure_still_does(tmp_path: Path) -> None:
    text = "现有{最新:经营主体}，其中{wuhan.part}。"
    facts = fact("wuhan.a", 1, indicator="entities", period="2023年"), fact("wuhan.part", 1, period="2023年")
    held = library(indicator("entities", "经营主体"), indicator("part", "企业"), *facts, practice("wuhan.way", text))
    for name, files in (("yaml", export_yaml(held)), ("xlsx", {"data/全部.xlsx": export_workbook(held)})):
        again = Workspace.open(written(tmp_path / name, files), cached=False).library()
        (found,) = again.records["wuhan"].practices
        assert (found.text, found.facts) == ("现有{wuhan.a}，其中{wuhan.part}。", ("wuhan.a", "wuhan.part"))
        assert text in export_yaml(again)["data/cities/wuhan.yaml"].decode()
        assert export_workbook(again) == export_workbook(held)


def test_every_key_of_a_record_has_a_head() -> None:
    keys = {field.key for record in SHEETS.values() for field in record.fields}
    assert keys <= {*HEADS}
    for record in SHEETS.values():
        heads = [HEADS[field.key] for field in record.fields]
        assert len({*heads}) == len(heads)


def test_what_has_a_meaning_of_its_own_in_yaml_stays_a_text(tmp_path: Path) -> None:
    held = library(
        fact("wuhan.items", "300~310", printed="300至310项", period="2021-12-31", basis="时点"),
        fact("wuhan.rate", "73.810", "%", printed="73.810%", scope="null"),
        practice("wuhan.way", "推行“一事联办”{wuhan.items}：yes。", name="on", first="全国首创#1"),
        relation("wuhan.pair", "reduction", cut="wuhan.items", rate="wuhan.rate", base="年初"),
    )
    again = Workspace.open(written(tmp_path, export_yaml(held))).library()
    assert again.records == held.records
    assert str(again.records["wuhan"].facts[1].quantity.value) == "73.810"
