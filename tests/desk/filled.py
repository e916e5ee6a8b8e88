"""A desk on which something stands on every page: for tests that go through the table of addresses."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse
from tests.desk.kept import kept_story
from tests.desk.news import FOLLOW_UP, MACKEREL
from tests.desk.written import put_out, softened

from parley.analysis.differences import Comparison, Difference
from parley.desk.commenting import moderate, write
from parley.desk.models.briefs import Comment, ShareLink
from parley.desk.models.ledgers import Alert, FeedLink
from parley.desk.models.people import ApiToken, OneTimeLink
from parley.desk.models.stories import Feed, Verdict
from parley.desk.models.teams import Invitation, Role
from parley.desk.models.work import Job, Trial
from parley.desk.work.trying import begin

COPY = MACKEREL.replace("Norway rejects Iceland’s offer on mackerel", "Oslo turns Reykjavik down")


def fill(negotiation, people):
    """Fill Alice's desk; gives a value for every name that an address of the table may hold."""
    team = negotiation.team
    story = kept_story(negotiation, MACKEREL, by=people["erin"])
    copy = kept_story(negotiation, COPY, by=people["erin"])
    copy.same_as = story
    copy.save()
    kept_story(negotiation, FOLLOW_UP, by=people["erin"])
    Verdict.objects.create(
        story=story, evidence="gone", kind="move", word="reject", exact="gone", is_lost=True, by=people["rob"]
    )
    version = _published(negotiation, people)
    _forecast(negotiation, people)
    _tried(negotiation, people)
    job = Job.objects.create(negotiation=negotiation, kind="analyse", target="1", step="drawing", share=0.4)
    ShareLink.issue(negotiation, people["alice"])
    ApiToken.issue(people["erin"], "push from my laptop")
    return {
        "team": team.code,
        "code": negotiation.code,
        "story": story.code,
        "sentence": "s1",
        "feed": Feed.objects.create(negotiation=negotiation, address="https://news.example/feed").pk,
        "job": job.code,
        "token": people["erin"].tokens.get().pk,
        "revision": 1,
        "brief": version.publication.code,
        "number": 1,
        "comment": version.publication.comments.first().pk,
        "link": negotiation.share_links.get().pk,
        "secrets": {
            "join": Invitation.issue(team, "new@example.org", Role.READER, people["alice"]),
            "shared": ShareLink.issue(negotiation, people["alice"]),
            "first-account": OneTimeLink.issue(),
            "moved-atom": FeedLink.issue(negotiation, people["reed"]),
        },
    }


def _published(negotiation, people):
    """Two versions with a comment that is shown, one that is held, and an alert about what moved between them."""
    first = put_out(negotiation, people)
    made = write(first.publication, body="Does Congress agree?", sentence="", by=people["charlie"])
    moderate(first.publication, [made.pk], Comment.State.SHOWN, by=people["rob"])
    write(first.publication, body="Good work.", sentence="", by=people["reed"])
    second = put_out(negotiation, people, softened(), note="Kyiv gave way.")
    before, after = negotiation.revisions.order_by("number")[:2]
    moves = ["moves Ukraine on security guarantees 90 to 60", "probability of a deal in 90 days 0.41 to 0.46"]
    Alert.objects.create(negotiation=negotiation, before=before, after=after, moves=moves)
    return second


def _tried(negotiation, people):
    """A change worked out with all models, and one that waits for it."""
    revision, given = negotiation.latest(), {"without": ["russia"], "settings": [], "doubled": []}
    moved = Difference(of="zopa", words="chance that some package suits everybody", before=0.4, after=0.6, change=0.2)
    found = Comparison(changes=("without russia",), seed=0, draws=200, differences=(moved,))
    Trial.objects.create(revision=revision, given=given, digest="1", comparison_json=found.to_json(), by=people["rob"])
    begin(negotiation, revision, {**given, "without": ["congress"]}, people["rob"])


def _forecast(negotiation, people):
    """The model's answers frozen, Rob's own beside one of them, and one resolved."""
    erin, rob = Client(), Client()
    for client, name in ((erin, "erin"), (rob, "rob")):
        client.force_login(people[name], backend="allauth.account.auth_backends.AuthenticationBackend")
    erin.post(reverse("freeze", args=[negotiation.code]))
    for question in negotiation.ledger.values_list("question", flat=True)[:1]:
        given = {"question": question, "percent": "65", "why": "They want it signed."}
        rob.post(reverse("forecast", args=[negotiation.code]), given)
        erin.post(
            reverse("resolve", args=[negotiation.code]),
            {"question": question, "outcome": "yes", "why": "It was signed."},
        )
