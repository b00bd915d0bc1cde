"""A month's pay beside the month before: person by person and kind by kind (rules.md §8)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.rules.pay import lines
from app.rules.pay.engine import PersonsPay
from app.rules.pay.facts import Worker
from app.rules.pay.lines import Line

ORDER = (
    *(lines.BASE, lines.COMMISSION, lines.TEAM_COMMISSION, lines.CHAMPION_AMOUNT),
    *(lines.CHAMPION_DEALS, lines.TARGET_BONUS, lines.PK, lines.PERFORMANCE),
    *(lines.SHORTFALL, lines.WAIVED),
)
TOTAL, CHANGE = "total", "change"


@dataclass(frozen=True)
class Change:
    """What somebody has of one kind of line, in fen, and had the month before."""

    kind: str
    fen: int
    before_fen: int

    @property
    def by_fen(self) -> int:
        return self.fen - self.before_fen


@dataclass(frozen=True)
class Compared:
    """Somebody's lines of two months that follow each other; none of a month he was not there."""

    worker: Worker
    lines: Sequence[Line]
    before: Sequence[Line]

    @property
    def total_fen(self) -> int:
        return sum_of(self.lines)

    @property
    def before_fen(self) -> int:
        return sum_of(self.before)

    @property
    def by_fen(self) -> int:
        return self.total_fen - self.before_fen

    def fen(self, kind: str) -> int | None:
        """What he has of a kind, in fen; None without such a line."""
        said = [one.fen for one in self.lines if one.kind == kind]
        return sum(said) if said else None

    @property
    def waived_fen(self) -> int:
        return sum(one.waived_fen for one in self.lines)

    @property
    def changes(self) -> list[Change]:
        """Kinds of which he has more or less than before; together they are the difference."""
        found = [change(kind, self.lines, self.before) for kind in kinds(self.lines, self.before)]
        return [one for one in found if one.by_fen]


def ordered(people: Iterable[Compared], by: str) -> list[Compared]:
    """Who has most of a kind of line first, or of all of them, or compared with before; who has none
    of it last, and equals in the order they came in."""
    amounts = {TOTAL: lambda one: one.total_fen, CHANGE: lambda one: one.by_fen}
    amount = amounts.get(by, lambda one: one.waived_fen if by == lines.WAIVED else one.fen(by))

    def place(one: Compared) -> tuple[bool, int]:
        fen = amount(one)
        return fen is None, -(fen or 0)

    return sorted(people, key=place)


def compare(now: Sequence[PersonsPay], before: Sequence[PersonsPay]) -> list[Compared]:
    """Everybody of either month, in the order of their numbers."""
    here, there = ({one.worker.number: one for one in some} for some in (now, before))
    known = there | here
    return [
        Compared(known[number].worker, lines_of(here.get(number)), lines_of(there.get(number)))
        for number in sorted(known)
    ]


def lines_of(one: PersonsPay | None) -> Sequence[Line]:
    return one.lines if one else ()


def kinds(*some: Iterable[Line]) -> list[str]:
    """Which kinds there are among lines, in the order of the rules; then those of no rule here."""
    there = {one.kind for lines_ in some for one in lines_}
    return [kind for kind in ORDER if kind in there] + sorted(there - set(ORDER))


def totals(some: Sequence[Compared]) -> list[Change]:
    """All of them together by kind, also what stayed the same."""
    now, before = all_of(one.lines for one in some), all_of(one.before for one in some)
    return [change(kind, now, before) for kind in kinds(now, before) if kind != lines.WAIVED]


def all_of(some: Iterable[Sequence[Line]]) -> list[Line]:
    return [line for lines_ in some for line in lines_]


def change(kind: str, now: Iterable[Line], before: Iterable[Line]) -> Change:
    of_kind = [[one for one in some if one.kind == kind] for some in (now, before)]
    return Change(kind, sum_of(of_kind[0]), sum_of(of_kind[1]))


def sum_of(some: Iterable[Line]) -> int:
    return sum(one.fen for one in some)
