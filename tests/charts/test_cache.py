"""The cache saves the drawing and the libraries, and can only ever give the right picture."""

from __future__ import annotations

import hashlib
import os
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.charts import cache, draw, draw_chart
from briefing.errors import BriefingError
from briefing.model.document import ChartSpec, Panel
from briefing.text.atomic import NEW

from . import samples
from .test_pictures import digest, document, drawn, run


def test_a_cached_chart_is_drawn_without_any_drawing_library(tmp_path: Path) -> None:
    code = (
        "import hashlib, sys; from pathlib import Path\n"
        "from charts import samples; from briefing.charts import draw_chart\n"
        "def loaded(): return [name for name in ('matplotlib', 'numpy', 'PIL') if name in sys.modules]\n"
        "found = [draw_chart(make(), Path('kept'), ('png', 'svg')) for make in samples.ALL]\n"
        "print(*{hashlib.sha256(p.png + p.svg).hexdigest() for p in found}, *{p.height_mm for p in found})\n"
        "print(loaded()); draw_chart(samples.bars()); print(loaded())"
    )
    picture = drawn(samples.bars)  # one for all: the cache knows them by their names
    for make in samples.ALL:
        cache.keep(tmp_path / "kept", cache.key(make(), "png"), picture.png)
        cache.keep(tmp_path / "kept", cache.key(make(), "svg"), picture.svg)
    told = [f"{digest(picture)} {picture.height_mm}", "[]", "['matplotlib', 'numpy', 'PIL']"]
    assert run(code, tmp_path).split("\n") == told


@pytest.mark.parametrize(
    "harm", [lambda data: b"", lambda data: data[:-9], lambda data: data[:100] + b"x" + data[101:]]
)
def test_a_damaged_entry_is_drawn_anew_and_mended(tmp_path: Path, harm: object) -> None:
    assert callable(harm)
    whole = draw_chart(samples.bars(), tmp_path)
    (entry,) = tmp_path.iterdir()
    sound = entry.read_bytes()
    entry.write_bytes(harm(sound))
    assert draw_chart(samples.bars(), tmp_path) == whole
    assert entry.read_bytes() == sound


def test_another_spec_or_width_has_another_name() -> None:
    spec = samples.bars()
    panel = spec.panels[0]
    others = [
        replace(spec, kind="grouped"),
        replace(spec, title="别的"),
        replace(spec, groups=(*spec.groups[1:], spec.groups[0])),
        replace(spec, notes=()),
        replace(spec, panels=(Panel(panel.marks[:2], panel.title, panel.unit),)),
    ]
    names = {cache.key(one, "png") for one in (spec, *others)} | {cache.key(spec, "svg"), cache.key(spec, "png", 155)}
    assert len(names) == len(others) + 3
    assert cache.key(samples.bars(), "png") == cache.key(spec, "png")


@pytest.mark.parametrize("library", ["matplotlib", "PIL"])
def test_a_picture_of_another_version_of_a_library_is_drawn_anew(tmp_path: Path, library: str) -> None:
    """The key changes with the version that is installed, which another package of that name in front stands for."""
    code = (
        "import sys; sys.path[:0] = sys.argv[1:]\n"
        "from charts import samples; from briefing.charts import cache\n"
        "print(cache.key(samples.bars(), 'png'))"
    )
    other = tmp_path / "other" / library
    other.mkdir(parents=True)
    (other / "__init__.py").write_text("", "utf-8")
    (other / "_version.py").write_text("version = '0.0'\n", "utf-8")
    as_installed = cache.key(samples.bars(), "png")
    assert run(f"import sys; sys.argv += [{str(other.parent)!r}]\n{code}", tmp_path) != as_installed


def test_nothing_half_written_is_left(tmp_path: Path) -> None:
    draw(document(samples.bars(), samples.heat()), tmp_path / "deep" / "folder", ("png", "svg"))
    kept = sorted(path.suffix for path in (tmp_path / "deep" / "folder").iterdir())
    assert kept == [".png", ".png", ".svg", ".svg"]


def _entry(folder: Path, name: str, size: int, age: float) -> Path:
    path = folder / name
    path.write_bytes(b"x" * size)
    os.utime(path, (0, time.time() - age))
    return path


@pytest.mark.parametrize("left", [f".a.png.012345{NEW}", "a.png.4711.tmp"])
@pytest.mark.parametrize(("age", "stays"), [(cache.STALE - 60, True), (cache.STALE + 60, False)])
def test_what_a_run_that_was_killed_has_left_goes_after_a_while(
    tmp_path: Path, left: str, age: int, stays: bool
) -> None:
    """Another run may be writing it still."""
    path = _entry(tmp_path, left, 9, age)
    draw_chart(samples.bars(), tmp_path)
    assert path.exists() is stays


@pytest.mark.parametrize(("most", "kept"), [(300, "bcd"), (299, "cd"), (200, "cd"), (199, "d"), (0, "")])
def test_the_oldest_pictures_go_where_there_are_too_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int, kept: str
) -> None:
    monkeypatch.setattr(cache, "MOST", most)
    for age, name in enumerate("dcba"):
        _entry(tmp_path, name, 100, age * 100)
    cache.tidy(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == list(kept)


def test_the_bound_holds_all_charts_of_many_briefings(tmp_path: Path) -> None:
    draw_chart(samples.bars(), tmp_path, ("png", "svg"))
    one = sum(path.stat().st_size for path in tmp_path.iterdir())
    assert 500 < cache.MOST / one < 50_000


def test_a_cache_that_cannot_be_written_does_not_stop_the_work(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder", "utf-8")
    assert draw_chart(samples.bars(), blocked / "cache").png


def test_two_runs_may_share_a_folder(tmp_path: Path) -> None:
    code = (
        "from pathlib import Path; from charts import samples; from briefing.charts import draw_chart\n"
        "import hashlib\n"
        "for make in samples.ALL[:2]: print(hashlib.sha256(draw_chart(make(), Path('kept')).png).hexdigest())"
    )
    with ThreadPoolExecutor(2) as pool:
        sums = list(pool.map(lambda _: run(code, tmp_path), range(2)))
    assert sums == ["\n".join(hashlib.sha256(drawn(make).png).hexdigest() for make in samples.ALL[:2])] * 2
    assert not [path.name for path in (tmp_path / "kept").iterdir() if path.suffix != ".png"]


def test_a_refused_chart_leaves_nothing_in_the_cache(tmp_path: Path) -> None:
    with pytest.raises(BriefingError):
        draw_chart(ChartSpec("bars", "", (Panel(samples.bars().panels[0].marks[:1]),)), tmp_path)
    assert list(tmp_path.iterdir()) == []
