"""Somebody else's lead is as one that does not exist, and its number is nowhere (rules.md §1, §2).

The whole app is swept: every role, every route that names a lead, every page and fragment.
"""

import re

import pytest

from app import clock
from app.rules.people.permissions import ALL, ROLES, reach
from app.services.hand_outs import runs
from tests import builders
from tests.calls import call
from tests.test_access import rules_of

pytestmark = pytest.mark.usefixtures("set_clock")
NUMBER, NATIONAL = "+8613912345678", "13912345678"
MISSING = 999_999
TYPED = {
    **{"text": "x", "field": "grade", "value": "A", "rev": "1", "channel": "qq"},
    **{"reason": "wrong_number", "note": "x", "verdict": "credit", "number": NATIONAL},
}
HTMX = {"HX-Request": "true"}


@pytest.fixture
def bobs():
    """A lead of somebody else's team with all that can hang on one, its number written everywhere."""
    team = builders.team("远方队")
    bob = builders.person("bob", team=team, group=builders.group(team))
    lead = builders.lead(
        f"李{NATIONAL}",
        owner=bob,
        phone=NUMBER,
        wechat=NATIONAL,
        company=f"公司{NATIONAL}",
        note=f"家里 {NATIONAL}",
        kind="precise",
        due_at=clock.now(),
        due_kind="call_back",
    )
    call(lead, bob, note=f"打 {NATIONAL}")
    builders.lead("等着的", kind="precise", phone="+8613911112222")
    runs.hand_out("by_hand", None)
    return lead


def of_leads(app):
    for rule in rules_of(app):
        if "lead_id" in rule.arguments:
            for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
                yield method, re.sub(r"<[^>]*lead_id>", "{}", rule.rule)


def ask(client, method, path, headers=None):
    data = TYPED if method == "POST" else None
    answer = client.open(path, method=method, data=data, headers=headers)
    return answer.status_code, answer.text.replace(path, "")


@pytest.mark.parametrize("role", [role for role in ROLES if reach([role], "leads", "read") != ALL])
def test_somebody_elses_lead_is_as_a_missing_one_on_every_route(app, client, bobs, role):
    client.sign_in(builders.person("alice", role, team=builders.team("近处队")))
    for method, path in of_leads(app):
        for headers in (None, HTMX):
            foreign = ask(client, method, path.format(bobs.id), headers)
            assert foreign == ask(client, method, path.format(MISSING), headers), (method, path)


def test_the_sweep_tells_a_lead_that_is_there(app, client, bobs):
    """Its control: to who sees all, the same routes answer otherwise."""
    client.sign_in(builders.person("boss", "manager"))
    answers = [
        ask(client, method, path.format(bobs.id)) != ask(client, method, path.format(MISSING))
        for method, path in of_leads(app)
    ]
    assert sum(answers) >= 5


def pages(app, lead_id: int):
    for rule in rules_of(app):
        if "GET" in rule.methods:
            path = re.sub(r"<[^>]*lead_id>", str(lead_id), rule.rule)
            yield re.sub(r"<[^>]+>", "1", path)
    for query in (NATIONAL, "5678", "李"):
        yield f"/leads?q={query}"


@pytest.mark.parametrize("role", ROLES)
def test_nobody_reads_the_number_of_somebody_elses_lead_anywhere(app, client, bobs, role):
    client.sign_in(builders.person("alice", role))
    for path in pages(app, bobs.id):
        for headers in (None, HTMX):
            text = re.sub(r"[\s-]", "", client.get(path, headers=headers).text)
            assert NATIONAL[3:] not in re.sub(r"q=\d+", "", text).replace(
                f'value="{NATIONAL}"', ""
            ), path


def test_the_sweep_reads_a_number_that_is_shown(app, client, bobs):
    """Its control: the owner's own pages hold it."""
    client.sign_in(bobs.owner)
    texts = [re.sub(r"[\s-]", "", client.get(path).text) for path in pages(app, bobs.id)]
    assert sum(NATIONAL[3:] in text for text in texts) >= 3
