"""How money moves, in words: by hand, months, approvals, statements (rules.md §8)."""

from flask_babel import lazy_gettext as _

SENTENCES = {
    "pay_by_hand_bonus": _("%(by)s提出:%(reason)s"),
    "pay_by_hand_deduction": _(
        "%(by)s提出:%(reason)s。违反的规定:%(house_rule)s。本人的说明:%(heard)s"
    ),
    "pay_by_hand_cash": _("已当场发给本人现金,不再重复发放。%(by)s记录:%(reason)s"),
    "by_hand_fen": _("请选是另加、违规扣款还是已发现金,并填大于 0 的金额。"),
    "by_hand_heard": _("违规扣款要写明违反的规定和本人的说明;其他的不用写。"),
    "pay_adjustment": _(
        "%(period)s 的%(line)s按现在的数据是 %(now_fen)s 元,月结时是 %(stands_fen)s 元,差额补发或补扣。"
    ),
    "pay_month_open": _("这个月还没有提交审批,先提交。"),
    "pay_month_proposed": _("这个月的明细还没有发出,先发出明细。"),
    "pay_month_published": _("这个月的明细已经发出,还没有月结。"),
    "pay_month_closed": _("这个月已经月结,不再改动;后来的变化在下个月补发或补扣。"),
    "pay_month_paid": _("这个月已经发放,不再改动;后来的变化在以后的月份补发或补扣。"),
    "pay_month_not_over": _("%(period)s 还没有过完,过完以后再发出明细和月结。"),
    "pay_month_to_come": _("%(period)s 还没有开始。"),
    "pay_later_closed": _("%(period)s 已经月结,更早的月份不能再开始。"),
    "pay_earlier_open": _("先把 %(period)s 月结,再结这个月。"),
    "pay_window_open": _("%(until)s 之前还可以申诉,过后再月结。"),
    "pay_objections_open": _("还有 %(n)s 条申诉没有答复,答复以后再月结。"),
    "pay_changed": _("数据有变化,明细已重新计算。看过以后再月结一次。"),
    "pay_state_open": _("未提交"),
    "pay_state_proposed": _("审批中"),
    "pay_state_published": _("明细已发出"),
    "pay_state_closed": _("已月结"),
    "pay_state_paid": _("已发放"),
    "award_state_by_rule": _("按规则发放"),
    "award_state_waiting": _("待审批"),
    "award_state_approved": _("已批准"),
    "award_state_rejected": _("未通过"),
    "pay_step": _("请选一步:提交审批、发出明细或月结。"),
    "award_word": _("请选“批准”或“不通过”;原因最多 200 个字。"),
    "statement_changed": _("明细在你看过以后变了,看过新的再确认。"),
    "statement_objected": _("你的申诉还没有答复,答复以后再确认。"),
    "objection_text": _("请写哪里不对,最多 200 个字。"),
    "objection_late": _("申诉的时间到 %(until)s 为止。有问题请直接找经理,差额可以在下个月补发。"),
    "objection_open": _("这一项的申诉还没有答复,等答复以后再说。"),
    "objection_answer": _("请写答复,最多 200 个字。"),
    "objection_own": _("这是你自己的申诉,要由别人答复。"),
    "objection_answered": _("这条申诉已经有人答复了。"),
    "award_none": _("先选要审批的项目。"),
    "award_own": _("这是你自己的,要由别人审批。"),
    "award_proposer": _("这是你提出的,要由别人审批。"),
    "award_roster": _("你参加了这项评比,要由没有参加的人审批。"),
    "award_decided": _("其中有的已经审批过了,刷新以后再看。"),
    "award_not_needed": _("底薪和提成按规则发放,不用审批。"),
    "award_changed": _(
        "有 %(n)s 项在你看过以后变了,这次没有审批。%(name)s的%(line)s:"
        "看到的是 %(shown_fen)s 元,现在是 %(now_fen)s 元。看过新的再审批。"
    ),
}
