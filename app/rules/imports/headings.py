"""Which field a heading means (design: import headings and their everyday variants)."""

import re
from collections.abc import Sequence

from app.rules.imports.kind import IGNORED, Column, Kind
from app.rules.typed import word

REMARK = re.compile(r"\([^)]*\)|\[[^\]]*\]|【[^】]*】")
NOISE = re.compile(r"[\s_*:#'\"、.\-]+")
LONGEST = 24
EXACT = 100
UNUSED = Column("", IGNORED)


def field_of(kind: Kind, heading: str) -> tuple[str, int]:
    """The field that a heading means and how surely (0: no heading known); "" is a known other."""
    parts = simplified(heading)
    ranked = [
        (sureness(column, part), column) for column in (*kind.columns, UNUSED) for part in parts
    ]
    score, column = max(ranked, key=lambda pair: pair[0], default=(0, UNUSED))
    return (column.field if score else ""), score


def simplified(heading: str) -> list[str]:
    """The heading without remarks and signs; of 公司/店名 each half, too."""
    said = REMARK.sub("", word(heading))
    if not said or len(said) > LONGEST:
        return []
    halves = [NOISE.sub("", half) for half in (said.replace("/", ""), *said.split("/"))]
    return [half.rstrip("0123456789") or half for half in halves if half]


def sureness(column: Column, heading: str) -> int:
    if heading in column.alone:
        return EXACT
    return max((len(word) for word in column.endings if heading.endswith(word)), default=0)


def fields_of(kind: Kind, headings: Sequence[str]) -> tuple[str, ...]:
    """The field of each column by its heading; a field that takes one column gets the surest."""
    known = [field_of(kind, heading) for heading in headings]
    return tuple(
        field if field and is_chosen(kind, known, at) else "" for at, (field, _) in enumerate(known)
    )


def is_chosen(kind: Kind, known: Sequence[tuple[str, int]], at: int) -> bool:
    field, score = known[at]
    column = kind.column(field)
    if column is None or column.many:
        return column is not None
    rivals = [(-other, place) for place, (name, other) in enumerate(known) if name == field]
    return min(rivals) == (-score, at)
