"""Pressures: who presses whom, and how: threats, deadlines, sanctions, inducements, criticism, time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from parley.evidence.actors import Cast
from parley.evidence.addressees import MUTUAL
from parley.evidence.frame import Frame
from parley.evidence.intentions import WISHES, intended
from parley.evidence.plain_forms import plain_form
from parley.evidence.pressure_cues import cues_in
from parley.evidence.pressure_words import Press, due_at, has_haste, hint_side, is_side, pressure_list
from parley.evidence.record import Event, Linkage, Pressure
from parley.evidence.story import Line
from parley.evidence.term_words import words_for
from parley.evidence.undertakings import BINDING, binds_to_harm
from parley.evidence.verdicts import NAMING

Form = Literal["threat", "deadline", "sanction", "inducement", "criticism", "time", "unspecified"]
BY_EVENT: dict[str, Form] = {
    "THREATEN": "threat", "SANCTION": "sanction", "COERCE": "sanction", "ACCUSE": "criticism", "MOBILIZE": "threat",
}  # fmt: skip
BY_ACT: dict[str, Form] = {"threaten": "threat", "warn": "threat", "criticise": "criticism", "accuse": "criticism"}
NAMED = frozenset(
    {"object", "oblique", "passive-subject", "owner", "object-partner", "object-oblique", "object-clause", "noun"}
)


@dataclass(frozen=True, slots=True)
class _Spot:
    line: Line
    press: Press


def find_pressures(
    cast: Cast, frames: Sequence[Frame], linkages: Sequence[Linkage] = (), events: Sequence[Event] = ()
) -> list[Pressure]:
    """Who presses whom, once for each pair and form in a sentence, in order of the text.

    Args:
        events: those that no frame tells of; a threat among them presses.
    """
    spots = [_Spot(frame.line, press) for frame in frames for press in _from_frame(cast, frame)]
    spots += [spot for linkage in linkages for spot in _from_terms(cast, linkage)]
    spots += [_Spot(line, press) for line in cast.story.lines for press in cues_in(cast, line)]
    spots += [spot for event in events if (spot := _from_event(cast, event)) is not None]
    spots = _told_in_full(spots)
    best: dict[tuple[str, str, tuple[str, ...], tuple[str, ...]], _Spot] = {}
    for spot in spots:
        press = spot.press
        key = (spot.line.id, press.form, tuple(sorted(press.by)), tuple(sorted(press.on)))
        if key not in best or press.confidence > best[key].press.confidence:
            best[key] = spot
    found = [_record(cast, spot) for spot in _without_echoes(list(best.values()))]
    return sorted(found, key=lambda item: (item.mentions[0].span.start, item.form))


def _from_event(cast: Cast, event: Event) -> _Spot | None:
    """ "Then we will go to the Security Council": a harm that a party says it will do."""
    by = hint_side(cast, event.actors)
    on = tuple(key for key in hint_side(cast, event.recipients) if key not in by)
    if event.plover != "THREATEN" or not by or not on:
        return None
    line = cast.story.by_id[event.sentence]
    start = event.mentions[0].span.start - line.start
    inside = [t.i for t in line.tree.tokens if start <= t.start and t.end <= start + len(event.text)]
    return _Spot(line, Press("threat", by, on, inside[0], inside[-1], "pressure/announced", 0.5)) if inside else None


SUMMARIES = ("headline", "standfirst", "heading")


def _told_in_full(spots: list[_Spot]) -> list[_Spot]:
    """Without what a headline says that the text says again."""
    body = {(spot.press.form, key) for spot in spots if spot.line.kind not in SUMMARIES for key in spot.press.by}
    return [
        spot
        for spot in spots
        if spot.line.kind not in SUMMARIES or not any((spot.press.form, key) in body for key in spot.press.by)
    ]


def _without_echoes(spots: list[_Spot]) -> list[_Spot]:
    """Of two in one sentence by the same on overlapping sides, the vaguer form goes, and the threat in a deadline."""
    return [spot for spot in spots if not any(_echoes(spot, other) for other in spots if other is not spot)]


def _echoes(spot: _Spot, other: _Spot) -> bool:
    one, two = spot.press, other.press
    if spot.line.id == other.line.id and set(one.by) & set(two.by) and one.form == two.form:
        over = one.first <= two.last and two.first <= one.last  # told twice, of others beside them
        return over and (one.confidence, -one.first, len(one.on)) < (two.confidence, -two.first, len(two.on))
    if spot.line.id != other.line.id or not set(one.by) & set(two.by) or not set(one.on) & set(two.on):
        return False
    if one.form == "threat":
        inside = one.first <= two.first and two.last <= one.last
        return two.form == "deadline" and (inside or one.rule == "pressure/terms-threat")
    return one.form == "unspecified" and two.form != "unspecified"


def _from_frame(cast: Cast, frame: Frame) -> Iterator[Press]:
    """An act that presses: a threat, a penalty, blame, or a demand made under pressure."""
    if frame.status in ("question", "historical", "negated") or frame.negated or not frame.actors:
        return
    if frame.status == "hypothetical" and intended(frame) != "THREATEN":
        return
    form = _form_of(cast, frame)
    if (frame.meaning.act == "demand" and _is_due(frame)) or (form == "threat" and _sets_a_limit(frame)):
        form = "deadline"
    if (
        form is None
        or (form == "threat" and _endangers(frame))
        or (form == "criticism" and _sentences(frame))
        or (frame.form == "nominal" and (frame.meaning.act != "criticise" or frame.recipients_rule not in NAMED))
    ):
        return
    verb = frame.line.tree.tokens[frame.head]
    if form == "sanction" and (not _is_felt(frame) or frame.status != "asserted"):
        return
    if frame.meaning.plover in ("COERCE", "MOBILIZE") and (verb.relation in ("acl", "amod") or frame.form == "nominal"):
        return  # "women held by Hamas": told of them in passing
    by = hint_side(cast, frame.actors)
    if frame.recipients_rule == MUTUAL and len(by) > 1:
        yield Press(form, by, by, frame.first, frame.last, "pressure/mutual", 0.7)
        return
    if form == "criticism" and not any(is_side(cast, key) for key in by):
        return  # an onlooker's verdict presses nobody
    on = tuple(key for key in hint_side(cast, frame.recipients) if key not in by)
    if frame.meaning.plover == "MOBILIZE" and not on and set(by) & set(cast.counterparts):
        on = tuple(key for key in cast.counterparts if key not in by)
    if by and (
        on
        or ((form == "deadline" or frame.meaning.act in ("threaten", "warn")) and any(is_side(cast, key) for key in by))
    ):
        last = max(frame.last, frame.content[1]) if frame.content else frame.last
        confidence = 0.7 if frame.recipients_rule in NAMED else 0.55
        yield Press(form, by, on, frame.first, last, f"pressure/{form}", confidence)


def _sets_a_limit(frame: Frame) -> bool:
    """ "Set a deadline of noon", "issued an ultimatum": by its object a limit in time."""
    return any(one.lemma.lower() in pressure_list("deadline") for one in frame.line.tree.objects(frame.head))


def _is_felt(frame: Frame) -> bool:
    """The words name who is hit, or until when: "has frozen the payment until a treaty is signed"."""
    tree = frame.line.tree
    until = any(token.text.lower() in ("until", "unless") for token in tree.tokens[frame.head :])
    held_back = frame.sense is not None and frame.sense.pattern.object_class in HELD_BACK
    sued = frame.meaning.plover == "COERCE" and any(one.lemma.lower() in COURTS for one in tree.tokens)
    return frame.recipients_rule in NAMED or (bool(frame.recipients) and (until or held_back or sued))


COURTS = frozenset({"court", "judge", "tribunal", "injunction", "lawsuit", "suit", "arbitrator", "arbitration"})


HELD_BACK = frozenset({"aid", "tie"})


def _is_due(frame: Frame) -> bool:
    """The demand names a day by which it must be met: "asked for a list by Thursday"; one's own plan is no demand."""
    tree = frame.line.tree
    verb = tree.tokens[frame.head]
    own = not tree.objects(verb.i) and any(one.has("VerbForm=Inf") for one in tree.having(verb.i, "xcomp"))
    if own and verb.lemma.lower() in WISHES:
        return False
    last = max(frame.last, frame.content[1] if frame.content else 0, tree.subtree(frame.head)[1])
    last = min([last, *(one.i - 1 for one in tree.having(verb.i, "conj") if one.i > verb.i and one.pos == "VERB")])
    return due_at(tree.tokens[frame.head : last + 1])


def _from_terms(cast: Cast, linkage: Linkage) -> Iterator[_Spot]:
    """A condition that presses: what a party will do if there is no deal, the money it holds out for one."""
    if linkage.giver is None or linkage.confidence < 0.5 or linkage.modality in ("negated", "question"):
        return
    line = cast.story.by_id[linkage.sentence]
    by = hint_side(cast, (linkage.giver,))
    on = hint_side(cast, (linkage.getter,)) if linkage.getter else ()
    on = on or tuple(key for key in cast.counterparts if key not in by)
    form = _form_of_terms(line, linkage, cast.counterparts)
    if form == "threat" and due_at(line.tree.tokens):
        form = "deadline"  # "will be refused a licence unless it signs by 12 July"
    if form is None or not by or not on:
        return
    start = linkage.mentions[0].span.start - line.start
    inside = [t.i for t in line.tree.tokens if start <= t.start and t.end <= start + len(linkage.text)]
    if inside:
        yield _Spot(line, Press(form, by, on, inside[0], inside[-1], f"pressure/terms-{form}", 0.55))


def _form_of_terms(line: Line, linkage: Linkage, counterparts: Sequence[str]) -> Form | None:
    give, get = set(linkage.give.lower().split()), set(linkage.get.lower().split())
    whole = set(linkage.text.lower().replace(",", " ").split())
    if linkage.rule == "linkage/alternative" and linkage.marker not in ("and", "but must"):
        return "threat"  # "sign, or we leave"; "any deal above that will be blocked"
    if linkage.rule == "linkage/otherwise" or linkage.marker in ("otherwise", "failing which") or _would_end(linkage):
        return "threat"
    refused = get & pressure_list("refusing") or (whole & {"no", "not", "n't"} and linkage.get.split()[0] in ("deal",))
    conditional = bool(set(linkage.marker.split()) & {"if", "unless", "else", "moment"}) or linkage.marker in LACKING
    before = line.text[: max(0, line.text.find(linkage.give))].lower().split()
    behind = line.text[line.text.find(linkage.give) + len(linkage.give) :].lower().split()[:4]
    done = {plain_form(word, word) for word in behind} if set(behind) & {"be", "been"} else set[str]()
    doing = {linkage.give.lower().split()[0], *before[-2:]} | done  # "would cancel *a laboratory*"
    harm = give & pressure_list("harm") or doing & words_for("harming")
    failing = get & pressure_list("failing") and linkage.marker != "unless"
    if conditional and ("else" in linkage.marker or refused or failing or harm or "threatened" in whole):
        return "threat"
    if linkage.marker in ("unless", *LACKING) and not (whole | set(before[-3:])) & DENIALS:
        return "threat"  # "will bring down the government unless"
    if (whole | set(before)) & WANTED:
        return None  # what is demanded in return tempts nobody
    if linkage.form == "exchange" and linkage.giver in counterparts:
        return None  # the trade itself, no lure to it
    return "inducement" if give & pressure_list("tempting") else None


LACKING = ("failing", "barring", "absent", "short of", "in the absence of")
DENIALS = frozenset({"not", "n't", "no", "never", "cannot", "without", "nothing"})
WANTED = frozenset(
    {
        "demand",
        "demands",
        "demanded",
        "demanding",
        "wants",
        "wanted",
        "seeks",
        "sought",
        "asks",
        "asked",
        "need",
        "needs",
        "accept",
    }
)


def _would_end(linkage: Linkage) -> bool:
    """ "Tariffs above 15 percent would kill the deal"."""
    helper, _, verb = linkage.marker.partition(" ")
    return linkage.rule == "linkage/price" and helper == "would" and verb in words_for("ending_verbs")


def _form_of(cast: Cast, frame: Frame) -> Form | None:
    """Naked objections ("objected", "resisted") defend; they press nobody, unless a verdict on the other's plan."""
    act, plover = frame.meaning.act, frame.meaning.plover
    if act == "object":
        named = frame.line.tree.tokens[frame.head].lemma.lower() in NAMING  # "called the bonus an insult"
        return "criticism" if frame.recipients_rule == "owner" or named else None
    if act == "demand":
        head = frame.line.tree.tokens[frame.head].text.lower()
        if head.startswith(("pressur", "squeez")) and frame.recipients_rule in NAMED:
            return "time" if has_haste(frame.line) else "unspecified"
        return None
    if act in BINDING and binds_to_harm(cast, frame):
        return "threat"
    if act is not None and frame.line.tree.tokens[frame.head].lemma.lower() in pressure_list("dangling"):
        return "inducement"
    if act is not None and act in BY_ACT:
        return None if frame.line.tree.tokens[frame.head].lemma.lower() == "regret" else BY_ACT[act]
    if act is not None:
        return None
    if plover == "PROTEST":
        return "threat" if _is_called(frame) else None
    return BY_EVENT.get(intended(frame) or plover or "")


def _is_called(frame: Frame) -> bool:
    """A strike that lies ahead: called, voted for, planned."""
    verb = frame.line.tree.tokens[frame.head]
    ahead = frame.status == "planned" or verb.lemma.lower() in pressure_list("calling")
    return frame.form == "clausal" and ahead and verb.dep != "acl:relcl"


def _sentences(frame: Frame) -> bool:
    """ "Condemned to hang": a court's sentence."""
    tree = frame.line.tree
    condemns = tree.tokens[frame.head].lemma.lower() in ("condemn", "sentence")
    return condemns and any(one.has("VerbForm=Inf") for one in tree.having(frame.head, "xcomp", "advcl", "ccomp"))


def _endangers(frame: Frame) -> bool:
    """ "threatens the security of the region": a danger, not a move in talks."""
    tokens = frame.line.tree.tokens
    heads = list(frame.line.tree.objects(frame.head))
    if frame.content_head is not None:
        heads.append(tokens[frame.content_head])
    return any(token.lemma.lower() in pressure_list("endangered") for token in heads)


def _record(cast: Cast, spot: _Spot) -> Pressure:
    press = spot.press
    return Pressure(
        id="",
        source=cast.story.article.id,
        mentions=(spot.line.tokens(press.first, press.last),),
        rule=press.rule,
        confidence=press.confidence,
        by=_known(cast, press.by),
        on=_known(cast, press.on),
        form=press.form,
    )


def _known(cast: Cast, keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for key in keys if key in cast.figures))
