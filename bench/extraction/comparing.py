"""Runs extractors over corpora and puts the scores side by side."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import click

from bench.extraction.corpus import Case, load_corpus
from bench.extraction.environments import Missing, python_for
from bench.extraction.scores import mean, score

RUNNER = Path(__file__).with_name("runner.py")
BASELINE = "trafilatura"  # CPU is given as a multiple of its time on the same pages in the same run


def compare(corpora: list[Path], tools: list[str]) -> dict[str, dict[str, dict[str, float]]]:
    """Corpus -> tool -> measure -> value. `CPU` is a multiple of trafilatura's, with metadata.

    A tool that cannot be installed, or that dies, is named on standard error and left out.
    """
    result: dict[str, dict[str, dict[str, float]]] = {}
    for folder in corpora:
        cases = load_corpus(folder)
        rows: dict[str, dict[str, float]] = {}
        for tool in tools:
            click.echo(f"{folder.name}: {tool}, {len(cases)} pages", err=True)
            try:
                readings = _run(tool, cases)
            except Missing as error:
                click.echo(str(error), err=True)
                continue
            rows[tool] = mean([score(case, reading) for case, reading in zip(cases, readings, strict=True)])
            rows[tool]["CPU ms"] = sum(reading["cpu"] for reading in readings) / len(readings) * 1000
        baseline = rows.get(BASELINE, {}).get("CPU ms")
        for row in rows.values():
            if baseline:
                row["CPU"] = row["CPU ms"] / baseline
        result[folder.name] = rows
    return result


def _run(tool: str, cases: list[Case]) -> list[Any]:
    jobs = "".join(json.dumps({"file": str(case.file.resolve()), "url": case.url}) + "\n" for case in cases)
    command = [str(python_for(tool)), str(RUNNER), tool]
    done = subprocess.run(command, input=jobs, capture_output=True, text=True, encoding="utf-8")
    readings = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    if done.returncode or len(readings) != len(cases):
        last = done.stderr.strip().splitlines()[-1:] or ["no message"]
        raise Missing(f"{tool}: ended with {done.returncode} after {len(readings)} pages: {last[0]}")
    return readings
