"""Positions: what each party wants on each issue, drawn from its moves."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from parley.evidence.actors import Cast
from parley.evidence.antecedents import answered, answered_terms, in_full, named_before, points_back
from parley.evidence.bare_numbers import issue_counted, number_alone
from parley.evidence.clauses import subject_tokens
from parley.evidence.issue_phrases import PAPERS, head_of_words, is_aside
from parley.evidence.position_words import position_words
from parley.evidence.predicates import dropping_verbs, is_of_class
from parley.evidence.record import Linkage, Move, Position, PositionStance
from parley.evidence.story import Line
from parley.evidence.term_words import words_for
from parley.evidence.undertakings import is_harm
from parley.evidence.words import slug
from parley.language.tree import Token

STANCE: dict[str, PositionStance] = {
    "demand": "demands",
    "offer": "offers",
    "promise": "offers",
    "concede": "offers",
    "accept": "accepts",
    "reject": "rejects",
    "object": "rejects",
    "condition": "conditional",
    "threaten": "conditional",
}


def find_positions(
    cast: Cast, moves: Sequence[Move], linkages: Sequence[Linkage], names: Mapping[str, str]
) -> list[Position]:
    """One position per party, issue and stance over all its moves; a stated condition makes it conditional."""
    stated = [link for link in linkages if link.form in ("exchange", "condition") and link.confidence >= STATED]
    conditional = {linkage.sentence for linkage in stated if not linkage.marker.startswith("to ")}
    terms = [position for linkage in stated for position in _from_terms(cast, linkage)]
    told = {(position.party, position.sentence) for position in terms}
    found: dict[Key, Position] = {}
    told_of: dict[str, str] = {}  # id of a move -> the words of what it is about
    for at, move in enumerate(moves):
        stance = _stance(cast, move, conditional)
        number = number_alone(cast, move)
        if number is not None and move.issue is None:
            move = move.model_copy(update={"issue": issue_counted(cast, move, moves[:at])})
        pointed = answered_terms(cast, move, moves[:at], stated) or named_before(cast, move, moves[:at], told_of)
        words = number or (pointed[0] if pointed is not None else _words(cast, move, names) or answered(move, told_of))
        if number is None and pointed is not None:
            move = move.model_copy(update={"issue": pointed[1] or slug(pointed[0])})
        if move.rule == "move/echo":
            said = next((one for one in reversed(moves[:at]) if one.id in told_of and one.by != move.by), None)
            if said is not None:
                words, move = told_of[said.id], move.model_copy(update={"issue": said.issue})
        words = words or (names.get(move.issue) if move.issue else None)
        stopped = _stopped(cast, move) if stance == "demands" else None
        if stopped is not None:
            stance, words = "rejects", stopped
        if stance is None or move.by is None or words is None or not _is_party(cast, move.by) or is_aside(words):
            continue
        told_of[move.id] = words
        party = cast.side(move.by)
        if (party, move.sentence) in told and (move.act == "threaten" or _repeats(words, party, move.sentence, terms)):
            continue  # the terms say it better: what is given, and for what
        if stance != "demands" and _is_condition(move, stated):
            continue  # "provided that we drop the duty" is what another asks, no act of ours
        key = _key(found, (party, move.issue or slug(words), stance), words)
        found[key] = _with(cast, found.get(key), move, key, words)
    for position in terms:
        key = _key(found, (position.party, position.issue, position.stance), position.issue_words)
        found.setdefault(key, position)
    return sorted(found.values(), key=lambda position: position.mentions[0].span.start)


GRANTED = re.compile(r"\b(?:conced|yield|g[ia]ve[ns]? in\b|grant)", re.IGNORECASE)
HELD_BACK = re.compile(
    r"\b(?:(opposition|objections?|resistance|veto|refusal)|demands?|insistence|claims?|calls?)\b", re.IGNORECASE
)
LEANING = re.compile(r"\b(?:open|amenable|receptive) to\b", re.IGNORECASE)
TALKING = re.compile(r"\b(?:talk|discuss|consider|negotiate|look at|explore|examine)\b", re.IGNORECASE)
YIELDED = re.compile(
    r"\b(?:give up|gave up|giv(?:es?|ing) (?:up|way|ground)|gave (?:way|ground)|climb|relent|bend|bow|soften|compromis|"
    r"settl|back(?:s|ed)? (?:down|off)|offer|agree|moderat|meet|met)",
    re.IGNORECASE,
)
Key = tuple[str, str, PositionStance, str]  # party, issue, stance, and words where one issue has several positions


def _key(found: Mapping[Key, Position], place: tuple[str, str, PositionStance], words: str) -> Key:
    """The position these words belong to: one already found that says the same, else one of their own.

    Two terms of one issue ("retaliatory tariffs", "other retaliatory measures") are two positions.
    """
    return next(
        (key for key, known in found.items() if key[:3] == place and _says_the_same(known.issue_words, words)),
        (*place, slug(words)),
    )


def _says_the_same(one: str, other: str) -> bool:
    if (numbers := NUMBER.findall(one)) and (others := NUMBER.findall(other)) and not set(numbers) & set(others):
        return False  # a raise of 9 percent is not the raise of 12
    first, second = (_telling(words) for words in (one, other))
    if not first or not second:
        return slug(one) == slug(other)
    return len(first & second) >= SAME_WORDS * min(len(first), len(second))


def _telling(words: str) -> set[str]:
    """The words that tell a thing apart: "wage package" and "wage proposal" are both about wages."""
    found = set(slug(words).split("-")) - {"of", "the", "a", "in", "to", "on", "for", "new"}
    return found - PAPERS - {"agreement", "accord", "contract", "settlement"} or found


NUMBER = re.compile(r"\d[\d.,]*")
SAME_WORDS = 0.6  # share of the shorter phrase; by eye on a fact sheet whose terms repeat "tariffs" and "exports"
STATED = 0.5  # confidence from which a condition is one of the deal, not a remark
LONGEST_TERM = 7  # words of a term that names its own issue


def _from_terms(cast: Cast, linkage: Linkage) -> list[Position]:
    """Who gives one thing for another holds a conditional position on it, and wants of the other what that must do."""
    if linkage.giver is None or not _is_party(cast, linkage.giver) or linkage.modality in ("negated", "question"):
        return []
    if linkage.marker.startswith("to ") or linkage.rule == "linkage/compensation":
        return []  # "to win approval" says what an offer is for; the offer itself is made
    line = cast.story.by_id[linkage.sentence]
    giver = cast.side(linkage.giver)
    found = []
    if linkage.marker.startswith("any that"):  # "will sign no deal that …": what it must not hold, or must
        words = position_words(cast, line, linkage.get, inside=True) or _short(linkage.get)
        stance: PositionStance = "demands" if linkage.marker.endswith("not") else "rejects"
        return [_term(linkage, giver, linkage.get_issue, words, stance)] if words else []
    threat = _is_threat(line, linkage)
    give = (
        None
        if threat or linkage.give.lower() in WHOLE
        else position_words(cast, line, linkage.give, inside=True) or _short(linkage.give)
    )
    if give:
        found.append(_term(linkage, giver, linkage.give_issue, give, "conditional"))
    head = head_of_words(line, linkage.get)
    verb = line.tree.tokens[head] if head is not None else None
    deed = verb is not None and verb.pos == "VERB" and not line.tree.is_passive(verb.i)
    strong = linkage.marker in words_for("strong_conditions") | words_for("waiting")
    if deed and verb is not None and linkage.marker.split(" ")[-1] == "if" and not strong:
        deed = bool(cast.sides(key for one in line.tree.understood_subjects(verb.i) for key in cast.at(line, one.i)))
    insisted = linkage.form == "condition" and (deed or strong or threat)
    wants = insisted or _only_for(line, linkage) or linkage.marker.split(" ")[-1] in ("to", "on")
    if wants and (threat or (linkage.getter and linkage.getter != giver)):
        asked = _asked(cast, line, linkage, verb, threat)
        if asked is not None:
            found.append(_term(linkage, giver, linkage.get_issue, asked[1], asked[0]))
    return found


def _short(words: str) -> str | None:
    """The words of a term that names itself; "the offer" alone names nothing."""
    parts = words.lower().split()
    return words if len(parts) <= LONGEST_TERM and parts[-1].removesuffix("s") not in PAPERS else None


def _asked(
    cast: Cast, line: Line, linkage: Linkage, verb: Token | None, threat: bool
) -> tuple[PositionStance, str] | None:
    """What the giver wants, or will not have: "unless Y withdrew the increase" rejects the increase.

    A threat with "if" is directed against what would set it off.
    """
    denied = verb is not None and (line.tree.is_negated(verb.i) or _lacks(line, verb))
    against = threat and linkage.marker.split(" ")[-1] == "if" and not denied
    if denied and not threat and verb is not None and verb.pos == "VERB" and not _lacks(line, verb):
        things = [one for one in line.tree.objects(verb.i) if one.i > verb.i and one.pos in ("NOUN", "PROPN")]
        if things:  # "on condition that the Office does not require the sale"
            first, last = line.tree.subtree(things[0].i)
            thing = line.text[line.tree.tokens[first].start : line.tree.tokens[last].end]
            refused = position_words(cast, line, thing)
            return ("rejects", refused) if refused else None
    if verb is not None and verb.pos == "VERB" and verb.lemma.lower() in dropping_verbs():
        things = [one for one in line.tree.objects(verb.i) if one.i > verb.i and one.pos in ("NOUN", "PROPN")]
        parts = [part for thing in things[:1] for part in (thing, *line.tree.having(thing.i, "compound"))]
        if any(is_of_class(part, name) for part in parts for name in HELD):
            first, last = line.tree.subtree(things[0].i)
            thing = line.text[line.tree.tokens[first].start : line.tree.tokens[last].end]
            words = position_words(cast, line, thing)
            return ("demands" if against else "rejects", words) if words else None
    words = position_words(cast, line, linkage.get, inside=True)
    named = words is not None and (
        " " in words or verb is None or verb.pos == "NOUN"
    )  # "if it is capped" names nothing
    return ("rejects" if against else "demands", words) if words is not None and named else None


WHOLE = frozenset({"talks", "talk", "agreement", "deal", "accord", "any deal", "negotiations"})  # no issue of its own
WARNING = frozenset({"threaten", "warn"})
HELD = (
    "demand",
    "price",
    "proposal",
)  # what is dropped was a stand of the other side; troops are withdrawn, not dropped


def _lacks(line: Line, verb: Token) -> bool:
    """ "If there are no permits": a condition of what is missing."""
    return any(
        child.lemma.lower() == "no" for one in line.tree.subjects(verb.i) for child in line.tree.having(one.i, "det")
    )


def _only_for(line: Line, linkage: Linkage) -> bool:
    """ "Only in exchange for B": B is what the giver asks, not merely what the trade would bring."""
    before = line.text[: max(0, line.text.find(linkage.marker))]
    return linkage.form == "exchange" and before.rstrip().lower().endswith("only")


def _is_threat(line: Line, linkage: Linkage) -> bool:
    """What is given is a harm: what it is to bring about is the position, not the harm."""
    if linkage.marker in ("or else", "otherwise", "until"):
        return linkage.marker != "until"  # what is withheld until then will be given
    head = head_of_words(line, linkage.give)
    if head is None:
        return False
    token = line.tree.tokens[head]
    above = line.tree.tokens[token.head]
    if token.pos == "VERB" and {one.lemma.lower() for one in (above, line.tree.tokens[above.head])} & WARNING:
        return True
    deeds = [token, above] if token.relation == "obj" else [token]
    return any(deed.pos == "VERB" and is_harm(line, deed) for deed in deeds)


def _term(linkage: Linkage, party: str, issue: str | None, words: str, stance: PositionStance) -> Position:
    return Position(
        id="",
        source=linkage.source,
        mentions=linkage.mentions,
        rule=f"position/{linkage.form}",
        confidence=round(linkage.confidence - 0.05, 2),
        status=linkage.status,
        party=party,
        issue=issue or slug(words),
        issue_words=words,
        stance=stance,
    )


def _is_condition(move: Move, stated: Sequence[Linkage]) -> bool:
    """The act stands inside the condition of somebody else, or is the harm that a threat announces."""
    words = move.content or move.text
    return any(
        link.sentence == move.sentence and words in (link.get if link.giver != move.by else link.give)
        for link in stated
    )


def _repeats(words: str, party: str, sentence: str, terms: Sequence[Position]) -> bool:
    """A demand for what the terms of the same sentence already name."""
    own = set(words.lower().split())
    return any(
        term.party == party and term.sentence == sentence and own & set(term.issue_words.lower().split())
        for term in terms
    )


def _with(cast: Cast, known: Position | None, move: Move, key: Key, words: str) -> Position:
    """A position with one more move it is drawn from; the clearest sentence stands first."""
    party, issue, stance, _ = key
    if known is None:
        return Position(
            id="",
            source=move.source,
            mentions=move.mentions,
            rule=f"position/{move.act}",
            confidence=round(move.confidence - 0.05, 2),
            status=move.status,
            party=party,
            issue=issue,
            issue_words=words,
            stance=stance,
            moves=(move.id,),
        )
    clearer = _is_summary(cast, known.sentence) and not _is_summary(cast, move.sentence)
    mentions = (*move.mentions, *known.mentions) if clearer else (*known.mentions, *move.mentions)
    return known.model_copy(
        update={
            "mentions": tuple(dict.fromkeys(mentions)),
            "moves": (*known.moves, move.id),
            "issue_words": words if clearer else known.issue_words,
            "confidence": min(0.95, round(known.confidence + 0.05, 2)),
        }
    )


def _is_summary(cast: Cast, sentence: str) -> bool:
    """Headlines, standfirsts, headings and labels say again what the text says."""
    line = cast.story.by_id[sentence]
    return line.kind in ("headline", "standfirst", "heading") or line.is_label


def _is_done(cast: Cast, move: Move) -> bool:
    """ "Freed two of the crew", told as done and not as a step towards the other side."""
    line = cast.story.by_id[move.sentence]
    start = move.mentions[0].span.start - line.start
    before = {one.text.lower() for one in line.tree.tokens if start - 60 <= one.start < start + 30}
    return move.status == "asserted" and not before & AHEAD and not YIELDED.search(move.text)


AHEAD = frozenset({"will", "would", "'ll", "’ll", "to", "could", "may", "shall"})


def _stance(cast: Cast, move: Move, conditional: set[str]) -> PositionStance | None:
    if move.act == "threaten" and move.sentence not in conditional:
        return None
    if move.act == "concede" and GRANTED.search(move.text):
        return "accepts"  # who concedes a thing grants what the other had asked for
    if move.act == "concede" and (held := HELD_BACK.search(move.text)):
        return "accepts" if held[1] else None  # who drops a demand gives nothing yet; who drops an objection agrees
    if move.act == "concede" and _is_done(cast, move):
        return None  # what is done already ("freed two of the crew") is an event, no longer a position
    if move.rule == "move/ready" and TALKING.search(move.text):
        return "open"  # "is ready to talk about the lakeshore"
    if move.act == "offer" and move.sentence not in conditional and LEANING.search(move.text):
        return "open"  # "is open to a review"
    stance = STANCE.get(move.act)
    if stance in ("demands", "offers", "accepts") and move.sentence in conditional and move.act != "demand":
        return "conditional"
    return stance


def _words(cast: Cast, move: Move, names: Mapping[str, str]) -> str | None:
    """The issue in this sentence's own words; null where they only point back."""
    if move.content is None or move.about is not None:
        return None
    line = cast.story.by_id[move.sentence]
    if points_back(line, move.content):
        return None
    head = head_of_words(line, move.content)
    if head is not None and line.tree.tokens[head].lemma.lower() == "go" and move.act == "demand":
        gone = _gone(cast, line, line.tree.tokens[head])
        if gone is not None:
            return gone
    words = position_words(cast, line, move.content, sum_named=move.amount is not None)
    return in_full(words, names.get(move.issue or "")) if words is not None else None


def _stopped(cast: Cast, move: Move) -> str | None:
    """What somebody asks another not to do, or to stop others from doing: "urged the Office to block the sale"."""
    line = cast.story.by_id[move.sentence]
    head = head_of_words(line, move.content) if move.content else None
    if head is None or line.tree.tokens[head].pos != "VERB" or not line.tree.tokens[head].has("VerbForm=Inf"):
        return None
    deed = line.tree.tokens[head]
    denied = line.tree.is_negated(head)
    if denied == (deed.lemma.lower() in STOPPING) or deed.lemma.lower() in EXCEEDING:
        return None
    if not denied:
        things = [one for one in line.tree.objects(head) if one.i > head and one.pos in ("NOUN", "PROPN")]
        deed = things[0] if things else deed
    first, last = (deed.i, line.tree.subtree(deed.i)[1]) if denied else line.tree.subtree(deed.i)
    return position_words(cast, line, line.text[line.tree.tokens[first].start : line.tree.tokens[last].end])


def _gone(cast: Cast, line: Line, verb: Token) -> str | None:
    """ "The cap has to go": what is to be gone."""
    things = [one for one in subject_tokens(line, verb) if one.pos == "NOUN" and not cast.one(line, one.i)]
    more = any(child.i > verb.i and child.pos != "PUNCT" for child in line.tree.children(verb.i))
    if not things or more:
        return None
    first, last = line.tree.subtree(things[0].i)
    return position_words(cast, line, line.text[line.tree.tokens[first].start : line.tree.tokens[last].end])


STOPPING = frozenset({"block", "veto", "reject", "oppose", "prevent", "forbid"})
EXCEEDING = frozenset({"exceed", "surpass", "top", "forget", "fail"})  # "not to exceed 22 percent" asks for 22 percent


def _is_party(cast: Cast, key: str) -> bool:
    figure = cast.figures.get(cast.side(key))
    return figure is not None and figure.type != "person"
