from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import Field, FieldList, FormField, RadioField, SelectField, TextAreaField, TimeField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional, StopValidation

from app.forms.fields import DateField, IntegerField, LianxianForm, trimmed
from app.rules.settings.catalogue import CHOICE, CLOCK, MOST_SPANS, SPAN, SPANS, WHOLE

SET, BACK = "set", "back"
Pairs = Iterable[tuple[str, str]]
BLANK = {"start": None, "end": None}


class Needed(InputRequired):
    """Has to be there for a new value; for taking one back it does not matter what stands in it."""

    def __call__(self, form: "SettingForm", field: Field) -> None:  # type: ignore[override]
        if form.how.data != BACK:
            return super().__call__(form, field)
        field.errors[:] = []  # type: ignore[index]
        raise StopValidation()


class SettingForm(LianxianForm):
    """What a number is to be, whose, from which day on and why; the kinds differ in `value`."""

    how = RadioField(
        _("怎么改"),
        choices=[SelectChoice(SET, _("设成新的值")), SelectChoice(BACK, _("恢复原样"))],
        default=SET,
    )
    scope = SelectField(_("改谁的"), [InputRequired(_("请选改谁的。"))])
    since = DateField(_("从哪天起"), [InputRequired(_("请选日期。"))])
    note = TextAreaField(
        _("为什么改"),
        [DataRequired(_("请写明原因。")), Length(max=200, message=_("原因最多 200 个字。"))],
        filters=[trimmed],
    )

    def offer(self, scopes: Pairs, values: Pairs) -> None:
        """Whose it can be, and, where there is a choice, what it can be."""
        self.scope.choices = [SelectChoice(*one) for one in scopes]
        if isinstance(self["value"], RadioField):
            self["value"].choices = [SelectChoice(*one) for one in values]

    def typed(self) -> Any:
        """The value as it is kept; None takes the scope's own back."""
        return None if self.how.data == BACK else self.new_value()

    def new_value(self) -> Any:
        return self["value"].data

    def is_proposal(self) -> bool:
        """Whether all is there that the look at the next day needs; why comes later."""
        asked = [self[name] for name in ("how", "value", "scope", "since")]
        return all([field.validate(self) for field in asked])


class WholeForm(SettingForm):
    value = IntegerField(_("新的值"), [Needed(_("请填一个整数。"))])


class ClockForm(SettingForm):
    value = TimeField(_("新的值"), [Needed(_("请填一个时间。"))])

    def new_value(self) -> str:
        return clock_text(self.value.data)


class ChoiceForm(SettingForm):
    value = RadioField(_("新的值"), [Needed(_("请选一项。"))])


class SpanFields(LianxianForm):
    """From when to when; a line left empty is none."""

    start = TimeField(_("从"), [Optional()])
    end = TimeField(_("到"), [Optional()])

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        fine = super().validate(extra_validators)
        if fine and (self.start.data is None) != (self.end.data is None):
            self.end.errors = [_("开始和结束都要填。")]
            return False
        return fine


class SpansForm(SettingForm):
    value = FieldList(FormField(SpanFields), _("新的值"), max_entries=MOST_SPANS)

    def new_value(self) -> list[list[str]]:
        lines = [(line.start.data, line.end.data) for line in self.value]
        return [[clock_text(start), clock_text(end)] for start, end in lines if start and end]

    def validate_value(self, field: FieldList) -> None:
        if self.how.data == BACK:
            field.errors[:] = []  # type: ignore[index]


class SpanForm(SpansForm):
    value = FieldList(FormField(SpanFields), _("新的值"), min_entries=1, max_entries=1)

    def new_value(self) -> list[str]:
        return next(iter(super().new_value()), [])

    def validate_value(self, field: FieldList) -> None:
        super().validate_value(field)
        if self.how.data != BACK and not field.errors and not self.new_value():
            field.entries[0].end.errors = [_("开始和结束都要填。")]
            raise StopValidation(_("开始和结束都要填。"))


FORMS: dict[str, type[SettingForm]] = {
    WHOLE: WholeForm,
    CLOCK: ClockForm,
    CHOICE: ChoiceForm,
    SPAN: SpanForm,
    SPANS: SpansForm,
}


def fields_of(kind: str, value: Any) -> Any:
    """A kept value as its form's field shows it; a list of spans with lines left to add some."""
    if kind == CLOCK:
        return time.fromisoformat(value)
    if kind not in (SPAN, SPANS):
        return value
    spans = [value] if kind == SPAN else value
    lines = [
        {"start": time.fromisoformat(start), "end": time.fromisoformat(end)} for start, end in spans
    ]
    return lines if kind == SPAN else [*lines, BLANK, BLANK][:MOST_SPANS]


def form_of(kind: str, value: Any, scope: str, since: date) -> SettingForm:
    """The form as it first stands: with what holds now, to be changed."""
    return FORMS[kind](data={"value": fields_of(kind, value), "scope": scope, "since": since})


def clock_text(value: time | None) -> str:
    return value.strftime("%H:%M") if value else ""
