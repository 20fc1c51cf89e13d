"""Documents that bear a 密级 are none of this program's."""

from __future__ import annotations

import re

from briefing.errors import Problem

_CLASSIFICATION = re.compile(r"密级.*|保密期限|(?:绝密|机密|秘密)(?:\s*★.*)?")
CLASSIFIED = Problem("涉密信息不得用本程序处理。", hint="本程序不印密级和保密期限；请按保密规定在涉密设备上办理。")


def is_classification(words: str) -> bool:
    """Return whether words ask for the 密级 of a document, or are one (GB/T 9704—2012, 7.2.2)."""
    return bool(_CLASSIFICATION.fullmatch(words.strip()))
