"""An office's Word file made a shell: tags in its places, the old body out, what must not leave the office gone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy

from briefing.ooxml.accept import unwrap
from briefing.ooxml.clean import clean, removal_notice
from briefing.ooxml.opc import TYPES
from briefing.ooxml.order import sort_children
from briefing.ooxml.package import Package
from briefing.ooxml.stylesheet import StyleSheet
from briefing.ooxml.walk import text_of
from briefing.ooxml.words import freeze, replace_words
from briefing.ooxml.xml import A, Element, V, W, attribute, child, fragment, remove, remove_all, value
from briefing.render.word.shell.repair import repair
from briefing.render.word.shell.style_names import StyleName
from briefing.template_tools.adopting.anatomy import Anatomy, LetterheadPlace, of_letterhead
from briefing.template_tools.adopting.lines import LetterheadRole
from briefing.template_tools.adopting.old_look import complete_styles

TAGS: Mapping[str, str] = {
    LetterheadRole.NAME: "{{ name }}",
    LetterheadRole.ISSUE: "{{ issue }}",
    LetterheadRole.TOTAL: "{% if issue.total %}总第{{ issue.total }}期{% endif %}",
    LetterheadRole.YEAR: "{{ date.year }}",
    LetterheadRole.OFFICE: "{{ office }}",
    LetterheadRole.DATE: "{{ date }}",
    LetterheadRole.TITLE: "{{ title }}",
    LetterheadRole.BODY: "{{p body }}",
    LetterheadRole.CC: "{% if 抄送 %}抄送：{{ 抄送 }}。{% endif %}",
}
"""What is put in a place; a place of any other role is a parameter of the template, of that name."""
LETTER_TAGS: Mapping[str, str] = {LetterheadRole.NUMBER: "{{ number }}", LetterheadRole.NAME: "{{ office }}"}
"""What the template of a letter has beside or instead; 主送机关 it writes itself."""
_MOST_BLANK = 1
"""How many empty lines stay together behind the body: more pushed 版记 to the foot of the old last page."""


def flatten(package: Package) -> None:
    """Take the content controls away in which whole paragraphs of the text stand: the body goes into none."""
    body = child(package.tree(package.main), "body")
    while holders := [item for item in body if item.tag in (f"{W}sdt", f"{W}customXml", f"{W}smartTag")]:
        for holder in holders:
            unwrap(holder)
        package.changed.add(package.main)


def tag_of(place: LetterheadPlace, letter: bool) -> str:
    """Return what is put in a place, "" for words that stay: the 红头 of a letter is always the same."""
    if letter and place.masthead:
        return ""
    if place.role == LetterheadRole.YEAR:
        return f"{{% if issue %}}{re.sub('20..', TAGS[place.role], place.words)}{{% endif %}}"
    tags = {**TAGS, **LETTER_TAGS} if letter else TAGS
    tag = tags.get(place.role) or f"{{{{ {place.role} }}}}"
    if place.role == LetterheadRole.DATE and place.words.rstrip().endswith("月"):
        return "{{ date.year }}年{{ date.month }}月"
    if place.role == LetterheadRole.ISSUE and place.words[:1] in "（(":
        return f"{{% if issue %}}{place.words[0]}{tag}{place.words[-1]}{{% endif %}}"
    if place.role == LetterheadRole.TOTAL and place.words[:1] in "（(":
        return tag.replace("总第", "（总第").replace("期{%", "期）{%")
    return tag


def make_shell(package: Package, found: Anatomy, *, letter: bool) -> list[str]:
    """Make a shell of a package that was taken apart; return what was done beside, in Chinese."""
    blocks = list(child(package.tree(package.main), "body"))
    others = [line for line in found.lines if line.block is not None]
    tagged = [place for place in found.kept if tag_of(place, letter)]
    for place in sorted(tagged, key=lambda place: -place.start):
        freeze(place.line.element)
        replace_words(place.line.element, place.start, place.end, tag_of(place, letter))
    for name in package.stories():
        package.changed.add(name)
    remove_all(line.element for line in (*found.gone, *(line for place in tagged for line in place.more)))
    titled = bool(found.of(LetterheadRole.TITLE))
    lines = list(_take_body_out(package, blocks[found.first : found.after], blocks[found.after :]))
    start, moved = _start_of_text(package, found)
    lines += moved
    _thin(blocks[found.after :])
    _close_fields(package.tree(package.main))
    if taken := clean(package, "outgoing", "shell"):
        lines.append(f"文件{removal_notice(taken)}")
    added = complete_styles(package, found.body, others, titled=not titled)
    if added:
        lines.append(f"文件没有的样式已按文件自己的字体补上（{len(added)} 个）。")
    if not titled:
        style = StyleSheet.of(package).id_of(StyleName.TITLE.value)
        title = f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{{{{ title }}}}</w:t></w:r></w:p>'
        start.addprevious(fragment(title))
        lines.append("没有标题的位置，已在正文之前加一段 {{ title }}。")
    for name in package.stories():
        repair(package.change(name))
        for table in package.tree(name).iter(f"{W}tbl"):  # the schema wants both of these before any row
            for number, kind in enumerate(("tblPr", "tblGrid")):
                if table.find(f"{W}{kind}") is None:
                    table.insert(number, fragment(f"<w:{kind}/>"))
    for name in (*package.stories(), *package.related("styles"), *package.related("numbering")):
        sort_children(package.change(name))
    _document_type(package)
    return lines


def _take_body_out(package: Package, old: Sequence[Element], behind: Sequence[Element]) -> Iterator[str]:
    """Take the old body out, and leave a place for the new one in the page set-up that it began in."""
    body = child(package.change(package.main), "body")
    place = fragment("<w:p><w:r><w:t>{{p body }}</w:t></w:r></w:p>")
    behind[0].addprevious(place) if behind else body.append(place)
    sections = [found for block in old for found in block.iter(f"{W}sectPr")]
    last = body.find(f"{W}sectPr")
    if sections and last is not None:
        first = deepcopy(sections[0])
        if behind and _columns(first) != _columns(last):  # 版记 goes over the whole page
            end = fragment("<w:p><w:pPr/></w:p>")
            child(end, "pPr").append(first)
            place.addnext(end)
        else:
            last.addprevious(first)
            remove(last)
    pictures, notes = 0, _footnotes(package, old)
    for number, block in enumerate(old):
        if block.tag == f"{W}sectPr":
            continue
        for run in [run for run in block.iter(f"{W}r") if _floats(run)]:
            if of_letterhead(text_of(run)):
                _move(run, place, before=number < len(old) / 2)
        pictures += sum(1 for _ in block.iter(f"{A}blip", f"{V}imagedata"))
        remove(block)
    if pictures:
        yield f"旧正文里的图片 {pictures} 幅，已随正文去掉。"
    if notes:
        yield f"旧正文的脚注 {len(notes)} 条，已随正文去掉：{'、'.join(f'“{said}”' for said in notes)}。"


def _columns(section: Element) -> str:
    return value(section, "cols", "num") or "1"


def _footnotes(package: Package, old: Sequence[Element]) -> list[str]:
    """Return the words of the footnotes of the old body."""
    held = {attribute(mark, "id") for block in old for mark in block.iter(f"{W}footnoteReference")}
    notes = (note for name in package.related("footnotes") for note in package.tree(name).iter(f"{W}footnote"))
    return [text_of(note).strip() for note in notes if attribute(note, "id") in held]


def _floats(run: Element) -> bool:
    """Return whether a run holds a line or a text box that stands beside the text, no picture."""
    shown = next(run.iter("{*}anchor", f"{W}pict"), None)
    inner = next((item for item in run.iterancestors(f"{W}txbxContent")), None)
    return shown is not None and inner is None and next(run.iter(f"{A}blip", f"{V}imagedata"), None) is None


def _move(run: Element, place: Element, *, before: bool) -> None:
    """Move a line or box to a paragraph of its own, at the beginning or the end of the body."""
    holder = fragment("<w:p/>")
    place.addprevious(holder) if before else place.addnext(holder)
    holder.append(run)


def _thin(blocks: Sequence[Element]) -> None:
    """Take away the empty lines behind the body that are too many."""
    blank = 0
    for block in blocks:
        held = next(block.iter("{*}t", "{*}drawing", "{*}pict", f"{W}sectPr", f"{W}br", f"{W}framePr"), None)
        blank = blank + 1 if block.tag == f"{W}p" and held is None else 0
        if blank > _MOST_BLANK:
            remove(block)


def _close_fields(root: Element) -> None:
    """Take out the marks of fields that began or ended in what is gone, and of places that some people may edit."""
    opened: list[list[Element]] = []
    lost = list(root.iter(f"{W}permStart", f"{W}permEnd"))
    for mark in root.iter(f"{W}fldChar"):
        if mark.get(f"{W}fldCharType") == "begin":
            opened.append([mark])
        elif not opened:
            lost.append(mark)
        else:
            opened[-1].append(mark)
            if mark.get(f"{W}fldCharType") == "end":
                opened.pop()
    remove_all((*lost, *(mark for marks in opened for mark in marks)))


def _start_of_text(package: Package, found: Anatomy) -> tuple[Element, list[str]]:
    """Return 主送机关 or, without one, the place of the body; 主送机关 comes to stand above it, which is told."""
    blocks = child(package.change(package.main), "body")
    start, moved = next(item for item in blocks if text_of(item) == TAGS[LetterheadRole.BODY]), list[str]()
    for place in found.kept:
        if place.role == LetterheadRole.TO and place.line.paragraph.flows:
            if (place.line.block or 0) >= found.after:  # GB/T 9704—2012, 7.3.2
                start.addprevious(place.line.element)
                moved.append("主送机关原来在正文之下，已移到正文之上。")
            start = place.line.element
    return start, moved


def _document_type(package: Package) -> None:
    """Make a document of a template (.dotx)."""
    for entry in package.tree(TYPES):
        kind = entry.get("ContentType", "")
        if "template.main+xml" in kind:
            entry.set("ContentType", kind.replace("template.main+xml", "document.main+xml"))
            package.changed.add(TYPES)
