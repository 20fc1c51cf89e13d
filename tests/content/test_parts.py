"""What a template is made of is what it names, be it only while rendering."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from briefing.templating.template_files import template_files
from tests.content.samples import BODY, template, written


def names(folder: Path, body: str, **parts: str) -> set[str]:
    """The names of the files that a template with that body and those parts is made of."""
    written(folder, {f"_parts/{name}.j2": text for name, text in parts.items()})
    return set(template_files(template(folder, body)))


OWN = {BODY, "mine/template.yaml"}


def test_parts_of_parts_are_among_them_and_those_that_nobody_names_are_not(tmp_path: Path) -> None:
    parts = {"a": "{% include '_parts/b.j2' %}", "b": "{% import '_parts/a.j2' as a %}", "c": "丙"}
    assert names(tmp_path, "{% include '_parts/a.j2' %}", **parts) == OWN | {"_parts/a.j2", "_parts/b.j2"}


def test_every_tag_that_can_name_a_part_does(tmp_path: Path) -> None:
    tags = (
        "include '_parts/a.j2'",
        "import '_parts/a.j2' as a",
        "from '_parts/a.j2' import b",
        "extends '_parts/a.j2'",
    )
    assert all(names(tmp_path, f"甲{{%- {tag} -%}}", a="乙") == OWN | {"_parts/a.j2"} for tag in tags)


def test_a_part_that_is_named_while_rendering_may_be_any(tmp_path: Path) -> None:
    found = names(tmp_path, "{% for x in 'ab' %}{% include '_parts/' ~ x ~ '.j2' %}{% endfor %}", a="甲", c="{% if")
    assert found == OWN | {"_parts/a.j2", "_parts/c.j2"}


def test_a_part_that_is_not_there_is_none_of_them(tmp_path: Path) -> None:
    assert names(tmp_path, "{% include ['_parts/no.j2', '_parts/a.j2'] ignore missing %}", a="甲") == OWN | {
        "_parts/a.j2"
    }


def test_the_first_folder_that_has_a_part_gives_it(tmp_path: Path) -> None:
    """A copy in the workspace stands for the built-in one."""
    own = template(tmp_path / "own", "{% include '_parts/a.j2' %}")
    for place in ("own", "builtin"):
        written(tmp_path / place, {"_parts/a.j2": place})
    both = replace(own, roots=(tmp_path / "own/templates", tmp_path / "builtin/templates"))
    assert template_files(both)["_parts/a.j2"].read_text() == "own"


def test_the_description_of_a_base_is_among_them(tmp_path: Path) -> None:
    mine = template(tmp_path, "甲")
    base = replace(mine, id="base", folder=mine.folder.parent / "base")
    found = template_files(replace(mine, base=base))
    assert found["base/template.yaml"] == base.folder / "template.yaml"
    assert set(found) == OWN | {"base/template.yaml"}


def test_a_template_without_a_text_is_made_of_that_of_its_base(tmp_path: Path) -> None:
    mine = template(tmp_path, "甲")
    (tmp_path / "templates/thin").mkdir()
    thin = replace(mine, id="thin", folder=tmp_path / "templates/thin", base=mine)
    assert set(template_files(thin)) == OWN | {"thin/template.yaml"}
