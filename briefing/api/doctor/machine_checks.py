"""Checks of the machine: versions, fonts, LibreOffice, encodings, where it may write, the clock."""

from __future__ import annotations

import codecs
import os
import re
import tempfile
from pathlib import Path

from briefing.api.doctor.diagnosis import Case, CheckResults, bad, note, ok, skipped
from briefing.data.template_paths import shell_of
from briefing.errors import BriefingError
from briefing.text.atomic import NEW, leftovers
from briefing.text.system_errors import cause

OLDEST_PYTHON = (3, 11)
OLDEST_OFFICE = 7
ROOM = 200 * 1024 * 1024
"""Bytes that should be free: a briefing with its charts takes some megabytes, LibreOffice's files some tens."""
FIRST_YEAR, LAST_YEAR = 2024, 2100
"""Between which the clock may be right."""
REINSTALL = "在程序的文件夹里重新运行 pip install ."
ENGLISH = {
    "仿宋": "FangSong", "楷体": "KaiTi", "黑体": "SimHei", "宋体": "SimSun", "仿宋_GB2312": "FangSong_GB2312",
    "楷体_GB2312": "KaiTi_GB2312", "方正小标宋简体": "FZXiaoBiaoSong-B05S",
}  # fmt: skip
"""What the fonts of 公文 are called inside their files."""


def python(case: Case) -> CheckResults:
    """The version of Python."""
    version = ".".join(map(str, case.machine.python))
    if case.machine.python[:2] < OLDEST_PYTHON:
        yield bad(f"Python {version} 太旧，要 3.11 及以上。", "安装新的 Python，重建 .venv，再运行 pip install .")
    else:
        yield ok(f"Python {version}")


def packages(case: Case) -> CheckResults:
    """The libraries that the program needs, in the versions that it was tried with."""
    from packaging.requirements import Requirement  # noqa: PLC0415 - start-up time

    if case.machine.needed is None:
        yield note("程序不是按包安装的，需要哪些库无从核对。", REINSTALL)
        return
    wanted = [Requirement(line) for line in case.machine.needed]
    held = case.machine.held
    for item in wanted:
        if item.name not in held:
            yield bad(f"缺少 {item.name}。", f'pip install "{item.name}{item.specifier}"')
        elif not item.specifier.contains(held[item.name], prereleases=True):
            told = f"{item.name} 是 {held[item.name]}，程序要 {item.specifier}。"
            yield note(told, f'pip install "{item.name}{item.specifier}"')
    yield ok(f"所需的 {len(wanted)} 个库")


def fonts(case: Case) -> CheckResults:
    """The fonts that the shell of the usual template names: without them this machine shows and prints others."""
    from briefing.ooxml.xml import W, attribute  # noqa: PLC0415 - start-up time
    from briefing.render.word.shell.fonts import fonts_of, style_sheet  # noqa: PLC0415 - the same
    from briefing.render.word.shell.opening import open_shell  # noqa: PLC0415 - the same

    here = case.machine.fonts
    if here is None:
        remedy = "用 Word 打开成稿，看“开始—字体”里有没有仿宋、楷体、黑体、方正小标宋简体"
        yield note("这台机器上装了哪些字体无从知道。", remedy)
        return
    try:
        shell = shell_of(case.workspace.template(case.config.defaults.template or "bulletin"))
        opened = open_shell(shell.read_bytes(), str(shell))
        named = fonts_of(style_sheet(opened.parts))
    except (BriefingError, OSError):
        yield skipped("默认模板的版式文件打不开，不知道要哪些字体，见“设置”或“模板”")
        return
    known = {name.casefold() for name in here}
    by_hand = (attribute(item, "eastAsia") for tree in opened.texts.values() for item in tree.iter(f"{W}rFonts"))
    wanted = dict.fromkeys((named.body, named.sub, named.head, named.page, named.title, *filter(None, by_hand)))
    lacking = [name for name in wanted if not {name.casefold(), ENGLISH.get(name, name).casefold()} & known]
    if lacking:
        told = f"没有装{'、'.join(lacking)}：生成 Word 不受影响，在这台机器上看稿、转 PDF 会换成别的字体。"
        yield note(told, "向单位信息部门要字体装上；或在模板的 template.yaml 里写 fonts:，换成已有的字体")
    else:
        yield ok(f"版式用的{'、'.join(wanted)}都有")


def chart_fonts(case: Case) -> CheckResults:
    """The fonts of charts, which the program brings along."""
    if case.machine.chart_fonts:
        yield ok("自带")
    else:
        yield bad("程序自带的图表字体不见了，画不了图。", REINSTALL)


def libreoffice(case: Case) -> CheckResults:
    """LibreOffice, which makes PDF."""
    remedy = "安装 LibreOffice 7 及以上（免费）；不要 PDF 的不用管"
    if not case.machine.office:
        yield note("没有找到 LibreOffice，不能出 PDF。", remedy)
        return
    found = re.search(r"\d+(\.\d+)*", case.machine.office_version)
    if not found:
        told = f"LibreOffice（{case.machine.office}）启动不了，不能出 PDF。"
        yield note(told, "重新安装 LibreOffice，或先关闭正在运行的再试")
    elif int(found[0].partition(".")[0]) < OLDEST_OFFICE:
        yield note(f"LibreOffice {found[0]} 太旧，PDF 的版式可能走样。", remedy)
    else:
        yield ok(f"LibreOffice {found[0]}")


def encodings(case: Case) -> CheckResults:
    """Encodings in which Chinese can be written."""
    remedy = (
        "先运行 chcp 65001 和 set PYTHONUTF8=1，再运行 briefing"
        if case.machine.windows
        else "先运行 export LC_ALL=C.UTF-8（写进 ~/.profile 则长期有效），再运行 briefing"
    )
    lacking = [f"{what}（{name}）" for what, name in case.machine.encodings.items() if not _holds_chinese(name)]
    if lacking:
        yield note(f"编码写不了中文：{'、'.join(lacking)}，中文的参数和文件名可能出错。", remedy)
    else:
        yield ok("、".join(dict.fromkeys(case.machine.encodings.values())))


def _holds_chinese(encoding: str) -> bool:
    try:
        return bool("数据".encode(codecs.lookup(encoding).name))
    except (LookupError, UnicodeEncodeError):
        return False


def rights(case: Case) -> CheckResults:
    """Whether the program may write where it writes."""
    places = (("成果", case.out), ("工作区", case.workspace.register), ("临时文件", case.machine.temporary))
    for name, folder in places:
        if folder and (told := _refused(folder)):
            why, remedy = told
            yield bad(f"{name}的文件夹“{folder}”写不进去：{why}。", _line(name, remedy))
    if case.machine.cache is None:
        yield note("没有用户文件夹，缓存存不下来，每次都要重画图。", "设好 HOME（Windows 为 LOCALAPPDATA），或不用管")
    elif told := _refused(case.machine.cache):
        found = f"缓存的文件夹“{case.machine.cache}”写不进去：{told[0]}，每次都要重画图。"
        yield note(found, f"{told[1].rstrip('。')}；或设 XDG_CACHE_HOME 换一个地方，或不用管")
    yield ok("成果、工作区、临时文件、缓存的文件夹都能写")


def _line(name: str, remedy: str) -> str:
    more = {"成果": "或用 --out 换一个文件夹", "临时文件": "或设 TMPDIR（Windows 为 TEMP）换一个文件夹"}.get(name, "")
    return "；".join(filter(None, (remedy.rstrip("。"), more)))


def _refused(folder: Path) -> tuple[str, str] | None:
    """Return why nothing can be written in a folder, which may have to be made, and what to do; None if it can."""
    try:
        there = folder
        while not os.path.lexists(there) and there != there.parent:
            there = there.parent
        with tempfile.TemporaryFile(dir=there, suffix=NEW):
            return None
    except OSError as error:
        return cause(error)


def disk(case: Case) -> CheckResults:
    """Room on the disk."""
    folder = case.out
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    free = case.machine.free(folder) >> 20
    if free < ROOM >> 20:
        yield note(f"成果所在的磁盘只剩 {free} MB。", "清理磁盘，或用 --out 换到其他磁盘")
    else:
        yield ok(f"磁盘空余 {free >> 10} GB" if free >> 10 else f"磁盘空余 {free} MB")


def unfinished(case: Case) -> CheckResults:
    """What runs that were killed have left among what was made."""
    left = list(leftovers(case.out)) if case.out.is_dir() else []
    if left:
        told = f"成果的文件夹里有 {len(left)} 个中断时留下的临时文件。"
        yield note(told, f"没有别的 briefing 在运行时，删去 {case.out / f'.*{NEW}'}")
    yield ok("没有中断时留下的文件")


def clock(case: Case) -> CheckResults:
    """The clock of the machine, which dates what is made."""
    day = case.today
    if FIRST_YEAR <= day.year <= LAST_YEAR:
        yield ok(f"{day.year}年{day.month}月{day.day}日")
    else:
        remedy = "校正系统时间；或每次写明 --date 2026-11-22"
        yield bad(f"系统时间是{day.year}年{day.month}月{day.day}日，印出的日期会错。", remedy)
