"""Pictures are small, the same every time, and made without touching the user's machine."""

from __future__ import annotations

import hashlib
import io
import math
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path

import matplotlib as mpl
import pytest
from PIL import Image

from briefing.charts import draw, draw_chart, engine, height, kinds, paint
from briefing.charts.scene import Box, Scene
from briefing.model.colours import COLOURS
from briefing.model.document import ChartSpec, Document, Figure, Meta, Picture, Run

from . import samples

ROOT = Path(__file__).parents[2]


@cache
def drawn(make: samples.Make) -> Picture:
    """A sample in both forms, drawn once for all tests that look at it."""
    return draw_chart(make(), formats=("png", "svg"))


def digest(picture: Picture) -> str:
    return hashlib.sha256(picture.png + picture.svg).hexdigest()


def document(*charts: ChartSpec) -> Document:
    blocks = tuple(Figure(f"chart-{index}", (Run("图"),), chart, "") for index, chart in enumerate(charts))
    return Document(Meta("试"), (*blocks,))


def run(code: str, home: Path, **env: str) -> str:
    """What a fresh interpreter prints, with a home folder of its own and no settings of matplotlib's, and nothing else.

    The list of fonts is that of the machine, unless `env` says otherwise: making one takes seconds.
    """
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("MPL", "XDG"))}
    kept["MPLCONFIGDIR"] = os.environ.get("MPLCONFIGDIR") or str(Path(tempfile.gettempdir()) / "briefing-matplotlib")
    environment = {**kept, "HOME": str(home), "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}", **env}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        env=environment,
        cwd=home,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.strip()


@pytest.mark.parametrize("make", samples.ALL, ids=lambda make: make.__name__)
def test_a_picture_is_as_wide_as_the_type_area_and_small(make: samples.Make) -> None:
    picture = drawn(make)
    image = Image.open(io.BytesIO(picture.png))
    assert image.mode == "P"
    assert len(image.getcolors() or []) <= 64
    assert image.info["dpi"] == pytest.approx((200, 200), abs=0.1)  # the file counts in whole pixels a metre
    assert image.width == round(156 / 25.4 * 200)
    assert abs(image.height - picture.height_mm / 25.4 * 200) < 1
    assert picture.width_mm == 156
    assert len(picture.png) < 40_000


def test_svg_is_made_only_where_it_is_asked_for() -> None:
    assert draw_chart(samples.bars()).svg == b""


@pytest.mark.parametrize("make", samples.ALL, ids=lambda make: make.__name__)
def test_ink_keeps_off_the_edges(make: samples.Make) -> None:
    image = Image.open(io.BytesIO(drawn(make).png)).convert("RGB")
    box = (0, 0, image.width, image.height)
    strips = [(0, 0, box[2], 2), (0, box[3] - 2, box[2], box[3]), (0, 0, 2, box[3]), (box[2] - 2, 0, box[2], box[3])]
    assert [image.crop(strip).getcolors() for strip in strips if image.crop(strip).getcolors(1) is None] == []
    assert image.getpixel((0, 0)) == (255, 255, 255)


def test_colours_survive_the_palette() -> None:
    boxes = tuple(Box(1 + 6 * index, 1, 5, 5, colour) for index, colour in enumerate(COLOURS))
    image = Image.open(io.BytesIO(paint.png(Scene(60, 8, boxes)))).convert("RGB")
    for index, colour in enumerate(COLOURS):
        pixel = image.getpixel((round((3.5 + 6 * index) / 25.4 * 200), 28))
        assert isinstance(pixel, tuple)
        assert pixel == pytest.approx(tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5)), abs=6)


@pytest.mark.parametrize("make", samples.ALL, ids=lambda make: make.__name__)
def test_in_black_and_white_nothing_has_a_colour(make: samples.Make) -> None:
    picture = draw_chart(make(), formats=("png", "svg"), grey=True)
    image = Image.open(io.BytesIO(picture.png)).convert("RGB")
    colours = image.getcolors(1 << 16) or ()
    assert {max(pixel) - min(pixel) for _, pixel in colours if isinstance(pixel, tuple)} <= {0, 1}
    written = set(re.findall("#([0-9a-f]{6})(?![0-9a-z])", picture.svg.decode()))
    assert all(colour[:2] == colour[2:4] == colour[4:] for colour in written)


def test_a_derived_bar_looks_other_than_a_measured_one() -> None:
    plain = Image.open(io.BytesIO(paint.png(Scene(20, 8, (Box(1, 1, 18, 6, "#ffffff"),))))).convert("L")
    hatched = Image.open(io.BytesIO(paint.png(Scene(20, 8, (Box(1, 1, 18, 6, "#ffffff", None, "#000000"),))))).convert(
        "L"
    )
    assert plain.getextrema() == (255, 255)
    assert hatched.histogram()[:60] != [0] * 60


@pytest.mark.parametrize("make", samples.ALL, ids=lambda make: make.__name__)
def test_svg_is_well_formed_and_needs_no_font(make: samples.Make) -> None:
    svg = drawn(make).svg
    root = ET.fromstring(svg)
    assert root.attrib["width"].endswith("pt")
    assert b"<text" not in svg
    assert b"dc:date" not in svg
    assert b"font-family" not in svg


def test_the_same_spec_gives_the_same_bytes_in_another_run_and_by_four_threads_at_once(tmp_path: Path) -> None:
    """In a process of its own: where threads share a font, the interpreter itself goes down."""
    code = (
        "import hashlib, sys; from concurrent.futures import ThreadPoolExecutor\n"
        "from charts import samples; from briefing.charts import draw_chart\n"
        "def drawn(make):\n"
        "    p = draw_chart(make(), formats=('png', 'svg')); return hashlib.sha256(p.png + p.svg).hexdigest()\n"
        "sys.setswitchinterval(1e-5)\n"
        "with ThreadPoolExecutor(4) as pool: print(*pool.map(drawn, samples.ALL * 3))"
    )
    assert run(code, tmp_path, PYTHONHASHSEED="1").split() == [digest(drawn(make)) for make in samples.ALL * 3]


def test_the_first_drawing_on_a_machine_tells_that_it_lists_the_fonts_and_no_later_one(tmp_path: Path) -> None:
    code = (
        "import sys; from charts import samples; from briefing.charts import draw_chart\n"
        "draw_chart(samples.bars(), formats=('png', 'svg'), tick=print)\n"
        "print('matplotlib.pyplot' in sys.modules)"
    )
    config = str(tmp_path / "config")
    assert run(code, tmp_path, MPLCONFIGDIR=config) == f"{engine.SCANNING}\nFalse"
    assert run(code, tmp_path, MPLCONFIGDIR=config) == "False"


def test_a_machine_that_lets_nothing_be_kept_draws_without_a_word_of_the_library(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", "utf-8")
    code = "from charts import samples; from briefing.charts import draw_chart; draw_chart(samples.bars())"
    assert run(code, tmp_path, MPLCONFIGDIR=str(tmp_path / "file")) == ""


@pytest.mark.parametrize("boxes", [(Box(1, 1, 18, 6),), (Box(1, 1, 18, 6, "no colour"),)], ids=["drawn", "failed"])
def test_settings_of_the_user_are_back_after_drawing(boxes: tuple[Box, ...]) -> None:
    with mpl.rc_context({"path.snap": False, "font.size": 30}):
        before = dict(mpl.rcParams)
        for make in (paint.png, paint.svg):
            with suppress(ValueError):
                make(Scene(20, 8, boxes))
            assert dict(mpl.rcParams) == before


def test_settings_of_the_user_do_not_change_a_picture(tmp_path: Path) -> None:
    code = (
        "import hashlib; from charts import samples; from briefing.charts import draw_chart\n"
        "p = draw_chart(samples.bars(), formats=('png', 'svg')); print(hashlib.sha256(p.png + p.svg).hexdigest())"
    )
    settings = "text.hinting: force_autohint\ntext.antialiased: False\npath.snap: False\npath.sketch: 1, 100, 2\n"
    settings += "font.family: serif\nhatch.linewidth: 9\nagg.path.chunksize: 100\nsvg.fonttype: none\n"
    (tmp_path / "matplotlibrc").write_text(settings, "utf-8")
    assert run(code, tmp_path) == digest(drawn(samples.bars))


def test_refusals_need_no_drawing_library(tmp_path: Path) -> None:
    code = (
        "import sys; from charts import samples; from briefing.charts import refuse\n"
        "assert all(refuse(make()) is None for make in samples.ALL)\n"
        "print([name for name in ('matplotlib', 'numpy', 'PIL') if name in sys.modules])"
    )
    assert run(code, tmp_path) == "[]"


def test_a_document_gets_a_picture_for_every_figure_and_progress_is_told() -> None:
    told: list[str] = []
    assets = draw(document(samples.bars(), samples.tiers()), None, tick=told.append)
    assert list(assets) == ["chart-0", "chart-1"]
    assert told == ["图表 1/2：“专精特新”培育库入库企业", "图表 2/2：天河区孵化载体的层级"]


def test_a_drawing_without_title_or_notes_is_no_higher_than_it_must_be() -> None:
    with_title = kinds.scene(samples.bars()).height
    bare = ChartSpec("bars", "", samples.bars().panels)
    assert kinds.scene(bare).height < with_title - 8


@pytest.mark.parametrize("make", [samples.bars, samples.strip, samples.dumbbells])
def test_a_chart_is_as_high_as_it_is_said_to_be_beforehand(make: samples.Make) -> None:
    assert height(make()) == drawn(make).height_mm


def test_what_cannot_be_drawn_has_no_room_on_any_page() -> None:
    assert height(replace(samples.bars(), panels=())) == math.inf
