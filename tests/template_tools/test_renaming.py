"""A template that is renamed goes on being found by whatever named it."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing import BriefingError, UsageError, Workspace, template_new, template_rename
from briefing.api.init import init


@pytest.fixture
def here(tmp_path: Path) -> Workspace:
    """A workspace with 周报, which 红头 rests on and a recipe uses."""
    init(tmp_path / "此")
    workspace = Workspace(tmp_path / "此")
    template_new("周报", workspace)
    template_new("红头", workspace, base="周报", thin=True)
    return workspace


def test_recipes_bases_and_tags_follow(here: Workspace) -> None:
    (here.path / "briefing.yaml").write_text(
        'template: 周报  # 平时用\nrecipes:\n  - name: 每周\n    template: "周报"\n    title: 周报\n', encoding="utf-8"
    )
    changed = template_rename("周报", "工作周报", here)
    assert not (here.path / "templates/周报").exists()
    assert here.template("工作周报").title == "工作周报"
    base = here.template("红头").base
    assert base is not None
    assert base.id == "工作周报"
    assert '{% extends "工作周报/body.md.j2" %}' in (here.path / "templates/红头/body.md.j2").read_text("utf-8")
    assert (here.path / "briefing.yaml").read_text("utf-8") == (
        "template: 工作周报  # 平时用\nrecipes:\n  - name: 每周\n    template: 工作周报\n    title: 周报\n"
    )
    assert {path.relative_to(here.path).as_posix() for path in changed} == {
        "briefing.yaml",
        "templates/工作周报/template.yaml",
        "templates/红头/template.yaml",
        "templates/红头/body.md.j2",
    }


def test_a_name_within_a_longer_one_is_left_alone(here: Workspace) -> None:
    (here.path / "briefing.yaml").write_text("recipes:\n  - {name: 甲, template: 周报二}\n", encoding="utf-8")
    template_rename("周报", "月报", here)
    assert "template: 周报二}" in (here.path / "briefing.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("file", "text", "line"),
    [
        ("briefing.yaml", "recipes:\n  - {name: 甲, template: 周报}\n", "briefing.yaml 第 2 行"),
        ("templates/红头/body.md.j2", '\n{% set 名 = "周报/body.md.j2" %}{% include 名 %}\n', "body.md.j2 第 2 行"),
    ],
)
def test_what_cannot_be_changed_is_listed_and_nothing_is_done(here: Workspace, file: str, text: str, line: str) -> None:
    (here.path / file).write_text(text, encoding="utf-8")
    with pytest.raises(BriefingError) as caught:
        template_rename("周报", "月报", here)
    assert line in str(caught.value.problems[0])
    assert (here.path / "templates/周报").exists()
    assert (here.path / file).read_text("utf-8") == text


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("没有", "月报", "没有名为“没有”的模板"),
        ("../周报", "月报", "没有名为“../周报”的模板"),
        ("周报", "../外", "不能作模板名"),
        ("周报", "红头", "已有"),
        ("周报", "onepager", "已有"),
    ],
)
def test_names_that_are_none_or_taken_are_refused(here: Workspace, old: str, new: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        template_rename(old, new, here)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_all_other_bytes_of_a_file_stay_as_they_are(here: Workspace, mark: bytes, end: bytes) -> None:
    def written(name: str) -> dict[str, bytes]:
        lines = (f"template: {name}", "recipes:", "  - name: 每周", f"    template: {name}  # 平时用")
        return {
            "briefing.yaml": mark + end.join(line.encode() for line in lines) + end,
            "templates/红头/body.md.j2": mark + f'{{% extends "{name}/body.md.j2" %}}'.encode() + end,
        }

    for path, data in written("周报").items():
        (here.path / path).write_bytes(data)
    template_rename("周报", "月报", here)
    assert {path: (here.path / path).read_bytes() for path in written("月报")} == written("月报")


def test_a_file_in_another_encoding_is_told_and_nothing_is_done(here: Workspace) -> None:
    (here.path / "templates/红头/body.md.j2").write_bytes("{# 红头 #}正文".encode("gbk"))
    with pytest.raises(BriefingError, match=r"body\.md\.j2：文件不是 UTF-8，不能改名。"):
        template_rename("周报", "月报", here)
    assert (here.path / "templates/周报").is_dir()
