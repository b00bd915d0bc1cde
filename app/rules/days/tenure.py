from datetime import date


def whole_months(start: date, day: date) -> int:
    """Whole months from `start` to `day`: 12·Δyear + Δmonth, less 1 if the day of the month of
    `day` is smaller than that of `start`; negative before the start (rules.md §2.1)."""
    months = 12 * (day.year - start.year) + day.month - start.month
    return months - (day.day < start.day)
