"""One sentence for each kind of finding, as an official would write it."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from briefing.model.document import Run
from briefing.wording import sentences as say
from briefing.wording.prose import plain
from tests.builders import practice, unit

UNDATED = re.compile("[0-9](?![0-9]*(?:年|月))")
"""A digit that is not of a date."""


def stated(words: str) -> Run:
    """A figure that the source states."""
    return Run(words, ref="x.stated")


def computed(words: str) -> Run:
    """A figure that was computed."""
    return Run(words, ref="=x.computed")


@pytest.mark.parametrize(
    ("runs", "words"),
    [
        (
            say.reduction(
                "平均办理环节", stated("8.27个"), stated("73.81%"), (computed("约11.2个"), computed("约2.9个"))
            ),
            "平均办理环节减少8.27个，压减73.81%（推算由约11.2个减至约2.9个）",
        ),
        (
            say.reduction("平均办理环节", stated("8.27个"), stated("73.81%"), None),
            "平均办理环节减少8.27个，压减73.81%",
        ),
        (
            say.reduction("办理环节", stated("8个"), stated("80%"), (stated("10个"), stated("2个"))),
            "办理环节减少8个，压减80%（由10个减至2个）",
        ),
        (
            say.completion(
                "省市重点项目投资",
                stated("1389.8亿元"),
                stated("144.6%"),
                computed("约961亿元"),
                computed("约429亿元"),
            ),
            "省市重点项目投资完成1389.8亿元，为计划的144.6%（推算计划约961亿元、超出约429亿元）",
        ),
        (
            say.completion("投资", stated("40亿元"), stated("80%"), stated("50亿元"), None, computed("约10亿元")),
            "投资完成40亿元，为计划的80%（计划50亿元、推算尚差约10亿元）",
        ),
        (
            say.change(
                "小微企业贷款余额",
                stated("279.78亿元"),
                "年初",
                True,
                stated("43.87亿元"),
                computed("约18.6%"),
            ),
            "小微企业贷款余额279.78亿元，较年初增加43.87亿元（推算增长约18.6%）",
        ),
        (
            say.change("不良贷款余额", stated("5亿元"), "", False, stated("1亿元"), computed("约16.7%")),
            "不良贷款余额5亿元，减少1亿元（推算下降约16.7%）",
        ),
        (
            say.share(
                "新增企业",
                stated("16.4万户"),
                "广州市新增企业",
                stated("35.6%"),
                computed("约46.1万户"),
            ),
            "新增企业16.4万户，占广州市新增企业的35.6%（推算广州市新增企业约46.1万户）",
        ),
        (
            say.part_of("企业总量", stated("48.6万户"), "民营企业", stated("44.7万户"), computed("约92%")),
            "企业总量48.6万户，其中民营企业44.7万户（推算占约92%）",
        ),
        (
            say.tiers(
                [("孵化器", stated("221家")), ("省级以上孵化载体", stated("60家")), ("国家级孵化载体", stated("32家"))],
            ),
            "孵化器221家，其中省级以上孵化载体60家（含国家级孵化载体32家）",
        ),
        (
            say.tiers([("企业", stated("221家")), ("民营企业", stated("60家"))]),
            "企业221家，其中民营企业60家",
        ),
        (
            say.per_unit("“税银贷”贷款", stated("3.7亿元"), "", stated("517户"), "户", computed("约70万元")),
            "为517户提供“税银贷”贷款3.7亿元（推算平均每户约70万元）",
        ),
        (
            say.per_unit("人才发展支持资金", stated("7400多万元"), "人才", stated("459名"), "名", computed("约16万元")),
            "为459名人才提供发展支持资金7400多万元（推算平均每人约16万元）",
        ),
        (  # what a firm pays, or brings, is not given to it
            say.per_unit("税收", stated("8亿元"), "企业", stated("3户"), "户", None),
            "税收8亿元，涉及企业3户",
        ),
        (
            say.per_unit("到位资金", stated("8亿元"), "项目", stated("3个"), "个", None),
            "到位资金8亿元，涉及项目3个",
        ),
        (
            say.comparison(
                "",
                "入库企业",
                [("武汉", stated("828家")), ("三门峡", stated("80家"))],
                computed("约10.4倍"),
                None,
                "count",
                rising=False,
            ),
            "入库企业，武汉828家，三门峡80家，武汉约为三门峡的10.4倍（推算）",
        ),
        (
            say.comparison(
                "2021年",
                "授权率",
                [("武汉", stated("89%")), ("三门峡", stated("78%"))],
                None,
                computed("约11个百分点"),
                "percent",
                rising=False,
            ),
            "2021年授权率，武汉89%，三门峡78%，武汉比三门峡高约11个百分点（推算）",
        ),
        (
            say.comparison(
                "",
                "开办时间",
                [("苏州", stated("2个工作日")), ("武汉", stated("3个工作日"))],
                None,
                computed("1个工作日"),
                "workday",
                rising=True,
            ),
            "开办时间，苏州2个工作日，武汉3个工作日，苏州比武汉短1个工作日（推算）",
        ),
        (
            say.comparison(
                "",
                "开办时间",
                [("苏州", stated("1天")), ("武汉", stated("3天"))],
                computed("3倍"),
                None,
                "time",
                rising=True,
            ),
            "开办时间，苏州1天，武汉3天，武汉为苏州的3倍（推算）",
        ),
        (
            say.comparison(
                "",
                "事项",
                [("武汉", stated("420项")), ("三门峡", stated("400余项"))],
                None,
                None,
                "count",
                rising=False,
            ),
            "事项，武汉420项，三门峡400余项",
        ),
        (
            say.comparison_of_unlike("", "入库企业", [("武汉", stated("828家")), ("三门峡", stated("80家"))]),
            "入库企业，武汉828家、三门峡80家（两地规模差异较大，不作比较）",
        ),
        (
            say.comparison_of_equals("", "企业开办费用", [("武汉", stated("0元")), ("天河区", stated("0元"))]),
            "企业开办费用，武汉0元，天河区0元，两地相同",
        ),
        (
            say.comparison_of_equals("", "费用", [(name, stated("0元")) for name in ("武汉", "天河区", "三门峡")]),
            "费用，武汉0元，天河区0元，三门峡0元，各地相同",
        ),
        (
            say.comparison_of_many(
                "2021年",
                "新增学位",
                say.among(computed("30地"), ["丙"]),
                (
                    (Run("武汉"), stated("9000个"), Run("居首")),
                    (Run("甲、乙均为"), stated("2760个"), Run("，并列末位")),
                ),
                say.multiple("武汉", "甲", computed("约3.3倍")),
            ),
            "2021年新增学位，可比的30地（不含丙）中，武汉9000个居首，甲、乙均为2760个，并列末位，武汉约为甲的3.3倍（推算）",
        ),
        (
            say.standing((computed("6市"),), computed("5位"), (), "workday", first=False, last=False, judged=True),
            "在6市中居第5位",
        ),
        (
            say.standing(
                (computed("6市"),), computed("1位"), (Run("苏州"),), "workday", first=True, last=False, judged=True
            ),
            "在6市中与苏州并列首位",
        ),
        (
            say.standing(
                (computed("6市"),), computed("5位"), (Run("苏州"),), "workday", first=False, last=True, judged=True
            ),
            "在6市中与苏州并列末位",
        ),
        (
            say.standing((computed("6市"),), computed("6位"), (), "count", first=False, last=True, judged=False),
            "在6市中最少",
        ),
        (
            say.standing((computed("6市"),), computed("2位"), (), "count", first=False, last=False, judged=False),
            "在6市中由多到少居第2位",
        ),
        (
            say.distance((Run("苏州"),), stated("1天"), computed("2天"), "居首", "time", more=True),
            "比居首的苏州（1天）长2天（推算）",
        ),
        (
            say.distance((Run("苏州"),), stated("3天"), computed("2天"), "居次", "time", more=False),
            "比紧随其后的苏州（3天）短2天（推算）",
        ),
        (say.among(computed("6市"), []), "6市"),
        (say.among(computed("3市"), ["甲", "乙", "丙"][: say.LEFT_OUT]), "可比的3市（不含甲、乙、丙）"),
        (say.among(computed("3市"), ["甲", "乙", "丙", "丁"][: say.LEFT_OUT + 1]), "可比的3市"),
        (
            say.distance((Run("成都"),), stated("98%"), computed("1个百分点"), "", "percent", more=False),
            "比成都（98%）低1个百分点（推算）",
        ),
        (
            say.comparison_of_many_equals("2021年", "开办费用", (computed("6地"),), stated("0元")),
            "2021年开办费用，6地均为0元",
        ),
        (
            say.moved(
                "营商环境评价",
                "河南省",
                stated("第11位"),
                "上年",
                True,
                stated("前移8个位次"),
                computed("第19位"),
            ),
            "营商环境评价居河南省第11位，较上年前移8个位次（推算上年居第19位）",
        ),
        (
            say.moved("评价全省位次", "", stated("第11位"), "上年", True, stated("前移8个位次"), stated("第19位")),
            "评价全省位次由上年的第19位升至第11位，前移8个位次",
        ),
        (
            say.moved("评价", "全国", stated("第11位"), "", False, stated("下降3个位次"), stated("第8位")),
            "评价在全国由第8位降至第11位，下降3个位次",
        ),
        (
            say.moved("评价", "全国", stated("第11位"), "", False, stated("下降3个位次"), computed("第8位")),
            "评价居全国第11位，下降3个位次（推算原居第8位）",
        ),
        (
            say.moved("评价", "全国", stated("前10位"), "上年", True, stated("前移3个位次"), None),
            "评价居全国前10位，较上年前移3个位次",
        ),
        (
            say.first_claim("三门峡", practice("sanmenxia.invoice", first="开出河南省首张电子专用发票")).runs,
            "来源称，三门峡开出河南省首张电子专用发票。",
        ),
        (
            say.first_claim("三门峡", practice("sanmenxia.invoice", name="电子专用发票", first="河南省第一张")).runs,
            "三门峡“电子专用发票”，来源有“河南省第一张”的说法。",
        ),
        (
            say.as_claimed(practice("sanmenxia.invoice", first="开出河南省首张电子专用发票")),
            "（来源称开出河南省首张电子专用发票）",
        ),
        (
            say.as_claimed(practice("sanmenxia.invoice", first="河南省第一张")),
            "（来源有“河南省第一张”的说法）",
        ),
    ],
)
def test_a_sentence_reads_as_an_official_would_write_it(runs: tuple[Run, ...], words: str) -> None:
    """With its figures as runs of their own, and 推算 before what was computed and only there."""
    assert plain(runs) == words
    assert all(run.ref for run in runs if UNDATED.search(run.text))


@pytest.mark.parametrize(
    ("value", "symbol", "exact", "words"),
    [
        ("11.2", "个", False, "约11.2个"),
        ("12.5", "%", True, "12.5%"),
        ("2100", "件", False, "约2100件"),
        ("1.0", "次", False, "约1.0次"),
    ],
)
def test_a_computed_figure_is_about_unless_nothing_was_rounded(
    value: str, symbol: str, exact: bool, words: str
) -> None:
    """The digits are those that the analysis allows."""
    assert say.derived_text(Decimal(value), unit(symbol), exact=exact) == words


def test_brackets_with_nothing_in_them_are_not_printed() -> None:
    """Where nothing could honestly be computed."""
    assert say.bracketed((), ()) == ()


@pytest.mark.parametrize(
    ("family", "judged", "leads", "trails", "words"),
    [
        ("workday", True, True, True, ("居首", "居末")),
        ("score", True, False, True, ("较高", "居末")),
        ("percent", True, True, False, ("居首", "较低")),
        ("count", False, True, True, ("最多", "最少")),
        ("percent", False, True, True, ("最高", "最低")),
        ("score", False, True, True, ("最高", "最低")),
        ("time", False, False, True, ("较长", "最短")),
        ("area", False, True, False, ("最大", "较小")),
        ("rank", False, True, True, ("最前", "最后")),
    ],
)
def test_the_ends_of_many(family: str, judged: bool, leads: bool, trails: bool, words: tuple[str, str]) -> None:
    """居首 praises, so that it takes an indicator that says what is better; 最 takes an end that is certain."""
    assert say.ends(family, judged=judged, leads=leads, trails=trails) == words


def test_the_first_of_what_is_better_low_is_low() -> None:
    assert say.ends("workday", judged=True, leads=False, trails=False, rising=True) == ("较短", "较长")


@pytest.mark.parametrize(
    ("word", "words"), [("居首", "并列首位"), ("居末", "并列末位"), ("最多", "并列最多"), ("最短", "并列最短")]
)
def test_several_share_an_end(word: str, words: str) -> None:
    assert say.together(word) == words


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("2021年，天河区新增企业", "天河区2021年新增企业"),
        ("截至2021年12月末，三门峡市小微企业", "三门峡市截至2021年12月末小微企业"),
        ("2019—2023年，6市地区生产总值", "2019—2023年，6市地区生产总值"),
        ("武汉市2021年", "武汉市2021年"),
    ],
)
def test_a_city_stands_before_the_period_where_it_is_counted(printed: str, said: str) -> None:
    assert say.city_first((Run(printed), Run("3户", ref="wuhan.n"))) == (Run(said), Run("3户", ref="wuhan.n"))
