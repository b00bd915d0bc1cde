from flask_babel import lazy_gettext as _

SENTENCES = {
    "onboarding_no_gate": _("现在没有入职考核"),
    "onboarding_passed": _("%(since)s 起已通过"),
    "onboarding_here_before": _("%(began)s 开始考核时已经是正式员工,算通过"),
    "onboarding_exception": _("特批到 %(last)s"),
    "onboarding_open": _("还没通过"),
    "onboarding_dates": _("最后一天不能早于第一天。"),
    "onboarding_past": _("已经过去的日子不能特批,请从今天起选。"),
    "onboarding_too_long": _("一次最多特批 %(days)s 天,到期还没通过可以再批。"),
    "onboarding_not_needed": _("他已经通过入职考核,不用特批。"),
    "onboarding_nothing_lifted": _("现在没有给他的特批,可能刚被别人收回。"),
    "move_onboarding": _(
        "%(name)s 还没通过入职考核,精准资源不能到他手上。请交给别的同事,或先请经理特批。"
    ),
}
