"""Finished briefings, opened to be attached: as they stand in their bundles, edited by a person or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing.bundle.comparison import compare
from briefing.bundle.contents import fact_record
from briefing.bundle.manifest import read_manifest
from briefing.bundle.manifest_records import FactRecord, Manifest
from briefing.data.reader import Reader, read
from briefing.errors import BriefingError, Location, Problem, Severity, collect, enumerated
from briefing.model.catalogue import UnitFamily
from briefing.model.formats import CHECKLIST
from briefing.model.library import Library, by_code
from briefing.text.files import read_file
from briefing.text.system_errors import cause
from briefing.trace.evidence import EvidenceBase, unfounded
from briefing.trace.numbers import spans

MEMO = "memo"
"""The `kind` in the manifest of a memo's folder; that of a briefing has none."""
_FIELD_NAMES = {
    "value": "数值",
    "unit": "单位",
    "qualifier": "限定",
    "period": "时期",
    "basis": "时期依据",
    "scope": "范围",
    "indicator": "指标",
    "source": "来源",
    "paragraph": "段落",
}
"""What may differ in a fact of the same printed figure, as a reader calls it."""


@dataclass(frozen=True, slots=True)
class OpenedBriefing:
    """A briefing as it stands in its bundle, to be attached to a memo.

    `word` is what its Word file holds now, `edited` whether that is not what the program wrote.
    """

    folder: Path
    title: str
    file: Path
    word: bytes
    edited: bool
    manifest: Manifest


def open_bundles(paths: Sequence[Path]) -> tuple[OpenedBriefing, ...]:
    """Return the briefings in the bundles `paths` (folders, or files in them), in this order.

    Raises BriefingError with every path that is no bundle, holds no Word file, is a memo, or is there twice.
    """
    opened, problems = collect(_opened, paths)
    problems += _twice(opened)
    if problems:
        raise BriefingError(problems)
    return tuple(opened)


def _opened(path: Path) -> OpenedBriefing:
    folder, place = path if path.is_dir() else path.parent, Location(str(path))
    if not path.exists():
        raise BriefingError(Problem("没有这个成果包。", place, "请写 briefing generate 输出的“位置”那个文件夹。"))
    manifest = read_manifest(folder)
    if manifest.kind == MEMO:
        raise BriefingError(Problem("这是一份行文，不能作附件。", place, "附件应是 briefing generate 生成的成果包。"))
    name = next((name for name in manifest.files if name.endswith(".docx") and name != f"{CHECKLIST}.docx"), None)
    if name is None:
        raise BriefingError(Problem("成果包里没有 Word 文件。", place, "请用 --format docx 重新生成。"))
    try:
        word = read_file(folder / name, within=folder)
    except OSError as error:
        hint = "如已改名或移走，请放回，或重新生成。"
        raise BriefingError(Problem(f"成果包里的“{name}”不能读取：{cause(error)[0]}。", place, hint)) from error
    return OpenedBriefing(
        folder=folder,
        title=manifest.title or name.removesuffix(".docx"),
        file=folder / name,
        word=word,
        edited=not manifest.wrote(name, word),
        manifest=manifest,
    )


def _twice(opened: Sequence[OpenedBriefing]) -> Iterator[Problem]:
    """Yield problems of briefings given twice: as the same folder, or as a copy of it."""
    seen: dict[str, OpenedBriefing] = {}
    for item in opened:
        content = repr((item.manifest.request, sorted(item.manifest.files.items())))
        for key in (str(item.folder.resolve()), content):
            if (first := seen.setdefault(key, item)) is not item:
                hint = f"与“{first.folder}”是同一份，请去掉一个。"
                yield Problem(f"简报“{item.title}”给了两次。", Location(str(item.folder)), hint)
                break


def outdated(opened: Sequence[OpenedBriefing], workspace: Path, reader: Reader) -> list[Problem]:
    """Return warnings of briefings that a person has edited, or whose figures are others in the data of `workspace`.

    `reader` reads them.
    """
    if not opened:
        return []
    found = [_edited(item, reader.catalogue()[0].units) for item in opened if item.edited]
    wanted = {record.city for item in opened for record in item.manifest.facts}
    try:
        here = [city.id for city in by_code(reader.cities()[0]) if city.id in wanted]
        library = read(reader, here) if here else None
    except BriefingError as error:
        place = Location(str(workspace))
        message = f"资料有误，附件里的数字是否有变没有核对：{error.problems[0].message}"
        return [*found, Problem(message, place, "请用 briefing check 查看。", Severity.WARNING)]
    return [
        *found,
        *(problem for item in opened for problem in (stale(item, library) if library else _not_compared(item))),
    ]


def typed_numbers(texts: Iterable[str], place: str) -> list[Problem]:
    """Return a warning that names the numbers in what a person typed into a memo; [] where there are none."""
    found = dict.fromkeys(text[start:end] for text in texts for start, end in spans(text))
    if not found:
        return []
    said = f"手填的数字{len(found)}个，没有出处：{enumerated(list(found))}。"
    return [Problem(said, Location(place), "请自行核对。", Severity.WARNING)]


def _edited(item: OpenedBriefing, units: Mapping[str, UnitFamily]) -> Problem:
    """Return a warning of a briefing that a person has edited, with the numbers in it that its bundle does not have."""
    told, hint = "Word 文件在生成后被人改动过，以改动后的为准", "其中改过的数字程序无从核对，请自行核对。"
    try:
        strange = unfounded(item.word, EvidenceBase.of_bundle(item.folder, item.manifest), units)
    except BriefingError:
        return _warning(item, f"{told}。", hint)
    if not strange:
        return _warning(item, f"{told}，其中的数字成果包里都有。", "用 briefing compare 可与原稿逐句对照。")
    rows = [(item.number.text, item.row["表述"].removeprefix("'") if item.row else "") for item in strange]
    named = enumerated(list(dict.fromkeys(text + (f"（原为{was}）" if was else "") for text, was in rows)))
    return _warning(item, f"{told}，其中有成果包里没有的数字：{named}。", "请逐个核对；改对了的，也请改资料。")


def stale(attached: OpenedBriefing, library: Library) -> list[Problem]:
    """Return warnings of figures of a briefing that are others in the data now; `library` holds some of its cities.

    One for a briefing whose cities the library does not have: nothing can be said of it.
    """
    records = [fact_record(fact, library) for fact in library.facts()]
    comparable = [record for record in attached.manifest.own_facts if record.city in library.records]
    if not comparable:
        return _not_compared(attached)
    # a fact whose scope or indicator was mended is another thing under the old id
    now = {**{record.id: record for record in records}, **compare(comparable, records).counterparts}
    found = [text for record in comparable if (text := _difference(record, now.get(record.id), library))]
    if not found:
        return []
    number = attached.manifest.request.get("issue")
    frozen = f"；已经印发的不能重新生成，用 briefing issues correct {number} 出更正，一并附上" if number else ""
    said = f"生成之后资料有变，以下数字不同：{enumerated(found, '；')}。"
    return [_warning(attached, said, f"请核对后重新生成这份简报{frozen}。")]


def _not_compared(attached: OpenedBriefing) -> list[Problem]:
    hint = "要核对，请在生成它的工作区里运行，或加 --workspace。"
    return [_warning(attached, "资料库里没有它的城市，数字是否有变没有核对。", hint)] if attached.manifest.facts else []


def _warning(attached: OpenedBriefing, message: str, hint: str) -> Problem:
    return Problem(f"简报“{attached.title}”：{message}", Location(str(attached.folder)), hint, Severity.WARNING)


def _difference(before: FactRecord, now: FactRecord | None, library: Library) -> str:
    """Return in what a figure is another now, "" if in nothing: 武汉市“一事联办事项”原为12项，现为13项."""
    named = library.catalogue.indicators.get(before.indicator)
    what = f"{library.records[before.city].city.name}“{named.name if named else before.indicator}”"
    if now is None:
        return f"{what}（{before.printed}）现已不在资料中"
    if before.printed != now.printed and before.period != now.period:
        return f"{what}原为{before.printed}（{before.period}），资料里现在是{now.period}的{now.printed}"
    if before.printed != now.printed:
        return f"{what}原为{before.printed}，现为{now.printed}"
    parts = [name for key, name in _FIELD_NAMES.items() if getattr(before, key) != getattr(now, key)]
    return f"{what}（{before.printed}）的{'、'.join(parts)}有变" if parts else ""
