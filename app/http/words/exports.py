from flask_babel import lazy_gettext as _

SENTENCES = {
    "export_purpose": _("请写明用途。"),
    "export_empty": _("没有可以导出的客户。请放宽筛选条件。"),
    "export_too_many": _("一次最多导出 %(most)s 行。请缩小筛选条件。"),
    "export_nobody_approves": _(
        "超过 %(most)s 行要另一位经理或负责人批准,现在没有别人可以批准。"
        "请缩小筛选条件,或者在“人员”里给另一个人加上“负责人”。"
    ),
    "export_own": _("自己的申请要由别人批准。"),
    "export_decided": _("这个申请已经有人处理了。"),
    "export_not_made": _("文件还没有生成。"),
    "export_gone": _("文件已经删除。需要的话请重新导出。"),
    "export_not_allowed": _("申请人现在没有这个权限,不能导出。"),
    "export_filter": _("这个申请的筛选条件已经不能用了。请重新申请。"),
    "export_grew": _("客户比批准时多了,最多 %(most)s 行。请重新申请。"),
    "export_broken": _("生成文件时出了错。请重新导出,还不行就告诉管理员。"),
    "export_elsewhere": _("另一个程序正在生成同一个文件。"),
    "export_file_nowhere": _("文件夹 %(folder)s 不存在,或者不能写入。请换一个地方。"),
    "export_file_exists": _("%(file)s 已经存在,没有覆盖。请换一个文件名。"),
    "export_no_person": _("没有账号“%(login)s”。"),
    "export_waits": _(
        "已提出申请 %(number)s,要等另一位经理或负责人在“导出”页面批准。"
        "批准后再运行:flask export leads 文件 --as 账号 --number %(number)s"
    ),
    "export_ending": _("%(file)s 的扩展名要是 .csv 或 .xlsx,或者用 --format 指定。"),
    "export_missing": _("账号“%(login)s”没有导出 %(number)s。"),
    "export_rejected": _("申请没有批准:%(because)s"),
}
