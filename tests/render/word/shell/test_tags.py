"""A shell with Jinja's tags: filled as a person means it, or told what is wrong and where."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest

from briefing.bundle.contents import printed_facts
from briefing.errors import BriefingError
from briefing.model.document import Paragraph, Run
from briefing.model.issue import IssueNumber
from briefing.model.template import FLAG, Parameter
from briefing.render.word.shell.review import review
from briefing.render.word.shell.tag_reading import read_shell
from briefing.render.word.writer import render_docx
from tests.builders import analysis
from tests.content.samples import ITEMS

from ..samples import META, SHELL, document, find, part, rezipped
from .tagged import composed, line, shell, table, told, with_header, word, words

FACT = '{{ fact("wuhan.items") }}'


def problem(folder: Path, data: bytes, body: str = "正文。") -> str:
    """The one thing that is wrong, with its place."""
    (found,) = told(folder, data, body)
    assert found.location.file == "shell.docx"
    assert found.hint
    return str(found)


def test_a_tag_over_several_runs_keeps_the_look_of_its_first(tmp_path: Path) -> None:
    made = part(word(tmp_path, shell(line("共", '{{ fact("wu', 'han.items") ', "}}，")))).iter()
    runs = {"".join(find(run, "w:t/text()")): bool(find(run, "w:rPr/w:b")) for run in made if run.tag.endswith("}r")}
    assert runs["104项"] is True
    assert runs["共"] is False
    assert "，" in runs


def test_rows_are_repeated(tmp_path: Path) -> None:
    rows = table(
        ("城市", "数"),
        ("{%tr for city in briefing.cities %}", ""),
        ("{{ city }}", "甲"),
        ("{%tr endfor %}", ""),
    )
    made = part(word(tmp_path, shell(rows)))
    assert [["".join(find(cell, ".//w:t/text()")) for cell in find(row, "w:tc")] for row in find(made, "//w:tr")] == [
        ["城市", "数"],
        ["武汉市", "甲"],
        ["天河区", "甲"],
    ]


def test_a_tag_may_ask_for_figures_by_name(tmp_path: Path) -> None:
    """In the cells of a row it is that of the row's city; a mistake is told with its paragraph."""
    rows = table(
        ("{%tr for city in cities %}", ""),
        ("{{ city.short }}", '{{ value("items") }}，{{ value("items").rank }}'),
        ("{%tr endfor %}", ""),
    )
    made = composed(tmp_path, shell(rows, line('{{ value("items", "天河").to("万项") }}')))
    assert [run.text for run in made.shell.runs if run.ref] == ["104项", "第1位", "3项", "第2位", "0.0003万项"]
    assert {fact.id for fact in printed_facts(made, analysis(*ITEMS).selection.library)} == {
        "wuhan.items",
        "tianhe.items",
    }
    assert "未找到指标“itmes”，您是不是要找“items”？" in problem(tmp_path, shell(line('{{ value("itmes", "武汉") }}')))


def test_rows_of_a_table_of_the_data(tmp_path: Path) -> None:
    rows = table(
        ("{%tr for row in briefing.themes[0].data.rows %}", ""),
        ("{{ row[0] }}", "{{ row[2] }}"),
        ("{%tr endfor %}", ""),
    )
    found = words(word(tmp_path, shell(rows)))
    assert "104项" in found
    assert "武汉市" in found


def test_cells_are_repeated_within_the_width_of_the_table(tmp_path: Path) -> None:
    cells = table(("{%tc for city in briefing.cities %}", "{{ city }}", "{%tc endfor %}", "末"))
    made = part(word(tmp_path, shell(cells)))
    assert ["".join(find(cell, ".//w:t/text()")) for cell in find(made, "//w:tc")] == ["武汉市", "天河区", "末"]
    assert find(made, "//w:gridCol/@w:w") == ["5333"] * 3


def test_paragraphs_are_chosen_and_leave_no_empty_line(tmp_path: Path) -> None:
    lines = (
        line("{%p if briefing.several %}"),
        line("几地"),
        line("{%p else %}"),
        line("一地"),
        line("{%p endif %}"),
        line("{{ briefing.home }}"),
    )
    plain, made = words(word(tmp_path, shell(line("几地")))), words(word(tmp_path, shell(*lines)))
    assert made == plain


def test_statements_among_words(tmp_path: Path) -> None:
    text = "{% for city in briefing.cities %}{{ city }}", "{% if not loop.last %}、{% endif %}{% endfor %}。{# 注 #}"
    assert "武汉市、天河区。" in words(word(tmp_path, shell(line(*text))))


def test_headers_are_filled(tmp_path: Path) -> None:
    data = with_header("{{ issue }}　" + FACT)
    assert words(word(tmp_path, data, issue=IssueNumber(3)), "word/header9.xml") == ["第3期　104项"]


def test_a_header_is_known_by_what_it_is_not_by_its_name(tmp_path: Path) -> None:
    data = rezipped(
        with_header("{% if issue %}{{ issue }}{% endif %}"),
        lambda have: {
            name.replace("header9", "headers/header9"): content.replace(b"word/header9", b"word/headers/header9")
            for name, content in have.items()
        },
    )
    assert words(word(tmp_path, data, issue=IssueNumber(3)), "word/headers/header9.xml") == ["第3期"]
    odd = rezipped(
        with_header("{{ briefing.x }}"),
        lambda have: {
            name.replace("header9", "top"): content.replace(b"/header9", b"/top") for name, content in have.items()
        },
    )
    assert "页眉第 1 段" in problem(tmp_path, odd)


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("第{{ issue.number }}期 " + FACT, "第3期 104项"),
        ("{% if issue %}{{ '总第' ~ issue.number ~ '号' }}{% endif %}", "总第3号"),
        ("No.{{ issue.number }} {{ issue }}", "No.3 第3期"),
        ("{{ issue }}{% if issue.total %}（{{ issue.total }}）{% endif %}", "第3期"),
        ("〔{{ date.year }}〕{{ issue.number }}号", "〔2026〕3号"),
        ("{{ date.year ~ '年' }}" + FACT, "2026年104项"),
    ],
)
def test_the_number_of_an_issue_is_printed_beside_other_tags_too(tmp_path: Path, written: str, printed: str) -> None:
    assert words(word(tmp_path, with_header(written), issue=IssueNumber(3)), "word/header9.xml") == [printed]


def test_without_an_issue_its_number_is_empty(tmp_path: Path) -> None:
    written = "{% if issue.number %}第{% endif %}期"
    assert words(word(tmp_path, with_header(written)), "word/header9.xml") == ["期"]


def test_parameters_are_typed_in_conditions_and_words_alone(tmp_path: Path) -> None:
    flag = Parameter(name="急件", type=FLAG, default="否")
    data = shell(line("{%p if 急件 %}"), line("特急"), line("{%p endif %}"), line("急件：{{ 急件 }}"))
    found = words(word(tmp_path, data, "正文。", flag))
    assert "特急" not in found
    assert "急件：否" in found


def test_a_name_given_by_a_loop_is_that_of_the_loop(tmp_path: Path) -> None:
    assert "武汉市天河区" in words(
        word(tmp_path, shell(line("{% for title in briefing.cities %}{{ title }}{% endfor %}")))
    )


def test_an_unknown_name_is_told_with_its_paragraph_wherever_it_stands(tmp_path: Path) -> None:
    assert "页眉第 1 段”：版式文件里有不认识的标记 {{ titel }}" in problem(tmp_path, with_header("{{ titel }}"))
    assert "第 1 个表格第 1 行第 2 格" in problem(tmp_path, shell(table(("甲", "{{ titel }}"))))


def test_what_a_tag_prints_is_never_read_as_xml_or_as_a_tag(tmp_path: Path) -> None:
    wicked = Parameter(name="抄送", default="<w:p/>&amp;{{ title }}{% if %}")
    found = words(word(tmp_path, shell(line("{% for x in [settings.抄送] %}{{ x }}{% endfor %}")), "正文。", wicked))
    assert "<w:p/>&amp;{{ title }}{% if %}" in found


def test_facts_of_the_shell_are_facts_of_the_document(tmp_path: Path) -> None:
    """They are in the manifest and facts.csv, and their source is listed."""
    found = composed(tmp_path, shell(line(FACT)), "{{ references }}")
    assert [run.ref for run in found.shell.runs] == ["wuhan.items"]
    assert [fact.id for fact in printed_facts(found, analysis(*ITEMS).selection.library)] == ["wuhan.items"]
    assert [entry.source for entry in found.blocks[0].entries]  # type: ignore[union-attr]


def test_a_table_of_the_body_is_referred_to_by_its_number(tmp_path: Path) -> None:
    body = "表：办件\n\n| 甲 |\n| --- |\n| 乙 |"
    assert "见表1" in words(word(tmp_path, shell(line("见{{ ref('办件') }}")), body))


def test_sources_may_be_named(tmp_path: Path) -> None:
    found = words(
        word(tmp_path, shell(line("{%p for source in sources %}"), line("{{ source }}"), line("{%p endfor %}")))
    )
    assert any("《" in text for text in found)


def test_a_shell_without_a_body_is_a_whole_template(tmp_path: Path) -> None:
    data = shell(line("各地："), table(("{{ briefing.places }}", FACT)), body=False)
    found = composed(tmp_path, data, "")
    assert Paragraph((Run("武汉市和天河区"), Run("｜"), Run("104项", ref="wuhan.items"))) in found.blocks
    assert [fact.id for fact in printed_facts(found, analysis(*ITEMS).selection.library)] == ["wuhan.items"]
    made = words(render_docx(found, {}, data))
    assert "104项" in made
    assert made.count("各地：") == 1


def test_a_body_without_a_place_is_told(tmp_path: Path) -> None:
    assert "正文无处可放" in problem(tmp_path, shell(line(FACT), body=False), "正文。")


def test_a_shell_of_names_alone_needs_no_engine() -> None:
    assert read_shell(SHELL).tags.plain
    assert read_shell(shell(line("{ 甲 }"))).tags.plain
    assert not read_shell(shell(line("{", "% if x %}甲{% endif %}"))).tags.plain
    assert not read_shell(with_header(FACT)).tags.plain
    assert not read_shell(shell(body=False)).tags.plain


def test_a_repeated_paragraph_repeats_no_bookmark_and_no_id(tmp_path: Path) -> None:
    inner = '<w:bookmarkStart w:id="77" w:name="甲"/><w:bookmarkEnd w:id="77"/>'
    marked = line("{{ city }}").replace("<w:p>", f"<w:p>{inner}")
    made = part(word(tmp_path, shell(line("{%p for city in briefing.cities %}"), marked, line("{%p endfor %}"))))
    assert len(find(made, "//w:bookmarkStart[@w:id='77']")) == 1
    assert len(find(made, "//w:bookmarkEnd[@w:id='77']")) == 1


def test_a_bookmark_that_begins_in_a_line_of_a_statement_leaves_no_end(tmp_path: Path) -> None:
    """Word marks where the cursor last stood."""
    start = '<w:bookmarkStart w:id="77" w:name="_GoBack"/>'
    opening = line("{%p if briefing.several %}").replace("</w:p>", f"{start}</w:p>")
    inside = line("甲").replace("</w:p>", '<w:bookmarkEnd w:id="77"/></w:p>')
    made = part(word(tmp_path, shell(opening, inside, line("{%p endif %}"))))
    assert not find(made, "//w:bookmarkStart[@w:id='77'] | //w:bookmarkEnd[@w:id='77']")


def test_a_loop_through_nothing_leaves_a_file_that_word_opens(tmp_path: Path) -> None:
    rows = table(("{%tr for x in [] %}",), ("甲",), ("{%tr endfor %}",))
    cell = table(("占位",)).replace(line("占位"), line("{%p if false %}") + line("乙") + line("{%p endif %}"))
    made = part(word(tmp_path, shell(rows, line("之间"), cell)))
    assert len(find(made, "//w:tbl")) == 1, "a table without rows is none"
    assert find(made, "//w:tc[last()]/*[last()][self::w:p]"), "a cell ends with a paragraph"


def test_the_same_gives_the_same_bytes(tmp_path: Path) -> None:
    data = shell(line("{%p for city in briefing.cities %}"), line("{{ city }}"), line("{%p endfor %}"))
    assert word(tmp_path, data) == word(tmp_path, data)


# What is wrong, and where.


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("｛｛ title ｝｝", "全角的花括号"),
        ("｛% if x %｝", "全角的花括号"),
        ("{{ fact(“wuhan.items”) }}", "直引号改成弯引号"),
        ("{{ fact（'wuhan.items'） }}", "要用半角"),
        ("{{ briefing.places", "不完整"),
        ("{% if briefing.several", "不完整"),
        ("{{ }}", "没有写内容"),
        ("{{ briefing.palces }}", "places"),
        ("{{ 报宋 }}", "报宋"),
        ('{{ briefing.cities | jion("、") }}', "join"),
        ('{{ fact("wuhan.itmes") }}', "wuhan.items"),
        ("{{ 3 }}", "不能直接输出数字"),
        ("{{ loop.index }}", "loop"),
        ("居第3位，" + FACT, "“3”没有出处"),
        ("{{ briefing.cities }}", "一组内容"),
        ("{{ briefing.themes[0].data }}", "整块的内容"),
        ("{{ table(rows=cities, columns='items') }}", "请写在 body.md.j2 里，印在版式文件的 {{p body }} 处"),
        ("{{p chart('条形', 'items') }}", "图、表写在 body.md.j2 里"),
        ("见{{ ref('甲') }}", "引用的图表“甲”不在文中"),
        ("{% if briefing.several %}几地", "没有结束"),
        ("几地{% endif %}", "没有与它配对"),
        ("{% for x in briefing.cities %}{% endif %}", "没有与它配对"),
        ("{% fro x in briefing.cities %}", "“for”"),
        ("{% include 'x' %}", "body.md.j2"),
        ("{% p if x %}", "{%p if x %}"),
        ("{% set 甲 %}乙", "{% set 名称 = … %}"),
        ("甲{%p if briefing.several %}", "一起消失"),
        ("{%p if briefing.several %}{{ title }}", "一起消失"),
        ("{%tr for x in briefing.cities %}", "一起消失"),
        ("{{p briefing.places }}", "只有 {{p body }} 有 p"),
        ("前{{p body }}后", "单独成段"),
        ("{ title }", "这里只有一层：“{ title }”。请写作 {{ title }}。"),
        ("｛issue.number｝", "请写作 {{ issue.number }}。"),
        ("{{ body }}", "写作 {{p body }}"),
        ("{% if briefing. %}甲{% endif %}", "名称"),
        ("{% for x of briefing.cities %}甲{% endfor %}", "in"),
    ],
)
def test_a_slip_is_told_with_its_paragraph(tmp_path: Path, text: str, said: str) -> None:
    data = shell(line(text))
    number = next(at for at, found in enumerate(words(data), 1) if found == text)
    found = [str(item) for item in told(tmp_path, data)]
    assert any(said in item and f"shell.docx “第 {number} 段”" in item for item in found), found


def test_a_slip_in_a_table_or_header_is_told_with_its_cell(tmp_path: Path) -> None:
    assert "第 1 个表格第 2 行第 1 格" in problem(tmp_path, shell(table(("甲", "乙"), ("{{ briefing.x }}", ""))))
    assert "第 1 个表格第 1 行第 2 格" in problem(tmp_path, shell(table(("甲", "乙{%tr if briefing.several %}"))))
    assert "页眉第 1 段" in problem(tmp_path, with_header("{{ briefing.x }}"))


def test_a_cell_is_of_what_its_row_and_its_column_are_called(tmp_path: Path) -> None:
    said = problem(tmp_path, shell(table(("城市", "天河区", "武汉市"), ("事项", FACT, FACT))))
    assert "第 1 个表格第 2 行第 2 格" in said
    assert "写的是天河区，数却是武汉的。" in said
    assert "第 1 个表格第 1 行第 2 格" in problem(tmp_path, shell(table(("天河区", FACT))))
    assert "第 3 行第 2 格" in problem(tmp_path, shell(table(("城市", "天河区"), ("其他", "无"), ("事项", FACT))))
    others = (
        table(("城市", "天河区"), ("事项", '{{ fact("tianhe.items") }}')),
        table(("城市", "武汉市"), ("事项", FACT)),
    )
    assert told(tmp_path, shell(*others)) == []


def test_a_statement_that_ends_elsewhere_is_told(tmp_path: Path) -> None:
    found = "\n".join(map(str, told(tmp_path, shell(line("{% if briefing.several %}甲"), line("乙{% endif %}")))))
    assert "没有结束" in found
    assert "写在同一段里" in found


def test_every_slip_is_told_at_once(tmp_path: Path) -> None:
    lines = [line(text) for text in ("｛｛ title ｝｝", "{{ briefing.palces", "甲{%p if x %}")]
    assert len(told(tmp_path, shell(*lines))) == 3
    both = told(tmp_path, shell(line("{{ briefing.palces }}"), line("{{ a b }}")), "{{ briefing.plcaes }}")
    assert {item.location.file and Path(item.location.file).name for item in both} == {"shell.docx", "body.md.j2"}


def test_a_tag_that_cannot_be_read_hides_nothing_else(tmp_path: Path) -> None:
    texts = ("{{ a b }}", "{{ briefing.palces }}", "居第3位，" + FACT, "{% for x of briefing.cities %}甲{% endfor %}")
    found = told(tmp_path, shell(*map(line, (*texts, "天河区items" + FACT))))
    places = [number for number, text in enumerate(words(shell(*map(line, texts))), 1) if text in texts]
    assert {item.location.key for item in found} == {f"第 {number} 段" for number in (*places, places[-1] + 1)}
    assert any("写的是天河区，数却是武汉的" in item.message for item in found)


def test_review_finds_misspelt_names_beside_slips() -> None:
    found, sheet = review(shell(line("｛｛ title ｝｝"), line("{{ briefing.palces }}")), (), "shell.docx")
    assert [item.paragraph for item in found] != [None]
    assert sheet is not None, "what can be read is still composed"


def test_a_place_of_the_body_that_a_condition_takes_away_is_told(tmp_path: Path) -> None:
    data = shell(line("{%p if false %}"))
    (at,) = [number for number, text in enumerate(words(data)) if text == "{{p body }}"]

    def close(have: dict[str, bytes]) -> dict[str, bytes]:
        from lxml import etree

        root = etree.fromstring(have["word/document.xml"])
        opening = find(root, "//w:p")[at - 1]
        ending = copy.deepcopy(opening)
        find(ending, ".//w:t")[0].text = "{%p endif %}"
        find(root, "//w:p")[at].addnext(ending)
        return have | {"word/document.xml": etree.tostring(root)}

    with pytest.raises(BriefingError, match="现在有 0 处"):
        word(tmp_path, rezipped(data, close))


def test_a_tag_in_a_revision_is_told_with_its_place(tmp_path: Path) -> None:
    data = shell(
        line("{{ tit", "le }}")
        .replace("<w:r>", '<w:ins w:id="9" w:author="甲"><w:r>', 1)
        .replace("</w:r>", "</w:r></w:ins>", 1)
    )
    (found,) = told(tmp_path, data)
    assert "未处理的修订" in str(found)
    assert "“{{ title }}”也在其中（第" in str(found)


def test_a_picture_beside_a_statement_is_not_lost(tmp_path: Path) -> None:
    picture = line("{%p if briefing.several %}").replace("</w:p>", "<w:r><w:drawing/></w:r></w:p>")
    found = "\n".join(map(str, told(tmp_path, shell(picture, line("{%p endif %}")))))
    assert "一起消失" in found


def test_a_whole_template_is_no_annex(tmp_path: Path) -> None:
    from briefing.model.layout import Layout

    data = shell(line(FACT), body=False)
    with pytest.raises(BriefingError, match="不能排成附件"):
        render_docx(composed(tmp_path, data, ""), {}, data, Layout(mode="attachment", number=1))


def test_a_document_of_another_shell_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BriefingError, match="不是照这份版式文件"):
        render_docx(composed(tmp_path, shell(line(FACT) * 30)), {}, SHELL)


def test_other_fonts_reach_what_the_shell_says_of_its_own_runs(tmp_path: Path) -> None:
    look = '<w:rPr><w:rFonts w:eastAsia="仿宋"/></w:rPr>'
    loop = ("{%p for city in briefing.cities %}", "{{ city }}", "{%p endfor %}")
    data = shell(*(line(text).replace("<w:r>", f"<w:r>{look}") for text in loop))
    made = render_docx(composed(tmp_path, data), {}, data, fonts={"body": "华文仿宋"})
    assert find(part(made), "//w:rFonts/@w:eastAsia") == ["华文仿宋"] * 2


def test_a_plain_document_in_a_shell_with_tags_is_refused() -> None:
    with pytest.raises(BriefingError, match="标记"):
        render_docx(document(meta=META), {}, shell(line(FACT)))


# What a shell from a stranger may try.


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ briefing.__init__.__globals__ }}",
        "{{ fact.__globals__ }}",
        "{{ self._TemplateReference__context }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ [].append(1) }}",
        "{{ ('%s' % briefing) }}",
        "{{ '{0.__class__}'.format(briefing) }}",
        "{% set x = briefing._analysis %}{{ x }}",
        '{% import "os" as os %}',
        '{% include "/etc/passwd" %}',
        "{% for i in range(100000) %}甲{% endfor %}",
        "{% for i in range(9999) %}{% for j in range(9999) %}甲{% endfor %}{% endfor %}",
        "{{ 'a' * 999999999 }}",
        "{{ 9 ** 999999 }}",
        "{{ [[[[[[[[[[[[]]]]]]]]]]]] }}",
        "{% set x = range(9999) | list %}{% for i in x %}{% for j in x %}{% endfor %}{% endfor %}",
        "{{ " + "(" * 200 + "1" + ")" * 200 + " }}",
        "{% if 1 %}" * 100 + "{% endif %}" * 100,
    ],
)
def test_nothing_that_a_shell_tries_gets_out_or_hangs(tmp_path: Path, text: str) -> None:
    assert told(tmp_path, shell(line(text)))


def test_a_great_picture_in_a_loop_is_stopped(tmp_path: Path) -> None:
    great = line("甲").replace("</w:p>", f'<w:r><w:drawing><w:x w:y="{"z" * 100_000}"/></w:drawing></w:r></w:p>')
    data = shell(line("{%p for i in range(9999) %}"), great, line("{%p endfor %}"))
    assert "已停止" in problem(tmp_path, data)


def test_words_that_word_cannot_hold_are_told(tmp_path: Path) -> None:
    odd = Parameter(name="抄送", default="甲\x07")
    with pytest.raises(BriefingError, match="控制字符"):
        word(tmp_path, shell(line("{% for x in [settings.抄送] %}{{ x }}{% endfor %}")), "正文。", odd)
