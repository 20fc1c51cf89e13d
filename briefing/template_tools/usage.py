"""What a template uses: the data it names, its blocks, its parts."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from briefing.content.asked.vocabulary import CALLED, NAMES
from briefing.data.template_paths import NOTES
from briefing.errors import BriefingError
from briefing.model.template import Template
from briefing.render.word.shell.tag_reading import tags_of
from briefing.templating.shell_tags import names_of
from briefing.templating.template_blocks import body_name
from briefing.templating.used_names import used_names


@dataclass(frozen=True, slots=True)
class Usage:
    """Names behind `briefing.` or `memo.`, functions, ids of facts and sources named outright, blocks, parts.

    `files` are the notes and pictures of a workspace that are named outright.
    """

    names: tuple[str, ...]
    functions: tuple[str, ...]
    facts: tuple[str, ...]
    sources: tuple[str, ...]
    blocks: tuple[str, ...]
    parts: tuple[str, ...]
    files: tuple[str, ...]


def usage(template: Template) -> Usage:
    """Return what body and shell of the template and the parts named use; what cannot be read is left out."""
    shell = ""
    with suppress(BriefingError):
        data = template.shell.read_bytes() if template.shell else b""
        if data and (tags := tags_of(data, str(template.shell))):
            shell = "\n".join(tags.lines(names_of(item.name for item in template.parameters)))
    used = used_names(template.roots, body_name(template), shell)
    return Usage(
        names=tuple(name for name in NAMES[template.kind] if name in used.attributes),
        functions=tuple(name for name in CALLED[template.kind] if name in used.names),
        facts=used.texts.get("fact", ()),
        sources=used.texts.get("cite", ()),
        blocks=used.blocks,
        parts=used.parts,
        files=(
            *(f"{NOTES}/{name.removesuffix('.md')}.md" for name in used.texts.get("manual", ())),
            *used.texts.get("picture", ()),
        ),
    )
