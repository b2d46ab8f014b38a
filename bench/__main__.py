"""`python -m bench --help`: one JSON object a run."""

from __future__ import annotations

import json
import platform
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from bench import crawling, reading, rebuilding, rereading
from bench.extraction import comparing, runner, showing


@click.group()
def bench() -> None:
    """Measures govnews on this machine. Every figure is printed with what it was measured on."""


def _report(measure: Callable[..., dict[str, Any]], **options: int | float | None) -> None:
    figures = {"measured": measure.__name__, **options, **measure(**options)}
    figures["machine"] = f"{platform.machine()}, {platform.system()}, Python {platform.python_version()}"
    click.echo(json.dumps(figures, ensure_ascii=False))


@bench.command()
@click.option("--times", default=50, show_default=True, help="How often a crawl is killed.")
@click.option("--articles", default=200, show_default=True, help="Articles of the portal.")
def kills(times: int, articles: int) -> None:
    """Kill -9 at random moments, then one crawl: what is lost, what is fetched twice."""
    _report(crawling.kills, times=times, articles=articles)


@bench.command()
@click.option("--number", default=100, show_default=True, help="Portals crawled at once.")
@click.option("--articles", default=20, show_default=True, help="Articles of each.")
@click.option("--delay", default=1.0, show_default=True, help="Seconds between two requests to a host.")
@click.option("--processes", type=int, help="As for `govnews crawl`, which else decides by itself.")
@click.option("--filler", default=0, show_default=True, help="Bytes of script that make each article longer.")
def portals(number: int, articles: int, delay: float, processes: int | None, filler: int) -> None:
    """Many portals at once: are all gaps kept, how many pages a second, how much CPU and memory."""
    _report(crawling.portals, number=number, articles=articles, delay=delay, processes=processes, filler=filler)


@bench.command()
@click.option("--articles", default=1000, show_default=True, help="Articles of the portal.")
def speed(articles: int) -> None:
    """One portal without a delay: pages a second, and CPU a page."""
    _report(crawling.speed, articles=articles)


@bench.command()
@click.option("--articles", default=500, show_default=True, help="Articles of the portal.")
def unchanged(articles: int) -> None:
    """A second crawl of a portal where nothing changed: its share of the first one's requests and bytes."""
    _report(crawling.unchanged, articles=articles)


@bench.command()
@click.option("--pages", default=10_000, show_default=True, help="Mutated pages to read.")
@click.option("--seed", default=1, show_default=True, help="Of the mutations.")
def mutations(pages: int, seed: int) -> None:
    """Pages garbled in every way: what fails, and how long the slowest takes."""
    _report(reading.mutations, pages=pages, seed=seed)


@bench.command()
@click.option("--pages", default=5000, show_default=True, help="Pages that one worker reads.")
def memory(pages: int) -> None:
    """What one worker process holds in memory while it reads page after page."""
    _report(reading.memory, pages=pages)


@bench.command()
@click.option("--rounds", default=5, show_default=True, help="How often all captures are read again.")
def reextraction(rounds: int) -> None:
    """Stored captures read again, a second, with one worker."""
    _report(rereading.reextraction, rounds=rounds)


@bench.command()
@click.option("--articles", default=5000, show_default=True, help="Articles in the snapshot, of 600 words each.")
def rebuild(articles: int) -> None:
    """The database made anew from a snapshot: articles a second, on one core."""
    _report(rebuilding.rebuild, articles=articles)


@bench.command()
@click.argument("corpora", nargs=-1, required=True, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--tool", "tools", multiple=True, type=click.Choice(list(runner.TOOLS)), help="Only these; all at first.")
@click.option("--out", type=click.Path(path_type=Path), help="Writes OUT.json, OUT.md and OUT.svg.")
def extraction(corpora: tuple[Path, ...], tools: tuple[str, ...], out: Path | None) -> None:
    """Pages with gold, read by govnews and by other extractors; prints a table (docs/extraction-bench.md)."""
    found = comparing.compare(list(corpora), list(tools or runner.TOOLS))
    click.echo(showing.markdown(found))
    if out is not None:
        out.with_suffix(".json").write_text(json.dumps(found, indent=1) + "\n")
        out.with_suffix(".md").write_text(showing.markdown(found) + "\n")
        out.with_suffix(".svg").write_text(showing.plot(found))


if __name__ == "__main__":
    bench()
