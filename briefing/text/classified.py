"""Documents that bear a 密级 are none of this program's."""

from __future__ import annotations

import re

from briefing.errors import Problem

_LEVEL = r"[绝机秘]\s*密"
_CLASSIFICATION = re.compile(
    "|".join(
        (
            rf"{_LEVEL}\s*[★☆]",
            rf"^[\W_]*{_LEVEL}[级件]?(?:[\W_]*$|\s*[:：])",
            rf"[（(【\[]\s*{_LEVEL}[级件]?\s*[）)】\]]",
            rf"^[\W_]*{_LEVEL}\s*(?:[〔\[（(]|[0-9]+\s*[年月]\W*$)",
            r"^[\W_]*密\s*级.{0,8}$",
            rf"密\s*级\s*(?:[:：]|(?:为|是|定为)?\s*{_LEVEL})",
            r"(?<=\s)密\s*级(?:\s|$)",
            r"^[\W_]*保密期限[\W_]*$|保密期限\s*[:：]",
        )
    )
)
"""A mark (机密★10年, （机密）) anywhere, a level that stands alone, before a colon or number, and what asks for one."""
CLASSIFIED = Problem("涉密信息不得用本程序处理。", hint="本程序不印密级和保密期限；请按保密规定在涉密设备上办理。")


def is_classification(words: str) -> bool:
    """Return whether words ask for the 密级 of a document, or bear one (GB/T 9704—2012, 7.2.2)."""
    return bool(_CLASSIFICATION.search(words))
