from fractions import Fraction

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.http.words.numbers import money, percent, plain, rounded
from app.rules.measures.dictionary import MEASURES, MINUTES, MONEY, RATE
from app.rules.measures.targets import AMOUNT, RATES

NAMES = {
    "measure_calls": _("拨打量"),
    "measure_dial_completion": _("拨打完成率"),
    "measure_connect_rate": _("接通率"),
    "measure_workload": _("工作量"),
    "measure_amount": _("业绩额"),
    "measure_deals": _("单数"),
    "measure_conversion": _("成单率"),
    "measure_new_customers": _("新客户数"),
    "measure_wechat_rate": _("加微率"),
    "measure_repurchase_rate": _("复购率"),
    "measure_satisfaction": _("客户满意度"),
    "measure_speed_to_lead": _("首次响应时长"),
    "measure_uncalled": _("还没打的精准资源"),
    "measure_follow_up_on_time": _("跟进及时率"),
    "measure_wastage": _("资源浪费率"),
    "measure_cohort_conversion": _("资源转化率"),
    "measure_complaint_rate": _("投诉率"),
}
FORMULAS = {
    "formula_calls": _("打出的电话,作废的不算,打进来的不算。"),
    "formula_dial_completion": _("拨打量 ÷(每天应打数 × 出勤的工作日)。半天算一半,今天也算在内。"),
    "formula_connect_rate": _("打通的 ÷ 拨打量。"),
    "formula_workload": _("每通按结果计分的合计:打通一通 1 分,其他按设置。"),
    "formula_amount": _("这段时间确认的到账,减去其中退掉的,按分成到人,精确到分。"),
    "formula_deals": _("这段时间开始计入、退款后仍有余额的成单,按分成相加。"),
    "formula_conversion": _("客户第一单的分成合计 ÷ 这段时间接通过的不同客户。"),
    "formula_new_customers": _("这段时间因第一单成为客户的,按分成相加。"),
    "formula_wechat_rate": _("这段时间加上微信的不同客户 ÷ 接通过的不同客户。"),
    "formula_repurchase_rate": _("期初已有的客户里这段时间又成单的 ÷ 期初已有的客户。"),
    "formula_satisfaction": _("成交客户的评价里答满意或非常满意的 ÷ 收到的评价。"),
    "formula_speed_to_lead": _(
        "这段时间第一次拨打的精准资源,从到达到拨出的工作时间,取中间那条(双数取中间两条的平均)。"
        "算给拨打的人;合在一起时把所有资源重新排,不用各人的中位数。越短越好。"
    ),
    "formula_uncalled": _(
        "这段时间到达、还能打、至今没人拨出过的精准资源,算在现在的负责人名下。越少越好。"
    ),
    "formula_follow_up_on_time": _(
        "当天或提前跟进的 ÷ 这段时间该跟进的,算给约的人。再打一通或客户有回复的联系就是跟进。"
        "到期前改约、交出去的不算该跟进;还没过完的日子不算。"
    ),
    "formula_wastage": _("分到的精准资源里,后来一通没打就被收回的 ÷ 这段时间分到的。越低越好。"),
    "formula_cohort_conversion": _(
        "这段时间收到的资源里至今成单的 ÷ 收到的资源。只按来源和全公司算,不算到人。"
    ),
    "formula_complaint_rate": _("这段时间记下的投诉 ÷ 接通过的不同客户,算给被投诉的人。越低越好。"),
    "adds_sum": _("合计是各行相加。"),
    "adds_ratio": _("分母是零时写“–”,合计不用比率相加,而是重新算。"),
    "adds_median": _("一条都没有时写“–”。"),
}
CUTS = {
    "cut_person": _("按人"),
    "cut_group": _("按小组"),
    "cut_team": _("按团队"),
    "cut_source": _("按来源"),
    "nobody_person": _("没有归属人"),
    "nobody_group": _("没有小组"),
    "nobody_team": _("没有团队"),
    "nobody_source": _("没有来源"),
}
KINDS = {
    "period_day": _("日"),
    "period_week": _("周"),
    "period_month": _("月"),
    "period_quarter": _("季"),
    "period_year": _("年"),
}
SEASONS = {
    "trades_many": _("当季行业最多 %(most)s 个。"),
    "trade_long": _("行业“%(text)s…”太长,请写短一点。"),
    "season_changed": _("刚才有人改过这份计划。再存一次,就用你写的;原来的留在记录里。"),
}
SENTENCES = {**SEASONS, **NAMES, **FORMULAS, **CUTS, **KINDS}


def measured(value: Fraction | None, code: str) -> str:
    """A value as people read it: ¥ and yuan, percent with one decimal, or a number with at most two;
    minutes; "–" where there is none (rules.md §6)."""
    if value is None:
        return "–"
    unit = MEASURES[code].unit
    if unit == MONEY:
        return money(int(value))
    if unit == MINUTES:
        return minutes(value)
    return percent(value) if unit == RATE else plain(value)


def minutes(value: Fraction) -> str:
    return gettext("%(n)s 分钟", n=plain(Fraction(rounded(10 * value), 10)))


def waited(seconds: int) -> str:
    """So many seconds in minutes, with one decimal where it says something."""
    return minutes(Fraction(seconds, 60))


def target(hundredths: int | None, code: str) -> str:
    """A target as people read it; "–" where there is none."""
    if hundredths is None:
        return "–"
    if code == AMOUNT:
        return money(hundredths)
    value = plain(Fraction(hundredths, 100))
    return f"{value}%" if code in RATES else value


def change(now: Fraction | None, before: Fraction | None, code: str) -> str:
    """By how much it is more or less than before: of rates in points, else in percent of what it
    was; nothing where one of them has no value."""
    if now is None or before is None:
        return ""
    if MEASURES[code].unit == RATE:
        return gettext("%(more)s 个点", more=signed(100 * (now - before)))
    return f"{signed(100 * (now - before) / before)}%" if before else ""


def signed(number: Fraction) -> str:
    tenths = rounded(10 * number)
    sign = "+" if tenths > 0 else "−" if tenths < 0 else "±"
    whole, rest = divmod(abs(tenths), 10)
    return f"{sign}{whole:,}.{rest}"
