"""A template goes to another office as one file, and what comes in one is looked at before anything is written."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from briefing import BriefingError, UsageError, Workspace, template_export, template_import, template_new
from briefing.api.init import init
from briefing.template_tools.exchange import NotPacked

PART = "共用的一段。\n"


@pytest.fixture
def here(tmp_path: Path) -> Workspace:
    """A workspace with 周报 on 底本, which includes a part."""
    workspace = made(tmp_path / "此")
    template_new("底本", workspace)
    body = workspace.path / "templates/底本/body.md.j2"
    body.write_text(body.read_text("utf-8") + '{% include "_parts/我的.md.j2" %}\n', encoding="utf-8")
    (workspace.path / "templates/_parts").mkdir(exist_ok=True)
    (workspace.path / "templates/_parts/我的.md.j2").write_text(PART, encoding="utf-8")
    template_new("周报", workspace, base="底本", thin=True)
    return workspace


def made(folder: Path) -> Workspace:
    """A workspace of one's own."""
    init(folder)
    return Workspace(folder)


def files_of(workspace: Workspace) -> dict[str, bytes]:
    """What lies in its templates."""
    root = workspace.path / "templates"
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def packed(folder: Path, files: dict[str, bytes], *, mode: int = 0) -> Path:
    """A zip file of those files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name)
            entry.external_attr = mode << 16
            archive.writestr(entry, data)
    path = folder / "来.zip"
    path.write_bytes(out.getvalue())
    return path


def test_a_template_arrives_with_its_base_its_shell_and_its_parts(here: Workspace, tmp_path: Path) -> None:
    path, left = template_export("周报", tmp_path / "周报", here)
    assert (path, left) == (tmp_path / "周报.zip", NotPacked())
    there = made(tmp_path / "彼")
    before = files_of(there)
    found = template_import(path, there)
    assert set(found.templates) == {"周报", "底本"}
    new = {name: data for name, data in files_of(there).items() if name not in before}
    assert new["_parts/我的.md.j2"] == PART.encode()
    assert new == {name: files_of(here)[name] for name in new}
    assert {"周报/template.yaml", "底本/shell.docx", "底本/body.md.j2"} <= set(new)
    again = template_import(path, there)
    assert (again.written, len(again.unchanged)) == ((), len(found.written) + len(found.unchanged))
    assert there.template("周报").base is not None


def test_what_comes_with_the_program_stays_out(tmp_path: Path) -> None:
    workspace = made(tmp_path / "此")
    for name in ("template.yaml", "body.md.j2", "shell.docx"):
        (workspace.path / "templates/bulletin" / name).unlink(missing_ok=True)
    template_new("简", workspace, base="bulletin", thin=True)
    path, left = template_export("简", tmp_path / "简.zip", workspace)
    assert left == NotPacked(("bulletin",))
    body = workspace.path / "templates/简/body.md.j2"
    body.write_text('{{ manual("评语") }}\n\n{{ picture("图片/现场.jpg", caption="大厅") }}\n', encoding="utf-8")
    assert template_export("简", tmp_path / "又.zip", workspace)[1].files == ("notes/评语.md", "图片/现场.jpg")
    assert not any("/bulletin/" in name for name in zipfile.ZipFile(path).namelist())


def test_the_same_files_make_the_same_bytes(here: Workspace, tmp_path: Path) -> None:
    first, _ = template_export("周报", tmp_path / "一", here)
    second, _ = template_export("周报", tmp_path / "二", here)
    assert first.read_bytes() == second.read_bytes()


def test_what_is_ones_own_is_replaced_only_when_asked_and_kept(here: Workspace, tmp_path: Path) -> None:
    path, _ = template_export("周报", tmp_path / "周报", here)
    body = here.path / "templates/底本/body.md.j2"
    arriving = body.read_bytes()
    body.write_text("我改的。\n", encoding="utf-8")
    before = files_of(here)
    with pytest.raises(BriefingError, match=r"底本/body.md.j2：已有这个文件，内容不同，未导入"):
        template_import(path, here)
    assert files_of(here) == before
    template_import(path, here, force=True)
    assert body.read_bytes() == arriving
    assert "我改的。\n".encode() in files_of(here).values()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("templates/../../外/template.yaml", "越界的部件.*重新导出"),
        ("/templates/甲/template.yaml", "越界的部件.*重新导出"),
        ("templates\\甲\\template.yaml", "不在 templates 的一个模板里"),
        ("data/cities/wuhan.yaml", "不在 templates 的一个模板里"),
        ("templates/template.yaml", "不在 templates 的一个模板里"),
        ("templates/甲/run.py", "不是模板的文件"),
        ("templates/.甲/template.yaml", "不是模板的文件"),
    ],
)
def test_what_is_no_file_of_a_template_is_refused(tmp_path: Path, name: str, said: str) -> None:
    workspace = made(tmp_path / "此")
    before = files_of(workspace)
    path = packed(tmp_path, {"templates/乙/template.yaml": "title: 乙\n".encode(), name: b"title: a\n"})
    with pytest.raises(BriefingError, match=said):
        template_import(path, workspace)
    assert files_of(workspace) == before


def test_links_too_much_and_what_is_no_zip_are_refused(tmp_path: Path) -> None:
    workspace = made(tmp_path / "此")
    with pytest.raises(BriefingError, match="是链接"):
        template_import(packed(tmp_path, {"templates/甲/template.yaml": b"/etc/passwd"}, mode=0o120777), workspace)
    many = {f"templates/_parts/{number}.md.j2": b"a" for number in range(501)}
    with pytest.raises(BriefingError, match="500 个部件"):
        template_import(packed(tmp_path, many), workspace)
    with pytest.raises(BriefingError, match="里面没有模板"):
        template_import(packed(tmp_path, {"templates/_parts/a.md.j2": b"a"}), workspace)
    (tmp_path / "坏.zip").write_bytes(b"PK\x03\x04")
    with pytest.raises(BriefingError, match="已损坏"):
        template_import(tmp_path / "坏.zip", workspace)
    with pytest.raises(UsageError, match="不能读取"):
        template_import(tmp_path / "无.zip", workspace)


def test_a_template_whose_base_is_nowhere_is_refused(tmp_path: Path) -> None:
    workspace = made(tmp_path / "此")
    path = packed(tmp_path, {"templates/甲/template.yaml": "title: 甲\nbase: 没有的\n".encode()})
    with pytest.raises(BriefingError, match="模板“甲”：没有名为“没有的”的模板，不能作底本"):
        template_import(path, workspace)
    assert not (workspace.path / "templates/甲").exists()
