"""What templates may use of Jinja and of Python: all else is refused."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from decimal import Decimal
from types import GeneratorType
from typing import Any

# `attr` would get behind names with an underscore, `format` and `replace` make text of typed things
FILTERS = (
    *("count", "d", "default", "first", "groupby", "last", "length", "list", "map", "reject", "rejectattr"),
    *("reverse", "select", "selectattr", "sort", "unique"),
)
"""Jinja's filters that templates may use, beside our own `join`: none that prints at random, or makes a text of a
typed thing behind our back."""
METHODS = (
    *("count", "endswith", "find", "get", "index", "items", "keys", "lower", "lstrip", "partition", "removeprefix"),
    *("removesuffix", "rpartition", "rsplit", "rstrip", "split", "splitlines", "startswith", "strip", "title"),
    *("upper", "values"),
)
PLAIN = (str, int, float, Decimal, list, tuple, dict, range, GeneratorType)
"""What only `METHODS` may be called on."""

COMPARE: Mapping[str, Callable[[Any, Any], object]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "gt": operator.gt,
    "gteq": operator.ge,
    "lt": operator.lt,
    "lteq": operator.le,
    "in": lambda one, other: one in other,
    "notin": lambda one, other: one not in other,
}
"""What Jinja's comparisons do."""
