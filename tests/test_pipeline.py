"""The same request on the same data gives the same bytes, and the manifest says what they rest on."""

from __future__ import annotations

import datetime
import json
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.bundle.contents import fact_record, printed_facts
from briefing.bundle.manifest import read_manifest
from briefing.bundle.manifest_records import MANIFEST
from briefing.data.reader import read
from briefing.data.yaml_files.yaml_reader import YamlReader
from briefing.errors import BriefingError, UsageError
from briefing.model.document import Derived, Document, Meta, Paragraph, Run
from briefing.model.request import Request
from briefing.pipeline import READ, STAGES
from tests import builders
from tests.builders import fact, generate
from tests.bundle.packing import edited_files

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for caches, so that each chart is drawn once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where bundles go unless a test says another folder."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")


@pytest.fixture
def request_(cache: Path) -> Request:
    """政务服务 in 武汉 and 三门峡."""
    return Request(
        roots=(ROOT / "templates",),
        date=datetime.date(2026, 11, 22),
        cities=("武汉", "三门峡"),
        themes=("政务服务",),
        formats=("docx", "md", "html"),
        cache=cache,
    )


def _bytes(folder: Path) -> dict[str, bytes]:
    """Every file of a bundle by relative path."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def _saved(request: Request, out: str = "output") -> Path:
    return generate(request).save(out).folder


def _made(request: Request, out: str = "output") -> dict[str, bytes]:
    return _bytes(_saved(request, out))


def _in(workspace: Path, request: Request) -> Request:
    """The same, asked of another workspace."""
    return replace(request, roots=(workspace / "templates", ROOT / "templates"))


def test_charts_from_the_cache_are_those_that_were_drawn(request_: Request) -> None:
    cached = _made(request_)
    assert any(path.endswith(".png") for path in cached)
    assert _made(replace(request_, cache=None)) == cached


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_process_in_another_folder_gives_the_same_bytes(
    request_: Request, cache: Path, tmp_path: Path, seed: str
) -> None:
    (tmp_path / "elsewhere").mkdir()
    code = (
        "import sys, briefing\n"
        "workspace = briefing.Workspace.open(sys.argv[1])\n"
        "made = briefing.generate(workspace, cities='武汉、三门峡', themes='政务服务', date='2026-11-22',\n"
        "    layout=briefing.Layout())\n"
        "made.save('out', formats='docx、md、html'.split('、'))"
    )
    own = {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo", "LC_ALL": "C.UTF-8"}
    subprocess.run(
        [sys.executable, "-c", code, os.path.relpath(ROOT, tmp_path / "elsewhere")],
        cwd=tmp_path / "elsewhere",
        env=os.environ | own | {"XDG_CACHE_HOME": str(cache)},
        check=True,
    )
    [made] = (tmp_path / "elsewhere/out").iterdir()
    assert _bytes(made) == _made(request_)


def test_a_copy_of_the_workspace_elsewhere_gives_the_same_bytes(request_: Request, tmp_path: Path) -> None:
    for part in ("data", "templates"):
        shutil.copytree(ROOT / part, tmp_path / "copy" / part)
    assert _made(_in(tmp_path / "copy", request_), "other") == _made(request_)


def test_nothing_in_the_bundle_names_a_folder_of_this_machine(request_: Request) -> None:
    assert not [path for path, data in _made(request_).items() if str(ROOT).encode() in data]


def test_the_order_of_names_decides_the_order_of_cities(request_: Request) -> None:
    library = read(YamlReader(ROOT / "data", request_.cache), ("三门峡", "武汉"))
    assert list(library.records) == ["sanmenxia", "wuhan"]
    library = read(YamlReader(ROOT / "data", request_.cache), ("武汉", "三门峡", "江城"))
    assert list(library.records) == ["wuhan", "sanmenxia"]


def test_the_cities_that_were_not_read_are_known_by_name(request_: Request) -> None:
    library = read(YamlReader(ROOT / "data", request_.cache), ("三门峡", "武汉"))
    assert {id: city.name for id, city in library.elsewhere.items()} == {"tianhe": "天河区"}


def test_all_cities_are_known_in_the_order_of_their_codes_however_few_are_read(request_: Request) -> None:
    """By which each has its colour."""
    for chosen in (("武汉", "三门峡"), ("天河",), ()):
        library = read(YamlReader(ROOT / "data", request_.cache), chosen)
        assert [(city.name, city.short) for city in library.everywhere] == [
            ("三门峡市", "三门峡"),
            ("武汉市", "武汉"),
            ("天河区", "天河区"),
        ]


def test_without_names_all_cities_stand_in_the_order_of_their_codes() -> None:
    library = read(YamlReader(ROOT / "data"), ())
    codes = [record.city.code for record in library.records.values()]
    assert codes == sorted(codes, key=str)


def test_the_stages_are_told_in_order_and_each_chart_between(request_: Request) -> None:
    told: list[str] = []
    bundle = generate(replace(request_, cache=None), told.append).save(progress=told.append)
    assert [READ, *(stage for stage in told if stage in STAGES)] == list(STAGES)
    between = told[told.index("绘制图表") + 1 : told.index("排版")]
    assert len(between) == sum(path.endswith(".png") for path in bundle.files) > 0


@pytest.mark.parametrize(
    ("formats", "ending"), [(("docx", "md"), "docx"), (("html",), "md"), (("md",), "md"), (("md", "svg"), "md")]
)
def test_a_checklist_stands_in_the_bundle_as_word_or_where_none_is_asked_for_as_markdown(
    request_: Request, formats: tuple[str, ...], ending: str
) -> None:
    """Like the other files it is listed, made again with them, and kept where a person has edited it."""
    name = f"核对清单.{ending}"
    made = generate(replace(request_, formats=formats))
    folder = made.save().folder
    assert [path for path in read_manifest(folder).files if "核对清单" in path] == [name]
    assert {path.name for path in folder.iterdir() if "核对清单" in path.name} == {name}
    if ending == "md":
        text = (folder / name).read_text(encoding="utf-8")
        assert text.startswith("# 核对清单")
        assert made.title in text
    made.save()
    (folder / name).write_bytes(b"ticked off")
    with pytest.raises(BriefingError, match=name):
        made.save()
    made.save(force=True)
    assert [path.read_bytes() for path in folder.iterdir() if "旧稿" in path.name] == [b"ticked off"]


def test_a_briefing_with_another_format_has_one_checklist(request_: Request) -> None:
    """That in Markdown goes when that in Word comes."""
    folder = generate(replace(request_, formats=("md",))).save().folder
    assert generate(replace(request_, formats=("docx",))).save().folder == folder
    assert {path.name for path in folder.iterdir() if "核对清单" in path.name} == {"核对清单.docx"}


def test_the_manifest_rests_on_exactly_the_facts_that_are_printed(request_: Request) -> None:
    manifest = read_manifest(_saved(request_))
    made = generate(request_)
    facts = printed_facts(made.document, made.library)
    assert manifest.facts == tuple(fact_record(fact, made.library) for fact in facts)
    assert {fact.theme for fact in manifest.facts} == {"services"}
    inputs = {id for entry in manifest.derived for id in entry.inputs}
    assert inputs <= {fact.id for fact in manifest.facts}


def test_facts_that_a_figure_was_computed_from_are_among_those_it_rests_on() -> None:
    """They need not be printed themselves, and stand in the order of the data."""
    data = builders.library(fact("wuhan.a", 1), fact("wuhan.b", 2), fact("wuhan.c", 3), fact("wuhan.d", 4))
    computed = Derived("=wuhan.x", "2项", "项", "6项 ÷ 3", ("wuhan.d", "wuhan.b"))
    words = Paragraph((Run("2项", ref="=wuhan.x"), Run("1项", ref="wuhan.a")))
    document = Document(Meta(title="题"), (words,), (computed,))
    assert [item.id for item in printed_facts(document, data)] == ["wuhan.a", "wuhan.b", "wuhan.d"]


def _versions(folder: Path) -> dict[str, str]:
    versions: dict[str, str] = json.loads((folder / MANIFEST).read_bytes())["versions"]
    return versions


def test_the_manifest_is_the_same_until_the_data_that_were_read_change(request_: Request, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "own/data")
    mine = replace(_in(tmp_path / "own", request_), formats=("md",))
    version = _versions(_saved(mine))
    for name, changes in (("tianhe", False), ("wuhan", True)):
        city = tmp_path / f"own/data/cities/{name}.yaml"
        city.write_text(city.read_text(encoding="utf-8") + "# 新的一行\n", encoding="utf-8")
        now = _versions(_saved(mine))
        assert (now != version) is changes


def _touch(file: Path) -> None:
    """Change a file by one byte that means nothing: an empty line or, in a Word file, a comment of the archive."""
    if file.suffix == ".docx":
        with zipfile.ZipFile(file, "a") as archive:
            archive.comment = b"1"
    else:
        file.write_bytes(file.read_bytes() + b"\n")


MADE_OF = {
    "data": [
        "data/units.yaml",
        "data/frameworks/national.yaml",
        "data/themes.yaml",
        "data/topics.yaml",
        "data/sources.yaml",
        "data/indicators/law.yaml",
        "data/cities/sanmenxia.yaml",
    ],
    "template": [
        "templates/bulletin/template.yaml",
        "templates/bulletin/body.md.j2",
        "templates/bulletin/shell.docx",
        "templates/_parts/theme.md.j2",
    ],
}
IDLE = [
    "data/cities/tianhe.yaml",
    "data/inventory/wuhan.yaml",
    "templates/profile/body.md.j2",
    "templates/_parts/x.md.j2",
]


def test_the_manifest_tells_whether_any_file_that_was_read_has_changed(request_: Request, tmp_path: Path) -> None:
    """And none that was not: other cities, other templates, parts that are not named."""
    for part in ("data", "templates"):
        shutil.copytree(ROOT / part, tmp_path / "own" / part)
    shared = "sources:\n  - {id: shared, title: 题, publisher: 某办}\n"
    (tmp_path / "own/data/sources.yaml").write_text(shared, encoding="utf-8")
    (tmp_path / "own/templates/_parts/x.md.j2").write_text("甲", encoding="utf-8")
    mine = replace(_in(tmp_path / "own", request_), formats=("md",))
    before = _versions(_saved(mine))
    assert set(before) == {"briefing", "data", "template"}
    for kind, files in (*MADE_OF.items(), ("", IDLE)):
        for file in files:
            _touch(tmp_path / "own" / file)
            now = _versions(_saved(mine))
            assert {name for name in before if now[name] != before[name]} == ({kind} if kind else set()), file
            before = now


def test_the_shell_of_another_template_is_part_of_one_that_has_none(request_: Request, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "templates", tmp_path / "own/templates")
    (tmp_path / "own/templates/bulletin/shell.docx").unlink()
    shutil.copytree(ROOT / "data", tmp_path / "own/data")
    shutil.copytree(ROOT / "templates", tmp_path / "built-in/templates")
    roots = (tmp_path / "own/templates", tmp_path / "built-in/templates")
    mine = replace(request_, roots=roots, formats=("md",))
    before = _versions(_saved(mine))
    _touch(tmp_path / "built-in/templates/bulletin/shell.docx")
    now = _versions(_saved(mine))
    assert (now["data"], now["template"] != before["template"]) == (before["data"], True)


def test_only_the_cities_that_are_asked_for_need_to_be_sound(request_: Request, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "own/data")
    (tmp_path / "own/data/cities/tianhe.yaml").write_text("city: {name: 天河区}\nfacts: 3\n", encoding="utf-8")
    mine = replace(_in(tmp_path / "own", request_), formats=("md",))
    assert edited_files(_saved(mine)) == []
    with pytest.raises(BriefingError, match="tianhe"):
        generate(replace(mine, cities=()))


def test_a_briefing_without_a_figure_or_a_practice_is_refused(request_: Request) -> None:
    with pytest.raises(UsageError, match="没有可写进“县区通报”的数据和做法，未生成简报"):
        generate(replace(request_, template="ranking"))
    one = replace(request_, template="onepager", cities=("三门峡",), themes=("人才",))
    assert "3.9万人" in generate(one).markdown()


@pytest.mark.parametrize(
    "wrong",
    [{"cities": ("武汗",)}, {"themes": ("没有",)}, {"template": "没有"}, {"settings": {"没有": ""}}],
)
def test_nothing_is_written_where_the_request_is_wrong(request_: Request, wrong: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        generate(replace(request_, **wrong)).save()  # type: ignore[arg-type]
    assert not Path("output").exists()


def test_a_template_says_how_wide_charts_are_in_what_order_cities_stand_and_what_home_is_called(
    request_: Request, tmp_path: Path
) -> None:
    folder = tmp_path / "templates" / "我的"
    folder.mkdir(parents=True)
    shutil.copytree(ROOT / "data", tmp_path / "data")
    description = "title: 我的\nbase: bulletin\n{}order: {{cities: [三门峡]}}\nwording: {{home: 我市}}\n"
    asked = replace(_in(tmp_path, request_), template="我的", home="武汉", formats=("md",), cities=("武汉", "三门峡"))
    widths = {}
    for size in ("大", "中", "小"):
        (folder / "template.yaml").write_text(
            description.format(f"charts: {{size: {size}, black_and_white: true}}\n"), encoding="utf-8"
        )
        briefing = generate(asked)
        pictures = [data for name, data in briefing.files("md").items() if name.endswith(".png")]
        [widths[size]] = {int.from_bytes(data[16:20], "big") for data in pictures}
    assert [round(widths[size] / widths["大"], 2) for size in widths] == [1, 0.85, 0.7]
    text = briefing.markdown()
    assert "我市" in text
    assert 0 < text.index("**三门峡市**") < text.index("**武汉市**")  # a bold label is no mention


def test_charts_are_as_wide_as_the_pages_of_the_shell_where_word_is_asked_for(
    request_: Request, tmp_path: Path
) -> None:
    folder = tmp_path / "templates" / "窄页"
    shutil.copytree(ROOT / "templates" / "bulletin", folder)
    with zipfile.ZipFile(folder / "shell.docx") as whole:
        have = {name: whole.read(name) for name in whole.namelist()}
    with zipfile.ZipFile(folder / "shell.docx", "w") as narrow:
        for name, content in have.items():
            narrow.writestr(name, content.replace(b'w:w="11906" w:h="16838"', b'w:w="8391" w:h="11906"'))
    shutil.copytree(ROOT / "data", tmp_path / "data")
    asked = replace(_in(tmp_path, request_), template="窄页")
    for formats, pixels in ((("docx", "md"), 740), (("md",), 1228)):
        made = _made(replace(asked, formats=formats), formats[0])
        pictures = [content for name, content in made.items() if name.endswith(".png")]
        assert pictures
        assert {int.from_bytes(picture[16:20], "big") for picture in pictures} == {pixels}
