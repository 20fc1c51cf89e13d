"""briefing chart: one kind of chart alone, for slides and web pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.chinese import VALUES
from briefing.cli.options import Cities, InPeriod, Since, Themes, WorkspaceFolder, workspace
from briefing.cli.output import progress_bar, say
from briefing.errors import Problem, UsageError
from briefing.model.formats import FORMATS, formats_of, picture_forms

if TYPE_CHECKING:
    from briefing.gallery import SourcedChart
    from briefing.model.library import Library

FORMS = picture_forms(FORMATS)


def _complete_figure() -> list[str]:
    from briefing.content.figures.theme_figures import FIGURES

    return list(FIGURES)


def _complete_drawing() -> list[str]:
    from briefing.charts.kinds import names

    return names()


FigureName = Annotated[
    str,
    typer.Argument(
        metavar="种类",
        help=f"{VALUES}；也可写中文名，如 改革前后。样例见 docs/charts.md。",
        autocompletion=_complete_figure,
    ),
]
Forms = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        metavar="格式",
        help=f"{' 或 '.join(FORMS)}，可多次使用；不写为 --out 的后缀，再不写为 {FORMS[0]}。",
        autocompletion=lambda: list(FORMS),
    ),
]
Out = Annotated[
    Path | None, typer.Option("--out", metavar="文件", help="图片文件，或已有的文件夹；不写为当前文件夹，以图题为名。")
]
Drawing = Annotated[
    str | None,
    typer.Option(
        "--as",
        metavar="画法",
        help="换一种画法，如 briefing chart cuts --as bars，或另行安装的图（见 docs/charts.md）；不写则按数据选。",
        autocompletion=_complete_drawing,
    ),
]


def chart(
    kind: FigureName,
    city: Cities = None,
    theme: Themes = None,
    period: InPeriod = None,
    since: Since = None,
    format: Forms = None,
    out: Out = None,
    drawing: Drawing = None,
    force: Annotated[bool, typer.Option("--force", help="覆盖内容不同的同名文件。")] = False,
    folder: WorkspaceFolder = None,
) -> None:
    """单独画一种图：从资料库取数，写出 PNG 或 SVG，并列出图中的数据和来源。"""
    from briefing.api.chart import chart as charts
    from briefing.bundle.files import write_files

    forms = _forms(format, out)
    found = charts(kind, workspace(folder), cities=city, themes=theme, period=period, since=since, drawing=drawing)
    with progress_bar(tuple) as progress:
        pictures = [found.picture(at, forms, progress) for at in range(len(found))]
    files = [
        {place.with_name(f"{place.name}.{form}"): {"png": picture.png, "svg": picture.svg}[form] for form in forms}
        for place, picture in zip(_places(found.items, out), pictures, strict=True)
    ]
    write_files({path: data for pair in files for path, data in pair.items()}, force=force)
    say(found.problems)
    for item, pair in zip(found.items, files, strict=True):
        _report(item, pair, found.library)
    if any(item.facts for item in found.items):
        print("要核对某个数字，用 briefing explain 编号。")


def _forms(given: list[str] | None, out: Path | None) -> tuple[str, ...]:
    """Return the forms given, else the ending of the file's name, else PNG; UsageError where these do not agree."""
    asked = formats_of(given, FORMS) if given else ()
    if out is None or out.is_dir():
        return asked or FORMS[:1]
    ending = out.suffix.lower().lstrip(".")
    if ending not in FORMS:
        raise UsageError(Problem(f"--out“{out}”不是图片文件名，也不是已有的文件夹。", hint="请以 .png 或 .svg 结尾。"))
    if asked and ending not in asked:
        raise UsageError(Problem(f"--out“{out}”的后缀与 --format {asked[0]} 不一致。", hint="请改其中一个。"))
    return asked or (ending,)


def _places(found: Sequence[SourcedChart], out: Path | None) -> list[Path]:
    """Return a path without an ending for each chart: its title or, where a file is named, that name, numbered."""
    from briefing.text.file_names import safe_name

    if out is None or out.is_dir():
        names = [safe_name(item.title) for item in found]
        counts = [names[: at + 1].count(name) for at, name in enumerate(names)]
        apart = [f"{name}-{count}" if count > 1 else name for name, count in zip(names, counts, strict=True)]
        return [(out or Path()) / name for name in apart]
    stem = out.with_suffix("")
    return [stem] if len(found) == 1 else [stem.with_name(f"{stem.name}-{at}") for at in range(1, len(found) + 1)]


def _report(item: SourcedChart, files: Iterable[Path], library: Library) -> None:
    """Print the files of a chart, what it draws with ids, and its sources."""
    from briefing.wording.figures import DERIVED, figure

    indicators = library.catalogue.indicators
    print(f"已绘制：{item.title}")
    for path in files:
        print(f"  文件：{path}")
    for fact in item.facts:
        scope = f"（{fact.scope}）" if fact.scope else ""
        city = library.records[fact.city].city.name
        print(f"  数据：{city}{indicators[fact.indicator].name}{scope}：{figure(fact)}　{fact.id}")
    for entry in item.derived:
        print(f"  {DERIVED}：{entry.text}＝{entry.formula}　{entry.id.lstrip('=')}")
    for source in item.sources:
        print(f"  来源：{source}")
