"""The page follows its files: what is saved is shown, what is wrong is told, and the last good version stays."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.errors import UsageError
from briefing.model.request import Request
from briefing.pipeline import Briefing
from briefing.preview import watch
from briefing.preview.edition import Edition
from briefing.preview.watch import Board, Watcher, stamp
from briefing.render.word.make_shell import shell
from briefing.render.word.shell.builtin_styles import Fonts
from tests.builders import generate
from tests.preview.conftest import LONG, Preview

WRONG = "\n{{ briefing.nonsense }}\n"


def _good(text: str) -> bool:
    return 'data-errors="0"' in text


def test_a_saved_template_is_shown(preview: Preview) -> None:
    preview.body.write_text(preview.body.read_text() + "\n# 新加的一节\n")
    assert "新加的一节</h2>" in preview.wait(lambda text: "新加的一节" in text)


def test_saved_data_are_shown(preview: Preview) -> None:
    file = preview.workspace / "data/cities/wuhan.yaml"
    file.write_text(file.read_text().replace("8.27", "9.17"))
    assert "8.27个" not in preview.wait(lambda text: "9.17个" in text)


def test_an_error_stands_above_the_last_good_version_until_it_is_mended(preview: Preview) -> None:
    good = preview.body.read_text()
    before = preview.get().text
    preview.body.write_text(good + WRONG)
    wrong = preview.wait(lambda text: not _good(text))
    assert f"{preview.body} 第 {len(good.splitlines()) + 2} 行" in wrong
    assert "nonsense" in wrong
    assert "下面仍是出错之前的版本" in wrong
    assert wrong.partition("<article")[2] == before.partition("<article")[2]
    preview.body.write_text(good)
    assert preview.wait(_good) == before


def test_all_errors_of_the_data_are_shown_with_file_and_line(preview: Preview) -> None:
    file = preview.workspace / "data/cities/wuhan.yaml"
    file.write_text(file.read_text().replace("paragraph: 1", "paragraph: 一"))
    text = preview.wait(lambda text: not _good(text))
    assert text.count(f"<code>{file} 第 ") > 1


def test_a_broken_shell_takes_the_word_file_away_and_not_the_page(preview: Preview) -> None:
    shell = preview.workspace / "templates/bulletin/shell.docx"
    shell.write_bytes(b"no Word file")
    preview.body.write_text(preview.body.read_text() + "\n# 新加的一节\n")
    text = preview.wait(lambda text: "新加的一节" in text and not _good(text))
    assert str(shell) in text
    assert preview.get("/download/docx").status == 404
    assert preview.get("/download/md").status == 200


def test_a_saved_shell_is_a_change_though_the_text_is_the_same(preview: Preview) -> None:
    state, word = preview.board.now().state, preview.get("/download/docx").body
    file = preview.workspace / "templates/bulletin/shell.docx"
    file.write_bytes(shell(Fonts(body="宋体")))
    assert preview.board.wait(state, False, LONG).busy
    assert preview.board.wait(state, True, LONG).state != state
    assert preview.get("/download/docx").body != word


def test_saving_what_was_there_is_no_change(preview: Preview) -> None:
    state = preview.board.now().state
    preview.body.write_text(preview.body.read_text())
    assert preview.board.wait(state, False, LONG).busy
    assert (now := preview.board.wait(state, True, LONG)).state == state
    assert not now.busy


def test_a_file_that_cannot_be_read_is_tried_again(preview: Preview, monkeypatch: pytest.MonkeyPatch) -> None:
    """Word locks its file while it saves, and the last sign of a change may come before the lock is gone."""
    make, locked = watch.make, threading.Event()

    def refused(briefing: Briefing) -> Edition:
        if locked.is_set():
            raise PermissionError(13, "Permission denied", "shell.docx")
        return make(briefing)

    monkeypatch.setattr(watch, "make", refused)
    locked.set()
    preview.body.write_text(preview.body.read_text() + "\n# 新加的一节\n")
    assert "shell.docx" in preview.wait(lambda text: not _good(text))
    locked.clear()
    assert "新加的一节" in preview.wait(_good)


def test_an_error_of_the_program_itself_is_told_and_survived(preview: Preview, monkeypatch: pytest.MonkeyPatch) -> None:
    before = preview.get().text.partition("<article")[2]
    good = watch.make
    monkeypatch.setattr(watch, "make", lambda briefing: {}["nothing"])
    preview.body.write_text(preview.body.read_text() + "\n")
    text = preview.wait(lambda text: not _good(text))
    assert "程序出现意外情况（KeyError" in text
    assert text.partition("<article")[2] == before
    monkeypatch.setattr(watch, "make", good)
    preview.body.write_text(preview.body.read_text() + "\n# 新加的一节\n")
    assert "新加的一节" in preview.wait(_good)


def test_the_page_is_answered_while_the_next_is_made(preview: Preview, monkeypatch: pytest.MonkeyPatch) -> None:
    make, go = watch.make, threading.Event()

    def slow(briefing: Briefing) -> Edition:
        go.wait(LONG)
        return make(briefing)

    monkeypatch.setattr(watch, "make", slow)
    before, state = preview.get().text, preview.board.now().state
    preview.body.write_text(preview.body.read_text() + "\n# 新加的一节\n")
    assert preview.board.wait(state, False, LONG).busy
    assert preview.get().text == before
    go.set()
    assert "新加的一节" in preview.wait(lambda text: text != before)


def test_only_what_is_shown_is_kept(preview: Preview) -> None:
    """Charts of earlier editions would fill the memory in a day of writing."""
    before = {path for path in preview.board.now().served if path.startswith("/chart/")}
    body = preview.body.read_text()
    preview.body.write_text("没有图表的一句话。\n")
    preview.wait(lambda text: "没有图表的一句话" in text)
    assert before
    assert not before & set(preview.board.now().served)
    preview.body.write_text(body)
    preview.wait(lambda text: "<figure" in text)
    assert before <= set(preview.board.now().served)


def test_a_name_that_does_not_exist_is_told_before_anything_is_served(request_: Request) -> None:
    with pytest.raises(UsageError, match="没有"):
        Watcher(lambda: generate(replace(request_, template="buletin")), (), Board()).first()


def test_a_preview_may_begin_with_an_error(request_: Request) -> None:
    body = request_.roots[0] / "bulletin/body.md.j2"
    body.write_text(body.read_text() + WRONG)
    board = Board()
    Watcher(lambda: generate(request_), (), board).first()
    text = board.now().served["/"].body.decode()
    assert "nonsense" in text
    assert "还没有可以显示的文稿" in text


def test_files_that_editors_leave_for_a_moment_are_not_looked_at(tmp_path: Path) -> None:
    (tmp_path / "body.md.j2").write_text("文")
    before = stamp([tmp_path])
    for name in (".body.md.j2.swp", "~$shell.docx", "body.md.j2~"):
        (tmp_path / name).write_text("文")
    assert stamp([tmp_path]) == before
    (tmp_path / "part.md.j2").write_text("文")
    assert stamp([tmp_path]) != before
    assert stamp([tmp_path / "body.md.j2", tmp_path / "none"]) == before
