from flask_babel import lazy_gettext as _

ROLES = {
    "rep": _("电销专员"),
    "group_leader": _("销售组长"),
    "supervisor": _("销售主管"),
    "manager": _("销售经理"),
    "trainer": _("培训师"),
    "service": _("客服代表"),
    "researcher": _("市场调研员"),
    "assistant": _("行政支持"),
    "finance": _("财务"),
    "owner": _("负责人"),
    "admin": _("系统管理员"),
}
GRADES = {"probation": _("试用"), "formal": _("转正"), "supervisor": _("主管")}
HALF_DAYS = {2: _("全天"), 1: _("半天"), 0: _("不在")}
PATTERNS = {
    "two_free_days": _("双休"),
    "one_free_day": _("单休"),
    "alternating": _("大小周"),
}

SENTENCES = {
    "login_taken": _("账号 %(login)s 已经有人用了。"),
    "roles_missing": _("至少要选一个角色。"),
    "role_unknown": _("不认识的角色:%(role)s。"),
    "own_roles": _("不能改自己的角色,请另一位经理或管理员来改。"),
    "own_departure": _("不能给自己办离职。"),
    "last_manager": _("他是最后一位能管人员的人。先让另一个人当经理或管理员。"),
    "left_before_hired": _("离职日期不能早于入职日期(%(hired_on)s)。"),
    "presence_range": _("日期的先后不对,或者超过一年。"),
    "presence_unknown": _("出勤只有全天、半天和不在。"),
    "pattern_unknown": _("不认识的作息。"),
    "anchor_needed": _("大小周要说明哪一周休两天。"),
    "exception_unknown": _("例外只有上班和休息。"),
    "reason_needed": _("请写明原因。"),
}
