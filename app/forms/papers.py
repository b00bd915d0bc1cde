from dataclasses import asdict

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, FieldList, FormField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import (
    DataRequired,
    InputRequired,
    Length,
    NumberRange,
    Optional,
    Regexp,
    ValidationError,
)

from app.forms.fields import IntegerField, LianxianForm, trimmed
from app.forms.questions import MODULE_NAMES
from app.rules.exams.question import KINDS, MODULES
from app.rules.papers.facts import hundredths
from app.services.exams.papers import Said
from app.services.exams.pools import Drawn

FEWEST_ROWS, SPARE_ROWS, MOST_ROWS = 4, 2, 20
KIND_NAMES = {
    "single": _("单选"),
    "multiple": _("多选"),
    "true_false": _("判断"),
    "fill_in": _("填空"),
    "short": _("简答"),
}
ANY = _("不限")


def number(label: str, least: int, most: int) -> IntegerField:
    between = _("请填 %(least)s 到 %(most)s 的整数。", least=least, most=most)
    return IntegerField(label, [InputRequired(between), NumberRange(least, most, message=between)])


class DrawForm(LianxianForm):
    """A line of a paper; one without a number of questions is none."""

    module = SelectField(
        _("模块"),
        choices=[SelectChoice("", ANY), *(SelectChoice(one, MODULE_NAMES[one]) for one in MODULES)],
        default="",
    )
    tag = StringField(_("标签"), [Length(max=40)], filters=[trimmed], default="")
    kind = SelectField(
        _("题型"),
        choices=[SelectChoice("", ANY), *(SelectChoice(one, KIND_NAMES[one]) for one in KINDS)],
        default="",
    )
    count = IntegerField(
        _("题数"), [Optional(), NumberRange(1, 200, message=_("请填 1 到 200 的整数。"))]
    )
    points = StringField(
        _("每题分值"),
        [Regexp(r"^(\d{1,3}(\.\d{1,2})?)?$", message=_("请写数字,如 2 或 2.5。"))],
        filters=[trimmed],
        default="",
    )

    def validate_tag(self, field: StringField) -> None:
        if self.count.data is None and not self.count.errors and (field.data or self.asks):
            raise ValidationError(_("这一行还没写题数。"))

    def validate_points(self, field: StringField) -> None:
        if field.data and not field.errors and not hundredths(field.data):
            raise ValidationError(_("分值要大于 0。"))

    @property
    def asks(self) -> bool:
        return bool(self.module.data or self.kind.data)

    def drawn(self) -> Drawn:
        facts = {name: self[name].data or "" for name in ("module", "tag", "kind")}
        return Drawn(**facts, count=self.count.data, points=hundredths(self.points.data) or None)


class PaperForm(LianxianForm):
    """What is drawn from the bank, and on which terms it is taken."""

    title = StringField(
        _("名称"), [DataRequired(_("请填名称。")), Length(max=80)], filters=[trimmed]
    )
    minutes = number(_("考试时间(分钟)"), 1, 600)
    pass_percent = number(_("及格线(百分数)"), 1, 100)
    retakes = number(_("可以补考几次"), 0, 20)
    retake_days = number(_("两次之间至少隔几天"), 0, 60)
    offline = BooleanField(_("断网也能考:题目先存在设备上,不含答案"))
    required = BooleanField(_("新人必考:没通过前不派精准客户"))
    draws = FieldList(FormField(DrawForm), min_entries=MOST_ROWS, max_entries=MOST_ROWS)

    def said(self) -> Said:
        named = ("title", "minutes", "pass_percent", "retakes", "retake_days")
        facts = {name: self[name].data for name in (*named, "offline", "required")}
        draws = tuple(one.form.drawn() for one in self.draws if one.form.count.data)
        return Said(draws=draws, **facts)

    @property
    def rows(self) -> list[FormField]:
        """The lines that are filled and some more."""
        filled = [at for at, one in enumerate(self.draws, 1) if one.form.count.data or one.errors]
        return list(self.draws)[: max(FEWEST_ROWS, *(at + SPARE_ROWS for at in [0, *filled]))]

    @classmethod
    def of(cls, said: Said) -> "PaperForm":
        rows = [{**asdict(one), "points": typed(one.points)} for one in said.draws]
        return cls(data={**asdict(said), "draws": rows})


def typed(points: int | None) -> str:
    return "" if points is None else f"{points / 100:g}"
