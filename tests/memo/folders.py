"""Bundles and a workspace for tests of memos: small, made by the rooms that make real ones."""

from __future__ import annotations

import io
import shutil
from dataclasses import asdict
from pathlib import Path

import docx

from briefing.bundle.contents import fact_record
from briefing.bundle.pack import pack
from briefing.model.library import Library
from tests import builders

ROOT = Path(__file__).resolve().parents[2]


def library(value: str = "104", period: str = "2021") -> Library:
    """Two figures of two cities; `value` is what the first of them says."""
    return builders.library(
        builders.fact("wuhan.items", value, "项", period=period),
        builders.fact("tianhe.items", 30, "项"),
        builders.indicator("items", "联办事项"),
    )


def briefing_word(title: str) -> bytes:
    """A Word file that says no more than its title, as an office program makes it."""
    document, out = docx.Document(), io.BytesIO()
    document.add_paragraph(title)
    document.save(out)
    return out.getvalue()


def bundle(out: Path, title: str = "政务服务情况", *, word: bytes = b"PK word", **more: object) -> Path:
    """A bundle of the briefing `title` with one finding, as `briefing generate` leaves it."""
    data = library()
    manifest = {
        "format": 1,
        "request": {"title": title},
        "title": title,
        "findings": [[{"text": "武汉市联办", "ref": None}, {"text": "104项", "ref": "wuhan.items"}]],
        "facts": [asdict(fact_record(fact, data)) for fact in data.facts()],
        **more,
    }
    return pack(out, f"2026-11-22 {title}", {f"{title}.docx": word, "facts.csv": b""}, manifest, force=True).folder


def workspace(folder: Path) -> Path:
    """A copy of the built-in data, to be changed."""
    shutil.copytree(ROOT / "data", folder / "data")
    return folder
