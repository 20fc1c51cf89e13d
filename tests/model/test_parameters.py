"""What a parameter of each type may be: the spellings that an office writes, and none that is half of one."""

from __future__ import annotations

import re

import pytest

from briefing.model.template import FORMS, TYPES, Parameter

ALLOWED = {
    "人数": ("35", "35人", "12,000名", "1.2万人", "约300人次", "3000余人", "2亿人次"),
    "金额": ("0元", "8.5元", "1200万元", "人民币35,000元", "1.5亿美元", "约3亿元", "800余万元"),
    "网址": ("www.gov.cn", "https://www.gov.cn/zhengce", "http://10.example.com:8080/a?b=1&c=%20#d"),
}
REFUSED = {
    "人数": ("三十五人", "1.5人", "35家", "1,20人", "-3人", "35 人", "1.2.3万人", "人"),
    "金额": ("1200", "1200万", "1.50000元", "12万美金", "￥35", "元", "1200万元整"),
    "网址": ("门户网站", "gov", "ftp://www.gov.cn", "https://", "https://a b.cn", "www.gov.cn）", "javascript:1.cn"),
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, held in ALLOWED.items() for text in held])
def test_what_an_office_writes_is_printed_as_given(kind: str, text: str) -> None:
    assert Parameter(name="甲", type=kind).read(text) == text


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, held in REFUSED.items() for text in held])
def test_what_is_half_a_spelling_is_refused(kind: str, text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(text)):
        Parameter(name="甲", type=kind).read(text)


@pytest.mark.parametrize("kind", [kind for kind in TYPES if kind in FORMS])
def test_the_example_that_is_told_is_allowed(kind: str) -> None:
    Parameter(name="甲", type=kind).read(FORMS[kind][2])
