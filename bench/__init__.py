"""Measures what the issues and docs/ give figures for. `python -m bench --help`; results: docs/figures.md."""
