from flask_babel import lazy_gettext as _

SENTENCES = {
    "backup_exists": _("文件 %(file)s 已经在了。换一个名字,或先移走它。"),
    "backup_damaged": _("这个备份不完整或已损坏,什么都没有改。"),
    "backup_newer": _("这个备份来自更新的版本。先更新系统,再恢复。什么都没有改。"),
    "backup_other_database": _(
        "这个备份是 %(dialect)s 数据库的,放不进现在的数据库。什么都没有改。"
    ),
    "backup_program_missing": _("找不到 %(program)s。请先安装 PostgreSQL 的客户端程序。"),
    "backup_program_failed": _("%(program)s 没有成功:%(said)s"),
    "server_running": _("系统还在运行。先停下服务器和后台任务,再恢复。"),
}
