"""A name that goes with its account: looked for in every column of every table once the account is gone."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from tests.desk.kept import kept_story
from tests.desk.news import MACKEREL
from tests.desk.working import do_jobs
from tests.desk.written import minerals as written_case

import parley.analysis.ledger as book
from parley.case.edit import judgement
from parley.desk.accounts import remove
from parley.desk.cases import save_pushed
from parley.desk.commenting import answer, write
from parley.desk.models.ledgers import FeedLink, LedgerEntry
from parley.desk.models.people import ApiToken
from parley.desk.models.stories import Verdict
from parley.desk.models.teams import Invitation, Role
from parley.desk.models.work import Fragment
from parley.desk.pages.public import told_html
from parley.desk.publishing import paper, publish
from parley.desk.soundness import examine
from parley.desk.unnaming import NOBODY, unnamed
from parley.desk.work.judging import lay
from parley.desk.work.trying import begin

NOW = datetime(2026, 3, 4, 9, tzinfo=UTC)
POSITION = "ukraine/security-guarantees/position"
FIRST, LATER, MAIL = "Ermintrude Quill", "Ermintrude Feather", "erin@example.org"


def judge(negotiation, by, on, change, why):
    made = judgement(on, change, who=str(by), when=NOW, why=why)
    return lay(negotiation, made, base=negotiation.latest().number, by=by)


@pytest.fixture
def worked(negotiation, people, client):
    """All that one can leave on a desk, left by somebody who was renamed on the way."""
    erin, rob = people["erin"], people["rob"]
    erin.name = FIRST
    erin.save()
    save_pushed(negotiation, written_case(), base=0, by=erin, why="from a file")
    judge(negotiation, rob, POSITION, {"value": 80, "low": 70, "high": 90}, "speech")
    judge(negotiation, erin, POSITION, {"value": 60, "low": 50, "high": 70, "beside": True}, "letter")
    judge(negotiation, erin, "ukraine/patience", {"value": 0.8, "low": 0.7, "high": 0.9}, "aid runs out")
    erin.name = LATER
    erin.save()
    judge(negotiation, erin, "russia/influence", {"value": 44, "low": 30, "high": 60}, "its port is closed")
    judge(negotiation, erin, "party/russia", {"remove": True}, "not at the table")  # the one before has lost its target
    judge(negotiation, erin, POSITION, {"value": 55, "low": 45, "high": 65, "beside": True}, "new letter")
    begin(negotiation, negotiation.latest(), {"without": ["congress"], "settings": [], "doubled": []}, erin)
    do_jobs(negotiation, "analyse", "try-out")
    leave_words(negotiation, people)
    Invitation.issue(negotiation.team, MAIL, Role.EDITOR, people["alice"])
    ApiToken.issue(erin, "laptop of Ermintrude")
    FeedLink.issue(negotiation, erin)
    return negotiation


def leave_words(negotiation, people):
    erin, rob, revision = people["erin"], people["rob"], negotiation.latest()
    version = publish(negotiation, revision.analyses.get(), note="First look.", by=erin)
    comment = write(version.publication, body="I doubt it", sentence="", by=erin)
    answer(write(version.publication, body="Who says so?", sentence="", by=rob), body="The minister.", by=erin)
    comment.refresh_from_db()
    told_html(version.publication, version, [comment], is_latest=True)
    paper(version.brief)
    story = kept_story(negotiation, MACKEREL, by=erin)
    Verdict.objects.create(story=story, evidence="e1", kind="move", word="reject", exact="gone", by=erin)
    made = book.freeze(revision.case, revision.analyses.get().results, on=date(2026, 3, 4))[0]
    own = book.beside([made], made.question, 0.65, by=str(erin), on=date(2026, 3, 5), why="They want it.")
    end = book.resolve([made, own], made.question, True, on=date(2026, 3, 6), by=str(erin), why="It was signed.")
    for entry in (made, own, end):
        given = {"question": entry.question, "digest": entry.digest(), "entry_json": entry.to_json()}
        LedgerEntry.objects.create(negotiation=negotiation, by=erin, **given)


def everything():
    """Each value of each table with where it stands, as text."""
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            names = [each[0] for each in cursor.description]
            for row in cursor.fetchall():
                for name, value in zip(names, row, strict=True):
                    raw = bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
                    yield f"{table}.{name}", raw.decode(errors="replace")


def where(*words):
    return sorted({place for place, text in everything() for word in words if word.casefold() in text.casefold()})


def test_a_name_that_goes_with_its_account_stands_in_no_table_any_more(worked, people, client):
    """Judgements, numbers, reasons in results and briefs, published versions, comments, the ledger, invitations."""
    before = where("Ermintrude")
    reader = people["rob"]
    remove(people["erin"], keeps_name=False)
    after = worked.latest()
    client.force_login(reader, backend="allauth.account.auth_backends.AuthenticationBackend")
    pages = [client.get(f"/n/{worked.code}/{page}/") for page in ("case", "history", "ledger", "brief", "analysis")]
    pages.append(client.get(f"/b/{worked.publication.code}/"))

    assert {"desk_revision.case_json", "desk_revision.numbers", "desk_analysis.results_json"} <= set(before)
    assert {"desk_analysis.brief_json", "desk_version.brief_json", "desk_ledgerentry.entry_json"} <= set(before)
    assert where("Ermintrude", "Quill", "Feather", MAIL) == []
    assert [page.status_code for page in pages] == [200] * 6
    assert "Ermintrude" not in "".join(page.content.decode() for page in pages)
    assert examine().problems == ()
    assert f"Rob, {NOBODY}" in after.case.stance("ukraine", "security-guarantees").position.by
    assert [each.who for each in after.case.judgements].count(NOBODY) == 5


def test_before_it_goes_an_account_takes_out_all_it_left(worked, people):
    """Every table that names it has a file, and nothing of anybody else's is in them."""
    import io
    import json
    import zipfile

    from parley.desk.accounts import export

    written = io.BytesIO()
    export(people["erin"], written)
    with zipfile.ZipFile(written) as zipped:
        told = {name.removesuffix(".json"): json.loads(zipped.read(name)) for name in zipped.namelist()}

    assert all(told.pop(empty) == [] for empty in ("reports",))
    assert all(told.values())
    assert told["published"][0]["note"] == "First look."
    assert told["trials"][0]["given"]["without"] == ["congress"]
    assert told["stories"][0]["source"] == "pasted text"
    assert "Who says so?" not in json.dumps(told)


def test_pages_kept_and_papers_set_before_are_made_anew(worked, people):
    """What is compressed or drawn cannot be looked through, so it goes as a whole."""
    from parley.desk.models.briefs import Paper

    assert Paper.objects.exists()
    remove(people["erin"], keeps_name=False)

    assert not Paper.objects.exists()
    assert not Fragment.objects.exists()


def test_who_keeps_the_name_takes_the_address_along_all_the_same(worked, people):
    remove(people["erin"], keeps_name=True)

    assert where(MAIL) == []
    assert "desk_revision.case_json" in where(FIRST)
    assert worked.publication.versions.get().by_name == LATER


def test_words_of_a_story_stay_whoever_they_name():
    """An analyst may be called like a minister: what the minister said is evidence, letter for letter."""
    sentence = "Bessent: the paper stands (Bessent: so be it)."
    brief = {
        "citations": [{"sentence": sentence, "by": "Bessent", "low": 0}],
        "notes": [{"text": "Judgement by Bessent on 4 March 2026: Bessent said so."}],
        "tables": [{"columns": ["Party", "Judged by"], "rows": [["Bessent", "Anna, Bessent"]]}],
        "parties": [{"name": "Bessent", "by": "Bessent"}],
    }
    found = unnamed(brief, ["Bessent"])

    assert found["citations"] == brief["citations"]
    assert found["parties"] == brief["parties"]
    assert found["notes"][0]["text"] == f"Judgement by {NOBODY} on 4 March 2026: Bessent said so."
    assert found["tables"][0]["rows"] == [["Bessent", f"Anna, {NOBODY}"]]


@pytest.mark.parametrize(
    ("text", "without"),
    [
        (
            "Port fees: 40 (30 to 50), judged by Li Na: quay is full.",
            f"Port fees: 40 (30 to 50), judged by {NOBODY}: quay is full.",
        ),
        (
            "The union wants all of it (Omar, Li Na: Omar: vote; Li Na: rally)",
            f"The union wants all of it (Omar, {NOBODY}: Omar: vote; {NOBODY}: rally)",
        ),
        ("Li Na's judgement on “dam” has lost its target", f"{NOBODY}'s judgement on “dam” has lost its target"),
        ("ceasefire-line 0.9 (Li Na)", f"ceasefire-line 0.9 ({NOBODY})"),
        ("Judged by Li Nadia: tariff list.", "Judged by Li Nadia: tariff list."),
        ("Li Na: debt over dams; Omar: bonds", f"{NOBODY}: debt over dams; Omar: bonds"),
        ("Li Na signs for the creditors.", "Li Na signs for the creditors."),
    ],
)
def test_a_name_is_taken_out_only_where_it_says_who_judged(text, without):
    assert unnamed(text, ["Li Na"]) == without
