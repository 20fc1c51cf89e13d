"""What the writers of all formats are given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from briefing.model.document import Assets, Document, Figure, Paragraph, Run
from briefing.model.numbering import numbers
from briefing.render.origins import Origin
from briefing.text.file_names import safe_name

if TYPE_CHECKING:  # lxml
    from briefing.render.word.shell.letterhead import Frame

_BODY_MARK = "（正文）"  # stands for the text while what the shell prints around it is read


@dataclass(frozen=True)
class Material:
    """What the formats of one briefing or memo are written from; what is costly is made when a writer asks for it.

    `pictures` holds the picture of each Figure by its key; `make_word` puts a document with its pictures into the shell
    and returns the Word file, and raises BriefingError where the shell is unfit; `origins` returns where each figure
    comes from, by fact id.
    """

    document: Document
    pictures: Assets
    make_word: Callable[[Document, Assets], bytes]
    origins: Callable[[], Mapping[str, Origin]] = dict

    @property
    def name(self) -> str:
        """The title as a file name, without an ending."""
        return safe_name(self.document.meta.title)

    @cached_property
    def word(self) -> bytes:
        """The document as a Word file."""
        return self.make_word(self.document, self.pictures)

    @cached_property
    def frame(self) -> Frame:
        """What the shell prints before and after the text.

        A shell without a place for a text prints nothing around it: all that it says is among the blocks.
        """
        from briefing.render.word.shell.letterhead import letterhead_lines  # noqa: PLC0415 - lxml only where the shell is looked at

        bare = replace(self.document, blocks=(Paragraph((Run(_BODY_MARK),)),))
        return letterhead_lines(self.make_word(bare, {}), _BODY_MARK) or ((), ())

    def picture_paths(self, form: str) -> dict[str, str]:
        """Return where each figure's picture lies, by its key: charts/01.png for 图1."""
        labels = numbers(self.document.blocks)
        keys = [block.key for block in self.document.blocks if isinstance(block, Figure)]
        return {key: f"charts/{int(labels[key].lstrip('图')):02d}.{form}" for key in keys}
