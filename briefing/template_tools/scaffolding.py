"""A template of one's own: a copy of another, or a thin one that only says what is different."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

from briefing.bundle.output_folder import output_folder
from briefing.data.template_paths import DESCRIPTION, SHELL, is_name, own_file
from briefing.errors import Problem, UsageError
from briefing.model.template import Template
from briefing.template_tools.usage import usage
from briefing.templating.engine import BODY
from briefing.templating.template_blocks import body_name
from briefing.text.atomic import put_folder
from briefing.text.files import read_file

_PLAIN = re.compile(r"(?!true$|false$|null$)[^\W\d][\w（）-]*", re.IGNORECASE)
"""What YAML reads as text without quotes."""


def new_template(name: str, base: Template, folder: Path, *, thin: bool, shell: Path | None = None) -> list[Path]:
    """Makes the template `name` in the templates folder `folder` from `base`, whole or not at all; the files written.

    `shell` is a Word file to copy as its shell; without one a thin template uses that of its base. UsageError if the
    name is none or taken, or there is no such shell: nothing is overwritten. BriefingError where it cannot be written.
    """
    check_name(name)
    if shell is not None and not (shell.is_file() and shell.suffix.lower() == ".docx"):
        raise UsageError(Problem(f"“{shell}”不是 Word 文件（.docx）。", hint="请用 --shell 写一份 .docx 文件的位置。"))
    word_file = shell or (None if thin else own_file(base.folder / SHELL, base.roots))
    lines = text_of(base, DESCRIPTION).splitlines()
    titled = [f"title: {quoted(name)}" if line.startswith("title:") else line for line in lines]
    texts = {  # the text may be that of the shell or of a base
        DESCRIPTION: _thin_description(base, name) if thin else "\n".join(titled) + "\n",
        BODY: _thin(base) if thin else text_of(base, BODY),
    }
    files = {file: text.encode() for file, text in texts.items() if text}
    if word_file:
        files[SHELL] = read_file(word_file)
    return put_template(name, files, folder)


def check_name(name: str) -> None:
    """UsageError for what cannot be the name of a template."""
    if not is_name(name):
        raise UsageError(Problem(f"“{name}”不能作模板名。", hint="请用文字和数字，不以“.”“_”开头，不含“/”。"))


def put_template(name: str, files: Mapping[str, bytes], folder: Path) -> list[Path]:
    """Write the files of a new template into the templates folder `folder`, all or none; return them.

    UsageError if the name is taken.
    """
    target = folder / name
    # the name is looked for inside: another run may take it meanwhile
    with output_folder(folder, "新建模板", target):
        if target.exists():
            raise UsageError(Problem(f"已有“{target}”，未改动。", hint="请换一个名称。"))
        put_folder(target, files)
    return [target / file for file in sorted(files)]


def text_of(template: Template, file: str) -> str:
    """The text of one of a template's own files, "" if it has none; BriefingError where it leads out of its folders."""
    path = own_file(template.folder / file, template.roots)
    return path.read_text(encoding="utf-8-sig") if path else ""


def quoted(name: str) -> str:
    """Return the name as YAML reads it for text."""
    return name if _PLAIN.fullmatch(name) else json.dumps(name, ensure_ascii=False)


def _thin_description(base: Template, name: str) -> str:
    """Return a description that rests on that of `base`, with an example of a parameter to change."""
    example = base.parameters[0].name if base.parameters else "联系人"
    return (
        f"# 没有写的（说明、标题结尾、参数、字体、版式）都照用底本“{base.title}”，它改了这里也跟着变。\n"
        f"title: {quoted(name)}\n"
        f"base: {quoted(base.id)}\n"
        "# 要改参数的默认值，或加参数，去掉下面几行的“# ”再改：\n"
        "# parameters:\n"
        f"#   - name: {quoted(example)}\n"
        "#     default: 新的默认值\n"
    )


def _thin(base: Template) -> str:
    """A body that extends that of `base`, with an example of a block to rewrite; "" where only the shell has text."""
    if not any(text_of(item, BODY) for item in base.lineage):
        return ""
    extends = f'{{% extends "{body_name(base)}" %}}\n'
    blocks = usage(base).blocks
    if not blocks:
        return f"{extends}{{# “{base.title}”的正文没有分段，全部照用。 #}}\n"
    return (
        f"{extends}"
        f"{{# 只写要改的段，其余照用“{base.title}”。可以改写的段：{'、'.join(blocks)}。\n"
        "   {{ super() }} 是原来的内容；删去它，就只剩您写的。 #}\n"
        f"{{% block {blocks[0]} %}}\n{{{{ super() }}}}\n{{% endblock %}}\n"
    )
