from datetime import date, timedelta

from app.rules.defaults import Settings

STAGES = (
    "development",
    "information_checked",
    "needs",
    "product_introduced",
    "quote",
    "contract",
    "after_sale",
)


def last_day(stage: str, since: date, settings: Settings) -> date | None:
    """The last day on which a lead that entered `stage` on `since` is within the stage's limit of
    calendar days; None where the stage has no limit (rules.md §3)."""
    limit = settings[f"stage.{stage}.days"]
    return None if limit is None else since + timedelta(days=limit)
