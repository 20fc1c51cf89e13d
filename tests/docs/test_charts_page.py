"""The gallery shows every kind of chart as it is drawn today."""

from __future__ import annotations

import io
import re

from PIL import Image, ImageChops

from briefing.charts import KINDS, draw_chart, refuse
from briefing.content.figures.theme_figures import FIGURES
from docs.make_gallery import PAGE, PICTURES, SECTIONS, page, pictures

LARGEST = 80_000  # bytes
DIFFERENT, SOME = 96, 0.005  # levels of a colour, part of the pixels


def test_the_page_is_what_the_script_makes() -> None:
    """Every caption, figure and reason in it; else run `python -m docs.make_gallery`."""
    assert PAGE.read_text(encoding="utf-8") == page()


def test_every_kind_has_its_section() -> None:
    assert [section.kind for section in SECTIONS] == list(dict.fromkeys(section.kind for section in SECTIONS))
    assert {section.kind for section in SECTIONS} == set(KINDS)
    text = PAGE.read_text(encoding="utf-8")
    assert all(f"## {kind.name} `{name}`\n" in text for name, kind in KINDS.items())


def test_every_kind_that_can_be_asked_for_is_shown_with_its_command() -> None:
    shown = {command.split()[0] for section in SECTIONS for command in section.commands}
    assert shown == set(FIGURES) - {"share", "progress"}  # the built-in data hold no two of one whole, and no target


def test_a_section_shows_its_kind_and_tells_what_it_is_not_drawn_from() -> None:
    kinds = {section.kind: {chart.spec.kind for chart in section.shown()} for section in SECTIONS}
    assert kinds == {kind: {kind} for kind in KINDS}
    for section in SECTIONS:
        spec = section.shown()[-1].spec
        assert refuse(spec) is None
        assert section.refused
        assert all(refuse(spoil(spec)) for _, spoil in section.refused)


def test_the_pictures_of_the_page_are_all_there_and_no_others() -> None:
    shown = re.findall(r"\]\(images/charts/(.+?)\)", PAGE.read_text(encoding="utf-8"))
    assert sorted(shown) == sorted(path.name for path in PICTURES.iterdir())
    assert shown == [name for name, _ in pictures()]


def test_the_pictures_are_small_and_what_is_drawn_today() -> None:
    """But for the edges of letters, which another version of the drawing library may smooth otherwise."""
    for name, chart in pictures():
        path, drawn = PICTURES / name, Image.open(io.BytesIO(draw_chart(chart.spec).png)).convert("RGB")
        with Image.open(path) as stored:
            assert stored.size == drawn.size, (name, "run python -m docs.make_gallery")
            channels = ImageChops.difference(stored.convert("RGB"), drawn).split()
        differing = max(sum(channel.histogram()[DIFFERENT:]) for channel in channels)
        assert differing < SOME * drawn.width * drawn.height, (name, "run python -m docs.make_gallery")
        assert path.stat().st_size < LARGEST
