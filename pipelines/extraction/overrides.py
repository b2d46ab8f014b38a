"""What the portal file's rules say of a page, in the form of each field."""

from __future__ import annotations

from typing import Any

from archive.model import RelatedLink
from pipelines.extraction.dates.published import moment_of
from pipelines.extraction.lines.blocks import Block
from pipelines.extraction.lines.byline_wording import unlabelled
from pipelines.extraction.lines.cues import ASIDE, LISTS
from pipelines.extraction.markup.parsing import text_of
from pipelines.extraction.page import Found, Page
from pipelines.extraction.related import items_of
from pipelines.extraction.rules import Selection, elements_of, selections
from pipelines.extraction.text.captions import is_caption
from pipelines.extraction.text.region import Region
from pipelines.extraction.wording.folding import tidy

_MOST_HINTS = 20  # elements a selector; past that it points at a list, not at a field


class Overrides:
    """The fields that rules give. A rule that finds nothing on a page leaves the field to the cues."""

    def __init__(self, page: Page, found: dict[str, Selection]) -> None:
        self.page = page
        self.found = found

    @classmethod
    def of(cls, page: Page) -> Overrides:
        """Evaluates the portal's rules, and the platform's hints, on a page."""
        root = page.document.root
        for field, wanted in page.skin.selectors.items():
            for selector in wanted:
                elements = elements_of(page.document, page.source, selector, f"platform {page.platform}, {field}")
                page.hints.setdefault(field, []).extend(elements[:_MOST_HINTS])
        day = page.local(page.fetched_at).date() if page.fetched_at else None
        return cls(page, selections(page.portal, root, page.source, day))

    def has(self, field: str) -> bool:
        """True where a rule found something for the field."""
        return field in self.found

    def _text(self, field: str) -> Found[str] | None:
        selection = self.found.get(field)
        if selection is None or not selection.text:
            return None
        return Found(selection.text, f"rule:{selection.selector}", selection.text)

    def title(self) -> tuple[int | None, Found[str]] | None:
        """(position of the title's block, the title)."""
        found = self._text("title")
        if found is None:
            return None
        blocks = self._blocks("title")
        return (blocks[0].index if blocks else None), found

    def published(self) -> Found[str] | None:
        """The date in the element's `datetime` or `content`, or in its text."""
        selection = self.found.get("published")
        for element in selection.elements if selection else ():
            texts = (
                [element]
                if isinstance(element, str)
                else [element.get("datetime"), element.get("content"), text_of(element)]
            )
            for text in filter(None, texts):
                value = moment_of(tidy(text), self.page)
                if value and selection:
                    return Found(value, f"rule:{selection.selector}", tidy(text))
        return None

    def author(self) -> Found[str] | None:
        """The byline without its label."""
        found = self._text("author")
        return found._replace(value=unlabelled(found.value, self.page.words)) if found else None

    def category(self) -> Found[str] | None:
        """The category as the element says it."""
        return self._text("category")

    def summary(self) -> tuple[Found[str], set[int]] | None:
        """(the lead, the positions of its blocks)."""
        blocks = self._blocks("summary")
        found = self._text("summary")
        if found is None:
            return None
        if blocks:
            found = found._replace(value="\n\n".join(block.text for block in blocks))
        return found, {block.index for block in blocks}

    def region(self, title: int | None) -> Region | None:
        """The region that a rule for the body names: all lines in its elements that are not beside the text."""
        blocks = self._blocks("body")
        if not blocks:
            return None
        captions = [block for block in blocks if is_caption(self.page, block)]
        text = [
            block for block in blocks if block not in captions and block.cue not in ASIDE and block.cue not in LISTS
        ]
        if not text:
            return None
        summary = self._blocks("summary")
        sure = [*(block for block in summary if block not in text), *text]
        first, last = text[0].index, text[-1].index
        end = next((n for n in range(last + 1, len(self.page.blocks)) if self.page.over(n)), len(self.page.blocks))
        return Region(title if title is not None else -1, first, last, end, text[0].path[:1], sure, [], captions)

    def related(self) -> Found[tuple[RelatedLink, ...]] | None:
        """The links in the elements."""
        selection = self.found.get("related")
        items = items_of(self.page, self._blocks("related")) if selection else []
        if selection is None or not items:
            return None
        return Found(tuple(items), f"rule:{selection.selector}", items[0].title)

    def _blocks(self, field: str) -> list[Block]:
        selection = self.found.get(field)
        if selection is None:
            return []
        elements: list[Any] = [
            element.getparent() if isinstance(element, str) and hasattr(element, "getparent") else element
            for element in selection.elements
        ]
        return [block for block in self.page.blocks if self.page.stands_in(block, elements)]
