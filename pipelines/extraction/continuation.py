"""Whether the text goes on below what looks like its end: a box of links, a line of the footer under a picture."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.extraction.blocks import Block
from pipelines.extraction.captions import is_caption
from pipelines.extraction.names import is_name
from pipelines.extraction.page import Page, inside, siblings

_ONLY_LEAD = 700  # characters of text before a box of links that can be no more than a lead
_LONGEST_BOX = 200  # lines
_LINKS = 5  # in paragraphs of their own, one below another


def goes_on(page: Page, cue: int, before: list[Block]) -> int | None:
    """Where the text goes on after a box whose heading is block `cue`; None where it does not."""
    if not before:
        return None
    model = before[-1]
    # Below a list the text goes on as it stood above the list, or with the next item.
    above = _lines_above(page, cue, model) if only_lead(before) else []
    models = [model, *[block for block in before if not block.item][-1:], *above]
    if sum(len(block.text) for block in before) < _ONLY_LEAD and (after := _after_box(page, cue, before)):
        return after
    for index in range(cue + 1, min(len(page.blocks), cue + _LONGEST_BOX)):
        block = page.blocks[index]
        like = next((each for each in models if siblings(block, each)), None)
        alike = like is not None or any(page.alike(block, each) for each in (model, *above))
        if like and block.linked > 0.6 and (after := _below_links(page, index, like)):
            return after
        if like and block.align == "right" and not block.linked and is_name(block.text, page.words):
            return index  # the signature
        if block.cue in ("comments", "footer", "visitors") or (
            like and (block.cue in ("date", "related") or block.linked > 0.6)
        ):
            return None
        if (
            page.prose[index]
            and alike
            and not (_under_link(page, index) and not _after_links(page, index, like, model))
        ):
            return index
        if index >= cue + 40 and not alike and not block.chrome and not block.cue and page.prose[index]:
            continue
    return None


def _lines_above(page: Page, cue: int, model: Block) -> list[Block]:
    """The last short line of the text above a box that has an element of its own: paragraphs may stand beside it.

    It says where they stand when the lead stands apart, and there is nothing but sub-headings and lists above the box.
    """
    box = page.blocks[cue]
    above = [
        block
        for block in page.blocks[model.index + 1 : cue]
        if not (block.cue or block.item or block.linked or block.chrome) and len(block.path) < len(box.path)
    ]
    return above[-1:]


def _below_links(page: Page, index: int, like: Block) -> int | None:
    """Where the text goes on below links that stand in paragraphs of their own; None below those of teasers."""
    after = index + 1
    while after < min(len(page.blocks), index + _LINKS) and _is_link_like(page, after, like):
        after += 1
    return after if _is_text(page, after, like) and not _is_link_like(page, after + 1, like) else None


def _is_link_like(page: Page, index: int, like: Block) -> bool:
    return index < len(page.blocks) and page.blocks[index].linked > 0.6 and siblings(page.blocks[index], like)


def _is_text(page: Page, index: int, like: Block) -> bool:
    """True for a paragraph that stands as `like` does."""
    return index < len(page.blocks) and page.prose[index] and siblings(page.blocks[index], like)


def same_text_follows(page: Page, index: int, before: list[Block]) -> bool:
    """True where two of the next lines are paragraphs in the same element as the text so far."""
    near = page.blocks[index + 1 : index + 7]
    return bool(before) and sum(page.prose[block.index] and siblings(block, before[-1]) for block in near) >= 2


def _under_link(page: Page, index: int) -> bool:
    """True for a teaser: running text directly below a line that is one link."""
    above = [b for b in page.blocks[max(0, index - 3) : index] if b.cue not in ("date", "counter")]
    return bool(above) and above[-1].linked > 0.6


def _after_links(page: Page, index: int, like: Block | None, model: Block) -> bool:
    """True for the text's next paragraph below a box of links: a sibling of one above, and the links are not.

    A paragraph in a wrapper of its own shares no more with the links than with the paragraph above the box.
    """
    links = page.blocks[index - 1].path
    if like is not None:
        return len(links) > len(like.path)
    own = page.blocks[index].path
    return len(links) > len(own) and _depth(links, own) <= _depth(model.path, own)


def only_lead(before: list[Block]) -> bool:
    """True where no more text than a lead stands before."""
    return sum(len(block.text) for block in before) < _ONLY_LEAD


def much_follows(page: Page, index: int) -> bool:
    """True where three paragraphs of one text are still to come; teasers, each under its link, are none."""
    found: list[Block] = []
    for block in page.blocks[index + 1 : index + 40]:
        if not page.prose[block.index]:
            continue
        if _under_link(page, block.index):
            continue
        if sum(siblings(block, other) for other in found) >= 2 or len(found) >= 8:
            return True
        found.append(block)
    return False


def _after_box(page: Page, cue: int, before: list[Block]) -> int | None:
    """Where the text begins, if no more than a lead stood above a box of links: right after the box."""
    heading = page.blocks[cue]
    depth = max(sum(1 for _ in _common(heading.path, block.path)) for block in before) + 1
    box = heading.path[:depth]
    last = cue
    while last + 1 < min(len(page.blocks), cue + _LONGEST_BOX) and inside(page.blocks[last + 1], box):
        last += 1
    if len(heading.path) < depth or not any(page.blocks[index].linked > 0.6 for index in range(cue + 1, last + 1)):
        return None
    following = [n for n in range(last + 1, min(len(page.blocks), last + 8)) if not is_caption(page, page.blocks[n])]
    texts = [n for n in following[:4] if page.prose[n]]
    clean = not any(page.blocks[n].cue or page.blocks[n].linked > 0.6 for n in following[:2])
    return texts[0] if clean and len(texts) >= 2 and siblings(page.blocks[texts[0]], page.blocks[texts[1]]) else None


def _depth(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    return sum(1 for _ in _common(one, other))


def _common(one: tuple[int, ...], other: tuple[int, ...]) -> Iterator[int]:
    for ours, theirs in zip(one, other, strict=False):
        if ours != theirs:
            return
        yield ours
