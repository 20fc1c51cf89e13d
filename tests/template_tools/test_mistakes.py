"""`template check` tells every mistake of an author, in the body and in the shell: where it stands and what to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from briefing.errors import Problem
from briefing.template_tools.checking import check_template
from briefing.template_tools.trial import Asked
from tests.charts.pictures import jpeg
from tests.content.samples import template
from tests.docs.office import HOME, office
from tests.render.word.samples import SHELL
from tests.render.word.shell.tagged import line, shell

OFFICE = office()
GUARD = "请先用 {% if not ….missing %} 判断。"
PERIODS = "时期照资料里的写法，如 2023年"
FEW = "的括号里少写了内容。"
MISTAKES: tuple[tuple[str, str, str], ...] = (
    # names that name nothing
    ('{{ value("经营主题") }}', "未找到指标“经营主题”", "“经营主体”"),
    ('{{ value("经营主体", "甲是") }}', "未找到城市“甲是”", "“甲市”"),
    ('{{ value("经营主体", period="去年") }}', "看不懂时期“去年”。", PERIODS),
    ('{{ value("经营主体", measure="人均增速率") }}', "没有“人均增速率”这种统计内容。", "“增速”"),
    ('{{ series("经营主体", since="前年") }}', "看不懂时期“前年”。", PERIODS),
    ('{{ value("开办时间").change("同笔") }}', "看不懂时期“同笔”。", PERIODS),
    ('{% for 做法 in practices(topic="企业开班") %}{{ 做法 }}{% endfor %}', "未找到事项“企业开班”。", "“企业开办”？"),
    ('{% for 做法 in practices(kind="教训") %}{{ 做法 }}{% endfor %}', "做法没有“教训”这一类。", "经验、成效、保障"),
    ('{% for 做法 in practices(theme="政务服物") %}{{ 做法 }}{% endfor %}', "未找到主题“政务服物”", "“政务服务”"),
    ('{% for 指标 in indicators("融资企业") %}{{ 指标 }}{% endfor %}', "未找到主题“融资企业”", "“企业融资”"),
    ('{% for 一条 in points("庚市") %}{{ 一条 }}{% endfor %}', "未找到城市“庚市”", "“甲市”"),
    ('{% if "庚市" in briefing.cities %}甲{% endif %}', "条件里的“庚市”不是资料库里的城市", "“甲市”"),
    ('{{ fact("yi.frims-2023") }}', "没有编号为“yi.frims-2023”的数据点。", "“yi.firms-2023”"),
    ('{% if has("yi.firms-203") %}甲{% endif %}', "没有编号为“yi.firms-203”的数据点", "“yi.firms-2023”"),
    ('{{ cite("yi-artcle") }}', "没有编号为“yi-artcle”的来源。", "“yi-article”"),
    ('{{ table(rows=cities, columns=["经营主题"]) }}', "columns 里的“经营主题”不是城市、指标、时期", "“经营主体”"),
    ('{{ table(rows=cities, columns="信用贷款占比", highlight="庚市") }}', "未找到城市“庚市”", "“甲市”"),
    ('{{ chart("条形", "经营主题") }}', "未找到指标“经营主题”", "“经营主体”"),
    ('{{ chart("饼图", "经营主体") }}', "没有“饼图”这种图。", "条形、折线"),
    # functions and attributes
    ('{{ valeu("经营主体") }}', "模板里的名称“valeu”不存在。", "“value”"),
    ("{{ value() }}", FEW, 'value("指标", "城市"'),
    ('{{ value("经营主体", citi="甲市") }}', "value(…) 没有“citi”这一项。", "“city”"),
    ("{{ table(rows=cities) }}", FEW, "table(rows=cities, columns="),
    ("{{ points(limit='三') }}", "points(…) 的括号里要写整数，写的是文字。", "limit=3"),
    (
        '{{ value("经营主体", "甲市", 2023, "增速", "全市", 1) }}',
        "的括号里写多了，不写名称的最多 5 项。",
        "应写作 value(",
    ),
    ('{{ value("经营主体", "甲市", city="乙市") }}', "value(…) 的“city”写了两次。", "应写作 value("),
    ('{{ value("经营主体").to("户", digit=1) }}', "to(…) 没有“digit”这一项。", "“digits”"),
    ('{{ value("经营主体").change("同比", 3) }}', "change(…) 的括号里写多了", "than"),
    ('{{ standing("经营主体", ["甲市"]) }}', "时期要写成文字，这里写的是一组内容。", PERIODS),
    ('{{ standing("经营主体")[90].city }}', "没有第 91 项，这里只有", "{% if … %}"),
    ('{{ cities | map("name") | join("、") }}', "没有名为“name”的过滤器。", 'map(attribute="name")'),
    ('{{ cities | sort(attr="name") }}', "过滤器“sort”不能这样用。", "sort(attribute="),
    ('{{ value("经营主体") | fomat }}', "没有名为“fomat”的过滤器。", "“sort”"),
    ('{{ value("经营主体", "甲市", measure="同比") }}', "没有“同比”这种统计内容。", '.change("同比")'),
    ('{% if cities == "甲市" %}甲{% endif %}', "一组内容同文字比，不会相同。", "in cities"),
    ("{% for 序 in range('3') %}甲{% endfor %}", "range(…) 的括号里不能这样写。", "括号里的写法"),
    ("{{ loop.index }}", "loop 只能用在 {% for … %} 里面。", "移到循环里"),
    ("{{ '甲'('乙') }}", "文字后面不能写括号。", "去掉括号"),
    ('{% if value("经营主体").period > 2022 %}甲{% endif %}', "文字与整数不能比较。", "period=2023"),
    ("{{ '甲' + 1 }}", "文字与整数不能用 + 计算。", "~"),
    ('{{ value("经营主体") + 1 }}', "模板里不能拿数据作加减乘除。", ".change(…)"),
    ('{% if value("经营主体") > "100" %}甲{% endif %}', "数据只能同数据或数字比较。", "不加引号"),
    ('{% if value("经营主体") > value("开办时间") %}甲{% endif %}', "不能比高低：统计的不是同一事项", "请在正文里并列"),
    ("{% for 一项 in 5 %}{{ 一项 }}{% endfor %}", "整数不能逐项写。", "cities"),
    ("{{ value(经营主体) }}", "模板里的名称“经营主体”不存在。", 'value("经营主体")'),
    ('{{ value("经营主体").rnak }}', "模板里“.rnak”不存在。", "“rank”"),
    ("{{ cities[0].levle }}", "模板里“.levle”不存在。", "“level”"),
    ("{{ briefing.highlight }}", "模板里“.highlight”不存在。", "“highlights”"),
    ("{{ issue.no }}", "模板里“.no”不存在。", "这里可用的有：number、total。"),
    ("{{ date.of }}", "模板里“.of”不存在。", "这里可用的有：year。"),
    ("{{ issue.nubmer }}", "模板里“.nubmer”不存在。", "“number”"),
    ("{{ settings.报送 }}", "模板里“.报送”不存在。", "template.yaml"),
    # what there is no figure of
    ('{{ value("经营主体", period="2035年") }}', "没有收录乙市2035年的“经营主体”", "有数的时期：2019年"),
    ('{{ value("经营主体", scope="新区") }}', "没有收录乙市的“经营主体”", "请不写 scope"),
    ('{{ value("企业贷款余额", "己市") }}', "没有收录己市的“企业贷款余额”，印作“未收录”。", GUARD),
    ('{{ value("企业贷款余额", "己市").rank }}', "没有收录己市的“企业贷款余额”。", GUARD),
    ('{{ value("新增贷款").rank }}', "乙市的“新增贷款”没有可以比较的城市", GUARD),
    ('{{ value("新增贷款").average }}', "乙市的“新增贷款”没有平均数可写。", GUARD),
    ('{{ value("信用贷款占比", "丁市").gap }}', "丁市的“信用贷款占比”没有与最好的差距可写。", GUARD),
    ('{{ value("信用贷款占比").target }}', "乙市的“信用贷款占比”没有目标。", GUARD),
    ('{{ value("信用贷款占比").completion }}', "乙市的“信用贷款占比”没有目标完成率。", GUARD),
    ('{{ value("信用贷款占比").change("同比") }}', "算不出同比：没有2022年末的数。", GUARD),
    # loops over nothing
    (
        '{% for 数 in standing("经营主体", period=2010) %}{{ 数 }}{% endfor %}',
        "没有可以相互比较的数，这里没有可以逐项写的。",
        "{% else %}",
    ),
    (
        '{% for 数 in series("信用贷款占比", "己市") %}{{ 数 }}{% endfor %}',
        "没有收录己市“信用贷款占比”历年的数，这里没有可以逐项写的。",
        "{% else %}",
    ),
    (
        '{% for 项 in practices(city="己市") %}{{ 项 }}{% endfor %}',
        "没有收录己市的做法，这里没有可以逐项写的。",
        "{% else %}",
    ),
    # what is not printed, reckoned with or compared
    ('{{ value("经营主体").number }}', "“.number”只能用在条件里，不能印出。", "请去掉 .number"),
    ("{{ cities | length }}", "不能直接输出数字。", 'value("指标", "城市")'),
    ('{{ series("经营主体") }}', "不能直接输出一组内容。", "{% for … %}"),
    ('{{ series("经营主体").first }}', "几个城市的数列没有一个 .first、.last、.city。", "请写一个城市"),
    ('{{ value("经营主体").to("万元") }}', "“万户”不能换算成“万元”。", "可用的单位"),
    ('{{ value("经营主体").to("户", digits="一") }}', "digits 是小数的位数。", "digits=1"),
    ("{% for 一条 in points(limit=0) %}{{ 一条 }}{% endfor %}", "limit 是最多写几条。", "limit=3"),
    ("共12项。{{ briefing.places }}", "里的数字“12”没有出处。", 'value("指标", "城市")'),
    # tables, charts, notes and pictures
    ("{{ table(rows=cities, columns=cities) }}", "没有以城市为行、城市为列的表。", "可以写：城市和指标"),
    ('{{ table(rows=cities, columns="信用贷款占比", order="best") }}', "order 写的是“best”。", 'order="better"'),
    ('{{ table(rows=[], columns="信用贷款占比") }}', "rows 是空的。", "rows=cities"),
    ('{{ table(rows=cities, columns="信用贷款占比", period=2010) }}', "没有收录2010年的“信用贷款占比”。", "2023年末"),
    ('{{ chart("折线", "信用贷款占比", cities) }}', "“折线”画不出", "这些数据可以画：条形"),
    ('{{ chart("瀑布", "经营主体", cities) }}', "“瀑布”画不出", "这些数据可以画：条形"),
    ('{{ manual("领导批示") }}', "工作区里没有“notes/领导批示.md”。", "optional=true"),
    ('{{ picture("图片/无.jpg", caption="大厅") }}', "工作区里没有图片“图片/无.jpg”。", "应放在"),
    ('{{ picture("图片/现场.jpg") }}', "图片“图片/现场.jpg”没有图题。", 'caption="图题"'),
    ('{{ picture("../现场.jpg", caption="大厅") }}', "“../现场.jpg”不能作图片的位置。", "请写工作区里的名称"),
)
BY_ITSELF: tuple[tuple[str, str, str], ...] = (
    ('{{ ref("贷款余额表") }}', "引用的图表“贷款余额表”不在文中。", "文中没有图，也没有表。"),
    ("{% for city in cities %}{{ city }}", "没有", "请补上 {% endfor %}"),
    ('{{ value("经营主体" }}', "这里应写“)”，写的却是“}”。", "请检查括号、引号是否成对"),
    ("{{ value(“经营主体”) }}", "全角的", "半角"),
)
"""What ends the reading or the rendering, and what is told where nothing else is wrong."""
UNKNOWN = "版式文件里有不认识的标记"
ALONE: tuple[tuple[str, str, str, str], ...] = (
    ("{{ value }}", "函数名后面没有写括号。", 'value("指标"', "函数要写括号"),
    ("{{ cities }}", "不能直接输出一组内容。", "{% for … %}", "一组内容请用循环"),
    ("{{ briefing }}", "不能直接输出这一整项。", "highlights", "可用的有：title"),
    ("{{ 联系电话 }}", "模板里的名称“联系电话”不存在。", "template.yaml", "可用的有：title"),
)
"""Names that stand alone, which a shell takes for those that it is filled with; the last is its own remedy."""


def _checked(folder: Path, body: Sequence[str], word: bytes) -> list[Problem]:
    (folder / "图片").mkdir(parents=True)
    (folder / "图片/现场.jpg").write_bytes(jpeg(40, 30))
    file = folder / "shell.docx"
    file.write_bytes(word)
    made = template(folder, "\n\n".join([*body, "\n{{ references }}"]))
    return check_template(made, file, [Asked("选全部城市", OFFICE, home=HOME)], {}, workspace=folder).all


def in_body(folder: Path, *written: str) -> dict[object, list[Problem]]:
    """Return what is told of each line of a body, by its place among those written."""
    found: dict[object, list[Problem]] = {}
    for problem in _checked(folder / "body", written, SHELL):
        found.setdefault(((problem.location.line or 0) - 1) // 2, []).append(problem)
    return found


def in_shell(folder: Path, *written: str) -> dict[object, list[Problem]]:
    """Return what is told of each paragraph of a shell, likewise; five stand before them."""
    found: dict[object, list[Problem]] = {}
    for problem in _checked(folder / "shell", ["甲。"], shell(*map(line, written))):
        found.setdefault(int((problem.location.key or "第 0 段").split()[1]) - 5, []).append(problem)
    return found


def _told(found: dict[object, list[Problem]], at: int, message: str, remedy: str) -> bool:
    """Return whether that alone is told there, with the remedy."""
    return [(message in item.message, remedy in item.hint) for item in found.get(at, ())] == [(True, True)]


@pytest.mark.parametrize("told", [in_body, in_shell])
def test_all_mistakes_are_told_at_once_each_with_its_place_and_a_remedy(
    told: Callable[..., dict[object, list[Problem]]], tmp_path: Path
) -> None:
    found = told(tmp_path, *(written for written, _, _ in MISTAKES))
    missed = [item for at, item in enumerate(MISTAKES) if not _told(found, at, *item[1:])]
    assert missed == []
    assert set(found) == set(range(len(MISTAKES)))


@pytest.mark.parametrize("told", [in_body, in_shell])
@pytest.mark.parametrize(("written", "message", "remedy"), BY_ITSELF)
def test_a_mistake_is_told_by_itself(
    told: Callable[..., dict[object, list[Problem]]], written: str, message: str, remedy: str, tmp_path: Path
) -> None:
    found = told(tmp_path, written)
    assert (_told(found, 0, message, remedy), len(found)) == (True, 1), found


def test_names_alone_are_told_likewise(tmp_path: Path) -> None:
    written = [item[0] for item in ALONE]
    body, word = in_body(tmp_path, *written), in_shell(tmp_path, *written)
    for at, (_, message, remedy, in_word) in enumerate(ALONE):
        assert _told(body, at, message, remedy)
        assert _told(word, at, UNKNOWN, in_word)


def test_what_is_right_is_told_nowhere(tmp_path: Path) -> None:
    written = ['{{ value("经营主体") }}', '{{ value("经营主体").change() }}', "{{ cities[0] }}"]
    assert in_body(tmp_path, *written) == in_shell(tmp_path, *written) == {}
