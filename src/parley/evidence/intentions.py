"""What an act amounts to when it is only meant or only alleged: PLOVER has types of its own for both.

Source: PLOVER manual 0.8 (2021), AGREE (intent to cooperate, meet or aid), CONCEDE (announced yielding), THREATEN
(announced harm), ACCUSE (said of somebody else).
"""

from __future__ import annotations

from dataclasses import replace

from parley.evidence.actors import Cast
from parley.evidence.clauses import REPORTING
from parley.evidence.frame import Frame
from parley.evidence.populace import sectors
from parley.evidence.predicates import Meaning, is_at_own_cost, sense_of
from parley.evidence.record import PloverType

SUFFERING = frozenset({"face", "suffer", "undergo", "sustain", "receive"})  # who does it stands behind "from"
WISHES = frozenset({"want", "wish", "seek", "hope", "aim", "like"})  # of one's own deed; of another's it is a request
PROMISES = frozenset({"agree", "pledge", "promise", "vow", "offer", "commit", "undertake", "volunteer", "vote"})
WITH_OTHERS = frozenset({"agree", "offer", "volunteer"})
ANNOUNCED_HARM = frozenset({"SANCTION", "COERCE", "MOBILIZE"})
TERMS = frozenset({"unless", "if", "otherwise", "until"})
CROWDS = frozenset({"street", "square", "rally", "banner", "outside", "march", "thousand", "hundred", "crowd"})
KIND = frozenset({"COOPERATE", "AID", "SUPPORT"})
YIELDING = frozenset({"CONCEDE", "RETREAT"})
HOSTILE = frozenset({"ASSAULT", "COERCE", "SANCTION", "PROTEST", "MOBILIZE"})
ALLEGATION = Meaning(
    act=None, plover="ACCUSE", mode="allege", firmness=0.5, planned=False, to=frozenset(), content=frozenset()
)


def intended(frame: Frame) -> PloverType | None:
    """The type of a wish or promise by what is wished or promised: "wants to attack" threatens; null: as it stands."""
    line = frame.line
    verb = line.tree.tokens[frame.head]
    lemma = verb.lemma.lower()
    if frame.form == "clausal" and frame.meaning.plover != "SUPPORT" and _is_wished(frame):
        return _announced(frame.meaning.plover)  # "want to thank" does thank
    if frame.meaning.plover == "ASSAULT" and frame.status == "planned":
        return "THREATEN"
    if frame.form == "clausal" and frame.meaning.plover in ANNOUNCED_HARM and _is_on_terms(frame):
        return "THREATEN"
    if frame.meaning.plover in ("COOPERATE", "AID") and frame.status == "hypothetical":
        return "AGREE"  # what would be done
    if (
        frame.form == "clausal"
        and frame.meaning.plover == "RETREAT"
        and _is_on_terms(frame)
        and not _leaves_ground(frame)
    ):
        return "THREATEN"  # "would withdraw the pill unless …"
    if frame.meaning.plover in HOSTILE and frame.status == "hypothetical" and not frame.negated and frame.reporters:
        return "THREATEN"  # "hinted that it may close the port"
    if frame.meaning.plover == "COERCE" and lemma == "charge" and _is_for_a_deed(frame):
        return "ACCUSE"
    if frame.meaning.plover == "PROTEST" and lemma == "protest" and _is_in_words(frame):
        return "ACCUSE"
    if frame.form != "clausal" or lemma not in WISHES | PROMISES or line.tree.objects(verb.i):
        return None
    for clause in line.tree.having(verb.i, "xcomp", "advcl"):
        sense = sense_of(line, clause) if clause.has("VerbForm=Inf") else None
        found = _announced(sense.meaning.plover) if sense is not None else None
        if found == "THREATEN" and is_at_own_cost(line, clause):
            found = None
        if found == "THREATEN" and lemma in WITH_OTHERS:
            return None  # what is offered to the other side, or agreed with it, is no harm to it
        if found is not None and (found != "AGREE" or lemma in WISHES):
            return found
    return None


def _is_on_terms(frame: Frame) -> bool:
    """Announced for the case that something is not done: "will close the border unless …"."""
    ahead = frame.status in ("planned", "hypothetical") and not frame.negated
    return ahead and any(token.text.lower() in TERMS for token in frame.line.tree.tokens)


def _leaves_ground(frame: Frame) -> bool:
    """Troops go, or a strike ends: what is left or ended was itself a harm."""
    return frame.sense is not None and frame.sense.pattern.object_class in ("troops", "attack", "walkout", "truce")


def _is_for_a_deed(frame: Frame) -> bool:
    """ "Charged the mediators with trading justice": blame, where a court charges with a crime."""
    tree = frame.line.tree
    inside = tree.tokens[frame.head : tree.subtree(frame.head)[1]]
    return any(one.text.lower() == "with" and tree.tokens[one.head].text.endswith("ing") for one in inside)


def _is_in_words(frame: Frame) -> bool:
    """A state, a firm or a minister that protests complains; people protest in the street."""
    tree = frame.line.tree
    if any(token.lemma.lower() in CROWDS for token in tree.tokens):
        return False
    subjects = tree.understood_subjects(frame.head)
    return bool(subjects) and all(token.pos == "PROPN" or token.number == "Sing" for token in subjects)


def _announced(meant: PloverType | None) -> PloverType | None:
    if meant in YIELDING:
        return "CONCEDE"
    if meant in HOSTILE:
        return "THREATEN"
    return "AGREE" if meant in KIND else None


def _is_wished(frame: Frame) -> bool:
    verb = frame.line.tree.tokens[frame.head]
    head = frame.line.tree.tokens[verb.head]
    return verb.dep.startswith("xcomp") and head.lemma.lower() in WISHES and not frame.line.tree.objects(head.i)


def as_suffered(frame: Frame) -> Frame:
    """ "Faces pressure from Congress", "received weapons from Paris": who is the subject is done to."""
    lemma = frame.line.tree.tokens[frame.head].lemma.lower()
    if frame.form != "clausal" or lemma not in SUFFERING or frame.meaning.plover == "CONSULT":
        return frame
    return replace(frame, actors=frame.recipients, recipients=frame.actors, recipients_rule="subject")


def as_spoken(cast: Cast, frame: Frame) -> Frame:
    """A party, a firm or a house that attacks a plan does so in words."""
    actors = [cast.figures[key] for key in cast.sides(frame.actors) if key in cast.figures]
    lemma = frame.line.tree.tokens[frame.head].lemma.lower()
    if frame.meaning.plover != "ASSAULT" or lemma != "attack" or not actors:
        return frame
    speaks = all(one.type in ("faction", "legislature", "union", "company") for one in actors)
    return replace(frame, meaning=replace(ALLEGATION, mode="disapprove")) if speaks else frame


def as_claimed(cast: Cast, frame: Frame) -> Frame:
    """A violent deed that one side says another did is what the one accuses the other of, not yet a fact."""
    if frame.meaning.plover != "ASSAULT" or not frame.reporters or not frame.actors or not _is_claim(frame):
        return frame
    if frame.status == "historical":
        return frame
    if any(sectors().get((cast.figures[key].role or "").lower().removesuffix("s")) == "MED" for key in frame.reporters):
        return frame  # a newspaper accuses nobody by reporting
    if set(cast.sides(frame.reporters)) & set(cast.sides(frame.actors)):
        return frame
    return replace(
        frame,
        meaning=ALLEGATION,
        actors=frame.reporters,
        recipients=frame.actors,
        recipients_rule="claim",
        status="asserted",
        content=None,
        content_head=None,
    )


def _is_claim(frame: Frame) -> bool:
    """The deed stands under the verb of saying: "said that Y had attacked", not "Y attacked, officials said"."""
    tree = frame.line.tree
    token = tree.tokens[frame.head]
    for link in tree.ancestors(frame.head):
        if link.lemma.lower() in REPORTING and link.pos == "VERB":
            return token.dep.startswith("ccomp") and link.i < token.i
        token = link
    return False
