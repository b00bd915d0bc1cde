"""The numbers of the house as shipped (rules.md): the one place that holds them as literals.

A setting of the company, a team or a person overrides its key from a day on. Values are plain JSON:
clock times are Shanghai time as "HH:MM", days are counted as the key says.
"""

from collections.abc import Mapping
from typing import Any

from app.rules.defaults.dispositions import DISPOSITIONS

Settings = Mapping[str, Any]

PEOPLE: dict[str, object] = {
    "team.advised_least": 3,
    "team.advised_most": 5,
    "team.supply_days": 20,
    "group.advised_least": 1,
    "group.advised_most": 2,
    "leader.raise_after_months": 6,
    "reveal.per_day": 60,
}

CALENDAR: dict[str, object] = {
    "calendar.pattern": "two_free_days",
    "calendar.anchor": None,
}

QUOTA: dict[str, object] = {
    "quota.first_month": 10,
    "quota.after_first_month": 5,
    "quota.later": 3,
    "quota.first_step_months": 1,
    "quota.later_step_months": 4,
    "quota.clock": "team",
    "quota.own_number": None,
}

ALLOCATION: dict[str, object] = {
    "allocation.run_at": "09:00",
    "allocation.arrivals_until": "17:30",
    "onboarding.gate": "on",
    "surplus.shown_after_working_days": 1,
    "surplus.waste_after_working_days": 2,
    "ordinary.batch": 10,
    "ordinary.holding_cap": 60,
}

RECYCLING: dict[str, object] = {
    "recycle.uncalled_working_days": 2,
    "recycle.idle_working_days": 8,
    "recycle.promise_working_days": 10,
    "recycle.extension_working_days": 5,
    "recycle.grade_a_working_days": 30,
    "recycle.maintained_working_days": 30,
    "recycle.own_working_days": 30,
    "recycle.same_rep_days": 30,
    "cool_down.days": 30,
    "neglect.tries": 3,
    "neglect.working_days": 5,
}

CALLING: dict[str, object] = {
    "calls.per_day": 30,
    "calls.windows": [["10:30", "12:00"], ["15:30", "17:30"]],
    "calls.hours": ["09:00", "20:00"],
    "calls.longest_s": 86_400,
    "board.quiet_minutes": 15,
    "board.silent_minutes": 30,
    "calls.note_length": 2_000,
    "frequency.day_calls": 3,
    "frequency.day_hours": 24,
    "frequency.month_calls": 10,
    "frequency.month_days": 30,
    "plausible.shortest_connected_s": 5,
    "plausible.burst_calls": 5,
    "plausible.burst_s": 60,
    "no_answer.attempts": 4,
    "no_answer.days": 4,
    "hung_up.retries": 1,
    "busy.retry_minutes": 30,
    "not_now.proposed_days": 14,
    "sheet.most": 60,
    "sheet.called": 20,
    "sheet.notes": 3,
    "callers.fewest_digits": 4,
    "callers.most": 5,
    "sync.skew_shown_s": 120,
    "number_checks.per_minute": 30,
    "number_checks.per_day": 300,
}

EXPORTS: dict[str, object] = {
    "export.rows_alone": 500,
    "export.growth_percent": 10,
    "export.kept_days": 7,
}

DEALS: dict[str, object] = {
    "deals.counts_at": "first_receipt",
    "workload.connected": 1,
    "workload.not_connected": 0,
    "workload.incoming": 0,
    "speed.hours": ["09:00", "18:00"],
}

STAGES: dict[str, object] = {
    "stage.development.days": 2,
    "stage.information_checked.days": 2,
    "stage.needs.days": 5,
    "stage.product_introduced.days": 5,
    "stage.quote.days": 7,
    "stage.contract.days": 10,
    "stage.after_sale.days": None,
}

MEETINGS: dict[str, object] = {
    "meetings.morning.at": "09:10",
    "meetings.morning.minutes": 15,
    "meetings.evening.at": "17:40",
    "meetings.evening.minutes": 20,
    "meetings.weekly.weekday": "friday",
    "meetings.weekly.at": "14:00",
    "meetings.weekly.minutes": 20,
    "meetings.monthly.at": "14:30",
    "meetings.monthly.minutes": 20,
    "meetings.ahead_days": 7,
    "meetings.carried_most": 3,
    "feeds.per_hour": 60,
    "daily_reports.line_until": "10:30",
}

PAY: dict[str, object] = {
    "pay.minimum_wage_yuan": 2_200,
    "pay.objection_working_days": 3,
    "pay.formal_units": 120,
}

TEAM_STAGES: dict[str, object] = {
    "team_stage.turbulence_months": 2,
    "team_stage.stable_months": 4,
    "team_stage.mature_months": 6,
    "team_stage.first_task_working_days": 3,
    "team_stage.next_task_working_days": 2,
}

SIGNALS: dict[str, object] = {
    "signals.fall_percent": 40,
    "signals.fall_days": 3,
    "signals.average_days": 10,
    "signals.window_minutes": 45,
    "signals.rate_part": 3,
    "signals.rate_days": 5,
    "signals.rate_before_days": 20,
    "signals.least_calls": 50,
    "signals.least_follow_ups": 10,
    "signals.no_deal_days": 15,
}

PRACTICE: dict[str, object] = {
    "practice.again_minutes": 10,
    "practice.retention_percent": 90,
    "practice.longest_days": 180,
}

EXAMS: dict[str, object] = {
    "exams.minutes": 30,
    "exams.pass_percent": 80,
    "exams.retakes": 2,
    "exams.retake_days": 1,
    "exams.statistics_attempts": 20,
}

DEFAULTS: dict[str, object] = {
    **PEOPLE,
    **CALENDAR,
    **QUOTA,
    **ALLOCATION,
    **RECYCLING,
    **CALLING,
    **EXPORTS,
    **DEALS,
    **STAGES,
    **MEETINGS,
    **PAY,
    **TEAM_STAGES,
    **SIGNALS,
    **PRACTICE,
    **EXAMS,
    "calls.dispositions": DISPOSITIONS,
}
