"""Two trainers void a bad question at the same moment, while those who sit it hand in: one voiding,
and nobody's score misses it (rules.md §7)."""

import http.client
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from flask import Flask
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.http.access import COOKIE
from app.models import Attempt, AttemptScore, PaperDraw, QuestionVersion, QuestionVoiding
from app.services.exams import answering, ending, starting
from app.services.exams.answering import Given
from e2e import people
from e2e.race import HEADERS
from e2e.server import Server
from e2e.test_claim_race import DATABASES
from tests import builders, exams

SITTING, REASON = 24, "reason=%E9%A2%98%E9%94%99%E4%BA%86"


@pytest.fixture(params=DATABASES)
def server(request, empty):
    return empty(request.param)


def sit(nth: int, paper_id: int) -> tuple[int, int]:
    """Somebody at a paper of one question who gets it wrong; half of them have handed in."""
    person = people.person(f"rep{nth}")
    number = starting.start(paper_id, person, "k")
    answering.answer(number, person, Given(1, "phone", 1, ("B",)))
    if nth % 2:
        ending.hand_in(number, person)
    return number, person


def press(server: Server, cookie: str, path: str) -> int:
    headers = {**HEADERS, "Cookie": f"{COOKIE}={cookie}"}
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)) as connection:
        connection.request("POST", path, REASON, headers)
        with connection.getresponse() as answer:
            answer.read()
            return answer.status


def hand_in(app: Flask, attempt: tuple[int, int]) -> None:
    with app.app_context():
        ending.hand_in(*attempt)


def test_one_voiding_and_no_score_without_it(server):
    app = server.app()
    with app.app_context():
        exams.bank_of(1, tag="考场")
        paper = exams.paper(published_at=clock.now()).id
        drawn = {"place": 1, "tag": "考场", "kind": "single", "count": 1}
        builders.add(PaperDraw(paper_id=paper, **drawn))
        sitting = [sit(nth, paper) for nth in range(SITTING)]
        cookies = [
            people.session_of(people.person(name, "trainer")) for name in ("tina", "tom", "tess")
        ]
        version = db.session.scalar(
            select(QuestionVersion.id).order_by(QuestionVersion.id.desc()).limit(1)
        )
    server.start(workers=2)
    path = f"/question-versions/{version}/voiding"
    with ThreadPoolExecutor(8) as pool:
        pressed = [pool.submit(press, server, cookie, path) for cookie in cookies]
        handed = [pool.submit(hand_in, app, one) for one in sitting]
        assert sorted(one.result() for one in pressed) == [303, 422, 422]
        assert [one.result() for one in handed] == [None] * SITTING
    with app.app_context():
        assert db.session.query(QuestionVoiding).count() == 1
        attempts = db.session.scalars(select(Attempt)).all()
        assert {one.score for one in attempts} == {"100"}
        assert all(one.passed_at for one in attempts)
        assert db.session.query(AttemptScore).filter_by(why="voided").count() >= SITTING // 2
