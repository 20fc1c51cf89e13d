"""A briefing's template: a folder with its description, its body and perhaps a shell of its own."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from briefing.errors import NOWHERE, Location, Problem, did_you_mean

TYPES = ("文字", "整数", "是否", "选项", "电话", "日期", "期号", "人数", "金额", "网址")
"""The types that a parameter may have."""
TEXT, WHOLE, FLAG, CHOICE, PHONE, DATE, ISSUE, PERSONS, MONEY, ADDRESS = TYPES
NEEDS = ("home", "data")
"""What a template may ask for: home, a city to benchmark (`--home`); data, figures or practices that it can print."""

BRIEFING, MEMO = TEMPLATE_KINDS = ("briefing", "memo")
"""What a template writes: a briefing on cities, or a letter (函、签报、便函) that carries briefings."""

Value = str | int | bool
"""What a parameter is inside a template."""
_GREAT = "(?:余?[万亿]|[万亿]余)"
_WHOLE = f"(?:[0-9]{{1,12}}|[0-9]{{1,3}}(?:,[0-9]{{3}})+)(?:{_GREAT}|余)?"
FORMS: Mapping[str, tuple[str, str, str]] = {
    WHOLE: (r"-?[0-9]{1,9}", "整数", "5"),
    PHONE: (r"\+?[0-9][0-9 -]+[0-9](?: *转 *[0-9]+)?", "电话号码", "0398-2960000转8021"),
    DATE: (
        r"([0-9]{4})(?:年([0-9]{1,2})月(?:([0-9]{1,2})日)?|-([0-9]{2})-([0-9]{2}))",
        "日期",
        "2026年1月5日",
    ),
    ISSUE: (r"[0-9]{1,5}|(?:[0-9]{4}年)?总?第[0-9]{1,5}期", "期号", "第3期"),
    PERSONS: (rf"约?(?:{_WHOLE}|[0-9]{{1,9}}\.[0-9]{{1,4}}{_GREAT})(?:人次|人|名|位)?", "人数", "35人"),
    MONEY: (
        rf"(?:人民币)?约?(?:{_WHOLE}|[0-9]{{1,9}}\.[0-9]{{1,4}}{_GREAT}?)(?:美元|港元|欧元|日元|元)",
        "金额，写明单位",
        "1200万元",
    ),
    ADDRESS: (
        r"(?:https?://)?(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}(?::[0-9]{1,5})?(?:/[A-Za-z0-9%&#=?@:;+~_./-]*)?",
        "网址",
        "https://www.gov.cn/zhengce",
    ),
}
"""What the types that have a form look like: a pattern, and in Chinese what it is and an example."""
_FLAGS = {"是": True, "否": False, "true": True, "false": False}


FONT_ROLES = ("body", "sub", "head", "page", "title")
"""What fonts of a shell are used for: 正文, 二级标题, 黑体处, 页码, 标题与报头."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A value that a user may set (`--set 编发单位=…`).

    `type` is one of `TYPES`; `options` are the only values of a 选项; `default` is the text used where none is given;
    a `required` one without a default must be given.
    """

    name: str
    type: str = TEXT
    default: str = ""
    options: tuple[str, ...] = ()
    description: str = ""
    required: bool = False
    location: Location = field(default=NOWHERE, compare=False)

    @property
    def allowed(self) -> str:
        """What may be written, in Chinese."""
        if self.type in FORMS:
            _, what, example = FORMS[self.type]
            return f"{what}，如 {example}"
        said = {TEXT: "文字", FLAG: "是 或 否"}
        return said.get(self.type) or f"下列之一：{'、'.join(self.options)}"

    def read(self, text: str) -> Value:
        """What the text means: 整数 an int, 是否 a bool, else the text, 2026-01-05 as 2026年1月5日.

        ValueError if it is not `allowed`.
        """
        if text and self.type in FORMS:
            found = re.fullmatch(FORMS[self.type][0], text)
            if not found:
                raise ValueError(text)
            if self.type == DATE:
                year, month, *days = (int(number) for number in found.groups() if number)
                datetime.date(year, month, *(days or [1]))
                return f"{year}年{month}月{days[0]}日" if "-" in text else text
        if self.type == WHOLE:
            return int(text or 0)
        if self.type == FLAG:
            if text.lower() not in ("", *_FLAGS):
                raise ValueError(text)
            return _FLAGS.get(text.lower(), False)
        if self.type == CHOICE and text not in (*self.options, self.default):
            raise ValueError(text)
        return text

    def misfit(self, text: str) -> Problem | None:
        """Return what is wrong with the text as a value; None if it is `allowed`."""
        try:
            self.read(text)
        except ValueError:
            hint = f"应为{self.allowed}。{did_you_mean(text, self.options)}"
            return Problem(f"参数“{self.name}”写的是“{text}”。", hint=hint)
        return None


SIZES = {"大": 1.0, "中": 0.85, "小": 0.7}
"""How wide charts are, as a share of the type area."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartOptions:
    """How charts look: `colors` (#rrggbb) of cities, by any of their names; `size`, a word of `SIZES`; no colours."""

    colors: Mapping[str, str] = field(default_factory=dict)
    size: str = "大"
    black_and_white: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberOptions:
    """How figures are printed: `units` by any name of an indicator; the most `digits` behind the point of a computed
    figure, None for the usual ones.
    """

    units: Mapping[str, str] = field(default_factory=dict)
    digits: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingOptions:
    """What the `home` city (我市) and the `office` are called from their second mention on, "" for their names."""

    home: str = ""
    office: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderOptions:
    """Which `themes` and `cities` come first, by any of their names."""

    themes: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A template as found.

    `title` and `description` are for people; `kind` is one of `TEMPLATE_KINDS`; `ending` ends the titles of its
    briefings (对标分析) or letters (函), "" for the usual one; `fonts` take the place of the shell's own, by role (see
    `FONT_ROLES`); `charts`, `numbers`, `wording` and `order` say how it is made; `needs` are words of `NEEDS`;
    `cities` are those that its text is about, by any of their names, none for whichever are asked for; `roots` are
    searched for included parts. `base` is the template that it rests on, of which it has whatever it does not say
    itself; `shell` is the Word file that the text is poured into. None of either: there is none. `doubts` are
    warnings to pass on whenever it is used.
    """

    id: str
    title: str
    folder: Path
    description: str = ""
    kind: str = BRIEFING
    ending: str = ""
    fonts: Mapping[str, str] = field(default_factory=dict)
    charts: ChartOptions = field(default_factory=ChartOptions)
    numbers: NumberOptions = field(default_factory=NumberOptions)
    wording: WordingOptions = field(default_factory=WordingOptions)
    order: OrderOptions = field(default_factory=OrderOptions)
    needs: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    roots: tuple[Path, ...] = ()
    base: Template | None = None
    shell: Path | None = None
    doubts: tuple[Problem, ...] = ()

    @property
    def lineage(self) -> tuple[Template, ...]:
        """The template itself, its base, the base of that, and so on."""
        return (self, *(self.base.lineage if self.base else ()))
