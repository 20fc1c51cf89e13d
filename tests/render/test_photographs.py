"""A photograph of the workspace stands in every format, under the same number."""

from __future__ import annotations

from pathlib import Path

import pytest

import briefing
from briefing.api.init import init
from tests.charts.pictures import jpeg


@pytest.mark.parametrize("form", ["docx", "md", "html"])
def test_a_photograph_is_in_every_format(tmp_path: Path, form: str) -> None:
    place = init(tmp_path / "甲")
    template = tmp_path / "甲/templates/图"
    template.mkdir(parents=True)
    (template / "template.yaml").write_text("title: 图\n", encoding="utf-8")
    (template / "body.md.j2").write_text(
        '{{ picture("图片/现场.jpg", caption="办事大厅") }}\n\n{{ references }}\n', encoding="utf-8"
    )
    (tmp_path / "甲/图片").mkdir()
    (tmp_path / "甲/图片/现场.jpg").write_bytes(jpeg(1600, 1200))
    made = briefing.generate(place, template="图")
    files = made.files(form)
    words = next(iter(files.values()))
    if form == "md":
        assert "![办事大厅](charts/01.png)" in words.decode()
        assert files["charts/01.png"].startswith(b"\x89PNG")
    elif form == "html":
        assert "data:image/png" in words.decode()
    else:
        assert words.startswith(b"PK")
