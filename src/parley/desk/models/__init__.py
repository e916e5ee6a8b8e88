"""What the desk keeps. Django looks for models here; everybody else imports from the module that holds one."""

from __future__ import annotations

from parley.desk.models.briefs import Comment, CommentReport, Paper, Publication, ShareLink, Version
from parley.desk.models.ledgers import Alert, AlertSeen, FeedLink, LedgerEntry
from parley.desk.models.negotiations import Negotiation, Revision
from parley.desk.models.people import ApiToken, OneTimeLink, User
from parley.desk.models.stories import Feed, FeedEntry, Story, Verdict
from parley.desk.models.teams import Invitation, Membership, Team
from parley.desk.models.work import Analysis, Fragment, Job, Picture, Trial

__all__ = [
    "Alert",
    "AlertSeen",
    "Analysis",
    "ApiToken",
    "Comment",
    "CommentReport",
    "Feed",
    "FeedEntry",
    "FeedLink",
    "Fragment",
    "Invitation",
    "Job",
    "LedgerEntry",
    "Membership",
    "Negotiation",
    "OneTimeLink",
    "Paper",
    "Picture",
    "Publication",
    "Revision",
    "ShareLink",
    "Story",
    "Team",
    "Trial",
    "User",
    "Verdict",
    "Version",
]
