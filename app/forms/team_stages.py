from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from app.forms.fields import DateField, LianxianForm, trimmed
from app.forms.reasons import ReasonForm
from app.services.guides.editing import LONGEST_TALK, LONGEST_TITLE, Words
from app.services.team_stages.fixing import Word


class StageForm(ReasonForm):
    """The stage that a team is in until a day, whatever its months say, and why."""

    stage = RadioField(
        _("阶段"),
        [InputRequired(_("请选一个阶段。"))],
    )
    until = DateField(_("到哪天为止"), [InputRequired(_("请选日期。"))])

    def offer(self, stages: Sequence[tuple[str, str]]) -> "StageForm":
        self.stage.choices = [SelectChoice(*one) for one in stages]
        return self

    def word(self) -> Word:
        return Word(self.stage.data, self.until.data, self.reason.data)


class GuideForm(LianxianForm):
    """A prompt or a talk in one language."""

    title = StringField(
        _("标题"), [Length(max=LONGEST_TITLE)], filters=[trimmed], render_kw={"maxlength": 200}
    )
    body = TextAreaField(
        _("内容"), [Length(max=LONGEST_TALK)], filters=[trimmed], render_kw={"rows": 8}
    )
    used = BooleanField(_("用这一条"))
    seen = HiddenField()

    def words(self) -> Words:
        seen = int(self.seen.data) if (self.seen.data or "").isdecimal() else 0
        return Words(self.title.data, self.body.data, used=self.used.data, seen=seen)
