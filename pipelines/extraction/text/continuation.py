"""Whether the text goes on below what looks like its end: a box of links, a line of the footer under a picture."""

from __future__ import annotations

from pipelines.extraction.lines.blocks import Block
from pipelines.extraction.page import Page, inside, shared, siblings
from pipelines.extraction.text.captions import is_caption
from pipelines.extraction.titles.score import links_here
from pipelines.extraction.wording.names import is_name

_ONLY_LEAD = 700  # characters of text before a box of links that can be no more than a lead
_LONGEST_BOX = 200  # lines
_SAME = 2  # paragraphs by which a copy is told
_LINKS = 5  # in paragraphs of their own, one below another


def goes_on(page: Page, cue: int, before: list[Block]) -> int | None:
    """Where the text goes on after a box whose heading is block `cue`; None where it does not."""
    if not before:
        return None
    model = before[-1]
    # Below a list the text goes on as it stood above the list, or with the next item.
    above = _lines_above(page, cue, model) if only_lead(before) else []
    models = [model, *[block for block in before if not block.item][-1:], *_in_a_row(before), *above]
    if sum(len(block.text) for block in before) < _ONLY_LEAD and (after := _after_box(page, cue, before)):
        return after
    for index in range(cue + 1, min(len(page.blocks), cue + _LONGEST_BOX)):
        block = page.blocks[index]
        if _is_quoted(page, block) and not _is_quoted(page, model):
            continue  # a post of somebody's
        like = next((each for each in models if siblings(block, each) and not _opens_box(page, index)), None)
        alike = like is not None or any(page.alike(block, each) for each in (model, *above))
        if like and block.linked > 0.6 and (after := _below_links(page, cue, index, like)):
            return after
        if like and block.align == "right" and not block.linked and is_name(block.text, page.words):
            return index  # the signature
        if block.cue in ("comments", "footer", "visitors") or (
            like and (block.cue in ("date", "related") or block.linked > 0.6)
        ):
            return None
        if page.prose[index] and alike and (not _under_link(page, index) or _after_links(page, index, like, model)):
            return index
        if index == cue + 1 and page.blocks[cue].linked > 0.3 and like and _is_text(page, index, like):
            return index  # label and link were one line: `See also: …`
        if index >= cue + 40 and not alike and not block.chrome and not block.cue and page.prose[index]:
            continue
    return None


def _in_a_row(before: list[Block]) -> list[Block]:
    """The last paragraph that stands beside the one above it: what follows may be a box's, of one paragraph."""
    pairs = zip(reversed(before[:-1]), reversed(before), strict=False)
    return [next((block for above, block in pairs if siblings(above, block)), before[-1])]


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


def _below_links(page: Page, cue: int, index: int, like: Block) -> int | None:
    """Where the text goes on below links that stand in paragraphs of their own; None below those of teasers."""
    after = index + 1
    while after < min(len(page.blocks), index + _LINKS) and _is_link_like(page, after, like):
        after += 1
    first = None  # a sub-heading, a line that opens a list
    while after < min(len(page.blocks), index + 2 * _LINKS):
        block = page.blocks[after]
        if _is_text(page, after, like):
            return None if _is_link_like(page, after + 1, like) else after if first is None else first
        if not _stands_between(page, block):
            if not (_is_subheading(page, cue, after, like) or _is_line(page, cue, block, like)):
                return None
            first = after if first is None else first
        after += 1
    return None


def _is_link_like(page: Page, index: int, like: Block) -> bool:
    return index < len(page.blocks) and page.blocks[index].linked > 0.6 and siblings(page.blocks[index], like)


def _is_quoted(page: Page, block: Block) -> bool:
    return any(page.document.containers[number].tag == "blockquote" for number in block.path[-3:])


def _stands_between(page: Page, block: Block) -> bool:
    """True for a post of somebody's, a caption or an advertisement's label, between links and the next paragraph."""
    return _is_quoted(page, block) or block.chrome == "aside" or block.cue in ("caption", "tools", "promo")


def _is_line(page: Page, cue: int, block: Block, like: Block) -> bool:
    """True for a short line beside the paragraphs, or an item, below a box whose label is no heading."""
    beside = siblings(block, like) or block.item
    return beside and not (page.blocks[cue].heading or block.heading or block.cue or block.linked)


def _is_subheading(page: Page, cue: int, index: int, like: Block) -> bool:
    """True for a heading of the text beside its paragraphs: the box's own is none, or the text had one of its kind."""
    block = page.blocks[index] if index < len(page.blocks) else like
    if not (block.heading or block.bold > 0.9) or block.cue or block.linked or not siblings(block, like):
        return False
    kind = (block.tag, block.element.get("class"))
    return not page.blocks[cue].heading or any(
        above.heading and (above.tag, above.element.get("class")) == kind and siblings(above, like)
        for above in page.blocks[:cue]
    )


def _opens_box(page: Page, index: int) -> bool:
    """True for the first line of an element that holds elements with text of their own: no paragraph."""
    here, after = page.blocks[index].path, page.blocks[index + 1 : index + 2]
    return bool(after) and len(after[0].path) > len(here) and after[0].path[: len(here)] == here


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

    Also one of the text's own class, and one below a list of links and not in it: a teaser stands with its link. A
    paragraph in a wrapper of its own shares no more with the links than with the paragraph above the box.
    """
    block, above = page.blocks[index], page.blocks[index - 1]
    own = block.element.get("class")
    if own and (block.tag, own) == (model.tag, model.element.get("class")):
        return True
    if like is not None:
        return len(above.path) > len(like.path)
    if above.item and not block.item:
        return True
    path = block.path
    return len(above.path) > len(path) and shared(above.path, path) <= shared(model.path, path)


def copy_of(page: Page, title: int, first: int) -> int:
    """Where the same headline and text begin once more, as pages do that hold a copy for small screens; else the end.

    The lead may be missing there. What is longer below than above is the article, and what stands above its summary;
    and a list of teasers shows some of them twice, each under its link.
    """
    said = page.blocks[title].text
    for head in [block.index for block in page.blocks[first + 1 :] if block.text == said]:
        if page.blocks[head].linked > 0.5 and not links_here(page, page.blocks[head]):
            continue
        ours = [block for block in page.blocks[first:head] if page.prose[block.index]]
        copy = [block for block in page.blocks[head:] if page.prose[block.index]]
        if not ours or not copy or sum(len(each.text) for each in copy) > 2 * sum(len(each.text) for each in ours):
            continue
        start = 0 if copy[0].text == ours[0].text else 1
        pairs = list(zip(ours[start : start + _SAME], copy[:_SAME], strict=False))
        between = page.blocks[copy[0].index + 1 : copy[min(len(copy), _SAME) - 1].index]
        if pairs and all(one.text == other.text for one, other in pairs) and not any(b.linked > 0.6 for b in between):
            return head
    return len(page.blocks)


def only_lead(before: list[Block]) -> bool:
    """True where no more text than a lead stands before."""
    return sum(len(block.text) for block in before) < _ONLY_LEAD


def much_follows(page: Page, index: int, end: int | None = None) -> bool:
    """True where three paragraphs of one text are still to come; teasers, each under its link, are none."""
    found: list[Block] = []
    for block in page.blocks[index + 1 : min(index + 40, len(page.blocks) if end is None else end)]:
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
    depth = max(shared(heading.path, block.path) for block in before) + 1
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
