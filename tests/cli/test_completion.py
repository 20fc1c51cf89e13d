"""Tab completes city and theme names in every shell, from the workspace at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.cli.app import run
from tests.cli.conftest import Briefing


def _ask(shell: str, line: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> str:
    """What the program tells a shell that asks what may stand at the end of `line`."""
    words = line.split(" ")
    monkeypatch.setenv("_BRIEFING_COMPLETE", f"complete_{shell}")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", line)
    monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
    monkeypatch.setenv("_TYPER_COMPLETE_WORD_TO_COMPLETE", words[-1])
    monkeypatch.setenv("COMP_WORDS", "\n".join(words))
    monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
    with pytest.raises(SystemExit):
        run([])
    captured = capsys.readouterr()
    assert captured.err == ""
    return captured.out.strip()


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("briefing generate --city 武", ["武汉市"]),
        ("briefing generate --city wu", ["wuhan"]),
        ("briefing generate --city 4201", ["420100"]),
        ("briefing generate --city 没", []),
        ("briefing generate --city 武汉 --theme 融", ["融资"]),
        ("briefing show 三", ["三门峡市"]),
        ("briefing show 武汉 --period 2021年", ["2021年", "2021年12月", "2021年12月31日"]),
        ("briefing generate --since 1", []),
        ("briefing list ci", ["cities"]),
        ("briefing generate --format d", ["docx"]),
        ("briefing gen", ["generate"]),
    ],
)
def test_bash_is_offered_what_begins_as_typed(
    line: str, offered: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _ask("bash", line, capsys, monkeypatch).splitlines() == offered


@pytest.mark.parametrize("option", ["--city", "--theme"])
def test_with_nothing_typed_every_full_name_is_offered(
    option: str, briefing: Briefing, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    kind = {"--city": "cities", "--theme": "themes"}[option]
    names = [row["name"] for row in briefing("list", kind, "--json").json]
    assert _ask("bash", f"briefing generate {option} ", capsys, monkeypatch).splitlines() == names


@pytest.mark.parametrize(
    ("shell", "said"),
    [
        ("zsh", """_arguments '*: :(("武汉市":"wuhan"))'"""),
        ("fish", "武汉市\twuhan"),
        ("powershell", "武汉市:::wuhan"),
        ("pwsh", "武汉市:::wuhan"),
    ],
)
def test_other_shells_are_offered_the_same_with_an_explanation(
    shell: str, said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _ask(shell, "briefing generate --city 武", capsys, monkeypatch) == said


def test_names_come_from_the_workspace_that_is_named_before(
    mine: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    mine.rename(tmp_path / "own")
    (tmp_path / "own/data/cities/xian.yaml").write_text("city: {name: 西安市}\n", encoding="utf-8")
    capsys.readouterr()
    line = "briefing generate --workspace own --city 西"
    assert _ask("bash", line, capsys, monkeypatch) == "西安市"


def test_a_workspace_that_cannot_be_read_offers_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data/cities").mkdir(parents=True)
    (tmp_path / "data/themes.yaml").write_text("themes: [", encoding="utf-8")
    assert _ask("bash", "briefing generate --theme 融", capsys, monkeypatch) == ""


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "pwsh"])
def test_the_script_of_the_shell_in_use_is_shown(
    shell: str, briefing: Briefing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.cli.typer_private.shell_name", lambda: shell)
    outcome = briefing("--show-completion")
    assert outcome.code == 0
    assert "_BRIEFING_COMPLETE" in outcome.out


def test_where_the_shell_cannot_be_told_it_is_the_one_of_the_login(
    briefing: Briefing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.cli.typer_private.shell_name", lambda: None)
    monkeypatch.setenv("SHELL", "/usr/bin/zsh")
    assert "compdef" in briefing("--show-completion").out
    monkeypatch.setenv("SHELL", "/bin/odd")
    refused = briefing("--show-completion")
    assert refused.code == 2
    assert "“odd”" in refused.err


def test_completion_is_installed_for_the_shell_in_use(
    briefing: Briefing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr("briefing.cli.typer_private.shell_name", lambda: "bash")
    outcome = briefing("--install-completion")
    assert outcome.code == 0
    assert "已为 bash 安装自动补全" in outcome.out
    assert ".bash_completions/briefing.sh" in (tmp_path / ".bashrc").read_text()
