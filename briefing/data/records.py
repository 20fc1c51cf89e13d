"""What the data files may hold: one visible table for each kind of record, and one for each kind of file.

The tables drive the decoder (`fields.decode`) and the JSON Schema (`schema.json_schema`) alike.
"""

from __future__ import annotations

from briefing.data.fields import many, one
from briefing.data.kinds import (
    AMOUNT,
    CODE,
    DATE,
    FACTORS,
    FIGURE,
    FLAG,
    MEMBERS,
    PERIOD,
    POSITIVE,
    TEXT,
    TEXTS,
    URL,
    WHOLE,
    Field,
    Record,
    one_of,
    one_word_of,
    text_like,
)
from briefing.model.facts import Audience, Headline, PracticeKind, Status
from briefing.model.measure import MeasureKind, Price, Survey
from briefing.model.period import Basis
from briefing.model.quantity import Qualifier
from briefing.model.relations import KINDS

SLUG = "[a-z0-9]+([-_][a-z0-9]+)*"
_ID = text_like("小写字母、数字和“-”“_”组成的标识", SLUG)
_OWN_ID = text_like("“城市标识.名称”形式的标识，如 wuhan.one-stop-items", rf"{SLUG}\.{SLUG}")

CITY = Record(
    "city",
    "城市",
    (
        Field("id", _ID, "标识，一般用拼音；不写则用文件名"),
        Field("code", CODE, "行政区划代码（GB/T 2260）；功能区没有代码，不写"),
        Field("name", TEXT, "名称；有代码时可以不写"),
        Field("level", TEXT, "级别，如 地级市、市辖区、功能区；行政区划表中有的可以不写"),
        Field("parent", TEXT, "所在的上级地区，如 湖北省；行政区划表中有的可以不写"),
        Field("aliases", TEXTS, "人们会输入的其他名称"),
    ),
)

SOURCE = Record(
    "source",
    "资料来源",
    (
        Field("id", _ID, "标识", required=True),
        Field("title", TEXT, "标题", required=True),
        Field("publisher", TEXT, "发布或供稿单位", required=True),
        Field("date", DATE, "发布日期；原文没有写明则不写"),
        Field("url", URL, "网址，以 http:// 或 https:// 开头"),
        Field("paragraphs", WHOLE, "正文共有几个自然段；写了就核对各处的段号"),
        Field("caveat", TEXT, "读者必须知道的说明，印在资料来源列表里这一条的后面"),
        Field("note", TEXT, "经办人自己的备注，只列入核对清单，不印进简报"),
    ),
)

FACT = Record(
    "fact",
    "数据点",
    (
        Field("id", _OWN_ID, "标识：城市标识.名称；不写则由指标、量、范围和时期拼成"),
        Field("indicator", TEXT, "指标的标识或名称", required=True),
        Field("value", AMOUNT, "数值；区间写成 300~310", required=True),
        Field("unit", TEXT, "单位，前面可带“万”“亿”，如 万户", required=True),
        Field("printed", FIGURE, "原文印出的样子，连同“约”“余”等字", required=True, unless="cell"),
        Field("qualifier", one_word_of(Qualifier), "原文对精确程度的说法"),
        Field("period", PERIOD, "时间；原文没有写明则不写"),
        Field("basis", one_word_of(Basis), "数值与时间的关系；原文没有写明则不写"),
        Field("direction", one_of("增", "减"), "数值本身说的是增加还是减少；位次前移为增，下降为减"),
        Field(
            "scope",
            TEXT,
            "口径小于或不同于全市时，说明它涵盖什么；写 全省平均、全国平均 等的，印在对标的对照表里，不排位次",
        ),
        Field("measure", one_word_of(MeasureKind), "数值说的是指标的什么量；不写则按指标，一般是 总量"),
        Field("base", TEXT, "与什么比：增速的 同比、环比、年均、比2019年，增减量的 较年初，占比的总体，指数的基期"),
        Field("price", one_word_of(Price), "金额按当年价格还是可比价格"),
        Field("survey", one_word_of(Survey), "数据怎样得来"),
        Field("ranking", TEXT, "位次所在的榜单或范围，如 全省，不带年份"),
        Field("of", WHOLE, "榜单上一共有几个"),
        Field("status", one_word_of(Status), "数据是否已经定案"),
        Field("audience", one_word_of(Audience), "公开 还是只供 对内；不写为 公开"),
        Field("break", TEXT, "与以前的数不能相比的原因，如 口径调整、基期修订、区划变动"),
        Field("target", AMOUNT, "目标值，单位同数值；原文没有写明则不写"),
        Field("target_period", PERIOD, "目标的时期，如 2021"),
        Field("bureau", TEXT, "牵头单位"),
        Field("cause", TEXT, "数值高低、升降的原因，原文或牵头单位说明的；印在对标的“原因”里"),
        Field("headline", one_word_of(Headline), "原文的分量：头条（标题、导语、一节首句）、重点、一般；不写为 一般"),
        Field("source", _ID, "资料来源的标识；文件只有一个来源时可以不写"),
        Field("paragraph", WHOLE, "原文的自然段（正文从 1 数起，标题、图注为 0）", required=True, unless="cell"),
        Field(
            "cell",
            TEXT,
            "数出自表格时，它所在的单元格，如 数据.xlsx 数据!D17；有它就不写 paragraph，也可以不写 printed",
        ),
        Field("caveat", TEXT, "读者必须知道的说明，印在数值所在的表下或文中"),
        Field("note", TEXT, "经办人自己的备注，只列入核对清单，不印进简报"),
    ),
)

PRACTICE = Record(
    "practice",
    "做法",
    (
        Field("id", _OWN_ID, "标识：城市标识.名称", required=True),
        Field("name", TEXT, "名称", required=True),
        Field("aliases", TEXTS, "其他名称"),
        Field("theme", TEXT, "主题的标识或名称", required=True),
        Field(
            "text",
            TEXT,
            "用自己的话写的一两句说明；数字写成 {数据点标识} 或 {最新:指标名称}",
            required=True,
        ),
        Field("facts", TEXTS, "有关而说明中没有写到的数据点"),
        Field("first", TEXT, "原文自称的首创，写明做了什么，接在城市名后能读通，如 设立全国首个政企沟通服务中心"),
        Field("topic", TEXT, "事项的标识或名称；各地同一事项的做法并列对照"),
        Field("kind", one_word_of(PracticeKind), "经验（别处可借鉴）、成效（结果）、保障（组织、督查）；不写为 经验"),
        Field("key", _OWN_ID, "最能代表它的数据点，印在名称后面的括号里；不写则只有一个数据点的用那一个"),
        Field("headline", one_word_of(Headline), "原文的分量：头条（标题、导语、一节首句）、重点、一般；不写为 一般"),
        Field("source", _ID, "资料来源的标识；文件只有一个来源时可以不写"),
        Field("paragraph", WHOLE, "原文的自然段（正文从 1 数起，标题、图注为 0）", required=True),
    ),
)

RELATION = Record(
    "relation",
    "关联",
    (
        Field("id", _OWN_ID, "标识：城市标识.名称", required=True),
        Field("kind", one_of(*KINDS), "种类", required=True),
        Field("name", TEXT, "短名称，用作表的行名和图的标签", required=True),
        Field("members", MEMBERS, "各个角色是哪个数据点", required=True),
        Field("base", TEXT, "占比的总体（如 全市新增企业）、变动的起点（如 年初）或户均里数的是什么（如 企业）"),
        Field("caveat", TEXT, "读者必须知道的说明，印在关联所在的表下或文中"),
        Field("note", TEXT, "经办人自己的备注，只列入核对清单，不印进简报"),
    ),
)

UNDISCLOSED = Record(
    "undisclosed",
    "未披露",
    (
        Field("indicator", TEXT, "没有披露的指标，写标识或名称；整个主题都没有披露的写 theme"),
        Field("theme", TEXT, "没有披露的主题，写标识或名称；与 indicator 只写一个"),
        Field("source", _ID, "写明不披露，或答复不提供的来源；文件只有一个来源时可以不写"),
        Field("note", TEXT, "经办人自己的备注，从不印出"),
    ),
)

THEME = Record(
    "theme",
    "主题",
    (
        Field("id", _ID, "标识", required=True),
        Field("name", TEXT, "名称", required=True),
        Field("aliases", TEXTS, "其他名称"),
        Field("frameworks", TEXTS, "对应的评价体系条目的标识（如 national.credit）或名称"),
        Field("national", TEXTS, "对应的国家评价一级指标的标识或名称；新写的用 frameworks"),
    ),
)

TOPIC = Record(
    "topic",
    "事项",
    (
        Field("id", _ID, "标识", required=True),
        Field("name", TEXT, "中性的短名称，用作对照表的行名", required=True),
        Field("theme", TEXT, "主题的标识或名称", required=True),
    ),
)

INDICATOR = Record(
    "indicator",
    "指标",
    (
        Field("id", _ID, "标识", required=True),
        Field("name", TEXT, "短名称", required=True),
        Field("aliases", TEXTS, "其他名称，表格里和命令行上也可以这样写"),
        Field("theme", TEXT, "主题的标识或名称", required=True),
        Field("family", TEXT, "单位族的标识或名称", required=True),
        Field("definition", TEXT, "口径：到底数的是什么"),
        Field("better", one_of("高", "低"), "高好还是低好；无所谓好坏则不写"),
        Field("compare", one_of("不限", "同级", "不可比"), "哪些城市之间可以比较"),
        Field("weight", POSITIVE, "考核中的权重，大于 0，如 15；没有考核的不写"),
        Field("rhythm", one_of("月", "季", "半年", "年"), "多久有一次新数；不写则由已有数据的时期看"),
        Field("measure", one_word_of(MeasureKind), "数据点不写 measure 时是什么量；不写为 总量，单位族是位次的为 位次"),
        Field("frameworks", TEXTS, "对应的评价体系条目的标识（如 national.credit）或名称"),
    ),
)

STATEMENT = Record(
    "statement",
    "可比性说明",
    (
        Field("between", TEXTS, "说的是哪些：数据点、做法的标识，指标的标识或名称", required=True),
        Field("kind", one_of("并列", "不可比"), "并列（放在一起，不比高低）或 不可比；不写则只提醒，不改变可比与否"),
        Field("reason", TEXT, "印出来的话，接在冒号后能读通，不带数字和句末的句号", required=True),
        Field("tell", FLAG, "核对清单里是否写出；不写 kind 的总是写出"),
    ),
)

FRAMEWORK_ITEM = Record(
    "framework_item",
    "评价体系条目",
    (Field("id", _ID, "标识", required=True), Field("name", TEXT, "名称", required=True)),
)

FAMILY = Record(
    "family",
    "单位族",
    (
        Field("id", _ID, "标识", required=True),
        Field("name", TEXT, "名称", required=True),
        Field("units", FACTORS, "单位，以及它等于多少个基本单位", required=True),
        Field("scalable", FLAG, "前面能否加“万”“亿”；不写为 true"),
    ),
)

CITY_FILE = Record(
    "city_file",
    "城市文件",
    (
        Field("city", one(CITY), "这是哪个城市", required=True),
        Field("sources", many(SOURCE), "资料来源"),
        Field("facts", many(FACT), "数据点"),
        Field("practices", many(PRACTICE), "做法"),
        Field("relations", many(RELATION), "关联"),
        Field("undisclosed", many(UNDISCLOSED), "来源写明不披露，或问过而不提供的；只是没有收集到的不写"),
    ),
)

FILES: dict[str, Record] = {
    "city": CITY_FILE,
    "indicators": Record("indicators_file", "指标文件", (Field("indicators", many(INDICATOR), "指标", required=True),)),
    "themes": Record("themes_file", "主题文件", (Field("themes", many(THEME), "主题", required=True),)),
    "topics": Record("topics_file", "事项文件", (Field("topics", many(TOPIC), "事项", required=True),)),
    "comparability": Record(
        "comparability_file", "可比性文件", (Field("comparability", many(STATEMENT), "可比性说明", required=True),)
    ),
    "units": Record("units_file", "单位文件", (Field("families", many(FAMILY), "单位族", required=True),)),
    "frameworks": Record(
        "framework_file",
        "评价体系文件",
        (
            Field("name", TEXT, "评价体系的名称", required=True),
            Field("items", many(FRAMEWORK_ITEM), "一级指标或议题", required=True),
        ),
    ),
    "sources": Record("sources_file", "共用来源文件", (Field("sources", many(SOURCE), "资料来源", required=True),)),
}
"""Kinds of data file, by the names that `briefing schema` takes."""

NATIONAL_FILE = Record(
    "national_file", "国家评价指标文件", (Field("national", many(FRAMEWORK_ITEM), "一级指标", required=True),)
)
"""national.yaml, which workspaces made before there were frameworks have."""
