"""A template made of an office's own Word file: the whole of it, in order."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from briefing.data.template_paths import DESCRIPTION, SHELL, WORD_FILES
from briefing.errors import BriefingError, Location, Problem, UsageError
from briefing.model.letter import SENDERS
from briefing.model.library import Library
from briefing.model.template import MEMO, Template
from briefing.ooxml.checks import other_files, programs, revisions, signatures
from briefing.ooxml.package import Package, read_docx
from briefing.ooxml.xml import Element, W, child
from briefing.render.pdf import to_docx
from briefing.render.word.shell.opening import LIMITS, open_shell
from briefing.template_tools.adopting.anatomy import GIVEN, Anatomy, LetterheadPlace
from briefing.template_tools.adopting.extent import FOOT
from briefing.template_tools.adopting.lines import ORGANISATION, FoundLine, LetterheadRole, read_lines
from briefing.template_tools.adopting.old_text import UNTITLED, OldNumber, old_text, said_of_data
from briefing.template_tools.adopting.places import take_apart
from briefing.template_tools.adopting.tagging import LETTER_TAGS, TAGS, flatten, make_shell, tag_of
from briefing.template_tools.scaffolding import quoted
from briefing.template_tools.usage import usage
from briefing.templating.audit import unfilled
from briefing.templating.engine import BODY
from briefing.templating.template_blocks import body_name
from briefing.text.classified import CLASSIFIED, is_classification
from briefing.text.digits import blanks

OLD = (".doc", ".dot", ".wps", ".wpt")
_SETTINGS = {LetterheadRole.NAME: "简报名称", LetterheadRole.OFFICE: "编发单位"}
"""The parameters of briefings that hold what the letterhead says."""
_ABOUT: Mapping[str, str] = {
    LetterheadRole.NUMBER: "发文字号，如 ×政办发〔2026〕5号；不写则不印。",
    LetterheadRole.TO: "主送机关，连同后面的冒号；不写则不印。",
}
_AS_NAME = re.compile("(?:文件|便函|函)$")
"""What a 红头 has behind the name of the office."""
_OF_LETTERS = (LetterheadRole.TO, LetterheadRole.OFFICE, LetterheadRole.DATE)
"""What the template of a letter writes itself, above and below its text."""
_CLOSING = "报尾"
"""The block of a template that prints 版记."""
FINISHED = 150
"""Characters of its text from which on a file is a finished one, no letterhead with a line for an example."""
SHOWN = 30
"""Characters that are told of a sentence which may not hold of the next figures."""
MOST_KEPT = 8
"""Lines that are told of those which stay."""
_LEAST_BODY = 20
"""Characters outside of tables that a file has at least where there is a place for a body without a placeholder."""


@dataclass(frozen=True, slots=True)
class Adopted:
    """A template made of a Word file: its name, its files by theirs, the places with their tags, what else was done.

    `anatomy` is what the file consisted of; `numbers` are those of its text, None where that is not the body now.
    """

    name: str
    files: Mapping[str, bytes]
    places: tuple[tuple[LetterheadPlace, str], ...]
    notes: tuple[str, ...]
    anatomy: Anatomy
    numbers: tuple[OldNumber, ...] | None = None


def adopted(
    path: Path,
    name: str,
    base: Template,
    said: Mapping[str, str] | None = None,
    library: Library | None = None,
    home: str = "",
) -> Adopted:
    """Return the template `name`, resting on `base`, that a Word file is made into.

    `said` as for `take_apart`. With a `library` the text of a finished file stays, its numbers asked of that;
    `home` as for `old_text`. UsageError for roles and words that there are not; BriefingError with everything that
    makes the file unfit, and what to do.
    """
    roles = [role.value for role in LetterheadRole]
    for role in said or {}:
        if role not in roles:
            raise UsageError(Problem(f"没有“{role}”这一项。", hint=f"可以指定的有：{'、'.join(roles)}。"))
    letter = base.kind == MEMO
    package = Package.open(_read(path), str(path), limits=LIMITS, checks=(programs, signatures, revisions, other_files))
    flatten(package)
    lines = read_lines(package)
    _refuse_secret(path, lines)
    blocks = [item for item in child(package.tree(package.main), "body") if item.tag != f"{W}sectPr"]
    found = take_apart(lines, len(blocks), said, letter=letter)
    _refuse_without_body(path, found, said or {})
    notes = [*found.notes, *make_shell(package, found, letter=letter)]
    notes += _told_of_words(found, [package.tree(part) for part in package.stories()])
    shell = package.packed()
    notes += dict.fromkeys(problem.message for problem in open_shell(shell, str(path)).doubts)
    notes += _told_of_blanks(found)
    placed = {place.role for place in found.kept if place.sure == GIVEN}
    unused = [role for role in _OF_LETTERS if letter and (said or {}).get(role) and role not in placed]
    notes += [f"{'、'.join(unused)}由行文的底本写，--set 指定的没有用。"] if unused else []
    places = tuple((place, tag_of(place, letter)) for place in found.kept)
    description, numbers = list(_description(path, name, base, places)), None
    files = {SHELL: shell, **_with_own_closing(found, base, notes)}
    if library and not letter and sum(len(line.words.strip()) for line in found.body) >= FINISHED:
        body, numbers = _with_old_text(found, library, home, notes)
        files[BODY] = body.encode()
        if cities := dict.fromkeys(item.city for item in numbers if item.city):
            description.append(f"cities: [{', '.join(map(quoted, cities))}]")
    files[DESCRIPTION] = "".join(f"{said}\n" for said in description).encode()
    return Adopted(name, files, places, tuple(notes), found, numbers)


def _with_own_closing(found: Anatomy, base: Template, notes: list[str]) -> dict[str, bytes]:
    """Return the body of a template on `base` that prints no 版记, where the file has its own, by its name.

    Adds what to know of it to `notes`. Nothing where the file has none.
    """
    behind = (line for line in found.lines if line.block is not None and line.block >= found.after)
    own = found.of(LetterheadRole.CC) or any(FOOT.search(line.words) for line in behind)
    if not own or _CLOSING not in usage(base).blocks:
        return {}
    hint = "" if found.of(LetterheadRole.CC) else "；要每期填的，在版式文件的版记里写 {{ 抄送 }} 这样的标签"
    notes.append(f"版记用文件自己的，底本的报、发、抄送、印发机关不再印{hint}。")
    return {BODY: f'{{% extends "{body_name(base)}" %}}\n{{% block {_CLOSING} %}}{{% endblock %}}\n'.encode()}


def _with_old_text(found: Anatomy, library: Library, home: str, notes: list[str]) -> tuple[str, tuple[OldNumber, ...]]:
    """Return the body of a template that says what the old one said, and its numbers; adds what to know to `notes`."""
    text = [line.paragraph for line in found.lines if line.block is not None]
    old = [line.paragraph for line in found.body]
    body, numbers = old_text(text, old, library, home)
    if listed := [f"“{words[:SHOWN]}{'…' * (len(words) > SHOWN)}”" for words in dict.fromkeys(said_of_data(old))]:
        notes.append(f"照抄下来的这 {len(listed)} 句与数据有关，每期请核对：{'、'.join(listed)}。")
    notes.append("原文没有而加上的：文末的资料来源，印了数的句末的来源序号。")
    if untitled := body.count(f"表：{UNTITLED}"):
        notes.append(f"没有表题的表 {untitled} 个，表题暂写“{UNTITLED}”，请改。")
    return body, numbers


def _told_of_blanks(found: Anatomy) -> Iterator[str]:
    """Yield what to say of the names that come to be defaults of parameters with blanks in them."""
    named = [place for place in found.kept if place.role in _SETTINGS and any(blanks(place.words))]
    for words, role in dict.fromkeys((place.words, place.role) for place in named):
        yield f"{unfilled(words)}请在参数“{_SETTINGS[LetterheadRole(role)]}”里填好。"


def _told_of_words(found: Anatomy, printed: Collection[Element]) -> Iterator[str]:
    """Yield which lines without a place in them every issue will print, and those of headers that no page has now.

    `printed` are the roots of the parts that the shell prints.
    """
    placed = {line for place in found.places for line in (place.line, *place.more)}
    beside = [line for line in found.lines if line not in placed and not found.goes(line)]
    stays = {line: line.element.getroottree().getroot() in printed for line in beside}
    for kept, said in ((True, "照原样留着、每期都会印的"), (False, "另外几页的页眉页脚，已随旧正文去掉")):
        words = dict.fromkeys(" ".join(line.words.split()) for line in beside if stays[line] is kept)
        if lines := [words for words in words if re.search("[㐀-鿿]", words)]:
            shown = "、".join(f"“{words[:SHOWN]}{'…' * (len(words) > SHOWN)}”" for words in lines[:MOST_KEPT])
            yield f"{said}{f'（{len(lines)} 处）' if len(lines) > MOST_KEPT else ''}：{shown}。"


def _read(path: Path) -> bytes:
    hint = "请写一份 Word 文件（.docx、.dotx；装有 LibreOffice 时也可以是 .doc）的位置。"
    data = read_docx(path, hint)
    if path.suffix.lower() in OLD and not data.startswith(b"PK"):
        return to_docx(path)
    if path.suffix.lower() not in (*WORD_FILES, ".dot", ".wpt"):
        raise UsageError(Problem(f"“{path}”不是 Word 文件。", hint=hint))
    return data


def _refuse_secret(path: Path, lines: list[FoundLine]) -> None:
    """BriefingError for a file that is, or says how far it is, a state secret."""
    for line in lines:
        if is_classification(line.words):
            hint = f"文件里有“{line.words.strip()}”，未做成模板。{CLASSIFIED.hint}"
            raise BriefingError(Problem(CLASSIFIED.message, Location(str(path)), hint))


def _refuse_without_body(path: Path, found: Anatomy, said: Mapping[str, str]) -> None:
    """BriefingError for a form, all of whose words stand in tables: there is no place for a text."""
    if LetterheadRole.BODY in said or any(place.line.paragraph.flows for place in found.of(LetterheadRole.BODY)):
        return
    tables = [line for line in found.lines if line.paragraph.position.table and not line.paragraph.position.part]
    flowing = [line for line in found.lines if line.block is not None and line.paragraph.flows]
    in_tables, outside = (sum(len(line.words.strip()) for line in group) for group in (tables, flowing))
    all_of_it = not outside and any(line.paragraph.position.table and line.words.strip() for line in found.body)
    if all_of_it or (in_tables > outside and (found.of(LetterheadRole.BODY) or in_tables > _LEAST_BODY * 5)):
        hint = "请在 Word 里在表格之外另起一段写“[此处输入正文内容]”，保存后再试；或用 --set 正文=开头几个字 指定。"
        raise BriefingError(Problem("文字大多在表格里，没有正文的位置。", Location(str(path)), hint))


def _description(
    path: Path, name: str, base: Template, places: tuple[tuple[LetterheadPlace, str], ...]
) -> Iterator[str]:
    """Yield the lines of template.yaml: what the letterhead said are the defaults of its parameters."""
    yield f"# 照“{path.name}”做成。没有写的（说明、参数、字体）都照用底本“{base.title}”，它改了这里也跟着变。"
    yield f"title: {quoted(name)}"
    yield f"base: {quoted(base.id)}"
    held = {item.name for item in base.parameters}
    given = {**TAGS, **(LETTER_TAGS if base.kind == MEMO else {})}
    written: dict[str, list[str]] = {}
    for place, tag in places:
        office = _AS_NAME.sub("", place.words.strip())
        if not tag and ORGANISATION.fullmatch(office):
            signed = "    description: 署名；memo new 写了 --from 的，用那个。"
            written[SENDERS[0]] = [f"  - name: {SENDERS[0]}", f"    default: {quoted(office)}", signed]
        setting = _SETTINGS.get(LetterheadRole(place.role)) if place.role in given else place.role
        if not tag or setting is None or setting in written or (place.role in given and setting not in held):
            continue
        lines = [f"  - name: {quoted(setting)}"]
        words = place.words.strip()
        empty = {"{", "["} & {*words} or (place.role not in _SETTINGS and any(blanks(words)))
        if words and place.role != LetterheadRole.NUMBER and not empty:
            lines.append(f"    default: {quoted(words)}")
        if about := _ABOUT.get(place.role):
            lines.append(f"    description: {quoted(about)}")
        elif setting not in held:
            lines.append(f"    description: {quoted(f'版式文件里原有的“{words}”；不写则不印。')}")
        written[setting] = lines if len(lines) > 1 else []
    if any(written.values()):
        yield "parameters:"
        for lines in written.values():
            yield from lines
