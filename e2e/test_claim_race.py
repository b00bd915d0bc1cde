import pytest

from e2e import race
from tests.databases import postgresql_programs

DATABASES = ["sqlite", *(["postgresql"] if postgresql_programs() else [])]


@pytest.fixture(params=DATABASES)
def server(request, empty):
    return empty(request.param)


def test_200_people_claim_500_leads_and_none_is_given_twice(server):
    app = server.app()
    cookies = race.prepare(app, people=200, leads=500)
    server.start(workers=2)
    assert race.race(server.port, cookies) == 500
    assert race.owned(app) == 500
    assert race.given_twice(app) == []


def test_the_checker_catches_a_naive_claim(server):
    app = server.app()
    cookies = race.prepare(app, people=200, leads=500)
    server.start(workers=2, app="e2e.naive:app")
    race.race(server.port, cookies)
    assert race.given_twice(app) != []
