"""How the model reads rules.md where the text leaves a choice.

Each reading stands beside the other one that was thought of, as a model that pays so. `decided`: the
months of tests/cases agree with the reading alone; the others they leave open.

No file of people can say these; they concern months with `moves`:
- §8.3: who rises from formal to supervisor inside a month keeps the quota of the formal days, but
  counts as having met it; §8.11: he gets the team commission, of the team he is in on the last day.
- §8.5: "below supervisor" asks for the grade on the month's last working day.
- §8.6: a head belongs to the team of the period's last working day, with the days present in it.
- §8.7: calls, a deal's share and days of presence count for the group one was in on that day; for
  "at least half" only the days in that group count.
- §6, §8.11: an amount counts for the team its owner was in on the day of the receipt.
And these lie outside what files of a month tell:
- §6: a refund after the month's end lowers the month of its receipt, when that is computed later.
- §8.13: who has no working day in the month has no lines; his receipts count for the team.
- Receipts and calls before the hire date: the text knows none.
"""

from dataclasses import dataclass

from tests.pay import contests, measures, model
from tests.pay import other_readings as other
from tests.pay.variants import Variant


@dataclass(frozen=True)
class Reading:
    rule: str
    read_as: str
    instead: Variant
    decided: bool = False


READINGS = (
    Reading(
        "§8, rounding",
        "a receipt's spare fen go by hire date and number, like those of a pot",
        Variant("in the order of the shares", measures, "seniority", lambda person: 0),
    ),
    Reading(
        "§5",
        "a refund takes what was received up to its day",
        Variant(
            "also from receipts that came later",
            measures,
            "net_receipts",
            other.from_later_receipts_too,
        ),
    ),
    Reading(
        "§6, deals",
        "the first receipt stays the first, also when it was refunded",
        Variant(
            "the first of which money is left", measures, "first_receipt", other.first_that_is_left
        ),
    ),
    Reading(
        "§6, deals",
        "the net amount of the whole deal is above zero",
        Variant("that of the period's receipts", measures, "deals", other.net_within_the_period),
    ),
    Reading(
        "§8.3",
        "calls on free days count, when the day is a formal one",
        Variant("only on working days", model, "counted_workload", other.on_formal_working_days),
        decided=True,
    ),
    Reading(
        "§8.4",
        "formal without a formal working day: a quota of 0, which is met",
        Variant("not qualified", model, "qualified", other.a_quota_of_nothing_is_not_met),
    ),
    Reading(
        "§8.4, §8.6",
        "a target of 0 is none for the commission too",
        Variant("all of it lies above", model, "commission", other.zero_is_a_target),
    ),
    Reading(
        "§8.5, §8.13",
        "a deal first paid after the last day is none of the leaver's",
        Variant("it counts for him", measures, "deals", other.deals_after_he_left),
    ),
    Reading(
        "§8.6",
        "supervisors are heads of their team",
        Variant("they are not", model, "earns_bonus", other.supervisors_are_no_heads),
        decided=True,
    ),
    Reading(
        "§8.7",
        "leavers share the pot when present on half of the month's working days",
        Variant("only who is there to the end", contests.Group, "eligible", other.still_there),
        decided=True,
    ),
    Reading(
        "§8.7",
        "a supervisor with a group takes part",
        Variant("he does not", contests.Group, "days_in", other.without_supervisors),
    ),
    Reading(
        "§8.7",
        "the team's start counts those who left, too",
        Variant(
            "only who is there in the month",
            contests,
            "weight_of_conversion",
            other.start_of_those_who_are_there,
        ),
    ),
    Reading(
        "§8.7",
        "presence noted on a free day is no member-day",
        Variant("it is one", contests.Group, "days_in", other.noted_free_days_too),
    ),
    Reading(
        "§8.7, §8.13",
        "a leaver's deal first paid after his last day counts for his group",
        Variant("only for the team", contests.Group, "counts", other.not_after_he_left),
    ),
    Reading(
        "§8.11, §8.13",
        "a supervisor who left gets his part of the whole month's amount",
        Variant(
            "of receipts up to his last day", model, "team_commission", other.up_to_his_last_day
        ),
    ),
)
