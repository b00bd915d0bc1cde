"""Papers as the trainer makes them: drafts, published, withdrawn (rules.md §7)."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import select

from app import clock
from app.errors import RuleBroken
from app.extensions import db
from app.models import Paper, PaperDraw
from app.services import audit, settings
from app.services.exams import pools
from app.services.exams.pools import Drawn
from app.services.transaction import looks_again, write

TERMS = ("minutes", "pass_percent", "retakes", "retake_days")


@dataclass(frozen=True)
class Said:
    """What a trainer says about a paper."""

    title: str
    minutes: int
    pass_percent: int
    retakes: int
    retake_days: int
    draws: tuple[Drawn, ...]
    offline: bool = False
    required: bool = False


def usual() -> dict[str, int]:
    """The terms that a new paper starts from, as the house has set them."""
    found = settings.values([f"exams.{name}" for name in TERMS], clock.today())
    return {name: found[f"exams.{name}"] for name in TERMS}


@looks_again
def create(said: Said, by_id: int) -> int:
    """A draft. Raises RuleBroken("paper_empty" | "paper_title_taken")."""
    with write() as session:
        check(said)
        paper = Paper(made_at=clock.now(), made_by_id=by_id)
        put(paper, said)
        session.add(paper)
        session.flush()
        audit.note("paper_created", f"paper:{paper.id}", by_id)
        return paper.id


@looks_again
def change(paper_id: int, said: Said, by_id: int) -> None:
    """Of an open paper it holds for attempts that begin from now on. Raises as `create`, and
    RuleBroken("missing" | "paper_too_few"): what is open must be drawn in full."""
    with write() as session:
        paper = locked(paper_id)
        check(said, paper_id)
        if paper.is_open:
            check_enough(said.draws)
        paper.draws.clear()
        session.flush()
        put(paper, said)
        audit.note("paper_changed", f"paper:{paper.id}", by_id)


def put(paper: Paper, said: Said) -> None:
    for name in (*TERMS, "title", "offline", "required"):
        setattr(paper, name, getattr(said, name))
    paper.draws = [PaperDraw(place=at, **asdict(one)) for at, one in enumerate(said.draws, 1)]


def check(said: Said, paper_id: int | None = None) -> None:
    if not said.draws:
        raise RuleBroken("paper_empty")
    other = db.session.scalar(select(Paper.id).where(Paper.title == said.title))
    if other not in (None, paper_id):
        raise RuleBroken("paper_title_taken")


def check_enough(draws: Sequence[Drawn]) -> None:
    """Raises RuleBroken("paper_too_few") with the first line that can fall short."""
    for lack in pools.lacks(draws):
        raise RuleBroken("paper_too_few", **asdict(lack))


def publish(paper_id: int, by_id: int) -> None:
    """From now on it can be taken; one that was withdrawn, again. Raises RuleBroken("missing" |
    "paper_too_few")."""
    with write():
        paper = locked(paper_id)
        if paper.is_open:
            return
        check_enough(drawn(paper))
        paper.published_at, paper.withdrawn_at = clock.now(), None
        audit.note("paper_published", f"paper:{paper.id}", by_id)


def withdraw(paper_id: int, by_id: int) -> None:
    """Nobody begins it any more; who is at it goes on. Raises RuleBroken("missing")."""
    with write():
        paper = locked(paper_id)
        if paper.is_open:
            paper.withdrawn_at = clock.now()
            audit.note("paper_withdrawn", f"paper:{paper.id}", by_id)


def delete(paper_id: int, by_id: int) -> None:
    """Throws away what was never published: nobody has taken it. Raises RuleBroken("missing" |
    "paper_was_out")."""
    with write() as session:
        paper = locked(paper_id)
        if paper.published_at is not None:
            raise RuleBroken("paper_was_out")
        audit.note("paper_deleted", f"paper:{paper.id}", by_id, title=paper.title)
        session.delete(paper)


def drawn(paper: Paper) -> tuple[Drawn, ...]:
    return tuple(Drawn(one.module, one.tag, one.kind, one.count, one.points) for one in paper.draws)


def said(paper: Paper) -> Said:
    """A paper as its form shows it."""
    terms = {name: getattr(paper, name) for name in TERMS}
    flags = {"offline": paper.offline, "required": paper.required}
    return Said(title=paper.title, draws=drawn(paper), **terms, **flags)


def one(paper_id: int) -> Paper:
    """Raises RuleBroken("missing")."""
    return found(db.session.get(Paper, paper_id))


def locked(paper_id: int) -> Paper:
    query = select(Paper).where(Paper.id == paper_id).with_for_update()
    return found(db.session.scalar(query))


def found(paper: Paper | None) -> Paper:
    if paper is None:
        raise RuleBroken("missing")
    return paper
