from flask_babel import lazy_gettext as _

SENTENCES = {
    "run_morning": _("早上自动分配"),
    "run_by_hand": _("手动分配"),
    "run_arrival": _("到达即分"),
    "run_extra": _("加量"),
    "given": _("经理指定:%(reason)s"),
    "extra_number": _("每人请填 1 到 %(most)s 条。"),
    "extra_nobody": _("选的人今天都不能拿资源。"),
    "extra_nothing": _("现在没有等了超过一个工作日的精准资源。"),
    "give_owned": _("这位客户已经有负责人了。"),
    "give_not_callable": _("这位客户现在不能打:勿扰、空号,或在冷却期。"),
    "give_barred": _("他在 %(days)s 天内放手过这位客户,先给别人。"),
    "give_nobody": _("这个人不打电话,不能接资源。"),
    "give_inactive": _("这个账号已停用。"),
    "give_free_day": _("今天休息,不发放精准资源。下一个工作日是 %(next)s。"),
    "give_absent": _("他今天不在岗,%(next)s 起可以。"),
    "give_onboarding": _("他还没通过入职考核,不能拿精准资源。"),
    "hand_out": _(
        "第 %(k)s 条,轮到“%(source)s”(%(waiting)s 条等待中占 %(of_source)s 条)。"
        "本人配额余 %(entitlement)s,全队共余 %(total)s,此前结余 %(carry)s:"
        "到此应得 %(due)s 条,已得 %(got)s 条,差得最多%(tie)s。"
    ),
    "tie_none": "",
    "tie_source": _(",与同事相同时本月这个来源拿得最少"),
    "tie_number": _(",与同事相同时按工号在先"),
    "hand_out_free_day": _("%(day)s 休息,不分配资源。下一个工作日是 %(next)s。"),
}
