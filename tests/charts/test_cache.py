"""The cache saves the drawing and the libraries, and can only ever give the right picture."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.charts import cache, draw, draw_chart
from briefing.errors import BriefingError
from briefing.model.document import ChartSpec, Panel

from . import samples
from .test_pictures import document, run


def test_a_cached_chart_is_drawn_without_any_drawing_library(tmp_path: Path) -> None:
    code = (
        "import hashlib, sys; from pathlib import Path\n"
        "from charts import samples; from briefing.charts import draw_chart\n"
        "p = [draw_chart(make(), Path('kept'), ('png', 'svg')) for make in samples.ALL]\n"
        "print(hashlib.sha256(b''.join(x.png + x.svg for x in p)).hexdigest(), [x.height_mm for x in p])\n"
        "print([name for name in ('matplotlib', 'numpy', 'PIL') if name in sys.modules])"
    )
    first, loaded = run(code, tmp_path).split("\n")
    assert loaded == "['matplotlib', 'numpy', 'PIL']"
    again, loaded = run(code, tmp_path).split("\n")
    assert loaded == "[]"
    assert again == first


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
    as_installed = run(code, tmp_path)
    assert run(code, tmp_path) == as_installed
    assert run(f"import sys; sys.argv += [{str(other.parent)!r}]\n{code}", tmp_path) != as_installed


def test_nothing_half_written_is_left(tmp_path: Path) -> None:
    draw(document(samples.bars(), samples.heat()), tmp_path / "deep" / "folder", ("png", "svg"))
    kept = sorted(path.suffix for path in (tmp_path / "deep" / "folder").iterdir())
    assert kept == [".png", ".png", ".svg", ".svg"]


def test_a_cache_that_cannot_be_written_does_not_stop_the_work(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder", "utf-8")
    assert draw_chart(samples.bars(), blocked / "cache").png


def test_two_runs_may_share_a_folder(tmp_path: Path) -> None:
    code = (
        "from pathlib import Path; from charts import samples; from briefing.charts import draw_chart\n"
        "import hashlib; print(hashlib.sha256(b''.join("
        "draw_chart(make(), Path('kept')).png for make in samples.ALL)).hexdigest())"
    )
    with ThreadPoolExecutor(2) as pool:
        sums = set(pool.map(lambda _: run(code, tmp_path), range(2)))
    assert len(sums) == 1
    assert run(code, tmp_path) in sums
    assert not list((tmp_path / "kept").glob("*.tmp"))


def test_a_refused_chart_leaves_nothing_in_the_cache(tmp_path: Path) -> None:
    with pytest.raises(BriefingError):
        draw_chart(ChartSpec("bars", "", (Panel(samples.bars().panels[0].marks[:1]),)), tmp_path)
    assert list(tmp_path.iterdir()) == []
