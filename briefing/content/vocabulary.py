"""Everything that a template may name, in Chinese: for help, for schemas, and for docs/templates.md, which a test holds
against the classes."""

from __future__ import annotations

from collections.abc import Mapping

BRIEFING: Mapping[str, str] = {
    "cities": "各城市的全名，一组文字",
    "several": "是否不止一个城市，用在 {% if %} 里",
    "uneven": "各城市的行政层级是否不同，用在 {% if %} 里",
    "places": "城市合成一句：武汉市、三门峡市和天河区；五个以上为“武汉市等地”",
    "subjects": "主题合成一句：政务服务与中小企业融资；四个以上为“优化营商环境”",
    "title": "拟定的标题，分为地方和事项两部分",
    "from_tables": "数据是否都出自表格（没有文章，也没有做法），用在 {% if %} 里",
    "extent": "文中采用的数据和做法各有多少项，照印出的计",
    "highlights": "最值得先说的发现，一组句子",
    "points": '同上，可以写城市和条数：briefing.points("武汉", limit=3)；points(…) 也行',
    "month": "目标任务完成情况的月度表，一组；有目标的指标不到四个时没有，在各主题里",
    "themes": "各主题，见 theme",
    "common": "各主题几地同类做法的对照表合在一起，一组",
    "blanks": "所用材料没有涉及、或者来源写明未披露哪个城市的哪些主题，一组句子",
    "home": "对标结果，见 home；没有写 --home 时为空",
    "each": "每个城市单独成篇，里面又有 briefing 的各项名称",
    "identity": "城市在哪里：武汉市位于湖北省",
    "brief": "一页之内最要紧的内容，见 brief",
    "questions": "其他地方有做法、该城市材料未提及的事项，一组句子",
    "undated": "哪些城市有未注明年份的数据，一句话",
    "checks": "材料中可以相互核对而一致的数据，一组句子",
    "last": "与上一期印发的比较，见 last；不编期号，或者还没有印发过，为空",
    "year_earlier": "与上年同期比较的表；没有上年同期的数据时为空",
}
THEME: Mapping[str, str] = {
    "name": "主题名称",
    "cities": "各城市在这一主题下的情况，见 city",
    "silent": "哪些城市这方面的内容没有收录，哪些来源写明未披露，没有时为空",
    "finding": "标题里可以写的结论：104项高频事项实现“一事联办”；没有时为空",
    "told": "除全文开头、文末的表以外有没有可写的，用在 {% if %} 里",
    "findings": "几个城市合起来才看得出的，一组句子，要点说了的也在内",
    "parallels": "几地同类做法的对照表在哪里，一句话，一组；没有这样的表时为空",
    "figures": "图，一组",
    "tables": "共有指标、历年数据等表，一组",
    "common": "几地同类做法的对照表，一组",
    "month": "本月、累计、同比、年度目标、完成率等的月度表，一组",
    "series": "tables 中按年、季、月列出的表，一组",
    "reasons": "容易混淆或不能比较的数据、做法及理由，一组",
    "data": "这一主题的数据，历年数据表、月度表列出的除外，一张表；没有时为空",
}
CITY: Mapping[str, str] = {
    "name": "全名",
    "short": "简称",
    "text": "做法和数据，成段文字",
    "rest": "没有数字、未展开的做法，一句话",
}
HOME: Mapping[str, str] = {
    "name": "本地城市的简称",
    "ours": "对本地的称呼：我市、我区",
    "peers": "对标对象合成一句",
    "chosen": "对标对象是哪些、级别是否相同，一句话",
    "verdict": "总的判断，三句：位次、变化、最大的差距；几乎没有可比的指标时一句",
    "card": "对照表：各指标的本地数、最优、中位数、全省平均、目标、差距、位次、变化；没有排得出位次的指标时为空",
    "finding": "图上看出什么，一句话；没有图时为空",
    "strip": "各城市各指标相当于最优的百分之几，一幅带状图；不足两个指标可画时没有",
    "order": "主要差距按什么排列：按考核权重由高到低列出",
    "gaps": "主要差距，一组，见 gap",
    "lessons": "其他可借鉴的做法，按事项一组，各项名称与 gap 相同",
    "strengths": "自身长处，一组句子",
    "progress": "没有长处时，与自身相比的改善，一组句子",
    "tasks": "对标任务清单，一张表；没有差距和可借鉴的做法时为空",
}
GAP: Mapping[str, str] = {
    "name": "指标或事项的名称",
    "gap": "差距：本地的数、最优的数、相差多少、三地以上的中位数；可借鉴的做法没有，为空",
    "cause": "原因，数据里写明的；没有时为空",
    "practices": "对方的做法及成效，一组句子",
    "ours": "本地现状：本地的做法；没有时为空",
    "advice": "建议，待定：借鉴对方做法；资料里没有做法的，请牵头单位了解，几项合为一句",
}
BRIEF: Mapping[str, str] = {
    "points": "最要紧的几句",
    "table": "一张小表；没有时为空",
    "figure": "一幅图；没有放得下的时为空",
    "practices": "要点没有说的突出做法，一组",
    "silent": "哪些城市没有材料、为什么没有图",
    "references": "资料来源；多于 4 个的只写一行，正文不标序号",
}
SELECTED_CITY: Mapping[str, str] = {
    "name": "全名",
    "short": "简称",
    "level": "行政层级，如 地级市；不知道时为空",
    "parent": "所属的省或市",
    "code": "行政区划代码；功能区没有代码，为空",
}
VALUE: Mapping[str, str] = {
    "name": "指标名称",
    "city": "城市全名",
    "period": "时期：2023年、截至2023年6月末；来源没有写明的为“未注明时期”",
    "unit": "单位",
    "source": "来源：发布单位《标题》",
    "status": "快报、初步、修订、核定；没有写明时为空",
    "scope": "统计范围，不是全域的才有",
    "caveat": "数据的说明；没有时为空",
    "missing": "是否没有这个数，用在 {% if not … %} 里",
    "number": "数字，照它的单位，只用在条件里：{% if value(…).number > 100 %}；直接比较 value(…) 也行",
    "to": '换算单位：.to("万元")；.to("亿元", digits=1) 取一位小数，四舍六入五成双，不是整好的印成“约47.4亿元（推算）”',
    "change": '增减：.change("同比")、.change("环比")、.change("2019年")，见 change',
    "rank": "在可以比较的城市里的位次：第2位；分不出先后时为空缺",
    "of": "可以比较的城市个数：6个",
    "best": "其中最好的城市的数，也有这些名称；并列、分不出时为空缺",
    "gap": "与最好的差距，印成“3.2个百分点（推算）”；自己最好时为空缺",
    "average": "这些城市的算术平均数，印成“85.3%（推算）”；没有可以比较的城市时为空缺",
    "behind": "是否差于平均数：高好的低于它，低好的高于它；难分高下、不分好坏的不成立",
    "target": "目标；没有时为空缺",
    "completion": "目标完成率，印成“76.0%（推算）”，资料列出的（“完成”关联）照原数；没有目标时为空缺",
}
CHANGE: Mapping[str, str] = {
    "missing": "是否算不出，用在 {% if not … %} 里",
    "computed": "是否由程序推算（来源写明了同比、环比的，照来源）",
    "number": "百分数（比率、位次为百分点、位次数），只用在条件里，下降为负，位次上升为正",
}
COMPUTED: Mapping[str, str] = {
    "missing": "是否空缺，用在 {% if not … %} 里",
    "number": "数字，只用在条件里",
    "unit": "单位",
}
SERIES: Mapping[str, str] = {
    "first": "最早的一个数，一个城市时才有",
    "last": "最近的一个数，一个城市时才有",
    "city": "城市全名，一个城市时才有",
    "cities": "逐个城市的数列，一组",
}
STANDING: Mapping[str, str] = {
    "best": "最好的城市的数；并列、分不出时为空缺",
    "last": "排在最后的数",
    "of": "参加比较的城市个数：6个",
}
PRACTICE: Mapping[str, str] = {
    "name": "做法名称",
    "city": "城市全名",
    "theme": "主题名称",
    "topic": "事项名称；没有归到事项时为空",
    "kind": "经验、成效或保障",
    "figure": "代表它的一个数；没有时为空缺",
}
INDICATOR: Mapping[str, str] = {
    "name": "指标名称",
    "theme": "主题名称",
    "better": "高好为“高”，低好为“低”；不分的为空",
}
FUNCTIONS: Mapping[str, str] = {
    "cities": "本次选的城市，逐个见“一个城市”；{% for city in cities %}",
    "value": '一个指标的数：value("经营主体", "武汉")，见“按名称取数”',
    "series": '一个指标历年的数，从早到晚：series("经营主体", "武汉", since=2019)',
    "standing": '一个指标各城市的数，好的在先：standing("经营主体")；只选一个城市时没有',
    "practices": '做法，一组：practices(theme="政务服务", kind="经验", city="武汉")，都可以不写；一项直接印出是一句话',
    "indicators": '有数的指标：indicators("中小企业融资")；可以不写主题',
    "points": '要点，一组句子：points("武汉", limit=3)；城市和条数都可以不写，不写是 briefing.highlights',
    "rankings": '各指标的排名，一组：rankings("位次")、rankings("区划")，见“排名”；至少三地可比、分得出好坏的指标才有',
    "fact": '一个数据点：fact("wuhan.one-stop-items")',
    "has": '有没有这个数据点，用在 {% if has("wuhan.one-stop-items") %} 里；没有选这个城市时为否',
    "cite": '来源标记：cite("wuhan-article")',
    "closing": '报尾的一行，排在末页最下面：closing("报：市委")',
    "cc": '抄送一行，排在末页最下面：cc("市司法局")',
    "imprint": '印发机关和印发日期一行，排在末页最下面：imprint("市政府办公室")；日期不写就是文上的日期',
    "issue": "期号，如 第3期，有总期号的是 第3期（总第128期）；issue.number 是 3，issue.total 是 128；没有的为空",
    "date": "印在文上的日期，如 2026年3月10日；date.year 是 2026",
    "table": '表：table(rows=cities, columns=["经营主体", "贷款余额"], title="各地情况")，单独成段，见“自己排的表和图”',
    "chart": '图：chart("条形", "经营主体", cities, title="各地经营主体")，单独成段，见“自己排的表和图”',
    "manual": '由人写的一段：manual("领导批示")，在工作区的 notes/领导批示.md 里',
    "picture": '工作区里的图片：picture("图片/现场.jpg", caption="办事大厅")，单独成段，编为图',
    "ref": '图表的编号，如 图3、表2：{{ ref("贷款余额") }}，写图题、表题或者指标，图表在前在后都行',
    "references": "资料来源列表，不加括号",
    "contents": "目录，不加括号，列出一级标题；页码由 LibreOffice 算出，没有装它就不印页码",
    "settings": "全部参数，如 settings.报送；参数也可以直接写名称",
    "range": "range(3) 依次为 0、1、2，用在循环里",
    "namespace": "循环里要改的值：{% set 记 = namespace(有=否) %}",
}
RANKING: Mapping[str, str] = {
    "name": "指标名称",
    "said": "居前和居末的、进位和退位最多的，几句话",
    "table": "排名表：数值、位次（相同的并列）；有上期数据的，还有上期位次和进退位",
}
LAST: Mapping[str, str] = {
    "name": "上期：2026年第2期",
    "title": "上期的标题",
    "points": "最要紧的变化，一组句子",
    "table": "指标、本期、上期、增减，一张表；没有新数据时为空",
    "revised": "同一时期的数据与上期不同的，一组句子",
    "new": "上期没有、本期新列的，一句话；没有时为空",
    "dropped": "上期列有、本期没有的，一句话；没有时为空",
    "corrections": "同一时期的数据与上期不同的，原刊与更正为一张表，用于更正；没有时为空",
    "used_in": "还有哪些期、哪些行文用过更正前的数据，一组文字，用于更正",
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
ITEM: Mapping[str, str] = {"title": "简报的标题", "findings": "简报的要点，一组句子"}
MEMO_FUNCTIONS: Mapping[str, str] = {
    "addressee": "主送机关一行，不加括号",
    "attachments": "附件说明，不加括号；没有附件时为空",
    "signature": "署名和成文日期，不盖章的，不加括号",
    "sealed": "署名和成文日期，盖章的，不加括号",
    **{name: FUNCTIONS[name] for name in ("closing", "cc", "imprint", "manual")},
    "settings": FUNCTIONS["settings"],
    "range": FUNCTIONS["range"],
    "namespace": FUNCTIONS["namespace"],
}
NAMES: Mapping[str, Mapping[str, str]] = {"briefing": BRIEFING, "memo": MEMO}
"""What stands behind the one thing that a template is about, by the kind of template, which is the name of it, too."""
CALLED: Mapping[str, Mapping[str, str]] = {"briefing": FUNCTIONS, "memo": MEMO_FUNCTIONS}
"""Functions and other names, likewise."""
