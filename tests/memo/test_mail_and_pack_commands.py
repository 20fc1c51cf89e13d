"""`briefing memo mail` and `briefing memo pack` from the command line, on a briefing that the program has made."""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from fast_mail_parser import parse_email

from briefing import Workspace
from briefing.api.evidence import verify
from briefing.cli.app import run
from briefing.ooxml.clean import outgoing
from briefing.trace.evidence import NumberStatus
from tests.api.test_evidence import edited
from tests.memo.folders import ROOT
from tests.memo.wordfile import paragraph, word_file
from tests.ooxml.test_outgoing import SECRET, planted
from tests.render.word.samples import replaced

TITLE = "武汉市、三门峡市政务服务情况比较"
BUNDLE = f"2026-11-22 {TITLE}"
DATE = ("--date", "2026-11-22")
Said = Callable[..., tuple[int, str, str]]
MEMO = word_file(paragraph("函"))
ATTACH = ("--attach", f"output/{BUNDLE}")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the bundle of a briefing, in output."""
    folder = tmp_path_factory.mktemp("made")
    words = ["generate", "--city", "武汉", "--city", "三门峡", "--theme", "政务服务", "--workspace", str(ROOT)]
    assert run([*words, *DATE, "--format", "docx", "--out", str(folder / "output"), "--no-cache"]) == 0
    return folder


@pytest.fixture
def here(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it to work in."""
    shutil.copytree(made / "output", tmp_path / "output")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path


@pytest.fixture
def said(here: Path, capsys: pytest.CaptureFixture[str]) -> Said:
    """Runs `briefing memo` with these words: exit code, output, messages."""

    def call(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(["memo", *words])
        return (code, *capsys.readouterr())

    return call


def test_a_mail_of_a_real_briefing_has_its_findings_its_charts_and_its_word_file(said: Said, here: Path) -> None:
    code, out, err = said("mail", "--to", "张三 <a@b.cn>", "--subject", "报送简报", *ATTACH, *DATE)
    assert (code, err) == (0, "")
    path = here / "output/2026-11-22 报送简报.eml"
    assert "已写好草稿：output/2026-11-22 报送简报.eml" in out
    found = parse_email(path.read_bytes(), strict=True)
    manifest = json.loads((here / "output" / BUNDLE / "manifest.json").read_text("utf-8"))
    for number, finding in enumerate(manifest["findings"], start=1):
        assert f"{number}. {''.join(run['text'] for run in finding)}\r\n" in found.text_plain[0]
    *charts, word = found.attachments
    assert charts
    assert all(chart.content.startswith(b"\x89PNG") for chart in charts)
    file = here / "output" / BUNDLE / f"{TITLE}.docx"
    assert word.content == outgoing(file.read_bytes(), "").data != file.read_bytes()
    assert f"已去掉：{file.name}：作者、单位等个人信息\n" in out
    first = "武汉市政务服务压减幅度。“一事联办”跑动次数78.97%，“一事联办”平均办理环节73.81%"
    assert first in found.text_plain[0]  # the alternative text of the chart


def test_a_letter_that_the_program_wrote_is_mailed_with_its_annexes(said: Said, here: Path) -> None:
    words = ("--to", "市局", "--from", "市营商办", "--subject", "报送简报", *ATTACH, *DATE, "--workspace", str(ROOT))
    assert said("new", *words)[0] == 0
    (letter,) = (here / "output").glob("*关于报送简报*")
    mail = ("mail", "--to", "a@b.cn", "--subject", "报送", *DATE, "--workspace", str(ROOT))
    assert said(*mail, "--attach", str(letter))[::2] == (0, "")
    found = parse_email((here / "output/2026-11-22 报送.eml").read_bytes())
    assert [item.filename for item in found.attachments if item.filename.endswith("docx")] == [
        "关于报送简报的函.docx",
        f"附件1：{TITLE}.docx",
    ]
    assert "现送上《关于报送简报的函》，请审阅。" in found.text_plain[0]
    assert said(*mail, "--attach", str(letter), *ATTACH, "--force")[0] == 0
    assert f"附件2：{TITLE}.docx" in parse_email((here / "output/2026-11-22 报送.eml").read_bytes()).text_plain[0]


def test_the_same_command_again_changes_nothing_and_another_draft_is_kept(said: Said, here: Path) -> None:
    words = ("mail", "--to", "a@b.cn", "--subject", "报送简报", *ATTACH, *DATE)
    assert said(*words)[0] == 0
    path = here / "output/2026-11-22 报送简报.eml"
    first = path.read_bytes()
    assert said(*words)[0] == 0
    assert path.read_bytes() == first
    code, _, err = said(*words, "--cc", "c@b.cn")
    assert code == 1
    assert "未覆盖" in err
    assert path.read_bytes() == first
    assert said(*words, "--cc", "c@b.cn", "--force")[0] == 0
    assert path.read_bytes() != first


def test_everything_wrong_in_a_mail_is_told_at_once_and_nothing_is_written(said: Said, here: Path) -> None:
    words = ("--to", "张三", "--cc", "x y@b.cn", "--from", "a@b", "--subject", "报送\nBcc: x@y.cn")
    code, _, err = said("mail", *words, *ATTACH)
    assert code == 2
    assert [part for part in ("--to", "--cc", "--from", "主题里有") if part in err] == [
        "--to",
        "--cc",
        "--from",
        "主题里有",
    ]
    for subject, what in ((" ", "主题是空的"), ("长" * 201, "太长")):
        code, _, err = said("mail", "--to", "a@b.cn", "--subject", subject, *ATTACH)
        assert (code, what in err) == (2, True)
    assert said("mail", "--to", "a@b.cn", "--subject", "好", *ATTACH, *ATTACH)[0] == 1
    assert not list(here.rglob("*.eml"))


def test_an_edited_word_file_is_told_by_both(said: Said, here: Path) -> None:
    word = here / "output" / BUNDLE / f"{TITLE}.docx"
    data = io.BytesIO(word.read_bytes())
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("docProps/note.txt", "edited")
    word.write_bytes(data.getvalue())
    for words in (("mail", "--to", "a@b.cn", "--subject", "好"), ("pack", str(word))):
        code, _, err = said(*words, *ATTACH, "--force")
        assert code == 0
        assert "改动过" in err


def test_a_file_and_a_briefing_are_packed_beside_the_first(said: Said, here: Path) -> None:
    (here / "函.docx").write_bytes(MEMO)
    code, out, _ = said("pack", "函.docx", *ATTACH, *DATE)
    assert code == 0
    assert "已打包：函.zip" in out
    with zipfile.ZipFile("函.zip") as found:
        assert found.namelist() == ["函.docx", f"附件1：{TITLE}.docx", "清单.txt", "SHA256SUMS"]
    assert said("pack", "函.docx", *ATTACH, *DATE)[0] == 0
    code, _, err = said("pack", "函.docx", *DATE)
    assert code == 1
    assert "--force" in err


def test_what_is_packed_is_clean_and_what_was_taken_out_is_told(said: Said, here: Path) -> None:
    (here / "函.docx").write_bytes(planted(""))
    (here / "表.xlsx").write_bytes(b"x")
    code, out, err = said("pack", "函.docx", "表.xlsx", *DATE)
    assert code == 0
    assert "已去掉：函.docx：批注（1 处）；" in out
    assert "不是 .docx，批注、作者等信息没有清理：表.xlsx。" in err
    with zipfile.ZipFile("函.zip") as found, zipfile.ZipFile(io.BytesIO(found.read("函.docx"))) as word:
        assert not any(SECRET.encode() in word.read(name) for name in word.namelist())
        assert hashlib.sha256(found.read("函.docx")).hexdigest() in found.read("SHA256SUMS").decode()


def test_the_evidence_of_what_is_packed_is_packed_with_it(said: Said, here: Path) -> None:
    (here / "函.docx").write_bytes(MEMO)
    code, _, err = said("pack", "函.docx", *ATTACH, *DATE, "--evidence", "xlsx", "--workspace", str(ROOT))
    assert (code, "没有列入" in err) == (0, False)
    with zipfile.ZipFile("函.zip") as found:
        assert "事实依据表.xlsx" in found.namelist()
        Path("依据.xlsx").write_bytes(found.read("事实依据表.xlsx"))
        Path("附件.docx").write_bytes(found.read(f"附件1：{TITLE}.docx"))
    assert run(["verify", "附件.docx", "--against", "依据.xlsx", "--workspace", str(ROOT)]) == 0
    code, _, err = said("pack", "函.docx", *DATE, "--evidence", "xlsx", "--workspace", str(ROOT))
    assert code == 2
    assert "--against" in err
    assert said("pack", "函.docx", *ATTACH, "--evidence", "pdf", "--workspace", str(ROOT))[0] == 2


def test_the_numbers_of_a_memo_rest_on_the_bundles_that_it_carries(said: Said, here: Path) -> None:
    words = ("--to", "市局", "--from", "市营商办", "--subject", "报送简报", *ATTACH, *DATE, "--workspace", str(ROOT))
    folders = []
    for out in ("output", "行文", "output/合"):
        assert said("new", *words, "--type", "通报", "--out", out)[0] == 0
        folders += (here / out).glob("*关于报送简报*")
    near, far, below = folders
    (letter,) = (path.name for path in near.glob("关于*.docx"))
    for folder, basis in ((near, ()), (below, ()), (far, near), (far, f"output/{BUNDLE}")):
        found = verify(folder / letter, basis, Workspace(ROOT))
        assert {item.standing for item in found.numbers} == {NumberStatus.UNCHANGED}
    assert "不符" not in said("pack", str(below), *DATE)[2]
    (below / letter).write_bytes(edited(below / letter, "104项", "140项"))
    told = said("pack", str(below), *DATE, "--force")[2]
    assert re.search("没有依据的数字1个：第[0-9]+段“140项”：武汉市“一事联办”事项原为104项。请逐个核对", told)
    (far / letter).write_bytes(edited(far / letter, "104项", "140项"))
    told = said("pack", str(far), *DATE, "--against", f"output/{BUNDLE}", "--out", "远.zip")[2]
    assert re.search("没有依据的数字1个：第[0-9]+段“140项”", told)
    assert "数字没有核对：附件的成果包" in said("pack", str(far), *DATE, "--out", "无.zip")[2]
    pack = ("pack", str(far), *DATE, "--evidence", "xlsx", "--workspace", str(ROOT))
    code, _, err = said(*pack)
    assert (code, f"附件的成果包“{BUNDLE}”不在“{far.parent}”里。请用 --against" in err) == (1, True)
    code, _, err = said(*pack, "--against", f"output/{BUNDLE}")
    assert code == 0
    assert len(re.findall("没有依据的数字1个，没有列入事实依据表：第[0-9]+段“140项”：武汉市", err)) == 1
    assert said(*pack, *ATTACH, "--out", "又.zip")[0] == 0


def test_a_memo_without_annexes_is_held_against_the_data_and_makes_no_table(
    said: Said, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "data", here / "data")
    (here / "notes").mkdir()
    (here / "notes/通报.md").write_text("武汉市“一事联办”事项104项，问题7321个。\n", "utf-8")
    (here / "briefing.yaml").write_text("cities: []\n", "utf-8")
    words = ("--type", "通报", "--to", "各区", "--from", "市营商办", "--subject", "有关情况", "--set", "正文=通报")
    typed = "手填的数字2个，没有出处：104项、7321个。"
    code, _, err = said("new", *words, *DATE)
    assert (code, typed in err) == (0, True)
    (memo,) = (here / "output").glob("*有关情况*")
    code, _, err = said("pack", str(memo), *DATE, "--evidence", "xlsx")
    assert (code, "没有附件、也不引用成果包的，不加 --evidence" in err) == (2, True)
    capsys.readouterr()
    assert run(["verify", str(next(memo.glob("*.docx"))), "--workspace", str(ROOT)]) == 1
    told = capsys.readouterr()
    assert "“104项”（手填的，资料中有武汉市“一事联办”事项104项）" in told.out
    assert "数字 2 个：没有依据 1 个，待核 1 个。" in told.out
    assert "没有附件，里面的数字与工作区的资料核对" in told.err
    (word,) = memo.glob("*.docx")
    word.write_bytes(replaced(word.read_bytes(), "word/document.xml", "7321个", "7322个"))
    code, _, err = said("pack", str(memo), *DATE)
    assert (code, typed in err, "没有依据的数字1个：" in err, "“7322个”" in err) == (0, True, True, True)


def test_a_signed_file_is_packed_as_it_is_and_one_with_macros_not_at_all(said: Said, here: Path) -> None:
    for name, part in (("签.docx", "_xmlsignatures/a.bin"), ("宏.docx", "word/vbaProject.bin")):
        data = io.BytesIO(MEMO)
        with zipfile.ZipFile(data, "a") as archive:
            archive.writestr(part, "x")
        (here / name).write_bytes(data.getvalue())
    code, _, err = said("pack", "签.docx", *DATE)
    assert code == 0
    assert "有数字签名，没有清理" in err
    code, _, err = said("pack", "宏.docx", *DATE)
    assert code == 1
    assert "含有宏或控件" in err
    assert not (here / "宏.zip").exists()


def test_where_the_zip_goes(said: Said, here: Path) -> None:
    (here / "材料").mkdir()
    (here / "材料/函.docx").write_bytes(MEMO)
    assert said("pack", "材料")[0] == 0
    assert (here / "材料.zip").is_file()
    assert said("pack", "材料", "--out", "output")[0] == 0
    assert (here / "output/材料.zip").is_file()
    assert said("pack", "材料", "--out", "新建/报送.ZIP")[0] == 0
    assert (here / "新建/报送.ZIP").is_file()
    for wrong in ("报送.rar", "材料/里面.zip", "材料"):
        assert said("pack", "材料", "--out", wrong)[0] == 2
    assert [path.name for path in (here / "材料").iterdir()] == ["函.docx"]


def test_the_folder_one_is_in_is_packed_beside_itself(said: Said, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "材料").mkdir()
    (here / "材料/函.docx").write_bytes(MEMO)
    monkeypatch.chdir(here / "材料")
    assert said("pack", ".")[0] == 0
    assert (here / "材料.zip").is_file()
