from datetime import timedelta

import pytest

from app import clock
from app.extensions import db
from app.models import Lead
from app.services.hand_outs import claims
from tests import builders

pytestmark = pytest.mark.usefixtures("set_clock")


@pytest.fixture
def alice(client):
    alice = builders.person("alice")
    client.sign_in(alice)
    return alice


@pytest.fixture
def lead(alice):
    builders.lead("王秀英", kind="precise", arrived_at=clock.now() - timedelta(hours=3))
    return claims.claim_precise(alice.id)[0]


def test_giving_back_says_before_what_it_means(client, lead):
    page = client.get(f"/leads/{lead}/return").text
    for words in ("王秀英", "空号、停机或错号", "主管确认"):
        assert words in page
    answer = client.post(
        f"/leads/{lead}/return", data={"reason": "other", "note": "同行"}, follow_redirects=True
    )
    assert answer.request.path == "/today"
    assert db.session.get(Lead, lead).owner_id is None


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"note": "同行来探底"}, "请选退回的原因"),
        ({"reason": "other"}, "请写明为什么退回"),
        ({"reason": "other", "note": "长" * 151}, "最多 150 个字"),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(client, lead, data, says):
    refused = client.post(f"/leads/{lead}/return", data=data)
    assert (refused.status_code, says in refused.text) == (422, True)
    assert data.get("note", "") in refused.text


def test_somebody_elses_lead_is_not_there(client, alice):
    other = builders.lead(owner=builders.person("bob"))
    for path in ("return", "extension"):
        for answer in (
            client.get(f"/leads/{other.id}/{path}"),
            client.post(f"/leads/{other.id}/{path}", data={"reason": "other", "note": "x"}),
        ):
            assert answer.status_code == 404


def test_keeping_a_lead_longer_names_both_days(client, alice):
    kept = builders.lead("李强", owner=alice)
    page = client.get(f"/leads/{kept.id}/extension").text
    assert "现在到 12月3日 周四 没有跟进就回收。 延长后到 12月10日 周四。" in page
    told = client.post(
        f"/leads/{kept.id}/extension", data={"reason": "约了"}, follow_redirects=True
    )
    assert "已延长" in told.text
    again = client.post(f"/leads/{kept.id}/extension", data={"reason": "再约"})
    assert (again.status_code, "已经延长过一次" in again.text, "再约" in again.text) == (
        *(422, True),
        True,
    )


def test_the_sheet_shows_when_a_lead_drops_and_what_a_colleague_left(client, alice):
    builders.lead("李强", owner=alice)
    page = client.get("/today").text
    assert "12月3日 周四前未跟进将回收" in page
    assert "/extension" in page


def test_a_supervisor_confirms_on_a_page(client, alice, lead):
    client.post(f"/leads/{lead}/return", data={"reason": "wrong_number"})
    client.sign_in(builders.person("boss", "manager"))
    assert "1 条退回等你确认" in client.get("/hand-outs").text
    page = client.get("/lead-returns").text
    assert "王秀英" in page
    assert "Alice · 空号、停机或错号" in page
    settle = "/lead-returns/1/settlement"
    assert client.post(settle, data={"verdict": "maybe"}).status_code == 409
    assert client.post(settle, data={"verdict": "refused"}).status_code == 409
    done = client.post(settle, data={"verdict": "confirmed"}, follow_redirects=True).text
    assert "已确认。" in done
    assert "没有待确认的退回" in done
    assert client.post(settle, data={"verdict": "confirmed"}).status_code == 409
    assert (
        client.post("/lead-returns/9/settlement", data={"verdict": "confirmed"}).status_code == 404
    )
