"""版记: what a template may ask for at the foot of the last page (GB/T 9704—2012, 7.4)."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial

from briefing.model.document import Paragraph, Run, Runs
from briefing.templating.given_words import runs_of_words
from briefing.templating.printable import Function

_TEXT = (str, tuple)
_TYPED = re.compile("(?<=[㐀-鿿）])\\s*([,;])\\s*(?=[㐀-鿿])")
_CHINESE = {",": "，", ";": "；"}
_SEPARATORS = re.compile(r"[、，；,;\s]+(?=。?$)")


def foot_functions(date: str, *, ruled: bool = True) -> dict[str, Function]:
    """Return the lines of 版记 by the names that they have in templates; `date` is that of the document, as printed.

    `ruled`: 抄送 has rules though it stands alone; that of a 函 has none (10.1).
    """
    return {
        "closing": Function('closing("报：某单位")', _closing, {"words": _TEXT}),
        "cc": Function('cc("某单位")', partial(_cc, role="closing" if ruled else "cc"), {"words": _TEXT}),
        "imprint": Function('imprint("某单位")', partial(_imprint, printed=date), {"office": _TEXT, "date": _TEXT}),
    }


def _closing(words: str | Runs) -> Paragraph:
    """Return a line of 报尾: 报, 送, 发."""
    return Paragraph(_runs(words), role="closing")


def _cc(words: str | Runs, *, role: str) -> Paragraph:
    """Return 抄送, which ends with a full stop (7.4.2)."""
    said = _runs(words)
    if said:  # what separates the last office from one that is not there (市委办公室、)
        said = (*said[:-1], replace(said[-1], text=_SEPARATORS.sub("", said[-1].text)))
    end = () if said and said[-1].text.endswith("。") else (Run("。"),)
    return Paragraph((Run("抄送："), *said, *end), role=role)


def _imprint(office: str | Runs, date: str | Runs = "", *, printed: str) -> Paragraph:
    """Return 印发机关 on the left and 印发日期 on the right, that of the document unless another is given (7.4.3)."""
    return Paragraph((*_runs(office), Run("\t"), *_runs(date or printed), Run("印发")), role="imprint")


def _runs(words: str | Runs) -> Runs:
    """Return what stands there; between Chinese names a comma of a keyboard (甲局,乙局) is a Chinese one."""
    said = runs_of_words(words) if isinstance(words, str) else words
    return tuple(replace(run, text=_TYPED.sub(lambda typed: _CHINESE[typed[1]], run.text)) for run in said)
