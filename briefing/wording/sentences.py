"""What a sentence on each kind of finding says, as runs that keep the facts they print, without its city and its 。.

Every function takes names as words and figures as runs, so that a sentence cannot print a number of its own. A run
whose `ref` begins with "=" is a computed figure, and is labelled 推算.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from briefing.model.document import Run, Runs
from briefing.model.facts import Practice
from briefing.model.quantity import Quantity, Unit
from briefing.wording.figures import DERIVED, quantity
from briefing.wording.prose import Sentence, is_computed, join, quoted, ranked, text

Named = tuple[str, Run]
"""A city or a period, and its figure."""


def derived_text(value: Decimal, unit: Unit, *, exact: bool) -> str:
    """Return a computed figure, already rounded: 约11.2个, or without 约 where nothing was rounded."""
    return ("" if exact else "约") + quantity(Quantity(value, unit))


def bracketed(*parts: Runs) -> Runs:
    """（……、推算……、……）: what the source states, then what is computed; nothing if there are no parts."""
    stated = [part for part in parts if part and not is_computed(part)]
    # 推算 is said once, before the first: so computed figures stand behind all that are stated
    computed = [part for part in parts if part and is_computed(part)]
    if computed:
        computed[0] = join([text(DERIVED), computed[0]])
    return join([text("（"), join([*stated, *computed], "、"), text("）")]) if stated or computed else ()


def _with(words: str, figure: Run | None) -> Runs:
    """Return the words and a figure, nothing without a figure."""
    return (Run(words), figure) if figure else ()


def reduction(name: str, cut: Run, rate: Run, ends: tuple[Run, Run] | None) -> Runs:
    """武汉平均办理环节减少8.27个，压减73.81%（推算由约11.2个减至约2.9个）。"""
    how = bracketed((Run("由"), ends[0], Run("减至"), ends[1])) if ends else ()
    return join([text(f"{name}减少"), (cut,), text("，压减"), (rate,), how])


def completion(
    name: str, actual: Run, rate: Run, plan: Run | None, excess: Run | None, shortfall: Run | None = None
) -> Runs:
    """三门峡省市重点项目投资完成1389.8亿元，为计划的144.6%（推算计划约961亿元、超出约429亿元）。"""
    how = bracketed(_with("计划", plan), _with("超出", excess), _with("尚差", shortfall))
    return join([text(f"{name}完成"), (actual,), text("，为计划的"), (rate,), how])


def outcome(name: str, *, outdone: bool) -> Runs:
    """省市重点项目投资超额完成。 The judgement that opens a point, before its figures."""
    return text(f"{name}{'超额完成' if outdone else '未完成计划'}。")


def city_first(sentence: Runs) -> Runs:
    """Return a sentence with its city before the period that opens it: behind 一是 stands no date."""
    first, *rest = sentence
    return (replace(first, text=_OPENED.sub(r"\2\1", first.text)), *rest)


_OPENED = re.compile("^((?:截至)?[0-9]{4}年[^，。]*)，([^，。0-9]{1,9}?[市区县州盟旗])(?![场域级])")


def change(name: str, stock: Run, since: str, rises: bool, moved: Run, growth: Run | None) -> Runs:
    """截至2021年12月末，三门峡小微企业贷款余额279.78亿元，较年初增加43.87亿元（推算增长约18.6%）。

    `since`: what it is compared with, "" where the source does not say.
    """
    verb, turn = ("增加", "增长") if rises else ("减少", "下降")
    than = f"较{since}" if since else ""
    return join([text(name), (stock,), text(f"，{than}{verb}"), (moved,), bracketed(_with(turn, growth))])


def moved(what: str, among: str, place: Run, since: str, up: bool, steps: Run, before: Run | None) -> Runs:
    """2021年，三门峡营商环境评价居河南省第11位，较上年前移8个位次（推算上年居第19位）。

    Where the source states the place `before`: 三门峡营商环境评价在河南省由上年的第19位升至第11位，前移8个位次。
    """
    # where the source states both places, the sentence tells the way from one to the other
    if before and not is_computed((before,)):
        whence = f"{what}{'在' if among else ''}{among}由{since}{'的' if since else ''}"
        return join([text(whence), (before,), text("升至" if up else "降至"), (place,), text("，"), (steps,)])
    was = bracketed(_with(f"{since}居" if since else "原居", before))
    than = text(f"，较{since}" if since else "，")
    return join([text(ranked(what, among)), (place,), than, (steps,), was])


def share(name: str, part: Run, whole: str, rate: Run, total: Run | None) -> Runs:
    """2021年，天河区新增企业16.4万户，占广州市新增企业的35.6%（推算广州市新增企业约46.1万户）。"""
    return join([text(name), (part,), text(f"，占{whole}的"), (rate,), bracketed(_with(whole, total))])


def part_of(whole_name: str, whole: Run, part_name: str, part: Run, rate: Run | None) -> Runs:
    """截至2021年底，天河区企业总数48.6万户，其中民营企业总数44.7万户（推算占约92%）。"""
    how = bracketed(_with("占", rate))
    return join([text(whole_name), (whole,), text(f"，其中{part_name}"), (part,), how])


def tiers(levels: Sequence[Named]) -> Runs:
    """天河区孵化器和众创空间221家，其中省级以上孵化载体60家（含国家级孵化载体32家）。"""
    (widest, all_of_them), (next_name, next_figure), *inner = levels
    within = join([(Run(name), figure) for name, figure in inner], "、")
    nested = join([text("（含"), within, text("）")]) if inner else ()
    return join([text(widest), (all_of_them,), _with(f"，其中{next_name}", next_figure), nested])


_GIVEN = re.compile("(?:贷款|(?<!到位)(?<!引进)(?<!自筹)资金|补贴|贴息|补助|资助|奖补|奖励|担保)$")
"""What names of amounts end with that are given to somebody."""


def per_unit(name: str, amount: Run, what: str, count: Run, unit: str, average: Run | None) -> Runs:
    """三门峡为517户企业提供“税银贷”贷款3.7亿元（推算平均每户约71.6万元）。

    What is not given is not said to be: 武汉税收8亿元，涉及企业3户。

    `what` is counted: 企业, "" where the data do not say.
    """
    how = bracketed(_with(f"平均每{'人' if unit == '名' else unit}", average))
    if _GIVEN.search(name):
        given = text(f"{what}提供{name.removeprefix(what)}")
        return join([text("为"), (count,), given, (amount,), how])
    return join([text(name), (amount,), text(f"，涉及{what}"), (count,), how])


_SCALES = {
    **dict.fromkeys(("count", "cny", "usd", "years"), ("多", "少")),
    **dict.fromkeys(("workday", "time", "length"), ("长", "短")),
    "area": ("大", "小"),
    "rank": ("前", "后"),
}
"""How the upper and the lower end of a unit family are called; 高 and 低 of all others."""


def scale(family: str) -> tuple[str, str]:
    """Return the words for more and less of a unit family: 多 and 少, 长 and 短, 高 and 低."""
    return _SCALES.get(family, ("高", "低"))


def comparison(
    when: str,
    name: str,
    figures: Sequence[Named],
    ratio: Run | None,
    gap: Run | None,
    family: str,
    *,
    rising: bool,
    leads: bool = False,
) -> Runs:
    """“专精特新”培育库入库企业，武汉828家，三门峡80家，武汉约为三门峡的10.4倍（推算）。

    `rising`: the lowest comes first; a gap is said of the first, a multiple of the highest. Without either is said, if
    the first certainly `leads`, that it does.
    """
    listed = join([(Run(city), figure) for city, figure in figures], "，")
    first, last = figures[0][0], figures[-1][0]
    apart = join([text(f"，{first}比{last}{scale(family)[rising]}"), (gap,), text(f"（{DERIVED}）")]) if gap else ()
    word, led = scale(family)[rising], leads and family != "rank"
    more = text(f"，{first}{word}于{last}" if len(figures) == 2 else f"，{first}最{word}") if led else ()
    times = multiple(*((last, first) if rising else (first, last)), ratio)
    return join([_topic(when, name), listed, times or apart or more])


def comparison_of_equals(when: str, name: str, figures: Sequence[Named]) -> Runs:
    """企业开办费用，武汉0元，天河区0元，两地相同"""
    listed = join([(Run(city), figure) for city, figure in figures], "，")
    return join([_topic(when, name), listed, text("，两地相同" if len(figures) == 2 else "，各地相同")])


def comparison_of_unlike(when: str, name: str, figures: Sequence[Named]) -> Runs:
    """“专精特新”培育库入库企业，武汉828家、三门峡80家（两地规模差异较大，不作比较）。"""
    listed = join([(Run(city), figure) for city, figure in figures], "、")
    whose = "两地" if len(figures) == 2 else "各地"
    return join([_topic(when, name), listed, text(f"（{whose}规模差异较大，不作比较）")])


LEFT_OUT = 3
"""Cities that are named where they are not among those that are compared; of more it is only said that some are not."""


def among(count: Run, left: Sequence[str], *, named: bool = True) -> Runs:
    """Return those that are compared: 6市, or where some are `left` out 可比的4市（不含青岑、云澜）."""
    told = text(f"（不含{'、'.join(left)}）") if named and 0 < len(left) <= LEFT_OUT else ()
    return join([text("可比的" if left else ""), (count,), told])


def comparison_of_many(when: str, name: str, among: Runs, ends: tuple[Runs, Runs], multiple: Runs) -> Runs:
    """2021年新增学位，30地中，武汉9000个最多，三门峡2760个最少，武汉约为三门峡的3.3倍（推算）。"""
    return join([_topic(when, name), among, text("中，"), join(ends, "，"), multiple])


def ends(
    family: str, *, judged: bool, leads: bool = True, trails: bool = True, rising: bool = False
) -> tuple[str, str]:
    """Return what is said of the first and last of many: 居首 and 居末 where one is better (`judged`), else 最多, 最少.

    Where others may be as far in front (`leads` is false), or behind, 较多 and 较少. `rising`: the lowest is the first.
    """
    more, less = reversed(scale(family)) if rising else scale(family)
    first, last = ("居首", "居末") if judged else (f"最{more}", f"最{less}")
    return first if leads else f"较{more}", last if trails else f"较{less}"


def together(word: str) -> str:
    """Return what is said of several at an end: 并列首位, 并列末位, 并列最多."""
    return f"并列{word[1:]}位" if word[0] == "居" else f"并列{word}"


def standing(among: Runs, place: Run, tied: Runs, family: str, *, first: bool, last: bool, judged: bool) -> Runs:
    """在6市中居第5位; with others 与三门峡并列末位; where neither end is better (not `judged`) 由多到少居第5位."""
    ends_at, share = ("首位" if first else "末位"), "并列" if tied else "居"
    if first or last:
        said = text(share + ends_at if judged else ("并列" if tied else "") + ends(family, judged=False)[last])
    else:
        order = "" if judged else "由{}到{}".format(*scale(family))
        said = (Run(f"{order}{share}第"), place)
    return join([text("在"), among, text("中与" if tied else "中"), tied, said])


def distance(named: Runs, figure: Run, gap: Run, place: str, family: str, *, more: bool) -> Runs:
    """比居首的苏州（0.9个工作日）长0.8个工作日（推算）; of the second 比紧随其后的苏州. `more`: own is higher."""
    word, where = scale(family)[not more], "紧随其后" if place == "居次" else place
    start = join([text(f"比{where}{'的' if where else ''}"), named, text("（"), (figure,), text(f"）{word}")])
    return join([start, (gap,), text(f"（{DERIVED}）")])


def comparison_of_many_equals(when: str, name: str, among: Runs, figure: Run) -> Runs:
    """企业开办费用，6地均为0元。"""
    return join([_topic(when, name), among, text("均为"), (figure,)])


def _topic(when: str, name: str) -> Runs:
    return text(f"{when}{name}，")


def multiple(high: str, low: str, ratio: Run | None) -> Runs:
    """，武汉约为三门峡的3.3倍（推算）; () without a ratio."""
    if ratio is None:
        return ()
    bare = ratio.text.removeprefix("约")  # it belongs to the verb: 约为…的2.5倍
    about = "约" if bare != ratio.text else ""
    return join([text(f"，{high}{about}为{low}的"), (replace(ratio, text=bare),), text(f"（{DERIVED}）")])


def as_claimed(practice: Practice) -> Runs:
    """Return the end of a sentence on what its source calls a first: …（来源称开出河南省首张电子专用发票）."""
    said = f"来源有“{practice.first}”的说法" if practice.claims_nothing else f"来源称{practice.first}"
    return text(f"（{said}）")


def first_claim(city: str, practice: Practice) -> Sentence:
    """来源称，三门峡开出河南省首张电子专用发票。 The claim stays the source's.

    Where it does not say what was first, nothing is read into it: 三门峡“电子专用发票”，来源有“河南省第一张”的说法。
    """
    if practice.claims_nothing:
        return Sentence("", city, text(f"{quoted([practice.name])}，来源有“{practice.first}”的说法"))
    return Sentence("来源称", city, text(practice.first))
