"""Which passages of two files belong together: the same, one of another wording, or moved to another place.

Equal passages are found by difflib. What stands between them is paired by the characters that two passages share, one
with two where a sentence was cut or two were joined. In a long gap those that share what is rare in it are compared
first, and part it; of what then is left only neighbours are compared, so that the time grows with the length.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import pairwise, product, takewhile

ALIKE = 0.4
"""From which likeness on two passages at one place are one that was reworded."""
MOVED_ALIKE = 0.7
"""The same for two at different places, long enough not to be alike by chance."""
CROSSWISE = 0.15
"""By how much two neighbours must be more alike crosswise than one of them is in its place to have been swapped."""
LONG = 8
ANCHOR = 0.85
"""From which likeness on two passages part a long gap; half of a sentence that was cut is less like the whole."""
SMALL, BAND = 2_500, 4
"""Of a gap with more pairs of passages only those are compared that stand so near each other, in their places in it."""
RARE, TRIED = 8, 3
"""In how many passages of a gap a pair of characters stands that tells them apart; how many sharing one are tried."""
_BASE = 0.3
"""What likeness must exceed for a pair to count for more than none."""


@dataclass(frozen=True, slots=True)
class PassageLink:
    """Passages of the first file, by their indices, and those of the second that they are; () where there are none."""

    before: tuple[int, ...]
    after: tuple[int, ...]
    moved: bool = False


Gap = tuple[list[int], list[int]]
"""What stands between two equal stretches, in the first file and in the second."""


def links(
    before: Sequence[str], after: Sequence[str], kinds: tuple[Sequence[object], Sequence[object]]
) -> list[PassageLink]:
    """Return how two sequences of passages belong together, each passage in one link.

    `kinds` are those of the passages of either; only two of a kind are one in another wording.
    """
    found: list[PassageLink] = []
    gaps: list[Gap] = []
    for i1, i2, j1, j2, equal in _stretches(before, after):
        if equal:
            found += [PassageLink((i,), (j,)) for i, j in zip(range(i1, i2), range(j1, j2), strict=True)]
        else:
            gaps.append((list(range(i1, i2)), list(range(j1, j2))))
    pairing = _Pairing(before, after, kinds)
    for step in (pairing.moved_as_they_are, pairing.reworded, pairing.moved_and_reworded, pairing.replaced):
        made = list(step(gaps))
        gone, new = {i for link in made for i in link.before}, {j for link in made for j in link.after}
        gaps = [([i for i in one if i not in gone], [j for j in other if j not in new]) for one, other in gaps]
        found += made
    found += [PassageLink((i,), ()) for gone, _ in gaps for i in gone]
    return found + [PassageLink((), (j,)) for _, new in gaps for j in new]


def _stretches(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int, int, int, int, bool]]:
    """Yield equal stretches of two sequences, and others; what both begin and end with is taken off first."""
    shortest = min(len(before), len(after))
    head = sum(1 for _ in takewhile(lambda at: before[at] == after[at], range(shortest)))
    tail = sum(1 for _ in takewhile(lambda at: before[-at] == after[-at], range(1, shortest - head + 1)))
    ends = len(before) - tail, len(after) - tail
    yield 0, head, 0, head, True
    middle = SequenceMatcher(None, before[head : ends[0]], after[head : ends[1]], autojunk=False)
    for tag, i1, i2, j1, j2 in middle.get_opcodes():
        yield i1 + head, i2 + head, j1 + head, j2 + head, tag == "equal"
    yield ends[0], len(before), ends[1], len(after), True


class _Pairing:
    """Each method yields links of what stands in gaps."""

    def __init__(
        self, before: Sequence[str], after: Sequence[str], kinds: tuple[Sequence[object], Sequence[object]]
    ) -> None:
        self._before, self._after, (self._kinds, self._other_kinds) = before, after, kinds
        self._pieces = cache(_pieces)

    def moved_as_they_are(self, gaps: Iterable[Gap]) -> Iterator[PassageLink]:
        """Yield the links of what stands once in the gaps of either file, word for word."""
        gaps = list(gaps)
        gone = Counter(self._before[i] for held, _ in gaps for i in held)
        new = Counter(self._after[j] for _, held in gaps for j in held)
        places = {self._after[j]: j for _, held in gaps for j in held}
        for held, _ in gaps:
            for i in held:
                if gone[text := self._before[i]] == new[text] == 1:
                    yield PassageLink((i,), (places[text],), moved=True)

    def reworded(self, gaps: Iterable[Gap]) -> Iterator[PassageLink]:
        """Yield the links of what is alike within a gap, in order."""
        for gone, new in gaps:
            anchors = list(self._anchors(gone, new)) if len(gone) * len(new) > SMALL else []
            for m, n in anchors:
                yield PassageLink((gone[m],), (new[n],))
            for (m1, n1), (m2, n2) in pairwise([(-1, -1), *anchors, (len(gone), len(new))]):
                yield from self._swapped([*self._in_order(gone[m1 + 1 : m2], new[n1 + 1 : n2])][::-1])

    def _swapped(self, found: list[PassageLink]) -> Iterator[PassageLink]:
        """Yield links in order, crosswise where of two neighbours each is much more like what stands at the other."""
        while found:
            first = found.pop(0)
            if found and len(first.before) == len(first.after) == len(found[0].before) == len(found[0].after) == 1:
                second = found[0]
                pairs = (first.before, second.after), (second.before, first.after)
                here = min(self._likeness(link.before, link.after) for link in (first, second))
                if min(self._likeness(*pair) for pair in pairs) >= max(MOVED_ALIKE, here + CROSSWISE):
                    del found[0]
                    yield PassageLink(*pairs[1])
                    first = PassageLink(*pairs[0], moved=True)
            yield first

    def _anchors(self, gone: Sequence[int], new: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Yield the places in a gap of what is much alike, as many as stand in the same order (patience sorting)."""
        at = {i: m for m, i in enumerate(gone)}, {j: n for n, j in enumerate(new)}
        best: dict[int, tuple[float, int]] = {}
        for i, j in self._candidates(gone, new):
            if (likeness := self._likeness([i], [j])) >= ANCHOR:
                best[at[0][i]] = max(best.get(at[0][i], (0, 0)), (likeness, at[1][j]))
        ends: list[int] = []  # the least last place of a chain of each length, with its link and the one before
        tops: list[int] = []
        below: dict[int, int | None] = {}
        for m in sorted(best):
            n = best[m][1]
            length = bisect_left(ends, n)
            below[m] = tops[length - 1] if length else None
            ends[length : length + 1], tops[length : length + 1] = [n], [m]
        chain, last = list[tuple[int, int]](), tops[-1] if tops else None
        while last is not None:
            chain.append((last, best[last][1]))
            last = below[last]
        yield from reversed(chain)

    def _candidates(self, gone: Sequence[int], new: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Yield the pairs that may be alike: all where they are few, else those that share what is rare."""
        if len(gone) * len(new) <= SMALL:
            yield from product(gone, new)
            return
        holding: dict[str, list[int]] = {}
        for j in new:
            for piece in {*self._pieces(self._after[j])}:
                holding.setdefault(piece, []).append(j)
        for i in gone:
            rare = (holding.get(piece, ()) for piece in {*self._pieces(self._before[i])})
            shared = Counter(j for held in rare if len(held) <= RARE for j in held)
            yield from ((i, j) for j, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:TRIED])

    def _in_order(self, gone: Sequence[int], new: Sequence[int]) -> Iterator[PassageLink]:
        """Yield links of what is alike, in order, so that most of it is (dynamic programming)."""
        if not (gone and new):
            return
        slope = len(new) / len(gone)
        band = len(new) if len(gone) * len(new) <= SMALL else max(BAND, math.ceil(slope) + 1)
        best: list[dict[int, float]] = []
        chosen: dict[tuple[int, int], tuple[int, int]] = {}
        for m in range(len(gone) + 1):
            best.append({})
            low, high = max(0, math.floor(m * slope) - band), min(len(new), math.ceil(m * slope) + band)
            for n in range(low, high + 1):
                options = [
                    (best[m - a][n - b] + gain, (a, b))
                    for a, b in ((1, 0), (0, 1), (1, 1), (1, 2), (2, 1))
                    if m >= a and n - b in best[m - a]
                    for gain in [self._gain(gone[m - a : m], new[n - b : n])]
                    if gain > 0 or not (a and b)
                ]
                best[m][n], chosen[m, n] = max(options, default=(0.0, (0, 0)))
        m, n = len(gone), len(new)
        while m or n:
            a, b = chosen[m, n]
            if a and b:
                yield PassageLink(tuple(gone[m - a : m]), tuple(new[n - b : n]))
            m, n = m - a, n - b

    def moved_and_reworded(self, gaps: Sequence[Gap]) -> Iterator[PassageLink]:
        """Yield the links of what is much alike in any two gaps, the most alike first."""
        gone = [i for held, _ in gaps for i in held if len(self._before[i]) >= LONG]
        new = [j for _, held in gaps for j in held if len(self._after[j]) >= LONG]
        pairs = [(self._likeness([i], [j]), i, j) for i, j in self._candidates(gone, new) if self._may_be_alike(i, j)]
        left, free = {*gone}, {*new}
        for likeness, i, j in sorted(pairs, key=lambda pair: -pair[0]):
            if likeness >= MOVED_ALIKE and i in left and j in free:
                left.remove(i)
                free.remove(j)
                yield PassageLink((i,), (j,), moved=True)

    def _may_be_alike(self, i: int, j: int) -> bool:
        """Return whether two texts are near enough in length to be much alike, which is quickly told."""
        short, long = sorted((len(self._before[i]), len(self._after[j])))
        return 2 * short >= MOVED_ALIKE * (short + long)

    def replaced(self, gaps: Iterable[Gap]) -> Iterator[PassageLink]:
        """Yield the links of what stands alone in the place of another, however it is worded."""
        for gone, new in gaps:
            if len(gone) == len(new) == 1 and self._kinds[gone[0]] == self._other_kinds[new[0]]:
                yield PassageLink((gone[0],), (new[0],))

    def _gain(self, gone: Sequence[int], new: Sequence[int]) -> float:
        """Return what a link counts for: the more, the longer and the more alike; 0 of what is not alike."""
        if not (gone and new) or (likeness := self._likeness(gone, new)) < ALIKE:
            return 0
        size = sum(len(self._before[i]) for i in gone) + sum(len(self._after[j]) for j in new)
        return (likeness - _BASE) * size

    def _likeness(self, gone: Sequence[int], new: Sequence[int]) -> float:
        """Return the share of characters and pairs of them that two texts have in common (Dice), 0 of two kinds."""
        if len({*(self._kinds[i] for i in gone), *(self._other_kinds[j] for j in new)}) > 1:
            return 0
        one = self._pieces("".join(self._before[i] for i in gone))
        other = self._pieces("".join(self._after[j] for j in new))
        shared = sum(min(count, other[piece]) for piece, count in one.items() if piece in other)
        return 2 * shared / (one.total() + other.total() or 1)


def _pieces(text: str) -> Counter[str]:
    return Counter((*text, *(text[at : at + 2] for at in range(len(text) - 1))))
