"""Of home, and of no other city, the province or city that it lies in is 全省 or 全市 where it tells among whom."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.analysis.analyse import analyse
from briefing.content.citations import tells
from briefing.content.compose import compose
from briefing.content.home_region import HomeRegion, regions
from briefing.content.ledger import Ledger
from briefing.model.document import Block, Heading, Items, Paragraph, Run, Runs, Table
from briefing.model.library import City
from briefing.model.measure import Measure, MeasureKind
from briefing.model.walk import all_runs
from tests.builders import city, fact, library, practice, selection
from tests.content.samples import request, template

LUOYANG = city("luoyang", "洛阳市", code="410300", parent="河南省")
HELD = library(
    LUOYANG,
    fact("sanmenxia.items", 30),
    fact("luoyang.items", 18),
    fact("tianhe.items", 5),
    practice("sanmenxia.invoice", "开出河南省首张电子专用发票。"),
)


def _region(home: City) -> HomeRegion:
    return HomeRegion(home, (city("sanmenxia"), LUOYANG, city("tianhe")), Ledger(HELD))


def _runs(written: str) -> Runs:
    """Runs, in which [sanmenxia] is a figure of that city, and [!] the mark of a practice of 三门峡."""
    found = []
    for at, part in enumerate(re.split(r"\[(.*?)\]", written)):
        if at % 2:
            found.append(tells(next(HELD.practices())) if part == "!" else Run("30项", ref=f"{part}.items"))
        else:
            found.append(Run(part))
    return tuple(found)


def _said(written: str, home: City | None = None) -> str:
    told = _region(home or city("sanmenxia")).runs(_runs(written))
    return "".join(run.text for run in told)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("在河南省率先推出[sanmenxia]业务。", "在全省率先推出30项业务。"),
        ("在河南省内率先推出[sanmenxia]业务。", "在全省率先推出30项业务。"),
        ("总量[sanmenxia]，居河南省第4位。", "总量30项，居全省第4位。"),
        ("开出河南省首张电子专用发票[!]。", "开出全省首张电子专用发票［］。"),
        ("在河南率先推出[sanmenxia]业务。", "在全省率先推出30项业务。"),
        ("居河南省17个省辖市第4位的[sanmenxia]。", "居全省17个省辖市第4位的30项。"),
        ("办件（即办件，河南省）[sanmenxia]。", "办件（即办件，全省）30项。"),
        ("新增[sanmenxia]，高于洛阳，居河南省第[sanmenxia]。", "新增30项，高于洛阳，居全省第30项。"),
        ("是河南省唯一的[sanmenxia]试点。", "是全省唯一的30项试点。"),
        ("在河南省17个市中居[sanmenxia]。", "在全省17个市中居30项。"),
        ("新增[sanmenxia]，占河南省新增的。", "新增30项，占全省新增的。"),
        ("在河南省的位次为[sanmenxia]。", "在全省的位次为30项。"),
        ("居河南省第1位的是[luoyang]；居河南省[sanmenxia]。", "居河南省第1位的是30项；居全省30项。"),
    ],
)
def test_where_it_tells_among_whom_home_is_something_it_is_the_whole(written: str, said: str) -> None:
    assert _said(written) == said


@pytest.mark.parametrize(
    "written",
    [
        "在河南省率先推出[luoyang]业务。",
        "洛阳居河南省第1位，三门峡[sanmenxia]。",
        "在河南省率先推出。[sanmenxia]。",
        "按《河南省率先基本实现现代化规划》，办理[sanmenxia]。",
        "获“河南省首批示范区”称号，办理[sanmenxia]。",
        "河南省发展改革委批复[sanmenxia]。",
        "占河南省级财政的[sanmenxia]。",
        "居河南省直属单位首位的有[sanmenxia]。",
        "河南省第一人民医院[sanmenxia]。",
        "占河南农信贷款的[sanmenxia]。",
        "据河南第一拖拉机厂[sanmenxia]。",
        "河南省三门峡市[sanmenxia]。",
        "在湖北省率先推出[sanmenxia]业务。",
        "依据河南省优化营商环境条例，办理[sanmenxia]。",
    ],
)
def test_of_another_city_in_a_name_or_in_the_words_of_others_it_stays(written: str) -> None:
    assert _said(written) == written.replace("[sanmenxia]", "30项").replace("[luoyang]", "30项")


@pytest.mark.parametrize(
    ("home", "called"),
    [
        (city("sanmenxia"), {"河南省": "全省"}),
        (city("tianhe"), {"广州市": "全市", "广东省": "全省"}),
        (city("yuzhong", "渝中区", code="500103", parent="重庆市"), {"重庆市": "全市"}),
        (city("yiwu", "义乌市", code="330782", parent="金华市"), {"浙江省": "全省"}),
        (city("nanning", "南宁市", code="450100", parent="广西壮族自治区"), {"广西壮族自治区": "全区"}),
        (city("qingxiu", "青秀区", code="450103", parent="南宁市"), {"南宁市": "全市"}),
        (city("zone", "武汉经开区", parent="武汉市"), {"武汉市": "全市", "湖北省": "全省"}),
        (city("beijing", "北京市", code="110000", parent=""), {}),
        (city("made-up", "甲市"), {}),
    ],
)
def test_what_home_lies_in_is_called_by_its_kind_unless_home_is_of_that_kind(
    home: City, called: dict[str, str]
) -> None:
    assert regions(home) == called


def test_a_district_says_the_whole_city_and_the_whole_province() -> None:
    told = _said("居广州市首位，居广东省前列[tianhe]。", city("tianhe"))
    assert told == "居全市首位，居全省前列30项。"


def test_where_all_cities_lie_in_it_it_is_the_whole_of_each() -> None:
    near = HomeRegion(city("sanmenxia"), (city("sanmenxia"), LUOYANG), Ledger(HELD))
    for written in ("洛阳居河南省第[luoyang]。", "评价（河南省）", "在河南率先推出[luoyang]。"):
        assert "全省" in "".join(run.text for run in near.runs(_runs(written)))
    assert near.runs(_runs("河南省发展改革委[luoyang]。")) == _runs("河南省发展改革委[luoyang]。")
    assert _said("评价（河南省）") == "评价（河南省）"


def test_headings_items_and_the_cells_of_its_rows_say_so_too() -> None:
    own, other = _runs("[sanmenxia]"), _runs("[luoyang]")
    label = (Run("竞争力（河南省）"),)
    blocks: list[Block] = [
        Heading(1, _runs("在河南省率先推出[sanmenxia]")),
        Items((_runs("河南省首个[sanmenxia]"), _runs("河南省首个[luoyang]"))),
        Table("t", (Run("居河南省前列"),), (label,), ((label, own), (label, other))),
        Table("u", (Run("居河南省前列"),), (label,), ((label, own),)),
        Paragraph((Run("居河南省前列"),)),
    ]
    assert ["".join(run.text for run in all_runs([_region(city("sanmenxia")).block(block)])) for block in blocks] == [
        "在全省率先推出30项",
        "全省首个30项河南省首个30项",
        "居河南省前列竞争力（河南省）竞争力（全省）30项竞争力（河南省）30项",
        "居全省前列竞争力（全省）竞争力（全省）30项",
        "居河南省前列",
    ]


@pytest.mark.parametrize(("home", "said"), [(None, "居河南省"), ("sanmenxia", "居全省"), ("wuhan", "居河南省")])
def test_a_briefing_says_so_of_home_alone(tmp_path: Path, home: str | None, said: str) -> None:
    place = replace(
        fact("sanmenxia.place", 4, "位", family="rank", period="2023年", scope="河南省"),
        measure=Measure(kind=MeasureKind.RANK, ranking="全省"),
    )
    held = analyse(selection(place, fact("wuhan.items", 3)), home)
    figures = '{{ value("place", "三门峡", scope="不限") }}，武汉{{ value("items", "武汉") }}'
    body = f"竞争力居河南省{figures}。\n\n{{{{ references }}}}"
    made, problems = compose(held, template(tmp_path, body), request(), lambda chart: None)
    assert "".join(run.text for run in made.blocks[0].runs).startswith(f"竞争力{said}第4位")
    assert problems == []
    with_all = body.replace("河南省", "全省")
    assert compose(held, template(tmp_path, with_all), request(), lambda chart: None)[1] == []
