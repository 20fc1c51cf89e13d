"""Which folder is a workspace."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing import UsageError, Workspace
from briefing.api.workspace import builtin
from briefing.errors import BriefingError
from tests.data.workbooks import long

ROW = ("武汉市", "经营主体", 2023, 197.3, "万户")


def test_a_folder_with_nothing_but_a_workbook_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long(tmp_path / "data/表.xlsx", ROW)
    assert Workspace.open(tmp_path).path == tmp_path
    monkeypatch.chdir(tmp_path)
    assert Workspace.open().path == tmp_path


def test_tables_in_a_folder_above_are_somebody_elses_unless_it_has_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long(tmp_path / "data/表.xlsx", ROW)
    (tmp_path / "sub").mkdir()
    monkeypatch.chdir(tmp_path / "sub")
    assert Workspace.open().path == builtin()
    (tmp_path / "briefing.yaml").touch()
    assert Workspace.open().path == tmp_path


def test_a_folder_without_data_is_none_and_that_names_tables_too(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="data 里有表格"):
        Workspace.open(tmp_path)


@pytest.mark.parametrize(
    "said", ["settings: {密级: 机密}", "settings: {抄送: 秘密★1年}", "recipes: [{name: 甲, title: 机密}]"]
)
def test_settings_that_ask_for_a_classification_are_refused_where_they_stand(tmp_path: Path, said: str) -> None:
    (tmp_path / "briefing.yaml").write_text(f"template: bulletin\n{said}\n", encoding="utf-8")
    with pytest.raises(BriefingError, match="涉密信息不得用本程序处理。") as told:
        Workspace(tmp_path).config()
    assert told.value.problems[0].location.line == 2
