"""briefing new: asks for what a briefing is to be, shows the command line that it amounts to, and runs it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

import typer

from briefing.cli.app import run
from briefing.cli.options import WorkspaceFolder, workspace
from briefing.cli.output import answers_questions, ask, say
from briefing.errors import Problem, UsageError

if TYPE_CHECKING:
    from briefing.api.workspace import Workspace
    from briefing.data.selection import Named

    T = TypeVar("T", bound=Named)

Ask = Callable[[str], str]
_PLAIN = re.compile(r"(?:\w|[-./，、：（）《》“”])+")
_APART = re.compile(r"[\s、，,；;]+")


def new(folder: WorkspaceFolder = None) -> None:
    """一步步问清城市、主题、模板和标题，列出相应的命令，确认后生成简报。"""
    if not answers_questions():
        hint = "请在终端里运行；在脚本里请用 briefing generate。"
        raise UsageError(Problem("briefing new 要在终端里一问一答。", hint=hint))
    arguments = asked(workspace(folder), ask)
    if folder is not None:
        arguments += ["--workspace", str(folder)]
    print(f"\n这相当于：\n  {command_line(['briefing', *arguments])}\n")
    if ask("现在生成吗？（直接回车为是，n 为否）").lower() in ("", "y", "yes", "是"):
        raise typer.Exit(run(arguments))


def command_line(words: Sequence[str]) -> str:
    """Return the words as they are typed; one with spaces or signs in double quotes, which every system knows."""
    return " ".join(word if _PLAIN.fullmatch(word) else f'"{word}"' for word in words)


def asked(here: Workspace, ask: Ask) -> list[str]:
    """Return the arguments of `briefing generate` that the answers amount to; each question is put until answered."""
    from briefing.api.issues import CORRECTION
    from briefing.data.selection import names_of

    cities = _several("城市", here.cities(), ask)
    themes = _several("主题", list(here.catalogue().themes.values()), ask)
    found, problems = here.templates()
    say(problems)
    templates = [item for item in found if item.kind == "briefing" and item.id != CORRECTION]
    shown = [f"{item.title}：{item.description}" for item in templates]
    usual = next((at for at, item in enumerate(templates) if item.id == "bulletin"), 0)
    template = templates[_one("模板", shown, [(item.title, item.id) for item in templates], usual, ask)]
    arguments = ["generate"]
    arguments += [word for item in cities for word in ("--city", item.name)]
    arguments += [word for item in themes for word in ("--theme", item.name)]
    if template.id != "bulletin":
        arguments += ["--template", template.id]
    if "home" in template.needs:
        held = cities or here.cities()
        names = [names_of(item) for item in held]
        arguments += ["--home", held[_one("本地城市", [item.name for item in held], names, 0, ask)].name]
    title = ask("标题（直接回车，由程序拟定）：")
    return [*arguments, *(["--title", title] if title else [])]


def _several(kind: str, items: Sequence[T], ask: Ask) -> list[T]:
    """Return the items that an answer names by number or name; none for all of them."""
    from briefing.data.selection import find

    print(f"\n{kind}：" + "　".join(f"{at} {item.name}" for at, item in enumerate(items, start=1)))
    while True:
        words = [
            word for word in _APART.split(ask(f"要哪些{kind}？写序号或名称，用顿号隔开；直接回车为全部：")) if word
        ]
        found = [
            items[int(word) - 1] if word.isascii() and word.isdigit() and 0 < int(word) <= len(items)
            else find(kind, word, items)
            for word in words
        ]  # fmt: skip
        problems = [item for item in found if isinstance(item, Problem)]
        if not problems:
            return [item for item in found if not isinstance(item, Problem)]
        print("\n".join(map(str, problems)))


def _one(kind: str, shown: Sequence[str], names: Sequence[Sequence[str]], usual: int, ask: Ask) -> int:
    """Return the place of what an answer gives by its number or one of its names."""
    print(f"\n{kind}：")
    print("\n".join(f"  {at} {item}" for at, item in enumerate(shown, start=1)))
    while True:
        answer = ask(f"用哪个{kind}？写序号或名称；直接回车为 {usual + 1}：")
        if not answer:
            return usual
        if answer.isascii() and answer.isdigit() and 0 < int(answer) <= len(shown):
            return int(answer) - 1
        if (named := next((at for at, called in enumerate(names) if answer in called), None)) is not None:
            return named
        print(f"没有“{answer}”，请写 1 到 {len(shown)} 的序号，或照上面写名称。")
