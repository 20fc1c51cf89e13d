"""Cells show what Excel shows of the value that they store."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.data.tables.files.moments import Moment, moment
from briefing.data.tables.files.number_formats import decimal, general, shown, shown_moment, shown_text

ACCOUNTS = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("value", "code", "expected"),
    [
        ("63.6500001", "0.0", "63.7"),
        ("2.5", "0", "3"),
        ("-2.5", "0", "-3"),
        ("0.985", "0.0%", "98.5%"),
        ("0.005", "0%", "1%"),
        ("1234567.5", "#,##0", "1,234,568"),
        ("1234567", "0.0,", "1234.6"),
        ("1234567", "#,##0.0,,", "1.2"),
        ("123456", '0!.0,"万"', "12.3万"),
        ("12", '0.##"万户"', "12万户"),
        ("12.5", "0.##", "12.5"),
        ("0.5", "#.00", ".50"),
        ("5", "000", "005"),
        ("1234", "#\\ ##0", "1 234"),
        ("3", '"第"0"位"', "第3位"),
        ("-3.5", "0.0;[Red]0.0", "3.5"),
        ("-3.5", "0.0_);[Red](0.0)", "(3.5)"),
        ("-0.04", "0.0", "-0.0"),
        ("0", ACCOUNTS, " - "),
        ("-1234.5", ACCOUNTS, " -1,234.50 "),
        ("20000", '[>=10000]0.0,"千";0', "20.0千"),
        ("5", '[>=10000]0.0,"千";0', "5"),
        ("-12", "[$¥-804]#,##0", "-¥12"),
        ("5", ";;;", ""),
        ("12345.678", "General", "12345.678"),
        ("12", 'G/通用格式"户"', "12户"),
        ("1E+20", "0.00", "100000000000000000000.00"),
        ("1E+300", "0", f"1{'0' * 300}"),
        ("0.5", "# ?/?", "0.5"),
        ("12345", "0.00E+00", "12345"),
        ("12", "@", "12"),
    ],
)
def test_a_format_shows_a_number(value: str, code: str, expected: str) -> None:
    assert shown(Decimal(value), code) == expected


MAY = datetime.date(2023, 5, 1)


@pytest.mark.parametrize(
    ("value", "code", "expected"),
    [
        (MAY, "yyyy/m/d", "2023/5/1"),
        (MAY, 'yyyy"年"m"月";@', "2023年5月"),
        (MAY, '[$-804]yyyy"年"m"月"d"日"', "2023年5月1日"),
        (MAY, '[DBNum1][$-804]yyyy"年"m"月"', "2023年5月"),
        (MAY, "yyyy-mm", "2023-05"),
        (MAY, "yyyymm", "202305"),
        (MAY, "mmm-yy", "May-23"),
        (MAY, "aaaa", "星期一"),
        (MAY, "General", "2023-05-01"),
        (datetime.datetime(2023, 5, 1, 14, 5, 9), "yyyy/m/d h:mm", "2023/5/1 14:05"),
        (datetime.datetime(2023, 5, 1, 14, 5, 9), "AM/PMh:mm:ss", "下午2:05:09"),
        (datetime.timedelta(hours=36), "[h]:mm", "36:00"),
    ],
)
def test_a_format_shows_a_date(value: Moment, code: str, expected: str) -> None:
    assert shown_moment(value, code) == expected


@pytest.mark.parametrize(
    ("serial", "expected"),
    [
        (0.5, datetime.time(12)),
        (1, datetime.date(1900, 1, 1)),
        (59, datetime.date(1900, 2, 28)),
        (61, datetime.date(1900, 3, 1)),
        (45047, MAY),
        (45047.5, datetime.datetime(2023, 5, 1, 12)),
        (-1, None),
        (2_958_465, datetime.date(9999, 12, 31)),
        (2_958_466, None),
    ],
)
def test_a_number_stands_for_a_day(serial: float, expected: Moment | None) -> None:
    assert moment(serial) == expected


def test_a_format_adds_to_a_text() -> None:
    assert shown_text("武汉", '@"市"') == "武汉市"
    assert shown_text("武汉", "0.0") == "武汉"


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_without_a_format_is_shown_with_its_fifteen_digits(value: float) -> None:
    assert Decimal(general(decimal(value))) == Decimal(f"{value:.15g}")


@given(st.decimals(-(10**12), 10**12, places=4), st.integers(0, 3), st.booleans())
def test_what_is_shown_is_within_half_a_unit_of_what_is_stored(value: Decimal, places: int, grouped: bool) -> None:
    code = ("#,##0" if grouped else "0") + ("." + "0" * places if places else "")
    assert abs(Decimal(shown(value, code).replace(",", "")) - value) <= Decimal(1).scaleb(-places) / 2


@given(st.text(alphabet='0#?.,%"\\!_*@;[]$-8yYmdhsaE+年General/ ', max_size=20), st.decimals(-999, 999, places=2))
def test_no_format_is_too_odd_to_be_read(code: str, value: Decimal) -> None:
    assert isinstance(shown(value, code), str)
    assert isinstance(shown_moment(MAY, code), str)
