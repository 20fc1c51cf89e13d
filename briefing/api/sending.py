"""What goes out: briefings and memos as the draft of a mail, or packed as an archive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from briefing.api.basis import basis_of_folders
from briefing.api.evidence import DOCX, Paths, changed_numbers, evidence_table, kind_of_table, paths_of
from briefing.api.parameters import Day, day, printable
from briefing.api.workspace import Workspace
from briefing.bundle.files import refuse_overwriting, write_file
from briefing.bundle.manifest import read_manifest
from briefing.bundle.manifest_records import MANIFEST
from briefing.errors import BriefingError, Problem, UsageError
from briefing.memo.archive import ArchivedFile, archive, gather
from briefing.memo.briefings import MEMO, open_bundles, outdated
from briefing.memo.mail.addresses import Address, addresses
from briefing.memo.mail.message import MailDraft, file_name, mail
from briefing.memo.sending import cleaned
from briefing.model.request import Names, names_in
from briefing.text.file_names import safe_name
from briefing.trace.evidence_table import TITLE
from briefing.version import VERSION

LONGEST_SUBJECT = 200
SUFFIX = ".zip"


@dataclass(frozen=True, slots=True)
class Written:
    """One file as written: where it is, its size in bytes, the names of what is in it, and warnings.

    `cleaned`: of each Word file that was changed for sending, a line of what was taken out.
    """

    path: Path
    size: int
    holds: tuple[str, ...]
    problems: tuple[Problem, ...]
    cleaned: tuple[str, ...]


def memo_mail(
    attach: Paths,
    *,
    to: Names,
    subject: str,
    cc: Names = (),
    sender: str | None = None,
    date: Day = None,
    out: str | Path = "output",
    utf8: bool = False,
    force: bool = False,
    workspace: Workspace | None = None,
) -> Written:
    """Write the draft of a mail (.eml) that carries bundles, and memos as `pack` does, into `out`; nothing is sent.

    Addresses are a@b.cn or "张三 <a@b.cn>"; `sender` None leaves it to the mail program; `utf8`: headers as RFC 6532
    has them. UsageError with everything that is wrong with them or the subject, BriefingError where nothing could be
    written.
    """
    draft = _draft(names_in(to), names_in(cc), sender, subject, date, utf8=utf8)
    folders = [path for path in paths_of(attach) if (path / MANIFEST).is_file() and read_manifest(path).kind == MEMO]
    opened = open_bundles([path for path in paths_of(attach) if path not in folders])
    here = workspace or Workspace.open()
    warnings = outdated(opened, here.path, here.reader)
    memos = gather(folders, (), warnings.append) if folders else []
    warnings += [told for folder in folders for told in changed_numbers(folder, memos, (), here)]
    held = [*((item.name, item.data) for item in memos), *((item.file.name, item.word) for item in opened)]
    contents, told = cleaned(held, warnings.append)
    memos = [replace(item, data=data) for item, data in zip(memos, contents[: len(memos)], strict=True)]
    opened = tuple(replace(item, word=data) for item, data in zip(opened, contents[len(memos) :], strict=True))
    data = mail(draft, opened, warnings.append, memos)
    path = Path(out) / file_name(draft)
    write_file(path, data, force=force)
    names = (*(item.name for item in memos), *(item.title for item in opened))
    return Written(path, len(data), names, tuple(warnings), told)


def _draft(
    to: Sequence[str], cc: Sequence[str], sender: str | None, subject: str, date: Day, *, utf8: bool
) -> MailDraft:
    """Return what was asked for; UsageError with everything in it that is wrong."""
    problems: list[Problem] = []
    found: dict[str, tuple[Address, ...]] = {}
    for option, given in (("--to", to), ("--cc", cc), ("--from", [sender] if sender is not None else [])):
        try:
            found[option] = addresses(option, given)
        except BriefingError as error:
            problems += error.problems
    try:
        subject = printable("主题", subject.strip())
        if not 0 < len(subject) <= LONGEST_SUBJECT:
            what = f"主题有 {len(subject)} 个字，太长。" if subject else "主题是空的。"
            problems.append(Problem(what, hint=f"请用 --subject 写上主题，最多 {LONGEST_SUBJECT} 个字。"))
    except UsageError as error:
        problems += error.problems
    if problems:
        raise UsageError(problems)
    sent_by = next(iter(found["--from"]), None)
    return MailDraft(to=found["--to"], cc=found["--cc"], sender=sent_by, subject=subject, day=day(date), utf8=utf8)


def memo_pack(
    paths: Paths,
    *,
    attach: Paths = (),
    out: str | Path | None = None,
    date: Day = None,
    everything: bool = False,
    evidence: str | None = None,
    against: Paths = (),
    force: bool = False,
    workspace: Workspace | None = None,
) -> Written:
    """Pack memo folders and files, and bundles as further annexes, into one zip with a list and SHA-256 sums.

    `out` is the file, or the folder that it is put into; for None it stands beside the first path and is called like
    it. `everything`: also Markdown, facts.csv and manifest.json. `evidence`: xlsx or docx, also the 事实依据表 of the
    Word files, which rest on the bundles that are attached, and on `against` or else those that the memos carry.
    UsageError where `out` is no zip file, BriefingError with every path that cannot be packed.
    """
    given, attached, basis = paths_of(paths), paths_of(attach), paths_of(against)
    target, made_on, here = _zip(given, out), day(date), workspace or Workspace.open()
    refuse_overwriting([target], [*given, *attached], here.path)
    opened = open_bundles(attached)
    warnings = outdated(opened, here.path, here.reader)
    files = gather(given, opened, warnings.append, everything=everything)
    folders = list(dict.fromkeys(path if path.is_dir() else path.parent for path in given))
    if evidence is None:
        for folder in folders:
            warnings += changed_numbers(folder, files, attached, here, basis)
    contents, told = cleaned([(item.name, item.data) for item in files], warnings.append)
    files = [replace(item, data=content) for item, content in zip(files, contents, strict=True)]
    if evidence is not None:
        rests_on = dict.fromkeys((*(item.folder for item in opened), *basis_of_folders(folders, basis, attached)))
        table, failed = _evidence(files, list(rests_on), evidence, here)
        files, warnings = [*files, table], [*warnings, *failed]
    data = archive(files, target.stem, made_on, VERSION)
    write_file(target, data, force=force)
    return Written(target, len(data), tuple(item.name for item in files), tuple(warnings), told)


def _evidence(
    files: Sequence[ArchivedFile], bundles: Sequence[Path], kind: str, workspace: Workspace
) -> tuple[ArchivedFile, list[Problem]]:
    """Return the 事实依据表 of the Word files, with warnings of the numbers that are not in it.

    UsageError without a bundle, BriefingError for one that is no basis.
    """
    name = Path(f"{TITLE}.{kind}")
    ending = kind_of_table(name)
    if not bundles:
        hint = "请用 --against 写明成果包；没有附件、也不引用成果包的，不加 --evidence。"
        raise UsageError(Problem(f"不知道文件里的数字取自哪个成果包，写不出{TITLE}。", hint=hint))
    words = [(item.name, item.data) for item in files if item.name.lower().endswith(DOCX)]
    data, failed = evidence_table(words, bundles, ending, workspace)
    return ArchivedFile(name.name, data, TITLE, ""), failed


def _zip(paths: Sequence[Path], out: str | Path | None) -> Path:
    """Return the zip file to write: that of `out`, else beside the first of what is packed, and called like it."""
    first = paths[0].resolve()
    named = safe_name(first.name if first.is_dir() else first.stem) + SUFFIX
    if out is None:
        target = (paths[0].parent if paths[0].name not in ("", "..") else first.parent) / named
    else:
        target = Path(out) / named if Path(out).is_dir() else Path(out)
    if target.suffix.lower() != SUFFIX:
        hint = f"请写成以 {SUFFIX} 结尾的文件名，或已有的文件夹。"
        raise UsageError(Problem(f"--out 写的“{out}”不是压缩包的文件名。", hint=hint))
    if target.parent.resolve() in [path.resolve() for path in paths]:
        hint = "请用 --out 换一个位置。"
        raise UsageError(Problem(f"压缩包不能放在要打包的文件夹“{target.parent}”里。", hint=hint))
    return target
