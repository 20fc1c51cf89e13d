"""Which passages of two files belong together: the same, one of another wording, or moved to another place.

Equal passages are found by difflib; what stands between them is paired by the characters that two passages share, one
with two where a sentence was cut or two were joined.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

ALIKE = 0.4
"""From which likeness on two passages at one place are one that was reworded."""
MOVED_ALIKE = 0.7
"""The same for two at different places, long enough not to be alike by chance."""
LONG = 8
SMALL, BAND = 20_000, 80
"""Of a gap with more pairs of passages only those are compared that stand so near each other, in their places in it."""
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
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [PassageLink((i,), (j,)) for i, j in zip(range(i1, i2), range(j1, j2), strict=True)]
        else:
            gaps.append((list(range(i1, i2)), list(range(j1, j2))))
    pairing = _Pairing(before, after, kinds)
    found += pairing.moved_as_they_are(gaps)
    for gap in gaps:
        found += pairing.reworded(gap)
    found += pairing.moved_and_reworded(gaps)
    for gap in gaps:
        found += pairing.replaced(gap)
    found += [PassageLink((i,), ()) for gone, _ in gaps for i in gone]
    return found + [PassageLink((), (j,)) for _, new in gaps for j in new]


class _Pairing:
    """Each method takes what it links out of the gaps."""

    def __init__(
        self, before: Sequence[str], after: Sequence[str], kinds: tuple[Sequence[object], Sequence[object]]
    ) -> None:
        self._before, self._after, (self._kinds, self._other_kinds) = before, after, kinds

    def moved_as_they_are(self, gaps: Iterable[Gap]) -> list[PassageLink]:
        """Return the links of what stands once in the gaps of either file, word for word."""
        gaps = list(gaps)
        gone = Counter(self._before[i] for held, _ in gaps for i in held)
        new = Counter(self._after[j] for _, held in gaps for j in held)
        places = {self._after[j]: (j, held) for _, held in gaps for j in held}
        found = []
        for held, _ in gaps:
            for i in list(held):
                text = self._before[i]
                if gone[text] == 1 and new[text] == 1:
                    j, other = places[text]
                    held.remove(i)
                    other.remove(j)
                    found.append(PassageLink((i,), (j,), moved=True))
        return found

    def reworded(self, gap: Gap) -> list[PassageLink]:
        """Return links of what is alike within a gap, in order, so that most of it is (dynamic programming)."""
        gone, new = gap
        steps = ((1, 1), (1, 2), (2, 1))
        slope = len(new) / len(gone) if gone else 0
        band = BAND if len(gone) * len(new) > SMALL else len(new)
        best = [[0.0] * (len(new) + 1) for _ in range(len(gone) + 1)]
        chosen: dict[tuple[int, int], tuple[int, int]] = {}
        for m in range(len(gone) + 1):
            for n in range(len(new) + 1):
                options = [(best[m - 1][n], (1, 0))] if m else []
                options += [(best[m][n - 1], (0, 1))] if n else []
                options += [
                    (best[m - a][n - b] + gain, (a, b))
                    for a, b in (steps if abs(m * slope - n) <= band else ())
                    if m >= a and n >= b and (gain := self._gain(gone[m - a : m], new[n - b : n])) > 0
                ]
                if options:
                    best[m][n], chosen[m, n] = max(options)
        found, m, n = [], len(gone), len(new)
        while m or n:
            a, b = chosen[m, n]
            if a and b:
                found.append(PassageLink(tuple(gone[m - a : m]), tuple(new[n - b : n])))
            m, n = m - a, n - b
        for link in found:
            gone[:] = [i for i in gone if i not in link.before]
            new[:] = [j for j in new if j not in link.after]
        return found

    def moved_and_reworded(self, gaps: Sequence[Gap]) -> list[PassageLink]:
        """Return the links of what is much alike in two gaps, the most alike first."""
        pairs = [
            (self._likeness([i], [j]), i, j, gone, new)
            for gone, _ in gaps
            for i in gone
            for _, new in gaps
            for j in new
            if min(len(self._before[i]), len(self._after[j])) >= LONG and self._may_be_alike(i, j)
        ]
        found = []
        for likeness, i, j, gone, new in sorted(pairs, key=lambda pair: -pair[0]):
            if likeness >= MOVED_ALIKE and i in gone and j in new:
                gone.remove(i)
                new.remove(j)
                found.append(PassageLink((i,), (j,), moved=True))
        return found

    def _may_be_alike(self, i: int, j: int) -> bool:
        """Return whether two texts are near enough in length to be much alike, which is quickly told."""
        short, long = sorted((len(self._before[i]), len(self._after[j])))
        return 2 * short >= MOVED_ALIKE * (short + long)

    def replaced(self, gap: Gap) -> list[PassageLink]:
        """Return the link of what stands alone in the place of another, however it is worded."""
        gone, new = gap
        if len(gone) != 1 or len(new) != 1 or self._kinds[gone[0]] != self._other_kinds[new[0]]:
            return []
        return [PassageLink((gone.pop(),), (new.pop(),))]

    def _gain(self, gone: Sequence[int], new: Sequence[int]) -> float:
        likeness = self._likeness(gone, new)
        if likeness < ALIKE:
            return 0
        size = sum(len(self._before[i]) for i in gone) + sum(len(self._after[j]) for j in new)
        return (likeness - _BASE) * size

    def _likeness(self, gone: Sequence[int], new: Sequence[int]) -> float:
        """Return the share of characters and pairs of them that two texts have in common (Dice), 0 of two kinds."""
        if len({*(self._kinds[i] for i in gone), *(self._other_kinds[j] for j in new)}) > 1:
            return 0
        one = _pieces("".join(self._before[i] for i in gone))
        other = _pieces("".join(self._after[j] for j in new))
        return 2 * (one & other).total() / (one.total() + other.total() or 1)


@lru_cache(maxsize=4096)
def _pieces(text: str) -> Counter[str]:
    return Counter((*text, *(text[at : at + 2] for at in range(len(text) - 1))))
