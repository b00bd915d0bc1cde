from wtforms import StringField
from wtforms.validators import AnyOf, NumberRange

from app.errors import RuleBroken
from app.forms.fields import IntegerField, LianxianForm


class ClaimForm(LianxianForm):
    kind = StringField(default="precise", validators=[AnyOf(["precise", "ordinary"])])
    count = IntegerField(default=1, validators=[NumberRange(1, 60)])

    def check(self) -> None:
        """Fields left out mean one precise lead; anything odd is refused."""
        self.kind.data = self.kind.data or "precise"
        self.count.data = self.count.data if self.count.raw_data else 1
        if not self.validate():
            raise RuleBroken("claim_unknown")
