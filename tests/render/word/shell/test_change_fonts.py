"""A person changes the fonts of a shell without Word, and hears which characters a font does not have."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.errors import BriefingError, Problem, Severity
from briefing.model.document import Heading, Paragraph, Reference, References
from briefing.ooxml.xml import W
from briefing.ooxml.zipped import unpack
from briefing.render.word.make_shell import main, shell
from briefing.render.word.shell.builtin_styles import Fonts
from briefing.render.word.shell.change_fonts import fonts_of, missing_characters, with_fonts
from briefing.render.word.shell.fonts import style_sheet

from ..samples import SHELL, find, part, rendered, replaced, table, text

STYLES = "word/styles.xml"
OFFICIAL = {"body": "仿宋_GB2312", "sub": "楷体_GB2312"}


def read(data: bytes) -> Fonts:
    return fonts_of(style_sheet(unpack(data)))


def named(data: bytes) -> set[str]:
    return set(find(part(data, STYLES), "//w:rFonts/@w:eastAsia"))


def test_the_fonts_of_a_shell_are_read_from_its_styles() -> None:
    fonts = Fonts("仿宋_GB2312", "楷体_GB2312", "华文黑体", "新宋体", "华文中宋")
    assert read(shell(fonts)) == fonts


def test_each_use_has_its_font_and_the_others_keep_theirs() -> None:
    assert read(with_fonts(SHELL, OFFICIAL)) == Fonts(**OFFICIAL)  # type: ignore[arg-type]
    assert named(with_fonts(SHELL, OFFICIAL)) == {"仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "方正小标宋简体"}


def test_all_fonts_of_the_built_in_shell_changed_are_the_shell_made_with_them() -> None:
    fonts = {"body": "甲", "sub": "乙", "head": "丙", "page": "丁", "title": "戊"}
    changed = with_fonts(SHELL, fonts)
    for name in (STYLES, "word/theme/theme1.xml"):
        assert find(part(changed, name), "//@w:eastAsia | //a:ea/@typeface") == find(
            part(shell(Fonts(**fonts)), name), "//@w:eastAsia | //a:ea/@typeface"
        )


def test_fonts_that_change_places_do_not_run_into_each_other() -> None:
    changed = with_fonts(SHELL, {"body": "楷体", "sub": "仿宋"})
    assert read(changed) == Fonts(body="楷体", sub="仿宋")
    assert with_fonts(changed, {"body": "仿宋", "sub": "楷体"}) != changed


def test_two_uses_that_share_a_font_can_be_parted_again() -> None:
    shared = with_fonts(SHELL, {"sub": "仿宋"})
    assert read(with_fonts(shared, {"sub": "楷体"})) == Fonts()


def test_the_table_of_fonts_names_what_is_used_and_what_may_stand_in() -> None:
    root = part(with_fonts(SHELL, OFFICIAL), "word/fontTable.xml")
    assert set(find(root, "w:font/@w:name")) == {
        "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "方正小标宋简体", "Times New Roman"
    }  # fmt: skip
    assert find(root, "w:font[@w:name='仿宋_GB2312']/w:altName/@w:val") == ["仿宋"]


def changed_styles(old: str, new: str) -> bytes:
    return replaced(SHELL, STYLES, old, new)


def test_a_style_that_says_nothing_gets_a_font_if_its_use_has_another() -> None:
    latin = "Times New Roman"
    said = f'<w:rFonts w:hint="eastAsia" w:ascii="{latin}" w:eastAsia="黑体" w:hAnsi="{latin}" w:cs="{latin}"/>'
    base = changed_styles(said, "")
    assert read(base).head == "仿宋"
    changed = with_fonts(base, {"head": "黑体"})
    assert read(changed).head == "黑体"


def test_a_font_of_the_theme_gives_way_to_the_name() -> None:
    base = changed_styles('w:eastAsia="楷体"', 'w:eastAsiaTheme="minorEastAsia"')
    changed = with_fonts(base, {"sub": "华文楷体"})
    assert not find(part(changed, STYLES), "w:style[w:name/@w:val='heading 2']//@w:eastAsiaTheme")
    assert (read(base).sub, read(changed).sub) == ("仿宋", "华文楷体")


def test_page_numbers_are_in_the_chinese_font_to_the_last_digit() -> None:
    root = part(with_fonts(SHELL, {"page": "新宋体"}), STYLES)
    [footer] = find(root, "w:style[w:name/@w:val='footer']/w:rPr/w:rFonts")
    assert {footer.get(f"{W}{script}") for script in ("ascii", "hAnsi", "eastAsia")} == {"新宋体"}


def test_runs_and_lists_of_the_shell_that_name_a_font_follow() -> None:
    look = '<w:r><w:rPr><w:rFonts w:eastAsia="仿宋"/></w:rPr><w:t>{{ issue }}</w:t></w:r>'
    base = replaced(SHELL, "word/document.xml", "<w:r><w:t>{{ issue }}</w:t></w:r>", look)
    assert find(part(with_fonts(base, OFFICIAL)), "//w:rFonts/@w:eastAsia") == ["仿宋_GB2312"]


@pytest.mark.parametrize(
    ("fonts", "said"),
    [
        ({"bodi": "仿宋"}, "您是不是要找“body”"),
        ({"body": ""}, "不能作字体名"),
        ({"body": "仿宋, 楷体"}, "不能作字体名"),
        ({"body": "仿" * 32}, "最多 31 个字"),
        ({"body": '仿宋"/>'}, "不能作字体名"),
    ],
)
def test_what_is_no_font_is_refused(fonts: dict[str, str], said: str) -> None:
    with pytest.raises(BriefingError, match=said):
        with_fonts(SHELL, fonts)


def test_an_unfit_shell_is_refused_by_its_path() -> None:
    with pytest.raises(BriefingError, match=r"模板/我的\.docx：.*已损坏"):
        with_fonts(b"no", OFFICIAL, "模板/我的.docx")


# What a font does not have.


def warned(*blocks: Paragraph | Heading, base: bytes) -> list[Problem]:
    warnings: list[Problem] = []
    rendered(*blocks, base=base, warnings=warnings)
    return warnings


def test_characters_beyond_gb2312_are_named_where_a_font_lacks_them() -> None:
    [warning] = warned(Paragraph(text("武汉市硚口区与鄠邑区，GDP 3.5亿元。")), base=with_fonts(SHELL, OFFICIAL))
    assert warning.severity is Severity.WARNING
    assert "仿宋_GB2312、楷体_GB2312没有这些字：硚、鄠，" in str(warning)
    assert "仿宋" in warning.hint


def test_those_in_tables_titles_and_sources_count_too() -> None:
    cited = References((Reference(1, "daily", "《硚口日报》", ()),))
    cells = ((text("硚口"), text("1"), text("2")),)
    for words in (table(caption=text("硚口")), table(rows=cells), table(unit="硚"), cited):
        assert "硚" in str(warned(words, base=with_fonts(SHELL, OFFICIAL))[0])  # type: ignore[arg-type]


def test_there_is_no_warning_where_every_font_has_every_character() -> None:
    assert not warned(Paragraph(text("武汉市硚口区")), base=SHELL)
    assert not warned(Paragraph(text("武汉市江岸区①〇")), base=with_fonts(SHELL, {"body": "仿宋_GB2312"}))
    assert not missing_characters("镕", Fonts())


# The command line of the script.


def test_the_script_writes_a_shell_in_other_fonts(tmp_path: Path) -> None:
    target = tmp_path / "new" / "shell.docx"
    assert main([str(target), "--body", "仿宋_GB2312"]) == 0
    assert read(target.read_bytes()) == Fonts(body="仿宋_GB2312")


def test_the_script_changes_the_fonts_of_a_shell_of_ones_own(tmp_path: Path) -> None:
    own = tmp_path / "own.docx"
    own.write_bytes(replaced(SHELL, "word/document.xml", "{{ name }}", "我市简报"))
    assert main([str(tmp_path / "new.docx"), "--of", str(own), "--title", "华文中宋"]) == 0
    made = (tmp_path / "new.docx").read_bytes()
    assert "我市简报" in "".join(part(made).itertext())
    assert read(made) == Fonts(title="华文中宋")


def test_the_script_says_what_is_wrong_and_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "new.docx"), "--of", str(tmp_path / "none.docx")]) == 1
    assert "none.docx" in capsys.readouterr().err
    assert main([str(tmp_path / "new.docx"), "--body", ""]) == 1
    assert "不能作字体名" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
