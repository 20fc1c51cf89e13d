"""A picture that somebody took is made fit for print, upright, and without what its file tells of its maker."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from briefing.charts import draw, photograph, photos
from briefing.errors import BriefingError
from briefing.model.document import PHOTO, ChartSpec, Document, Figure, Meta, Picture, Run
from tests.charts.pictures import jpeg, png


def taken(folder: Path, data: bytes, name: str = "现场.jpg") -> Picture:
    """The picture in a file with those bytes."""
    (folder / name).write_bytes(data)
    return photograph(folder / name, folder)


def opened(picture: Picture) -> Image.Image:
    """The picture as it will be shown."""
    return Image.open(io.BytesIO(picture.png))


def test_a_picture_is_as_wide_as_the_text_and_no_finer_than_paper_shows(tmp_path: Path) -> None:
    made = taken(tmp_path, jpeg(4000, 3000))
    assert (made.width_mm, made.height_mm, opened(made).size) == (156, 117, (1228, 921))
    assert taken(tmp_path, jpeg(4000, 3000)) == made


def test_a_high_picture_leaves_room_for_its_caption(tmp_path: Path) -> None:
    made = taken(tmp_path, jpeg(1500, 3000))
    assert (made.width_mm, made.height_mm) == (75, 150)


def test_a_picture_taken_with_the_camera_on_its_side_is_turned_upright(tmp_path: Path) -> None:
    """Orientation 6: what was at the left is at the top."""
    made = opened(taken(tmp_path, jpeg(800, 600, orientation=6)))
    assert made.size == (600, 800)
    top, bottom = made.getpixel((300, 50)), made.getpixel((300, 750))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert top[0] > 200 > bottom[0]


def test_what_a_camera_wrote_into_the_file_does_not_leave_the_office(tmp_path: Path) -> None:
    made = taken(tmp_path, jpeg(800, 600, maker="MAKER-OF-IT"))
    assert b"MAKER-OF-IT" not in made.png
    assert not opened(made).getexif()


def test_what_is_transparent_is_white_as_paper(tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.new("RGBA", (800, 600), (0, 0, 0, 0)).save(out, "PNG")
    assert opened(taken(tmp_path, out.getvalue(), "图.png")).getpixel((5, 5)) == (255, 255, 255)


def test_the_smallest_picture_that_is_printed(tmp_path: Path) -> None:
    assert taken(tmp_path, png(158, 120), "图.png").width_mm == 40
    with pytest.raises(BriefingError, match=r"图片只有 157×120 像素.*宽至少要 157 像素"):
        taken(tmp_path, png(157, 120), "图.png")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"GIF89a", "这不是 PNG 或 JPEG 图片"),
        (b"", "这不是 PNG 或 JPEG 图片"),
        (png(800, 600)[:200], "已损坏"),
        (jpeg(800, 600)[:900], "已损坏"),
        (b"\x89PNG\r\n\x1a\n" + bytes(photos.LARGEST), "超过 20 MB"),
    ],
)
def test_what_is_no_sound_picture_is_refused(tmp_path: Path, data: bytes, said: str) -> None:
    with pytest.raises(BriefingError, match=said):
        taken(tmp_path, data)


def test_too_many_pixels_are_refused_before_they_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photos, "PIXELS", 480_000)
    assert taken(tmp_path, png(800, 600), "图.png").width_mm == 156
    photos._upright.cache_clear()
    with pytest.raises(BriefingError, match="图片有 800×601 像素，太大"):
        taken(tmp_path, png(800, 601), "图.png")


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "外").mkdir()
    (tmp_path / "内").mkdir()
    (tmp_path / "外/图.png").write_bytes(png(800, 600))
    (tmp_path / "内/图.png").symlink_to(tmp_path / "外/图.png")
    with pytest.raises(BriefingError, match="指向这个文件夹之外"):
        photograph(tmp_path / "内/图.png", tmp_path / "内")


def test_a_document_shows_it_no_wider_than_the_type_area(tmp_path: Path) -> None:
    photo = taken(tmp_path, jpeg(1600, 1200))
    figure = Figure("图", (Run("题"),), ChartSpec(PHOTO, "", ()), "题", photo=photo)
    [shown] = draw(Document(Meta("标题"), (figure,)), None, width=120).values()
    assert (shown.width_mm, shown.height_mm, shown.png) == (120, 90, photo.png)
