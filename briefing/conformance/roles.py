"""What each paragraph of the text is, by its style where that says it, else by its words and its look.

Files of colleagues seldom use styles: a title is then the largest centred line near the beginning, a heading a short
line that begins with 一、 or （一）.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from briefing.conformance.paragraph import OfficialParagraph, TextRole
from briefing.ooxml.paragraphs import WordParagraph

_CN = "一二三四五六七八九十百"
ORDINALS = (
    re.compile(f"([{_CN}]+)、"),
    re.compile(f"[（(]([{_CN}]+)[）)]"),
    re.compile(r"(\d{1,2})(?:[.．](?!\d)|、)"),
    re.compile(r"[（(](\d{1,2})[）)]"),
)
"""How a heading of each level begins; the group is its number."""

_DOC_NO = r"(?:\S{1,20}[〔\[(（]\d{4}[〕\])）]\d+号\s{0,4})?"  # where an annex is bound apart
ANNEX_MARK = re.compile(rf"{_DOC_NO}附\s{{0,4}}件\s{{0,4}}(?:\d{{1,2}}|[{_CN}]+)?\s{{0,4}}[:：]?")
ANNEX_NOTE = re.compile(rf"附\s{{0,4}}件\s{{0,4}}(?:\d{{1,2}}|[{_CN}]+)?\s{{0,4}}[:：].+")
_ANNEX_ITEM = re.compile(r"\s{0,4}\d{1,2}[.．、].+")
_CAPTION = re.compile(r"[表图]\s{0,4}\d{1,3}(?:[-.]\d{1,2})?(?!\d)[^。；]{0,60}")
_ADDRESSEE = re.compile("[^。；！？]{2,120}[:：]")
_DATE = re.compile(
    r"(?:\d{2,4}|二[〇○零O0][〇○零一二三四五六七八九]{2})年\s*[\d一二三四五六七八九十]{1,3}月\s*[\d一二三四五六七八九十]{1,3}日"
)
_END = re.compile(r"(?:主题词|抄送|报|送|发|印发|联系人|联系电话)[:：].*|[（(](?:联系人|此件).*[）)]|.*印发")
_NOTE = re.compile("(?:注|说明|备注|单位|(?:资料|数据)来源)[:：].*|\\[\\d+\\].*")
_OWN_STYLE = re.compile(
    "注|说明|来源|报头|报尾|按语|编者|版记|抄送|署名|日期|落款|图|(?<!列)表|附件|note|quote|引用|signature|date|closing"
)
_TITLES = ("title", "标题", "公文标题", "文章标题", "大标题")
_CAPTIONS = ("caption", "题注", "图题", "表题")
_HEADING_STYLE = re.compile(r"(?:heading|标题)\s*([1-9])")


_SIGNED = 5
"""Within how many paragraphs below 附件说明 the date stands: an empty line or two, 署名, 成文日期."""


def ordinal(text: str) -> tuple[int, str] | None:
    """Return the level (from 1) and number of a text that begins as a heading does; None if it does not."""
    for level, pattern in enumerate(ORDINALS, start=1):
        if found := pattern.match(text):
            return level, found[1]
    return None


def with_roles(read: Sequence[WordParagraph]) -> list[OfficialParagraph]:
    """Return the paragraphs with their roles; those outside of the text keep OTHER."""
    paragraphs = list(map(OfficialParagraph.of, read))
    flow = [place for place, paragraph in enumerate(paragraphs) if paragraph.flows]
    texts = [paragraphs[place] for place in flow]
    titles = set(_titles(texts))
    first = min(titles, default=0)
    result, around = paragraphs[:], _Surroundings()
    for place, paragraph in enumerate(texts):
        around.following = next((text for item in texts[place + 1 : place + 4] if (text := item.shown)), "")
        around.signed = any(_DATE.fullmatch(item.shown) for item in texts[place + 1 : place + _SIGNED])
        around.before_title = place < first
        found = replace(paragraph, role=TextRole.TITLE) if place in titles else _with_role(paragraph, around)
        around.above = around.above if found.role is TextRole.EMPTY else found.role
        result[flow[place]] = found
    return result


@dataclass(slots=True)
class _Surroundings:
    """What is known around a paragraph: the role of the last one above that is not empty, the text of the next.

    `signed`: a date stands close below.
    """

    above: TextRole | None = None
    following: str = ""
    signed: bool = False
    before_title: bool = False


def _with_role(paragraph: OfficialParagraph, around: _Surroundings) -> OfficialParagraph:
    role = _plain_role(paragraph, around)
    if role is None and (level := heading_level(paragraph)):
        return replace(paragraph, role=TextRole.HEADING, level=level, real=True)
    if role is None and around.before_title:
        role = TextRole.MASTHEAD
    if role is None and _OWN_STYLE.search(_style(paragraph)):
        role = TextRole.OTHER
    if role is None and _may_be_heading(paragraph) and (found := ordinal(paragraph.shown)):
        return replace(paragraph, role=TextRole.HEADING, level=found[0])
    return replace(paragraph, role=role or _text_role(paragraph, around))


def _plain_role(paragraph: OfficialParagraph, around: _Surroundings) -> TextRole | None:
    """Return the role of a paragraph whose text or style leaves no doubt, None for others."""
    text = paragraph.shown
    if not text:
        return TextRole.PICTURE if paragraph.pictures else TextRole.EMPTY
    if role := _annex_role(text, around):
        return role
    if _style(paragraph).startswith(("toc", "目录")) or "TOC" in paragraph.fields:
        return TextRole.CONTENTS
    return TextRole.CAPTION if _named(paragraph, _CAPTIONS) or _CAPTION.fullmatch(text) else None


def _annex_role(text: str, around: _Surroundings) -> TextRole | None:
    """Return the role of what belongs to annexes (附件：…, 附件1 and the title after it), None for others."""
    # Before all else: 附件1 in any style is the mark of an annex, as long as it stands alone.
    if ANNEX_MARK.fullmatch(text):
        colon = text.endswith((":", "："))  # 附件说明 has one (7.3.4), the mark of an annex none (7.3.7)
        listing = colon and (around.signed or _ANNEX_ITEM.fullmatch(around.following))
        return TextRole.ANNEX_NOTE if listing else TextRole.ANNEX_MARK
    if ANNEX_NOTE.fullmatch(text):
        return TextRole.ANNEX_NOTE
    if around.above in (TextRole.ANNEX_NOTE, TextRole.ANNEX_ITEM) and _ANNEX_ITEM.fullmatch(text):
        return TextRole.ANNEX_ITEM
    titled = around.above is TextRole.ANNEX_MARK and len(text) <= 60 and not text.endswith("。")
    return TextRole.TITLE if titled else None


def _text_role(paragraph: OfficialParagraph, around: _Surroundings) -> TextRole:
    text = paragraph.shown
    if around.above is TextRole.TITLE and _ADDRESSEE.fullmatch(text):
        return TextRole.ADDRESSEE
    if paragraph.layout.align == "right" or _DATE.fullmatch(text) or _END.fullmatch(text):
        return TextRole.CLOSING
    if _NOTE.fullmatch(text) or paragraph.layout.align == "center":
        return TextRole.OTHER
    if paragraph.layout.list:
        return TextRole.LIST
    return TextRole.BODY if len(text) > 28 or text.endswith(tuple("。；：！？”）:;")) else TextRole.OTHER


def heading_level(paragraph: OfficialParagraph) -> int:
    """Return the level of a heading that Word knows as one, by style or outline level; 0 for other paragraphs."""
    for name in paragraph.style:
        if found := _HEADING_STYLE.fullmatch(name):
            return int(found[1])
    return 0 if paragraph.layout.outline is None else paragraph.layout.outline + 1


def _style(paragraph: OfficialParagraph) -> str:
    return paragraph.style[0] if paragraph.style else ""


def _named(paragraph: OfficialParagraph, names: tuple[str, ...]) -> bool:
    return any(name in names for name in paragraph.style)


_LONGEST = 40
_LONGEST_STOPPED = 24
"""How many characters a heading may have, and one with a full stop that should not be there."""


def _may_be_heading(paragraph: OfficialParagraph) -> bool:
    """Whether a line may be a heading, and not a sentence or an item of a list."""
    text = paragraph.shown
    # 1. and （1） also count items of lists, whose sentences are short, too.
    digits = not ORDINALS[0].match(text) and not ORDINALS[1].match(text)
    if text.endswith("。"):
        return len(text) <= _LONGEST_STOPPED and not digits and "。" not in text[:-1]
    return len(text) <= _LONGEST and not text.endswith(("；", "，", ";")) and not (digits and paragraph.layout.list)


_LOOKED_AT = 20
"""How many of the first paragraphs with text a title may be among: a masthead has fewer."""


def _titles(flow: Sequence[OfficialParagraph]) -> Iterator[int]:
    """Yield the indices of the lines of the title, and of the titles of annexes where they have the style."""
    # A style says it for certain; size and place are looked at only where nobody has used one.
    styled = [place for place, item in enumerate(flow) if item.text.strip() and _named(item, _TITLES)]
    if styled:
        yield from (place for place in styled if not _HEADING_STYLE.fullmatch(_style(flow[place])))
        return
    written = [place for place, item in enumerate(flow) if item.text.strip()][:_LOOKED_AT]
    fit = [place for place in written if _may_be_title(flow[place])]
    # The largest, and of several of one size the first.
    first = max(fit, key=lambda place: (flow[place].main.size, -place), default=None)
    if first is not None:
        format_ = flow[first].main
        yield from takewhile(
            lambda place: place in fit and flow[place].main == format_,
            range(first, len(flow)),
        )


def _may_be_title(paragraph: OfficialParagraph) -> bool:
    format_, text = paragraph.main, paragraph.text.strip()
    # The red line above is 发文机关标志 (7.2.4), large and centred as a title is.
    black = format_.colour in ("auto", "000000")
    return (
        paragraph.layout.align == "center"
        and black
        and 15 <= format_.size <= 30
        and len(text) <= 60
        and not ordinal(text)
        and not _CAPTION.fullmatch(text)
        and not ANNEX_MARK.fullmatch(text)
        and not re.search("〔.*号|^第.*期", text)
    )
