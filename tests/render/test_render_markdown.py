"""What the Markdown writer writes, read back by a strict CommonMark reader, is the document: same text, same bold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from briefing.errors import BriefingError
from briefing.model.document import (
    Block,
    ChartSpec,
    Contents,
    Document,
    Figure,
    Heading,
    Items,
    Mark,
    Meta,
    Note,
    PageBreak,
    Panel,
    Paragraph,
    Reference,
    References,
    Run,
    RunKind,
    Runs,
    Table,
)
from briefing.render.markdown import render_markdown
from briefing.render.markdown_inline import SENTENCE_MARKS, line

SPEC = ChartSpec("bars", "贷款", (Panel((Mark("武汉市", Decimal(1), "1"),)),))
CITE = Run("［1］", ref="daily", kind=RunKind.CITE)
SOURCES = References((Reference(1, "daily", "湖北日报：《开篇》，第3段，https://example.cn/a?b=1。", (3,)),))

Char = tuple[str, bool]
"""A character and whether it is bold."""


def text(*words: str) -> Runs:
    return tuple(Run(word.strip("*"), strong=word.startswith("*")) for word in words)


def figure() -> Figure:
    return Figure("loans", text("贷款余额"), SPEC, "条形图：武汉市 1 [亿元]")


def table(*rows: tuple[Runs, ...], **fields: object) -> Table:
    made = Table("pairs", text("三地对照"), (text("城市"), text("余额")), rows or ((text("武汉市"), text("未披露")),))
    return replace(made, **fields)  # type: ignore[arg-type]


def body(*blocks: Block) -> str:
    return render_markdown(Document(Meta(""), blocks), {})


def problems(*blocks: Block, title: str = "题", picture: str = "") -> str:
    with pytest.raises(BriefingError) as raised:
        render_markdown(Document(Meta(title), blocks), {"loans": picture})
    return str(raised.value)


# ---- one block after the other


def test_a_whole_document_reads_as_its_author_would_write_it() -> None:
    """Front, numbered headings, marks of sources, table, figure, remark, lists, sources, in order."""
    meta = Meta("三地政务服务比较", name="营商环境简报", issue="第3期", office="市营商办", date="2026年11月22日")
    blocks: tuple[Block, ...] = (
        Heading(1, text("要点"), numbered=False),
        Paragraph(
            (*text("*总体判断。", "2023年提速"), CITE, *text("，见"), Run("图1", ref="loans", kind=RunKind.CROSS))
        ),
        Heading(1, text("比较")),
        Heading(2, text("办理环节")),
        Items((text("甲"), text("乙"))),
        Items((text("一"), text("二")), ordered=True),
        table(unit="亿元", align=("left", "right"), notes=(text("注：口径不同。"),)),
        PageBreak(),
        figure(),
        Note(text("说明。")),
        SOURCES,
    )
    assert render_markdown(Document(meta, blocks), {"loans": "charts/图 1.svg"}) == (
        "# 三地政务服务比较\n\n"
        "营商环境简报 · 第3期 · 市营商办 · 2026年11月22日\n\n"
        "## 要点\n\n"
        "**总体判断**。2023年提速［1］，见图1\n\n"
        "## 一、比较\n\n"
        "### （一）办理环节\n\n"
        "- 甲\n- 乙\n\n<!-- -->\n\n1. 一\n2. 二\n\n"
        "**表1　三地对照**（单位：亿元）\n\n"
        "| 城市 | 余额 |\n| :--- | ---: |\n| 武汉市 | 未披露 |\n\n注：口径不同。\n\n"
        "---\n\n"
        "![条形图：武汉市 1 \\[亿元\\]](charts/图%201.svg)\n\n**图1　贷款余额**\n\n"
        "> 说明。\n\n"
        "［1］湖北日报：《开篇》，第3段，<https://example.cn/a?b=1>。\n"
    )


def test_the_list_of_sources_stands_where_its_heading_is() -> None:
    """For every reader, those with footnotes among them; a source that nothing points to is printed, too."""
    written = body(Heading(1, text("资料来源")), SOURCES, Paragraph((*text("甲"), CITE)), Paragraph(text("报：市委")))
    for reader in (MarkdownIt("commonmark"), MarkdownIt("gfm-like", {"linkify": False}), MarkdownIt()):
        shown = re.sub("<[^>]*>", "", reader.render(written)).split("\n")
        assert [line[:8] for line in shown if line] == ["一、资料来源", "［1］湖北日报：", "甲［1］", "报：市委"]
    assert "[^" not in written
    assert body(SOURCES).startswith("［1］湖北日报")


def test_a_table_of_contents_is_a_list_of_the_headings_with_their_numbers() -> None:
    headings = (Heading(1, text("总体")), Heading(2, (*text("武汉"), Run("", ref="a", kind=RunKind.CITE))),
                Heading(3, text("细目")), Heading(1, text("附记"), numbered=False))  # fmt: skip
    sources = References((Reference(1, "a", "甲", ()),))
    assert body(Contents(2), *headings, sources).split("\n\n")[0] == "- 一、总体\n  - （一）武汉\n- 附记"
    assert body(Contents(2, least=3), *headings, sources).split("\n\n")[0] == "## 一、总体"


def test_no_alignment_is_no_alignment() -> None:
    assert "\n| --- | --- |\n" in body(table())


@pytest.mark.parametrize(
    ("blocks", "words"),
    [
        ((figure(),), "没有图片文件"),
        ((replace(figure(), alt=" "),), "替代文字"),
        ((Paragraph((CITE,)),), "资料来源里没有它"),
        ((SOURCES, SOURCES), "重复"),
        ((Paragraph((Run("图2", ref="loans", kind=RunKind.CROSS),)), figure()), "编号不符"),
        ((table((text("少一格"),)),), "列数不同"),
        ((table(header=()),), "没有表头"),
        ((table(align=("left",)),), "对齐方式"),
        ((table(align=("left", "middle")),), "对齐方式"),
        ((figure(), figure()), "重复"),
        ((Heading(5, text("深")),), "标题只有"),
        ((Paragraph(text("响\x07铃")),), "U+0007"),
        ((Items((text("半\ud800个"),)),), "U+D800"),
    ],
)
def test_what_cannot_be_written_is_told(blocks: tuple[Block, ...], words: str) -> None:
    assert words in problems(*blocks, picture="" if "图片" in words else "a.png")


def test_control_characters_in_the_masthead_are_told() -> None:
    assert "U+0000" in problems(title="题\x00")


def test_all_problems_are_told_at_once() -> None:
    told = problems(figure(), Paragraph((CITE,)), Paragraph(text("\x01")))
    assert all(words in told for words in ("图片文件", "资料来源", "U+0001"))


# ---- bold


@pytest.mark.parametrize(
    ("runs", "written"),
    [
        (text("*总体判断。", "2023年"), "**总体判断**。2023年"),
        (text("*总体判断。"), "**总体判断。**"),
        (text("推行", "*“210”标准", "后"), "推行<strong>“210”标准</strong>后"),
        (text("推行", "*“301”", "模式"), "推行<strong>“301”</strong>模式"),
        (text("全省", "*，试点！", "先行"), "全省，**试点**！先行"),
        (text("推行，", "*“301”", "。"), "推行，**“301”**。"),
        (text("增", "*￥5", "元"), "增<strong>￥5</strong>元"),
        (text("＋", "*“一”", "＋"), "＋<strong>“一”</strong>＋"),
        (text("甲", "* 乙 。 ", "丙"), "甲 **乙 。** 丙"),
        (text("甲", "*。", "乙"), "甲。乙"),
        ((*text("*甲"), CITE, *text("*乙")), "**甲**［1］**乙**"),
        ((Run("甲", strong=True, ref="f"), Run("乙", strong=True)), "**甲乙**"),
    ],
)
def test_bold_shows_wherever_it_stands(runs: Runs, written: str) -> None:
    assert line(runs) == written


# ---- any text at all


READER = MarkdownIt("commonmark").enable("table").disable("reference")
READER.normalizeLinkText = lambda link: link  # type: ignore[method-assign]


def shown(tokens: list[Token]) -> Iterator[list[Char]]:
    """What a reader shows of each paragraph, heading or cell that is not empty."""
    for token in tokens:
        assert token.type not in ("code_block", "fence"), token.content
        assert token.type != "html_block" or token.content == "<!-- -->\n"
        if token.type == "inline" and token.content:
            yield list(_chars(token.children or []))


def _chars(tokens: list[Token]) -> Iterator[Char]:
    bold = False
    for token in tokens:
        if token.type in ("strong_open", "strong_close"):
            bold = token.type == "strong_open"
        elif token.type == "html_inline":
            assert token.content in ("<strong>", "</strong>", "<br>")
            bold = bold if token.content == "<br>" else token.content == "<strong>"
            yield from [("\n", bold)] if token.content == "<br>" else []
        elif token.type in ("link_open", "link_close"):
            assert token.markup == "autolink"
        else:
            assert token.type == "text", token
            yield from ((char, bold) for char in token.content)


def meant(runs: Runs) -> list[Char]:
    """The characters of a document's runs."""
    return [(char, run.strong) for run in runs for char in run.text]


def settled(chars: list[Char]) -> list[Char]:
    """Whether a space or a sentence mark is bold is left open."""
    return [(char, bold and char not in SENTENCE_MARKS and not char.isspace()) for char, bold in chars]


WORDS = st.text(
    st.sampled_from([*"武汉市提速一，。：；！？、“”（）《》—…·￥＋℃№ 　\n", *map(chr, range(32, 127))]), max_size=8
)
MARKUP = """2023. 年/12) 甲/- 项/+ /---/# 题/> 引/1./&amp;/&#65;/***/~~甲~~
[甲](乙)/![图](a)/<b>/<!-- -->/|---|/`码`/$x$/    四格/C#/\\/[^1]:/:"""
TRAPS = st.sampled_from([*MARKUP.replace("\n", "/").split("/"), "https://a.cn/x_y?q=*甲。"])
RUNS = st.lists(
    st.one_of(st.builds(Run, st.one_of(WORDS, TRAPS), st.booleans()), st.just(CITE)), min_size=1, max_size=6
).map(tuple)


def _blank(runs: Runs) -> bool:
    return not any(run.text.strip() for run in runs)


@given(RUNS)
@example((CITE, Run("(注)")))
@example((CITE, Run(": 甲")))
@example((Run("好!"), CITE))
@example((Run("-"), Run(" 甲", True)))
@example((Run("\n"), Run(" ")))
def test_any_text_means_itself_in_every_block(runs: Runs) -> None:
    """Paragraph, heading, item, cell, remark and caption show the same characters, and the same ones bold."""
    blocks = (
        Paragraph(runs),
        Heading(1, runs, numbered=False),
        Items((runs, runs)),
        Items((runs,), ordered=True),
        Note(runs),
        table((runs, text("乙")), caption=(), header=(runs, text("甲"))),
        SOURCES,
    )
    source = body(*blocks).rpartition("\n\n")[0]
    tokens = READER.parse(source)
    expected = [] if _blank(runs) else [settled(meant(runs))]
    plain = [settled(meant(text(word))) for word in ("*表1", "甲", "乙")]
    found = [settled(part) for part in shown(tokens)]
    assert found == [*expected * 6, plain[0], *expected, plain[1], *expected, plain[2]]
    kinds = [token.tag for token in tokens if token.nesting == 1 and token.tag not in ("p", "li")]
    missing = ["h2", "blockquote"] if _blank(runs) else []
    wanted = ["h2", "ul", "ol", "blockquote", "table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td"]
    assert [kind for kind in kinds if kind not in missing] == [kind for kind in wanted if kind not in missing]


@given(st.one_of(WORDS, TRAPS), st.one_of(WORDS, TRAPS))
def test_any_title_caption_alternative_text_and_source_mean_themselves(words: str, more: str) -> None:
    meta = Meta(f"题{words}", office=f"局{more}")
    drawing = replace(figure(), caption=(Run(f"图{words}"),), alt=f"图{more}。")
    made = render_markdown(Document(meta, (drawing,)), {"loans": "图 (1)/a%b<c>.png"})
    title, office, image, caption = [token for token in READER.parse(made) if token.type == "inline"]
    assert [char for char, _ in _chars(title.children or [])] == list(f"题{words}")
    assert [char for char, _ in _chars(office.children or [])] == list(f"局{more}")
    assert "".join(char for char, _ in _chars(caption.children or [])) == f"图1　图{words}"
    [picture] = image.children or []
    assert "".join(child.content for child in picture.children or []) == " ".join(f"图{more}。".split())
    assert picture.attrs["src"] == "%E5%9B%BE%20(1)/a%25b%3Cc%3E.png".replace("(", "%28").replace(")", "%29")
