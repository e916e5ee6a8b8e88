"""Linkages: what is given for what, in stories of many kinds."""

from __future__ import annotations

from tests.evidence.telling import cast

from parley.evidence.linkages import find_linkages
from parley.evidence.record import Linkage


def linkages(text: str) -> list[Linkage]:
    return find_linkages(cast(f"Talks go on\n\n{text}\n"))


def only(text: str) -> Linkage:
    found = linkages(text)
    assert len(found) == 1, found
    return found[0]


def test_who_wants_something_in_exchange_gives_the_other_thing() -> None:
    """Seeking turns the trade round: what is sought is what the holder gets."""
    found = only("Norway seeks fishing rights in exchange for port access.")

    assert (found.giver, found.give, found.get) == ("norway", "port access", "fishing rights")
    assert found.form == "exchange"


def test_who_offers_something_in_return_gives_it() -> None:
    found = only("The union offered to drop its overtime claim in return for a two-year job guarantee.")

    assert found.give == "drop its overtime claim"
    assert found.get == "two-year job guarantee"
    assert found.giver == "the-union"


def test_a_demand_in_exchange_belongs_to_whose_demand_it_is() -> None:
    found = only("One point remains: Egypt’s demand for water guarantees in exchange for grid access.")

    assert (found.giver, found.give, found.get) == ("egypt", "grid access", "water guarantees")


def test_a_question_about_a_trade_is_not_asserted() -> None:
    found = only("Will Canada offer Mexico tariff relief in exchange for energy access?")

    assert found.modality == "question"
    assert (found.giver, found.getter, found.give) == ("canada", "mexico", "tariff relief")


def test_what_may_be_paid_is_only_possible() -> None:
    found = only("Ghana could use gold exports as payment for oil.")

    assert (found.give, found.get, found.modality) == ("gold exports", "oil", "potential")


def test_a_refused_trade_is_denied() -> None:
    assert only("Kenya refused to give land as payment for the debt.").modality == "negated"


def test_a_swap_is_a_trade() -> None:
    found = only("The two sides agreed to swap prisoners for hostages.")

    assert (found.give, found.get, found.form) == ("prisoners", "hostages", "exchange")


def test_in_return_joins_two_clauses() -> None:
    found = only("France released nine sailors, and in return Spain lifted its fishing ban.")

    assert (found.giver, found.give) == ("france", "released nine sailors")
    assert found.getter == "spain"
    assert "fishing ban" in found.get


def test_unless_ties_an_act_to_what_would_stop_it() -> None:
    found = only("Turkey has threatened to leave the treaty unless it boosts Turkish jobs.")

    assert (found.form, found.marker, found.giver) == ("condition", "unless", "turkey")
    assert found.give == "leave the treaty"
    assert found.get == "boosts Turkish jobs"


def test_only_if_is_stronger_than_if() -> None:
    """ "Only" makes a term of what would be a remark, wherever it stands."""
    strict = only("Tariffs on steel will only come off if a new trade agreement is signed.")
    plain = only("If China lifts its export controls, Japan will suspend the port fees.")

    assert (strict.marker, strict.give, strict.get) == ("only if", "Tariffs on steel", "new trade agreement")
    assert (plain.giver, plain.getter) == ("japan", "china")
    assert strict.confidence > plain.confidence


def test_without_needs_an_act_held_back() -> None:
    found = only("Poland hesitated to sign without clear safety commitments.")

    assert (found.giver, found.give, found.get) == ("poland", "sign", "clear safety commitments")
    assert linkages("Poland signed without comment.") == []


def test_a_source_that_stays_unnamed_bargains_over_nothing() -> None:
    assert linkages("An official in Lima spoke on condition of anonymity because Peru had not decided.") == []
    assert linkages("Peru’s minister spoke on condition that she not be named.") == []


def test_a_remark_with_if_trades_nothing() -> None:
    """Nobody at the table does anything here."""
    assert linkages("If it rains, the roads to the coast become slow.") == []
    assert linkages("Reporters asked Chile if the talks were over.") == []


def test_words_are_slices_of_the_story() -> None:
    found = only("Athens agreed to extend the loan on condition that Rome repays its older debts.")

    assert found.give in found.text
    assert found.get in found.text
    assert len(found.text) < 300
    assert (found.giver, found.getter) == ("greece", "italy")


def test_two_tracks_side_by_side_are_parallel() -> None:
    found = only("The Brazil negotiations are happening in parallel with Indian efforts to revive the trade round.")

    assert found.form == "parallel"
    assert found.giver is None


def test_nothing_in_return_is_no_trade() -> None:
    assert linkages("Peru lifted its ban and got nothing in return.") == []


def test_what_is_offered_to_be_done_is_what_is_given() -> None:
    """The day stands between the offer and the deed."""
    found = only("Chad offered on Thursday to release 200 prisoners in exchange for the bodies of its soldiers.")

    assert found.give == "release 200 prisoners"


def test_an_offer_to_buy_is_what_is_given() -> None:
    """Buying gets a thing as a rule; offered in exchange for another thing, it is what the holder gives."""
    found = only("Egypt offered to buy power from the dam in exchange for a seat in its control room.")

    assert (found.giver, found.give, found.get) == ("egypt", "buy power from the dam", "seat in its control room")


def test_accepting_one_thing_in_return_for_another_gives_it() -> None:
    found = only("Kenya would accept a longer contract in return for a share of the revenues.")

    assert (found.give, found.get) == ("accept a longer contract", "share of the revenues")


def test_in_return_at_the_head_of_a_sentence_is_given_for_the_sentence_before() -> None:
    found = only("France released nine sailors. In return, Spain will lift its fishing ban.")

    assert (found.giver, found.getter) == ("spain", "france")
    assert (found.give, found.get) == ("lift its fishing ban", "released nine sailors")


def test_in_return_needs_no_comma_and_whom_a_thing_is_offered_is_no_part_of_it() -> None:
    found = only(
        "Brussels has offered Mercosur tariff-free entry for beef. In return Brazil would scrap duties on cars."
    )

    assert (found.give, found.get) == ("scrap duties on cars", "tariff-free entry for beef")


def test_a_trade_may_be_told_from_its_price() -> None:
    found = only("In return for the permit, Norway will open its ports.")

    assert (found.giver, found.give, found.get) == ("norway", "open its ports", "permit")


def test_what_is_offered_to_win_something_is_given_for_it() -> None:
    found = only("Norway has offered to give up six routes to win approval.")

    assert (found.give, found.get) == ("give up six routes", "approval")


def test_what_happens_only_after_another_thing_hangs_on_it() -> None:
    found = only("The treaty takes effect only after the Kenyan parliament ratifies it.")

    assert (found.form, found.marker, found.give) == ("condition", "only after", "treaty")


def test_a_refusal_before_another_act_is_a_condition() -> None:
    found = only("Norway refused to open its ports before Iceland lowers its quota.")

    assert (found.give, found.get) == ("open its ports", "lowers its quota")


def test_a_condition_is_found_where_the_parse_hangs_it_elsewhere() -> None:
    """A relative clause in between draws the conjunction to itself; the words still say it."""
    found = only(
        "Belarus threatened to shut the pipeline that carries gas to Poland unless Russia withdrew a price increase."
    )

    assert (found.giver, found.get) == ("belarus", "withdrew a price increase")
    assert found.give.startswith("shut the pipeline")


def test_what_must_follow_is_given_for_what_comes_first() -> None:
    found = only("Poland said relief must follow verified steps.")

    assert (found.giver, found.give, found.get) == ("poland", "relief", "verified steps")


def test_a_deal_hangs_on_the_consent_of_those_who_ratify() -> None:
    found = only("The contract must be ratified by a vote of the members.")

    assert found.give == "contract"
    assert "ratified" in found.get


def test_an_opening_return_is_an_exchange() -> None:
    found = only("In return for a signature, Russia would delay the increase in price.")

    assert (found.form, found.giver, found.get) == ("exchange", "russia", "signature")


def test_until_with_a_verb_read_as_a_noun_still_holds_back() -> None:
    found = only("Norway will not sit down again until the shelling stops.")

    assert (found.giver, found.give, found.get) == ("norway", "sit down again", "shelling stops")


def test_a_refusal_until_something_happens_to_a_thing_is_a_condition() -> None:
    found = only("Turkey has refused to reopen the pipeline until an arbitration award of $1.5 billion is waived.")

    assert (found.giver, found.give) == ("turkey", "reopen the pipeline")
    assert found.get.startswith("arbitration award")


def test_should_before_its_subject_opens_a_condition() -> None:
    found = only("Should the talks fail, Norway will close its ports to Icelandic boats.")

    assert (found.giver, found.give) == ("norway", "close its ports to Icelandic boats")


def test_what_must_come_before_is_what_is_wanted() -> None:
    found = only("Norway said food must be delivered before anyone was released.")

    assert "food" in found.get
    assert "released" in found.give


def test_what_a_thing_must_do_is_kept_whole() -> None:
    """The truce alone is not the condition: that it holds for sixty days is."""
    found = only("Norway said the aid would flow again only if a truce holds for 60 days.")

    assert found.get == "truce holds for 60 days"


def test_a_sale_that_lies_ahead_trades_the_thing_for_the_money() -> None:
    found = only("Iceland might sell its northern fleet for $30 million.")

    assert (found.giver, found.give, found.get) == ("iceland", "its northern fleet", "$30 million")


def test_a_sale_of_the_past_is_no_term() -> None:
    assert linkages("Iceland sold its northern fleet for $30 million last year.") == []


def test_a_pronoun_in_return_means_what_was_named_before() -> None:
    found = only(
        "Iceland offered a lower tariff on salmon. Norway has promised to keep its base open in return for it."
    )

    assert (found.give, found.get) == ("keep its base open", "lower tariff on salmon")


def test_otherwise_hangs_on_the_sentence_before() -> None:
    found = only("Iceland demanded that Norway open its waters by Friday. Otherwise Iceland would raise its quota.")

    assert (found.giver, found.give) == ("iceland", "raise its quota")
    assert "open its waters" in found.get


def test_a_threat_if_something_lapses_is_the_deed_not_the_threatening() -> None:
    found = only("Iceland threatened to fire thousands of workers if funding lapses at midnight.")

    assert (found.giver, found.give) == ("iceland", "fire thousands of workers")


def test_an_understanding_comes_into_force_on_a_condition() -> None:
    found = only("The understanding will not enter into force until each country has notified the secretariat.")

    assert found.give == "understanding"


def test_subject_to_approval_is_a_tie() -> None:
    found = only("The agreement is subject to approval by the Norwegian parliament.")

    assert (found.give, found.form) == ("agreement", "condition")


def test_will_as_a_noun_promises_nothing() -> None:
    assert linkages("The will to talk had grown since August, when Norway suspended its aid.") == []


def test_what_the_sentence_before_says_may_be_longer_than_the_sentence_itself() -> None:
    """Words of another line are counted there: "for that" answers what was said at length."""
    found = linkages(
        "The minister said the union had to give up the old contract, the two free days and all claims on the fund for "
        "sick dockers in the northern ports before the gates could open. The board will pay for that."
    )
    assert all(one.give and one.get for one in found)
