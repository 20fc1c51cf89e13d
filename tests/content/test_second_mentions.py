"""From the second mention on, the home city is 我市 and the office has its short name, where the template says so."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.analysis.analyse import analyse
from briefing.content.compose import OFFICE, compose
from briefing.content.second_mentions import city_named, shortened
from briefing.model.document import Block, Heading, Items, Paragraph, Run, Table
from briefing.model.template import NumberOptions, Parameter, WordingOptions
from briefing.model.walk import all_runs
from tests.builders import city, fact, indicator, selection
from tests.content.samples import request, template

NAMES = {city_named(city("wuhan"), ["经营主体"]): "我市", re.escape("市营商环境办公室"): "市营商办"}


def _said(*texts: str) -> list[str]:
    blocks = [Paragraph((Run(text),)) for text in texts]
    return ["".join(run.text for run in all_runs([block])) for block in shortened(blocks, NAMES)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("武汉、三门峡；", "我市、三门峡；"),
        ("武汉市经营主体", "我市经营主体"),
        ("4市增长，洛阳和武汉持平，", "4市增长，洛阳和我市持平，"),
        ("武汉下降。", "我市下降。"),
        ("武汉增长极", "武汉增长极"),
        ("高于武汉", "高于我市"),
        ("武汉最多", "我市最多"),
        ("武汉市推行“两张清单”", "我市推行“两张清单”"),
        ("2023年，武汉市推行", "2023年，我市推行"),
        ("武汉市场监管", "武汉市场监管"),
        ("湖北省武汉市的", "湖北省武汉市的"),
        ("武汉经开区", "武汉经开区"),
        ("“武汉，你好”", "“武汉，你好”"),
        ("《武汉的办法》", "《武汉的办法》"),
        ("市营商环境办公室说", "市营商环境办公室说"),
    ],
)
def test_a_name_is_replaced_where_it_is_no_part_of_another(text: str, said: str) -> None:
    assert _said("武汉市的做法。", text)[1] == said


def test_the_first_mention_keeps_the_name_and_so_do_headings_tables_and_figures() -> None:
    assert _said("武汉与武汉市。", "市营商环境办公室、市营商环境办公室。") == [
        "武汉与我市。",
        "市营商环境办公室、市营商办。",
    ]
    blocks: list[Block] = [
        Paragraph((Run("武汉，"),)),
        Heading(1, (Run("武汉"),)),
        Table("t", (Run("武汉"),), ((Run("武汉"),),), ()),
        Items(((Run("武汉"), Run("12项", ref="wuhan.items")),)),
    ]
    assert [run.text for run in all_runs(shortened(blocks, NAMES)) if run.text] == [
        "武汉，",
        "武汉",
        "武汉",
        "武汉",
        "我市",
        "12项",
    ]


def test_a_template_says_what_home_and_office_are_called(tmp_path: Path) -> None:
    data = analyse(
        selection(
            indicator("firms", "经营主体", better="高"),
            fact("wuhan.firms", 30, "户", period="2023年"),
            fact("sanmenxia.firms", 9, "户", period="2023年"),
        ),
        "wuhan",
    )
    body = "武汉市{{ value('firms') }}。{{ 编发单位 }}。\n\n" * 2 + "{{ references }}"
    office = Parameter(name=OFFICE, default="市营商环境办公室")
    plain = template(tmp_path, body, office)

    def said(wording: WordingOptions) -> str:
        made, _ = compose(data, replace(plain, wording=wording), request(), lambda chart: None)
        return re.sub("［1］", "", "".join(run.text for run in all_runs(made.blocks[:2])))

    once = "武汉市30户。市营商环境办公室。"
    assert said(WordingOptions()) == once * 2
    assert said(WordingOptions(home="我市", office="市营商办")) == f"{once}我市30户。市营商办。"


@pytest.mark.parametrize(
    ("now", "digits", "shown"),
    [
        *(("198.20", digits, shown) for digits, shown in ((None, "10.1%"), (0, "10%"), (1, "10.1%"), (2, "10.1%"))),
        *(("181.15", digits, shown) for digits, shown in ((None, "0.64%"), (1, "0.6%"), (0, "1%"))),
        *(("180.10", digits, shown) for digits, shown in ((None, "0.056%"), (1, "0.1%"))),
        ("180.08", 1, "0.04%"),  # to one decimal it would read as nothing
    ],
)
def test_computed_figures_have_no_more_decimals_than_the_template_allows(
    tmp_path: Path, now: str, digits: int | None, shown: str
) -> None:
    firms = [
        fact(f"wuhan.firms-{year}", value, "万户", indicator="firms", period=f"{year}年")
        for year, value in ((2022, "180.00"), (2023, now))
    ]
    made = replace(
        template(tmp_path, "{{ value('firms').change() }}\n\n{{ references }}"), numbers=NumberOptions(digits=digits)
    )
    document, _ = compose(analyse(selection(*firms)), made, request(), lambda chart: None)
    assert f"增长约{shown}" in "".join(run.text for run in all_runs(document.blocks[:1]))
