"""The Chinese fonts of a shell: read, renamed by what they are used for, and held against what they can show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, fields, replace
from typing import get_args

from briefing.conformance.font_families import beyond_gb2312
from briefing.errors import BriefingError, Location, Problem, Severity, did_you_mean
from briefing.ooxml.order import child_of
from briefing.ooxml.stylesheet import StyleSheet, name_of
from briefing.ooxml.xml import A, Element, W, attribute, parse, remove_all, serialise
from briefing.ooxml.zipped import pack
from briefing.render.word.shell.builtin_parts import font_xml
from briefing.render.word.shell.builtin_styles import PARAGRAPHS, FontRole, Fonts
from briefing.render.word.shell.fonts import FONT_STYLES, font_of, fonts_of, style_sheet
from briefing.render.word.shell.opening import STYLES, Shell, open_shell

FONT_TABLE = "word/fontTable.xml"
LONGEST = 31
"""Characters in the name of a font, as Windows limits it (LF_FACESIZE)."""

_ROLES = {style.name.lower(): style.font for style in PARAGRAPHS if style.font} | {"normal": "body"}


def with_fonts(shell: bytes, fonts: Mapping[str, str], file: str = "shell.docx") -> bytes:
    """Return the shell with other fonts.

    `fonts` is by role: body 正文, sub 二级标题, head 黑体处, page 页码, title 标题与报头; others keep
    theirs. BriefingError if the shell is unfit (see `open_shell`), or if a role or the name of a font cannot be.
    """
    check_fonts(fonts)
    return pack(with_changed_fonts(open_shell(shell, file), fonts).parts)


def check_fonts(fonts: Mapping[str, str]) -> None:
    """BriefingError with every role and every name of a font that cannot be."""
    if problems := list(_unusable(fonts)):
        raise BriefingError(problems)


def with_changed_fonts(shell: Shell, fonts: Mapping[str, str]) -> Shell:
    """Return an opened shell with other fonts, as `with_fonts`; its texts are changed in their place."""
    parts = dict(shell.parts)
    sheet = style_sheet(parts)
    styles, old = sheet.root, asdict(fonts_of(sheet))
    new = {**old, **fonts}
    _change_styles(sheet, old, new)
    parts[STYLES] = serialise(styles)
    names = {old[role]: new[role] for role in reversed(_roles())}
    for name, content in parts.items():
        if name.startswith("word/") and name.endswith(".xml") and name != STYLES:
            root = shell.texts[name] if name in shell.texts else parse(content)
            parts[name] = serialise(root) if _renamed(root, names) else content
    if FONT_TABLE in parts:
        parts[FONT_TABLE] = _table(parse(parts[FONT_TABLE]), old, new)
    return replace(shell, parts=parts)


def missing_characters(text: str, fonts: Fonts) -> list[Problem]:
    """Return a warning with the characters that 仿宋_GB2312 or 楷体_GB2312 lack, if the shell uses them; else []."""
    limited = sorted({name for name in asdict(fonts).values() if name.upper().endswith("_GB2312")})
    lacking = sorted(set(beyond_gb2312(text)) - {"〇"}) if limited else []  # 〇 is no warning here
    if not lacking:
        return []
    message = f"{'、'.join(limited)}没有这些字：{'、'.join(lacking)}，Word 会用别的字体代替。"
    hint = "请在 template.yaml 里写 fonts: {body: 仿宋, sub: 楷体}，它们收字较全。"
    return [Problem(message, hint=hint, severity=Severity.WARNING)]


def _roles() -> tuple[FontRole, ...]:
    return get_args(FontRole)


def _unusable(fonts: Mapping[str, str]) -> Iterator[Problem]:
    roles = [field.name for field in fields(Fonts)]
    for role, name in fonts.items():
        if role not in roles:
            hint = did_you_mean(role, roles) or f"可用的有：{'、'.join(roles)}。"
            yield Problem(f"字体没有“{role}”这一种用途。", Location(key=role), hint)
        if not name.strip() or len(name) > LONGEST or re.search(r"[\x00-\x1f\"<>&,;]", name):
            yield Problem(f"“{name}”不能作字体名。", Location(key=role), f"字体名最多 {LONGEST} 个字，不含引号和逗号。")


def _change_styles(sheet: StyleSheet, old: Mapping[str, str], new: Mapping[str, str]) -> None:
    """Name the new fonts in every style that names one, by what the style is for, else by the font that it had."""
    styles, by_font = sheet.root, {old[role]: role for role in reversed(_roles())}
    font_styles = {name.lower(): role for role, names in FONT_STYLES.items() for name in names[:1]}
    for named in list(styles.iter(f"{W}rFonts")):
        style = next(named.iterancestors(f"{W}style"), None)
        default = "body" if style is None else None
        name = "" if style is None else name_of(style).lower()
        role = default or _ROLES.get(name) or by_font.get(named.get(f"{W}eastAsia", ""))
        if role:
            _rename(named, new[role])
    for style in styles.iter(f"{W}style"):
        role = font_styles.get(name_of(style).lower())
        if role and font_of(StyleSheet(styles, sheet.theme), (name_of(style),)) != new[role]:
            named = child_of(child_of(style, "rPr"), "rFonts")
            named.set(f"{W}hint", "eastAsia")
            _rename(named, new[role])


def _rename(named: Element, font: str) -> None:
    before = named.get(f"{W}eastAsia")
    named.attrib.pop(f"{W}eastAsiaTheme", None)  # it would stand over the name
    for script in ("ascii", "hAnsi", "cs"):
        if before and named.get(f"{W}{script}") == before:
            named.set(f"{W}{script}", font)
    named.set(f"{W}eastAsia", font)


def _renamed(root: Element, names: Mapping[str, str]) -> bool:
    """Rename the fonts that a part names itself; whether it names any."""
    changed = False
    for named in root.iter(f"{W}rFonts"):
        if (new := names.get(attribute(named, "eastAsia"))) is not None:
            _rename(named, new)
            changed = True
    for font in root.iter(f"{A}ea"):  # of the theme
        if (new := names.get(font.get("typeface", ""))) is not None:
            font.set("typeface", new)
            changed = True
    return changed


def _table(root: Element, old: Mapping[str, str], new: Mapping[str, str]) -> bytes:
    """fontTable.xml with the fonts that are new, without those that were given up."""
    given_up = set(old.values()) - set(new.values())
    remove_all(entry for entry in root.iter(f"{W}font") if entry.get(f"{W}name") in given_up)
    have = {entry.get(f"{W}name") for entry in root.iter(f"{W}font")}
    for name in dict.fromkeys(new.values()):
        if name not in have:
            root.append(parse(font_xml(name, declared=True).encode()))
    return serialise(root)
