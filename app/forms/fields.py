from wtforms import Form

from app.errors import RuleBroken


class LianxianForm(Form):
    """A form whose refusals by a rule stand above it, with everything typed still in place."""

    refusal: RuleBroken | None = None

    def refuse(self, refusal: RuleBroken) -> None:
        self.refusal = refusal
