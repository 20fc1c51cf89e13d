"""Issues of one series: bundles in a folder whose letterheads bear the same name, each with a number of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from briefing.bundle.manifest import MANIFEST, Manifest, read_manifest
from briefing.errors import BriefingError, Place, Problem, Severity


def used_before(out: Path, folder: str, issue: int | None, series: str) -> list[Problem]:
    """A warning of each bundle in `out`, but for `folder` itself, that has the number `issue` in the same series."""
    if issue is None:
        return []
    hint = "请核对期号；每年从第1期重新编号的，可以不理会。"
    return [
        Problem(f"第{issue}期已经用过：{found.title}。", Place(str(path)), hint, Severity.WARNING)
        for path, found in _bundles(out)
        if path.name != folder and found.request.get("issue") == issue and (found.series or series) == series
    ]


def _bundles(out: Path) -> Iterator[tuple[Path, Manifest]]:
    """The bundles in a folder with what their manifests hold, those that cannot be read left out."""
    for manifest in sorted(out.glob(f"*/{MANIFEST}")):
        try:
            yield manifest.parent, read_manifest(manifest.parent)
        except BriefingError:
            continue
