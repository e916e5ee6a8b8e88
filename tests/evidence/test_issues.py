"""Issues: what is on the table, named in the story's own nouns and grouped by meaning."""

from __future__ import annotations

from tests.evidence.telling import dossier

from parley.evidence.record import IssueMention

PORT = """Dockers and port company resume talks on port fees

2024-05-02

The Dockers Union and Marlow Ports resumed talks on Monday on port fees, officials said.

The union demanded a raise of 9 percent and a pledge to buy 40 new cranes.
Marlow Ports offered wages of 30 pounds an hour in return for the union's signature.
The union rejected the port's tariff on parking and demanded an exemption from the tariff on parking.

The union voted to walk out next week. The two sides differ on pensions.
Marlow Ports rejected a cap on containers and demanded limits on containers.
"""


def _issues(text: str, *, likely: bool = True) -> dict[str, float]:
    """Names and confidences; the likely ones only unless asked otherwise."""
    return {item.name: item.confidence for item in dossier(text).of(IssueMention) if item.confidence >= 0.5 * likely}


def test_words_of_one_family_are_one_issue():
    """A raise and wages are one issue, under one of the story's own words."""
    pay = {name for name in _issues(PORT) if "raise" in name or "wage" in name}
    assert len(pay) == 1


def test_a_joined_second_demand_is_an_issue_of_its_own():
    assert any("cranes" in name for name in _issues(PORT))


def test_what_talks_are_about_is_an_issue_also_behind_a_date():
    assert "port fees" in _issues(PORT)


def test_what_the_sides_differ_on_is_an_issue():
    assert "pensions" in _issues(PORT)


def test_a_step_of_the_talks_is_no_likely_issue():
    """A signature and a walkout are how the bargaining goes, not what lies on the table."""
    likely = " ".join(_issues(PORT))
    assert not any(word in likely.split() for word in ("signature", "walk", "buy"))


def test_words_for_what_is_to_be_done_do_not_make_two_issues():
    """A tariff on parking and an exemption from it are one issue; so are a cap and limits on containers."""
    names = list(_issues(PORT))
    assert sum("parking" in name for name in names) == 1
    assert sum("containers" in name for name in names) == 1


STEEL = """Norway and Iceland resume talks on trade

2021-03-01

Norway and Iceland resumed their talks on Monday. The two sides met for two hours.

Norway demanded an end to Iceland's retaliatory tariffs on Monday. Iceland rejected the demand.
Iceland demanded lower tariffs on steel and Norway refused to cut tariffs on steel.
Norway offered Iceland's 22 pairs of slots at the airport. Iceland agreed to look at tax loopholes.
"""


def test_one_kind_of_thing_told_apart_by_its_own_words_is_two_issues():
    names = list(_issues(STEEL))
    assert any("retaliatory tariffs" in name for name in names)
    assert any("tariffs on steel" in name for name in names)


def test_a_name_holds_no_amount_and_no_owner():
    names = list(_issues(STEEL))
    assert any(name.startswith("slots") for name in names)


def test_a_deed_is_named_by_what_it_is_done_to():
    names = _issues(STEEL, likely=False)
    assert "tax loopholes" in names


def test_what_a_party_could_live_with_is_the_thing_and_no_deed():
    terms = "Marlow Ports could live with the night shifts, provided that the union ended the strike."
    found = _issues(f"{PORT}\n{terms}\n", likely=False)

    assert "live" not in found
    assert any("night shifts" in name for name in found)


LEASE = """City and football club hold talks on a stadium

The city of Marlow and Marlow Rovers resumed talks on Monday on the lease of the stadium.

The mayor summoned both sides to the capital on Sunday. Marlow Rovers demanded slots at the training ground.
The city of Marlow opposes the clause by which payments could be stopped. Marlow Rovers asked for money.
"""


def test_a_general_noun_is_an_issue_only_with_what_tells_it_apart():
    """Money is asked for everywhere; a clause is told by what it does."""
    likely = _issues(LEASE)
    assert "clause by which payments could be stopped" in likely
    assert "money" not in likely
    assert "capital" not in likely


def test_a_bare_noun_takes_what_stands_behind_it():
    assert "slots at the training ground" in _issues(LEASE)


def test_praise_and_blame_are_no_part_of_a_name():
    likely = _issues(LEASE.replace("asked for money", "demanded significant reductions in rent"))
    assert "reductions in rent" in likely


def test_the_title_of_an_agreement_names_no_issue_in_it():
    text = LEASE.replace("asked for money", "signed the Agreement on Fair Leases with the city of Marlow")
    assert not any("Fair" in name for name in _issues(text))


PIPE = """Norway and Iceland resume talks on steel

Norway and Iceland resumed talks on Monday on steel. Norway demanded a lower tariff on Norwegian steel.
Iceland offered to cap its exports of steel pipe. Norway rejected a quota on steel.
"""


def test_a_word_in_common_does_not_make_one_issue_of_two():
    """Both are of steel; what is done with it tells them apart."""
    names = _issues(PIPE)
    assert any("pipe" in name for name in names)
    assert any("pipe" not in name and "steel" in name for name in names)


def test_creditors_are_no_issue_and_a_school_that_is_asked_for_is_one():
    text = LEASE.replace("asked for money", "dropped its demand for a school on the site. It made creditors an offer")
    likely = _issues(text)
    assert "creditors" not in likely
    assert any("school" in name for name in likely)
