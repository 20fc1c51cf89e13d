"""A manifest is read as it was written; one that is damaged is a Problem with its file, never a traceback."""

from __future__ import annotations

import copy
import datetime
import json
import os
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from briefing.bundle.contents import fact_record, manifest, printed_facts
from briefing.bundle.manifest import read_manifest
from briefing.bundle.manifest_records import MANIFEST, Manifest
from briefing.bundle.pack import pack
from briefing.data.yaml_files.yaml_reader import YamlReader
from briefing.errors import BriefingError
from briefing.memo.briefings import open_bundles, stale
from briefing.memo.letter import MemoRequest, write
from briefing.memo.mail.addresses import Address
from briefing.memo.mail.message import MailDraft, mail
from briefing.model.document import Document, Meta
from briefing.model.letter import Letter
from briefing.model.request import Request
from tests import builders
from tests.builders import generate
from tests.memo import folders

ROOT = Path(__file__).parents[2]
DAY = datetime.date(2026, 11, 22)


def _written(folder: Path, changes: Callable[[Any], object] = lambda held: held) -> Path:
    """A small bundle as `briefing generate` leaves it, with changes in its manifest."""
    made = folders.bundle(folder, names=["210"], word=folders.briefing_word("政务服务情况"))
    held = json.loads((made / MANIFEST).read_bytes())
    changes(held)
    (made / MANIFEST).write_text(json.dumps(held), encoding="utf-8")
    return made


def _refused(folder: Path) -> str:
    with pytest.raises(BriefingError) as caught:
        read_manifest(folder)
    assert all(
        problem.location.file and problem.location.file.startswith(str(folder)) for problem in caught.value.problems
    )
    return str(caught.value)


def test_a_manifest_is_read_as_it_was_written(tmp_path: Path) -> None:
    library = builders.library(builders.fact("tianhe.items", 1))
    written = manifest(
        request={"cities": ["天河"], "issue": None, "layout": {"start_page": 1}},
        facts=library.facts(),
        document=Document(Meta(title="标题"), ()),
        library=library,
        versions={"briefing": "1"},
    )
    found = read_manifest(pack(tmp_path, "甲", {"a.md": b"x"}, written, force=False).folder)
    assert (found.kind, found.title, found.request) == ("", "标题", written["request"])
    assert found.facts == tuple(fact_record(fact, library) for fact in library.facts())
    assert [source.id for source in found.sources] == ["tianhe-article"]
    assert list(found.files) == ["a.md"]


@pytest.mark.parametrize("template", ["bulletin", "onepager", "profile", "benchmark"])
def test_what_each_built_in_template_makes_of_all_the_data_is_believed(tmp_path: Path, template: str) -> None:
    """Whatever a finding may say of a figure is known to the reader, names with digits in them too."""
    cities = ("武汉",) if template == "profile" else ()
    home = "武汉" if template == "benchmark" else None
    roots = (ROOT / "templates",)
    made = generate(Request(roots=roots, date=DAY, cities=cities, template=template, home=home, formats=("md",)))
    document, facts = made.document, printed_facts(made.document, made.library)
    found = read_manifest(made.save(tmp_path).folder)
    assert [[run.text for run in said] for said in found.findings] == [
        [run.text for run in said] for said in document.findings
    ]
    assert found.derived == document.derived
    assert len(found.facts) == len(facts) > 0


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (None, "不是"),
        ("{", "不是"),
        ("[" * 100_000, "不是"),
        ('{"files": NaN}', "不是"),
        ("[]", "不完整"),
        ('{"files": []}', "不完整"),
        ('{"files": {}}', "未写明"),
        ('{"files": {}, "format": 9}', "9"),
        ('{"files": {}, "format": true}', "未写明"),
    ],
)
def test_a_manifest_that_cannot_be_understood_is_refused(tmp_path: Path, text: str | None, word: str) -> None:
    if text is not None:
        (tmp_path / MANIFEST).write_text(text)
    assert word in _refused(tmp_path)


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        (lambda held: held["facts"].__setitem__(0, {}), "facts[0].id"),
        (lambda held: held["facts"][1].update(paragraph=-1), "facts[1].paragraph"),
        (lambda held: held["facts"][1].update(paragraph=True), "facts[1].paragraph"),
        (lambda held: held.update(findings=[[1]]), "findings[0][0]"),
        (lambda held: held.update(title="甲\x00乙"), "title"),
        (lambda held: held.update(title="\ud800"), "title"),
        (lambda held: held.update(sources=[{"id": "a"}]), "sources[0].title"),
        (lambda held: held.update(derived={}), "derived"),
        (lambda held: held.update(request=[]), "request"),
        (lambda held: held["request"].update(layout={"a": {"b": {}}}), "request.layout.a"),
        (lambda held: held["files"].update({"a.md": "0" * 63}), "files.a.md"),
    ],
)
def test_what_is_of_the_wrong_kind_is_told_with_its_key(
    tmp_path: Path, changes: Callable[[Any], object], key: str
) -> None:
    assert f"“{key}”：" in _refused(_written(tmp_path, changes))


def _finding(*runs: tuple[str, str | None]) -> Callable[[Any], object]:
    return lambda held: held.update(findings=[[{"text": text, "ref": ref} for text, ref in runs]])


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("105项", "wuhan.items"),
        ("1040项", "wuhan.items"),
        ("104万项", "wuhan.items"),
        ("104", "wuhan.nothing"),
        ("近104项", "wuhan.items"),
        ("−104项", "wuhan.items"),
        ("若干项", "wuhan.items"),
        ("105项", "=sum"),
        ("9项", None),
        ("２１１标准", None),
    ],
)
def test_a_finding_whose_figure_is_none_of_the_manifest_is_refused(tmp_path: Path, text: str, ref: str | None) -> None:
    derived = [{"id": "=sum", "text": "134项", "unit": "项", "formula": "104项 + 30项", "inputs": ["wuhan.items"]}]

    def changed(held: Any) -> None:  # noqa: ANN401 - JSON
        held["derived"] = derived
        _finding(("武汉联办", None), (text, ref))(held)

    told = _refused(_written(tmp_path, changed))
    assert text.replace("标准", "") in told
    assert "第 1 条要点" in told


@pytest.mark.parametrize("computed", ["134项", "约134项"])
def test_a_finding_may_print_a_figure_a_computed_one_a_year_and_a_name_with_digits(
    tmp_path: Path, computed: str
) -> None:
    """Where a verb says 约 (约为…的1.6倍), the figure does not."""
    derived = [{"id": "=sum", "text": computed, "unit": "项", "formula": "104项 + 30项", "inputs": ["wuhan.items"]}]

    def changed(held: Any) -> None:  # noqa: ANN401 - JSON
        held["derived"] = derived
        said = (("2021年，按“210”标准，武汉", None), ("104项", "wuhan.items"), ("，共", None), ("134项", "=sum"))
        _finding(*said)(held)

    assert len(read_manifest(_written(tmp_path, changed)).findings[0]) == 4


def test_a_bundle_that_was_made_before_findings_and_names_were_kept_is_read(tmp_path: Path) -> None:
    def older(held: Any) -> None:  # noqa: ANN401 - JSON
        for key in ("findings", "names", "sources", "request"):
            held.pop(key, None)

    found = read_manifest(_written(tmp_path, older))
    assert (found.findings, found.names, found.sources, found.request) == ((), None, (), {})


@pytest.mark.parametrize(
    "name",
    [
        *("../../private/secret.docx", "{}/private/secret.docx", "a/../../private/secret.docx", "/dev/stdin.docx"),
        *("//server/share/a.docx", "\\\\server\\a.docx", "C:\\a.docx", "c:a.docx", "nul.docx"),
    ],
)
def test_no_name_leads_out_of_the_bundle(tmp_path: Path, name: str) -> None:
    (tmp_path / "private").mkdir()
    (tmp_path / "private/secret.docx").write_bytes(b"secret")
    folder = _written(tmp_path / "out", lambda held: held.update(files={name.format(tmp_path): "0" * 64}))
    assert "不能指向别处" in _refused(folder)
    with pytest.raises(BriefingError):
        open_bundles([folder])


@pytest.mark.parametrize("kind", ["file", "folder", "pipe", "device"])
def test_nothing_but_a_regular_file_of_the_bundle_is_carried_out(tmp_path: Path, kind: str) -> None:
    (tmp_path / "private").mkdir()
    (tmp_path / "private/a.docx").write_bytes(b"secret")
    folder = _written(tmp_path / "out", lambda held: held.update(files={"inner/a.docx": "0" * 64}))
    if kind == "folder":
        (folder / "inner").symlink_to(tmp_path / "private")
    else:
        (folder / "inner").mkdir()
        path = folder / "inner/a.docx"
        {
            "file": lambda: path.symlink_to(tmp_path / "private/a.docx"),
            "pipe": lambda: os.mkfifo(path),
            "device": lambda: path.symlink_to("/dev/zero"),
        }[kind]()
    with pytest.raises(BriefingError, match=r"不能读取：(它是链接|这不是普通文件)"):
        open_bundles([folder])


def test_a_manifest_that_is_no_regular_file_of_its_bundle_is_not_opened(tmp_path: Path) -> None:
    real, pipe, link = _written(tmp_path / "a"), tmp_path / "b", tmp_path / "c"
    pipe.mkdir()
    os.mkfifo(pipe / MANIFEST)
    link.mkdir()
    (link / MANIFEST).symlink_to(real / MANIFEST)
    for folder in (pipe, link):
        assert "不是本程序生成的成果包" in _refused(folder)


JUNK: tuple[Any, ...] = (
    *(
        None,
        True,
        False,
        0,
        -1,
        1,
        1.5,
        10**400,
        "",
        "x",
        "9",
        "999项",
        "\x00",
        "\ud800",
        "\u202e",
        "../x",
        "/etc/passwd",
    ),
    *([], [1], [[]], [None], {}, {"id": 1}, {"": ""}, {"text": "7项", "ref": None}, [[{"text": "8", "ref": "x"}]]),
)


def _spots(value: object, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to everything that a value holds."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield (*path, key)
        yield from _spots(inner, (*path, key))


def _damaged(sound: dict[str, Any], chance: random.Random) -> bytes:
    """A manifest with up to three things replaced, taken out, doubled or moved, or its text cut or overwritten."""
    held = copy.deepcopy(sound)
    for _ in range(chance.randint(1, 3)):
        *way, last = chance.choice(list(_spots(held)))
        inner: Any = held
        for key in way:
            inner = inner[key]
        what = chance.randrange(4)
        if what == 0:
            del inner[last]
        elif what == 1 and isinstance(inner, list):
            inner.append(inner[last])
        elif what == 2:
            inner[last] = [inner[last]]
        else:
            inner[last] = chance.choice(JUNK)
    text = json.dumps(held, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")
    if chance.random() < 0.1:
        cut = chance.randrange(len(text))
        return text[:cut] + chance.choice([b"", b"\xff", b"[" * 5000, b"\x00", text[cut + 1 :]])
    return text


def _figures(found: Manifest) -> set[tuple[str, str | None]]:
    return {(run.text, run.ref) for said in found.findings for run in said if run.ref}


def test_six_hundred_damaged_manifests_are_problems_or_tell_the_truth(tmp_path: Path) -> None:
    """Whatever is accepted can be compared, mailed and written of, and prints the figures that were there before."""
    folder = tmp_path / "2026-11-22 甲"
    library = builders.library(
        builders.fact("wuhan.items", 104, "项"),
        builders.fact("tianhe.items", 30, "项", scope="全区"),
        builders.indicator("items", "联办事项"),
    )
    shutil.copytree(folders.bundle(tmp_path / "sound", word=folders.briefing_word("甲"), names=[]), folder)
    sound = json.loads((folder / MANIFEST).read_bytes())
    sound["derived"] = [{"id": "=sum", "text": "134项", "unit": "项", "formula": "甲", "inputs": ["wuhan.items"]}]
    sound["sources"] = [{"id": "a", "title": "题", "publisher": None, "date": "2021"}]
    sound["findings"].append([{"text": "两地共", "ref": None}, {"text": "134项", "ref": "=sum"}])
    true = {("104项", "wuhan.items"), ("134项", "=sum")}
    draft_ = MailDraft((Address("甲", "a@b.cn"),), "报送", DAY)
    refused = 0
    for seed in range(600):
        (folder / MANIFEST).write_bytes(_damaged(sound, random.Random(seed)))
        try:
            (item,) = open_bundles([folder])
        except BriefingError as error:
            refused += 1
            assert all(str(problem.location).startswith(str(folder)) for problem in error.problems), seed
            continue
        assert _figures(item.manifest) <= true, seed
        assert all((folder / name).resolve().is_relative_to(folder.resolve()) for name in item.manifest.files), seed
        stale(item, library)
        said = mail(draft_, [item], lambda problem: None)
        assert b"secret" not in said
        if seed % 20 == 0:
            letter = Letter(kind="函", to=("甲",), sender="乙", subject="报送简报", date=DAY)
            request = MemoRequest(
                letter=letter,
                attach=(folder,),
                template="letter",
                workspace=ROOT,
                reader=YamlReader(ROOT / "data"),
                roots=(ROOT / "templates",),
                out=tmp_path / "memo",
                formats=("md",),
                force=True,
            )
            write(request, "1.0")
    assert 300 < refused < 590
