"""Reads a finished briefing, clause by clause and cell by cell, and reckons every claim again from the truth.

It takes the words for what a reader would: nothing is looked up in what the program knows of its own sentences. What
has a figure or a word of comparison and is of no known form is `unread`, which is a fault as much as what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from briefing.model.document import (
    Document,
    Figure,
    Heading,
    Items,
    Note,
    Paragraph,
    RunKind,
    Runs,
    Table,
)
from tests.truth import arithmetic as reckon
from tests.truth.libraries import CITIES, INDICATORS, THEMES, Known, Made

When = tuple[str, int, int]

_CITY = "|".join(CITIES)
_NAMES = "|".join(
    sorted([name for item in INDICATORS for name in (item.name, f"{item.name}同比增速")], key=len, reverse=True)
)
_UNITS = "个百分点|个工作日|个位次|美元|户|件|元|分|%|倍"
_FIGURE = rf"(?:第[0-9]+位|约?−?[0-9]+(?:\.[0-9]+)?[万亿]?(?:{_UNITS}))"
_WHEN = "(?:截至)?[0-9]{4}年(?:[一二三四]季度末?|[上下]半年末?|1—[0-9]{1,2}月(?:累计)?|[0-9]{1,2}月[末底]?|[末底])?"
_REMARK = "(?:（(?:快报|部分为快报数或调查数)）)?"
_TOPIC = rf"(?P<name>{_NAMES})(?P<scope>（主城区）)?(?:累计)?(?P<remark>{_REMARK})"
_CLAIM = re.compile(
    "[0-9]|增|降|升|减|缩|提高|居首|居末|居前|居后|最[多少高低长短大小]|并列|同比|环比|较[上年]|比[0-9]|占|完成|持平|倍|"
    "连续|相同|优于|落后|领先|多于|少于|高于|低于|回落|回升|序时|[↑↓▲▼]"
)
_MORE = {"增", "增至", "增加", "增长", "提高", "提高至", "升至", "延长", "延长至", "后移", "上升", "扩大"}
_BETTER = {item.name: item.better for item in INDICATORS}
_THEME = {item.name: THEMES[item.theme] for item in INDICATORS}
_FAMILY = {item.name: item.family for item in INDICATORS}


def when_of(words: str) -> When:
    """Return a period as what it is and when: (quarter, 2024, 4), (end, 2024, 12), (year, 2024, 0), (to, 2024, 9)."""
    bare = words.removeprefix("截至").removesuffix("累计")
    year, rest = int(bare[:4]), bare[5:]
    ended = words.startswith("截至") or rest.endswith(("末", "底"))
    rest = rest.rstrip("末底")
    if not rest:
        return ("end", year, 12) if ended else ("year", year, 0)
    if "季度" in rest:
        part = "一二三四".index(rest[0]) + 1
        return ("end", year, 3 * part) if ended else ("quarter", year, part)
    if "半年" in rest:
        part = "上下".index(rest[0]) + 1
        return ("end", year, 6 * part) if ended else ("half", year, part)
    if rest.startswith("1—"):
        return "to", year, int(rest[2:-1])
    return ("end" if ended else "month"), year, int(rest[:-1])


def plain(runs: Runs) -> str:
    """Return the words, without the marks of sources."""
    return "".join(run.text for run in runs if run.kind is not RunKind.CITE)


@dataclass
class Report:
    """What was read: `statements` by their words, those of them that `judge` more than one figure, and the faults."""

    statements: set[str] = field(default_factory=set)
    judged: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    facts: set[str] = field(default_factory=set)


class Wrong(Exception):
    """What a claim should have been."""


class Reader:
    """Reads one briefing about `cities` against the truth of a library; `since` leaves out what ended before it."""

    def __init__(self, made: Made, cities: Iterable[str], home: str = "") -> None:
        self.made, self.cities, self.home = made, tuple(cities), home
        self.report = Report()
        self.city, self.name, self.scope, self.when = "", "", "", ("", 0, 0)
        self.now: Known | None = None
        self.row: list[Known] = []
        self.sentence, self.heading = "", ""
        self.extent: list[tuple[int, str]] = []
        self.series: dict[tuple[str, str, str], list[Known]] = {}
        self.counted: list[tuple[str, int]] = []
        self.starred: list[str] = []
        self.sides: list[tuple[str, str]] = []
        self.beside: set[str] = set()
        self.truth: dict[tuple[str, str, str, When], Known] = {}
        for known in made.known.values():
            self.truth[known.city, known.name, known.scope, when_of(known.at.printed)] = known
            self.series.setdefault((known.city, known.name, known.scope), []).append(known)

    # -- looking up ----------------------------------------------------------------------------------------------

    def fact(self, city: str, name: str, scope: str, when: When, figure: str) -> Known:
        """Return the figure of that city, indicator and time; Wrong if there is none, or it is printed otherwise."""
        known = self.find(city, name, scope, when)
        if known is None:
            raise Wrong(f"{city}{name}{scope}{when}：资料里没有，文中为{figure}")
        self.report.facts.add(known.id)
        if known.shown != figure:
            raise Wrong(f"{city}{name}{scope}{when}：应为{known.shown}，文中为{figure}")
        self.note(f"{city}{name}{scope}{when}{figure}")
        return known

    def find(self, city: str, name: str, scope: str, when: When) -> Known | None:
        """Return the figure, of a year also that of its end."""
        found = self.truth.get((city, name, scope, when))
        if found is None and when[0] == "to" and when[2] == 1:
            found = self.truth.get((city, name, scope, ("month", when[1], 1)))
        if found is None and when[0] == "year":
            found = self.truth.get((city, name, scope, ("end", when[1], 12)))
        if found is None and when[0] == "quarter":
            found = self.truth.get((city, name, scope, ("end", when[1], 3 * when[2])))
        return found

    def pool(self, known: Known) -> list[Known]:
        """Return the figures of the cities told of that are of the same thing and time."""
        found = (self.find(city, known.name, known.scope, when_of(known.at.printed)) for city in self.cities)
        return [item for item in found if item]

    def ahead(self, one: Known, other: Known) -> bool:
        """Return whether one certainly stands before the other in the order of its indicator."""
        lowest = _BETTER[one.indicator] == "低"
        return reckon.surely_more(other, one) if lowest else reckon.surely_more(one, other)

    def note(self, said: str, *, judged: bool = False) -> None:
        """Enter a statement as read."""
        self.report.statements.add(said)
        if judged:
            self.report.judged.add(said)

    # -- the document --------------------------------------------------------------------------------------------

    def read(self, document: Document) -> Report:
        """Return what the whole document says."""
        for block in document.blocks:
            match block:
                case Heading():
                    self.heading = plain(block.runs)
                    if city := re.fullmatch(f"({_CITY})市", self.heading):  # a chapter of its own
                        self.home = city[1]
                    self.text(self.heading)
                case Paragraph() | Note():
                    self.text(plain(block.runs))
                case Items():
                    for item in block.items:
                        self.text(plain(item))
                case Table():
                    self.table(block)
                case Figure():
                    self.figure(block)
                case _:
                    pass
        for runs in document.findings:
            self.text(plain(runs))
        for count, city in self.extent:
            held = [id for id in self.report.facts if self.made.known[id].city == (city or self.made.known[id].city)]
            if count != len(held):
                self.report.wrong.append(f"说采用{city}数据{count}项，文中有{len(held)}项")
        found = {word: sum(word in heading for _, heading in self.sides) for word in ("领先", "差距")}
        found |= {"": len(self.sides), "对照": len(self.sides) - found["领先"] - found["差距"]}
        for word, count in self.counted:
            if found[word] != count:
                self.report.wrong.append(f"说{word}{count}项，文中有{found[word]}项")
        return self.report

    def text(self, words: str) -> None:
        """Read a paragraph, sentence by sentence."""
        self.city = self.cities[0] if len(self.cities) == 1 else self.home
        for sentence in re.findall("[^。]+。?", words):
            self.sentence = sentence
            if city := re.fullmatch(f"({_CITY})市。", sentence):
                self.city = city[1]
                continue
            if sentence in ("领先。", "差距。", "对照。"):
                self.heading = sentence
            if sentence.rstrip("。") in HARMLESS:
                continue
            self.row, self.now, self.when = [], None, ("", 0, 0)
            self.beside = set()
            try:
                self._clauses(sentence)
                self._all_sides()
            except Wrong as found:
                self.report.wrong.append(f"{found}　｜　{sentence}")

    def _all_sides(self) -> None:
        """Check that a sentence which sets the home city against others leaves none out, and stands where it belongs."""
        if not self.beside or self.now is None:
            return
        others = [item for item in self.pool(self.now) if item is not self.now]
        if {item.city for item in others} != self.beside:
            raise Wrong(f"对照的应是{'、'.join(item.city for item in others)}")
        lags = any(self.ahead(item, self.now) for item in others)
        leads = all(self.ahead(self.now, item) for item in others)
        if ("差距" in self.heading and not lags) or ("领先" in self.heading and not leads):
            raise Wrong(f"不应列在“{self.heading}”")
        self.sides.append((f"{self.now.name}{self.now.scope}", self.heading))

    def _clauses(self, sentence: str) -> None:
        rest = sentence.rstrip("。")
        while rest:
            for form, read in FORMS:
                if found := form.match(rest):
                    read(self, found)
                    rest = rest[found.end() :]
                    break
            else:
                if _CLAIM.search(rest):
                    self.report.unread.append(f"{rest}　｜　{sentence}")
                return

    # -- tables --------------------------------------------------------------------------------------------------

    def table(self, table: Table) -> None:
        """Read every cell."""
        caption = plain(table.caption)
        header = [plain(cell) for cell in table.header]
        rows = [[plain(cell) for cell in row] for row in table.rows]
        self.starred = []
        for form, read in TABLES:
            if found := re.fullmatch(form, caption):
                for row in rows:
                    self.sentence = f"《{caption}》{'｜'.join(row)}"
                    try:
                        read(self, found, header, row)
                    except Wrong as wrong:
                        self.report.wrong.append(f"{wrong}　｜　{self.sentence}")
                break
        else:
            self.report.unread.append(f"《{caption}》")
        for note in table.notes:
            self.text(plain(note))

    def cell(self, city: str, name: str, scope: str, when: When, words: str) -> Known | None:
        """Read a figure, or that there is none; what is wrong in it does not keep the next from being read."""
        try:
            return self._cell(city, name, scope, when, words)
        except Wrong as wrong:
            self.report.wrong.append(f"{wrong}　｜　{self.sentence}")
            return None

    def _cell(self, city: str, name: str, scope: str, when: When, words: str) -> Known | None:
        if words in ("未收录", "—"):
            if held := self.find(city, name, scope, when):
                raise Wrong(f"{city}{name}{when}：资料里有{held.shown}，文中为{words}")
            self.note(f"{city}{name}{scope}{when}{words}")
            return None
        figure, remark = re.fullmatch(f"(.+?)(（快报）)?", words).groups()
        known = self.fact(city, name, scope, when, figure)
        if remark and known.status != "快报":
            raise Wrong(f"{city}{name}{when}：不是快报")
        return known

    def held(self, city: str, theme: str, words: str) -> None:
        """Check how many figures of a city and a theme there are: 93项, 数据93项、做法0项."""
        count = sum(
            known.city == city.removesuffix("市") and _THEME[known.indicator] == theme
            for known in self.made.known.values()
        )
        if words not in (f"{count}项", f"数据{count}项、做法0项"):
            self.report.wrong.append(f"{city}{theme}有{count}项，文中为{words}　｜　{self.sentence}")
        self.note(f"{city}{theme}{words}", judged=True)

    # -- charts --------------------------------------------------------------------------------------------------

    def figure(self, figure: Figure) -> None:
        """Read the caption, every mark, and the alternative text."""
        caption = plain(figure.caption)
        self.sentence = f"图《{caption}》"
        if "数据与做法合计项数" in caption:
            for mark in figure.chart.panels[0].marks:
                self.held(mark.group, mark.label, mark.text)
            return
        period = next((plain(note) for note in figure.notes if plain(note).startswith("时期：")), "")
        for panel in figure.chart.panels:
            shown = []
            for mark in panel.marks:
                try:
                    shown.append(self._mark(caption, panel.title, period, mark.label, mark.group, mark.text))
                    if shown[-1] and mark.value is not None:
                        self._length(shown[-1], mark.value, panel.unit)
                except Wrong as wrong:
                    self.report.wrong.append(f"{wrong}　｜　{self.sentence}{panel.title}")
            title = panel.title or caption
            self._order(title, [item for item in shown if item], line=figure.chart.kind not in ("bars", "grouped"))
            for mark in panel.marks:
                if f"{mark.label}{mark.text}" not in figure.alt:
                    self.report.wrong.append(f"替代文字没有{mark.label}{mark.text}　｜　{self.sentence}")
        for note in figure.notes:
            if not plain(note).startswith(("时期：", "资料来源：")):
                self.text(plain(note))

    def _mark(self, caption: str, title: str, period: str, label: str, group: str, words: str) -> Known | None:
        name = re.search(f"({_NAMES})(（主城区）)?", title or caption)
        if name is None:
            self.report.unread.append(f"{self.sentence}{title}")
            return None
        scope = (name[2] or "").strip("（）")
        city = (group or label).removesuffix("市")
        if re.fullmatch(_WHEN, label):
            return self.cell(city, name[1], scope, when_of(label), words)
        return self.cell(city, name[1], scope, self._period(period, name[1], city), words)

    def _period(self, words: str, name: str, city: str) -> When:
        """Return the time that the line below a chart gives an indicator: 时期：甲、乙，2024年；丙，截至2024年底。"""
        for part in words.removeprefix("时期：").rstrip("。").split("；"):
            names, comma, when = part.rpartition("，")
            if (
                not comma
                or name in names.split("、")
                or f"{city}市{name}" in names.split("、")
                or f"{city}市" in names.split("、")
            ):
                return when_of(when or part)
        raise Wrong(f"图下没有{name}的时期：{words}")

    def _length(self, known: Known, value: object, unit: str) -> None:
        """Check that a mark is as long as its figure."""
        told = Fraction(str(value)) * reckon.SCALES.get(unit[:1], 1)
        middle = (known.low + known.high) / 2
        if told != (middle if known.point is None else known.point):
            raise Wrong(f"{known.city}{known.name}：图中的长度是{value}{unit}，数值是{known.shown}")
        self.note(f"图{known.id}{value}")

    def _order(self, title: str, shown: list[Known], *, line: bool) -> None:
        """Check that bars stand in the order that their panel is of, and lines in that of time."""
        for one, other in zip(shown, shown[1:], strict=False):
            if line and one.city == other.city and not one.at.index < other.at.index:
                self.report.wrong.append(f"时间倒了：{one.id}、{other.id}　｜　{self.sentence}")
            if not line and self.ahead(other, one):
                self.report.wrong.append(f"{other.city}应在{one.city}前　｜　{self.sentence}{title}")
        better = {"少": "低", "短": "低", "低": "低"}
        if found := re.search("（越([多少长短高低])越好）", title):
            name = re.search(f"({_NAMES})", title)
            if name and better.get(found[1], "高") != _BETTER[name[1].removesuffix("同比增速")]:
                self.report.wrong.append(f"方向相反　｜　{title}")


Read = Callable[[Reader, re.Match[str]], None]


def _opening(reader: Reader, found: re.Match[str]) -> None:
    reader.when = when_of(found["when"])


def _topic(reader: Reader, found: re.Match[str]) -> None:
    if found["when"]:
        reader.when = when_of(found["when"])
    _named(reader, found)
    reader.row = []


def _named(reader: Reader, found: re.Match[str]) -> None:
    reader.name, reader.scope = found["name"], (found["scope"] or "").strip("（）")


def _listed(reader: Reader, found: re.Match[str]) -> None:
    """青岑139.9万户, 鹤洲…, in the order of the indicator; with what is said of the first and the last."""
    known = reader.fact(found["city"], reader.name, reader.scope, reader.when, found["figure"])
    if reader.row and reader.ahead(known, reader.row[-1]):
        raise Wrong(f"{known.city}应在{reader.row[-1].city}前")
    reader.row.append(known)
    if said := found["said"]:
        _placed(reader, known, said)


def _placed(reader: Reader, known: Known, said: str) -> None:
    others = [item for item in reader.pool(known) if item is not known]
    judged = bool(_BETTER[known.indicator])
    first = said in ("居首", "居前") or said[-1] == _upper(known) and not said.startswith("居")
    beaten = [item for item in others if reader.ahead(item, known)]
    beats = [item for item in others if reader.ahead(known, item)]
    sure = said in ("居首", "居末") or said.startswith("最")
    mine, against = (beats, beaten) if first else (beaten, beats)
    if against or (sure and len(mine) != len(others)) or (not sure and len(mine) == len(others)):
        raise Wrong(f"{known.city}{known.name}“{said}”不对")
    if said.startswith("居") and not judged:
        raise Wrong(f"{known.name}没有好坏，不能说{said}")
    reader.note(f"{known.id}{said}", judged=True)


def _upper(known: Known) -> str:
    return {"workday": "长", "percent": "高", "score": "高"}.get(_FAMILY[known.indicator], "多")


def _count(reader: Reader, found: re.Match[str]) -> None:
    """可比的10地中, 可比的6地均为0元."""
    held = [item for city in reader.cities if (item := reader.find(city, reader.name, reader.scope, reader.when))]
    if len(held) != int(found["count"]):
        raise Wrong(f"可比的有{len(held)}地")
    if found["same"]:
        for item in held:
            if item.shown != found["same"]:
                raise Wrong(f"{item.city}为{item.shown}")
    reader.note(found[0] + reader.name + str(reader.when), judged=True)


def _of(reader: Reader, city: str) -> Known:
    if city in ("前者", "后者"):
        return reader.row[0 if city == "前者" else -1]
    held = [item for item in reader.row if item.city == city]
    if not held:
        raise Wrong(f"句中没有{city}的数")
    return held[-1]


def _multiple(reader: Reader, found: re.Match[str]) -> None:
    upper, lower = _of(reader, found["one"]), _of(reader, found["other"])
    said = f"{found['about'] or ''}{found['times']}倍"
    if not reckon.surely_more(upper, lower) or not reckon.computed_right(said, *reckon.quotient(upper, lower)):
        raise Wrong(f"{upper.shown}÷{lower.shown}={float((upper.point or 0) / (lower.point or 1)):.4f}")
    if lower is not _ends(reader)[0] or upper is not _ends(reader)[1]:
        raise Wrong("倍数说的不是最高与最低")
    reader.note(f"{upper.id}{lower.id}{found[0]}", judged=True)


def _ends(reader: Reader) -> tuple[Known, Known]:
    ends = reader.row[0], reader.row[-1]
    return ends if _BETTER[reader.row[0].indicator] == "低" else ends[::-1]


def _gap(reader: Reader, found: re.Match[str]) -> None:
    one, other = _of(reader, found["one"]), _of(reader, found["other"])
    more = found["way"] in "多高长大"
    upper, lower = (one, other) if more else (other, one)
    _unit_of_gap(one, found["size"])
    right = reckon.computed_right(found["size"], *reckon.difference(upper, lower))
    if not reckon.surely_more(upper, lower) or not right:
        raise Wrong(f"{upper.shown}−{lower.shown}")
    reader.note(f"{one.id}{other.id}{found[0]}", judged=True)


def _unit_of_gap(known: Known, figure: str) -> None:
    unit = reckon.parsed(figure)[3]
    due = {"%": "个百分点", "位": "个位次"}.get(known.unit, known.unit.lstrip("万亿"))
    if unit != due:
        raise Wrong(f"差的单位应是{due}：{figure}")


def _all_same(reader: Reader, found: re.Match[str]) -> None:
    if not all(reckon.surely_same(reader.row[0], item) for item in reader.row):
        raise Wrong("各地并不相同")
    if (found[1] == "两") != (len(reader.row) == 2):
        raise Wrong(f"说的是{len(reader.row)}地")
    reader.note("".join(item.id for item in reader.row) + found[0], judged=True)


def _course(reader: Reader, found: re.Match[str]) -> None:
    """云澜经营主体由截至2019年12月末的35.5万户降至截至2024年12月末的32万户（推算年均下降约2.1%）."""
    reader.city = found["city"] or reader.city
    _named(reader, found)
    first = reader.fact(reader.city, reader.name, reader.scope, when_of(found["since"]), found["was"])
    last = reader.fact(reader.city, reader.name, reader.scope, when_of(found["until"]), found["is"])
    _turned(reader, first, last, found["verb"])
    if found["rate"]:
        years = last.at.year - first.at.year
        falls = found["way"] == "下降"
        if falls != (not reckon.surely_more(last, first)):
            raise Wrong("年均的方向不对")
        if not reckon.rate_right(found["rate"], first, last, years, falls=falls):
            raise Wrong(f"{first.shown}→{last.shown}，{years}年，年均不是{found['rate']}")
        reader.note(f"{first.id}{last.id}年均{found['rate']}", judged=True)
    reader.now = last


def _turned(reader: Reader, first: Known, last: Known, verb: str) -> None:
    """Check which way it went, in the words for it; of a place 升 and 前移 are towards the first."""
    if first.at.index >= last.at.index:
        raise Wrong("起止的先后不对")
    rank = _FAMILY[last.indicator] == "rank" and not last.growth
    more = verb in _MORE if not rank else verb in ("降至", "后移", "下降")
    upper, lower = (last, first) if more else (first, last)
    if not reckon.surely_more(upper, lower):
        raise Wrong(f"{first.shown}→{last.shown}不是{verb}")
    _no_break(reader, first, last)
    reader.note(f"{first.id}{last.id}{verb}", judged=True)


def _no_break(reader: Reader, first: Known, last: Known) -> None:
    for known in reader.series[last.city, last.name, last.scope]:
        if known.broken and first.at.index < known.at.index <= last.at.index:
            raise Wrong(f"{known.at.printed}{known.broken}，前后不能比")


def _level(reader: Reader, found: re.Match[str]) -> None:
    reader.city = found["city"] or reader.city
    _named(reader, found)
    first = reader.fact(reader.city, reader.name, reader.scope, when_of(found["since"]), found["was"])
    last = reader.fact(reader.city, reader.name, reader.scope, when_of(found["until"]), found["is"])
    _even(reader, first, last, about=bool(found["about"]))


def _even(reader: Reader, first: Known, last: Known, *, about: bool) -> None:
    exact = first.low == first.high and first.low == last.low == last.high
    if reckon.surely_apart(first, last) or (not about and not reckon.surely_same(first, last)) or (about and exact):
        raise Wrong(f"{first.shown}与{last.shown}不是{'大体' if about else ''}持平")
    _no_break(reader, first, last)
    reader.note(f"{first.id}{last.id}{'大体' if about else ''}持平", judged=True)


def _stands(reader: Reader, found: re.Match[str]) -> None:
    """A city's figure: 2024年四季度，云澜新设企业8086户; without the city of the paragraph's."""
    reader.city = found["city"] or reader.city
    _named(reader, found)
    known = reader.fact(reader.city, reader.name, reader.scope, reader.when, found["figure"])
    if found["flash"] and known.status != "快报":
        raise Wrong(f"{known.id}不是快报")
    reader.now, reader.row = known, [known]


def _place(reader: Reader, found: re.Match[str]) -> None:
    """居营商环境评价第12位."""
    reader.city = found["city"] or reader.city
    reader.name, reader.scope = "营商环境评价位次", ""
    reader.now = reader.fact(reader.city, reader.name, "", reader.when, found["figure"])


def _sides(reader: Reader, found: re.Match[str]) -> None:
    """落后于甲（1）、乙（2）; 与丙（3）相同 or 难分高下."""
    own = reader.now
    if own is None:
        raise Wrong("没有本地的数")
    for city, figure in re.findall(f"({_CITY})（({_FIGURE})）", found["who"]):
        other = reader.fact(city, own.name, own.scope, when_of(own.at.printed), figure)
        said = found["way"] or found["even"]
        right = {
            "落后于": reader.ahead(other, own) and bool(_BETTER[own.indicator]),
            "优于": reader.ahead(own, other) and bool(_BETTER[own.indicator]),
            "相同": reckon.surely_same(own, other),
            "难分高下": not reckon.surely_apart(own, other) and not reckon.surely_same(own, other),
        }
        if said[-1] == "于" and said not in right:
            more = said[0] in "多高长大"
            right[said] = reckon.surely_more(own, other) if more else reckon.surely_more(other, own)
        if not right[said]:
            raise Wrong(f"{own.city}{own.shown}{said}{city}{figure}")
        reader.beside.add(city)
        reader.note(f"{own.id}{said}{other.id}", judged=True)


def _grew(reader: Reader, found: re.Match[str]) -> None:
    """Stated growth: 同比增长1.7%, of the figure before it or of an indicator named here."""
    if found["name"]:
        reader.city = found["city"] or reader.city
        _named(reader, found)
    falls = found["way"] == "下降"
    figure = f"{'−' if falls else ''}{found['size']}" if found["size"] else "0.0%"
    reader.fact(reader.city, f"{reader.name}同比增速", reader.scope, reader.when, figure)


def _towards(reader: Reader, found: re.Match[str]) -> None:
    """完成年度目标5615户的约95.2%（推算）."""
    known, goal = _aim(reader, found["goal"])
    if not reckon.computed_right(found["done"], *_share(known, goal)) or _BETTER[known.indicator] == "低":
        raise Wrong(f"{known.shown}不是{found['goal']}的{found['done']}")
    reader.note(f"{known.id}{found[0]}", judged=True)


def _share(known: Known, goal: Fraction) -> tuple[Fraction, Fraction, Fraction | None]:
    best = known.point / goal * 100 if known.point is not None else None
    return known.low / goal * 100, known.high / goal * 100, best


def _aim(reader: Reader, goal: str) -> tuple[Known, Fraction]:
    known = reader.now
    if known is None or known.target is None or known.target.printed != goal:
        raise Wrong(f"目标不是{goal}")
    return known, known.target.value


def _aimed(reader: Reader, found: re.Match[str]) -> None:
    _aim(reader, found["goal"])
    reader.note(f"{reader.now and reader.now.id}{found[0]}")


def _short(reader: Reader, found: re.Match[str]) -> None:
    """，差268户; ，超5365万美元; ，优于目标1.2个工作日（推算）."""
    known = reader.now
    if known is None or known.target is None:
        raise Wrong("没有目标")
    goal, over = known.target.value, found["way"] in ("超", "优于目标")
    more = over != (_BETTER[known.indicator] == "低")
    low, high = (known.low - goal, known.high - goal) if more else (goal - known.high, goal - known.low)
    best = None if known.point is None else abs(known.point - goal)
    _unit_of_gap(known, found["size"])
    if low < 0 or not reckon.computed_right(found["size"], low, high, best):
        raise Wrong(f"{known.shown}与目标{known.target.printed}的差不是{found['size']}")
    reader.note(f"{known.id}{found[0]}", judged=True)


def _pace(reader: Reader, found: re.Match[str]) -> None:
    """，达到序时进度: as much is done as time is gone; nothing but what adds up over the year has one."""
    known = reader.now
    if known is None or known.target is None:
        raise Wrong("没有目标")
    if _FAMILY[known.indicator] not in ("count", "cny", "usd"):
        raise Wrong(f"{known.name}不是逐月累加的数，没有序时进度")
    days = {1: 31, 2: 60, 3: 91, 4: 121, 5: 152, 6: 182, 7: 213, 8: 244, 9: 274, 10: 305, 11: 335, 12: 366}
    due = Fraction(days[known.at.part + 1], 366) * known.target.value
    if (known.low < due) if found["way"] == "达到" else (known.high >= due):
        raise Wrong(f"{known.shown}，目标{known.target.printed}，应完成{float(due):.1f}，不是{found[0]}")
    reader.note(f"{known.id}{found[0]}", judged=True)


def _apart(reader: Reader, found: re.Match[str]) -> None:
    """云澜…第10位与青岑…第13位：时期不同（2024年四季度与2024年三季度），只并列，不比高低."""
    times = [when_of(item) for item in (found["first"], found["second"])]
    if times[0] == times[1]:
        raise Wrong("时期并无不同")
    for place, when in zip(("1", "2"), times, strict=True):
        name, scope = found[f"name{place}"], (found[f"scope{place}"] or "").strip("（）")
        reader.fact(found[f"city{place}"], name, scope, when, found[f"figure{place}"])
    reader.note(found[0], judged=True)


def _caveat(reader: Reader, found: re.Match[str]) -> None:
    """说明：云澜市网上可办率、…：口径调整，与以前的数不能相比."""
    for names, reason in re.findall(
        f"((?:(?:{_CITY})?市?(?:{_NAMES})、?)+)：(口径调整|区划变动)，与以前的数不能相比", found[0]
    ):
        for city, name in re.findall(f"({_CITY})?市?({_NAMES})", names):
            city = city or reader.city
            if not any(item.broken == reason for item in reader.series.get((city, name, ""), [])):
                raise Wrong(f"{city}{name}没有{reason}")
            reader.note(f"{city}{name}{reason}")


def _moved(reader: Reader, found: re.Match[str]) -> None:
    """（推算较上年同期增加41.8万户、增长约11.9%）, and 与上月末持平."""
    if reader.now is None:
        raise Wrong("没有本期的数")
    before = _since(reader, reader.now, found["since"])
    _ways(reader, before, reader.now, found["moves"])


def _since(reader: Reader, now: Known, words: str) -> Known:
    kind, year, part = when_of(now.at.printed)
    if words == "上年同期":
        when = kind, year - 1, part
    elif words.startswith("上"):
        back = 3 if "季度" in words else 1
        of = {"quarter": 4, "month": 12, "end": 12, "year": 0}[kind]
        step = 1 if kind in ("quarter", "month", "year") else back
        place = part - step
        when = (kind, year, place) if of and place > 0 else (kind, year - 1, place + of)
    elif words == "年初":
        when = "end", year - 1, 12
    else:
        when = when_of(words)
    before = reader.find(now.city, now.name, now.scope, when)
    if before is None:
        raise Wrong(f"没有{words}的数")
    reader.report.facts.add(before.id)
    return before


def _ways(reader: Reader, before: Known, now: Known, words: str) -> None:
    """增加41.8万户、增长约11.9%; 压缩0.6个工作日、20%: one verb may serve both."""
    verb = ""
    for told, size in re.findall(rf"({_VERB})?({_FIGURE})", words):
        verb = told or verb
        _way(reader, before, now, verb, size)


_VERB = "增加|增长|减少|下降|提高|压缩|延长|缩短|前移|后移|上升"


def _way(reader: Reader, before: Known, now: Known, verb: str, size: str) -> None:
    """Check one verb with its size: a difference in the figure's own unit, or a percentage."""
    percent = size.endswith("%")
    rank = _FAMILY[now.indicator] == "rank" and not now.growth
    more = verb in ("后移", "下降") if rank else verb in ("增加", "增长", "提高", "延长", "上升")
    upper, lower = (now, before) if more else (before, now)
    if not reckon.surely_more(upper, lower):
        raise Wrong(f"{before.shown}→{now.shown}不是{verb}")
    _no_break(reader, before, now)
    if percent:
        low, high, best = reckon.quotient(now, before, take=1, times=100)
        if not more:
            low, high, best = -high, -low, None if best is None else -best
        right = reckon.computed_right(size, low, high, best)
    else:
        _unit_of_gap(now, size)
        right = reckon.computed_right(size, *reckon.difference(upper, lower))
    if not right:
        raise Wrong(f"{before.shown}→{now.shown}，{verb}的不是{size}")
    reader.note(f"{before.id}{now.id}{verb}{size}", judged=True)


def _extent(reader: Reader, found: re.Match[str]) -> None:
    """共采用数据858项: as many as are told of, which is known at the end."""
    reader.extent.append((int(found["count"]), reader.city if found[0].startswith("以下") else ""))


def _counted(reader: Reader, found: re.Match[str]) -> None:
    """可以比较的12项指标中，云澜领先2项、落后3项，其余7项只作对照: as many as the lists that follow have."""
    named = {"all": "", "leads": "领先", "lags": "差距", "aside": "对照"}
    reader.counted += [(named[key], int(count)) for key, count in found.groupdict().items() if count]


def _stars(reader: Reader, found: re.Match[str]) -> None:
    names = re.sub("，各地时期不同", "", found["names"]).split("、")
    if names != reader.starred:
        raise Wrong(f"带*的是{'、'.join(reader.starred)}")
    reader.note(found[0], judged=True)


def _left_out(reader: Reader, found: re.Match[str]) -> None:
    names = re.findall("“(.+?)”", found[0])
    if len(set(names)) < len(names):
        raise Wrong("两个同名，读者分不出")


_MOVES = rf"(?:{_VERB}){_FIGURE}(?:、(?:{_VERB})?{_FIGURE})?"


FORMS: list[tuple[re.Pattern[str], Read]] = [
    (
        re.compile(
            rf"(?P<city1>{_CITY})(?P<name1>{_NAMES})(?P<scope1>（主城区）)?(?P<figure1>{_FIGURE})与"
            rf"(?P<city2>{_CITY})(?P<name2>{_NAMES})(?P<scope2>（主城区）)?(?P<figure2>{_FIGURE})："
            rf"时期不同（(?P<first>{_WHEN})与(?P<second>{_WHEN})）(?:，只并列，不比高低)?"
        ),
        _apart,
    ),
    (re.compile(r"说明：.+"), _caveat),
    (re.compile("带“\\*”的只并列，不比高低：(?P<names>.+)"), _stars),
    (re.compile("图中画不下的.+见表"), _left_out),
    (re.compile(rf"其中(?:{_CITY})可与对标对象比较的指标(?P<all>[0-9]+)项"), _counted),
    (
        re.compile(
            rf"可以比较的(?P<all>[0-9]+)项指标中，(?:{_CITY})(?:领先(?P<leads>[0-9]+)项)?、?(?:落后(?P<lags>[0-9]+)项)?"
            r"(?:，其余(?P<aside>[0-9]+)项只作对照，不分优劣)?"
        ),
        _counted,
    ),
    (re.compile("[^。]*?(?:采用|依据|以)[^，。]*?数据(?P<count>[0-9]+)项"), _extent),
    (
        re.compile(
            rf"(?P<city>{_CITY})?{_TOPIC}由(?P<since>{_WHEN})的(?P<was>{_FIGURE})"
            rf"(?P<verb>增至|降至|升至|提高至|下降至|减至)(?P<until>{_WHEN})的(?P<is>{_FIGURE})"
            rf"(?:（推算年均(?P<way>增长|下降)(?P<rate>约?[0-9.]+%)）)?"
        ),
        _course,
    ),
    (
        re.compile(
            rf"(?P<city>{_CITY})?{_TOPIC}(?P<since>{_WHEN})为(?P<was>{_FIGURE})，(?P<until>{_WHEN})为(?P<is>{_FIGURE})，"
            r"(?P<about>大体)?持平"
        ),
        _level,
    ),
    (re.compile(rf"(?P<when>{_WHEN})?{_TOPIC}，(?=(?:{_CITY})(?:居?{_FIGURE})|可比的)"), _topic),
    (re.compile(rf"可比的(?P<count>[0-9]+)地(?:中，|均为(?P<same>{_FIGURE}))"), _count),
    (
        re.compile(
            rf"(?P<city>{_CITY})居?(?P<figure>{_FIGURE})(?P<said>居首|居末|居前|居后|[最较][多少高低长短大小])?，?"
        ),
        _listed,
    ),
    (
        re.compile(
            rf"(?P<one>{_CITY}|前者|后者)(?P<about>约)?为(?P<other>{_CITY}|前者|后者)的(?P<times>[0-9.]+)倍（推算）"
        ),
        _multiple,
    ),
    (
        re.compile(rf"(?P<one>{_CITY})比(?P<other>{_CITY})(?P<way>[多少高低长短大小])(?P<size>{_FIGURE})（推算）"),
        _gap,
    ),
    (re.compile("([两各])地相同"), _all_same),
    (
        re.compile(rf"(?P<city>{_CITY})?(?:{_TOPIC})?(?:同比)(?P<way>增长|下降|持平)(?P<size>[0-9.]+%)?[，；]?"),
        _grew,
    ),
    (re.compile(rf"(?P<city>{_CITY})?居营商环境评价(?P<figure>第[0-9]+位)(?:（快报）)?[，；]?"), _place),
    (re.compile(rf"(?P<city>{_CITY})?{_TOPIC}为?(?P<figure>{_FIGURE})(?P<flash>（快报）)?[，；]?"), _stands),
    (re.compile(rf"(?P<when>{_WHEN})，"), _opening),
    (
        re.compile(
            rf"，?(?:(?P<way>落后于|优于|[多少高低长短先后]于)|与)(?P<who>(?:(?:{_CITY})（{_FIGURE}）、?)+)(?P<even>相同|难分高下)?，?"
        ),
        _sides,
    ),
    (
        re.compile(rf"，?完成年度目标(?P<goal>{_FIGURE})的(?P<done>约?[0-9.]+%)（推算）[，；]?"),
        _towards,
    ),
    (re.compile(rf"年度目标(?P<goal>{_FIGURE})[，；]?"), _aimed),
    (re.compile(rf"，?(?P<way>超|差|优于目标|尚差)(?P<size>{_FIGURE})(?:（推算）)?[，；]?"), _short),
    (re.compile("，?(?P<way>达到|未达)序时进度[，；]?"), _pace),
    (
        re.compile(rf"（推算较(?P<since>上年同期|上[月季年]度?末?|年初|{_WHEN})(?P<moves>{_MOVES})）"),
        _moved,
    ),
    (re.compile("从数据看，|[，；、]"), lambda reader, found: None),
]
"""How a clause begins and what it claims; the first that fits is taken, and the next begins where it ends."""


def _across(reader: Reader, found: re.Match[str], header: list[str], row: list[str]) -> None:
    """共有指标: 经营主体（截至2024年12月末） | 32万户 | …; or each figure with its own time."""
    head = re.fullmatch(rf"({_NAMES})(（主城区）|，主城区)?(\*)?(?:（({_WHEN})）)?", row[0])
    if head is None:
        reader.report.unread.append(reader.sentence)
        return
    name, scope, star, when = head.groups()
    scope = (scope or "").strip("（），")
    times = set()
    reader.starred += [f"{name}{f'（{scope}）' if scope else ''}"] if star else []
    for city, words in zip(header[1:], row[1:], strict=True):
        dated = re.fullmatch(rf"(.+?)(（快报）)?(?:（({_WHEN})）)?", words)
        assert dated
        if words == "未收录" and not when:
            if (city.removesuffix("市"), name, scope) in reader.series:
                raise Wrong(f"{city}{name}：资料里有")
            continue
        at = when_of(when or dated[3])
        times.add(at)
        reader.cell(city.removesuffix("市"), name, scope, at, dated[1])
    latest = {
        max(item.at.index for item in reader.series[city, name, scope])
        for city in reader.cities
        if (city, name, scope) in reader.series
    }
    if star and len(times) < 2 and len(latest) < 2:  # a table in parts may have the others in another part
        raise Wrong("标了*而时期并无不同")


def _over_time(reader: Reader, found: re.Match[str], header: list[str], row: list[str]) -> None:
    """经营主体历年数据: a row for each city, a column for each time."""
    for when, words in zip(header[1:], row[1:], strict=True):
        reader.cell(row[0].removesuffix("市"), found[1], "", when_of(when), words)


def _all_figures(reader: Reader, found: re.Match[str], header: list[str], row: list[str]) -> None:
    """数据一览: 城市 | 指标 | 数值 | 时期."""
    city = row[0].removesuffix("市") if header[0] == "城市" else reader.cities[0]
    name, words, when = row[-3:]
    scoped = re.fullmatch(rf"({_NAMES})(?:（(主城区)）)?", name)
    if scoped is None:
        reader.report.unread.append(reader.sentence)
        return
    reader.cell(city, scoped[1], scoped[2] or "", when_of(when), words)


def _then_and_now(reader: Reader, found: re.Match[str], header: list[str], row: list[str]) -> None:
    """指标 | 本期 | 上年同期 | 增减."""
    head = re.fullmatch(rf"({_CITY})?({_NAMES})(?:（(主城区)）)?", row[0])
    cells = [re.fullmatch(rf"({_FIGURE})（({_WHEN})）", cell) for cell in row[1:3]]
    if head is None or None in cells:
        reader.report.unread.append(reader.sentence)
        return
    city, name, scope = head[1] or reader.cities[0], head[2], head[3] or ""
    now, before = (reader.fact(city, name, scope, when_of(cell[2]), cell[1]) for cell in cells if cell)
    if header[2] == "上年同期":
        kind, year, part = when_of(now.at.printed)
        if when_of(before.at.printed) != (kind, year - 1, part):
            raise Wrong("不是上年同期")
    if row[3] in ("持平", "大体持平"):
        _even(reader, before, now, about=row[3] == "大体持平")
        return
    if row[3] == "—":
        try:
            _no_break(reader, before, now)
        except Wrong:
            return
        raise Wrong("没有中断，可以比")
    if row[3] in _VERB.split("|"):
        _turned(reader, before, now, row[3])
    elif re.fullmatch(_MOVES, row[3]):
        _ways(reader, before, now, row[3])
    else:
        reader.report.unread.append(reader.sentence)


def _coverage(reader: Reader, found: re.Match[str], header: list[str], row: list[str]) -> None:
    for city, words in zip(header[1:], row[1:], strict=True):
        reader.held(city, row[0], words)


Cells = Callable[[Reader, re.Match[str], list[str], list[str]], None]
_PART = "(?:（[一二三四五六七八九十]+）)?"
TABLES: list[tuple[str, Cells]] = [
    (rf".*共有指标(?:对照)?{_PART}", _across),
    (rf"各主题收录情况{_PART}", _coverage),
    (rf"({_NAMES})(?:历年|各半年|各季度|各月)数据{_PART}", _over_time),
    (rf".+数据一览|主要数据", _all_figures),
    ("与上年同期数据比较|与.+期数据比较", _then_and_now),
]
"""What a table is by its caption, and how a row of it is read."""

HARMLESS = (
    "指标、单位、统计范围一致，时期相同或者都未注明年份的数据，才作比较，其余只作并列",
    "数值相同，或者难分高下：",
    "数值与原文一致，表述按公文用法统一；标“推算”的由原文数据计算得出",
    "总量受城市规模影响，高低不等于工作优劣",
    "增减由本期和上年同期的数据推算",
    "较上年同期变化",
    "领先",
    "领先之处",
)
"""Sentences and headings of the templates that have the words of a claim and claim nothing of a figure."""
