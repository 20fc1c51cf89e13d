"""From a letter and its template to the finished document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from briefing.content.filled_tags import evaluate
from briefing.content.foot import foot_functions
from briefing.content.workspace_files import NOBODYS, WorkspaceFiles
from briefing.errors import Problem, Severity, UsageError
from briefing.model.document import Attachments, Document, Meta, Paragraph, Run, Runs, Signature
from briefing.model.letter import KINDS, TAGS, Letter
from briefing.model.template import MEMO, Template, Value
from briefing.model.walk import refs
from briefing.templating.audit import Auditor, of_blanks
from briefing.templating.shell_tags import ShellTags
from briefing.templating.template_blocks import body_file, named, settings_of, values_of, write_blocks
from briefing.text.line_breaks import balanced_lines
from briefing.wording.prose import date
from briefing.wording.sentences import city_first

ABOUT = "关于"
ENDINGS = (*KINDS, "请示", "报告")
"""How a subject ends that is a title already."""


_IMPRINT = ("印发机关", "印发日期")
TITLES_NAMED = 3
LINE = 20
"""Characters of 22 pt in a line of a title."""


@dataclass(frozen=True, slots=True)
class AttachmentContext:
    """One of the briefings that a letter carries."""

    title: str
    findings: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class LetterContext:
    """What a template of letters sees behind `memo`.

    `to` are the addressees in one phrase, `several` whether there is more than one; `number` is the 发文字号, "" for
    none; `names` are the titles of the briefings in one phrase; `findings` are theirs in turn: the first of each
    briefing, then the second of each, none twice.
    """

    title: str
    to: str
    several: bool
    sender: str
    subject: str
    number: str
    date: str
    briefings: tuple[AttachmentContext, ...]
    names: str
    findings: tuple[Runs, ...]


def letter_context(letter: Letter, title: str) -> LetterContext:
    """Return what a letter under that title tells its template."""
    titles, held = letter.attachments, dict(letter.findings)
    shown = titles if len(titles) <= TITLES_NAMED else titles[:1]
    # in turn, so that a letter that prints three findings has one of each of three briefings
    rows = zip_longest(*(findings for _, findings in letter.findings))
    return LetterContext(
        title=title,
        to="、".join(letter.to),
        several=len(letter.to) > 1,
        sender=letter.sender,
        subject=letter.subject,
        number=letter.number,
        date=date(letter.date),
        briefings=tuple(AttachmentContext(name, held.get(name, ())) for name in titles),
        names="".join(f"《{name}》" for name in shown) + ("等简报" if len(shown) < len(titles) else ""),
        # two briefings on the same data find the same
        findings=tuple(dict.fromkeys(city_first(said) for row in rows for said in row if said is not None)),
    )


def compose_letter(
    letter: Letter,
    template: Template,
    defaults: Mapping[str, str] | None = None,
    tags: ShellTags | None = None,
    files: WorkspaceFiles = NOBODYS,
) -> tuple[Document, list[Problem]]:
    """Return the letter as a document, and warnings; `defaults` are the workspace's own values of parameters.

    `tags` are those of the template's shell, None where it has none but names; `files` hold what a person wrote. The
    document's findings are those that it prints. Raises UsageError for a template of briefings and for parameters that
    are wrong, BriefingError with every problem of the template, bare numbers included: figures come with the findings,
    and what a person gave (subject, addressees, parameters) is printed as given, with a warning of numbers in it.
    """
    if template.kind != MEMO:
        hint = "请用 letter（函）、report（签报）、note（便函），或以它们为底的模板。"
        raise UsageError(Problem(f"模板“{template.id}”（{template.title}）不是行文模板。", hint=hint))
    held = {parameter.name for parameter in template.parameters}
    if letter.kind == KINDS[0] and (unfit := [name for name in _IMPRINT if name in {*letter.settings} - held]):
        hint = "信函格式就是这样（GB/T 9704—2012，10.1）；一定要印的，在自己的模板里加这个参数。"
        raise UsageError(Problem(f"函的版记不印{'和'.join(unfit)}。", hint=hint))
    settings = settings_of(template, letter.settings, defaults or {})
    values = values_of(template, settings)
    view = letter_context(letter, title_of(letter.subject, template.ending or letter.kind))
    names, meta = context(view, letter, values, files), _meta(view, letter, settings)
    auditor = Auditor(_names(letter, view.title))
    shell = evaluate(tags, names, auditor, meta, ())
    blocks, problems = shell.beside(template, lambda: write_blocks(template, names, auditor))
    printed = set(refs(blocks, shell.filled))
    findings = tuple(
        said for said in view.findings if (named := {run.ref for run in said if run.ref}) and named <= printed
    )
    return Document(meta, blocks, findings=findings, shell=shell.filled), [
        *problems,
        *template.doubts,
        *of_blanks(blocks, body_file(template)),
        *_doubts(letter),
    ]


def _meta(view: LetterContext, letter: Letter, settings: Mapping[str, str]) -> Meta:
    return Meta(
        title=view.title,
        lines=balanced_lines(view.title, LINE),
        office=letter.sender,
        date=view.date,
        subject=letter.subject,
        keywords=(letter.kind, *letter.attachments),
        fields={**settings, **dict(zip(TAGS, (letter.number, view.to), strict=True))},
    )


def title_of(subject: str, ending: str) -> str:
    """Return the title on a subject: 关于…的函. One that ends as a title does is taken as it is."""
    subject = subject.strip()
    if subject.endswith((ending, *ENDINGS)):
        return subject
    return f"{'' if subject.startswith(ABOUT) else ABOUT}{subject.removesuffix('的')}的{ending}"


def context(
    view: LetterContext, letter: Letter, values: Mapping[str, Value], files: WorkspaceFiles = NOBODYS
) -> dict[str, object]:
    """Return everything that a template of letters may name."""
    return {
        **named(values),
        "memo": view,
        "addressee": Paragraph((Run(f"{view.to}："),), role="addressee"),
        "attachments": Attachments(letter.attachments) if letter.attachments else None,
        "signature": Signature(letter.sender, view.date),
        "sealed": Signature(letter.sender, view.date, sealed=True),
        **foot_functions(view.date, ruled=letter.kind == "通报"),
        "manual": files.functions()["manual"],
    }


def _names(letter: Letter, title: str) -> Iterator[str]:
    """Words whose digits are told of otherwise: what the letter is about, the briefings' titles and their findings."""
    yield from (title, letter.subject, letter.sender, letter.number, date(letter.date))
    yield from (*letter.to, *letter.attachments)
    for _, findings in letter.findings:
        yield from (run.text for said in findings for run in said if run.ref is None)


def _doubts(letter: Letter) -> list[Problem]:
    """Return warnings of numbers in what a person gave: they can cite no fact, and stand as given."""
    given = [("标题", letter.subject), ("发文单位", letter.sender), *(("主送机关", name) for name in letter.to)]
    hint = "这里的数字不能引用数据，请自行核对。"
    titles = Auditor(letter.attachments)  # a subject may name the briefing that it is about
    return [
        Problem(f"{what}：{found.message}", hint=hint, severity=Severity.WARNING)
        for what, words in given
        for _, found in titles.bare((Run(words),))
    ]
