"""An import that was killed goes on where it was; two at once count no row twice."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from app.errors import RuleBroken
from app.extensions import db
from app.models import ImportRun, Lead
from app.services.imports import command, runs, work
from app.services.imports.leads import LeadImport
from app.services.transaction import write
from tests import builders

ROWS = [["name", "phone"], *([f"王{n}", f"138{n:08}"] for n in range(20)), ["李", "13800000003"]]


@pytest.fixture
def killed_after(monkeypatch):
    """Makes the process die after so many batches of four rows, as when the power fails."""
    monkeypatch.setattr(work, "BATCH", 4)
    bring = work.bring

    def put(count: int) -> None:
        left = iter(range(count))

        def bring_or_die(*args: object) -> None:
            if next(left, None) is None:
                raise KeyboardInterrupt
            bring(*args)

        monkeypatch.setattr(work, "bring", bring_or_die)

    yield put
    monkeypatch.setattr(work, "bring", bring)


def only_run():
    db.session.expire_all()
    return db.session.scalars(select(ImportRun)).one()


def number_of_leads():
    return db.session.scalar(select(func.count()).select_from(Lead))


def test_the_same_command_again_carries_on(bring, killed_after):
    killed_after(2)
    with pytest.raises(KeyboardInterrupt):
        bring("leads", *ROWS)
    assert (only_run().state, only_run().read, number_of_leads()) == ("running", 8, 8)
    killed_after(99)
    tally = bring("leads", *ROWS)
    assert (tally.read, tally.created, tally.duplicates) == (21, 20, 1)
    assert (only_run().state, number_of_leads()) == ("done", 20)


def test_a_finished_import_given_again_is_a_new_one(bring):
    bring("leads", *ROWS)
    assert (bring("leads", *ROWS).duplicates, number_of_leads()) == (21, 20)


def test_a_process_that_comes_second_stops_and_counts_nothing(bring, killed_after):
    killed_after(1)
    with pytest.raises(KeyboardInterrupt):
        bring("leads", *ROWS)
    run = only_run()
    terms = runs.terms_of(run)
    importer = LeadImport(terms, command.work.Run(run.id, None, run.made_at))
    rows = list(work.data_rows(runs.upload_of(run), runs.sheet_of(run), terms.layout))
    killed_after(99)
    with pytest.raises(RuleBroken, match="import_elsewhere"):
        work.bring(run.id, importer, importer.read(rows[2:6]))
    assert (only_run().read, number_of_leads()) == (4, 4)


def test_the_jobs_carry_on_what_was_begun_on_the_page(bring, killed_after):
    killed_after(1)
    with pytest.raises(KeyboardInterrupt):
        bring("leads", *ROWS)
    alice = builders.person("alice", "assistant")
    with write() as session:
        session.scalars(select(ImportRun)).one().by_id = alice.id
    killed_after(99)
    work.carry_on_all()
    assert (only_run().state, only_run().read, number_of_leads()) == ("done", 21, 20)


def test_a_batch_is_tried_again_when_somebody_else_took_one_of_its_numbers(bring, monkeypatch):
    take, tries = LeadImport.take, []

    def take_second_time(self, read):
        outcomes = take(self, read)
        tries.append(len(read))
        if len(tries) == 1:
            raise IntegrityError("insert", {}, Exception("taken"))
        return outcomes

    monkeypatch.setattr(LeadImport, "take", take_second_time)
    assert bring("leads", *ROWS).created == number_of_leads() == 20
    assert tries == [21, 21]
