"""Documents are plain values: they go to another process and come back the same, and equal requests give equal ones."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.content.letter import compose_letter
from briefing.data.template_folders import read_template
from briefing.model.document import Document
from briefing.model.issue import IssueNumber
from briefing.model.letter import TEMPLATES
from briefing.model.request import Request
from briefing.pipeline import Briefing
from briefing.render.word.shell.tag_reading import tags_of
from briefing.render.word.writer import render_docx
from tests.builders import generate
from tests.content.samples import letter
from tests.render.word.shell.tagged import composed, line, shell, table, with_header, word, words

ROOT = Path(__file__).parents[2]
FACT = '{{ fact("wuhan.items") }}'
TAGGED = with_header(
    "{% if issue %}{{ issue }}{% endif %}　" + FACT,
    shell(
        line(
            "{{ name }}：{% for city in briefing.cities %}{{ city }}", "{% if not loop.last %}、{% endif %}{% endfor %}"
        ),
        line("{%p if briefing.several %}"),
        line("几地"),
        line("{%p else %}"),
        line("一地" + FACT),
        line("{%p endif %}"),
        table(("{%tr for city in briefing.cities %}", ""), ("武汉", FACT), ("{%tr endfor %}", "")),
    ),
)
"""With tags in header, body and table, conditions and loops."""


def there_and_back(document: Document) -> Document:
    found: Document = pickle.loads(pickle.dumps(document))
    return found


@pytest.mark.parametrize("template", ["bulletin", "onepager", "benchmark", "profile"])
def test_every_briefing_can_be_pickled_and_compared(request_: Request, template: str) -> None:
    home = "武汉" if template == "benchmark" else None
    request = replace(request_, template=template, home=home)
    document = generate(request).document
    assert document.blocks
    assert there_and_back(document) == document == generate(request).document


@pytest.mark.parametrize("kind", TEMPLATES)
def test_every_letter_can_be_pickled_and_compared(kind: str) -> None:
    template = read_template(TEMPLATES[kind], [ROOT / "templates"])
    assert template.shell is not None
    tags = tags_of(template.shell.read_bytes(), "shell.docx")
    document, again = (compose_letter(letter(kind=kind), template, tags=tags)[0] for _ in range(2))
    assert document.blocks
    assert there_and_back(document) == document == again


def test_one_of_a_shell_with_tags_gives_the_same_word_file_when_it_comes_back(tmp_path: Path) -> None:
    document = composed(tmp_path, TAGGED, issue=IssueNumber(3))
    assert [run.text for run in document.shell.runs].count("104项") == 3, "in the header and in each row"
    assert there_and_back(document) == document == composed(tmp_path, TAGGED, issue=IssueNumber(3))
    made = render_docx(there_and_back(document), {}, TAGGED)
    assert made == word(tmp_path, TAGGED, issue=IssueNumber(3))
    assert words(made, "word/header9.xml") == ["第3期　104项"]
    assert "几地" in words(made)


def test_a_shell_that_is_saved_meanwhile_changes_nothing(request_: Request) -> None:
    """The numbers of what a shell consists of hold for the file that they were given to."""
    path = request_.roots[0] / "bulletin/shell.docx"
    path.write_bytes(shell(line("甲地：{% if briefing.several %}几地{% endif %}")))
    briefing: Briefing = generate(request_)
    made = briefing.files(["docx", "html"])
    path.write_bytes(b"another")
    assert briefing.files(["docx", "html"]) == made
    assert "几地".encode() in next(data for name, data in made.items() if name.endswith(".html"))
