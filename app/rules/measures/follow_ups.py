"""Follow-ups out of the history of a lead: whose, due on which day, and done by then or not
(rules.md §6, follow-up on time)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from app.rules.days.shanghai import day_of

CALL, TOUCH, MOVED_DATE, LEFT, BACK = "call", "touch", "moved_date", "left", "back"


@dataclass(frozen=True, slots=True)
class Event:
    """What happened with a lead. `kind` is one of

    a call by `person`, with the follow-up set in it or none; an answered touch by him; a date moved
    on the lead's page, or taken off; the lead left his hands, `to` a colleague with what was due,
    or nobody; it came back to him because the call that took it from him was undone.
    """

    at: datetime
    kind: str
    person: int
    due: datetime | None = None
    to: int | None = None
    call: int | None = None


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A follow-up that `person` had to do by the end of `due_on`, out of a call; `done_on`: the day,
    not a later one, on which he did."""

    person: int
    due_on: date
    call: int | None
    done_on: date | None = None


class Open:
    """The follow-ups of a lead as its history goes on: one at most for each person."""

    def __init__(self) -> None:
        self.of: dict[int, FollowUp] = {}
        self.dropped: dict[int, FollowUp] = {}
        self.over: list[FollowUp] = []

    def settle(self, person: int, done_on: date | None) -> None:
        one = self.of.pop(person)
        self.over.append(FollowUp(one.person, one.due_on, one.call, done_on))

    def call(self, event: Event) -> None:
        """Any call is the follow-up, unless it only sets another date before the day has come."""
        day, due = day_of(event.at), event.due
        if event.person in self.of:
            was = self.of[event.person].due_on
            if due is not None and day < was:
                del self.of[event.person]
            else:
                self.settle(event.person, day if day <= was else None)
        if due is not None:
            self.of[event.person] = FollowUp(event.person, day_of(due), event.call)

    def touch(self, event: Event) -> None:
        if event.person in self.of and day_of(event.at) <= self.of[event.person].due_on:
            self.settle(event.person, day_of(event.at))

    def moved_date(self, event: Event) -> None:
        """By whoever has a date here; a colleague who moves the only one there is moves that. A date
        without a call before it is none (rules.md §2.3)."""
        whose = event.person if event.person in self.of else next(iter(self.of), None)
        if whose is None or (whose != event.person and len(self.of) > 1):
            return
        one = self.of[whose]
        if day_of(event.at) < one.due_on:
            del self.of[whose]
        else:
            self.settle(whose, None)
        if event.due is not None:
            self.of[whose] = FollowUp(whose, day_of(event.due), one.call)

    def left(self, event: Event) -> None:
        """What was due goes with the lead to a colleague; nobody follows up what he no longer has."""
        one = self.of.get(event.person)
        if one is None:
            return
        if day_of(event.at) > one.due_on:
            self.settle(event.person, None)
            return
        self.dropped[event.person] = self.of.pop(event.person)
        if event.to is not None and event.to not in self.of:
            self.of[event.to] = FollowUp(event.to, one.due_on, one.call)

    def back(self, event: Event) -> None:
        if event.person in self.dropped:
            self.of.setdefault(event.person, self.dropped.pop(event.person))


def follow_ups(events: Iterable[Event]) -> list[FollowUp]:
    """All follow-ups of a lead that were not replaced, out of its history in the order of time.

    One is set by a call, for who called, and due on the day that the call named. It is done by the
    next call of his with this lead, in either direction, or by a touch of his that was answered,
    before or on that day; a later one is too late. It was replaced, and is not due, where before
    its day a call set another date, or the date was moved on the lead's page or taken off; on its
    day it is due all the same. It is not due either where the lead left his hands by then: handed
    over, the colleague has it instead. Whether the day is over, whoever counts has to ask.
    """
    opened = Open()
    for event in events:
        getattr(opened, event.kind)(event)
    for person in list(opened.of):
        opened.settle(person, None)
    return sorted(opened.over, key=lambda one: (one.due_on, one.person))
