"""Sentences of the built-in data as an official would write them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from briefing.analysis.analyse import analyse
from briefing.content.context import BriefingContext
from briefing.content.ledger import Ledger
from briefing.content.paragraphs.common_topics import named
from briefing.data.reader import examine
from briefing.data.selection import select
from briefing.data.yaml_files.yaml_reader import YamlReader
from briefing.model.document import RunKind, Runs
from briefing.wording.prose import plain
from tests.builtin_data.inventory import DATA


@cache
def briefing(*cities: str) -> BriefingContext:
    library, problems = examine(YamlReader(DATA))
    assert problems == []
    records = {id: record for id, record in library.records.items() if record.city.short in cities}
    found = analyse(select(replace(library, records=records)))
    return BriefingContext(found, Ledger(library), lambda chart: None)


def words(runs: Runs) -> str:
    """What a reader sees, without marks of reference."""
    return plain(tuple(run for run in runs if run.kind is RunKind.TEXT))


@cache
def prose(*cities: str) -> str:
    """All that is told of the themes in running text, and the points."""
    themes = briefing(*cities).themes
    parts: list[Runs] = [*briefing(*cities).highlights]
    for theme in themes:
        parts += [city.text for city in theme.cities]
        parts += [theme.silent, *theme.parallels, *theme.findings, *theme.reasons]
    return "\n".join(map(words, parts))


@pytest.mark.parametrize(
    "right",
    [
        "推行“2个环节、1日办结、0费用”标准。",
        "中小企业开办企业实现“零成本”。",
        "3分钟申贷、0人工干预、1秒钟授信和放款",
        "在河南省率先推出30项“容缺办理”业务。",
        "在河南省率先推出18项“首违不罚”柔性执法清单。",
        "设立全国首个政企沟通服务中心，作为政府与企业面对面交流的实体阵地，构建新型政商关系。",
        "组织1566名干部走访中小微企业11904家，收集问题2028个，处置率100%。",
        "在“放管服”改革、工程款兑付等12个领域集中整治“庸懒散慢乱浮”",
        "推动统一受理平台与15个部门的32套国家、省级业务系统对接。",
        "197项涉税业务实现“一次不用跑”。",
        "23项省市重点民生实事全部完成。",
        "2021年为459名人才提供资金支持7400多万元。",
        "104项高频事项实现“一事联办”。",
        "开展企业上市省级奖励资金“无申请兑付”改革试点，为7个区35户企业兑付3900万元。",
        "517户中小微企业通过“税银贷”获得贷款3.7亿元。",
        "为331家小微企业发放创业担保贷款1.27亿元。",
        "发布11个部门131项兑现事项",
        "企业总量和民营企业总量均居广州市首位",
        "列2021年赛迪投资竞争力百强区第1位",
        "列2021年中国城区经济高质量发展百强区第2名",
    ],
)
def test_a_sentence_is_what_an_official_would_write(right: str) -> None:
    told = prose("武汉") + prose("三门峡") + prose("天河区")
    assert right in told


@pytest.mark.parametrize("wrong", ["来源称", "方面，武汉有", "两地相同", "费用0元", "参加的干部", "等的12个领域"])
def test_a_sentence_is_not_what_none_would_write(wrong: str) -> None:
    assert wrong not in prose("三门峡", "武汉", "天河区")


def test_what_no_material_is_on_is_said_city_by_city() -> None:
    told = briefing("三门峡", "武汉", "天河区")
    assert "三门峡市：所用公开材料未涉及对外开放。" in map(words, told.blanks)
    assert [words(theme.silent) for theme in told.themes if theme.name == "纳税服务"] == [
        "所用公开材料未涉及天河区和武汉市这方面内容。"
    ]


@pytest.mark.parametrize(
    ("city", "name", "figure"),
    [
        ("武汉", "“301”线上纯信用贷款", "3.5亿元"),
        ("武汉", "“无申请兑付”（试点）", "3900万元"),
        ("三门峡", "税银贷", "3.7亿元"),
        ("三门峡", "涉税业务“最多跑一次清单”", "246项"),
        ("天河区", "免申即享", "5.8亿元"),
        ("天河区", "孵化器和众创空间", "221家"),
    ],
)
def test_beside_a_practice_stands_its_key_fact(city: str, name: str, figure: str) -> None:
    """Never the first figure of its text."""
    library, _ = examine(YamlReader(DATA))
    [found] = [item for item in library.practices() if item.name == name]
    ledger = Ledger(library)
    said = words(named(found, ledger, library.catalogue.indicators)).removesuffix("［］")
    assert said.endswith(f"{figure}）"), said
    assert "）（" not in said
