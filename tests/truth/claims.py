"""Reads a finished briefing, clause by clause and cell by cell, and reckons every claim again from the truth.

It takes the words for what a reader would: nothing is looked up in what the program knows of its own sentences. What
has a figure or a word of comparison and is of no known form is `unread`, which is a fault as much as what is wrong.
"""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise

from briefing.model.document import Block, Document, Figure, Heading, Items, Note, Paragraph, Table
from tests.truth import arithmetic as reckon
from tests.truth.benchmarks import dot, put_off, settle
from tests.truth.clauses import DAYS, FORMS, share
from tests.truth.columns import drawn
from tests.truth.libraries import SCALES, Known
from tests.truth.reading import Reading, Report, Wrong
from tests.truth.rows import TABLES
from tests.truth.words import BETTER, CITY, CLAIM, NAME, WHEN, When, plain, when_of

HARMLESS = (
    "(?:同比|变化|完成率|同比、完成率)(?:由各期数据|按.+数)推算，尾数四舍五入(?:，原表已列的以原表为准)?",
    "“●”表示未达目标或者慢于序时进度",
    "目标任务完成情况",
    "牵头单位均为.+",
    "指标、单位、统计范围一致，时期相同或者都未注明年份的数据，才作比较",
    "(?:中位数|差距|变化)(?:、差距|、变化)*为推算.*",
    "(?:差距为推算；)?(?:参考目标值，.+；)?空白处由有关单位填写",
    f"(?:{NAME}|{CITY}市)(?:、(?:{NAME}|{CITY}市))*(?:不按完成率衡量|时期不同)，未画入图中",
    "其余的完成进度见表",
    f"(?:如期完成目标|先达到各地中位数|缩小与(?:{CITY})的差距)，具体措施由[^，]+提出",
    "以上(?:未另提建议的)?[0-9]+项差距，力争先达到各地中位数水平，具体措施由牵头单位提出",
    "总量与规模有关，位次不表示优劣",
    "未定优劣方向的指标不排位次",
    ".+的数据较早，或时期、口径与其他各地不同，没有列出",
    "括号内为与最优值之比，越低越好的指标为最优值与该值之比",
    ".+(?:含零值或负值，无法折算|不宜折算)，未画入图中",
    f"(?:根据公开材料，)?现将(?:{CITY})市等[0-9]+市.+",
    "时期：.+",
    "资料来源：.+逐项出处备查",
    NAME,
    "总量受城市规模影响，高低不等于工作优劣",
    "增减由本期和上年同期的数据推算",
    "增减由本期和上年同期的数据推算，来源载明的依其所载",
    "较上年同期变化",
    "只列变化较大的，其余[0-9]+项从略",
    f"(?:{NAME})(?:、(?:{NAME}))*等?[0-9]+项：.+，不作比较，没有列出",
)
"""Sentences and headings of the templates that have the words of a claim and claim nothing of a figure."""


class Reader(Reading):
    """Reads one briefing."""

    def read(self, document: Document) -> Report:
        """Return what the whole document says."""
        for block in document.blocks:
            self.block(block)
        for runs in document.findings:
            self.text(plain(runs))
        self._all_counts()
        return self.report

    def block(self, block: Block) -> None:
        """Read one block."""
        match block:
            case Heading():
                self.heading = plain(block.runs)
                if city := re.fullmatch(f"({CITY})市", self.heading):  # a chapter of its own
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

    def _all_counts(self) -> None:
        """Check what is said of how much there is, now that all of it is read."""
        for count, city in self.extent:
            held = [id for id in self.report.facts if self.made.known[id].city == (city or self.made.known[id].city)]
            if count != len(held):
                self.report.wrong.append(f"说采用{city}数据{count}项，文中有{len(held)}项")
        settle(self)

    def text(self, words: str) -> None:
        """Read a paragraph, sentence by sentence."""
        self.city = self.cities[0] if len(self.cities) == 1 else self.home
        words = words.replace("我市", self.home or "我市")
        for printed in re.findall("[^。]+。?", words):
            sentence = re.sub(f"^((?:[^，]*，)?)({CITY})市(?!。|[0-9]{{4}}年)", r"\1\2", printed)
            self.sentence = sentence
            if city := re.fullmatch(f"({CITY})市。", sentence):
                self.city = city[1]
                continue
            if sentence.endswith("。") and put_off(self, sentence.rstrip("。")):
                continue
            if any(re.fullmatch(form, sentence.rstrip("。")) for form in HARMLESS):
                continue
            self.row, self.now, self.first, self.span, self.when = [], None, None, None, ("", 0, 0)
            try:
                self._clauses(sentence)
            except Wrong as found:
                self.report.wrong.append(f"{found}　｜　{sentence}")

    def _clauses(self, sentence: str) -> None:
        rest = sentence.rstrip("。")
        while rest:
            for form, read in FORMS:
                if found := form.match(rest):
                    read(self, found)
                    rest = rest[found.end() :]
                    break
            else:
                if CLAIM.search(rest):
                    self.report.unread.append(f"{rest}　｜　{sentence}")
                return

    def table(self, table: Table) -> None:
        """Read every cell."""
        caption = plain(table.caption)
        header = [plain(cell) for cell in table.header]
        rows = [[plain(cell) for cell in row] for row in table.rows]
        self.starred, self.unit = [], table.unit
        columns = sum(not head.startswith(("较", "同比")) for head in header[1:])
        drawn_times = [mark.label for spec in table.sparklines[:1] for mark in spec.panels[0].marks]
        self.left_out = drawn_times[: len(drawn_times) - columns]
        for form, read in TABLES:
            if found := re.fullmatch(form, caption):
                for place, row in enumerate(rows):
                    self.sentence = f"《{caption}》{'｜'.join(row)}"
                    try:
                        read(self, found, header, row)
                        for spec in table.sparklines[place : place + 1]:
                            (panel,) = spec.panels
                            marks: list[tuple[str, object, str]] = [(m.label, m.value, m.text) for m in panel.marks]
                            drawn(self, marks, panel.unit)
                    except Wrong as wrong:
                        self.report.wrong.append(f"{wrong}　｜　{self.sentence}")
                    except ValueError as unknown:  # a head or a cell of no known form
                        self.report.unread.append(f"{unknown}　｜　{self.sentence}")
                break
        else:
            self.report.unread.append(f"《{caption}》")
        for note in table.notes:
            self.text(plain(note))

    def figure(self, figure: Figure) -> None:
        """Read the caption, every mark, and the alternative text."""
        caption = plain(figure.caption)
        self.sentence = f"图《{caption}》"
        if "数据与做法合计项数" in caption:
            for mark in figure.chart.panels[0].marks:
                self.held(mark.group, mark.label, mark.text)
                if f"{mark.group}{mark.label}{mark.value}项" not in figure.alt or mark.text != f"{mark.value}项":
                    self.report.wrong.append(f"图中是{mark.value}，文字是{mark.text}　｜　{self.sentence}")
            return
        if figure.chart.kind == "strip" or "完成进度" in caption:
            (self._strip if figure.chart.kind == "strip" else self._progress)(figure)
            return
        period = next((plain(note) for note in figure.notes if plain(note).startswith("时期：")), "")
        period = period.partition("资料来源")[0]
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

    def _strip(self, figure: Figure) -> None:
        period = "".join(map(plain, figure.notes)).partition("时期：")[2].partition("资料来源")[0]
        for mark in figure.chart.panels[0].marks:
            try:
                label = mark.label.partition("（越")[0]
                own = self.places.get(label)
                at = when_of(own.at.printed) if own else self._period(period, label, mark.group.removesuffix("市"))
                dot(self, label, mark, at)
                self._direction(mark.label)
            except Wrong as wrong:
                self.report.wrong.append(f"{wrong}　｜　{self.sentence}")
        for note in figure.notes:
            self.text(plain(note))

    def _progress(self, figure: Figure) -> None:
        """Check how far each target is reached, the share of the year that is gone, and that the furthest is first."""
        caption, done = plain(figure.caption), []
        period = next(plain(note) for note in figure.notes if plain(note).startswith("时期：")).partition("资料来源")[0]
        for panel in figure.chart.panels:
            for mark in panel.marks:
                what, city = (
                    panel.title if mark.label in ("完成", "序时进度") else mark.label,
                    mark.group.removesuffix("市"),
                )
                named = re.search(f"({NAME})(?:（(主城区)）)?", caption if what == mark.group else what)
                known = named and self.find(city, named[1], named[2] or "", self._period(period, named[1], city))
                if not known or not known.target or mark.value is None or known.at.part is None:
                    self.report.unread.append(f"{what}　｜　{self.sentence}")
                    continue
                gone = Fraction(DAYS[known.at.part + 1] * 100, DAYS[-1])
                right = (gone, gone, gone) if mark.label == "序时进度" else share(known, known.target.value)
                said = f"约{mark.text}" if mark.label == "序时进度" else mark.text
                if not reckon.computed_right(said, *right) or Fraction(mark.value) != reckon.parsed(mark.text)[1]:
                    self.report.wrong.append(f"{city}{what}不是{mark.text}　｜　{self.sentence}")
                done += [] if mark.label == "序时进度" else [mark.value]
        if done != sorted(done, reverse=True):
            self.report.wrong.append(f"完成得多的不在前　｜　{self.sentence}")
        for note in figure.notes:
            if not plain(note).startswith(("时期：", "资料来源：")):
                self.text(plain(note))

    def _mark(self, caption: str, title: str, period: str, label: str, group: str, words: str) -> Known | None:
        name = re.search(f"({NAME})(（主城区）)?", title or caption)
        if name is None:
            self.report.unread.append(f"{self.sentence}{title}")
            return None
        scope = (name[2] or "").strip("（）")
        city = (group or label).removesuffix("市")
        if re.fullmatch(WHEN, label):
            return self.cell(city, name[1], scope, when_of(label), words)
        return self.cell(city, name[1], scope, self._period(period, name[1], city), words)

    def _period(self, words: str, name: str, city: str) -> When:
        """Return the time that the line below a chart gives an indicator: 时期：甲、乙，2024年；丙，截至2024年底。"""
        parts = words.removeprefix("时期：").partition("。")[0].split("；")
        for part in sorted(parts, key=lambda part: "，" not in part):  # what is told of all, last
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
        told = Fraction(str(value)) * SCALES.get(unit[:1], 1)
        middle = (known.low + known.high) / 2
        if told != (middle if known.point is None else known.point):
            raise Wrong(f"{known.city}{known.name}：图中的长度是{value}{unit}，数值是{known.shown}")
        self.note(f"图{known.id}{value}")

    def _order(self, title: str, shown: list[Known], *, line: bool) -> None:
        """Check that bars stand in the order that their panel is of, and lines in that of time."""
        for one, other in pairwise(shown):
            if line and one.city == other.city and not one.at.index < other.at.index:
                self.report.wrong.append(f"时间倒了：{one.id}、{other.id}　｜　{self.sentence}")
            if not line and self.ahead(other, one):
                self.report.wrong.append(f"{other.city}应在{one.city}前　｜　{self.sentence}{title}")
        self._direction(title)

    def _direction(self, title: str) -> None:
        """Check which way is better, where the title of a panel or the label of a row says it."""
        better = {"少": "低", "短": "低", "低": "低"}
        if found := re.search("（越([多少长短高低])越好）", title):
            name = re.search(f"({NAME})", title)
            if name and better.get(found[1], "高") != BETTER[name[1].removesuffix("同比增速")]:
                self.report.wrong.append(f"方向相反　｜　{title}")
