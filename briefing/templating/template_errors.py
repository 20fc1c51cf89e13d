"""What an author did wrong, said in Chinese at the line where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from jinja2 import ChainableUndefined, StrictUndefined, TemplateNotFound, TemplatesNotFound, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.utils import missing

from briefing.errors import NOWHERE, Location, Problem, did_you_mean
from briefing.templating.wrong_calls import misused
from briefing.text.classified import CLASSIFIED, is_classification

QUOTES = '指标、城市的名称要加引号，如 value("经营主体")。'
PARAMETERS = "参数要先写在 template.yaml 的 parameters 里。"


class Mistake(Exception):
    """Carries the problem; where it has no place, it is that of the line being rendered."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


class Spent(Exception):
    """A template does or writes far more than any briefing needs."""


@dataclass(frozen=True, slots=True)
class NotChosen(Problem):
    """That a template names a `fact` of a city that was not asked for."""

    fact: str = ""


def placed(problem: Problem, place: Location) -> Problem:
    """Return the problem at `place`, unless it has a file of its own."""
    return problem if problem.location.file else replace(problem, location=place)


class Unknown(StrictUndefined):
    """A name that means nothing. What is behind it means nothing, either; printed, asked or gone through, it is noted
    with the nearest names that mean something; anything else ends the rendering."""

    names: tuple[str, ...] = ()
    """Every name that the template may use; set, as `note` is, in a subclass for each rendering."""

    @staticmethod
    def note(problem: Problem) -> None:
        """Remembers a problem of the line being rendered."""

    # `type: ignore[override]` below: Jinja types what an undefined name is asked for as never giving anything.
    def __getattr__(self, name: str) -> Unknown:
        # Python and Jinja ask for these themselves, to see what kind of thing this is
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __getitem__(self, key: object) -> Unknown:  # type: ignore[override]
        return self

    def __call__(self, *given: object, **named: object) -> Unknown:  # type: ignore[override]
        """Return itself: what an unknown function gives is unknown."""
        return self

    def __sub__(self, other: object) -> Unknown:  # type: ignore[override]
        """An id without quotes, wuhan.one-stop-items, is a difference to Jinja: as unknown as what it begins with."""
        return self

    def __iter__(self) -> Iterator[object]:  # type: ignore[override]
        self.note(self.problem())
        return iter(())

    def __bool__(self) -> bool:  # type: ignore[override]
        self.note(self.problem())
        return False

    def problem(self) -> Problem:
        """Return what to say, without a place."""
        name, owner = str(self._undefined_name), self._undefined_obj
        if isinstance(self._undefined_name, int) and isinstance(owner, Sequence):
            held = f"这里只有 {len(owner)} 项" if owner else "这里是空的"
            return Problem(f"没有第 {self._undefined_name + 1} 项，{held}。", hint="请先用 {% if … %} 判断。")
        if isinstance(owner, str) and not hasattr(str, name) and not name.startswith("_"):
            return unknown_attribute(name, attributes(owner))
        if self._undefined_exception is SecurityError:
            # a method of words that is forbidden was meant to join or to fill
            words = isinstance(owner, str) and not name.startswith("_")
            return Problem(f"模板里不能用“{name}”。", hint="连接文字请用 ~。" if words else "请只用模板数据里的名称。")
        if self._undefined_hint:
            return Problem("这里是空的，没有可取的一项。", hint="请先用 {% if … %} 判断。")
        if owner is missing:
            return unknown_name(name, self.names)
        return unknown_attribute(name, attributes(owner), of_settings=isinstance(owner, dict))

    @property
    def _undefined_message(self) -> str:
        return str(self.problem())


class RefusedValue(ChainableUndefined):
    """What was refused, and told: no condition on it holds, and what it is asked for is nothing, too."""

    def _never(self, other: object) -> bool:
        return False

    # `type: ignore`: Jinja types what an undefined name is asked for as never giving anything
    __lt__ = __le__ = __gt__ = __ge__ = _never  # type: ignore[assignment]

    def __call__(self, *given: object, **named: object) -> RefusedValue:  # type: ignore[override]
        """Return itself."""
        return self


NOTHING = RefusedValue("前面有一项写错了，这里用不了它。")
"""What a call or a computation gives that was refused."""


def unknown_name(name: str, names: tuple[str, ...]) -> Problem:
    """Return what to say of a name that stands alone and means nothing."""
    if name == "loop":
        return Problem("loop 只能用在 {% for … %} 里面。", hint="请移到循环里，或删去。")
    if is_classification(name):
        return CLASSIFIED
    if name in names:
        return Problem(f"名称“{name}”在这里还没有定义。", hint="请把定义它的一段移到前面。")
    return Problem(f"模板里的名称“{name}”不存在。", hint=did_you_mean(name, names) or f"{QUOTES}{PARAMETERS}")


def unknown_attribute(name: str, names: tuple[str, ...], *, of_settings: bool = False) -> Problem:
    """Return what to say of a name behind a dot that means nothing; `names` are those that exist there."""
    none = PARAMETERS if of_settings else "这里后面没有可以写的名称；一组内容请用 {% for … %} 逐项写。"
    held = f"这里可用的有：{'、'.join(names)}。" if names else none
    return Problem(f"模板里“.{name}”不存在。", hint=did_you_mean(name, names) or held)


def attributes(owner: object) -> tuple[str, ...]:
    """Return what a template may write behind the dot of `owner`."""
    if isinstance(owner, str):  # words of ours (the issue, the date) may have names of their own
        return tuple(name for name in getattr(type(owner), "__slots__", ()) if name != "runs")
    if isinstance(owner, int | float | Decimal | Sequence) and not isinstance(owner, tuple):
        return ()
    if isinstance(owner, dict):
        return tuple(str(key) for key in owner)
    # a list of ours may have names of its own; those that every list has are no words of a template
    common = dir(tuple) if isinstance(owner, tuple) else ()
    return tuple(name for name in dir(owner) if not name.startswith("_") and name not in common)


REASONS: tuple[tuple[type[Exception], str, str], ...] = (
    (RecursionError, "模板互相引用，没有尽头", "请检查 include、import 和 macro 的层次。"),
    (Spent, "模板的循环或输出太多，已停止", "请检查循环和 macro 的层次。"),
    (MemoryError, "模板用的内存太多，已停止", "请检查循环的层次。"),
    (OverflowError, "数太大", "range(…) 最多 10000 项。"),
    (Exception, "模板出错（{error}）", ""),
)
"""What Python and Jinja may raise while rendering, the special before the general: what to say, what to do."""


def problem_of(error: Exception, place: Location = NOWHERE) -> Problem:
    """Return what to say about an exception that stopped the rendering at `place`."""
    if isinstance(error, Mistake):
        return placed(error.problem, place)
    if isinstance(error, TemplatesNotFound):
        return Problem(f"模板文件夹里没有“{'”“'.join(map(str, error.templates))}”。", place)
    if isinstance(error, UndefinedError | SecurityError | TemplateNotFound):
        return Problem(str(error), place)
    if isinstance(error, TypeError | ValueError | LookupError):
        return placed(misused(error), place)
    message, hint = next((said, hint) for kind, said, hint in REASONS if isinstance(error, kind))
    return Problem(f"{message.format(error=error)}。", place, hint)
