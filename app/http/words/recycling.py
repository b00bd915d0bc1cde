from flask_babel import lazy_gettext as _

SENTENCES = {
    "recycle_uncalled": _("%(since)s 到手,第 %(days)s 个工作日还没拨打"),
    "recycle_idle": _("从 %(since)s 起 %(days)s 个工作日没有跟进"),
    "recycle_grade_a": _("A 类,从 %(since)s 起 %(days)s 个工作日没有跟进"),
    "recycle_maintained": _("维护客户,从 %(since)s 起 %(days)s 个工作日没有联系"),
    "recycle_own": _("自己开拓,从 %(since)s 起 %(days)s 个工作日没有跟进"),
    "recycle_free_day": _("%(day)s 休息,不回收资源。下一个工作日是 %(next)s。"),
    "move_recycle_uncalled": _("没有拨打,回收"),
    "move_recycle_idle": _("没有跟进,回收"),
    "move_recycle_grade_a": _("没有跟进,回收"),
    "move_recycle_maintained": _("没有联系,回收"),
    "move_recycle_own": _("没有跟进,回收"),
}
