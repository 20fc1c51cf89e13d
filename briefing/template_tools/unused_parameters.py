"""Parameters that nothing uses: most often a name that was misspelt, where it is given or where it is meant."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from briefing.content.compose import COMPUTED, NAME, OFFICE
from briefing.errors import BriefingError, Problem, Severity, did_you_mean
from briefing.model.template import BRIEFING, Template
from briefing.render.word.shell.tag_reading import read_shell
from briefing.template_tools.inheritance import origin
from briefing.templating.shell_tags import CODE
from briefing.templating.shell_tags import NAME as TAG_NAME
from briefing.templating.template_files import template_files


def idle(template: Template, shell: Path) -> Iterator[Problem]:
    """Yield a warning for each parameter that neither the template's text nor its shell, a sound one, names.

    Those that it takes over are its base's affair; what letters use is not all in their texts.
    """
    if template.kind != BRIEFING:
        return
    known = [item.name for item in template.parameters]
    own = [
        item
        for item in template.parameters
        if item.name not in (NAME, OFFICE, COMPUTED) and origin(template, item) is template
    ]
    words = "".join(_texts(template, shell)) if own else ""
    for item in own:
        # a name within a longer one counts as used: a warning that is wrong is worse than none
        if item.name not in words:
            hint = did_you_mean(item.name, [name for name in known if name != item.name])
            said = f"参数“{item.name}”没有用到。"
            hint = f"{hint}要印出它，在正文或版式里写 {{{{ {item.name} }}}}；不要它，就删去。"
            yield Problem(said, item.location, hint, Severity.WARNING)


def _texts(template: Template, shell: Path) -> Iterator[str]:
    """Yield the text of the body and its parts, and the tags of the shell."""
    for name, path in template_files(template).items():
        if name.endswith(".j2"):
            yield path.read_text(encoding="utf-8-sig", errors="replace")
    with suppress(BriefingError):  # what is wrong with a shell is told elsewhere
        pieces = read_shell(shell.read_bytes(), str(shell)).tags.pieces
        yield from (piece.words for piece in pieces if piece.kind in (CODE, TAG_NAME))
