"""What became of the leads of `house_of_calls`: each was handed out when it arrived, one in twenty
was taken back uncalled, who showed interest is to be called again three days later."""

from sqlalchemy import text

from app.extensions import db
from app.models.wasting import note
from app.rules.leads.neglect import UNCALLED
from app.services.transaction import rows

FROM = """
FROM person p CROSS JOIN number n
JOIN day_of_work d ON d.n = CASE WHEN n.n < :held THEN 0 ELSE (n.n - :held) / :new END
WHERE n.n < :each
"""
LEADS = f"""
INSERT INTO lead (id, name, company, industry, region, wechat, qq, email, note, kind, source_id,
 arrived_at, created_at, waiting_since, stage, stage_since, wechat_state, do_not_call, rev,
 owner_id, owned_since, due_at, due_kind)
SELECT p.id * :each + n.n, '客户', '', '', '', '', '', '', '',
 CASE WHEN n.n % 4 < 3 THEN 'precise' ELSE 'ordinary' END, (p.id + n.n) % :sources + 1,
 {{at}}, {{at}}, {{at}}, 'development', {{at}}, '', FALSE, 1,
 CASE WHEN n.n >= :each - :held THEN p.id END, CASE WHEN n.n >= :each - :held THEN {{at}} END,
 CASE WHEN n.n >= :each - :held THEN {{at}} END, CASE WHEN n.n >= :each - :held THEN 'follow_up' END
{FROM}
"""
HAND_OUTS = f"""
INSERT INTO hand_out (id, person_id, day, kind, number, lead_id, at, how, counts, why)
SELECT p.id * :each + n.n, p.id, d.day, 'precise', n.n + 1, p.id * :each + n.n, {{at}}, 'run', TRUE,
 '{{{{}}}}'
{FROM} AND n.n % 4 < 3
"""
MOVES = f"""
INSERT INTO lead_move (lead_id, at, from_id, to_id, rule, why)
SELECT p.id * :each + n.n, {{at}}, NULL, p.id, 'allocated', '{{{{}}}}' {FROM}
"""
WASTE = f"""
INSERT INTO lead_move (lead_id, at, from_id, to_id, rule, why)
SELECT p.id * :each + n.n, {{later}}, p.id, NULL, '{UNCALLED}', '{{{{}}}}' {FROM}
 AND n.n % 4 < 3 AND (n.n + p.id) % 20 = 0
"""
FIRST_CALLS = """
INSERT INTO first_call (lead_id, call_id, person_id, day, working_s)
SELECT c.lead_id, c.id, c.person_id, c.day, c.id * 37 % 30000
FROM (SELECT min(id) AS id FROM call WHERE direction = 'out' GROUP BY lead_id) f
JOIN call c ON c.id = f.id JOIN lead l ON l.id = c.lead_id WHERE l.kind = 'precise'
"""
FIRST_DAYS = """
UPDATE lead SET first_called_on = (SELECT f.day FROM first_call f WHERE f.lead_id = lead.id)
WHERE id IN (SELECT lead_id FROM first_call)
"""
FOLLOW_UPS = """
INSERT INTO follow_up (lead_id, person_id, call_id, due_on, done_on)
SELECT c.lead_id, c.person_id, c.id, {due}, CASE WHEN c.id % 7 < 5 THEN {due} END
FROM call c WHERE c.grade = 'A'
"""
COMPLAINTS = """
INSERT INTO ticket (uuid, kind, lead_id, call_id, person_id, said, at, day, by_id)
SELECT 'ticket-' || c.id, 'complaint', c.lead_id, c.id, c.person_id, '太早', c.started_at, c.day,
 c.person_id FROM call c WHERE c.connected AND c.id % 997 = 0
"""
WORDS = {
    "sqlite": {
        "at": "d.begins || '.000000'",
        "later": "datetime(d.begins, '+2 days') || '.000000'",
        "due": "date(c.day, '+3 days')",
    },
    "postgresql": {
        "at": "d.begins",
        "later": "d.begins + interval '2 days'",
        "due": "c.day + 3",
    },
}


def make_leads(amounts: dict[str, int]) -> None:
    for statement in (LEADS, HAND_OUTS, MOVES, WASTE):
        rows(text(in_words(statement)), amounts)
    rows(text(f"{note()} ON CONFLICT DO NOTHING"))  # where triggers were asleep


def make_histories() -> None:
    """Of leads that were called."""
    for statement in (FIRST_CALLS, FIRST_DAYS, FOLLOW_UPS, COMPLAINTS):
        rows(text(in_words(statement)))


def in_words(statement: str) -> str:
    return statement.format(**WORDS[db.engine.dialect.name])
