"""Taking out of a Word file what must not leave an office: remarks, names of people, links to their own computers."""

from __future__ import annotations

from collections.abc import Callable

from briefing.ooxml.package import Package
from briefing.ooxml.xml import W, remove

_COMMENTS = ("comments", "commentsExtended", "commentsIds", "commentsExtensible", "people")
_MARKS = tuple(f"{W}{name}" for name in ("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef"))
LINK = "所附模板的链接"
_PERSONAL = ("lastModifiedBy", "creator", "Manager", "Company", "HyperlinkBase")


def clean(package: Package) -> tuple[str, ...]:
    """Take out everything of the table below; return what was there, in Chinese, in the order of the table."""
    return tuple(name for name, take in TAKEN if take(package))


def _comments(package: Package) -> bool:
    """Remarks of reviewers, with their marks in the text and who wrote them."""
    marks = [mark for name in package.stories() for mark in package.change(name).iter(*_MARKS)]
    for mark in marks:
        remove(mark)
    parts = [name for short in _COMMENTS for name in package.related(short)]
    for name in parts:
        package.drop(name)
    return bool(marks or parts)


def _settings(package: Package, *names: str) -> bool:
    """Take these children out of the settings; whether there were any."""
    part = package.part("settings")
    found = list(package.tree(part).iter(*(W + name for name in names))) if part else []
    for item in found:
        remove(item)
        package.changed.add(part)
    return bool(found)


def unlink_template(package: Package) -> bool:
    """Take out the link to the template that the file was made from, which names somebody's folders."""
    part = package.part("settings")
    for item in package.relations(part).values() if part else ():
        if item.short == "attachedTemplate":
            package.unrelate(part, item)
    return _settings(package, "attachedTemplate")


def _protection(package: Package) -> bool:
    """Take out what keeps people from editing: what is made from a protected file would be protected, too."""
    return _settings(package, "documentProtection", "writeProtection")


def _variables(package: Package) -> bool:
    """Variables that macros and other programs have left in the file."""
    return _settings(package, "docVars")


def _custom(package: Package) -> bool:
    """Properties that an office's own system has put into the file."""
    parts = package.related("custom-properties", owner="")
    for name in parts:
        package.drop(name)
    return bool(parts)


def _people(package: Package) -> bool:
    """Who made the file and where, among its properties."""
    found = False
    for name in (*package.related("core-properties", owner=""), *package.related("extended-properties", owner="")):
        for item in package.tree(name).iter(*(f"{{*}}{kind}" for kind in _PERSONAL)):
            if item.text:
                item.text, found = "", True
                package.changed.add(name)
    return found


TAKEN: tuple[tuple[str, Callable[[Package], bool]], ...] = (
    ("批注", _comments),
    (LINK, unlink_template),
    ("编辑限制", _protection),
    ("文档变量", _variables),
    ("自定义属性", _custom),
    ("作者、单位等个人信息", _people),
)
"""What is taken out, and how; each tells whether there was any."""


def removal_notice(taken: tuple[str, ...]) -> str:
    """Return the line that tells of it, to follow a noun: 里的批注、编辑限制已去掉，不会随文件发出。"""
    return f"里的{'、'.join(taken)}已去掉，不会随文件发出。" if taken else ""
