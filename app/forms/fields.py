from collections.abc import Sequence

import wtforms
from flask_babel import get_locale
from wtforms import Form
from wtforms.meta import DefaultMeta

from app.errors import RuleBroken
from app.rules import numbers

YEARS = range(1900, 2200)
NONE = ""  # refused by the library, in its words


class LianxianForm(Form):
    """A form whose refusals by a rule stand above it, with everything typed still in place."""

    class Meta(DefaultMeta):
        """What the library itself says, such as of a bad date, is in the reader's language."""

        @property
        def locales(self) -> list[str]:
            return [str(get_locale() or "zh")[:2]]

    refusal: RuleBroken | None = None

    def see(self, rev: int) -> None:
        """The state that is shown now: what was refused because somebody was quicker can be kept
        with a second press, by a form with a field `rev`."""
        field = self["rev"]
        field.data, field.raw_data = rev, None

    def refuse(self, refusal: RuleBroken) -> None:
        self.refusal = refusal


class IntegerField(wtforms.IntegerField):
    """A whole number that every database can hold."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        super().process_formdata(valuelist)
        if self.data is not None and abs(self.data) > numbers.MOST:
            super().process_formdata([NONE])


class DateField(wtforms.DateField):
    """A day of these times, with room around it for a calendar."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        super().process_formdata(valuelist)
        if self.data is not None and self.data.year not in YEARS:
            super().process_formdata([NONE])


def trimmed(text: str | None) -> str:
    """What was typed without blanks around it, nor a letter that PostgreSQL cannot keep."""
    return (text or "").replace("\0", "").strip()
