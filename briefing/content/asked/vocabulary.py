"""What a template may name, as `template show` and its schema tell it; docs/templates.md has the rest.

A test holds both against the classes.
"""

from __future__ import annotations

from collections.abc import Mapping

BRIEFING: Mapping[str, str] = {
    "cities": "各城市的全名，一组文字",
    "several": "是否不止一个城市，用在 {% if %} 里",
    "uneven": "各城市的行政层级是否不同，用在 {% if %} 里",
    "places": "城市合成一句：武汉市、三门峡市和天河区；五个以上为“武汉市等6市”",
    "subjects": "主题合成一句：政务服务与中小企业融资；四个以上为“优化营商环境”",
    "from_tables": "数据是否都出自表格（没有文章，也没有做法），用在 {% if %} 里",
    "extent": "文中采用的数据和做法各有多少项，照印出的计",
    "highlights": "最值得先说的发现，一组句子",
    "points": '同上，可以写城市和条数：briefing.points("武汉", limit=3)；points(…) 也行',
    "month": "目标任务完成情况的月度表和完成进度图，一组；有目标的指标不到四个时没有，在各主题里",
    "themes": "各主题，见 theme",
    "common": "各主题几地同类做法的对照表合在一起，一组",
    "blanks": "所用材料没有涉及、或者来源写明未披露哪个城市的哪些主题，一组句子",
    "home": "对标结果，见 home；没有写 --home 时为空",
    "each": "每个城市单独成篇，里面又有 briefing 的各项名称",
    "identity": "城市在哪里：武汉市位于湖北省",
    "brief": "一页之内最要紧的内容，见 brief",
    "undrawn": "各主题都没有图时，为什么没有，一句话；有图时为空",
    "questions": "其他地方有做法、该城市材料未提及的事项，一组句子",
    "undated": "哪些城市有未注明年份的数据，一句话",
    "checks": "材料中可以相互核对而一致的数据，一组句子",
    "last": "与上一期印发的比较，见 last；不编期号，或者还没有印发过，为空",
    "year_earlier": "与上年同期比较的表；没有上年同期的数据时为空",
}
MEMO: Mapping[str, str] = {
    "title": "标题",
    "to": "主送机关合成一句",
    "several": "主送机关是否不止一个，用在 {% if %} 里",
    "sender": "发文机关",
    "subject": "事由，照所写",
    "number": "发文字号；没有时为空",
    "date": "成文日期",
    "names": "所附简报合成一句：《甲》《乙》；四份以上为“《甲》等简报”",
    "briefings": "所附的简报，见 item",
    "findings": "各份简报的要点，每份轮流取一条，一组句子",
}
FUNCTIONS: tuple[str, ...] = (
    *("cities", "value", "series", "standing", "practices", "indicators"),
    *("points", "rankings", "fact", "has", "cite"),
    *("closing", "cc", "imprint", "issue", "date"),
    *("table", "chart", "manual", "picture", "ref"),
    *("references", "contents", "settings", "range", "namespace"),
)
MEMO_FUNCTIONS: tuple[str, ...] = (
    *("addressee", "attachments", "signature", "sealed", "closing", "cc"),
    *("imprint", "manual", "settings", "range", "namespace"),
)
NAMES: Mapping[str, Mapping[str, str]] = {"briefing": BRIEFING, "memo": MEMO}
"""What stands behind the one thing that a template is about, by the kind of template, which is the name of it, too."""
CALLED: Mapping[str, tuple[str, ...]] = {"briefing": FUNCTIONS, "memo": MEMO_FUNCTIONS}
"""Functions and other names, likewise."""
