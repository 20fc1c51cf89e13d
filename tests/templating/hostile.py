"""Templates that would take all the time or memory there is, or look behind what they are given."""

from __future__ import annotations

LONG = "长" * 1000
BIG = "{% set big = range(9999) | list %}"
CELL = "{% set n = namespace(x=[1], s='长', t=(1, 1)) %}"
MANY = "{% for a in range(9999) %}"
TWICE = MANY + "{% for b in range(9999) %}"
DONE = "{% endfor %}"
DOUBLED = "{% for i in range(40) %}{% set n.t = (n.t, n.t) %}{% endfor %}"


def _nested(times: int, inner: str) -> str:
    return "{% for a in range(9999) %}" * times + inner + "{% endfor %}" * times


def _many(inner: str) -> str:
    return MANY + inner + DONE


LOOPS = {
    "two loops": _nested(2, ""),
    "six loops": _nested(6, ""),
    "loops that print": _nested(2, "{{ 报送 }}"),
    "loops that print what is refused": _nested(2, "{{ loop }}"),
    "loops that write": _many(LONG),
    "loops in a captured text": "{% set x %}" + _many(LONG) + "{% endset %}{{ x }}",
    "loops in a macro": "{% macro m() %}" + _many(LONG) + "{% endmacro %}" + _many("{% set x = m() %}"),
    "loops in a call": "{% macro m() %}{{ caller() }}{% endmacro %}" + _many("{% call m() %}" + LONG + "{% endcall %}"),
    "loops with a test": _many("{% for b in range(9999) if b < 0 %}{% endfor %}" * 9),
    "loops over what a filter gives": _many("{% for b in range(9999) | select('odd') %}{% endfor %}"),
    "loops of many statements": _nested(2, "{% set y = 1 %}" * 5000),
    "calls of many statements": "{% macro m() %}"
    + "{% set y = 1 %}" * 5000
    + "{% endmacro %}"
    + _nested(2, "{{ m() }}"),
    "blocks of many statements": "{% block b %}" + "{% set y = 1 %}" * 5000 + "{% endblock %}" + "{{ self.b() }}" * 400,
    "a loop's own length": _many(
        "{% for b in range(9999) %}{% if loop.last %}{% endif %}{% break %}{% endfor %}"
    ).replace("{% break %}", "{{ loop.length and '' }}"),
    "recursive loops": "{% for a in range(99) recursive %}{% if loop.depth < 20 %}{{ loop(range(99)) }}{% endif %}"
    "{% endfor %}",
    "recursive loops with a test": "{% for a in range(99) if a < 5 recursive %}{{ loop(range(99)) }}{% endfor %}",
    "a loop over itself": "{% for a in [1] recursive %}{{ loop([1]) }}{% endfor %}",
    "cycles": _nested(2, "{{ loop.cycle('甲', '乙') }}"),
    "changes": _nested(2, "{% if loop.changed(big) %}{% endif %}").join((BIG, "")),
    "loops over letters": "{% set s = '"
    + LONG
    + "' %}"
    + _many("{% for b in s %}{% for c in s %}{% endfor %}{% endfor %}"),
    "loops over a dict": "{% set d = {1: 1, 2: 2} %}" + _nested(2, "{% for k, v in d.items() %}{% endfor %}"),
}
CALLS = {
    "a macro that calls itself": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "a macro that calls itself twice": "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}"
    "{{ m(60) }}",
    "macros that call each other": "{% macro a(n) %}{% if n %}{{ b(n - 1) }}{{ b(n - 1) }}{% endif %}{% endmacro %}"
    "{% macro b(n) %}{{ a(n) }}{{ a(n) }}{% endmacro %}{{ a(50) }}",
    "a macro with defaults": "{% macro m(x=(range(9999) | list)) %}{% endmacro %}" + _nested(2, "{{ m() }}"),
    "a macro that keeps its arguments": CELL + "{% macro m() %}{% set n.t = varargs %}{% endmacro %}"
    "{% for i in range(40) %}{% set y = m(n.t, n.t) %}{% endfor %}{% set y = {n.t: 1} %}",
    "callers in callers": "{% macro m() %}{{ caller() }}{{ caller() }}{% endmacro %}"
    + "{% call m() %}" * 20
    + "甲"
    + "{% endcall %}" * 20,
    "a block that prints itself": "{% block b %}{{ self.b() }}{% endblock %}",
    "functions that fail": _nested(2, "{{ fact('nix') }}"),
    "functions": _nested(2, "{{ fact('wuhan.items') }}"),
    "what the program computes": _nested(2, "{% set y = briefing.themes %}"),
    "findings": _nested(2, "{% for y in briefing.themes %}{{ y.findings }}{% endfor %}"),
    "names that mean nothing": _nested(2, "{{ briefing.nix }}"),
    "problems on many lines": "{{ briefing.nix }}\n" * 3_000,
    "tags": "{{ a }}" * 21_000,
    "an include of itself": "{% include 'mine/body.md.j2' %}",
    "two includes of itself": "{% include 'mine/body.md.j2' %}" * 2,
    "includes that are chosen": "{% include ['nix', 'mine/body.md.j2'] %}" * 2,
    "includes that are missing": _nested(2, "{% include 'nix' ignore missing %}"),
    "imports of itself": "{% import 'mine/body.md.j2' as x %}",
    "a parent of itself": "{% extends 'mine/body.md.j2' %}",
}
WORDS = {
    "doubled words": CELL + "{% for a in range(99) %}{% set n.s = n.s ~ n.s %}{% endfor %}",
    "added words": CELL + "{% for a in range(99) %}{% set n.s = n.s + n.s %}{% endfor %}",
    "doubled text": "{% set n = namespace(x='') %}{% for a in range(99) %}{% set y %}{{ n.x }}{{ n.x }}甲{% endset %}"
    "{% set n.x = y %}{% endfor %}",
    "one word after the other": CELL + _nested(2, "{% set n.s = n.s ~ '长长长' %}"),
    "repeated words": "{% set x = '长' * 10 ** 9 %}",
    "words repeated": "{% set x = 1000000000 * '长' %}",
    "repeated captured text": "{% set x %}长{% endset %}{% set y = x * 1000000000 %}",
    "padding": "{% set x = '长'.ljust(1000000000) %}",
    "centring": "{% set x = '长'.center(1000000000) %}",
    "zeros": "{% set x = '1'.zfill(1000000000) %}",
    "tabs": "{% set x = '\t'.expandtabs(1000000000) %}",
    "replacing": "{% set x = ('a' ~ 'a').replace('a', '长') %}",
    "joining by a method": "{% set x = '长'.join(range(9999) | map('default') | list) %}",
    "translating": "{% set x = 'a'.translate({97: '长长'}) %}",
    "formatting": "{% set x = '{:1000000000}'.format(1) %}",
    "formatting with %": "{% set x = '%1000000000d' % 1 %}",
    "formatting a map": "{% set x = '{a:>1000000000}'.format_map({'a': 1}) %}",
    "joining": "{% set big = ['"
    + LONG
    + "'] %}{% for i in range(40) %}{% set x = (big + big) | join('、') %}"
    + _many("{% set y = x | join('" + LONG + "') %}")
    + "{% endfor %}",
    "joining lists": CELL + "{% for i in range(99) %}{% set n.x = n.x + n.x %}{{ ['甲'] | join }}{% endfor %}",
    "splitting": "{% set s = '长a' ~ '" + "长a" * 4000 + "' %}" + _many("{% set y = s.split('a') %}"),
    "lower case": CELL
    + "{% for a in range(13) %}{% set n.s = n.s ~ n.s %}{% endfor %}"
    + _many("{% set n.x = n.x + [n.s.lower()] %}"),
    "slices of words": "{% set s = '" + LONG + "' %}" + _nested(2, "{% set y = s[1:] %}"),
    "padding captured text": "{% set x %}长{% endset %}{% set y = x.ljust(1000000000) %}",
    "replacing in captured text": "{% set x %}aa{% endset %}{% set y = x.replace('a', '" + LONG + "') %}",
    "words turned round": "{% set s = '" + LONG + "' %}" + _nested(2, "{% set y = s | reverse %}"),
    "printing a long word": CELL + "{% for a in range(13) %}{% set n.s = n.s ~ n.s %}{% endfor %}" + _many("{{ n.s }}"),
}
LISTS = {
    "sorting": BIG + _nested(2, "{% set y = big | sort %}"),
    "sorting ranges": _nested(3, "{% set y = range(9999) | sort %}"),
    "sorting what is refused": BIG + _nested(2, "{{ big | sort }}"),
    "sorting lists": "{% set n = namespace(x=[range(99) | list]) %}{% for i in range(12) %}{% set n.x = n.x + n.x %}"
    "{% endfor %}" + _nested(2, "{% set y = n.x | sort %}"),
    "sorting by what there is not": BIG + _nested(2, "{% set y = big | sort(attribute='x') %}"),
    "grouping": BIG + _nested(2, "{% set y = big | groupby('real') %}"),
    "grouping groups": CELL + "{% set n.x = [(1, 1)] %}{% for i in range(40) %}{% set n.x = n.x | groupby(1) | list %}"
    "{% endfor %}",
    "unique": BIG + _nested(2, "{% set y = big | unique | list %}"),
    "mapping": BIG + _nested(2, "{% set y = big | map('default', 1) | list %}"),
    "mapping filters that sort": BIG + "{% set y = range(9999) | map('default', big) | map('sort') | list %}",
    "selecting": BIG + _nested(2, "{% set y = big | select('in', big) | list %}"),
    "rejecting": BIG + _nested(2, "{% set y = big | reject('odd') | list %}"),
    "turning round": BIG + _nested(2, "{% set y = big | reverse | list %}"),
    "counting": BIG + _nested(2, "{% set y = big.count(-1) %}"),
    "finding": BIG + _nested(2, "{% if -1 in big %}{% endif %}"),
    "finding by a test": BIG + _nested(2, "{% if -1 is in big %}{% endif %}"),
    "comparing": BIG + "{% set other = range(9999) | list %}" + _nested(2, "{% if big == other %}{% endif %}"),
    "the longest comparison": BIG + _nested(2, "{% if big" + " == big" * 900 + " %}{% endif %}"),
    "doubled lists": CELL + "{% for a in range(99) %}{% set n.x = n.x + n.x %}{% endfor %}",
    "longer lists": CELL + _nested(2, "{% set n.x = n.x + [1] %}"),
    "many sums in one turn": BIG + _nested(2, "{% set y = big + big %}" * 900),
    "lists repeated": "{% set x = [1] * 1000000000 %}",
    "tuples repeated": "{% set x = (1,) * 1000000000 %}",
    "slices": BIG + _nested(2, "{% set y = big[1:] %}"),
    "slices in steps": BIG + _nested(2, "{% set y = big[::-1] %}"),
    "lists in lists": CELL + DOUBLED + "{% set y = {n.t: 1} %}",
    "comparing lists in lists": CELL
    + "{% set m = namespace(t=(1, 1)) %}"
    + DOUBLED
    + DOUBLED.replace("n.t", "m.t")
    + "{% if n.t == m.t %}{% endif %}",
    "lists in lists in lists": CELL + _many("{% set n.t = (n.t,) %}") + "{% set y = {n.t: 1} %}",
    "lists behind a dot": CELL + DOUBLED + "{% set y = [n, n] | unique(attribute='t') | list %}",
    "looking up lists in lists": CELL + "{% for i in range(7) %}{% set n.t = (n.t, n.t, n.t, n.t) %}{% endfor %}"
    "{% set d = {1: 1} %}" + _nested(2, "{% set y = d[n.t] %}"),
    "dicts in loops": _nested(2, "{% set y = {1: 1, 2: 2, 3: [1, 2, 3]} %}"),
    "dicts in dicts": "{% set n = namespace(d={}) %}{% for i in range(40) %}{% set n.d = {1: n.d, 2: n.d} %}"
    "{% endfor %}",
    "items of dicts": "{% set n = namespace(d={1: 2}) %}{% for i in range(40) %}{% set n.d = {1: n.d.items() | list} %}"
    "{% endfor %}",
    "sorting what a dict holds": "{% set d = {"
    + ", ".join(f"{n}: {n}" for n in range(9999))
    + "} %}"
    + _nested(2, "{% set y = d.values() | sort %}"),
    "cells in cells": "{% set n = namespace(x=1) %}" + _nested(2, "{% set n.x = namespace(x=n.x) %}"),
    "facts in lists": "{% set n = namespace(x=[fact('wuhan.items')]) %}{% for i in range(12) %}"
    "{% set n.x = n.x + n.x %}{% endfor %}" + _many("{{ n.x }}"),
}
NUMBERS = {
    "power": "{% set x = 2 ** 10 ** 9 %}",
    "powers of powers": "{% set x = 10 ** 10 ** 10 %}",
    "a small power": "{% set x = 2 ** 2 %}",
    "squares": "{% set n = namespace(x=99999) %}{% for a in range(99) %}{% set n.x = n.x * n.x %}{% endfor %}",
    "dividing": "{% set n = namespace(x=999999999999) %}{% set n.x = n.x * n.x %}{% set x = n.x // 3 %}",
    "dividing exactly": "{% set x = 999999999999 * 999999999999 / 3 %}",
    "subtracting": "{% set x = 999999999999 * 999999999999 - 3 %}",
    "range": "{% for a in range(1000000000) %}{% endfor %}",
    "ranges of great numbers": "{% for a in range(10 ** 30, 10 ** 30 + 5) %}{% endfor %}",
    "bytes": "{% set x = (1).to_bytes(1000000000) %}",
    "batches": "{% set x = [1] | batch(1000000000, 1) | list %}",
    "indenting": "{% set x = '长' | indent(1000000000) %}",
    "filling": "{% set x = '长' | center(1000000000) %}",
    "a cycler": "{% set c = cycler(1, 2) %}",
    "a joiner": "{% set c = joiner('长') %}",
    "words at random": "{{ lipsum(1000000) }}",
}
HOSTILE = {**LOOPS, **CALLS, **WORDS, **LISTS, **NUMBERS}
