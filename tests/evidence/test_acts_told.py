"""Acts in every form that news has for them: light verbs, chains of verbs, verdicts, undertakings, each other."""

from __future__ import annotations

import pytest
from tests.evidence.telling import dossier

from parley.evidence.record import Event

OPENING = """{one} and {two} in talks

2023-05-03

{one} and {two} held talks on Monday. {one} demanded a change, and {two} offered a review of the terms.

"""
PAIRS = {
    "tariffs": ("Chile", "Peru"),
    "war": ("Sudan", "Chad"),
    "climate": ("Norway", "Kenya"),
    "nuclear": ("Iran", "France"),
    "debt": ("Ghana", "Japan"),
}


def told(kind: str, sentence: str) -> list[Event]:
    """The events of a sentence after a paragraph that introduces who bargains."""
    one, two = PAIRS[kind]
    found = dossier(f"{OPENING.format(one=one, two=two)}{sentence}\n")
    texts = {item.id: found.article.slice(item.span) for item in found.article.sentences}
    return [event for event in found.of(Event) if texts[event.sentence] == sentence and event.form == "clausal"]


@pytest.mark.parametrize(
    ("kind", "sentence", "plover"),
    [
        # a light verb and a noun
        ("tariffs", "Chile gave its backing to the plan on Tuesday.", {"AGREE", "SUPPORT"}),
        ("war", "Sudan put a proposal on the table on Friday.", {"AGREE", "REQUEST"}),
        ("climate", "Norway gave assurances that the fund would stay open.", {"AGREE"}),
        ("debt", "Ghana came back with a counterproposal.", {"AGREE", "REQUEST"}),
        ("nuclear", "France issued an ultimatum to Iran.", {"THREATEN"}),
        # what is decided counts
        ("war", "Chad has decided to extend the ceasefire by a week.", {"AGREE"}),
        ("debt", "Japan moved to block the plan on Monday.", {"REJECT"}),
        ("tariffs", "Peruvian lawmakers voted on Monday to reject the treaty.", {"REJECT"}),
        ("climate", "Kenya is prepared to accept a smaller sum.", {"AGREE"}),
        # who leaves the room
        ("nuclear", "Iran's delegation stormed out of the talks.", {"REJECT"}),
        ("tariffs", "Chile walked away from the table on Friday.", {"REJECT"}),
        # verdicts
        ("debt", "Ghana described Japan's terms as unhelpful.", {"ACCUSE"}),
        ("climate", 'Kenya called the Norwegian offer "a raincoat made of paper".', {"ACCUSE"}),
        ("nuclear", "French Foreign Minister Anne Legrand said Iran was not serious about a deal.", {"ACCUSE"}),
        ("war", "Sudan said Chad had broken its word.", {"ACCUSE"}),
        ("tariffs", "Peru protested.", {"ACCUSE"}),
        # stances told by a copula
        ("debt", "Japan said a write-off was a non-starter.", {"REJECT"}),
        ("climate", "Norway is against a new fund.", {"REJECT"}),
        ("tariffs", "Peru's demands include a seat on the board.", {"REQUEST"}),
        ("war", "Sudan has no objection to observers.", {"AGREE"}),
        # on terms, or announced
        ("nuclear", "Iran would ship out its uranium if France lifted the embargo.", {"AGREE"}),
        ("debt", "Japan will close the credit line unless Ghana signs.", {"THREATEN"}),
        ("tariffs", "Peru said it would take Chile to court if the payments stopped.", {"THREATEN"}),
        ("climate", "Norway will double its contribution, the government said.", {"AGREE"}),
        # money that is aid; truces; talks
        ("war", "Chad suspended $40 million in aid to Sudan.", {"SANCTION"}),
        ("war", "A ceasefire between Sudan and Chad took effect at midnight.", {"RETREAT"}),
        ("debt", "Ghana and Japan are in talks over a loan.", {"CONSULT"}),
        ("nuclear", "Iran wrote to France on Monday.", {"CONSULT"}),
        ("climate", "Kenya passed messages between Norway and Chad.", {"CONSULT"}),
        ("nuclear", "France said it was optimistic about a deal.", {"SUPPORT"}),
        ("war", "Sudan will suspend the enforcement of its export rules for a year.", {"CONCEDE"}),
        ("climate", "Norway's offer was spurned.", {"REJECT"}),
        ("nuclear", "Iran voiced disappointment and said it would wait.", {"ACCUSE"}),
        ("debt", "Japan threw its weight behind the plan.", {"SUPPORT"}),
        ("climate", "Norway is under no obligation to pay, it said.", {"REJECT"}),
        ("war", "Chad fought to block the vote.", {"REJECT"}),
        ("tariffs", "Any deal must include copper, but Peru has refused to discuss it.", {"REJECT"}),
        ("nuclear", "Iran charged France with dragging its feet.", {"ACCUSE"}),
        ("debt", "Ghana has implored Japan to wait.", {"REQUEST"}),
        ("climate", "Kenya said last night that it would consult its neighbours.", {"CONSULT"}),
        ("tariffs", "Chile would buy more fish from Peru under the plan.", {"AGREE"}),
        # deals, talks, fights and attacks that are the subject
        ("debt", "A compromise was found between Ghana and Japan late on Friday.", {"AGREE"}),
        ("climate", "Talks between Kenya and Iceland dragged on through the night.", {"CONSULT"}),
        ("nuclear", "A new round of talks between Iran and France is set for Friday.", {"CONSULT"}),
        ("war", "The guns of Sudan and Chad fell silent at dawn.", {"RETREAT"}),
        ("war", "Hours later, air strikes by Sudan hit a camp in Chad.", {"ASSAULT"}),
        ("tariffs", "Peru raised the duty after Chile called for an inquiry.", {"REQUEST"}),
        ("nuclear", "An earlier accord was vetoed by France on Friday.", {"REJECT"}),
        # verbs that the parser takes for properties
        ("nuclear", "France blamed Iran for going back on its word.", {"ACCUSE"}),
        ("debt", "Japan, which holds most of the bonds, had long resisted cuts.", {"REJECT"}),
        ("war", "Sudan has sued Chad for using its wells.", {"COERCE"}),
        # verdicts by finding, barbs that are traded, attacks in words
        ("tariffs", "Chile's trade minister found the offer inadequate.", {"ACCUSE"}),
        ("war", "Sudan said it would free no more prisoners until Chad paid.", {"REJECT"}),
        ("debt", "Japan replied with an offer of 40 million dollars.", {"AGREE"}),
        # an offer is no proposal, a concession no offer
        ("debt", "Japan tabled a better offer on Thursday night.", {"AGREE"}),
        ("climate", "Norway put 40 million dollars on the table.", {"AGREE"}),
        ("nuclear", "Iran made a concession on inspections.", {"CONCEDE"}),
        ("tariffs", "Chile gave in to the demand on Friday.", {"CONCEDE"}),
        ("tariffs", "Chile put the tariff on hold for a month.", {"CONCEDE"}),
        ("war", "Chad went back on its word, officials in Khartoum said.", {"REJECT", "ACCUSE"}),
        ("debt", "Ghana took its offer off the table on Monday.", {"REJECT"}),
        ("climate", "Norway poured cold water on the idea of a new fund.", {"REJECT"}),
        ("nuclear", "Iran voted in favour of the text.", {"AGREE"}),
        ("tariffs", "Chile kept its sanctions in place on Tuesday.", {"SANCTION"}),
        ("tariffs", "Peru responded with tariffs on wine from Chile.", {"SANCTION"}),
        ("debt", "Ghana came out in favour of the plan.", {"SUPPORT"}),
        ("debt", "Japan said it was willing to wait until June.", {"AGREE"}),
        ("war", "Sudan hinted that it might close the border to Chad.", {"THREATEN"}),
        ("nuclear", "France vowed that it would expel the envoys.", {"THREATEN"}),
        ("debt", "Japan would withdraw the loan unless Ghana signed, it said.", {"THREATEN"}),
        ("climate", "Kenya pledged to cut its emissions by a third.", {"AGREE"}),
    ],
)
def test_an_act_is_told_in_many_forms(kind, sentence, plover):
    """What is done, not which word says it."""
    assert {event.plover for event in told(kind, sentence)} & plover


@pytest.mark.parametrize(
    ("kind", "sentence", "plover"),
    [
        ("tariffs", "Chile gave up a plan to close the port.", "AGREE"),
        ("debt", "Ana Sorel, who bargains for Ghana, looked tired.", "CONSULT"),
        ("war", "Sudan accused Chad of bargaining in bad faith.", "CONSULT"),
        ("climate", "Norway is taking action on forests at home.", "PROTEST"),
        ("nuclear", "Iran offered to suspend flights over the strait.", "THREATEN"),
        ("war", "Chad will defend itself.", "SUPPORT"),
        ("nuclear", "Iran and France do not agree on the dates.", "REJECT"),
        ("tariffs", "Peru will turn to its lawyers.", "AGREE"),
        ("debt", "Ghana declined to comment on the offer.", "REJECT"),
        ("war", "Chad has grown since the talks began in May.", "CONSULT"),
        ("nuclear", "Iran denied that it had armed the rebels.", "AID"),
        ("climate", "Kenya wrote to Norway asking for a pause.", "CONSULT"),
        ("tariffs", "The country that Chile likes to call a friend is Peru.", "ACCUSE"),
        ("tariffs", "Chile wrapped up the talks without an agreement.", "AGREE"),
        ("debt", "Ghana could not pay more than Japan allowed.", "CONCEDE"),
        ("debt", "Japan has yet to agree to the plan.", "AGREE"),
        ("war", "Sudan wants the release of 70 prisoners before it gives up any town.", "CONCEDE"),
        ("tariffs", "Chile ended a second round of talks with Peru without settling the row.", "SANCTION"),
        ("war", "No new talks between Sudan and Chad are planned.", "CONSULT"),
        ("nuclear", "Inspectors from France found a bomb in the lake.", "ACCUSE"),
        ("tariffs", "A strike by dockers in Chile hit exports from Peru.", "ASSAULT"),
        ("debt", "The price of cocoa from Ghana fell in Japan.", "RETREAT"),
        ("climate", "No deal has been reached between Norway and Kenya.", "AGREE"),
        ("nuclear", "Iran scrapped the limit, ending a row with France.", "AGREE"),
        ("war", "Chad met elders in the east.", "AGREE"),
        ("war", "Sudan warned that it would close the border with Chad.", "COERCE"),
        ("debt", "Ghana's minister flew to Tokyo, seeking to mend ties with Japan.", "SUPPORT"),
        ("climate", "Norway defended its handling of the talks.", "SUPPORT"),
        ("climate", "Kenya pledged to cut its emissions by a third.", "THREATEN"),
        ("war", "Sudan and Chad sat down in Kinshasa on Friday.", "PROTEST"),
        ("nuclear", "Iran praised a text drafted by France in May.", "REQUEST"),
        ("tariffs", "Peru greeted the news with a shrug.", "CONSULT"),
    ],
)
def test_a_word_of_an_act_is_not_the_act(kind, sentence, plover):
    """A particle turns the verb round, a relative clause says who somebody is, an accusation names no deed done."""
    assert plover not in {event.plover for event in told(kind, sentence)}


def test_what_several_do_to_each_other_has_them_on_both_ends():
    """ "Accused each other": each is accused."""
    (event,) = told("war", "Sudan and Chad accused each other of breaking the truce.")

    assert set(event.actors) == set(event.recipients) == {"sudan", "chad"}


@pytest.mark.parametrize(
    ("sentence", "actor"),
    [
        ("Most of the rebels rejected the truce.", "the-rebel"),
        ("Thousands of farmers rejected the truce.", "the-farmer"),
        ("The rest of the truce was rejected by Sudan.", "sudan"),
    ],
)
def test_a_share_of_a_group_acts_as_the_group(sentence, actor):
    """ "Most of the rebels" are the rebels; the rest of a truce is nobody."""
    (refused,) = (event for event in told("war", sentence) if event.plover == "REJECT")

    assert refused.actors == (actor,)


def test_what_is_traded_goes_both_ways():
    """Nobody else is accused."""
    (event,) = told("war", "Sudan and Chad traded accusations on Thursday over the failure of the truce.")

    assert event.plover == "ACCUSE"
    assert set(event.actors) == set(event.recipients) == {"sudan", "chad"}


def test_an_answer_is_given_to_whoever_spoke_just_before():
    """Kenya proposed the pause; the parties at the table are Chile and Peru."""
    one, two = PAIRS["tariffs"]
    text = OPENING.format(one=one, two=two) + "Kenya proposed a pause on Wednesday. Peru accepted.\n"
    (accepted,) = (event for event in dossier(text).of(Event) if event.text == "Peru accepted")

    assert "kenya" in accepted.recipients


@pytest.mark.parametrize(
    ("sentence", "actor"),
    [
        ("Peru invited Chile to a summit in May and was rebuffed.", "chile"),
        ("Peru asked Chile for a pause and was turned down.", "chile"),
    ],
)
def test_who_was_asked_answers_a_passive(sentence, actor):
    """The passive names nobody; who was asked in the same breath is who refuses."""
    (refused,) = (event for event in told("tariffs", sentence) if event.plover == "REJECT")

    assert refused.actors == (actor,)


def test_a_bullet_without_a_subject_has_that_of_its_label():
    """A note lists what each party wants, in the present and the perfect."""
    text = """Where the talks on copper stand

2023-05-03

Chile and Peru held talks on Monday. Both rejected a text of the chair.

- Chile: rejects a tax on copper, and wants a pause of four years.
- Peru: has proposed a fund. It is willing to pay half of it.
"""
    found = {(event.plover, event.actors) for event in dossier(text).of(Event)}

    assert {("REQUEST", ("chile",)), ("REQUEST", ("peru",)), ("AGREE", ("peru",))} <= found


def test_an_act_told_to_a_stranger_is_not_guessed_to_be_meant_for_the_other_side():
    """Who is told stands in the words, though it is nobody of the talks."""
    (told_so,) = (event for event in told("tariffs", "Peru told workers to wait.") if event.plover == "REQUEST")

    assert "chile" not in told_so.recipients


def test_an_act_dated_long_before_the_story_is_background():
    """Who was turned down in 2011 is none of those who bargain now."""
    (event,) = told("debt", "In 2011 Japan blocked a smaller plan.")

    assert event.status == "historical"
    assert event.recipients == ()


def test_the_turns_of_a_transcript_tell_acts_of_their_own():
    """A speaker's label makes no summary of what is said after it."""
    text = """Remarks by the Foreign Ministers of Chile and Peru after Talks on Copper

2021-06-01

MINISTER ADA KRUSE, Foreign Minister of Chile: Chile and Peru held talks for five days. Chile accepts a quota.

MINISTER BEN ADLER, Foreign Minister of Peru: Peru has asked for a ban on new mines. Peru rejected a tax.

MINISTER KRUSE: Chile has agreed to a pause of four years. We reject a ban.
"""
    agreed = [event for event in dossier(text).of(Event) if event.plover == "AGREE"]

    assert len({event.sentence for event in agreed}) == len(agreed) >= 2
