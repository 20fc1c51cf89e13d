"""Every figure of a briefing says where it comes from."""

from __future__ import annotations

import pytest

from briefing.model.document import Derived, Document, Meta, Paragraph, Run
from briefing.model.request import Request
from briefing.model.walk import refs
from briefing.render.origins import Origin, origins
from tests.builders import generate, library


@pytest.fixture(scope="module")
def found(builtin_request: Request) -> dict[str, Origin]:
    briefing = generate(builtin_request)
    found = origins(briefing.document, briefing.library, inner=True)
    assert set(found) == set(refs(briefing.document.blocks, briefing.document.shell))
    return found


def test_a_fact_tells_indicator_period_source_paragraph_and_the_printed_form(found: dict[str, Origin]) -> None:
    origin = found["wuhan.online-service-items"]
    rows = dict(origin.rows)
    assert origin.printed == "400余项"
    assert (rows["城市"], rows["原文写作"], rows["限定词"]) == ("武汉市", "400余项", "余")
    assert rows["时期"]
    assert (rows["数值"], rows["单位"]) == ("400", "项")
    assert rows["指标"]
    assert "《对标先进 打造一流营商环境》" in rows["来源"]
    assert rows["来源"].endswith("段")
    assert "wuhan.yaml 第 " in rows["数据文件"]


def test_a_computed_figure_tells_its_formula_and_what_it_rests_on(found: dict[str, Origin]) -> None:
    computed = [dict(origin.rows) for id, origin in found.items() if id.startswith("=") and "依据" in dict(origin.rows)]
    assert computed
    for rows in computed:
        assert rows["性质"] == "推算，来源中没有这个数"
        assert rows["公式"]
        assert "编号 " in rows["依据"]


def test_a_count_of_the_briefing_is_called_so() -> None:
    run, entry = Run("数据1项", ref="=count.extent"), Derived("=count.extent", "数据1项", "项", "采用的数据", ())
    made = origins(Document(Meta(title="情况"), (Paragraph((run,)),), (entry,)), library(), inner=True)
    assert dict(made["=count.extent"].rows)["性质"] == "本简报自己的计数，来源中没有这个数"
