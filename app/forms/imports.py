from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from wtforms import FileField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, NumberRange, Optional, StopValidation

from app.errors import RuleBroken
from app.forms.fields import IntegerField, LianxianForm

WHAT = {
    "leads": _("客户资源"),
    "people": _("人员"),
    "calls": _("通话记录"),
    "deals": _("成单和到账"),
    "presence": _("出勤"),
    "targets": _("目标"),
}
LEAD_KINDS = {"ordinary": _("普通"), "precise": _("精准"), "own": _("自拓")}


def given(form: LianxianForm, field: FileField) -> None:
    if not getattr(field.data, "filename", ""):
        raise StopValidation(_("请选一个文件。"))


class UploadForm(LianxianForm):
    what = SelectField(_("导入什么"))
    file = FileField(_("文件"), [given])

    def allow(self, kinds: Iterable[str]) -> None:
        self.what.choices = [SelectChoice(kind, WHAT[kind]) for kind in kinds]


class TermsForm(LianxianForm):
    """What holds for all rows of a file of leads; its columns come as fields of one name."""

    kind = SelectField(
        _("资源类型"),
        choices=[SelectChoice(*pair) for pair in LEAD_KINDS.items()],
        default="ordinary",
    )
    source = StringField(_("来源"), [Length(max=200)], default="")
    heading_row = IntegerField(_("表头在第几行"), [Optional(), NumberRange(0, 200)])

    def check(self) -> None:
        """Refuses what the page does not offer."""
        if not self.validate():
            raise RuleBroken("import_terms")
