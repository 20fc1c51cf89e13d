"""Make the fonts of charts, subsets of Noto Sans CJK: run once, by hand, when the set of characters changes.

Usage: python -m docs.make_fonts REGULAR.ttc BOLD.ttc --names FILE [--names FILE …] [--out FOLDER]

Kept are the characters of GB 2312, every character of the text files given (the table of divisions: names of places
go beyond GB 2312, such as 浉河区), and the symbols of statistics and official writing. Face 2 of the collection is the
simplified Chinese one; the first is Japanese and writes 门, 直 and 骨 differently.
Beside the fonts stand `coverage.txt` (what they hold, so that a check need not open them) and `fonts.sha256`.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
from collections.abc import Iterable
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from briefing.charts.fonts import BOLD, FOLDER, REGULAR

SIMPLIFIED_CHINESE = 2
SPACES = "\u00a0\u3000"
ASCII = "".join(map(chr, range(0x20, 0x7F)))
SYMBOLS = (
    "〇㎡㎢㎏㎜㎝㎞㏄²³¹½¼¾°℃‰№§©®™·•…—–―‘’“”„‹›«»〈〉《》「」『』【】〔〕〖〗（）［］｛｝"
    "±−×÷＝≠≈≤≥＜＞∞∑√∈⊂⊃⊆⊇∩∪∠⊥∥∶∴∵→←↑↓↔↗↘⇒▲△▼▽●○◎■□◆◇★☆※✓＋－％￥¥€£＄＆＠＃＊～、。・ˉˇ¨々〃′″"
    "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
    "㙍㟃㵲䢺垟堽奓栟洣浉湴磜鄠𬭎"  # in names of townships
)
LATIN = "".join(map(chr, range(0xA1, 0x100)))


def gb2312() -> set[str]:
    """Return all characters of GB 2312: rows 1–9 (symbols) and 16–87 (6,763 characters), decoded from EUC-CN."""
    pairs = (bytes((0xA0 + row, 0xA0 + cell)) for row in range(1, 95) for cell in range(1, 95))
    return {char for pair in pairs for char in pair.decode("gb2312", errors="ignore")}


def wanted(texts: Iterable[str]) -> set[str]:
    """Return all characters that the fonts are to hold: GB 2312, ASCII, the symbols, and what `texts` hold."""
    return {
        char for char in gb2312().union(SPACES, ASCII, LATIN, SYMBOLS, *texts) if char.isprintable() or char in SPACES
    }


def read(path: Path) -> str:
    """Return the UTF-8 text of a file, unpacked if its name ends in .gz."""
    data = path.read_bytes()
    return (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")


def write_subset(collection: Path, face: int, characters: set[str], out: Path) -> set[str]:
    """Write the face with only those characters to `out`, unhinted and unkerned, and return what it really holds."""
    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    options.desubroutinize = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13, 14]  # copyright and licence stay in the file
    options.name_languages = [0x409]
    options.notdef_outline = True
    font = TTFont(collection, fontNumber=face, recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[ord(char) for char in characters])
    subsetter.subset(font)
    held = {chr(code) for code in font.getBestCmap()}
    font.save(out)
    return held


def main() -> None:
    """Write the subsets of both weights and the lists beside them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("regular", type=Path)
    parser.add_argument("bold", type=Path)
    parser.add_argument("--names", type=Path, action="append", default=[], help="UTF-8 text whose characters are kept")
    parser.add_argument("--face", type=int, default=SIMPLIFIED_CHINESE, help="index of the face in the collection")
    parser.add_argument("--out", type=Path, default=FOLDER)
    given = parser.parse_args()
    characters = wanted(read(path) for path in given.names)
    fonts = {REGULAR.name: given.regular, BOLD.name: given.bold}
    held = [write_subset(source, given.face, characters, given.out / name) for name, source in fonts.items()]
    both = held[0] & held[1]
    sums = [f"{hashlib.sha256((given.out / name).read_bytes()).hexdigest()}  {name}\n" for name in fonts]
    (given.out / "coverage.txt").write_text("".join(sorted(both)), "utf-8")
    (given.out / "fonts.sha256").write_text("".join(sums), "utf-8")
    print(f"{len(both)} characters; not in the font: {''.join(sorted(characters - both)) or 'none'}")


if __name__ == "__main__":
    main()
