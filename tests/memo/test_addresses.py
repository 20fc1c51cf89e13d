"""Addresses are taken as people write them, and what is none is refused in Chinese, all of it at once."""

from __future__ import annotations

import pytest

from briefing.errors import UsageError
from briefing.memo.mail.addresses import Address, addresses


@pytest.mark.parametrize(
    ("given", "name", "address"),
    [
        ("zhang@example.com", "", "zhang@example.com"),
        ("  zhang.san+x@mail.example.com ", "", "zhang.san+x@mail.example.com"),
        ("张三 <zhang@example.com>", "张三", "zhang@example.com"),
        ("张三<zhang@example.com>", "张三", "zhang@example.com"),
        ('"李四（办公室）, 处长" <li@x.cn>', "李四（办公室）, 处长", "li@x.cn"),
        ("“王五” <wang@x.cn>", "王五", "wang@x.cn"),
        ("<wang@x.cn>", "", "wang@x.cn"),
        ("office@营商.中国", "", "office@xn--czrr40i.xn--fiqs8s"),
    ],
)
def test_an_address_with_a_name_or_without(given: str, name: str, address: str) -> None:
    assert addresses("--to", [given]) == (Address(name, address),)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("", "用户名@域名"),
        ("张三", "用户名@域名"),
        ("zhang.example.com", "用户名@域名"),
        ("@example.com", "用户名@域名"),
        ("张三 <>", "用户名@域名"),
        ("zhang＠example.com", "全角"),
        ("zhang san@example.com", "空格"),
        ("zhang@exam ple.com", "空格"),
        ("zhang@example", "域名"),
        ("zhang@", "域名"),
        ("zhang@example..com", "域名"),
        ("zhang@-example.com", "域名"),
        ("zhang@[127.0.0.1]", "域名"),
        ("张三@example.com", "“@”前面"),
        (".zhang@example.com", "“@”前面"),
        ("a@b@example.com", "“@”前面"),
        ("a@x.cn,b@x.cn", "不止一个"),
        ("a@x.cn；b@x.cn", "不止一个"),
        ("a@x.cn\nBcc: b@x.cn", "换行"),
        ("张三\r\nBcc: b@x.cn <a@x.cn>", "换行"),
        ("张\x00三 <a@x.cn>", "控制字符"),
        ("张三 <a@x.cn\r\n>", "换行"),
        ("张三 <a@x.cn> <b@x.cn>", "不止一个"),
        ("a" * 300 + "@x.cn", "地址太长"),
        ("长" * 101 + " <a@x.cn>", "名称太长"),
    ],
)
def test_what_is_no_address_is_refused_with_the_option_and_what_was_got(given: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        addresses("--cc", [given])
    (problem,) = caught.value.problems
    assert said in str(problem)
    assert problem.message.startswith("--cc 写的")
    assert problem.hint
    assert str(problem).isprintable()


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(UsageError) as caught:
        addresses("--to", ["a", "b@x.cn", "c"])
    assert len(caught.value.problems) == 2


@pytest.mark.parametrize(
    ("fits", "given", "said"),
    [
        (f"{'名' * 100} <a@x.cn>", f"{'名' * 101} <a@x.cn>", "最多 100 个字"),
        (
            f"{'a' * 64}@{'b' * 60}.{'b' * 60}.{'b' * 60}.{'c' * 6}",
            f"{'a' * 64}@{'b' * 60}.{'b' * 60}.{'b' * 60}.{'c' * 7}",
            "最多 254 个字符",
        ),
    ],
)
def test_a_name_and_an_address_are_as_long_as_mail_takes(fits: str, given: str, said: str) -> None:
    assert addresses("--to", [fits])
    with pytest.raises(UsageError, match=said):
        addresses("--to", [given])
