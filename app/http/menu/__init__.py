"""Where somebody may go: one menu, whatever roles he holds together."""

from dataclasses import dataclass, field
from functools import cached_property

from flask import Flask
from flask_babel import gettext as _
from flask_login import current_user

from app.http import access
from app.http.menu import places
from app.http.menu.places import Group, Place
from app.rules.people.permissions import WRITE

SHORT = 14
CALLING = (places.TODAY, places.LEADS, places.TASKS)
LEADING = (
    *(places.BOARD, places.TASKS, places.AWARDS, places.PAYMENTS, places.PAPERS),
    *(places.MEETINGS, places.LEADS, places.PEOPLE),
)
PAYING = (places.TASKS, places.PAYMENTS, places.DEALS)
UNDER_THE_THUMB = 3


@dataclass(frozen=True)
class Menu:
    """The day's places, then the others by subject, then his own account."""

    groups: list[Group] = field(default_factory=list)
    own: list[Place] = field(default_factory=list)
    wanted: tuple[str, ...] = ()

    @cached_property
    def places(self) -> list[Place]:
        return [place for group in self.groups for place in group.places] + self.own

    @cached_property
    def short(self) -> bool:
        """Whether all of it is seen at once, with nothing to fold."""
        return len(self.places) <= SHORT

    @cached_property
    def thumb(self) -> list[Place]:
        """What stands at the bottom of a phone."""
        known = {place.endpoint: place for place in self.places}
        return [known[name] for name in self.wanted if name in known][:UNDER_THE_THUMB]

    @cached_property
    def rest(self) -> list[Group]:
        """What a phone keeps one tap away, his account at the end."""
        if not self.groups:
            return []
        *groups, last = self.groups
        last = Group(last.name, last.places + self.own)
        left = (group.without(self.thumb) for group in (*groups, last))
        return [group for group in left if group.places]


def init_app(app: Flask) -> None:
    app.context_processor(lambda: {"menu": of_this_person()})


def of_this_person() -> Menu:
    if not (current_user and current_user.is_authenticated):
        return Menu()
    own = [Place("account.show", _("我的"), "account", "account")]
    return Menu(places.groups(), own, opened_most())


def opened_most() -> tuple[str, ...]:
    """What stands under the thumb of who calls, who pays and confirms, and who leads."""
    if access.can("sheet") and not access.can("meetings", WRITE):
        return CALLING
    return PAYING if access.can("payments") and not access.can("board") else LEADING
