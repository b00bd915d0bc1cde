"""A house packed into one file and put back, on a database in a file and on PostgreSQL."""

import io
import shutil
import tarfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from itertools import count
from pathlib import Path

import flask_migrate
import pytest
from flask import Flask
from sqlalchemy import select

from app import clock, create_app
from app.errors import RuleBroken
from app.extensions import db, queue, vault
from app.models import Call, LeadPhone, Person
from app.services import server_state
from app.services.backups import backups, databases, in_use
from app.services.customers.within import Who
from app.services.deals import entering, files, shelf
from app.services.deals.entering import Said
from app.services.deals.files import Subject
from app.services.leads import do_not_call
from app.services.transaction import write
from tests import builders
from tests.conftest import settings
from tests.databases import another_database, database_url, postgresql_programs
from tests.services.devices import Device, statuses

KINDS = ["sqlite", *(["postgresql"] if postgresql_programs() else [])]


@pytest.fixture(scope="module")
def urls(tmp_path_factory) -> Iterator[Callable[[str], str]]:
    """Addresses of databases as migrations left them: each a copy of one, in one cluster."""
    folder = tmp_path_factory.mktemp("databases")
    numbers = count(1)
    with ExitStack() as clusters:

        @cache
        def begun(kind: str) -> str:
            url = clusters.enter_context(database_url(kind))
            if kind == "sqlite":
                migrate(f"sqlite:///{folder}/migrated.db", folder)
                return url
            migrate(another_database(url, "migrated"), folder)
            return url

        def make(kind: str) -> str:
            url, name = begun(kind), f"house{next(numbers)}"
            if kind != "sqlite":
                return another_database(url, name, like="migrated")
            shutil.copy(folder / "migrated.db", folder / f"{name}.db")
            return f"sqlite:///{folder}/{name}.db"

        yield make


def migrate(url: str, folder: Path) -> None:
    with create_app(settings(folder, url)).app_context():
        flask_migrate.upgrade()
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(params=KINDS)
def house(request, app: Flask, urls, tmp_path: Path) -> Iterator[Flask]:
    kept = settings(tmp_path / "house", urls(request.param))
    kept["INSTANCE"].mkdir()
    other = create_app(kept)
    with other.app_context():
        yield other
        db.session.remove()
        db.engine.dispose()
    for extension in (queue, vault):  # the tests' one app has them back
        extension.init_app(app)


@pytest.fixture
def work(house) -> Device:
    """A rep with a lead and one call of it on the server, and a file that was handed in."""
    alice = builders.person("alice")
    lead = builders.lead(owner=alice)
    (vault.folder / "uploads").mkdir()
    (vault.folder / "uploads/a-list").write_text("名单")
    phone = Device(alice)
    phone.lead = lead
    phone.send(phone.call(lead))
    return phone


def refusal(work, *given) -> str:
    with pytest.raises(RuleBroken) as broken:
        work(*given)
    return broken.value.code


def notes() -> list[str]:
    db.session.rollback()
    return list(db.session.scalars(select(Call.note).order_by(Call.id)))


def test_after_a_restore_all_is_as_it_was_and_devices_send_the_rest_again(work, tmp_path):
    before = server_state.current()
    assert backups.make(tmp_path / "one.backup") == backups.Counts(1, 1, 1)
    later = work.call(work.lead, note="after the backup")
    work.send(later)
    (vault.folder / "uploads/a-list").unlink()
    (vault.folder / "keys").mkdir()
    (vault.folder / "keys/do-not-call").write_text("another key")

    backups.restore(tmp_path / "one.backup")
    work.person = db.session.scalars(select(Person)).one()
    assert notes() == [""]
    assert server_state.current().epoch != before.epoch
    assert (vault.folder / "uploads/a-list").read_text() == "名单"
    assert (vault.folder / "keys/do-not-call").read_bytes() == vault.do_not_call_key
    assert refusal(lambda: work.send(later, epoch=before.epoch)) == "sync_new_epoch"
    assert statuses(work.send(later)) == ["applied"]
    assert notes() == ["", "after the backup"]


def test_the_files_of_contracts_come_back_with_the_database(work, tmp_path):
    who = Who(work.person.id, "own")
    said = Said("one", work.lead.id, ((who.id, 10_000),), 1_00, clock.today())
    kept = shelf.keep(io.BytesIO(b"%PDF-1.7"), "合同.pdf")
    number = files.add(Subject(entering.enter(said, who)), "contract", kept, who)
    backups.make(tmp_path / "one.backup")
    shelf.path_of(kept.digest).unlink()
    backups.restore(tmp_path / "one.backup")
    path, name = files.find(number, who)
    assert (path.read_bytes(), name) == (b"%PDF-1.7", "合同.pdf")


def test_triggers_and_do_not_call_come_back_too(work, tmp_path):
    with write():
        do_not_call.add(db.session.merge(work.lead), None, "asked")
    backups.make(tmp_path / "one.backup")
    backups.restore(tmp_path / "one.backup")
    number = db.session.scalar(select(LeadPhone.number))
    assert do_not_call.listed([number]) == {number}
    with pytest.raises(Exception, match="append"), write() as session:
        session.execute(db.text("DELETE FROM lead_move"))


def test_a_backup_overwrites_no_other(work, tmp_path):
    backups.make(tmp_path / "one.backup")
    assert refusal(backups.make, tmp_path / "one.backup") == "backup_exists"
    assert sorted(path.name for path in tmp_path.glob("*backup*")) == ["one.backup"]


@pytest.mark.parametrize("harm", ["cut", "changed", "added", "nonsense"])
def test_a_damaged_backup_changes_nothing(work, tmp_path, harm):
    whole, bad = tmp_path / "one.backup", tmp_path / "bad.backup"
    backups.make(whole)
    work.send(work.call(work.lead, note="later"))
    HARMS[harm](whole, bad)
    assert refusal(backups.restore, bad) == "backup_damaged"
    assert notes() == ["", "later"]


def cut(whole: Path, bad: Path) -> None:
    bad.write_bytes(whole.read_bytes()[:-200])


def repacked(whole: Path, bad: Path, change) -> None:
    folder = bad.with_suffix(".folder")
    with tarfile.open(whole) as archive:
        archive.extractall(folder, filter="data")
    change(folder)
    with tarfile.open(bad, "w:gz") as archive:
        for path in folder.rglob("*"):
            if path.is_file():
                archive.add(path, str(path.relative_to(folder)))


HARMS = {
    "cut": cut,
    "changed": lambda whole, bad: repacked(
        whole, bad, lambda f: (f / "uploads/a-list").write_text("x")
    ),
    "added": lambda whole, bad: repacked(
        whole, bad, lambda f: (f / "uploads/more").write_text("x")
    ),
    "nonsense": lambda _whole, bad: bad.write_text("not an archive"),
}


def test_a_backup_of_a_newer_house_is_refused(work, tmp_path, monkeypatch):
    monkeypatch.setattr(databases, "revision", lambda: "9999_future")
    backups.make(tmp_path / "one.backup")
    assert refusal(backups.restore, tmp_path / "one.backup") == "backup_newer"


def test_nothing_is_restored_under_a_running_server(work, tmp_path):
    backups.make(tmp_path / "one.backup")
    in_use.hold()
    try:
        assert refusal(backups.restore, tmp_path / "one.backup") == "server_running"
    finally:
        in_use.held.pop(str(vault.folder / "in-use")).close()
    backups.restore(tmp_path / "one.backup")


def test_the_commands_say_what_they_did_and_refuse_with_1(work, house, tmp_path):
    runner = house.test_cli_runner()
    file = str(tmp_path / "one.backup")
    made = runner.invoke(args=["backup", file])
    assert (made.exit_code, "1 通电话" in made.output) == (0, True)
    again = runner.invoke(args=["backup", file])
    assert (again.exit_code, file in again.stderr) == (1, True)
    back = runner.invoke(args=["restore", file])
    assert (back.exit_code, "再传一次" in back.output) == (0, True)
    assert db.session.scalar(select(Person.login)) == "alice"
