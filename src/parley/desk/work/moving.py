"""What a change moved, as an alert on the desk and by mail; neither carries the words of a story."""

from __future__ import annotations

from smtplib import SMTPException

from django.core.mail import EmailMessage, get_connection
from django.utils import timezone

from parley.analysis.moved import moves
from parley.analysis.results import Results
from parley.brief.english import with_articles
from parley.brief.plain import plain
from parley.desk.jobs import Effect, Report, start
from parley.desk.models.ledgers import Alert
from parley.desk.models.negotiations import Revision
from parley.desk.models.people import User
from parley.desk.models.work import Analysis, Job
from parley.errors import ParleyError

News = tuple[Revision, Revision, list[str]]
MOST = 12  # moves in one alert; the comparison of the two revisions shows all


def what_moved(revision: Revision, results: Results) -> News | None:
    """What a newly analysed revision moved against the one analysed before it.

    Returns:
        None: nothing moved, none was analysed before, or a newer revision is analysed already.
    """
    made = Analysis.objects.filter(
        revision__negotiation_id=revision.negotiation_id, seed=results.seed, draws__gte=results.draws
    ).exclude(revision=revision)
    if made.filter(revision__number__gt=revision.number).exists():
        return None
    before = made.select_related("revision").order_by("-revision__number").first()
    if before is None:
        return None
    found = moves((before.revision.case, before.results), (revision.case, results))
    parties = revision.case.parties
    told = [plain(with_articles(move.text, parties)) for move in found[:MOST]]
    return (before.revision, revision, told) if told else None


def tell(before: Revision, after: Revision, told: list[str]) -> None:
    """Keep the alert, once for each pair of revisions, and have it mailed to those who want mail."""
    alert, is_new = Alert.objects.get_or_create(
        before=before, after=after, defaults={"negotiation": after.negotiation, "moves": told}
    )
    if is_new and _readers(alert):
        start(after.negotiation, "mail-alert", str(alert.pk), None)


def _readers(alert: Alert) -> list[User]:
    return list(alert.negotiation.team.members.filter(wants_mail=True, is_active=True))


def mail_alert(job: Job, report: Report) -> Effect:
    """Mail an alert to those of the team who want it: its moves alone, no word of a story.

    It is marked as mailed before it is sent, so that it goes once at most. A worker killed in between sends none: a
    mail that is missing stands on the desk and in the feed all the same, one that comes twice is believed twice.

    Raises:
        ParleyError: the mail server did not take it; the mark is taken off again.
    """
    alert = Alert.objects.select_related("negotiation__team").get(pk=int(job.target))
    report("mailing", 0.2)
    unsent = Alert.objects.filter(pk=alert.pk, mailed_at=None)
    if unsent.update(mailed_at=timezone.now()):
        try:
            with get_connection() as connection:
                connection.send_messages([_message(alert, reader) for reader in _readers(alert)])
        except (OSError, SMTPException) as error:
            Alert.objects.filter(pk=alert.pk).update(mailed_at=None)
            raise ParleyError(
                f"The mail server did not take the alert ({type(error).__name__}). Check EMAIL_URL; "
                "the alert itself stands on the desk."
            ) from error
    return lambda: None


def _message(alert: Alert, reader: User) -> EmailMessage:
    title = plain(alert.negotiation.title, 120)
    return EmailMessage(
        subject=f"Moved: {title}",
        body="\n".join([title, "", *(f"- {move}" for move in alert.moves), "", "Open the desk to see why.", ""]),
        to=[reader.email],
        headers={"Message-ID": f"<alert-{alert.pk}-{reader.pk}@parley>"},
    )
