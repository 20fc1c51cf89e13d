"""A data folder becomes a library: all of it, or the cities asked for."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from briefing.data.reader import examine, read
from briefing.data.yaml_files.yaml_reader import YamlReader
from briefing.errors import Severity, UsageError, errors_in


def add(data: Path, stem: str, text: str) -> Path:
    path = data / "cities" / f"{stem}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_all_cities_are_read_in_the_order_of_files(data: Path) -> None:
    """And the catalogue with them."""
    add(data, "a", "city: {id: wuhan, name: 武汉市}")
    library, problems = examine(YamlReader(data))
    assert problems == []
    assert list(library.records) == ["wuhan", "luoyang"]
    assert [fact.id for fact in library.facts()] == ["luoyang.loans", "luoyang.borrowers"]
    assert library.theme_of(next(library.facts())) == "financing"


def test_only_the_cities_asked_for_are_opened(data: Path, tmp_path: Path) -> None:
    """The damage in another file is not even seen."""
    add(data, "a", "city: {id: wuhan, name: 武汉市}")
    add(data, "broken", "facts: [")
    for cache in (None, tmp_path / "cache", tmp_path / "cache"):
        library = read(YamlReader(data, cache), ["wuhan"])
        assert library.doubts == ()
        assert list(library.records) == ["wuhan"]
    assert errors_in(examine(YamlReader(data))[1])


def test_a_city_that_is_not_there_is_told(data: Path) -> None:
    """With the nearest name."""
    with pytest.raises(UsageError, match="洛阳市"):
        read(YamlReader(data), ["luoyan"])


def test_two_files_of_one_city_are_told(data: Path) -> None:
    """With both places; the first holds."""
    path = add(data, "z", "city: {id: luoyang, code: 420100}")
    library, (problem,) = examine(YamlReader(data))
    assert library.records["luoyang"].city.name == "洛阳市"
    assert problem.location.file == str(path)
    assert "luoyang.yaml 第 1 行" in problem.hint


def test_a_file_with_another_ending_is_not_passed_over_in_silence(data: Path) -> None:
    """A warning says that it was not read."""
    (data / "cities" / "wuhan.yml").write_text("city: {name: 武汉市}", encoding="utf-8")
    library, (problem,) = examine(YamlReader(data))
    assert problem.severity is Severity.WARNING
    assert list(library.records) == ["luoyang"]


def test_a_folder_without_data_is_told(tmp_path: Path) -> None:
    """Every file that must be there is named."""
    library, problems = examine(YamlReader(tmp_path / "nowhere"))
    assert library.records == {}
    assert len(problems) == 2


@pytest.mark.parametrize("enabled", [True, False])
def test_the_collector_is_left_as_it_was(data: Path, enabled: bool) -> None:
    """It is switched off only for the reading."""
    before = gc.isenabled()
    try:
        (gc.enable if enabled else gc.disable)()
        examine(YamlReader(data))
        assert gc.isenabled() is enabled
    finally:
        (gc.enable if before else gc.disable)()
