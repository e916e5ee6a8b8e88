"""The desk: one place where a team reads, judges, computes and publishes, and readers check and discuss.

It computes nothing itself: it calls the five verbs and keeps their records. Needs the extra `desk`.
"""
