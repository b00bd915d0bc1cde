"""The same button pressed in two windows at the same moment makes one thing, and breaks nothing."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from threading import Barrier

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from app.errors import RuleBroken
from app.extensions import db
from app.models import AuditEntry, Deal, MeetingItem, Paper, Product, Quote, Ticket
from app.models.coaching import CoachingNote
from app.models.visible import ALL, OWN
from app.rules.meetings.carrying import QUESTION
from app.services.accounts import links
from app.services.coaching import notes
from app.services.complaints import recording
from app.services.customers.within import Who
from app.services.deals import entering, products, quotes
from app.services.exams import papers
from app.services.meetings import items
from app.services.transaction import looks_again, write
from tests import builders
from tests.services.exams.test_papers import SAID

TODAY = date(2026, 11, 23)


@pytest.fixture
def pressed(database, set_clock):
    """What each press does, and the one thing that all of them make."""
    alice, boss = builders.person("alice"), builders.person("boss", "manager")
    lead, rep, manager = builders.lead(owner=alice).id, Who(alice.id, OWN), Who(boss.id, ALL)
    about, offer = alice.id, quotes.Offer("same", lead, 9_800_00, valid_until=TODAY)
    deal = entering.Said("same", lead, ((about, 10_000),), 10_000_00, TODAY)
    talk, task = notes.Said("same", TODAY, "怕开口"), items.Said("same", QUESTION, "谁去?")
    complaint = recording.Said("same", "电话太多")
    return {
        Product: lambda: products.keep(None, "软件", 1_00, 0, sold=True, by_id=manager.id),
        CoachingNote: lambda: notes.write_down(about, talk, manager),
        MeetingItem: lambda: items.give(task, manager.id),
        Paper: lambda: papers.create(replace(SAID, title="同一张"), manager.id),
        Quote: lambda: quotes.offer(offer, rep),
        Deal: lambda: entering.enter(deal, rep),
        Ticket: lambda: recording.record(lead, complaint, rep),
    }


def at_once(app, press, fingers):
    start = Barrier(fingers)

    def one(_):
        with app.app_context():
            start.wait()
            try:
                press()
            except RuleBroken as refusal:
                return refusal.code
            finally:
                db.session.remove()

    db.session.remove()
    with ThreadPoolExecutor(fingers) as pool:
        return set(pool.map(one, range(fingers)))


@pytest.mark.parametrize("made", [Product, CoachingNote, MeetingItem, Paper, Quote, Deal, Ticket])
def test_of_many_presses_at_once_one_makes_it(app, pressed, made):
    """In memory SQLite has one connection, and nobody is beside another."""
    fingers = 1 if db.engine.dialect.name == "sqlite" else 8
    told = at_once(app, pressed[made], fingers)
    assert told <= {None, "product_taken", "paper_title_taken"}
    assert db.session.scalar(select(func.count()).select_from(made)) == 1


def test_a_one_time_link_used_twice_at_once_sets_one_password(app, database, set_clock):
    bob = builders.person("bob")
    token, words = links.make(bob.id, None), iter(range(10, 99))
    fingers = 1 if db.engine.dialect.name == "sqlite" else 6
    told = at_once(app, lambda: links.use(token, f"{next(words)} blue tricycles"), fingers)
    assert told == ({None} if fingers == 1 else {None, "link_over"})
    db.session.expire_all()
    set_now = select(func.count()).where(AuditEntry.action == "password_set")
    assert db.session.scalar(set_now) == 1


def twice_the_same():
    db.session.add_all([Product(name="软件", discount_limit_bp=0) for _ in range(2)])
    db.session.flush()


def test_who_was_beaten_looks_again_once(database):
    looks = []

    @looks_again
    def verb():
        with write():
            looks.append("look")
            if len(looks) == 1:
                twice_the_same()
            return "there now"

    assert verb() == "there now"
    assert len(looks) == 2


def test_within_another_transaction_nothing_is_done_again(database):
    looks = []

    @looks_again
    def verb():
        looks.append("look")
        twice_the_same()

    with pytest.raises(IntegrityError), write():
        verb()
    assert len(looks) == 1
