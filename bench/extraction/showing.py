"""The comparison as a table and as a picture."""

from __future__ import annotations

from html import escape

Comparison = dict[str, dict[str, dict[str, float]]]
_SHOWN = ("body F1", "title", "day", "author", "first words", "last words", "nothing foreign", "related recall")
_COLOURS = ("#1b6ca8", "#c9c9c9", "#b0b0b0", "#989898", "#808080", "#686868")
_BAR, _GAP, _LEFT, _WIDTH = 11, 14, 150, 360  # pixels


def markdown(comparison: Comparison) -> str:
    """One table a corpus; shares to three places, CPU as a multiple of trafilatura's."""
    lines = []
    for corpus, rows in comparison.items():
        measures = list(dict.fromkeys(name for row in rows.values() for name in row if name != "CPU ms"))
        lines += [f"| {corpus} | {' | '.join(measures)} |", "| --- |" + " ---: |" * len(measures)]
        for tool, row in rows.items():
            cells = [f"{row[name]:.3f}" if name in row else "" for name in measures]
            lines.append(f"| {tool} | {' | '.join(cells)} |")
        lines.append("")
    return "\n".join(lines)


def plot(comparison: Comparison) -> str:
    """An SVG picture: for each corpus and measure one bar a tool, ours first."""
    parts, y = [], 24
    tools = list(dict.fromkeys(tool for rows in comparison.values() for tool in rows))
    for position, tool in enumerate(tools):
        x = _LEFT + position * 95
        parts.append(f'<rect x="{x}" y="6" width="9" height="9" fill="{_COLOURS[position % len(_COLOURS)]}"/>')
        parts.append(f'<text x="{x + 13}" y="14">{escape(tool)}</text>')
    for corpus, rows in comparison.items():
        y += 20
        parts.append(f'<text x="8" y="{y}" font-weight="bold">{escape(corpus)}</text>')
        y += 8
        for measure in (name for name in _SHOWN if any(name in row for row in rows.values())):
            parts.append(f'<text x="8" y="{y + _BAR}">{measure}</text>')
            for tool, row in rows.items():
                if measure not in row:
                    continue
                width, colour = row[measure] * _WIDTH, _COLOURS[tools.index(tool) % len(_COLOURS)]
                parts.append(f'<rect x="{_LEFT}" y="{y}" width="{width:.1f}" height="{_BAR - 2}" fill="{colour}"/>')
                parts.append(f'<text x="{_LEFT + width + 4:.1f}" y="{y + 8}" font-size="9">{row[measure]:.3f}</text>')
                y += _BAR
            y += _GAP
    size = f'width="{_LEFT + 95 * max(6, len(tools))}" height="{y}"'
    style = 'font-family="sans-serif" font-size="11"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {style}>\n' + "\n".join(parts) + "\n</svg>\n"
