"""The quarter as a picture: docs/quarter.svg."""

from collections.abc import Sequence

from bench.quarter_checks import Evening
from e2e.server import ROOT

WIDE, HIGH, LEFT, GAP = 720, 100, 48, 40
STYLE = """<style>
  svg { font: 13px system-ui, sans-serif; background: #fffefb; color: #20231f }
  .line { fill: none; stroke-width: 2; stroke: #17705a }
  .bars { fill: #74cbae }
  .axis { stroke: #dcd8cd } text { fill: #5f5d55 } .head { fill: #20231f; font-weight: 600 }
  @media (prefers-color-scheme: dark) {
    svg { background: #121614 } .line { stroke: #74cbae } .bars { fill: #1f755e }
    .axis { stroke: #333c37 } text { fill: #a9b4ad } .head { fill: #e9ede9 }
  }
</style>"""


def draw(evenings: Sequence[Evening]) -> None:
    """Strips over the same days: what came and stayed, what was wasted and neglected, how fair it was."""
    strips = [
        ("Precise leads handed out each day", [one.handed_out for one in evenings], True),
        ("Still waiting in the evening: the surplus", [one.waiting for one in evenings], False),
        ("Recycled without a call, so far", [one.wasted for one in evenings], False),
        ("In hand over a week, hardly tried: neglect", [one.neglected for one in evenings], False),
        (
            "Fairness: how far two with equal rights are apart",
            [one.apart for one in evenings],
            True,
        ),
    ]
    height = len(strips) * (HIGH + GAP) + 24
    parts = [strip(*one, top=GAP - 8 + n * (HIGH + GAP)) for n, one in enumerate(strips)]
    ends = f"{evenings[0].day} … {evenings[-1].day}"
    foot = f'<text x="{LEFT}" y="{height - 8}">{ends}, {len(evenings)} working days</text>'
    size = f'viewBox="0 0 {WIDE} {height}" width="{WIDE}" height="{height}"'
    whole = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{STYLE}{"".join(parts)}{foot}</svg>\n'
    (ROOT / "docs/quarter.svg").write_text(whole)


def strip(title: str, values: Sequence[int], bars: bool, top: int) -> str:
    most, step = max(values) or 1, (WIDE - LEFT - 12) / len(values)
    base = top + HIGH
    places = [(LEFT + n * step, base - HIGH * v / most * 0.8) for n, v in enumerate(values)]
    if bars:
        shape = "".join(
            f'<rect class="bars" x="{x:.1f}" y="{y:.1f}" width="{step - 2:.1f}" height="{base - y:.1f}"/>'
            for x, y in places
        )
    else:
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        shape = f'<polyline class="line" points="{points}"/>'
    axis = f'<path class="axis" d="M{LEFT} {base}H{WIDE - 12}"/>'
    scale = f'<text x="{LEFT - 8}" y="{base - HIGH * 0.8 + 4:.0f}" text-anchor="end">{most}</text>'
    zero = f'<text x="{LEFT - 8}" y="{base}" text-anchor="end">0</text>'
    return f'<text class="head" x="{LEFT}" y="{top + 4}">{title}</text>{axis}{scale}{zero}{shape}'
