"""Templates that do too much, one for each way of doing it, or look behind what they are given.

Each ends quickly where nothing stops it, spends more than `BUDGET` for one thing alone, and little for the rest.
"""

from __future__ import annotations

BUDGET = 20_000
"""Units; a turn of a loop takes one or more."""
WORD = "长" * 1000
S = "{% set s = '" + WORD + "' %}"
BIG = "{% set big = range(300) | list %}"
CELL = "{% set n = namespace(x=[1], s='长', t=(1, 1)) %}"
STATEMENTS = "{% set y = 1 %}" * 100
DOUBLED = "{% for i in range(12) %}{% set n.t = (n.t, n.t) %}{% endfor %}"


def _many(inner: str, times: int = 300) -> str:
    return f"{{% for a in range({times}) %}}{inner}{{% endfor %}}"


TOO_MUCH = {
    "two loops": _many(_many("")),
    "a loop with a test": _many("{% for b in range(300) if b < 0 %}{% endfor %}"),
    "a loop of many statements": _many(STATEMENTS),
    "a loop that writes": _many(WORD[:100]),
    "a macro": "{% macro m() %}" + STATEMENTS + "{% endmacro %}" + _many("{{ m() }}"),
    "a block": "{% block b %}" + STATEMENTS + "{% endblock %}" + _many("{{ self.b() }}"),
    "a caller": "{% macro m() %}" + _many("{{ caller() }}") + "{% endmacro %}"
    "{% call m() %}" + STATEMENTS + "{% endcall %}",
    "a macro that calls itself twice": "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}"
    "{{ m(12) }}",
    "calls": "{% macro m() %}{% endmacro %}" + _many("{% set y = m() %}" * 5),
    "arguments of calls": BIG + _many("{% if loop.changed(big) %}{% endif %}"),
    "methods of words": S + _many("{% set y = s.split('a') %}"),
    "output": _many("{{ 报送 }}" * 10),
    "a mistake on many lines": "{% set y = fact('nix') %}\n" * 30,
    "a mistake many times": _many("{% set y = fact('nix') %}" * 3),
    "includes": _many("{% include 'nix' ignore missing %}" * 3),
    "a parent of itself": "{% extends 'mine/body.md.j2' %}",
    "doubled words": CELL + _many("{% set n.s = n.s ~ n.s %}", 15),
    "added words": CELL + _many("{% set n.s = n.s + n.s %}", 15),
    "doubled text": CELL + _many("{% set y %}{{ n.s }}{{ n.s }}甲{% endset %}{% set n.s = y %}", 15),
    "a long word": S + _many("{{ s }}", 100),
    "slices": S + _many("{% set y = s[1:] %}"),
    "words turned round": S + _many("{% set y = s | reverse %}"),
    "joining": S
    + "{% set y = '甲a甲a甲a甲a甲a甲a甲a甲a甲a甲a甲a甲a甲a甲a甲a甲a甲a甲a甲a甲a甲a甲'.split('a') | join(s) %}",
    "sorting": BIG + _many("{% set y = big | sort %}"),
    "sorting ranges": _many("{% set y = range(300) | sort %}"),
    "what a filter gives one by one": BIG + "{% set y = range(99) | map(attribute='x', default=big) | list %}",
    "tests": BIG + _many("{% if -1 is in big %}{% endif %}"),
    "unknown names": _many("{% set y = 报送.x.y.z %}"),
    "finding": BIG + _many("{% if -1 in big %}{% endif %}"),
    "comparing": BIG + _many("{% if big == 1 %}{% endif %}"),
    "adding lists": BIG + _many("{% set y = big + [] %}"),
    "lists": BIG + _many("{% set y = [big] %}"),
    "tuples": BIG + _many("{% set y = (big,) %}"),
    "dicts": BIG + _many("{% set y = {1: big} %}"),
    "keys": CELL
    + _many("{% set n.t = (n.t, n.t, n.t, n.t) %}", 4)
    + "{% set d = {1: 1} %}"
    + _many("{% set y = d[n.t] %}"),
    "facts in lists": "{% set n = namespace(x=[fact('wuhan.items')]) %}"
    + _many("{% set n.x = n.x + n.x %}", 6)
    + _many("{{ n.x }}", 99),
}
ENDLESS = {
    "a loop over itself": "{% for a in [1] recursive %}{{ loop([1]) }}{% endfor %}",
    "a macro that calls itself": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "a block that prints itself": "{% block b %}{{ self.b() }}{% endblock %}",
    "an include of itself": "{% include 'mine/body.md.j2' %}",
    "an import of itself": "{% import 'mine/body.md.j2' as x %}",
}
TOO_DEEP = {
    "lists": CELL + DOUBLED + "{% set y = {n.t: 1} %}",
    "dicts": "{% set n = namespace(d={}) %}" + _many("{% set n.d = {1: n.d, 2: n.d} %}", 12),
    "views of dicts": "{% set n = namespace(d={1: 2}) %}" + _many("{% set n.d = {1: n.d.items() | list} %}", 12),
    "behind a dot": CELL + DOUBLED + "{% set y = [n, n] | unique(attribute='t') | list %}",
    "arguments": CELL + "{% macro m() %}{% set n.t = varargs %}{% endmacro %}" + _many("{% set y = m(n.t, n.t) %}", 12),
    "groups": CELL + "{% set n.x = [(1, 1)] %}" + _many("{% set n.x = n.x | groupby(1) | list %}", 12),
}
FORBIDDEN = {
    "a power": "{% set x = 2 ** 2 %}",
    "squares": "{% set n = namespace(x=99999) %}" + _many("{% set n.x = n.x * n.x %}", 9),
    "dividing": "{% set n = namespace(x=999999999999) %}{% set n.x = n.x * n.x %}{% set x = n.x // 3 %}",
    "repeated words": "{% set x = '长' * 9 %}",
    "words repeated": "{% set x = 9 * '长' %}",
    "repeated text": "{% set x %}长{% endset %}{% set y = x * 9 %}",
    "repeated lists": "{% set x = [1] * 9 %}",
    "repeated tuples": "{% set x = (1,) * 9 %}",
    "a method that pads": "{% set x = '长'.ljust(9) %}",
    "a method that joins": "{% set x = '长'.join(['甲']) %}",
    "a method that formats": "{% set x = '{:9}'.format(1) %}",
    "a method that formats a map": "{% set x = '{a:>9}'.format_map({'a': 1}) %}",
    "a method of text": "{% set x %}长{% endset %}{% set y = x.ljust(9) %}",
    "a method of numbers": "{% set x = (1).to_bytes(9) %}",
    "formatting with %": "{% set x = '%9d' % 1 %}",
    "a long range": "{% for a in range(1000000000) %}{% endfor %}",
    "batches": "{% set x = [1] | batch(9, 1) | list %}",
    "filling": "{% set x = '长' | center(9) %}",
    "a cycler": "{% set c = cycler(1, 2) %}",
    "a joiner": "{% set c = joiner('长') %}",
    "words at random": "{{ lipsum(1) }}",
}
