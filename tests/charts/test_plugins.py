"""A kind of chart that another package adds: the example of docs/charts.md, and what is told of one that fails."""

from __future__ import annotations

import io
import re
import sys
import textwrap
import tomllib
from dataclasses import replace
from pathlib import Path

import matplotlib as mpl
import pytest
from matplotlib import font_manager
from PIL import Image

from briefing.charts import draw_chart, engine, kinds, refuse
from briefing.errors import BriefingError
from briefing.model.document import ChartSpec, Panel
from tests.cli.conftest import Briefing, briefing

from . import samples

PAGE = (Path(__file__).parents[2] / "docs" / "charts.md").read_text("utf-8")
SPEC = ChartSpec("棒棒糖图", "入库企业", samples.bars().panels, ("注",), samples.CITIES)

__all__ = ["briefing"]


def install(folder: Path, monkeypatch: pytest.MonkeyPatch, *extra: str) -> None:
    """Install the package of the page, as files and the list of its entry points, with more of these."""
    found = map(textwrap.dedent, re.findall(r"(?:^ {4}.+\n)+", PAGE, re.M))
    blocks = {block.splitlines()[0]: block for block in found}
    [table] = (text for line, text in blocks.items() if line.startswith("[project.entry-points"))
    (folder / "lollipop.py").write_text(blocks["# lollipop.py"], "utf-8")
    about = folder / "lollipop-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: lollipop\nVersion: 1.0\n", "utf-8")
    kinds = tomllib.loads(table)["project"]["entry-points"]["briefing.charts"]
    lines = ("[briefing.charts]", *(f"{name} = {function}" for name, function in kinds.items()), *extra)
    (about / "entry_points.txt").write_text("\n".join(lines), "utf-8")
    monkeypatch.syspath_prepend(folder)
    monkeypatch.delitem(sys.modules, "lollipop", raising=False)


def test_the_example_of_the_page_is_drawn_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, briefing: Briefing
) -> None:
    install(tmp_path, monkeypatch)
    (tmp_path / "out").mkdir()
    monkeypatch.chdir(tmp_path / "out")
    [command] = re.findall(r"`briefing (chart .* --as 棒棒糖图)`", PAGE)
    outcome = briefing(*command.split(), "--city", "武汉,三门峡")
    assert (outcome.code, outcome.err) == (0, "")
    assert [path.suffix for path in Path().iterdir()] == [".png"] * outcome.out.count("已绘制：")


def test_it_is_drawn_in_our_fonts_and_the_same_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And leaves neither settings nor fonts behind, and those there were, one of the same name among them."""
    install(tmp_path, monkeypatch)
    fonts = [*font_manager.fontManager.ttflist, replace(font_manager.fontManager.ttflist[0], name=engine.FAMILY)]
    monkeypatch.setattr(font_manager.fontManager, "ttflist", list(fonts))
    settings = dict(mpl.rcParams)
    first, second = (draw_chart(SPEC, tmp_path / "cache", ("png", "svg")) for _ in "12")
    assert first == second
    assert b"NotoSansCJKsc" in first.svg
    assert b"DejaVu" not in first.svg
    assert (dict(mpl.rcParams), font_manager.fontManager.ttflist) == (settings, fonts)
    assert not (tmp_path / "cache").exists()
    image = Image.open(io.BytesIO(first.png)).convert("L")
    edge = (image.crop((0, 0, image.width, 2)), image.crop((0, 0, 2, image.height)))
    assert [strip.getextrema() for strip in edge] == [(255, 255)] * 2


def test_it_is_refused_what_no_chart_may_be_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "棒棒糖图" not in kinds.names()
    install(tmp_path, monkeypatch)
    assert refuse(SPEC) is None
    problem = refuse(ChartSpec("棒棒糖图", "", (Panel(()),)))
    assert problem
    assert problem.message == "不能画成棒棒糖图：没有可画的数据。"
    [panel] = SPEC.panels
    assert refuse(replace(SPEC, panels=(panel, replace(panel, title="又一组")))) is None
    problem = refuse(replace(SPEC, panels=(panel, replace(panel, unit="份"))))
    assert problem
    assert problem.message == f"不能画成棒棒糖图：单位不同（{panel.unit}、份），不能画在同一坐标轴上。"


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("def draw(axes, chart): chart.marks", "AttributeError: 'ChartSpec' object has no attribute 'marks'"),
        ("def draw(axes, chart): axes.set_title('$\\\\frac$')", "ValueError: "),
        ("def paint(axes, chart): pass", "AttributeError: module 'lollipop' has no attribute 'draw'"),
        ("import no_such_module", "ModuleNotFoundError: No module named 'no_such_module'"),
        ("draw = 3", "TypeError: 'int' object is not callable"),
        ("def draw(axes, chart): axes.set_title('\u3400')", "图表字体中没有字符“\u3400”（U+3400）。"),
    ],
)
def test_one_that_fails_is_named_with_its_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, told: str
) -> None:
    install(tmp_path, monkeypatch)
    (tmp_path / "lollipop.py").write_text(code, "utf-8")
    with pytest.raises(BriefingError) as caught:
        draw_chart(SPEC)
    [problem] = caught.value.problems
    assert problem.message.startswith(f"外加的图“棒棒糖图”（lollipop:draw）画不出来：{told}")


def test_our_own_kind_is_not_replaced_by_one_of_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = draw_chart(samples.bars())
    install(tmp_path, monkeypatch, "bars = lollipop:draw")
    assert kinds.names().count("bars") == 1
    assert draw_chart(samples.bars()) == own
