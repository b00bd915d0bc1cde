"""Stretches of time by the names that people give them."""

from flask_babel import format_date, get_locale

from app.rules.measures.periods import DAY, MONTH, QUARTER, WEEK, YEAR, Period

CHINESE = {DAY: "M/d", WEEK: "M/d", MONTH: "M月", QUARTER: "yy年Q季", YEAR: "y"}
ENGLISH = {DAY: "d MMM", WEEK: "d MMM", MONTH: "MMM", QUARTER: "QQQ yy", YEAR: "y"}


def brief(one: Period) -> str:
    """A period as it stands under a bar; a week by its Monday."""
    forms = CHINESE if str(get_locale()) == "zh" else ENGLISH
    return str(format_date(one.first, forms[one.kind]))
