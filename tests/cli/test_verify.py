"""`briefing verify`: with --strict what a person must look at holds a file up, too."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from briefing.bundle.contents import facts_csv
from briefing.model.document import Document, Meta
from tests.cli.conftest import Briefing
from tests.conformance.small import docx, p
from tests.memo.folders import bundle, library


@pytest.mark.parametrize(("words", "codes"), [("104项", (0, 0)), ("不足104项", (0, 1)), ("107项", (1, 1))])
def test_strict_makes_a_doubtful_number_a_fault(briefing: Briefing, words: str, codes: tuple[int, int]) -> None:
    folder, data = bundle(Path("甲")), library("104")
    facts = facts_csv(data.facts(), Document(Meta("题目"), ()), data)
    (folder / "facts.csv").write_bytes(facts)
    manifest = folder / "manifest.json"
    text = manifest.read_text("utf-8").replace(sha256(b"").hexdigest(), sha256(facts).hexdigest())
    manifest.write_text(text, encoding="utf-8")
    (folder / "政务服务情况.docx").write_bytes(docx(p(f"武汉市联办事项{words}。")))
    asked = "verify", str(folder / "政务服务情况.docx")
    assert (briefing(*asked).code, briefing(*asked, "--strict").code) == codes
