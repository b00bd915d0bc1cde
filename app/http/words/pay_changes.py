"""What changes pay for longer than a month, in words (rules.md §8.1, §8.2, §8.14)."""

from flask_babel import lazy_gettext as _

SENTENCES = {
    "pay_raise": _("组长加薪每月 %(raise_fen)s 元,整月在任。"),
    "pay_raise_part": _(
        "组长加薪每月 %(raise_fen)s 元,%(first)s 至 %(last)s有 %(days)s 个工作日,全月 %(of)s 个。"
    ),
    "pay_allowance_monthly": _("%(name)s每月 %(amount_fen)s 元,整月有效。"),
    "pay_allowance_monthly_part": _(
        "%(name)s每月 %(amount_fen)s 元,%(first)s 至 %(last)s有 %(days)s 个工作日,全月 %(of)s 个。"
    ),
    "pay_allowance_per_day": _(
        "%(name)s每个出勤日 %(amount_fen)s 元,%(days)s 个工作日里出勤 %(here)s 天。"
    ),
    "pay_allowance_full_attendance": _("%(name)s:全月 %(of)s 个工作日都出勤。"),
    "change_formal": _("转正"),
    "change_leader_raise": _("组长加薪"),
    "change_allowance": _("固定津贴"),
    "condition_monthly": _("每月,不满一个月按工作日折算"),
    "condition_per_day": _("按出勤天数,半天算一半"),
    "condition_full_attendance": _("全勤才发,每月"),
    "near_formal": _("工作量 %(done)s / %(asked)s"),
    "near_leader_raise": _("任组长 %(done)s / %(asked)s 个月"),
    "change_terms": _("固定津贴要写名称、怎么发、金额和从哪天起;转正和组长加薪不用写。"),
    "change_days": _("请选日期,最后一天不能早于第一天。"),
    "change_waits": _("这个人的这一项已经提出,还在等审批。"),
    "change_decided": _("这一项已经审批过了,刷新以后再看。"),
    "change_ended": _("这一项已经停止,或没有批准过。"),
    "change_left": _("这个人今天不在职。"),
    "change_not_probation": _("这个人现在不是试用,不用转正。"),
    "change_units": _("入职以来的工作量是 %(units)s,到 %(asked)s 才能转正。"),
    "change_onboarding": _("入职考核还没有全部通过,通过以后才能转正。"),
    "change_no_leader": _("这个人现在不是组长。"),
    "change_months": _("任组长满 %(months)s 个月,满 %(asked)s 个月才能加薪。"),
    "change_raised": _("这一任组长已经加过薪。"),
    "grade_own": _("自己的薪酬级别由别人来改。"),
    "grade_by_conversion": _("从试用转正要先提出、再由别人审批:在“津贴与调薪”里提出。"),
}
