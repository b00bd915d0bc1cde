import re
import shlex
from datetime import timedelta
from html import unescape

import pytest
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.models import AuditEntry, Lead, Source
from app.services.arrivals import source_tokens
from tests import builders
from tests.queries import queries_of

pytestmark = pytest.mark.usefixtures("set_clock")


@pytest.fixture(params=["manager", "admin"])
def boss(client, request):
    boss = builders.person("boss", request.param)
    client.sign_in(boss)
    return boss


def make(client, source: str = "抖音", platform: str = "巨量引擎"):
    return client.post("/source-tokens", data={"source": source, "platform": platform})


def command_in(page: str) -> list[str]:
    return shlex.split(
        unescape(re.search(r"<pre[^>]*>(.*?)</pre>", page, re.DOTALL)[1]).replace("\\\n", "")
    )


def test_the_page_is_found_from_the_imports_and_says_what_belongs_there(client, boss):
    assert 'href="/source-tokens"' in client.get("/imports").text
    page = client.get("/source-tokens").text
    assert "还没有平台接进来" in page
    assert "17:30" in page


def test_who_imports_but_may_not_make_tokens_sees_no_way_to_them(client):
    client.sign_in(builders.person("anna", "assistant"))
    assert "/source-tokens" not in client.get("/imports").text
    assert client.get("/source-tokens").status_code == 403


def test_a_token_is_shown_once_and_its_command_works_as_it_stands(app, client, boss):
    page = make(client).text
    command = command_in(page)
    token = source_tokens.holder(command[3].removeprefix("Authorization: Bearer "))
    assert token.source == "抖音"
    assert command[3].split()[-1] not in client.get("/source-tokens").text
    headers = dict(one.split(": ") for one in command[3:6:2])
    sent = app.test_client().post(command[1], headers=headers, data=command[-1].encode())
    assert sent.status_code == 201
    assert db.session.scalars(select(Lead)).one().source.name == "抖音"


def test_a_source_is_chosen_or_typed(client, boss):
    builders.add(Source(name="百度"))
    assert '<option value="百度">' in client.get("/source-tokens/new").text
    make(client, source="百度")
    make(client, source=" 展会 ")
    assert set(db.session.scalars(select(Source.name))) == {"百度", "展会"}


@pytest.mark.parametrize("source", ["", "  ", "x" * 201])
def test_a_source_is_needed(client, boss, source):
    answer = make(client, source=source)
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    assert source_tokens.listed() == []


def test_making_one_asks_for_the_password_again_after_a_while(client, boss, set_clock):
    set_clock(clock.now() + timedelta(minutes=11))
    assert "/me/confirmation" in client.get("/source-tokens/new").location
    assert "/me/confirmation" in make(client).location
    assert source_tokens.listed() == []


def test_revoking_is_confirmed_and_on_record(client, boss):
    make(client)
    [token] = source_tokens.listed()
    address = f"/source-tokens/{token.id}/revocation"
    assert address in client.get("/source-tokens").text
    assert "不能恢复" in client.get(address).text
    assert source_tokens.one(token.id).revoked_at is None
    page = client.post(address, follow_redirects=True).text
    assert "令牌已作废。" in page and "已不能用" in page and address not in page
    actions = set(db.session.scalars(select(AuditEntry.action)))
    assert {"source_token_made", "source_token_revoked"} <= actions
    assert "已经作废了" in client.get(address).text


def test_what_is_not_there_cannot_be_revoked(client, boss):
    for number in (7, 99999999999):
        assert client.get(f"/source-tokens/{number}/revocation").status_code == 404
    assert client.post("/source-tokens/7/revocation").status_code == 404


def test_the_list_asks_as_much_for_ten_tokens_as_for_one(client, boss):
    make(client)
    one = queries_of(lambda: client.get("/source-tokens"))
    for n in range(9):
        make(client, source=f"来源{n}")
    assert queries_of(lambda: client.get("/source-tokens")) == one
