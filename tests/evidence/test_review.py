"""Evidence after its reviewers, and judgements found again in a story read anew."""

from __future__ import annotations

import pytest
from tests.evidence.telling import DAM, STRIKE, actor, dossier

from parley.case.draft import draft
from parley.errors import EvidenceError
from parley.evidence.record import (
    Actor,
    Dossier,
    IssueMention,
    Linkage,
    Move,
    OpenQuestion,
    Position,
    Pressure,
    Quotation,
)
from parley.evidence.review import Quote, found_again, locate, moved, quote_of, reviewed, told, words_at
from parley.record import Span


def ids(items):
    return {item.id for item in items}


def names_nobody_unknown(found: Dossier) -> bool:
    """Every actor, issue and act an item names is an item of the dossier or was none before."""
    actors = {item.key for item in found.of(Actor)}
    moves = ids(found.of(Move))
    named = {move.by for move in found.of(Move)} | {position.party for position in found.of(Position)}
    drawn = {id for position in found.of(Position) for id in position.moves}
    return named - {None} <= actors and drawn <= moves


def test_nothing_said_changes_nothing():
    found = dossier(DAM)

    assert reviewed(found, (), {}) is found
    assert reviewed(found, ("no such item",), {"nor this": Span(start=0, end=3)}) is found


def test_a_rejected_act_takes_the_position_drawn_from_it_along():
    """Nobody wants what nobody asked for."""
    found = dossier(DAM)
    drawn = [position for position in found.of(Position) if len(position.moves) == 1]
    demand = next(move for move in found.of(Move) if move.id == drawn[0].moves[0])
    drawn = [position for position in drawn if position.moves == (demand.id,)]
    left = reviewed(found, (demand.id,), {})

    assert ids(found.items) - ids(left.items) >= {demand.id, *ids(drawn)}
    assert not any(move.about == demand.id for move in left.of(Move))


def test_a_position_that_rests_on_another_act_too_stays():
    """It loses the one, not the other."""
    found = dossier(DAM)
    position = next(each for each in found.of(Position) if each.moves)
    other = next(move for move in found.of(Move) if move.id not in position.moves)
    both = position.model_copy(update={"moves": (*position.moves, other.id)})
    found = found.model_copy(update={"items": tuple(both if item.id == position.id else item for item in found.items)})
    left = reviewed(found, position.moves, {})

    assert [each.moves for each in left.of(Position) if each.id == position.id] == [(other.id,)]


@pytest.mark.parametrize("text", [DAM, STRIKE])
def test_without_any_one_actor_the_rest_is_whole(text):
    """Each actor in turn is none: his acts and wishes go, and nothing names him any more."""
    found = dossier(text)
    for gone in found.of(Actor):
        left = reviewed(found, (gone.id,), {})

        assert gone.key not in left.to_json().replace(left.article.to_json(), "").split('"')
        assert names_nobody_unknown(left)


@pytest.mark.parametrize("text", [DAM, STRIKE])
def test_without_any_one_item_a_case_can_still_be_drafted(text):
    """Whatever a reviewer rejects, the draft is of what stands."""
    found = dossier(text)
    for gone in found.items:
        left = reviewed(found, (gone.id,), {})
        case = draft([left])

        assert gone.id not in ids(left.items)
        assert gone.id not in case.to_json()


def test_an_issue_that_is_none_takes_the_positions_on_it_along():
    found = dossier(DAM)
    issue = next(each for each in found.of(IssueMention) if any(p.issue == each.key for p in found.of(Position)))
    left = reviewed(found, (issue.id,), {})

    assert not any(position.issue == issue.key for position in left.of(Position))
    assert not any(move.issue == issue.key for move in left.of(Move))
    assert not any(issue.key in (link.give_issue, link.get_issue) for link in left.of(Linkage))
    assert not any(issue.key in question.issues for question in left.of(OpenQuestion))


def test_a_pressure_on_nobody_is_none():
    found = dossier(STRIKE)
    pressure = next(iter(found.of(Pressure)), None)
    if pressure is None:
        pytest.skip("the rules see no pressure in this story")
    pressed = [item.id for item in found.of(Actor) if item.key in pressure.on]

    assert pressure.id not in ids(reviewed(found, pressed, {}).items)


def test_in_a_story_of_which_no_act_is_left_nobody_bargains():
    """The draft leaves it out, as it leaves out a recipe."""
    found = dossier(DAM)
    acts = [item.id for item in found.items if isinstance(item, (Move, Position, Linkage, Pressure))]

    assert not reviewed(found, acts, {}).is_negotiation


def test_corrected_words_are_the_items_words():
    """The id stays, so that a case names its evidence as before."""
    found = dossier(DAM)
    quote = next(item for item in found.of(Quotation) if item.form == "direct")
    start = found.article.text.index("accept limits")
    span = words_at(found.article, start, "accept limits on our future")
    (left,) = [item for item in reviewed(found, (), {quote.id: span}).of(Quotation) if item.id == quote.id]

    assert left.words == "accept limits on our future"
    assert left.mentions[0].text == found.article.slice(left.mentions[0].span) == "accept limits on our future"


def test_an_act_corrected_to_other_words_says_no_number_of_the_old_ones():
    found = dossier(STRIKE)
    move = next(item for item in found.of(Move) if item.amount == 12)
    start = found.article.text.index("limits on overtime")
    span = words_at(found.article, start, "limits on overtime")
    (left,) = [item for item in reviewed(found, (), {move.id: span}).of(Move) if item.id == move.id]

    assert (left.amount, left.unit, left.content) == (None, None, "limits on overtime")


@pytest.mark.parametrize(("start", "words"), [(0, "Not these words"), (3, ""), (-1, "N"), (10**9, "Nile")])
def test_words_that_do_not_stand_there_are_refused(start, words):
    with pytest.raises(EvidenceError, match="Select"):
        words_at(dossier(DAM).article, start, words)


def test_a_judgement_is_found_again_when_the_story_begins_otherwise():
    """A longer headline moves every word and gives every item another id."""
    old, new = dossier(DAM), dossier(DAM.replace("Nile states resume", "For the third time, Nile states resume"))
    assert not ids(old.of(Move)) & ids(new.of(Move))

    for item in old.items:
        again = found_again(new, item.kind, told(item), quote_of(old.article, item))
        if item.sentence == "s1":
            continue  # the headline itself has changed
        assert again is not None, told(item)
        assert (again.text, told(again)) == (item.text, told(item))


def test_a_judgement_of_another_claim_is_not_passed_on():
    """Rejected was that Ethiopia says so; that somebody else says so has not been judged."""
    found = dossier(DAM)
    quote = next(item for item in found.of(Quotation) if item.speaker)
    claim = told(quote.model_copy(update={"speaker": actor(found, "Tawfik").key}))

    assert found_again(found, "quotation", claim, quote_of(found.article, quote)) is None


def test_words_that_are_gone_are_not_found():
    found = dossier(DAM)
    quote = Quote(exact="words that nobody wrote", start=10)

    assert locate(found.article.text, quote) is None
    assert found_again(found, "move", "act demand", quote) is None


def test_of_equal_words_those_with_the_same_surroundings_are_meant():
    """Then those nearest to where they stood."""
    text = "Iran agreed. Iraq agreed. Oman agreed."

    assert locate(text, Quote(exact="agreed", prefix="Iraq ", suffix=". Oman", start=0)) == Span(start=18, end=24)
    assert locate(text, Quote(exact="agreed", start=30)) == Span(start=31, end=37)


def test_corrected_words_move_with_their_item():
    found = dossier(DAM)
    quote = next(item for item in found.of(Quotation) if item.form == "direct")
    now = quote_of(found.article, quote)
    start = found.article.text.index("limits on our")
    before = now.model_copy(update={"start": now.start - 7})

    assert moved(found.article, "limits on our", start=start - 7, before=before, now=now) == Span(
        start=start, end=start + 13
    )
