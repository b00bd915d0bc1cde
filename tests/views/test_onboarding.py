"""The onboarding as newcomers, managers and trainers see it (rules.md §7)."""

from datetime import timedelta

import pytest

from app import clock
from tests import builders
from tests.services.onboarding.conftest import required, sits

pytestmark = pytest.mark.usefixtures("set_clock")
CARD = "onboarding-title"


@pytest.fixture
def alice():
    return builders.person("alice")


def test_a_newcomers_today_begins_with_what_is_left(client, alice):
    client.sign_in(alice)
    assert CARD not in client.get("/today").text
    first, second = required("规章制度"), required("工作流程")
    sits(alice, first)
    page = client.get("/today").text
    assert (CARD in page, second.title in page, "还没通过" in page) == (True, True, False)
    assert "通过入职考核后才发放精准资源" in page


def test_his_own_page_lists_every_paper_with_its_state(client, alice):
    client.sign_in(alice)
    assert "现在没有要通过的试卷" in client.get("/onboarding").text
    sits(alice, required("规章制度"), passes=False)
    required("工作流程")
    page = client.get("/onboarding").text
    assert ("还没及格" in page, "还没考" in page, 'href="/exams"' in page) == (True, True, True)


def test_a_manager_lifts_the_gate_and_takes_it_back(client, alice):
    required()
    client.sign_in(builders.person("boss", "manager"))
    assert "Alice" in client.get("/onboardings").text
    address = f"/people/{alice.id}/onboarding-exception"
    day = clock.today()
    said = {"first": day.isoformat(), "last": (day + timedelta(days=3)).isoformat()}
    assert client.post(address, data=said).status_code == 422
    assert client.post(address, data={**said, "reason": "人手不够"}).status_code == 303
    assert "特批到" in client.get("/onboardings").text
    assert "人手不够" in client.get(address).text
    assert client.post(f"{address}/removal").status_code == 422
    assert client.post(f"{address}/removal", data={"back-reason": "人来了"}).status_code == 303
    assert "特批到" not in client.get("/onboardings").text


def test_a_trainer_sees_newcomers_but_lifts_nothing(client, alice):
    required()
    client.sign_in(builders.person("teacher", "trainer"))
    assert "Alice" in client.get("/onboardings").text
    assert client.get(f"/people/{alice.id}/onboarding-exception").status_code == 403
