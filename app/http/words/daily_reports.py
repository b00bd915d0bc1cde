"""Daily reports in words: what is refused of a line (rules.md §9)."""

from flask_babel import lazy_gettext as _

SENTENCES = {
    "daily_line_long": _("一句话最多 %(most)s 个字。"),
    "daily_line_early": _("这一天还没到,到那天再写。"),
    "daily_line_over": _("这一天的话写到%(at)s为止,已经定稿了。"),
    "daily_line_changed": _("你在另一台设备上写过:“%(text)s”。再保存一次,就用这里写的。"),
    "daily_line_differs": _("这一句送来过,内容却不一样,这次没有收。请再保存一次。"),
    "daily_line_unreadable": _("没看懂是哪一天的日报。请刷新页面再写。"),
}
