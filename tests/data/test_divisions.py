"""Location names: every code and name finds its division, and an ambiguous one finds all of them."""

from __future__ import annotations

import csv
import gzip
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.data.divisions import (
    FORMER,
    TABLE,
    Division,
    around,
    division,
    divisions,
    level_name,
    locate,
    rank,
    resolve,
    short_name,
)
from briefing.errors import Problem, Severity
from docs import make_divisions

EVERY = st.sampled_from(divisions())


def codes(name: str) -> list[str]:
    return [place.code for place in resolve(name)]


def named(name: str) -> Division:
    (place,) = resolve(name)
    return place


def by_short_name() -> dict[str, list[Division]]:
    found: dict[str, list[Division]] = defaultdict(list)
    for place in divisions():
        found[short_name(place.name, place.type)].append(place)
    return found


def upwards(place: Division) -> list[Division]:
    above = division(place.parent) if place.parent else None
    return [above, *upwards(above)] if above else []


# The table


def test_the_table_holds_every_division_of_2026() -> None:
    assert len(divisions()) == 3212
    assert Counter(level_name(place) for place in divisions() if rank(place) == 1) == {
        "省": 23,
        "自治区": 5,
        "直辖市": 4,
        "特别行政区": 2,
    }
    kinds = Counter(place.type for place in divisions())
    assert (kinds["地级市"], kinds["自治州"], kinds["地区"], kinds["盟"]) == (293, 30, 7, 3)


def test_ambiguous_names_are_as_many_as_documented() -> None:
    """A short name is a name without generic word and peoples; one that would have one character left stays whole."""
    shared = [places for places in by_short_name().values() if len(places) > 1]
    assert len(shared) == 118
    assert sum(len({rank(place) for place in places}) > 1 for places in shared) == 51
    assert sum(count > 1 for count in Counter(place.name for place in divisions()).values()) == 28


@pytest.mark.parametrize(
    ("code", "names"),
    [("440106", ["广州市", "广东省"]), ("429004", ["湖北省"]), ("110105", ["北京市"]), ("410000", [])],
)
def test_around_a_place_is_what_it_lies_in_from_the_nearest_outwards(code: str, names: list[str]) -> None:
    assert [place.name for place in around(division(code))] == names
    assert not list(around(None))


def test_every_parent_is_a_division_and_leads_to_a_province() -> None:
    for place in divisions():
        assert rank([place, *upwards(place)][-1]) == 1, place
        assert (place.parent is None) == (rank(place) == 1), place


# Codes


@given(EVERY)
def test_every_code_is_its_division(place: Division) -> None:
    assert division(place.code) == place
    assert resolve(place.code) == (place,)


@pytest.mark.parametrize(
    ("code", "path"),
    [
        ("42", "湖北省"),
        ("4201", "湖北省武汉市"),
        ("420100", "湖北省武汉市"),
        ("420100000000", "湖北省武汉市"),
        ("420111003", "湖北省武汉市洪山区"),
        ("420111003001", "湖北省武汉市洪山区"),
        ("429004", "湖北省仙桃市"),
        ("710000", "台湾省"),
        ("110100", "北京市"),
    ],
)
def test_codes_of_all_lengths(code: str, path: str) -> None:
    found = division(code)
    assert found is not None
    assert found.path == path


@pytest.mark.parametrize("code", ["", "4", "420", "42010", "4201001", "999999", "武汉", "42010a", "４２０１００", "²²"])
def test_what_is_no_code_gives_nothing(code: str) -> None:
    assert division(code) is None


# Names


@given(EVERY)
def test_every_full_path_means_its_division_alone(place: Division) -> None:
    assert resolve(place.path) == (place,)


@given(EVERY)
def test_every_full_name_finds_all_divisions_of_that_name(place: Division) -> None:
    found = resolve(place.name)
    assert [item for item in found if not item.note] == sorted(
        (other for other in divisions() if other.name == place.name), key=lambda other: (rank(other), other.code)
    )


def test_every_short_name_finds_all_divisions_that_bear_it() -> None:
    for short, places in by_short_name().items():
        assert set(places) <= set(resolve(short)), short


@given(EVERY)
def test_a_name_may_follow_any_short_name_of_what_it_lies_in(place: Division) -> None:
    for above in upwards(place):
        for joint in ("", "/", " ", "·"):
            typed = short_name(above.name, above.type) + joint + place.name
            assert place in resolve(typed), typed


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("武汉", "湖北省武汉市"),
        ("武汉市", "湖北省武汉市"),
        (" 武汉　", "湖北省武汉市"),
        ("湖北武汉", "湖北省武汉市"),
        ("三门峡", "河南省三门峡市"),
        ("天河", "广东省广州市天河区"),
        ("广州市天河区", "广东省广州市天河区"),
        ("广州天河", "广东省广州市天河区"),
        ("广东天河区", "广东省广州市天河区"),
        ("恩施州", "湖北省恩施土家族苗族自治州"),
        ("恩施市", "湖北省恩施土家族苗族自治州恩施市"),
        ("长阳县", "湖北省宜昌市长阳土家族自治县"),
        ("仙桃", "湖北省仙桃市"),
        ("浦东", "上海市浦东新区"),
        ("管城区", "河南省郑州市管城回族区"),
        ("鄂温克旗", "内蒙古自治区呼伦贝尔市鄂温克族自治旗"),
        ("万柏林", "山西省太原市万柏林区"),
        ("丰县", "江苏省徐州市丰县"),
        ("攀枝花东区", "四川省攀枝花市东区"),
        ("津市", "湖南省常德市津市市"),
        ("北京", "北京市"),
        ("北京朝阳", "北京市朝阳区"),
        ("内蒙古", "内蒙古自治区"),
        ("新疆", "新疆维吾尔自治区"),
        ("伊犁州", "新疆维吾尔自治区伊犁哈萨克自治州"),
        ("台湾", "台湾省"),
    ],
)
def test_names_that_mean_one_place(name: str, path: str) -> None:
    assert named(name).path == path


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("吉林", ["220000", "220200"]),
        ("海南", ["460000", "632500", "150303"]),
        ("河南", ["410000", "632324"]),
        ("朝阳", ["211300", "110105", "211321", "220104"]),
        ("辽宁朝阳", ["211300", "211321"]),
        ("恩施", ["422800", "422801"]),
        ("大理", ["532900", "532901"]),
        ("鼓楼区", ["320106", "320302", "350102", "410204"]),
    ],
)
def test_names_that_mean_several_give_all_of_them_higher_levels_first(name: str, found: list[str]) -> None:
    assert codes(name) == found


@pytest.mark.parametrize("name", ["", "市", "武", "武汗", "武汉天河", "天河广州", "火星市", "武汉市市"])
def test_nothing_is_found_by_a_guess(name: str) -> None:
    assert resolve(name) == ()


@given(st.text(alphabet="广州市天河区武汉湖北朝阳吉林省县 /0123456789", max_size=12))
def test_whatever_is_typed_gets_an_answer(name: str) -> None:
    """`locate` gives the division only if there is exactly one."""
    answer = locate(name)
    found = resolve(name)
    assert (found == (answer,)) if isinstance(answer, Division) else (len(found) != 1)


# Abolished divisions


@pytest.mark.parametrize(
    ("name", "now"),
    [
        ("500105", "500157"),
        ("500112001", "500157"),
        ("410381", "410307"),
        ("渝北区", "500157"),
        ("重庆市江北区", "500157"),
        ("重庆江北", "500157"),
        ("偃师市", "410307"),
    ],
)
def test_what_was_abolished_gives_its_successor_and_says_so(name: str, now: str) -> None:
    place = named(name)
    assert place == division(now)
    assert "已撤销，现为" in place.note
    assert place.path in place.note


def test_a_note_is_given_only_for_what_was_abolished() -> None:
    assert named("两江新区").note == ""
    assert named("偃师").note == ""
    assert named("洛阳市偃师区").note == ""


def test_an_abolished_name_that_another_place_bears_is_ambiguous() -> None:
    assert [(place.code, bool(place.note)) for place in resolve("江北区")] == [("330205", False), ("500157", True)]


def test_former_divisions_are_gone_and_their_successors_are_there() -> None:
    present = {place.code for place in divisions()}
    assert all(item.code not in present and item.now in present for item in FORMER)


# Levels


@pytest.mark.parametrize(
    ("name", "level", "number"),
    [
        ("湖北省", "省", 1),
        ("重庆", "直辖市", 1),
        ("武汉", "地级市", 2),
        ("恩施州", "自治州", 2),
        ("仙桃", "省直辖县级市", 2),
        ("石河子", "自治区直辖县级市", 2),
        ("恩施市", "县级市", 3),
        ("天河区", "市辖区", 3),
        ("定安", "县", 3),
        ("神农架", "林区", 3),
    ],
)
def test_levels(name: str, level: str, number: int) -> None:
    assert (level_name(named(name)), rank(named(name))) == (level, number)


# What the user is told


def told(name: str) -> str:
    problem = locate(name)
    assert isinstance(problem, Problem)
    assert problem.severity is Severity.ERROR
    return str(problem)


def test_an_ambiguous_name_is_told_with_all_candidates() -> None:
    assert told("朝阳") == (
        "“朝阳”有多个：辽宁省朝阳市（211300）、北京市朝阳区（110105）、辽宁省朝阳市朝阳县（211321）、"
        "吉林省长春市朝阳区（220104）。请写全名或代码。"
    )


def test_a_candidate_that_was_called_so_formerly_is_told_with_its_note() -> None:
    assert "重庆市两江新区（500157，重庆市江北区（500105）已撤销，现为" in told("江北区")


def test_a_misspelt_name_gets_the_nearest() -> None:
    assert "未找到行政区划“武汗”。您是不是要找“武汉”" in told("武汗")
    assert "“天河区”" in told("天何区")


def test_a_misspelt_county_is_sought_where_it_was_said_to_lie() -> None:
    assert told("广州市天何区") == "未找到行政区划“广州市天何区”。您是不是要找“天河区”？"


def test_what_resembles_nothing_is_told_how_to_write_it() -> None:
    assert "全名" in told("火星")
    assert "2、4、6、9 或 12 位" in told("12345")


# The compressed table and the script that makes it


def write_csv(path: Path, *rows: tuple[str, ...]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([make_divisions.COLUMNS, *rows])
    return path


def test_the_shipped_table_is_what_the_script_makes_of_it(tmp_path: Path) -> None:
    text = tmp_path / "divisions.csv"
    text.write_bytes(gzip.decompress(TABLE.read_bytes()))
    rows = make_divisions.read(text)
    assert make_divisions.faults(rows) == []
    assert gzip.decompress(make_divisions.pack(rows)) == text.read_bytes()
    assert make_divisions.pack(rows) == make_divisions.pack(rows)


def test_the_script_sorts_and_corrects(tmp_path: Path) -> None:
    new = write_csv(tmp_path / "new.csv", ("资料暂缺00", "台湾省", "省", ""), ("420000", "湖北省", "省", ""))
    assert [row[0] for row in make_divisions.read(new)] == ["420000", "710000"]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (("4201", "武汉市", "地级市", "420000"), "not six digits"),
        (("420000", "湖北省", "省", ""), "twice"),
        (("420100", "", "地级市", "420000"), "missing"),
        (("420102", "江岸区", "市辖区", "420100"), "not in the table"),
        (("420100", "武汉市", "地级市", ""), "has no parent"),
    ],
)
def test_the_script_refuses_a_faulty_table(tmp_path: Path, row: tuple[str, ...], fault: str) -> None:
    before = TABLE.read_bytes()
    new = write_csv(tmp_path / "new.csv", ("420000", "湖北省", "省", ""), row)
    with pytest.raises(SystemExit, match=fault):
        make_divisions.main([str(new)])
    assert TABLE.read_bytes() == before
