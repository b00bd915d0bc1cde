from datetime import timedelta

import pytest

from app import clock
from app.models import Attempt, Paper, Person
from tests import builders

LONG_AGO = timedelta(days=5)


def required(title: str = "规章制度", **facts: object) -> Paper:
    """A paper of the onboarding, out since five days unless told."""
    terms = {"minutes": 30, "pass_percent": 80, "retakes": 2, "retake_days": 1, "required": True}
    out = {"published_at": clock.now() - LONG_AGO, "made_at": clock.now() - LONG_AGO}
    return builders.add(Paper(title=title, **{**terms, **out, **facts}))


def sits(person: Person, paper: Paper, *, passes: bool = True, nth: int = 1) -> Attempt:
    now = clock.now()
    facts = {"nth": nth, "key": f"{paper.id}:{nth}", "pass_percent": 80, "offline": False}
    over = {"ended_at": now, "ended_how": "handed_in", "score": "9000" if passes else "0"}
    times = {"started_at": now - timedelta(minutes=20), "ends_at": now + timedelta(minutes=10)}
    passed_at = now if passes else None
    return builders.add(
        Attempt(
            paper_id=paper.id, person_id=person.id, passed_at=passed_at, **facts, **over, **times
        )
    )


@pytest.fixture
def gate(database, set_clock) -> Paper:
    return required()


@pytest.fixture
def alice(database, set_clock) -> Person:
    """A newcomer."""
    return builders.person("alice", grade="probation")


@pytest.fixture
def boss(database, set_clock) -> Person:
    return builders.person("boss", "manager")
