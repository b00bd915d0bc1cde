"""Every number of the house that a manager changes on the settings page, and what each may be.

The least and most keep the house working; what is sensible the manager knows (rules.md §1–§3).
"""

from dataclasses import dataclass

from app.rules.meetings.kinds import WEEKDAYS

WHOLE, CLOCK, SPAN, SPANS, CHOICE = "whole", "clock", "span", "spans", "choice"
COMPANY, TEAM, PERSON = "company", "team", "person"
EVERYBODY = (COMPANY, TEAM, PERSON)
MOST_SPANS = 6


@dataclass(frozen=True, slots=True)
class Item:
    """A setting: what kind of value it has, its least and most with their unit, or its choices,
    and whether only the company, or also a team or a person, can have one of its own."""

    key: str
    kind: str = WHOLE
    least: int = 0
    most: int = 0
    unit: str = ""
    scopes: tuple[str, ...] = (COMPANY,)
    choices: tuple[str, ...] = ()

    @property
    def first_scope(self) -> str:
        """Whose it is unless said otherwise; nobody's where a person has to be named."""
        return COMPANY if COMPANY in self.scopes else ""


def whole(key: str, least: int, most: int, unit: str, scopes: tuple[str, ...] = (COMPANY,)) -> Item:
    return Item(key, WHOLE, least, most, unit, scopes)


SECTIONS: dict[str, tuple[Item, ...]] = {
    "quota": (
        whole("quota.first_month", 0, 100, "leads", EVERYBODY),
        whole("quota.after_first_month", 0, 100, "leads", EVERYBODY),
        whole("quota.later", 0, 100, "leads", EVERYBODY),
        whole("quota.first_step_months", 0, 24, "months", EVERYBODY),
        whole("quota.later_step_months", 0, 60, "months", EVERYBODY),
        Item("quota.clock", CHOICE, choices=("team", "personal"), scopes=EVERYBODY),
        whole("quota.own_number", 0, 100, "leads", (PERSON,)),
    ),
    "hand_out": (
        Item("allocation.run_at", CLOCK),
        Item("allocation.arrivals_until", CLOCK),
        Item("onboarding.gate", CHOICE, choices=("on", "off")),
        whole("surplus.shown_after_working_days", 1, 20, "working_days"),
        whole("surplus.waste_after_working_days", 1, 20, "working_days"),
    ),
    "ordinary": (
        whole("ordinary.batch", 1, 100, "leads", EVERYBODY),
        whole("ordinary.holding_cap", 1, 1000, "leads", EVERYBODY),
    ),
    "recycling": (
        whole("recycle.uncalled_working_days", 1, 30, "working_days"),
        whole("recycle.idle_working_days", 1, 120, "working_days"),
        whole("recycle.promise_working_days", 1, 120, "working_days"),
        whole("recycle.extension_working_days", 0, 60, "working_days"),
        whole("recycle.grade_a_working_days", 1, 120, "working_days"),
        whole("recycle.maintained_working_days", 1, 120, "working_days"),
        whole("recycle.own_working_days", 1, 120, "working_days"),
        whole("recycle.same_rep_days", 1, 365, "days"),
        whole("cool_down.days", 1, 365, "days"),
        whole("neglect.tries", 1, 20, "calls"),
        whole("neglect.working_days", 1, 30, "working_days"),
    ),
    "calling": (
        whole("calls.per_day", 1, 500, "calls"),
        Item("calls.windows", SPANS),
        Item("calls.hours", SPAN),
        Item("speed.hours", SPAN),
    ),
    "frequency": (
        whole("frequency.day_calls", 1, 20, "calls"),
        whole("frequency.day_hours", 1, 48, "hours"),
        whole("frequency.month_calls", 1, 100, "calls"),
        whole("frequency.month_days", 2, 90, "days"),
    ),
    "outcomes": (
        whole("no_answer.attempts", 1, 20, "calls"),
        whole("no_answer.days", 1, 20, "days"),
        whole("hung_up.retries", 0, 5, "times"),
        whole("busy.retry_minutes", 5, 240, "minutes"),
        whole("not_now.proposed_days", 1, 90, "days"),
    ),
    "plausible": (
        whole("plausible.shortest_connected_s", 0, 60, "seconds"),
        whole("plausible.burst_calls", 2, 50, "calls"),
        whole("plausible.burst_s", 10, 3600, "seconds"),
        whole("board.quiet_minutes", 5, 240, "minutes"),
        whole("board.silent_minutes", 5, 480, "minutes"),
    ),
    "team": (
        whole("team.advised_least", 1, 50, "people"),
        whole("team.advised_most", 1, 50, "people"),
        whole("group.advised_least", 1, 20, "people"),
        whole("group.advised_most", 1, 20, "people"),
        whole("team.supply_days", 1, 60, "working_days"),
    ),
    "sheet": (
        whole("reveal.per_day", 0, 1000, "times"),
        whole("sheet.most", 10, 200, "leads"),
        whole("sheet.called", 0, 100, "leads"),
        whole("sheet.notes", 0, 10, "notes"),
        whole("callers.fewest_digits", 3, 8, "digits"),
        whole("callers.most", 1, 20, "people"),
        whole("number_checks.per_minute", 5, 600, "times"),
        whole("number_checks.per_day", 10, 10_000, "times"),
    ),
    "deals": (
        Item("deals.counts_at", CHOICE, choices=("first_receipt", "full_payment", "contract")),
        whole("workload.connected", 0, 100, "units"),
        whole("workload.not_connected", 0, 100, "units"),
        whole("workload.incoming", 0, 100, "units"),
    ),
    "meetings": (
        Item("meetings.morning.at", CLOCK),
        whole("meetings.morning.minutes", 5, 60, "minutes"),
        Item("meetings.evening.at", CLOCK),
        whole("meetings.evening.minutes", 5, 60, "minutes"),
        Item("meetings.weekly.weekday", CHOICE, choices=WEEKDAYS),
        Item("meetings.weekly.at", CLOCK),
        whole("meetings.weekly.minutes", 5, 120, "minutes"),
        Item("meetings.monthly.at", CLOCK),
        whole("meetings.monthly.minutes", 5, 120, "minutes"),
        whole("meetings.ahead_days", 1, 31, "days"),
        whole("meetings.carried_most", 2, 10, "times"),
        whole("feeds.per_hour", 4, 600, "times"),
        Item("daily_reports.line_until", CLOCK),
    ),
    "team_stage": (
        whole("team_stage.turbulence_months", 1, 60, "months", (COMPANY, TEAM)),
        whole("team_stage.stable_months", 1, 60, "months", (COMPANY, TEAM)),
        whole("team_stage.mature_months", 1, 60, "months", (COMPANY, TEAM)),
        whole("team_stage.first_task_working_days", 1, 60, "working_days"),
        whole("team_stage.next_task_working_days", 0, 20, "working_days"),
    ),
    "signals": (
        whole("signals.fall_percent", 1, 100, "percent"),
        whole("signals.fall_days", 1, 20, "working_days"),
        whole("signals.average_days", 3, 60, "working_days"),
        whole("signals.window_minutes", 5, 240, "minutes"),
        whole("signals.rate_part", 1, 10, "parts"),
        whole("signals.rate_days", 1, 30, "working_days"),
        whole("signals.rate_before_days", 3, 60, "working_days"),
        whole("signals.least_calls", 1, 1000, "calls"),
        whole("signals.least_follow_ups", 1, 500, "times"),
        whole("signals.no_deal_days", 1, 120, "working_days"),
    ),
    "pay": (
        whole("pay.minimum_wage_yuan", 0, 20_000, "yuan"),
        whole("pay.objection_working_days", 1, 20, "working_days"),
        whole("pay.formal_units", 0, 10_000, "units"),
    ),
    "practice": (
        whole("practice.again_minutes", 1, 240, "minutes"),
        whole("practice.retention_percent", 70, 97, "percent"),
        whole("practice.longest_days", 7, 730, "days"),
    ),
    "exams": (
        whole("exams.minutes", 1, 600, "minutes"),
        whole("exams.pass_percent", 1, 100, "percent"),
        whole("exams.retakes", 0, 20, "times"),
        whole("exams.retake_days", 0, 60, "days"),
        whole("exams.statistics_attempts", 5, 500, "times"),
    ),
    "exports": (
        whole("export.rows_alone", 0, 100_000, "rows"),
        whole("export.growth_percent", 0, 100, "percent"),
        whole("export.kept_days", 1, 90, "days"),
    ),
    "records": (
        whole("calls.longest_s", 600, 86_400, "seconds"),
        whole("calls.note_length", 100, 2_000, "letters"),
        whole("sync.skew_shown_s", 10, 3_600, "seconds"),
    ),
}
ITEMS = {item.key: item for items in SECTIONS.values() for item in items}
QUOTA = tuple(item.key for item in SECTIONS["quota"])

# On a page of their own, or of a part of the house that is not there yet.
ELSEWHERE = ("calendar.", "stage.", "calls.dispositions", "leader.")
