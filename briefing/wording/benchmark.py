"""对标 in words: places among so many, how far the best is, what moved, and what is still to be decided."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model.document import Run, Runs
from briefing.model.quantity import RANK
from briefing.wording.figures import DERIVED
from briefing.wording.prose import join, opening, quoted, text
from briefing.wording.sentences import scale

NAMED = 3
"""Things that a sentence names of a kind; of more it names these and how many there are, unless one or two are left."""
OWN = "市区县州盟旗"
"""Last words of the names of places that call themselves by these: 我市, 我区."""


OPEN = "位次难定"
"""Stands for a place that rounding leaves open, whether or not it is certainly behind some."""


def apart_by(rule: str) -> str:
    """Return by what a figure is kept out of a ranking, from the rule of comparability: 时期不同."""
    return {"period": "时期不同", "span": "时期不同", "scope": "统计范围不同", "level": "行政层级不同"}.get(
        rule, "口径不同"
    )


def our(name: str) -> str:
    """Return what an office calls its own place: 我市, 我区; 本地 where its name does not tell."""
    return f"我{name[-1]}" if name[-1:] in OWN else "本地"


def place(rank: int, count: int, noun: str) -> str:
    """Return a place among so many: 第6位（共6市）, without them where `count` is 0: 第6位."""
    return f"第{rank}位" + (f"（共{count}{noun}）" if count else "")


def beside(peer: str, family: str, *, more: bool) -> Runs:
    """Return how home stands to the only other: 长于成都, 低于成都; by places 落后于成都."""
    word = ("领先", "落后")[more] if family == RANK else scale(family)[not more]
    return text(f"{word}于{peer}")


def unplaced(peers: Sequence[str], *, level: bool) -> Runs:
    """Return what is said in the stead of a place: 各地相同, with one other 与成都相同; 位次难定."""
    return text((f"与{peers[0]}相同" if len(peers) == 1 else "各地相同") if level else OPEN)


def several(names: Sequence[str], count: Run) -> Runs:
    """Return names in a row, of many the first with how many there are: 甲、乙、丙等5项."""
    if len(names) <= NAMED + 2:
        return text("、".join(names))
    return (Run(f"{'、'.join(names[:NAMED])}等"), count)


Group = tuple[Runs, Runs, bool]
"""Indicators, the place that they share (居第6位; 各地相同, 位次难定), and whether several have it."""


def places(
    when: str, city: str, among: Run | None, count: Run | None, groups: Sequence[Group], rest: Run | None
) -> Runs:
    """2023年，三门峡市在6市可比优劣的4项指标中，甲、乙均居第6位，丙居第5位。

    `among` so many cities where they are as many for each: else 丙居第5位（共6市）. `count`: None for one indicator.
    `rest` are so many that stand between the first and the last of the groups, None for none.
    """
    told = [join([names, text("均" if many else ""), at]) for names, at, many in groups]
    between = [join([text("其余"), (rest,), text("居于其间")])] if rest else []
    pool = join([text("在"), (among,)]) if among else ()
    of = join([pool, text("可比优劣的"), (count,), text("指标中，")]) if count else ()
    return join([opening(when, city), of, join([*told, *between], "，"), text("。")])


def chosen(peers: str, our: str, level: str, apart: Sequence[str], *, uneven: bool) -> Runs:
    """对标对象为苏州和青岛，与我市同为地级市，级别不同的天河区没有列入。

    `apart` are those of other levels that were not taken.
    """
    said = f"，与{our}同为{level}" if level else "，各地行政层级不尽相同" if uneven else ""
    names = "、".join(apart) if len(apart) <= NAMED else "地区"
    return text(f"对标对象为{peers}{said}{f'，级别不同的{names}没有列入' if apart else ''}。")


def too_little(city: str, peers: str, count: Run | None, names: Runs, *, level: bool) -> Runs:
    """Return a sentence on a benchmark of which almost nothing may be judged; `count` None for nothing at all.

    `level`: of what may be judged all state the same.
    """
    if not count:
        return text(f"{city}与{peers}之间没有可以比较优劣的指标，不排位次。")
    start = text(f"{city}与{peers}可以比较优劣的指标只有")
    return join([start, names, (count,), text(f"，{'数据相同' if level else '分不出先后'}，不排位次。")])


Way = tuple[str, Runs, bool]
"""An indicator, how far it moved, and whether that was computed."""


def progress(than: str, groups: Sequence[tuple[Run | None, str, Sequence[Way]]]) -> Runs:
    """较上年，2项改善：甲压缩9个工作日、乙提高2个百分点；1项退步：丙下降0.8分（推算）。

    `than`: 较上年, 2024年较上年. Of each group how many they are, None for a single indicator, what they did, and
    which, () where these are many.
    """
    every = all(computed for *_, told in groups for *_, computed in told)
    said = []
    for count, word, told in groups:
        head = join([(count,), text(f"{word}：" if told else word)]) if count else ()
        said.append(join([head, _ways(told, labelled=not every)]))
    label = f"（{DERIVED}）" if every and any(told for *_, told in groups) else ""
    return join([text(f"{than}{'，' if groups[0][0] else ''}"), join(said, "；"), text(f"{label}。")])


def improved(told: Sequence[Way]) -> Runs:
    """较以往改善的有：企业开办时间压缩0.3个工作日、网上可办率提高2.1个百分点（推算）。"""
    every = all(computed for *_, computed in told)
    said = _ways(told, labelled=not every)
    return join([text("较以往改善的有："), said, text(f"（{DERIVED}）。" if every else "。")])


def _ways(told: Sequence[Way], *, labelled: bool) -> Runs:
    """Return the ways in a row, what is computed `labelled` each."""
    label = text(f"（{DERIVED}）")
    return join([join([text(name), way, label if labelled and computed else ()]) for name, way, computed in told], "、")


ONLY, MOST, MORE = "差距仅在", "按比例差距最大的是", "按比例差距较大的是"
"""What is said of a gap: the only one, certainly the widest, or one of the widest."""


def widest(
    names: Sequence[str], own: Run | None, home: str, best: Run | None, peer: str, how: str, *, pair: bool = False
) -> Runs:
    """按比例差距最大的是甲，三门峡2.2个工作日，苏州0.9个工作日。 Not certain which: 按比例差距较大的有甲、乙。

    `how`: see `MOST`. Of a single indicator, without `names`: 三门峡2.2个工作日，最优的苏州0.9个工作日; `pair`: of
    two alone.
    """
    if own is None or best is None:
        return text(f"按比例差距较大的有{'、'.join(names)}。")
    start = f"{how}{names[0]}，{home}" if names else home
    peer = peer if names or pair else f"最优的{peer}"
    return join([text(start), (own,), text(f"，{peer}"), (best,), text("。")])


WIDEST, NARROWEST = "，按比例差距最大", "，差距最小"
"""Stand behind how far home is behind where it is furthest from the best, and where it is nearest."""


def finding(home: str, first: Runs, behind: Sequence[tuple[Runs, str]], rival: str = "") -> Runs:
    """三门峡甲已为最优；与最优城市相比，乙长1.3个工作日，按比例差距最大；丙低20.3个百分点，差距最小（推算）。

    `first` are indicators in which home is the best, () for none; `behind` how far it is behind, with what that is of
    all. With the only `rival` none is the best: 与苏州相比，三门峡甲更优；乙长1.3个工作日（推算）。
    """
    told = [join([said, text(end)]) for said, end in behind]
    label = f"（{DERIVED}）" if behind else ""
    if first and not rival:
        best = join([text(home), first, text("已为最优")])
        return join([best, join([text("；与最优城市相比，" if told else ""), join(told, "；")]), text(f"{label}。")])
    told = [join([first, text("更优")]), *told] if first else told
    return join([text(f"与{rival or '最优城市'}相比，{home}"), join(told, "；"), text(f"{label}。")])


def gap(when: str, home: str, stated: Runs, far: Runs, computed: bool, median: Run | None) -> Runs:
    """2023年，我市甲2.2个工作日，比最优的苏州（0.9个工作日）长1.3个工作日（推算），各地中位数1.4个工作日（推算）。

    `stated` is the indicator with the figure of home, `far` how far it is, which may be `computed`.
    """
    label = text(f"（{DERIVED}）")
    middle = [join([text("各地中位数"), (median,), label])] if median else []
    told = [stated, join([far, label if computed else ()]), *middle]
    return join([opening(when, home), join(told, "，"), text("。")])


def figure(name: str, own: Run, family: str) -> Runs:
    """企业开办时间0.9个工作日. 营商环境位次为第6位."""
    return join([text(f"{name}{'为' if family == RANK else ''}"), (own,)])


def behind(peer: Runs, by: Run | None, family: str, *, rising: bool) -> Runs:
    """比苏州长0.8个工作日. 落后于苏州. `rising`: the lower is better."""
    return join([text("比"), peer, text(scale(family)[not rising]), (by,)]) if by else join([text("落后于"), peer])


def apart(name: str, by: Run, family: str, *, rising: bool) -> Runs:
    """企业开办时间长1.3个工作日, of how far it is from the best."""
    return join([text(f"{name}{scale(family)[not rising]}"), (by,)])


def best(city: str, figure: Run, *, first: bool, pair: bool = False) -> Runs:
    """最优的苏州（0.9个工作日）; of the next behind home, where home is the `first`: 紧随其后的青岛（1.2个工作日）.

    苏州（0.9个工作日） of a `pair`, as no other is compared.
    """
    at = "" if pair else "紧随其后的" if first else "最优的"
    return join([text(f"{at}{city}（"), (figure,), text("）")])


def lead(stated: Runs, peer: Runs, by: Run, family: str, *, rising: bool) -> Runs:
    """企业开办时间0.9个工作日，比紧随其后的青岛（1.2个工作日）短0.3个工作日（推算）。"""
    return join([stated, text("，比"), peer, text(scale(family)[rising]), (by,), text(f"（{DERIVED}）。")])


def level(stated: Runs, peers: Sequence[str]) -> Runs:
    """企业开办时间0.9个工作日，与青岛、济南并列最优。"""
    named = "、".join(peers[:NAMED]) + ("等地" if len(peers) > NAMED else "")
    return join([stated, text(f"，与{named}并列最优。")])


def advice(names: Sequence[tuple[str, str]], bureau: str) -> Runs:
    """研究借鉴苏州、武汉“甲”，成都“乙”，具体措施由市税务局提出。"""
    held: dict[str, list[str]] = {}
    for city, practice in names:
        held.setdefault(practice, []).append(city)
    apart = "，" if any(len(cities) > 1 for cities in held.values()) else "、"
    told = apart.join(f"{'、'.join(dict.fromkeys(cities))}{practice}" for practice, cities in held.items())
    return text(f"研究借鉴{told}，具体措施由{bureau or '牵头单位'}提出。")


def ask(city: str, bureau: str, *, target: bool, median: bool) -> Runs:
    """先达到各地中位数，具体措施由市税务局提出。

    `target`: one is set; `median`: that of the cities comes first. () where there is neither, nor a bureau: to come
    nearer to the best is what every gap asks for.
    """
    if not (target or median or bureau):
        return ()
    aim = "如期完成目标" if target else "先达到各地中位数" if median else f"缩小与{city}的差距"
    return text(f"{aim}，具体措施由{bureau or '牵头单位'}提出。")


def ask_of_all(count: Run, *, every: bool) -> Runs:
    """以上4项差距，力争先达到各地中位数水平，具体措施由牵头单位提出。

    `every`: these are all gaps; else those are meant that have no advice of their own.
    """
    said = text("以上" if every else "以上未另提建议的")
    return join([said, (count,), text("差距，力争先达到各地中位数水平，具体措施由牵头单位提出。")])


def example(name: str, when: str = "", figure: Run | None = None) -> Runs:
    """“一事联办”（2021年104项）, with the figure that stands for it and the period of that, "" for none."""
    return join([text(quoted([name])), join([text(f"（{when}"), (figure,), text("）")]) if figure else ()])


def unlike(about: str, city: str, theirs: Runs, our: str, own: Sequence[str]) -> Runs:
    """办事流程精简：武汉有“一事联办”（104项），我市有“容缺办理”. Without `own`: 武汉有“一事联办”（104项）."""
    ours = f"，{our}有{quoted(own)}" if own else ""
    return join([text(f"{about}：{city}有"), theirs, text(ours)])


def measure(practices: Sequence[tuple[str, str]]) -> Runs:
    """借鉴武汉“一事联办”; () without a practice."""
    told = "、".join(f"{city}{quoted([name])}" for city, name in practices)
    return text(f"借鉴{told}") if told else ()


REFERENCE = "（参考）"
"""Stands behind a target that nobody set: the median of the cities, or the figure of the only other."""
