from flask_babel import lazy_gettext as _

from app.http.words.setting_names import NAMES, SECTIONS

ABOUT = {
    "quota.first_month": _(
        "新人从能拿精准资源的那天起,第一阶段每个工作日的配额。半天在岗减半,不在岗为 0。"
    ),
    "quota.after_first_month": _("过了第一阶段、还没稳定时,每个工作日的配额。"),
    "quota.later": _("稳定以后,过了第一阶段的人每个工作日的配额。"),
    "quota.first_step_months": _("从本人能拿精准资源的那天起算整月。"),
    "quota.later_step_months": _("从团队成立(或本人开始)起算整月。"),
    "quota.clock": _("按团队:团队满了月数,全队一起算稳定。按个人:每个人满了月数才算。"),
    "quota.own_number": _("有单独设定的人,不看入职多久,每个工作日都是这个数。"),
    "allocation.run_at": _("要在第一个拨打时段开始之前。当天已经分过的不会再分。"),
    "onboarding.gate": _(
        "从第一份入职必考的试卷发布那天起,还没通过的新人只发普通资源。关掉以后,谁都照配额发。"
    ),
    "surplus.shown_after_working_days": _("等得更久的,会在分配页列出来,可以加量分出去。"),
    "recycle.idle_working_days": _("从收到、最后一次有效跟进或约好的日子里最晚的一天算起。"),
    "neglect.tries": _("用在浪费报告里:打够次数,或者聊上过一次,就算认真打过。"),
    "calls.windows": _("首次拨打和跟进放在这些时段。约好的回电、老客户和来电不受限制。"),
    "calls.hours": _("这段时间以外拨打陌生客户,要写原因。拨打时段要在这段时间里。"),
    "speed.hours": _("从资源到达到第一次拨出,只算工作日的这段时间。"),
    "frequency.day_calls": _("不管谁打,合起来算。超过了就不再排进名单,要打得请主管同意。"),
    "plausible.shortest_connected_s": _("可疑通话只做标记给主管看,不自动作废。"),
    "team.advised_most": _("只是建议,不会拦住任何人。"),
    "reveal.per_day": _("每看一次都有记录。"),
    "deals.counts_at": _("只看已确认的到账。签约日期在旁边显示,按签约那天的设置算。"),
    "workload.connected": _("只算拨出去的电话,作废的不算。"),
    "workload.incoming": _("一般不算。客服为主的团队可以算上。"),
    "meetings.morning.at": _("每个工作日一次。还没开的会议会跟着改。"),
    "meetings.weekly.weekday": _("那天放假的话,提前到那一周放假前最后一个工作日。"),
    "meetings.carried_most": _("到了这一次,要么完成,要么拆开,要么往上交,会议才能结束。"),
    "pay.minimum_wage_yuan": _("工作量不足的扣减不会让应发低于它。不满一个月的按工作日折算。"),
    "practice.retention_percent": _("数字越大,复习越勤。一般用 90。"),
    "practice.longest_days": _("每答对一次,间隔就拉长一些,最长到这个数。"),
    "exams.pass_percent": _("已有的考卷不变,各张考卷可以另定。"),
    "export.rows_alone": _("不超过这个数,有权限的人自己就能导出。填 0 表示每次都要批准。"),
    "export.growth_percent": _(
        "批准后到生成文件前,客户又多了的话,超过这个比例就不生成,要重新申请。"
    ),
    "export.kept_days": _("到期自动删除文件,记录一直留着。"),
}
CHOICES = {
    "on": _("打开"),
    "off": _("关掉"),
    "team": _("按团队成立"),
    "personal": _("按个人入职"),
    "first_receipt": _("第一笔到账"),
    "full_payment": _("全部到账"),
    "contract": _("签约日期(到账以后)"),
    "monday": _("星期一"),
    "tuesday": _("星期二"),
    "wednesday": _("星期三"),
    "thursday": _("星期四"),
    "friday": _("星期五"),
    "saturday": _("星期六"),
    "sunday": _("星期日"),
}
REFUSED = {
    "setting_range": _("请填 %(least)s 到 %(most)s 之间的整数。"),
    "setting_clock": _("请填一个时间。"),
    "setting_choice": _("请选一项。"),
    "setting_scope": _("这个设置不能单独给他。"),
    "setting_span_backwards": _("%(start)s 到 %(end)s:结束要晚于开始。"),
    "setting_spans_overlap": _("%(first)s 和 %(second)s 有重叠。"),
    "setting_above": _("“%(setting)s”(%(low)s)不能超过“%(limit)s”(%(high)s)"),
    "setting_outside_hours": _(
        "拨打时段 %(start)s–%(end)s 超出了可以打电话的时间 %(opens)s–%(closes)s"
    ),
    "setting_run_late": _("自动分配 %(run_at)s 晚于第一个拨打时段 %(first)s"),
    "setting_clash": _("从 %(day)s 起合不上:%(why)s。请先改另一个,或换一个值。"),
    "setting_in_the_past": _(
        "不能从过去的日子改起:那时已经按原来的数分配和统计了。最早从今天(%(day)s)起。"
    ),
    "setting_too_far": _("最多提前一年,请选 %(day)s 或以前。"),
    "setting_no_news": _("从那天起本来就是这样,没有要改的。"),
    "setting_begun": _("已经开始生效的不能删除,可以从今天起改成别的值。"),
    "setting_incomplete": _("先把新的值、给谁和日期填好,这里就能看到结果。"),
}
BECAUSE = {
    "because_quota_absent": _("那天不在岗"),
    "because_quota_own_number": _("单独设定"),
    "because_quota_first_month": _("入职第 %(day)s 天"),
    "because_quota_after_first_month": _("入职第 %(month)s 个月"),
    "because_quota_later": _("入职第 %(month)s 个月,算稳定"),
    "because_quota_team_stable": _("团队已满 %(months)s 个月"),
}
SENTENCES = {
    **{f"section_{code}": name for code, name in SECTIONS.items()},
    **{f"setting_{key}": name for key, name in NAMES.items()},
    **{f"limit_{key}": name for key, name in NAMES.items()},
    **REFUSED,
    **BECAUSE,
}
