"""The lead: the paragraph that the page sets apart from the text, in bold or in an element of its own."""

from __future__ import annotations

from pipelines.extraction.lines.blocks import Block
from pipelines.extraction.page import Found, Page, inside, shared, siblings
from pipelines.extraction.text.captions import names_lead
from pipelines.extraction.text.highlights import highlights
from pipelines.extraction.text.region import Region
from pipelines.extraction.text.subtitle import next_points, own_labels, read_subtitle
from pipelines.extraction.wording.folding import squeeze

_SHORTEST = 40  # characters; a shorter line in bold is a sub-heading
_LONGEST = 1500
_SEVERAL = 4  # paragraphs, of which not all are the lead


def read_lead(page: Page, region: Region) -> tuple[Found[str] | None, set[int]]:
    """(the lead, the positions of the blocks that it takes from the text)."""
    lead, taken = _in_text(page, region)
    if lead is None:
        lead = read_subtitle(page, region)
    if lead is None:
        opening, points = highlights(page, region.sure)
        said = "\n\n".join(block.text for block in points)
        lead = Found(said, "highlights", said) if said else None
        taken = {block.index for block in opening}
    return lead, taken


def _in_text(page: Page, region: Region) -> tuple[Found[str] | None, set[int]]:
    """The lead that is the first of the text, and its blocks."""
    lines = region.sure
    if len(lines) == 1:  # all the rest stands in boxes: paragraphs in wrappers of their own
        lines = lines + [block for block in region.unsure if page.prose[block.index] and block.index > lines[0].index]
    texts = [block for block in lines if not (block.heading and len(block.text) < _SHORTEST)]
    texts = [block for block in lines if block.index >= texts[0].index] if texts else []
    if len(texts) < 2:
        return None, set()
    run, rule = _set_apart(page, texts)
    if not run and _stands_above_facts(page, region, texts):
        run, rule = texts[:1], "above-facts"
    if not run:
        return None, set()
    taken = {block.index for block in run}
    rest = [block for block in texts if block.index not in taken]
    run = [block for block in run if not _leaks(block, run)]
    lead = "\n\n".join(block.text for block in run)
    # Some templates print the lead twice: cut short above the text, or whole as its first paragraph.
    for block in rest[:2]:
        repeated = _repeats(run[-1].text, block.text)
        if repeated:
            taken.add(block.index)
            if len(run) == 1 and len(block.squeezed) > len(squeeze(lead)):
                lead = block.text
            break
    return Found(lead, rule, lead), taken


def _set_apart(page: Page, texts: list[Block]) -> tuple[list[Block], str]:
    """The blocks at the beginning that are set apart from the rest, and how."""
    first = texts[0]
    if not _SHORTEST <= len(first.text) <= _LONGEST:
        return [], ""
    rest = texts[1:]
    points = [*next_points(page, first, len(page.blocks))]
    below = [block for block in rest if block not in points] if points else rest
    if below and (
        (page.hinted("summary", first) and not _opens_in_bold(first)) or names_lead(own_labels(page, first, below))
    ):
        run = [first, *points]
        for block in rest if not points else ():
            if not (block.path == first.path or (siblings(block, first) and names_lead(own_labels(page, block, rest)))):
                break
            run.append(block)
        others = any(block not in run for block in texts)
        if others or len(texts) < _SEVERAL:
            return run if others else run[: len(texts) - 1], "element"
        # A name that all paragraphs bear says nothing: `lead` may be how far their lines are apart.
    if first.heading and not rest[0].heading:
        return [first], f"heading:{first.tag}"
    prose = [block for block in rest if page.prose[block.index]] or rest
    plain = [block for block in prose if block.bold < 0.5]
    if first.bold > 0.9 and len(plain) * 2 > len(prose) and not _asks_first(first, rest):
        run = [first]
        for block in rest:
            if block.bold > 0.9 and page.prose[block.index] and len(block.text) >= 80 and siblings(block, first):
                run.append(block)
            else:
                break
        return run, "bold"
    return _own_element(first, prose, page)


def _asks_first(first: Block, rest: list[Block]) -> bool:
    """True for the first question of an interview, all of whose questions are bold."""
    return first.text.endswith("?") and any(block.bold > 0.9 and block.text.endswith("?") for block in rest)


def _stands_above_facts(page: Page, region: Region, texts: list[Block]) -> bool:
    """True for a first paragraph right below the title that the line with the day parts from the next one."""
    first, second = texts[:2]
    if first.index != region.title + 1 or first.item or not _SHORTEST <= len(first.text) <= _LONGEST:
        return False
    return page.prose[second.index] and any(
        line.cue == "date" and line.path != first.path for line in page.blocks[first.index + 1 : second.index]
    )


def _opens_in_bold(block: Block) -> bool:
    """True for a paragraph of which only a label is bold, `Hỏi: …`: where a lead is bold, all of it is."""
    return 0 < block.bold < 0.5


def _own_element(first: Block, prose: list[Block], page: Page) -> tuple[list[Block], str]:
    """A first paragraph outside the element that holds all the others."""
    if len(prose) < 2:
        if prose and first.element.tag != prose[0].element.tag and first.element.tag in ("blockquote", "strong", "em"):
            return [first], "own-element"
        return [], ""
    common = prose[0].path
    for block in prose[1:]:
        common = common[: shared(common, block.path)]
    if inside(first, common) or not common:
        return [], ""
    tags = {page.document.containers[number].tag for number in first.path[len(common) - 1 :]}
    return ([], "") if tags & {"blockquote", "figure", "li"} else ([first], "own-element")


def _leaks(block: Block, run: list[Block]) -> bool:
    """True for a copy of the lead that was cut at a number of characters, in the middle of what follows the lead."""
    key = block.squeezed
    for other in run:
        if other is not block and key.startswith(other.squeezed):
            return len(key) > len(other.squeezed) or other.index < block.index
    return False


def _repeats(lead: str, paragraph: str) -> bool:
    """True where the paragraph says the lead again, in full or beginning with it where the lead was cut short."""
    one, other = squeeze(lead), squeeze(paragraph)
    if one == other:
        return True
    cut = lead.rstrip().endswith(("...", "…")) or len(one) >= 150
    return len(one) >= 40 and other.startswith(one) and cut
