"""One sentence for each kind of finding, as runs that keep the facts they print.

Every function takes names as words and figures as runs, so that a sentence cannot print a number of its own. A run
whose `ref` begins with "=" is a computed figure, and is labelled 推算.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from briefing.model.document import Run, Runs
from briefing.model.library import Practice
from briefing.model.quantity import Quantity, Unit
from briefing.wording.figures import DERIVED, quantity
from briefing.wording.prose import join, quoted, ranked, text

Named = tuple[str, Run]
"""A city or a period, and its figure."""


def derived_text(value: Decimal, unit: Unit, *, exact: bool) -> str:
    """A computed figure, already rounded: 约11.2个, or without 约 where nothing was rounded."""
    return ("" if exact else "约") + quantity(Quantity(value, unit))


def opening(when: str, city: str) -> Runs:
    """“2021年，武汉”, or the city alone where the source states no period."""
    return text(f"{when}，{city}" if when else city)


def bracketed(*parts: Runs) -> Runs:
    """（……、推算……、……）: what the source states, then what is computed; nothing if there are no parts."""
    stated = [part for part in parts if part and not _computed(part)]
    computed = [part for part in parts if part and _computed(part)]
    if computed:
        computed[0] = join([text(DERIVED), computed[0]])
    return join([text("（"), join([*stated, *computed], "、"), text("）")]) if stated or computed else ()


def _computed(part: Runs) -> bool:
    return any(run.ref is not None and run.ref.startswith("=") for run in part)


def _with(words: str, figure: Run | None) -> Runs:
    """The words and a figure, nothing without a figure."""
    return (Run(words), figure) if figure else ()


def reduction(start: Runs, name: str, cut: Run, rate: Run, ends: tuple[Run, Run] | None) -> Runs:
    """武汉平均办理环节减少8.27个，压减73.81%（推算由约11.2个减至约2.9个）。"""
    how = bracketed((Run("由"), ends[0], Run("减至"), ends[1])) if ends else ()
    return join([start, text(f"{name}减少"), (cut,), text("，压减"), (rate,), how, text("。")])


def completion(
    start: Runs, name: str, actual: Run, rate: Run, plan: Run | None, excess: Run | None, shortfall: Run | None = None
) -> Runs:
    """三门峡省市重点项目投资完成1389.8亿元，为计划的144.6%（推算计划约961亿元、超出约429亿元）。"""
    how = bracketed(_with("计划", plan), _with("超出", excess), _with("尚差", shortfall))
    return join([start, text(f"{name}完成"), (actual,), text("，为计划的"), (rate,), how, text("。")])


def change(start: Runs, name: str, stock: Run, since: str, rises: bool, moved: Run, growth: Run | None) -> Runs:
    """截至2021年12月末，三门峡小微企业贷款余额279.78亿元，较年初增加43.87亿元（推算增长约18.6%）。

    `since`: what it is compared with, "" where the source does not say.
    """
    verb, turn = ("增加", "增长") if rises else ("减少", "下降")
    than = f"较{since}" if since else ""
    return join(
        [start, text(name), (stock,), text(f"，{than}{verb}"), (moved,), bracketed(_with(turn, growth)), text("。")]
    )


def share(start: Runs, name: str, part: Run, whole: str, rate: Run, total: Run | None) -> Runs:
    """2021年，天河区新增企业16.4万户，占广州市新增企业的35.6%（推算广州市新增企业约46.1万户）。"""
    return join(
        [start, text(name), (part,), text(f"，占{whole}的"), (rate,), bracketed(_with(whole, total)), text("。")]
    )


def part_of(start: Runs, whole_name: str, whole: Run, part_name: str, part: Run, rate: Run | None) -> Runs:
    """截至2021年底，天河区企业总数48.6万户，其中民营企业总数44.7万户（推算占约92%）。"""
    how = bracketed(_with("占", rate))
    return join([start, text(whole_name), (whole,), text(f"，其中{part_name}"), (part,), how, text("。")])


def tiers(start: Runs, levels: Sequence[Named]) -> Runs:
    """天河区孵化器和众创空间221家，其中省级以上孵化载体60家（含国家级孵化载体32家）。"""
    (widest, all_of_them), (next_name, next_figure), *inner = levels
    within = join([(Run(name), figure) for name, figure in inner], "、")
    nested = join([text("（含"), within, text("）")]) if inner else ()
    return join([start, text(widest), (all_of_them,), _with(f"，其中{next_name}", next_figure), nested, text("。")])


def per_unit(start: Runs, name: str, amount: Run, what: str, count: Run, unit: str, average: Run | None) -> Runs:
    """三门峡“税银贷”贷款3.7亿元，涉及企业517户（推算平均每户约71.6万元）。

    `what` is counted: 企业, "" where the data do not say.
    """
    how = bracketed(_with(f"平均每{'人' if unit == '名' else unit}", average))
    return join([start, text(name), (amount,), text(f"，涉及{what}"), (count,), how, text("。")])


def comparison(when: str, name: str, figures: Sequence[Named], ratio: Run | None, gap: Run | None, more: str) -> Runs:
    """“专精特新”培育库入库企业，武汉828家，三门峡80家，武汉为三门峡的约10.4倍（推算）。

    `more` is how a gap is said: 多 of amounts, 高 of rates.
    """
    listed = join([(Run(city), figure) for city, figure in figures], "，")
    distance = _distance(figures[0][0], figures[-1][0], ratio, gap, more)
    return join([_topic(when, name), listed, distance, text("。")])


def comparison_of_equals(when: str, name: str, figures: Sequence[Named]) -> Runs:
    """企业开办费用，武汉0元，天河区0元，两地相同。"""
    listed = join([(Run(city), figure) for city, figure in figures], "，")
    return join([_topic(when, name), listed, text("，两地相同。" if len(figures) == 2 else "，各地相同。")])


def comparison_of_many(
    when: str, name: str, count: Run, ends: tuple[Named, Named], words: tuple[str, str], ratio: Run | None
) -> Runs:
    """2021年新增学位，有数据的30地中，武汉9000个最多，三门峡2760个最少，前者为后者的约3.3倍（推算）。

    `words` say of each end what the data carry: 最多, or 居前 where others may be equal.
    """
    (first, highest), (last, lowest) = ends
    shown = join([_with(first, highest), text(f"{words[0]}，"), _with(last, lowest), text(words[1])])
    multiple = join([text("，前者为后者的"), (ratio,), text(f"（{DERIVED}）")]) if ratio else ()
    return join([_topic(when, name), text("有数据的"), (count,), text("中，"), shown, multiple, text("。")])


def _topic(when: str, name: str) -> Runs:
    return text(f"{when}{name}，")


def _distance(first: str, last: str, ratio: Run | None, gap: Run | None, more: str) -> Runs:
    if ratio:
        return join([text(f"，{first}为{last}的"), (ratio,), text(f"（{DERIVED}）")])
    return join([text(f"，{first}比{last}{more}"), (gap,), text(f"（{DERIVED}）")]) if gap else ()


def trend(city: str, name: str, first: Named, last: Named, moves: str, growth: Run | None) -> Runs:
    """某市地区生产总值由2021年的800亿元增至2024年的1000亿元（推算年均增长约7.7%）。

    `moves`: 增, 减, or "" where the two ends are not certainly apart.
    """
    if not moves:
        return join(
            [text(f"{city}{name}{first[0]}为"), (first[1],), text(f"，{last[0]}为"), (last[1],), text("，大体持平。")]
        )
    verb, turn = ("增至", "年均增长") if moves == "增" else ("降至", "年均下降")
    ends = [text(f"{city}{name}由{first[0]}的"), (first[1],), text(f"{verb}{last[0]}的"), (last[1],)]
    return join([*ends, bracketed(_with(turn, growth)), text("。")])


def rank(start: Runs, name: str, among: str, place: Run) -> Runs:
    """2021年，三门峡经济综合竞争力居全省第4位。"""
    return join([start, text(ranked(name, among)), (place,), text("。")])


def as_claimed(practice: Practice) -> Runs:
    """The end of a sentence on a measure that its source calls a first: …（来源称开出河南省首张电子专用发票）。"""
    said = f"来源有“{practice.first}”的说法" if practice.claims_nothing else f"来源称{practice.first}"
    return text(f"（{said}）。")


def first_claim(city: str, practice: Practice) -> Runs:
    """来源称，三门峡开出河南省首张电子专用发票。 The claim stays the source's.

    Where it does not say what was first, nothing is read into it: 三门峡“电子专用发票”，来源有“河南省第一张”的说法。
    """
    if practice.claims_nothing:
        return text(f"{city}{quoted([practice.name])}，来源有“{practice.first}”的说法。")
    return text(f"来源称，{city}{practice.first}。")


def against(home: str, name: str, own: Run, others: Sequence[Named], *, leads: bool, total: bool) -> Runs:
    """三门峡开办费用0元，优于武汉（5元）; of totals, which grow with a place, 三门峡入库企业80家，少于武汉（828家）。

    `leads`: home is better, which may be lower; `total`: more is not said to be better.
    """
    listed = join([join([text(f"{city}（"), (run,), text("）")]) for city, run in others], "、")
    verb = ("多于" if leads else "少于") if total else ("优于" if leads else "落后于")
    return join([text(f"{home}{name}"), (own,), text(f"，{verb}"), listed, text("。")])


def borrow(topic: str, peers: Sequence[Runs]) -> Runs:
    """住所登记改革：武汉有“一照多址”，天河区有“一址多照”。"""
    return join([text(f"{topic}："), join(peers, "，"), text("。")])
