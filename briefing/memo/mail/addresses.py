"""Mail addresses as typed, with a name or without, checked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from briefing.errors import Problem, UsageError, collect

LONGEST = 254
"""Characters of an address (RFC 5321, 4.5.3.1, less the angle brackets)."""

LONGEST_NAME = 100
"""Characters of a name: a line of a message holds no more than 998 bytes (RFC 5322, 2.1.1)."""

_NAMED = re.compile(r"(?P<name>[^<>]*)<(?P<address>[^<>]*)>")
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
_FORM = "请写成 zhang@example.com 或“张三 <zhang@example.com>”的样子。"


@dataclass(frozen=True, slots=True)
class Address:
    """A mailbox: the name that mail programs show, "" for none, and the address in ASCII."""

    name: str
    address: str


def addresses(option: str, given: Sequence[str]) -> tuple[Address, ...]:
    """Return the addresses given with `option`, in their order; UsageError with all that are none."""
    found, problems = collect(partial(_address, option), given)
    if problems:
        raise UsageError(problems)
    return tuple(found)


def _address(option: str, text: str) -> Address:
    if not text.isprintable():
        raise _refusal(option, text, "里有换行或控制字符", "请删去后再试。")
    named = _NAMED.fullmatch(text.strip())
    name, address = (named["name"], named["address"]) if named else ("", text)
    name, address = name.strip().strip('"“”').strip(), address.strip()
    if len(name) > LONGEST_NAME:
        raise _refusal(option, text, "的名称太长", f"最多 {LONGEST_NAME} 个字。")
    if re.search("[,;，；、]", address) or text.count("<") > 1:
        raise _refusal(option, text, "里不止一个地址", f"多个地址请重复写 {option}。")
    if "＠" in address:
        raise _refusal(option, text, "里的“＠”是全角的", "请改用半角的“@”。")
    local, at, domain = address.rpartition("@")
    if not at or not local:
        raise _refusal(option, text, "里没有“用户名@域名”", _FORM)
    if " " in address or "\u3000" in address:
        raise _refusal(option, text, "的地址里有空格", _FORM)
    if not _LOCAL.fullmatch(local):
        raise _refusal(option, text, "的“@”前面有不能用的字符", "那里只能是英文字母、数字和 . _ - + 等符号。")
    found = f"{local}@{_domain(option, text, domain)}"
    if len(found) > LONGEST:
        raise _refusal(option, text, "的地址太长", f"最多 {LONGEST} 个字符，请核对。")
    return Address(name, found)


def _domain(option: str, text: str, domain: str) -> str:
    """Return the domain in ASCII: one in Chinese as mail servers know it (RFC 3490)."""
    try:
        plain = domain.encode("idna").decode("ascii")
    except UnicodeError:
        plain = ""
    labels = plain.split(".")
    if len(labels) < 2 or not all(map(_LABEL.fullmatch, labels)):
        raise _refusal(option, text, f"的域名“{domain}”不对", _FORM)
    return plain


def _refusal(option: str, text: str, what: str, hint: str) -> UsageError:
    shown = text if text.isprintable() else repr(text)[1:-1]
    return UsageError(Problem(f"{option} 写的“{shown}”{what}。", hint=hint))
