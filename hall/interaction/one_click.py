"""The ways out of the letters of this floor."""

from portal.accounts.one_click import StopLink

DIGEST = StopLink("digest", "mail_stop")
COMMENT_MAIL = StopLink("comment_mail", "comment_mail_stop")
