"""Accounts: made, guarded against guessing, left with or without one's name."""

from __future__ import annotations

import base64
import hmac
import io
import json
import os
import re
import subprocess
import sys
import time
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from parley.desk.accounts import NOBODY
from parley.desk.models.people import ApiToken, User
from parley.desk.models.teams import Membership, Role, Team
from parley.desk.soundness import examine

ROOT = Path(__file__).parents[2]
PASSWORD = "a word for tests"


def log_in(client, email="erin@example.org", password=PASSWORD, address="192.0.2.1"):
    return client.post("/accounts/login/", {"login": email, "password": password}, REMOTE_ADDR=address)


def code_of(secret):
    """What a phone shows now for a secret (RFC 6238: HMAC-SHA-1 of the half-minute, six figures)."""
    moment = int(time.time() // 30).to_bytes(8, "big")
    mac = hmac.digest(base64.b32decode(secret), moment, "sha1")
    at = mac[-1] & 15
    return f"{(int.from_bytes(mac[at : at + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06d}"


def is_in(client):
    return client.get("/settings/").status_code == 200


@pytest.fixture
def judged(negotiation, people):
    """The ferry strike with a case that Erin judged and commented on."""
    from parley.analysis.analyse import analyse
    from parley.brief.compose import compose
    from parley.case.edit import judgement
    from parley.case.file import load
    from parley.desk.cases import save_judgement, save_pushed
    from parley.desk.models.briefs import Comment, Publication
    from parley.desk.models.work import Analysis

    case = load((ROOT / "examples" / "minerals_2025.yaml").read_text())
    save_pushed(negotiation, case, base=0, by=people["alice"], why="from a file")
    made = judgement(
        f"{case.parties[0].key}/influence",
        {"value": 44, "low": 30, "high": 60},
        who="Erin",
        when=datetime(2026, 3, 4, tzinfo=UTC),
        why="its port is closed",
    )
    revision = save_judgement(negotiation, made, base=1, by=people["erin"])
    results = analyse(revision.case, seed=0, draws=100)
    brief = compose(revision.case, results).to_json()
    Analysis.objects.create(revision=revision, seed=0, draws=100, results_json=results.to_json(), brief_json=brief)
    publication = Publication.objects.create(negotiation=negotiation)
    Comment.objects.create(publication=publication, version=1, body="I doubt it", by=people["erin"], by_name="Erin")
    return negotiation


def test_somebody_registers_with_a_name_and_confirms_by_mail(client, db, mailoutbox):
    """The name is what others see beside a comment."""
    answer = client.post(
        "/accounts/signup/", {"name": "Ada", "email": "ada@example.org", "password1": "long enough a word"}
    )

    assert answer.status_code == 302
    assert str(User.objects.get(email="ada@example.org")) == "Ada"
    assert [mail.to for mail in mailoutbox] == [["ada@example.org"]]


def test_a_form_sent_wrong_says_what_under_the_field(client, db):
    page = client.post("/accounts/signup/", {"name": "", "email": "nonsense", "password1": "short"}).content.decode()

    assert len(re.findall(r'class="error" id="id_(?:name|email|password1)_error"', page)) >= 3
    assert "<h1>Register</h1>" in page


def test_guessing_one_account_s_password_is_stopped_and_the_right_one_waits_too(client, people):
    """Ten wrong words in a quarter of an hour, from wherever they come; who tries must not learn that one was right."""
    for number in range(10):
        log_in(client, password=f"wrong {number}", address=f"192.0.2.{number}")
    right = log_in(client, address="192.0.2.99")

    assert "Too many failed" in right.content.decode()
    assert not is_in(client)
    assert log_in(client, email="alice@example.org", address="192.0.2.98").status_code == 302


def test_guessing_from_one_address_is_stopped_over_all_accounts(client, people):
    """One word tried on many accounts is guessing too."""
    for number in range(30):
        log_in(client, email=f"somebody{number}@example.org", password="wrong")

    assert "Too many" in log_in(client).content.decode()
    assert log_in(client, address="198.51.100.7").status_code == 302


def test_an_address_in_a_header_is_believed_of_a_proxy_only(client, people):
    """Else everybody could guess from an address of their own each time."""
    for number in range(30):
        client.post(
            "/accounts/login/",
            {"login": f"somebody{number}@example.org", "password": "wrong"},
            REMOTE_ADDR="192.0.2.1",
            HTTP_X_FORWARDED_FOR=f"198.51.100.{number}",
        )

    assert "Too many" in log_in(client).content.decode()


def test_a_session_has_another_word_after_logging_in(client, people):
    """A word somebody planted before must open nothing after."""
    client.get("/accounts/login/")
    client.session["planted"] = True
    session = client.session
    session["planted"] = True
    session.save()
    before = client.cookies["sessionid"].value
    log_in(client)

    assert client.cookies["sessionid"].value != before
    assert is_in(client)


def test_a_forgotten_password_is_set_anew_through_a_link_in_a_mail(client, people, mailoutbox):
    """Whether an address has an account is told by mail only."""
    known = client.post("/accounts/password/reset/", {"email": "erin@example.org"})
    unknown = client.post("/accounts/password/reset/", {"email": "nobody@example.org"})
    link = re.search(r"http://testserver(\S+)", next(m for m in mailoutbox if m.to == ["erin@example.org"]).body)[1]
    form = client.get(link, follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": "another long word", "password2": "another long word"})

    assert known["Location"] == unknown["Location"]
    assert log_in(client, password="another long word").status_code == 302
    assert is_in(client)


def test_a_second_factor_is_set_up_from_a_picture_and_asked_for(client, people):
    """The picture is data in the page, which the content security policy allows."""
    log_in(client)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = client.get("/accounts/2fa/totp/activate/")
    secret = page.context["form"].secret
    picture = re.search(r'<img class="code-picture" src="data:image/svg\+xml', page.content.decode())
    client.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)})
    codes = client.get("/accounts/2fa/recovery-codes/").content.decode()
    client.post("/accounts/logout/")
    asked = log_in(client)

    assert picture
    assert "img-src 'self' data:" in page["Content-Security-Policy"]
    assert "recovery_codes" in codes
    assert asked["Location"].startswith("/accounts/2fa/authenticate/")
    assert not is_in(client)


def test_settings_are_saved_and_an_empty_name_is_refused(enter, people):
    client = enter("erin")
    client.post("/settings/", {"name": "Erin of the coast", "wants_mail": "on"})
    refused = client.post("/settings/", {"name": " "})
    people["erin"].refresh_from_db()

    assert str(people["erin"]) == "Erin of the coast"
    assert people["erin"].wants_mail
    assert refused.status_code == 400


def test_a_token_is_shown_once_and_ends_when_revoked(enter, people):
    """What is kept of it is a digest."""
    client = enter("erin")
    page = client.post("/settings/tokens/", {"called": "laptop"}).content.decode()
    secret = re.search(r"parley_[\w-]+", page)[0]
    bearer = {"Authorization": f"Bearer {secret}"}
    token = people["erin"].tokens.get()
    client.logout()

    assert client.get("/api/me", headers=bearer).status_code == 200
    assert secret not in json.dumps(list(ApiToken.objects.values("name", "digest")))
    client = enter("erin")
    assert secret not in client.get("/settings/").content.decode()
    client.post(f"/settings/tokens/{token.pk}/revoke/")
    client.logout()
    assert client.get("/api/me", headers=bearer).status_code == 401


def test_nobody_revokes_another_s_token(enter, people):
    ApiToken.issue(people["alice"], "hers")

    assert enter("erin").post(f"/settings/tokens/{people['alice'].tokens.get().pk}/revoke/").status_code == 404


def test_all_one_s_data_comes_as_one_file(judged, enter):
    """Account, memberships, judgements, verdicts, comments: what one made, nobody else's."""
    answer = enter("erin").get("/settings/export/")
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as zipped:
        told = {name: json.loads(zipped.read(name)) for name in zipped.namelist()}

    assert told["account.json"]["email"] == "erin@example.org"
    assert [each["team__name"] for each in told["memberships.json"]] == ["Alice's desk"]
    assert len(told["judgements.json"]) == 1
    assert "its port is closed" in told["judgements.json"][0]["judgement_json"]
    assert told["comments.json"][0]["body"] == "I doubt it"
    assert "digest" not in json.dumps(told)


@pytest.mark.parametrize("choice", ["keep", "anonymous"])
def test_an_account_ends_and_its_words_stay_as_its_owner_chose(judged, enter, choice):
    """The record of a case must not lose a judgement; whose it was is for its maker to say."""
    client = enter("erin")
    before = judged.latest().case.judgements
    answer = client.post("/settings/delete/", {"password": PASSWORD, "name_stays": choice})
    after, comment = judged.latest(), judged.publication.comments.get()
    whole = "".join(judged.revisions.values_list("case_json", flat=True))
    name = "Erin" if choice == "keep" else NOBODY

    assert answer.status_code == 302
    assert not User.objects.filter(email="erin@example.org").exists()
    assert not is_in(client)
    assert (after.by_name, comment.by_name, after.case.judgements[-1].who) == (name, name, name)
    assert ('"Erin"' in whole) == (choice == "keep")
    assert [each.id for each in after.case.judgements] == [each.id for each in before]
    assert examine().problems == ()


def test_a_wrong_password_ends_nothing(enter, people):
    answer = enter("erin").post("/settings/delete/", {"password": "wrong", "name_stays": "keep"})

    assert answer.status_code == 400
    assert "not your password" in answer.content.decode()
    assert User.objects.filter(pk=people["erin"].pk).exists()


def test_the_last_owner_of_a_team_with_others_hands_it_over_first(enter, people, team):
    client = enter("alice")
    refused = client.post("/settings/delete/", {"password": PASSWORD, "name_stays": "keep"})
    Membership.objects.filter(team=team, user=people["erin"]).update(role=Role.OWNER)
    client.post("/settings/delete/", {"password": PASSWORD, "name_stays": "keep"})

    assert refused.status_code == 400
    assert "Alice&#x27;s desk" in refused.content.decode()
    assert not User.objects.filter(name="Alice").exists()
    assert Team.objects.filter(pk=team.pk).exists()


def test_a_team_of_nobody_else_goes_with_its_account(enter, people):
    enter("charlie").post("/settings/delete/", {"password": PASSWORD, "name_stays": "keep"})

    assert not Team.objects.filter(name="Charlie's desk").exists()


def test_an_owner_deletes_a_team_by_typing_its_name(judged, enter, team):
    """The one step that takes a published brief away with everything under it."""
    client = enter("alice")
    wrong = client.post(f"/t/{team.code}/delete/", {"typed": "another"})
    kept = Team.objects.filter(pk=team.pk).exists()
    client.post(f"/t/{team.code}/delete/", {"typed": "Alice's desk"})

    assert wrong.status_code == 400
    assert kept
    assert not Team.objects.filter(pk=team.pk).exists()


def test_an_invitation_is_mailed_with_the_team_s_name_and_the_link_alone(judged, enter, team, mailoutbox):
    """Mail crosses machines that are not the team's: no word of a negotiation is in it."""
    page = enter("alice").post(f"/t/{team.code}/invite/", {"email": "new@example.org", "role": 30}).content.decode()
    mail = mailoutbox[0]
    link = re.search(r"http://testserver/join/\S+/", mail.body)[0]

    assert mail.to == ["new@example.org"]
    assert "Alice's desk" in mail.subject
    assert link in page
    assert "Ferry" not in mail.subject + mail.body


def test_a_team_sends_no_more_than_fifty_invitations_a_day(enter, team, people):
    from parley.desk.models.teams import Invitation

    for number in range(50):
        Invitation.issue(team, f"{number}@example.org", Role.READER, people["alice"])

    assert enter("alice").post(f"/t/{team.code}/invite/", {"email": "x@example.org", "role": 10}).status_code == 400


def test_a_desk_served_to_the_world_passes_django_s_deploy_check(tmp_path):
    """Cookies, headers and redirects as the framework's authors want them, with no warning."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("PARLEY_", "DJANGO_"))},
        "PARLEY_DESK_HOME": str(tmp_path),
        "PARLEY_DESK_PUBLIC": "1",
        "PARLEY_DESK_PROXY": "1",
        "PARLEY_DESK_HOSTS": "desk.example",
        "DJANGO_SETTINGS_MODULE": "parley.desk.settings",
    }
    command = [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)

    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout
