"""The call sheet as a thumb uses it, and what the server then has."""

import time

from playwright.sync_api import Page, expect
from sqlalchemy import select

from app.extensions import db
from app.models import Call, Device, SyncOp
from e2e import people
from e2e.conftest import Rep


def log(page: Page, outcome: str, **fields: str) -> None:
    """Two taps: the outcome, and for those that ask for more, save."""
    page.click("[data-log]")
    page.locator("dialog.outcome button", has_text=outcome).first.click()
    if fields:
        fill(page, fields)
        page.click("dialog.outcome [data-save]")
    expect(page.locator("dialog.outcome[open]")).to_have_count(0)


def fill(page: Page, fields: dict[str, str]) -> None:
    for name, value in fields.items():
        if name == "note":
            page.fill("dialog.outcome [name=note]", value)
        elif name == "time":
            page.locator("dialog.outcome [data-list=times] label", has_text=value).first.click()
        else:
            page.locator(f"dialog.outcome [name={name}][value={value}]").check(force=True)


def dial(page: Page) -> None:
    """Taps the number; outside the hours for calls the reason that is asked first is given."""
    page.click("[data-dial]")
    dialled = "[data-slot=call]:not([hidden])"
    page.wait_for_function(f"() => document.querySelector('#reason[open], {dialled}')")
    asked = page.locator("#reason[open] button.button--wide")
    if asked.count():
        asked.first.click()
    page.wait_for_function(f"() => document.querySelector('{dialled}')")


def waits(page: Page, count: int, seconds: float = 20) -> None:
    """Until the page says that so many records wait."""
    text = f"待上传 {count}" if count else ""
    expect(page.locator("[data-field=waiting_text]")).to_have_text(text, timeout=seconds * 1000)


def arrive(rep: Rep, count: int, seconds: float = 30) -> None:
    """Until the server has taken so many records, and the page says that none waits."""
    until = time.monotonic() + seconds
    while len(numbers(rep)) < count and time.monotonic() < until:
        rep.page.wait_for_timeout(200)
    assert len(numbers(rep)) == count
    waits(rep.page, 0)


def calls(rep: Rep) -> list[Call]:
    with rep.app.app_context():
        return list(db.session.scalars(select(Call).order_by(Call.id)))


def dispositions(rep: Rep) -> list[str]:
    return [call.disposition for call in calls(rep)]


def numbers(rep: Rep) -> list[int]:
    """The numbers of the device's records in the order in which the server took them."""
    with rep.app.app_context():
        return list(db.session.scalars(select(SyncOp.seq).order_by(SyncOp.received_at, SyncOp.seq)))


def statuses(rep: Rep) -> list[str]:
    with rep.app.app_context():
        return list(db.session.scalars(select(SyncOp.status).order_by(SyncOp.seq)))


def devices(rep: Rep) -> list[Device]:
    with rep.app.app_context():
        return list(db.session.scalars(select(Device)))


def sign_in(rep: Rep, login: str) -> None:
    """Somebody signs in on the rep's phone and has the sheet in front."""
    rep.page.goto(f"{rep.server.url}/sign-in?next=/today")
    rep.page.fill("[name=login]", login)
    rep.page.fill("[name=password]", people.PASSWORD)
    rep.page.click("form button")
    rep.page.wait_for_url("**/today")
