"""Every command line in the README works as it stands, one after the other, in an empty folder."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from docx import Document
from docx.shared import RGBColor

from briefing.cli.app import run

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
LINES = re.findall(r"^ {4,}(?:.*[/\\])?((?:briefing|cd) .+)$", README, re.M)
RECIPES = re.search(r"^    settings: .*?(?=\n\n)", README, re.M | re.S)


def test_every_indented_command_line_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that need briefing.yaml find the README's own; the lines before `cd` run in an empty folder."""
    monkeypatch.chdir(tmp_path)
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "cache"))
    assert len(LINES) > 15
    assert RECIPES
    for line in LINES:
        words = shlex.split(line)
        if words[0] == "cd":
            monkeypatch.chdir(words[1])
            Path("briefing.yaml").write_text(re.sub("^    ", "", RECIPES[0], flags=re.M), encoding="utf-8")
        else:
            assert run(words[1:]) == 0, line
    [preview] = re.findall(r"`briefing (preview [^`]+)`", README)
    _preview(*preview.split())


def _preview(*words: str) -> None:
    """Runs the line that goes on until it is stopped, as far as its first page."""
    process = subprocess.Popen(
        [sys.executable, "-m", "briefing", *words, "--no-browser"],
        env=os.environ | {"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"},
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    try:
        assert process.stdout
        assert any(line.startswith("预览：http://127.0.0.1:") for line in process.stdout)
    finally:
        process.terminate()
        process.communicate()


def test_what_the_readme_says_of_templates_can_be_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A heading renamed, a section and a parameter added as it shows them, the letterhead changed, a second shell."""
    monkeypatch.chdir(tmp_path)
    assert run(["init", "w"]) == 0
    monkeypatch.chdir("w")
    assert run(["template", "new", "周报", "--from", "bulletin"]) == 0
    [section] = re.findall(r"^      ({% if has.*?{% endif %})$", README, re.M | re.S)
    [parameter] = re.findall(r"^      (- name: 联系人\n.*\n.*)$", README, re.M)
    folder = Path("templates/周报")
    body = (folder / "body.md.j2").read_text("utf-8")
    section = re.sub("^      ", "", section, flags=re.M)
    changed = body.replace("# 要点", "# 本周看点").replace("{% block 各主题 %}", f"{section}\n\n{{% block 各主题 %}}")
    (folder / "body.md.j2").write_text(changed + "\n\n联系人：{{ 联系人 }}。\n", encoding="utf-8")
    description = (folder / "template.yaml").read_text("utf-8")
    (folder / "template.yaml").write_text(
        description + "".join(f"  {line.strip() if at == 0 else '  ' + line.strip()}\n" for at, line in
                              enumerate(parameter.splitlines())), encoding="utf-8"
    )  # fmt: skip
    _recolour(folder / "shell.docx", "江岸 {{ name }}", RGBColor(0, 0, 0xA0))
    assert run(["template", "check", "周报"]) == 0
    [second] = re.findall(r"^      briefing (template new 周报红头 .*)$", README, re.M)
    assert run(shlex.split(second)) == 0
    _recolour(Path("templates/周报红头/shell.docx"), "江岸 {{ name }}（红头）", RGBColor(0xA0, 0, 0))
    for name, masthead, colour in (
        ("周报", "江岸 营商环境工作简报", "0000A0"),
        ("周报红头", "江岸 营商环境工作简报（红头）", "A00000"),
    ):
        assert run(["template", "check", name]) == 0
        assert run(["generate", "--template", name, "--city", "武汉", "--theme", "政务服务",
                    "--set", "联系人=李四", "--out", name]) == 0  # fmt: skip
        [text] = [path.read_text("utf-8") for path in Path(name).glob("*/*.md")]
        assert all(words in text for words in ("本周看点", "本周关注", "104项", "联系人：李四。"))
        [word] = Path(name).glob("*/*情况.docx")
        [run_] = [run_ for item in Document(str(word)).paragraphs for run_ in item.runs if "江岸" in run_.text]
        assert (run_.text, str(run_.font.color.rgb)) == (masthead, colour)


def _recolour(shell: Path, masthead: str, colour: RGBColor) -> None:
    """Change a letterhead as one would in Word."""
    document = Document(str(shell))
    [run_] = [run_ for item in document.paragraphs for run_ in item.runs if "{{ name }}" in run_.text]
    run_.text, run_.font.color.rgb = masthead, colour
    document.save(str(shell))
