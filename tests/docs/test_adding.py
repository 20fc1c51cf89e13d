"""What CONTRIBUTING says of adding a kind is enough: it is done in a copy of the program, which then has it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


class Copy:
    """A copy of the program, which tests import in a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(ROOT / "briefing", folder / "briefing", ignore=shutil.ignore_patterns("__pycache__", "*.ttf"))

    def write(self, file: str, before: str, written: str) -> None:
        """Write lines before others that stand in a file once."""
        path = self.folder / "briefing" / file
        text = path.read_text(encoding="utf-8")
        assert text.count(before) == 1, (file, before)
        path.write_text(text.replace(before, written + before), encoding="utf-8")

    def run(self, script: str) -> str:
        """Return what a script prints of the copy, and why it fails if it does."""
        env = os.environ | {
            "PYTHONPATH": os.pathsep.join((str(self.folder), str(ROOT))),
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        done = subprocess.run(
            [sys.executable, "-c", script], cwd=self.folder, env=env, capture_output=True, text=True, check=False
        )
        return done.stdout + done.stderr


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(tmp_path)


def test_a_rule_for_data_is_a_function_and_a_line(copy: Copy) -> None:
    rule = (
        "def figures_are_few(library: Library) -> Iterator[Problem]:\n"
        '    """At most one."""\n'
        "    for fact in list(library.facts())[1:]:\n"
        '        yield problem(fact, "value", f"{fact.id} is too many.")\n\n\n'
    )
    copy.write("data/rules/values.py", "def counts_are_whole", rule)
    copy.write("data/rules/__init__.py", "    values.counts_are_whole,\n", "    values.figures_are_few,\n")
    script = "from tests.data_rules.small_libraries import fact, problems_of\n"
    script += "print([found.message for found in problems_of(fact('a'), fact('b'))])"
    assert copy.run(script) == "['wuhan.b is too many.']\n"


RECORD = '    "double": RelationKind(_roles("once", implied=("twice",)), weight=10),\n'
COMPUTED = '''def _double(members: Members) -> list[Result]:
    """Twice as much."""
    once = members["once"][0]
    return [Result("twice", iv.of(once) * exactly(2), once.quantity.unit, "{once} × 2")]


'''
SAID = """def _double(writer: SentenceWriter, finding: Finding) -> Runs:
    item = _related(finding)
    return join([text("一倍为"), (writer.ledger.fact(item.one("once")),), text("。")])


"""
TESTED = """
from tests.analysis.test_relations import fact, related, shown, test_every_kind_has_roles_and_a_computation
from tests.analysis.test_findings import SENTENCES, WEIGHT
test_every_kind_has_roles_and_a_computation()
assert set(SENTENCES) == set(WEIGHT), "no sentence"
print(shown(related("double", once=fact("x.once", 7)), "twice"))
"""


def test_a_relation_is_a_record_a_computation_and_a_sentence(copy: Copy) -> None:
    """And where one is missing, a test says so."""
    copy.write("model/relations.py", '    "reduction": RelationKind(', RECORD)
    assert "AssertionError" in copy.run(TESTED)
    copy.write("analysis/relations.py", "def _completion", COMPUTED)
    copy.write("analysis/relations.py", '    "completion": _completion,\n', '    "double": _double,\n')
    assert "no sentence" in copy.run(TESTED)
    copy.write("content/paragraphs/sentences.py", "def _completion", SAID)
    copy.write("content/paragraphs/sentences.py", '    "completion": _completion,\n', '    "double": _double,\n')
    assert copy.run(TESTED) == "('14', '项', True)\n"


def test_a_rule_for_word_files_is_a_function_and_a_line(copy: Copy) -> None:
    rule = 'def _any(file: WordFile) -> Iterator[Hit]:\n    yield Hit(f"{len(file.sections)} sheets")\n\n\n'
    copy.write("conformance/rules/file.py", "RULES = (\n", rule)
    line = '    Rule("file.any", "any", Strength.USUAL, "", "none", _any, "", EVERY),\n'
    copy.write("conformance/rules/file.py", '    Rule("file.revisions"', line)
    script = "from pathlib import Path\nfrom briefing.conformance.check import lint\n"
    script += f"found = lint(Path({str(ROOT / 'templates/bulletin/shell.docx')!r}))\n"
    script += "print([item.found for item in found if item.rule.id == 'file.any'])"
    assert copy.run(script) == "['1 sheets']\n"


QUOTE = """@dataclass(frozen=True, slots=True)
class Quote:
    runs: Runs


"""
KNOWN = """
from briefing.content.citations import Citations, cite_blocks
from briefing.model.document import Quote
from briefing.model.length import pages
from tests import test_every_block as every
from tests.every_block import RUNS
block = every.SAMPLES[Quote] = Quote(RUNS)
every.test_a_bare_number_is_refused_wherever_a_block_holds_words(Quote)
print(pages([block]), len(cite_blocks([block], Citations({}, {}, {}))))
for name, writer in every.WRITERS.items():
    every.test_every_writer_writes_all_words_of_every_block(writer, Quote)
    print(name)
"""
SHARED_CASES = (
    ("model/walk.py", "Heading() | Paragraph() | Note():\n            yield"),
    ("model/walk.py", "Heading() | Paragraph() | Note():\n            return"),
    ("model/length.py", "Heading() | Paragraph() | Note() | Items():"),
    ("content/citations.py", "Heading() | Paragraph() | Note() | Items():"),
)
"""Each `match` over blocks that mypy refuses without the new one, at the case that it joins."""
IN_WORD = """def _quote(block: Quote, context: WritingContext) -> str:
    return context.paragraph(StyleName.BODY, runs(block.runs, context))


"""
IN_MARKDOWN = """def _quote(block: Quote, context: _TextContext) -> str:
    return context.line(block.runs)


"""
IN_HTML = """        case Quote():
            return f"<blockquote>{context.inline(block.runs)}</blockquote>"
"""
WRITTEN = (
    ("render/word/blocks.py", "def _reference(", IN_WORD),
    (
        "render/word/blocks.py",
        "        case Note():\n",
        "        case Quote():\n            return _quote(block, context)\n",
    ),
    ("render/markdown.py", "def _note(", IN_MARKDOWN),
    (
        "render/markdown.py",
        "        case Note():\n",
        "        case Quote():\n            return _quote(block, context)\n",
    ),
    ("render/html/blocks.py", "        case Note():\n", IN_HTML),
)


def test_a_block_is_a_case_in_each_match_and_a_function_in_each_writer(copy: Copy) -> None:
    """And where a room does not know it, a test fails there."""
    copy.write("model/document.py", "Block = (\n", QUOTE)
    copy.write("model/document.py", "Heading | Paragraph | Items | Table", "Quote | ")
    assert "unreachable" in copy.run(KNOWN)
    for file, case in SHARED_CASES:
        copy.write(file, case, "Quote() | ")
    for file in {file for file, *_ in (*SHARED_CASES, *WRITTEN)}:
        copy.write(file, "    Note,\n", "    Quote,\n")
    told = copy.run(KNOWN)
    assert "1 1\n" in told
    assert "unreachable" in told
    for file, place, written in WRITTEN:
        copy.write(file, place, written)
    assert copy.run(KNOWN) == "1 1\nword\nmarkdown\nhtml\n"
