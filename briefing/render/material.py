"""What every format is written from."""

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

_MARK = "（正文）"  # stands for the text while the shell is looked at


@dataclass(frozen=True)
class Material:
    """What the formats of one briefing or memo are written from; what is costly is made when a writer asks for it.

    `pictures` holds that of each Figure; `pour` makes a Word file in the shell of a document and pictures, and raises
    BriefingError where the shell is unfit; `origins` finds where each figure comes from, by fact id.
    """

    document: Document
    pictures: Assets
    pour: Callable[[Document, Assets], bytes]
    origins: Callable[[], Mapping[str, Origin]] = dict

    @property
    def name(self) -> str:
        """The title as a file name, without an ending."""
        return safe_name(self.document.meta.title)

    @cached_property
    def word(self) -> bytes:
        """The document as a Word file."""
        return self.pour(self.document, self.pictures)

    @cached_property
    def frame(self) -> Frame:
        """What the shell prints before and behind the text.

        Around a shell without a place for a text that is nothing: all that it says is among the blocks.
        """
        from briefing.render.word.shell.letterhead import letterhead_lines  # noqa: PLC0415 - lxml only where the shell is looked at

        bare = replace(self.document, blocks=(Paragraph((Run(_MARK),)),))
        return letterhead_lines(self.pour(bare, {}), _MARK) or ((), ())

    def picture_paths(self, form: str) -> dict[str, str]:
        """Return where each figure's picture lies, by its key: charts/01.png for 图1."""
        labels = numbers(self.document.blocks)
        keys = [block.key for block in self.document.blocks if isinstance(block, Figure)]
        return {key: f"charts/{int(labels[key].lstrip('图')):02d}.{form}" for key in keys}
