"""What a figure as printed says beyond its value, unit and qualifier is said by the fields of the fact, too.

人均2.9万元 beside 1100亿元, 名义 beside 可比价, 全省第4 beside 全国第2 would else be set against each other. What no
field accounts for is a warning, one for each kind, as an old workspace may hold hundreds.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefing.data.rules import change, ranks
from briefing.data.rules.problems import problem
from briefing.errors import Problem, Severity
from briefing.model.catalogue import Indicator
from briefing.model.facts import Fact
from briefing.model.library import Library
from briefing.model.measure import MeasureKind, Price, Survey
from briefing.model.period import Basis
from briefing.model.printed import AFTER, BEFORE

SHOWN = 3  # facts that a warning names


@dataclass(frozen=True, slots=True)
class Word:
    """A kind of word in a figure as printed, and how the fact says the same: by a field, or its indicator's name.

    `named` is what such a name has, None for the word itself.
    """

    form: re.Pattern[str]
    says: str
    accounted: Callable[[Fact], bool]
    named: re.Pattern[str] | None = None


def _measured(form: str, *kinds: MeasureKind) -> Word:
    return Word(re.compile(form), f"measure: {kinds[0]}", lambda fact: fact.measure.kind in kinds)


def _based(form: str, base: str) -> Word:
    return Word(re.compile(form), f"base: {base}", lambda fact: base in fact.measure.base)


def _at_prices(form: str, price: Price) -> Word:
    return Word(re.compile(form), f"price: {price}", lambda fact: fact.measure.price is price)


def _surveyed(form: str, survey: Survey) -> Word:
    return Word(re.compile(form), f"survey: {survey}", lambda fact: fact.measure.survey is survey)


WORDS: tuple[Word, ...] = (
    _measured("人均|每人", MeasureKind.PER_HEAD),
    _measured("户均|每户|户平均", MeasureKind.PER_HOUSEHOLD),
    _measured("[地亩]均|每亩|每平方公里", MeasureKind.PER_AREA),
    _measured("日均|每[天日]", MeasureKind.PER_DAY),
    _measured("占比|比重|占(?=[^0-9]*[0-9.]+%)", MeasureKind.SHARE),
    Word(
        re.compile("增速|增幅|降幅|增长率|(?:增长|下降|压缩|减少|增加)(?=[^0-9]*[0-9.]+%)"),
        f"measure: {MeasureKind.GROWTH}",
        lambda fact: fact.measure.kind is MeasureKind.GROWTH,
        re.compile("[增涨升降减缩跌速幅]"),
    ),
    _measured("指数", MeasureKind.INDEX),
    _measured("得分|评分", MeasureKind.SCORE),
    _based("同比|[比较](?:上年|去年)(?:同期)?(?![末底])", "同比"),
    _based("环比|[比较]上[月季]", "环比"),
    _based("年均|年平均", "年均"),
    Word(
        re.compile("[比较](?:[12][0-9]{3}年(?:同期|[末底])?|年初|上年[末底]|[^0-9，、]{1,6}前)"),
        "base: 与什么比（如 比2019年、较年初）",
        lambda fact: bool(fact.measure.base),
    ),
    _at_prices("名义|现价|当年价", Price.NOMINAL),
    _at_prices("可比价|可比口径|不变价|扣除价格", Price.CONSTANT),
    _surveyed("问卷", Survey.QUESTIONNAIRE),
    _surveyed("抽样|抽查|样本", Survey.SAMPLE),
    _surveyed("普查", Survey.CENSUS),
    Word(
        re.compile("快报|初步|初核|修订|核定|核实"),
        "status: 快报、初步、修订 或 核定",
        lambda fact: fact.status is not None,
    ),
    Word(re.compile("预算|计划|目标|任务"), "target: 目标值", lambda fact: fact.target is not None),
    Word(
        re.compile("全[国省市区县州]|城区|郊区|县域|农村|城镇|规模以上"),
        "scope: 涵盖什么（位次写 ranking: 在哪里排）",
        lambda fact: bool(fact.scope or fact.measure.ranking),
    ),
)


_NEEDS_NO_FIELD = re.compile(
    "|".join(
        (
            *(form.pattern for _, form in (*BEFORE, *AFTER)),
            *change.VERBS.values(),
            *ranks.VERBS.values(),
            *(word.form.pattern for word in WORDS),
            "共计?|合计|总计|总共|总[数量额]|数量|实现|完成|其中|保持|稳定|仅|只|第|首位|榜首|冠军|位居?|居|列|至|到|为|成|于|在|的|了|有|是|零|由|从|压|近年来|办[结理]",
            "个?(?:城市|地区|[省市州区县])中",  # how many are ranked is held against `of`
            "[0-9]+年[初末底]?|[0-9]+月[末底]?|截至|目前|当前",
            "百分之|[0-9.,%‰]+|[〇零一二两三四五六七八九十百千万亿几余多来半]+",
        )
    )
)
"""What a figure as printed may say without a field for it, what the other rules hold against fields among it."""


def leftover_words_are_accounted(library: Library) -> Iterator[Problem]:
    """What else `printed` says beside the number (预计、不含代建) is said by what the figure is called or told with."""
    indicators = library.catalogue.indicators
    units = {symbol for family in library.catalogue.units.values() for symbol in family.units if len(symbol) > 1}
    unit = re.compile("|".join(map(re.escape, sorted(units, key=len, reverse=True))) or "(?!)")
    found: list[tuple[Fact, str]] = []
    for fact in library.facts():
        if (indicator := indicators.get(fact.indicator)) and re.search("[一-鿿]{2}", fact.printed):
            rest = _NEEDS_NO_FIELD.sub("，", unit.sub("，", unicodedata.normalize("NFKC", fact.printed)))
            own = (indicator.name, indicator.definition, fact.scope, fact.caveat, *map(str, _fields(fact)))
            said = set("".join(own) + fact.period.text + fact.quantity.unit.symbol)
            found += [(fact, words) for words in re.findall("[一-鿿]{2,}", rest) if not said.issuperset(words)]
    hint = "说范围的写 scope，读者要知道的写 caveat，指标本身的写进它的 definition；与数值无关的，printed 里不写。"
    yield from _unaccounted(found, "printed", hint)


def _fields(fact: Fact) -> Iterable[object]:
    """What a fact says by its own fields."""
    measure = fact.measure
    return (
        *(measure.kind, measure.base, measure.price or "", measure.survey or "", measure.ranking),
        *(fact.status or "", fact.break_reason, "累计" if fact.basis is Basis.CUMULATIVE else ""),
    )


def printed_words_are_accounted(library: Library) -> Iterator[Problem]:
    """What `printed` says of measure, base, price, survey, status and scope, a field or the indicator's name says."""
    indicators = library.catalogue.indicators
    facts = [fact for fact in library.facts() if re.search("[一-鿿]{2}", fact.printed)]
    for word in WORDS:
        found = [
            (fact, match[0])
            for fact in facts
            if (match := word.form.search(fact.printed))
            and not word.accounted(fact)
            and not _named(word, match[0], fact, indicators.get(fact.indicator))
        ]
        hint = f"请加上 {word.says}，否则会与口径不同的数比较。"
        yield from _unaccounted(found, word.says.partition(":")[0], hint)


def _named(word: Word, said: str, fact: Fact, indicator: Indicator | None) -> bool:
    """Whether the scope, or what the indicator is called or defined as, has the word."""
    if indicator and word.named and word.named.search(indicator.name):
        return True
    told = (fact.scope, *((indicator.name, indicator.definition) if indicator else ()))
    return any(said in text for text in told)


def _unaccounted(found: Sequence[tuple[Fact, str]], key: str, hint: str) -> Iterator[Problem]:
    """Yield one warning of words that no field has, each with its fact: the first of them, and how many there are."""
    if found:
        said = "、".join(f"“{words}”" for words in dict.fromkeys(words for _, words in found[:SHOWN]))
        ids = "、".join(f"“{fact.id}”" for fact, _ in found[:SHOWN]) + ("等" if len(found) > SHOWN else "")
        message = f"原文印出的{said}没有写进数据点的字段：{ids} {len(found)} 处。"
        yield problem(found[0][0], key, message, hint, Severity.WARNING)
