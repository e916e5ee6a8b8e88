"""Deep Look: which states of a conflict would last, by which definitions, and who would leave the others."""

from __future__ import annotations

from typing import Literal

from parley.analysis.conflict.result import ConflictPath, ConflictResult, ConflictState
from parley.brief.english import counted, listed, names, possessive, quoted
from parley.brief.ledger import Ledger
from parley.brief.likelihood import percent
from parley.brief.record import BriefSentence, Bullet, Section, Table
from parley.brief.sections import subsection

KEY: Literal["deep-look"] = "deep-look"
MOST_STATES = 3  # told; the table has more
MOST_STATES_BY_RULE = 2  # of a model nobody has looked over
MOST_ROWS = 6
WORTH_TELLING = 0.2  # of the draws


def who_would_stay_where(ledger: Ledger) -> Section | None:
    """Nothing where no conflict could be modelled."""
    found = ledger.results.conflict
    if found is None:
        return None
    lasting = [state for state in found.shown if _lasts(state) and state.key != found.status_quo]
    most = MOST_STATES_BY_RULE if found.is_default else MOST_STATES
    bullets = [_state(ledger, found, state) for state in lasting[:most]]
    section = subsection(KEY, "Who Would Stay Where", [[_model(ledger, found), *_now(ledger, found)]], bullets)
    return section.model_copy(update={"tables": (_table(ledger, found),)})


def _lasts(state: ConflictState) -> bool:
    """Whether more than fear of answers against the answerer's own interest keeps all there."""
    return "SEQ" in state.equilibrium or ("SEQ" in state.shares and state.shares["SEQ"].value >= WORTH_TELLING)


def _model(ledger: Ledger, found: ConflictResult) -> BriefSentence:
    who = listed([ledger.party_name(key) for key in found.parties])
    made = "made from the case by rule, uncalibrated" if found.is_default else "written by an analyst, uncalibrated"
    options = f"{counted(len(found.options), 'thing')} {who} could do or leave"
    return ledger.say(
        f"{options} make {counted(found.states, 'state')} of the conflict, in a model {made}", ["conflict"]
    )


def _now(ledger: Ledger, found: ConflictResult) -> list[BriefSentence]:
    state = next((each for each in found.shown if each.key == found.status_quo), None)
    if state is None:
        return []
    words = f"with {quoted(_words(found, state.key))}" if "Y" in state.key else f"where {state.words}"
    foresight = "even once others answer in their own interest"
    if "SEQ" in state.equilibrium:
        text = f"Things as they are now, {words}, could last: none of {_all(ledger, found)} would gain by moving alone"
        return [ledger.say(f"{text}, {foresight}", ["conflict"])]
    leaving = [key for key in found.parties if "SEQ" not in state.stable.get(key, ())] or list(found.parties)
    who = listed([ledger.party_name(key) for key in leaving])
    text = f"Things as they are now, {words}, would not last: {who} would gain by moving, {foresight}"
    return [ledger.say(text, ["conflict"])]


def _all(ledger: Ledger, found: ConflictResult) -> str:
    return listed([ledger.party_name(key) for key in found.parties])


def _state(ledger: Ledger, found: ConflictResult, state: ConflictState) -> Bullet:
    by = listed(list(state.equilibrium))
    if "Nash" in state.equilibrium:
        holds = f"nobody would gain by moving alone ({by}){_often(state)}"
    elif state.equilibrium:
        holds = f"all would stay for what others would answer ({by})"
    else:
        holds = f"all would stay in {percent(state.shares['SEQ'].value)} of the preferences drawn (SEQ)"
    said = [ledger.say(f"At {quoted(_words(found, state.key))}, {holds}", ["conflict"])]
    if state.left_by:
        who = names([party for key in state.left_by[0] if (party := ledger.party(key))])
        together = "together" if len(state.left_by[0]) > 1 else "alone"
        said.append(
            ledger.say(
                f"From {quoted(_words(found, state.key))}, {who} could still gain by leaving {together}", ["conflict"]
            )
        )
    path = next((each for each in found.paths if each.to == state.key and len(each.steps) > 1), None)
    if path:
        said.append(_way(ledger, path))
    return Bullet(sentences=tuple(said))


def _often(state: ConflictState) -> str:
    share = state.shares.get("Nash")
    return f", in {percent(share.value)} of the preferences drawn" if share else ""


def _words(found: ConflictResult, key: str) -> str:
    """Who does what in a state, each party once: "Ukraine: sign the draft; Europe: fill the gap in aid"."""
    taken = [option for option, letter in zip(found.options, key, strict=False) if letter == "Y"]
    doing = {party: [option.name for option in taken if option.party == party] for party in found.parties}
    said = [f"{found.names[party]}: {listed(names)}" for party, names in doing.items() if names]
    return _clean("; ".join(said)) if said else "nobody does anything"


def _clean(words: str) -> str:
    return words.replace("give: ", "give ")


def _way(ledger: Ledger, path: ConflictPath) -> BriefSentence:
    steps = ", then ".join(quoted(_clean(step.words)) for step in path.steps)
    whose = f"{possessive('the mover')} own interest"
    how = f"each step in {whose}" if path.improving else f"not every step in {whose}"
    return ledger.say(f"The way there is {steps}, {how}", ["conflict"])


def _table(ledger: Ledger, found: ConflictResult) -> Table:
    shown = [state for state in found.shown if state.key == found.status_quo or _lasts(state)][:MOST_ROWS]
    drawn = any(state.shares for state in shown)
    columns = ("State", "All would stay by", "Share of draws (Nash; SEQ)", "Who could gain by leaving")
    return Table(
        caption="Where the conflict may settle; Nash: nobody gains alone; SEQ: nobody gains once others answer in "
        "their own interest; GMR, SMR and SIM are weaker",
        columns=columns if drawn else (*columns[:2], columns[3]),
        rows=tuple(_row(found, state, drawn) for state in shown),
        basis=ledger.rest_on(["conflict"]),
    )


def _row(found: ConflictResult, state: ConflictState, drawn: bool) -> tuple[str, ...]:
    now = "now: " if state.key == found.status_quo else ""
    shares = "; ".join(percent(state.shares[name].value) for name in ("Nash", "SEQ") if name in state.shares)
    leaving = "; ".join(" with ".join(found.names[member] for member in members) for members in state.left_by)
    nobody = "not judged" if state.coalitional is None else "nobody, alone or together"
    often = (shares or "certain",) if drawn else ()
    return f"{now}{_words(found, state.key)}", ", ".join(state.equilibrium) or "none", *often, leaving or nobody
