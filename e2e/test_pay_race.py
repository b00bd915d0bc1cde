"""Two approve at the same moment; the power goes between the approval and its answer: one approval,
nothing lost (rules.md §8, how money moves)."""

import http.client
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from sqlalchemy import func, select

from app.extensions import db
from app.http.access import COOKIE
from app.models import AuditEntry, PayDecision
from app.services.checks import pay
from app.services.pay import awards
from e2e.dying_names import AFTER, BEFORE, FILE
from e2e.pay_house import PayHouse
from e2e.race import HEADERS
from e2e.test_claim_race import DATABASES
from tests.services.pay.conftest import OCTOBER


@pytest.fixture(params=DATABASES)
def house(request, empty):
    made = PayHouse(empty(request.param))
    with made.here():
        made.house.propose()
    return made


def press(house: PayHouse, cookie: str, line: int) -> int:
    headers = {**HEADERS, "Cookie": f"{COOKIE}={cookie}"}
    connection = http.client.HTTPConnection("127.0.0.1", house.server.port, timeout=60)
    with closing(connection):
        connection.request("POST", "/awards/decisions", f"approve={line}", headers)
        with connection.getresponse() as answer:
            answer.read()
            return answer.status


def free_for_both(house: PayHouse) -> list[int]:
    with house.here():
        by = [
            {one.id for one in awards.waiting(house.ids[who]) if not one.barred}
            for who in ("boss", "owner")
        ]
        return sorted(by[0] & by[1])


def words(house: PayHouse) -> list[int]:
    with house.here():
        return sorted(db.session.scalars(select(PayDecision.line_id)))


def test_two_managers_at_the_same_moment_are_one_approval(house):
    house.server.start(workers=2, app="e2e.later:app")
    lines, cookies = free_for_both(house), [house.cookie("boss"), house.cookie("owner")]
    assert len(lines) >= 5
    with ThreadPoolExecutor(2) as two:
        for line in lines:
            done = list(two.map(lambda cookie, line=line: press(house, cookie, line), cookies))
            assert sorted(done) == [303, 422]
    assert words(house) == lines


@pytest.mark.parametrize("moment", [BEFORE, AFTER])
def test_the_power_goes_at_an_approval(house, moment):
    house.server.start(app="e2e.dying:app")
    line, cookie = free_for_both(house)[0], house.cookie("owner")
    (house.server.instance / FILE).write_text(moment)
    with pytest.raises((http.client.HTTPException, ConnectionError)):
        press(house, cookie, line)
    house.server.kill()
    assert words(house) == ([line] if moment == AFTER else [])
    house.server.start(app="e2e.dying:app")
    assert press(house, cookie, line) == (422 if moment == AFTER else 303)
    assert words(house) == [line]
    with house.here():
        said = select(func.count()).where(AuditEntry.action == "pay_approved")
        assert db.session.scalar(said) == 1
        house.house.approve_all()
        house.house.close(OCTOBER)
        assert [found for check in pay.CHECKS for found in check()] == []
