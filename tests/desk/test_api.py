"""The desk for programs: who may, in which shape, how often; made from the API's own description."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from tests.desk.kept import dossier_of, kept_story
from tests.desk.news import MACKEREL

from parley.desk.api.app import api
from parley.desk.models.teams import Role

ROOT = Path(__file__).parents[2]
OPERATIONS = [
    (method.upper(), address, operation)
    for address, methods in api.get_openapi_schema(path_prefix="/api/")["paths"].items()
    for method, operation in methods.items()
]
IDS = [f"{method} {address}" for method, address, _ in OPERATIONS]
WHO = {"anonymous": None, "charlie": None, "reed": 10, "rob": 20, "erin": 30, "alice": 40}
ROLES = {role.label: role for role in Role}


@pytest.fixture(scope="module")
def minerals():
    from parley.case.file import load

    return load((ROOT / "examples" / "minerals_2025.yaml").read_text())


@pytest.fixture
def things(negotiation, team, people, minerals):
    """One of everything an address may name, each belonging to Alice's team."""
    from parley.desk.cases import save_pushed
    from parley.desk.models.briefs import Comment, Publication, Version
    from parley.desk.models.stories import Story, Verdict
    from parley.desk.models.work import Analysis, Job, Trial

    revision = save_pushed(negotiation, minerals, base=0, by=people["erin"], why="from a file")
    brief = brief_of(minerals)
    Analysis.objects.create(revision=revision, seed=0, draws=100, results_json=brief[0], brief_json=brief[1])
    story = kept_story(negotiation, MACKEREL, by=people["alice"])
    Story.objects.filter(pk=story.pk).update(title="=1+1", source="Ferry strike told")
    Verdict.objects.create(id=1, story=story, evidence="gone", kind="move", word="skip", exact="gone")
    job = Job.objects.create(negotiation=negotiation, kind="analyse", target="7")
    Trial.objects.create(
        id=1, revision=revision, given={"without": ["russia"], "settings": [], "doubled": []}, digest="1"
    )
    publication = Publication.objects.create(negotiation=negotiation)
    told = {"kind": "changed", "before": "Talks stand still.", "after": "Talks go on.", "sentence": "s1"}
    Version.objects.create(
        publication=publication, number=1, brief_json=brief[1], title="A brief", by_name="Erin", changes=[told]
    )
    for id, state in ((1, "held"), (2, "shown")):
        said = {"body": f"{state} words", "by_name": "R", "state": state}
        Comment.objects.create(id=id, publication=publication, version=1, **said)
    return {
        "team": team.code,
        "code": negotiation.code,
        "story": story.code,
        "job": job.code,
        "brief": publication.code,
        "number": "1",
    }


_made: dict[str, object] = {}


def brief_of(case):
    """The results and the brief of the worked example, made once."""
    from parley.analysis.analyse import analyse
    from parley.brief.compose import compose

    if "brief" not in _made:
        results = analyse(case, seed=0, draws=100)
        _made["brief"] = (results.to_json(), compose(case, results).to_json())
    return _made["brief"]


@pytest.fixture
def bodies(minerals):
    """What each operation that changes something is sent; a new one must join."""
    return {
        "POST /api/teams/{team}/negotiations": {"title": "Port strike"},
        "POST /api/negotiations/{code}/stories": {"text": "The ferries stand still."},
        "POST /api/stories/{story}/keep": {},
        "PUT /api/negotiations/{code}/case": {"base": 1, "case": minerals.model_dump(mode="json")},
        "POST /api/negotiations/{code}/judgements": {
            "base": 1,
            "on": f"{minerals.parties[0].key}/influence",
            "change": {"value": 44, "low": 30, "high": 60},
            "why": "its port is closed",
        },
        "POST /api/stories/{story}/verdicts": {"evidence": dossier_of(MACKEREL).items[0].id, "word": "reject"},
        "POST /api/stories/{story}/verdicts/{number}/undo": {},
        "POST /api/negotiations/{code}/trials": {"without": ["russia"], "set": [], "double": []},
        "POST /api/briefs/{brief}/comments": {"body": "Who says so?"},
        "POST /api/negotiations/{code}/comments": {"comments": [1], "state": "shown"},
        "POST /api/negotiations/{code}/comments/{number}/answer": {"body": "The minister does."},
    }


def ask(client, method, address, things, body=None, **headers):
    filled = re.sub(r"\{(\w+)\}", lambda name: things[name[1]], address)
    data = None if body is None else json.dumps(body)
    return client.generic(method, filled, data or "", content_type="application/json", headers=headers or None)


def token_of(user):
    from parley.desk.models.people import ApiToken

    return {"Authorization": f"Bearer {ApiToken.issue(user, 'test')}"}


def assert_one_shape(answer, status):
    """The one shape of every error."""
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"].startswith("application/json")
    assert answer.json().keys() == {"error"}
    error = answer.json()["error"]
    assert error.keys() == {"status", "code", "message", "details"}
    assert error["status"] == status
    assert error["message"].endswith(".")


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize(("method", "address", "operation"), OPERATIONS, ids=IDS)
def test_an_operation_opens_by_role(method, address, operation, who, things, bodies, people, client):
    """Unnamed 401; another team 404, as if it were not there; a lower role 403; else the thing itself."""
    headers = token_of(people[who]) if who != "anonymous" else {}
    body = bodies[f"{method} {address}"] if method != "GET" else None
    answer = ask(client, method, address, things, body, **headers)
    needed = operation.get("x-role")

    if needed is None:
        assert answer.status_code == 200
    elif who == "anonymous":
        assert_one_shape(answer, 401)
    elif needed == "account":
        assert answer.status_code in (200, 201)
        assert ("Ferry" in answer.content.decode()) == (who != "charlie" and address.endswith("negotiations"))
    elif WHO[who] is None:
        assert_one_shape(answer, 404)
        assert "Ferry" not in answer.content.decode()
    elif WHO[who] < ROLES[needed]:
        assert_one_shape(answer, 403)
        assert needed in answer.json()["error"]["message"]
    else:
        assert answer.status_code in (200, 201, 202), answer.content


@pytest.mark.parametrize(("method", "address", "operation"), OPERATIONS, ids=IDS)
def test_every_error_has_one_shape(method, address, operation, things, bodies, people, client):
    """A program reads one shape, whoever found the fault."""
    headers = token_of(people["alice"])
    nothing = {**dict.fromkeys(things, "nosuch"), "number": "999"}
    if "{" in address:
        assert_one_shape(ask(client, method, address, nothing, bodies.get(f"{method} {address}"), **headers), 404)
    assert_one_shape(ask(client, "DELETE", address, things, **headers), 405)
    if method == "GET" and "limit" in {each["name"] for each in operation["parameters"]}:
        assert_one_shape(ask(client, method, address + "?limit=0", things, **headers), 422)
    if bodies.get(f"{method} {address}"):
        assert_one_shape(ask(client, method, address, things, {}, **headers), 422)
        broken = re.sub(r"\{(\w+)\}", lambda name: things[name[1]], address)
        assert_one_shape(client.generic(method, broken, "{", content_type="application/json", headers=headers), 400)


def test_an_address_that_is_none_has_the_shape_too(client, db):
    assert_one_shape(client.get("/api/nothing/of/the/kind"), 404)
    assert_one_shape(client.get("/api/me", headers={"Authorization": "Bearer made-up"}), 401)


TABLES = [each for each in OPERATIONS if "format" in {one["name"] for one in each[2]["parameters"]}]


@pytest.mark.parametrize(("method", "address", "operation"), TABLES, ids=[address for _, address, _ in TABLES])
def test_every_table_is_also_csv(method, address, operation, things, people, client):
    """What an analyst opens in a spreadsheet; nothing in it is run as a formula."""
    answer = ask(client, method, address + "?format=csv", things, **token_of(people["alice"]))
    rows = list(csv.reader(io.StringIO(answer.content.decode())))

    assert answer["Content-Type"].startswith("text/csv")
    assert rows
    assert {len(row) for row in rows} == {len(rows[0])}
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "@")]


def test_a_list_comes_in_pages_that_follow_each_other(negotiation, people, client):
    """A program that follows `next` sees every row once."""
    from parley.desk.models.negotiations import Negotiation

    for number in range(6):
        Negotiation.objects.create(team=negotiation.team, title=f"Strike {number}", made_by=people["alice"])
    headers, address, seen = token_of(people["reed"]), "/api/negotiations?limit=3", []
    while address:
        page = client.get(address, headers=headers).json()
        seen += [row["code"] for row in page["items"]]
        address = page["next"]

    assert len(seen) == len(set(seen)) == page["count"] == 7


def test_a_judgement_over_an_older_revision_is_refused_with_the_other_s_change(things, bodies, people, client):
    """Two programs must not overwrite each other any more than two people."""
    address, body = "/api/negotiations/{code}/judgements", bodies["POST /api/negotiations/{code}/judgements"]
    first = ask(client, "POST", address, things, body, **token_of(people["erin"]))
    second = ask(client, "POST", address, things, {**body, "change": {"value": 9}}, **token_of(people["alice"]))

    assert first.json()["number"] == 2
    assert_one_shape(second, 409)
    assert second.json()["error"]["details"][0]["where"] == "revision 2"
    assert "Erin set" in second.json()["error"]["details"][0]["message"]


def test_a_number_in_a_pushed_case_is_its_sender_s_judgement(things, minerals, people, client):
    """Nobody changes a number under another's name, or under none."""
    party = minerals.parties[0]
    moved = party.influence.model_copy(update={"value": party.influence.value + 1})
    changed = minerals.model_copy(
        update={"parties": (party.model_copy(update={"influence": moved}), *minerals.parties[1:])}
    )
    body = {"base": 1, "case": changed.model_dump(mode="json")}
    answer = ask(client, "PUT", "/api/negotiations/{code}/case", things, body, **token_of(people["erin"]))
    case = ask(client, "GET", "/api/negotiations/{code}/case", things, **token_of(people["erin"])).json()["case"]

    assert answer.status_code == 200, answer.content
    assert case["judgements"][-1]["who"] == "Erin"
    assert case["judgements"][-1]["on"] == f"{party.key}/influence"


def test_a_judgement_that_does_not_fit_says_what_would(things, bodies, people, client):
    body = {**bodies["POST /api/negotiations/{code}/judgements"], "on": "atlantis/influence"}
    answer = ask(client, "POST", "/api/negotiations/{code}/judgements", things, body, **token_of(people["erin"]))

    assert_one_shape(answer, 422)
    assert "atlantis" in answer.json()["error"]["message"]


def test_a_verdict_is_given_over_what_its_reviewer_saw(things, negotiation, people, client):
    """As on the page: what somebody else has said meanwhile is not overwritten, and a rejection changes the case."""
    address, item = "/api/stories/{story}/verdicts", dossier_of(MACKEREL).items[0].id
    headers = token_of(people["rob"])
    first = ask(client, "POST", address, things, {"evidence": item, "word": "reject"}, **headers)
    second = ask(client, "POST", address, things, {"evidence": item, "word": "accept"}, **token_of(people["alice"]))
    rows = ask(client, "GET", address, things, **headers).json()["items"]

    assert first.json()["by"] == "Rob"
    assert_one_shape(second, 422)
    assert {row["word"] for row in rows} == {"skip", "reject"}
    assert negotiation.jobs.filter(kind="redraft").exists()

    undo = f"/api/stories/{{story}}/verdicts/{first.json()['id']}/undo"
    assert ask(client, "POST", undo, things, {}, **headers).status_code == 200
    assert_one_shape(ask(client, "POST", undo, things, {}, **headers), 422)


def test_a_change_is_tried_out_and_nothing_is_kept(things, negotiation, minerals, people, client):
    party = minerals.parties[0].key
    tried = ask(client, "GET", f"/api/negotiations/{{code}}/whatif?without={party}", things, **token_of(people["reed"]))
    wrong = ask(client, "GET", "/api/negotiations/{code}/whatif?without=narnia", things, **token_of(people["reed"]))

    assert tried.status_code == 200, tried.content
    assert tried.json()["changes"] == [f"without {party}"]
    assert any(each["change"] for each in tried.json()["differences"])
    assert negotiation.latest().number == 1
    assert wrong.status_code == 422
    assert "narnia" in wrong.json()["error"]["message"]


def test_a_change_is_worked_out_with_all_models_as_a_job(things, negotiation, people, client):
    """It is asked for once, told how far it is, and gives the whole comparison once the worker has done it."""
    from tests.desk.working import do_jobs

    address, wanted = "/api/negotiations/{code}/trials", {"without": ["verkhovna-rada"]}
    rob, reed = token_of(people["rob"]), token_of(people["reed"])
    begun = ask(client, "POST", address, things, wanted, **rob)
    again = ask(client, "POST", address, things, wanted, **rob)
    one = f"{address}/{begun.json()['id']}"
    waits = ask(client, "GET", one, things, **reed).json()
    do_jobs(negotiation, "try-out")
    done = ask(client, "GET", one, things, **reed).json()
    rows = ask(client, "GET", address, things, **reed).json()["items"]

    assert begun.status_code == 202
    assert again.json()["id"] == begun.json()["id"]
    assert (waits["trial"]["state"], waits["comparison"]) == ("queued", None)
    assert (done["trial"]["state"], done["trial"]["share"], done["trial"]["by"]) == ("done", 1.0, "Rob")
    assert done["trial"]["without"] == ["verkhovna-rada"]
    assert any(each["change"] for each in done["comparison"]["differences"])
    assert [(row["id"], row["state"]) for row in rows] == [(begun.json()["id"], "done"), (1, "failed")]


def test_a_change_that_names_nothing_or_nobody_known_is_not_begun(things, negotiation, people, client):
    rob, address = token_of(people["rob"]), "/api/negotiations/{code}/trials"
    nothing = ask(client, "POST", address, things, {"without": []}, **rob)
    nobody = ask(client, "POST", address, things, {"without": ["narnia"]}, **rob)

    assert_one_shape(nothing, 422)
    assert nobody.status_code == 422
    assert "narnia" in nobody.json()["error"]["message"]
    assert not negotiation.jobs.filter(kind="try-out").exists()


def test_two_revisions_are_compared_as_on_the_page(things, bodies, people, client):
    body = bodies["POST /api/negotiations/{code}/judgements"]
    ask(client, "POST", "/api/negotiations/{code}/judgements", things, body, **token_of(people["erin"]))
    found = ask(client, "GET", "/api/negotiations/{code}/compare", things, **token_of(people["reed"])).json()

    assert (found["a"], found["b"]) == (1, 2)
    assert [each["on"] for each in found["changes"]] == [body["on"]]
    assert 2 not in found["not_analysed"]  # its job waits


def test_comments_come_in_held_and_are_let_through_by_a_reviewer(things, people, client):
    written = ask(
        client, "POST", "/api/briefs/{brief}/comments", things, {"body": "Who says so?"}, **token_of(people["charlie"])
    ).json()
    settled = {"comments": [written["id"]], "state": "shown"}
    count = ask(client, "POST", "/api/negotiations/{code}/comments", things, settled, **token_of(people["rob"])).json()
    public = ask(client, "GET", "/api/briefs/{brief}/comments", things).json()["items"]

    assert written["state"] == "held"
    assert count == {"count": 1}
    assert written["id"] in {each["id"] for each in public}


def test_readers_see_only_comments_that_were_let_through(things, people, client):
    """Held words are the team's to see."""
    public = ask(client, "GET", "/api/briefs/{brief}/comments", things).json()
    team = ask(client, "GET", "/api/negotiations/{code}/comments", things, **token_of(people["rob"])).json()

    assert [each["state"] for each in public["items"]] == ["shown"]
    assert {each["state"] for each in team["items"]} == {"held", "shown"}


def test_an_answer_goes_with_the_comment_it_answers(things, people, client):
    """A reply to words that nobody may read any more would say them again."""
    rob = token_of(people["rob"])
    public = ask(client, "GET", "/api/briefs/{brief}/comments", things).json()["items"]
    asked = things | {"number": str(public[0]["id"])}
    address = "/api/negotiations/{code}/comments/{number}/answer"
    answered = ask(client, "POST", address, asked, {"body": "The minister does."}, **rob).json()
    settled = {"comments": [public[0]["id"]], "state": "rejected"}
    ask(client, "POST", "/api/negotiations/{code}/comments", things, settled, **rob)
    left = ask(client, "GET", "/api/briefs/{brief}/comments", things).json()["items"]

    assert answered["answers"] == public[0]["id"]
    assert left == []


def test_a_version_that_was_withdrawn_is_gone_while_a_later_one_stands(things, negotiation, client):
    """What was taken back must not stay to be read by programs."""
    from parley.desk.models.briefs import Version

    publication, first = negotiation.publication, negotiation.publication.versions.get()
    Version.objects.create(publication=publication, number=2, brief_json=first.brief_json, title="Mended", by_name="E")
    publication.gone_to = 1
    publication.save()

    assert_one_shape(ask(client, "GET", "/api/briefs/{brief}/versions/1", things), 410)
    assert ask(client, "GET", "/api/briefs/{brief}", things)["Parley-Version"] == "2"
    for address in ("/api/briefs", "/api/briefs/{brief}/versions"):
        assert [row["number"] for row in ask(client, "GET", address, things).json()["items"]] == [2]


def test_a_brief_that_was_withdrawn_is_gone_with_its_comments(things, negotiation, client):
    from django.utils import timezone

    negotiation.publication.withdrawn_at = timezone.now()
    negotiation.publication.save()

    for address in ("/api/briefs/{brief}", "/api/briefs/{brief}/versions", "/api/briefs/{brief}/comments"):
        assert_one_shape(ask(client, "GET", address, things), 410)
    assert client.get("/api/briefs").json()["items"] == []


def test_a_token_notes_when_it_was_used_and_a_withdrawn_one_opens_nothing(people, client):
    headers = token_of(people["erin"])
    assert client.get("/api/me", headers=headers).json()["name"] == "Erin"
    assert people["erin"].tokens.get().used_at

    people["erin"].tokens.all().delete()
    assert_one_shape(client.get("/api/me", headers=headers), 401)


def test_a_browser_s_log_in_opens_reading_and_needs_the_csrf_word_to_change(things, bodies, people):
    """A page of another site could otherwise send a judgement in a member's name."""
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(people["erin"], backend="allauth.account.auth_backends.AuthenticationBackend")
    body = bodies["POST /api/teams/{team}/negotiations"]

    assert client.get("/api/me").json()["name"] == "Erin"
    assert_one_shape(ask(client, "POST", "/api/teams/{team}/negotiations", things, body), 403)


def test_too_many_calls_are_told_to_wait(people, client):
    """One program must not slow the desk for everybody."""
    headers = token_of(people["erin"])
    answers = [client.get("/api/briefs").status_code for _ in range(60)]
    refused = client.get("/api/briefs")

    assert set(answers) == {200}
    assert_one_shape(refused, 429)
    assert 0 < int(refused["Retry-After"]) <= 60
    assert client.get("/api/me", headers=headers).status_code == 200


def test_the_page_of_the_api_lists_every_operation_and_loads_nothing_from_elsewhere(client, db):
    page = client.get("/api/docs").content.decode()

    assert all(f"{method} {address}" in page for method, address, _ in OPERATIONS)
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', page)
    assert client.get("/api/openapi.json").json()["openapi"].startswith("3.")
