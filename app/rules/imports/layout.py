from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.rules.imports.headings import field_of, fields_of
from app.rules.imports.kind import Column, Kind
from app.rules.imports.kinds import KINDS
from app.rules.imports.looks import like_phone
from app.rules.typed import is_nothing, trimmed

Row = tuple[int, Sequence[str]]

HEADING_AMONG = 30
NUMBER = "序号"
ENOUGH_LOOK_SO, FEW_LOOK_SO = 0.6, 0.2


@dataclass(frozen=True)
class Layout:
    """How a table is read: the row of headings (0: none), the first row of data, and what each
    column is ("" for a column that is not used). Row numbers are those of the file."""

    kind: str
    heading_row: int
    first_row: int
    headings: tuple[str, ...]
    fields: tuple[str, ...]

    @property
    def missing(self) -> list[str]:
        """Fields without which no row of this kind can be taken."""
        return [field for field in KINDS[self.kind].required if field not in self.fields]

    @property
    def unused(self) -> list[str]:
        """The headings of columns that become nothing, but for one that numbers the rows."""
        pairs = zip(self.headings, self.fields, strict=True)
        return [heading for heading, field in pairs if not field and heading not in ("", NUMBER)]

    def record(self, cells: Sequence[str]) -> dict[str, str]:
        """The row's text by field; several columns of one field are joined by a space."""
        found: dict[str, str] = {}
        for field, cell in zip(self.fields, cells, strict=False):
            text = trimmed(cell) if field else ""
            if text and text not in found.get(field, ""):
                found[field] = f"{found[field]} {text}" if field in found else text
        return found


def guess(kind_name: str, rows: Sequence[Row], *, heading_row: int | None = None) -> Layout:
    """How a table is probably read, from its first rows that are not blank (design: imports).

    The row of headings is looked for below title rows, unless somebody says which it is (0: there
    is none); without one, and for columns without a heading, the contents decide.
    """
    kind = KINDS[kind_name]
    width = max((len(cells) for _, cells in rows), default=0)
    at = heading_at(kind, rows) if heading_row is None else place_of(heading_row, rows)
    if at is None:
        return by_contents(kind, rows, ("",) * width)
    headings, below = stacked(kind, rows, at, width)
    by_heading = list(fields_of(kind, headings))
    fields = checked(kind, by_heading, rows[below:])
    fields = completed(kind, fields, headings, rows[below:])
    first = rows[below][0] if below < len(rows) else rows[below - 1][0] + 1
    return Layout(kind.name, rows[at][0], first, headings, tuple(fields))


def heading_at(kind: Kind, rows: Sequence[Row]) -> int | None:
    known = [number_known(kind, cells) for _, cells in rows[:HEADING_AMONG]]
    best = max(known, default=0)
    return known.index(best) if best else None


def place_of(number: int, rows: Sequence[Row]) -> int | None:
    return next((at for at, (row, _) in enumerate(rows) if row == number), None)


def number_known(kind: Kind, cells: Sequence[str]) -> int:
    """How many different fields a row names, if it can be a row of headings at all."""
    filled = [cell for cell in cells if trimmed(cell)]
    if any(like_phone(cell) for cell in filled):
        return 0
    known = {field for field, score in (field_of(kind, cell) for cell in filled) if score} - {""}
    return len(known) if len(known) > 1 or len(known) == len(filled) else 0


def stacked(kind: Kind, rows: Sequence[Row], at: int, width: int) -> tuple[tuple[str, ...], int]:
    """The headings, where a second row of them names parts of a merged one; and where data begin."""
    headings = padded(rows[at][1], width)
    below = at + 1
    while below < len(rows) and is_part(kind, rows[below][1]):
        lower = padded(rows[below][1], width)
        headings = tuple(part or whole for whole, part in zip(headings, lower, strict=True))
        below += 1
    return headings, below


def is_part(kind: Kind, cells: Sequence[str]) -> bool:
    """Whether a row below the headings holds headings, too; "手机:13800138000" is none."""
    filled = [cell for cell in cells if trimmed(cell)]
    if any(like_phone(cell) for cell in filled):
        return False
    return bool(filled) and all(field_of(kind, cell)[1] for cell in filled)


def padded(cells: Sequence[str], width: int) -> tuple[str, ...]:
    return tuple(trimmed(cell) for cell in cells) + ("",) * (width - len(cells))


def checked(kind: Kind, fields: list[str], rows: Sequence[Row]) -> list[str]:
    """Corrected where the heading says one thing and the cells clearly another."""
    found = list(fields)
    for at, field in enumerate(fields):
        column = kind.column(field)
        if column and column.looks and share(column, at, rows) < FEW_LOOK_SO:
            found[at] = other_look(kind, found, at, rows) or ("" if column.only_if_looks else field)
    return found


def other_look(kind: Kind, fields: Sequence[str], at: int, rows: Sequence[Row]) -> str:
    """The field not found yet that a column looks like: 客户名称 may be a firm or a person."""
    others = (c for c in kind.columns if c.found_by_contents and c.field not in fields)
    return next((c.field for c in others if share(c, at, rows) >= ENOUGH_LOOK_SO), "")


def completed(
    kind: Kind, fields: list[str], headings: Sequence[str], rows: Sequence[Row]
) -> list[str]:
    """What no heading told, told by the contents; a known heading is overruled for nothing less
    than a field that every row needs."""
    found = list(fields)
    for column in kind.columns:
        if column.field in found or not column.found_by_contents:
            continue
        needed = column.field in kind.required
        free = [at for at, f in enumerate(found) if not f and (needed or not headings[at])]
        ranked = [(share(column, at, rows), -at) for at in free]
        best, place = max(ranked, default=(0.0, 0))
        if best >= ENOUGH_LOOK_SO:
            found[-place] = column.field
    return found


def by_contents(kind: Kind, rows: Sequence[Row], headings: tuple[str, ...]) -> Layout:
    fields = completed(kind, [""] * len(headings), headings, rows)
    starts = (number for number, cells in rows if has_required(kind, fields, cells))
    first = next(starts, rows[0][0] if rows else 1)
    return Layout(kind.name, 0, first, headings, tuple(fields))


def has_required(kind: Kind, fields: Sequence[str], cells: Sequence[str]) -> bool:
    needed = [
        (kind.column(f), c) for f, c in zip(fields, cells, strict=False) if f in kind.required
    ]
    return any(c and c.looks and c.looks(cell) for c, cell in needed)


def share(column: Column, at: int, rows: Iterable[Row]) -> float:
    """The share of a column's filled cells that look like the field."""
    filled = list(cells_at(at, rows))
    looks = column.looks
    return sum(looks(cell) for cell in filled) / len(filled) if looks and filled else 0.0


def cells_at(at: int, rows: Iterable[Row]) -> Iterator[str]:
    return (cells[at] for _, cells in rows if at < len(cells) and not is_nothing(cells[at]))
