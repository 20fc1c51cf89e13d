"""One sentence for each kind of finding, as runs that keep the facts they print.

Every function takes names as words and figures as runs, so that a sentence cannot print a number of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from briefing.model.document import Run, Runs
from briefing.model.quantity import Quantity
from briefing.wording.figures import DERIVED, quantity, rounded
from briefing.wording.prose import enumeration, join, text

LEAD = "，"


def derived_text(value: Decimal, unit_quantity: Quantity, places: int, *, exact: bool) -> str:
    """A computed figure: 约11.2个, or without 约 where nothing was rounded. `unit_quantity` gives the unit."""
    shown = Quantity(rounded(value, places), unit_quantity.unit)
    return ("" if exact else "约") + quantity(shown)


def opening(when: str, city: str) -> Runs:
    """“2021年，武汉”, or the city alone where the source states no period."""
    return text(f"{when}{LEAD}{city}" if when else city)


def bracketed(*parts: Runs) -> Runs:
    """（推算……；……）, nothing if there are no parts."""
    kept = [part for part in parts if part]
    return join([text(f"（{DERIVED}"), join(kept, "、"), text("）")]) if kept else ()


def reduction(start: Runs, name: str, cut: Run, rate: Run, ends: tuple[Run, Run] | None) -> Runs:
    """武汉平均办理环节减少8.27个，压减73.81%（推算由约11.2个减至约2.9个）。"""
    how = bracketed((Run("由"), ends[0], Run("减至"), ends[1])) if ends else ()
    return join([start, text(f"{name}减少"), (cut,), text("，压减"), (rate,), how, text("。")])


def completion(start: Runs, name: str, actual: Run, rate: Run, plan: Run | None, excess: Run | None) -> Runs:
    """三门峡……完成1389.8亿元，为年度计划的144.6%（推算计划约961.1亿元、超出约428.7亿元）。"""
    how = bracketed((Run("计划"), plan) if plan else (), (Run("超出"), excess) if excess else ())
    return join([start, text(f"{name}完成"), (actual,), text("，为计划的"), (rate,), how, text("。")])


def change(start: Runs, name: str, stock: Run, since: str, rises: bool, moved: Run, growth: Run | None) -> Runs:
    """截至2021年12月末，三门峡小微企业贷款余额279.78亿元，较年初增加43.87亿元（推算增长约18.6%）。"""
    verb, turn = ("增加", "增长") if rises else ("减少", "下降")
    how = bracketed((Run(turn), growth)) if growth else ()
    return join([start, text(name), (stock,), text(f"，较{since}{verb}"), (moved,), how, text("。")])


def share(start: Runs, name: str, part: Run, whole: str, rate: Run, total: Run | None) -> Runs:
    """天河区新增企业16.4万户，占全市新增企业的35.6%（推算全市约46.1万户）。"""
    how = bracketed((Run("总量"), total)) if total else ()
    return join([start, text(name), (part,), text(f"，占{whole}的"), (rate,), how, text("。")])


def part_of(start: Runs, whole_name: str, whole: Run, part_name: str, part: Run, rate: Run | None) -> Runs:
    """天河区企业总量48.6万户，其中民营企业44.7万户（推算占约92.0%）。"""
    how = bracketed((Run("占"), rate)) if rate else ()
    return join([start, text(whole_name), (whole,), text(f"，其中{part_name}"), (part,), how, text("。")])


def comparison(name: str, figures: Sequence[tuple[str, Run]], ratio: Run | None) -> Runs:
    """“专精特新”培育库入库企业：武汉828家，三门峡80家，武汉为三门峡的约10.4倍（推算）。"""
    shown = {run.text for _, run in figures}
    if len(shown) == 1:
        cities = enumeration([city for city, _ in figures])
        runs = join([(run,) for _, run in figures[:1]])
        return join([text(f"{cities}{name}均为"), runs, text("。")])
    listed = join([(Run(city), run) for city, run in figures], "，")
    how = (Run(f"，{figures[0][0]}为{figures[-1][0]}的"), ratio, Run(f"（{DERIVED}）")) if ratio else ()
    return join([text(f"{name}，"), listed, how, text("。")])


def trend(city: str, name: str, first: tuple[str, Run], last: tuple[str, Run], rises: bool, growth: Run | None) -> Runs:
    """某市地区生产总值由2021年的……增至2024年的……（推算年均增长约5.2%）。"""
    verb, turn = ("增至", "年均增长") if rises else ("降至", "年均下降")
    how = bracketed((Run(turn), growth)) if growth else ()
    ends = [text(f"{city}{name}由{first[0]}的"), (first[1],), text(f"{verb}{last[0]}的"), (last[1],)]
    return join([*ends, how, text("。")])


def rank(start: Runs, name: str, among: str, place: Run) -> Runs:
    """天河区企业总量居广州市第1位。"""
    return join([start, text(f"{name}居{among}"), (place,), text("。")])


def first_claim(city: str, name: str, claim: str) -> Runs:
    """天河区“政企沟通服务中心”，来源称为“全国首创”。 The claim stays the source's."""
    return text(f"{city}推出{name}，来源称其为“{claim}”。")
