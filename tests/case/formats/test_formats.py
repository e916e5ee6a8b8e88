"""Cases in the files of other programs: there and back, and what each cannot hold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.analysis.cases import case, harbour, issue, party, stance

from parley.case.formats import decide, genius, gmcr, ktab, sheets
from parley.case.formats.built import FormatError
from parley.case.options import Conflict, Option, Preference

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data"


def measured(talks):
    """The harbour with the units that a case file implies."""
    parties = tuple(
        each.model_copy(
            update={
                "influence": each.influence.model_copy(update={"unit": "capability"}),
                "walk_away": each.walk_away.model_copy(update={"unit": "utility"}),
            }
        )
        for each in talks.parties
    )
    return talks.model_copy(update={"parties": parties})


def rounded(records):
    """Records as plain data, numbers to twelve places: a workbook keeps fifteen digits."""
    return [json.loads(record.to_json(), parse_float=lambda text: round(float(text), 12)) for record in records]


def numbers(found):
    """What every format must bring back: who, on what, where, how much it cares."""
    return {stance.key: (stance.position.value, stance.salience.value) for stance in found.stances}


def test_a_decide_file_comes_back_as_it_went():
    there = decide.read(decide.write(harbour()), "Harbour")

    assert numbers(there) == numbers(harbour())
    assert [each.influence.value for each in there.parties] == [60, 70, 30]
    assert [each.scale for each in there.issues] == [each.scale for each in harbour().issues]


def test_a_decide_file_with_another_power_on_each_issue_says_that_here_it_is_one():
    rows = ['"#A"\t"a"\t"A"', '"#A"\t"b"\t"B"', '"#P"\t"x"\t"X"', '"#P"\t"y"\t"Y"']
    rows += ["#D\ta\tx\t10\t.5\t.2", "#D\ta\ty\t20\t.5\t.6", "#D\tb\tx\t90\t.5\t1", "#D\tb\ty\t80\t.5\t1"]
    found = decide.read("\n".join(rows), "Two")

    assert found.party("a").influence.value == pytest.approx(40)
    assert [finding.code for finding in found.findings] == ["power-by-issue"]


def test_a_number_read_from_a_file_says_so_and_has_no_range():
    position = decide.read(decide.write(harbour()), "Harbour").stances[0].position

    assert (position.by, position.low, position.high) == ("DECIDE file", position.value, position.value)
    assert decide.read(decide.write(harbour()), "Harbour").parties[0].walk_away.is_default


@pytest.mark.parametrize("form", ["csv", "xml"])
def test_ktab_comes_back_with_saliences_that_fit(form):
    """KTAB allows an actor 100 of salience in all; the dockers care .7 and .3, which fits."""
    text, findings = ktab.write(harbour()) if form == "csv" else ktab.write_xml(harbour())
    there = ktab.read(text, "Harbour")

    assert findings == ()
    assert there.title == "Wage talks at the harbour"
    assert numbers(there)["union/pay"] == pytest.approx((95, 0.7))
    assert [each.influence.value for each in there.parties] == [60, 70, 30]


def test_saliences_that_sum_to_more_are_divided_and_it_is_said():
    talks = case(
        [party("a"), party("b")], [issue("x"), issue("y")], [stance("a", "x", 10, 0.9), stance("a", "y", 9, 0.6)]
    )
    text, findings = ktab.write(talks)

    assert [finding.code for finding in findings] == ["salience-normalised"]
    assert numbers(ktab.read(text, "t"))["a/x"][1] == pytest.approx(0.6)


def test_ktab_without_its_first_line_is_read_too():
    found = ktab.read(
        "Actor,Description,Influence,Policy Position,Policy Salience\nXJ,Xi,120,30,30\nLK,Li,65,45,65\n", "SOE"
    )

    assert found.title == "SOE"
    assert numbers(found)["xi/policy"] == (30, 0.3)
    assert [finding.code for finding in found.findings] == ["influence-rescaled"]


def test_a_csv_table_comes_back_with_its_ranges():
    there = sheets.read_csv(sheets.write_csv(harbour()), "Harbour")

    assert there.stances == harbour().stances
    assert [each.influence for each in there.parties] == [each.influence for each in measured(harbour()).parties]


def test_a_plain_table_of_an_analyst_is_enough():
    """Four columns, salience in percent."""
    found = sheets.read_csv("Party,Issue,Position,Salience\nUnion,Pay,90,80\nPort,Pay,10,40\n", "Harbour")

    assert numbers(found) == {"union/pay": (90, 0.8), "port/pay": (10, 0.4)}
    assert all(party.influence.is_default for party in found.parties)


def test_what_a_table_leaves_out_is_a_default_and_not_the_tables_word():
    found = sheets.read_csv("Party,Issue,Position\nUnion,Pay,90\nPort,Pay,10\n", "Harbour")

    assert all(stance.salience.is_default and not stance.position.is_default for stance in found.stances)


def test_a_workbook_comes_back_whole(tmp_path):
    sheets.write_xlsx(harbour(), tmp_path / "case.xlsx")
    there = sheets.read_xlsx(tmp_path / "case.xlsx", harbour().title)

    for mine, theirs in ((measured(harbour()), there), (measured(there), harbour())):
        assert rounded(mine.parties) == rounded(measured(theirs).parties)
        assert rounded((*mine.issues, *mine.stances)) == rounded((*theirs.issues, *theirs.stances))


def test_words_that_look_like_a_formula_stay_words_in_a_workbook(tmp_path):
    """A name from a story must not be run by a spreadsheet."""
    name = '=HYPERLINK("http://example.org")'
    talks = harbour()
    talks = talks.model_copy(
        update={"parties": (talks.parties[0].model_copy(update={"name": name}), *talks.parties[1:])}
    )
    sheets.write_xlsx(talks, tmp_path / "case.xlsx")
    cell = load_workbook(tmp_path / "case.xlsx")["parties"]["B2"]

    assert cell.data_type == "s"
    assert sheets.read_xlsx(tmp_path / "case.xlsx", "t").parties[0].name == name


def test_a_genius_scenario_of_a_case_keeps_its_utilities():
    """Written and read again, each profile orders all packages as the case does, but for one factor."""
    talks = case(
        [party("a"), party("b")],
        [issue("x"), issue("y")],
        [
            stance(who, on, at, care)
            for who, on, at, care in (("a", "x", 100, 0.6), ("a", "y", 0, 0.4), ("b", "x", 30, 0.5))
        ],
    )
    files = genius.write(talks)
    scenario = genius.read(files["domain.xml"], [("a", files["a.xml"]), ("b", files["b.xml"])])
    a, b = scenario.profiles

    assert a.weights == pytest.approx((0.6, 0.4))
    assert a.evaluations == (pytest.approx((0, 0.5, 1)), pytest.approx((1, 0.5, 0)))
    assert a.reservation == pytest.approx(0.3)
    assert b.evaluations[0] == pytest.approx((4 / 7 / (5 / 7), 1, 0))
    assert b.reservation == pytest.approx(0.3 / (5 / 7))


def test_a_genius_profile_that_is_no_straight_line_says_what_is_lost():
    domain = '<negotiation_template><utility_space name="d"><objective name="d"><issue index="1" name="i">' + "".join(
        f'<item value="{item}"/>' for item in "pqr"
    )
    domain += "</issue></objective></utility_space></negotiation_template>"
    profile = '<utility_space><objective><issue index="1" name="i">' + "".join(
        f'<item value="{item}" evaluation="{worth}"/>' for item, worth in (("p", 2), ("q", 0), ("r", 1))
    )
    profile += '</issue></objective><weight index="1" value="0.5"/></utility_space>'
    scenario = genius.read(domain, [("a", profile)])

    assert scenario.profiles[0].evaluations == ((1.0, 0.0, 0.5),)
    assert [finding.code for finding in genius.to_case(scenario).findings] == ["not-a-straight-line"]


@pytest.mark.skipif(not (SHARED / "games" / "genius").is_dir(), reason="the scenarios are not beside the repository")
def test_every_published_scenario_is_read_in_genius_own_form():
    """Greatest evaluation of an issue 1, weights summing to 1: otherwise reservations mean nothing."""
    read = 0
    for folder in sorted((SHARED / "games" / "genius").iterdir()):
        files = [each for each in sorted(folder.glob("*.xml")) if each.name != "pareto.xml"]
        domains = [each for each in files if "<negotiation_template" in each.read_text("utf-8", "replace")]
        if len(domains) != 1 or 'type="integer"' in domains[0].read_text("utf-8", "replace"):
            continue
        profiles = [(each.stem, each.read_text("utf-8", "replace")) for each in files if each not in domains]
        for profile in genius.read(domains[0].read_text("utf-8", "replace"), profiles).profiles:
            assert sum(profile.weights) == pytest.approx(1)
            assert all(max(worth) in (0.0, 1.0) for worth in profile.evaluations)
        read += 1

    assert read == 22


def dilemma():
    talks = case([party("a"), party("b")], [issue("x")], [stance("a", "x", 0), stance("b", "x", 100)])
    conflict = Conflict(
        options=(
            Option(key="a-yields", party="a", name="a yields"),
            Option(key="b-yields", party="b", name="b yields"),
        ),
        status_quo="NN",
        preferences=(
            Preference(party="a", ranking=("NY", "YY", "NN", "YN")),
            Preference(party="b", ranking=("YN", "YY", ("NN", "NY"))),
        ),
    )
    return talks.model_copy(update={"conflict": conflict})


def test_a_conflict_comes_back_with_its_ties_and_numbers():
    """Feasible states are numbered from 1, the first option as the lowest digit."""
    data = json.loads(gmcr.write(dilemma()))
    there, names = gmcr.read(gmcr.write(dilemma()))

    assert data["decisionMakers"][0]["preferenceVector"] == [3, 4, 1, 2]
    assert names == {"a": "A", "b": "B"}
    assert [each.ranking for each in there.preferences] == [each.ranking for each in dilemma().conflict.preferences]
    assert there.options == dilemma().conflict.options


def test_a_conflict_becomes_a_case_whoever_owns_the_first_option():
    """Its makers are named in one order, its options in another; what each weighs nobody has said."""
    conflict = dilemma().conflict.model_copy(update={"options": dilemma().conflict.options[::-1], "preferences": ()})
    data = json.loads(gmcr.write(dilemma()))
    turned = {**data, "options": data["options"][::-1]}
    turned["decisionMakers"] = [{**maker, "options": [1 - maker["options"][0]]} for maker in data["decisionMakers"]]
    found = gmcr.to_case(json.dumps(turned), "Dilemma")

    assert [(option.key, option.party) for option in found.conflict.options] == [
        (option.key, option.party) for option in conflict.options
    ]
    assert {party.key: party.name for party in found.parties} == {"a": "A", "b": "B"}
    assert all(party.influence.is_default for party in found.parties)


def test_a_conflict_with_statements_cannot_be_kept_there():
    conflict = dilemma().conflict.model_copy(update={"preferences": (Preference(party="a", statements=("a-yields",)),)})
    with pytest.raises(FormatError, match="no ranking"):
        gmcr.write(dilemma().model_copy(update={"conflict": conflict}))


@pytest.mark.parametrize(
    ("read", "text", "message"),
    [
        (lambda text: decide.read(text, "t"), "#A\ta\tA\n#P\tx\tX\n#D\ta\tz\t1\t1\t1", "line 3: “z” is not listed"),
        (lambda text: decide.read(text, "t"), "#A\ta\tA\n#P\tx\tX\n#D\ta\tx\tnan\t1\t1", "“nan” is no number"),
        (lambda text: decide.read(text, "t"), "hello", "no #A row"),
        (lambda text: ktab.read(text, "t"), "a,b\n1,2", "begins with “Actor”"),
        (
            lambda text: ktab.read(text, "t"),
            "Actor,D,Influence,x Position,x Salience\na,A,1,2",
            "it has 4 cells, not 5",
        ),
        (lambda text: ktab.read(text, "t"), "<Scenario><Actors>", "is no XML"),
        (lambda text: ktab.read(text, "t"), '<!DOCTYPE a [<!ENTITY x "y">]><Scenario>&x;</Scenario>', "document type"),
        (lambda text: ktab.read(text, "t"), '<!DOCTYPE a SYSTEM "file:///etc/passwd"><Scenario/>', "document type"),
        (lambda text: genius.read(text, []), "<nothing/>", "holds <utility_space>"),
        (lambda text: sheets.read_csv(text, "t"), "party,position\na,1", "no column “issue”"),
        (lambda text: sheets.read_csv(text, "t"), "party,issue,position\na,x,high", "line 2: “high” is no number"),
        (lambda text: sheets.read_csv(text, "t"), "", "no rows"),
        (gmcr.read, "{", "no JSON"),
        (gmcr.read, "[" * 100_000, "no JSON"),
        (gmcr.read, '{"options": []}', "decision makers"),
        (
            gmcr.read,
            '{"options": [{"name": "a"}], "decisionMakers": [{"name": "A", "options": [5]}]}',
            "belongs to nobody",
        ),
    ],
)
def test_a_broken_or_hostile_file_is_refused_with_the_place(read, text, message):
    with pytest.raises(FormatError, match=message):
        read(text)


def test_a_thing_that_is_no_workbook_is_refused(tmp_path):
    (tmp_path / "case.xlsx").write_text("party,issue")
    with pytest.raises(FormatError, match="cannot be opened"):
        sheets.read_xlsx(tmp_path / "case.xlsx", "t")


def test_a_billion_laughs_are_not_laughed():
    """Entities that expand without end are refused before the first of them is."""
    laughs = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10 if at else "ha"}">' for at in range(10))
    with pytest.raises(FormatError, match="document type"):
        ktab.read(f"<!DOCTYPE a [{laughs}]><Scenario>&l9;</Scenario>", "t")
