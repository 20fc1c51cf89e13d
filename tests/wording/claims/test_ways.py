"""Words that say which way a figure went are told from those that only stand near it."""

from __future__ import annotations

import pytest

from briefing.wording.claims.reading import claimed_way

CLAIMS = {
    "经营主体增至": ("增至", True),
    "经营主体由{wuhan.a}增长到": ("增长到", True),
    "减少环节后，网办率提高到": ("提高到", True),
    "把覆盖面扩大到约": ("扩大到", True),
    "排名升至第": ("升至", True),
    "经营主体稳步增长，总量达": ("增长", True),
    "办理时限压缩至": ("压缩至", False),
    "压缩办理时限至": ("压缩", False),
    "平均降到": ("降到", False),
    "材料精简为": ("精简", False),
    "力争上游。经营主体增至": ("增至", True),
}
NONE = (
    "经营主体",
    "新增企业",
    "减少材料",
    "增长",
    "增长率达到",
    "工业增加值达到",
    "降低成本达到",
    "办理增值税退税",
    "经营主体增加。现有",
    "增至{wuhan.a}，另有",
    "提升服务水平，企业达",
    "压缩时限，覆盖到",
    "未降至",
    "力争提高到",
    "到年底计划提升到",
    "降幅由{wuhan.a}收窄至",
    f"提高{'很' * 13}到",
    f"持续增长，{'很' * 13}达",
)


@pytest.mark.parametrize(("before", "found"), [*CLAIMS.items(), *((text, None) for text in NONE)])
def test_a_way_is_claimed_where_a_word_leads_to_the_figure(before: str, found: tuple[str, bool] | None) -> None:
    assert claimed_way(before) == found


def test_twelve_characters_may_stand_between() -> None:
    assert claimed_way(f"提高{'很' * 12}到") == ("提高", True)
    assert claimed_way(f"持续增长，{'很' * 12}达") == ("增长", True)
