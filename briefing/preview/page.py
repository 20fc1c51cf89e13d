"""The page around a briefing: what is wrong, the sheet, and where its figures come from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from importlib.resources import files

from briefing.errors import Problem, Severity, errors_in
from briefing.model.formats import FORMATS
from briefing.preview.edition import LINKS, Edition, Served
from briefing.render.html import HEAD, cards, style
from briefing.render.html.inline import attribute, escape

CSS, JS = "text/css; charset=utf-8", "text/javascript; charset=utf-8"
HTML = "text/html; charset=utf-8"
_NOTHING = '<p class="nothing">还没有可以显示的文稿。改正上面的错误并保存，这里就会出现。</p>'


def static_files() -> dict[str, Served]:
    """Return the style sheets and the script of the page, which ship with the package, by path."""
    folder = files("briefing.preview") / "look"
    return {
        "/sheet.css": Served(style().encode(), CSS),
        "/preview.css": Served((folder / "preview.css").read_bytes(), CSS),
        "/preview.js": Served((folder / "preview.js").read_bytes(), JS),
    }


def page(edition: Edition | None, failure: Iterable[Problem]) -> tuple[str, dict[str, Served]]:
    """Return what is served of an edition by path, the page at /, and a sum over all of it, the page's state.

    `edition` is the last good one, None if there has been none; `failure` are the errors that came after it.
    """
    failure = tuple(failure)
    served = dict(edition.files) if edition else {}
    parts = "\n".join(
        (
            *_HEAD,
            f"<title>{escape(edition.title if edition else '暂无文稿')} - 预览</title>",
            _bar(edition),
            "<main>",
            _problems(failure, edition),
            f'<article id="sheet">{edition.sheet if edition else _NOTHING}</article>',
            "</main>",
            cards(edition.origins if edition else {}),
            _FOOT,
        )
    )
    state = _sum(parts, served)
    html = f'<!DOCTYPE html>\n<html lang="zh-CN" data-state="{state}">\n{parts}\n</html>\n'
    return state, {"/": Served(html.encode(), HTML), **served}


_HEAD = (
    HEAD,
    '<link rel="stylesheet" href="/sheet.css">',
    '<link rel="stylesheet" href="/preview.css">',
    '<link rel="icon" href="data:,">',
    '<script src="/preview.js" defer></script>',
)
_FOOT = (
    "<footer>字体、分页、报头里的图片以 Word 文件为准。"
    "数字可用鼠标指着看来历，也可用 Tab 键移到数字上；按 Esc 收起。</footer>"
    '<div id="tip" aria-hidden="true" hidden></div>'
)


def _sum(parts: str, served: Mapping[str, Served]) -> str:
    """Return a sum that changes with anything that is served."""
    found = hashlib.sha256(parts.encode())
    for path, item in served.items():
        found.update(path.encode() + hashlib.sha256(item.body).digest())
    return found.hexdigest()[:16]


def _bar(edition: Edition | None) -> str:
    links = [
        f'<a href="{address}" download="{attribute(served.name)}">下载 {FORMATS[name].label}</a>'
        for name, address in LINKS.items()
        if edition and (served := edition.files.get(address))
    ]
    links += ['<a href="#origins">数字来历</a>'] if edition else []
    tools = f'<nav id="tools" aria-label="下载和来历">{"".join(links)}</nav>'
    return f'<header><strong>预览</strong><span id="status" role="status"></span>{tools}</header>'


def _problems(failure: tuple[Problem, ...], edition: Edition | None) -> str:
    """Errors first, open; warnings alone are folded away."""
    kept = edition.problems if edition and not failure else ()
    problems = sorted((*failure, *kept), key=lambda item: item.severity is Severity.WARNING)
    errors = errors_in(problems)
    items = "".join(map(_problem, problems))
    body = ""
    if errors:
        below = ("，下面仍是出错之前的版本" if edition else "") if failure else "，有的文件因此不能下载"
        body = f"<h2>有 {len(errors)} 处错误{below}</h2><ul>{items}</ul>"
    elif problems:
        body = f'<details id="warnings"><summary>警告 {len(problems)} 条</summary><ul>{items}</ul></details>'
    return f'<section id="problems" aria-label="问题" aria-live="polite" data-errors="{len(errors)}">{body}</section>'


def _problem(problem: Problem) -> str:
    kind = "warning" if problem.severity is Severity.WARNING else "error"
    word = "警告" if kind == "warning" else "错误"
    place = f"<code>{escape(str(problem.location))}</code>" if str(problem.location) else ""
    return f'<li class="{kind}"><b>{word}</b>{place}<span>{escape(problem.message + problem.hint)}</span></li>'
