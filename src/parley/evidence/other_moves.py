"""Moves no frame tells of: undertakings, "better … or else", forecasts, criticism drawn, offers in trades."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from parley.evidence.actors import Cast
from parley.evidence.clauses import FUTURE, REPORTING, clause_range, subject_tokens
from parley.evidence.found_move import FoundMove
from parley.evidence.frame import Frame
from parley.evidence.predicates import carried, is_of_class
from parley.evidence.record import Act, Linkage
from parley.evidence.story import Line
from parley.language.tree import Token

CONFIDENT = frozenset(
    {
        "confidence",
        "confident",
        "certain",
        "sure",
        "convinced",
        "bound",
        "optimistic",
        "hopeful",
        "doubt",
        "insist",
        "predict",
        "expect",
    }
)


COLLECTIVE_CRITICISM = frozenset({"spark", "draw", "prompt", "trigger", "provoke", "bring"})


def undertakings(cast: Cast, frames: Sequence[Frame]) -> Iterator[FoundMove]:
    """Bullets of a deal that say what a party will do: "X will take measures to end …"."""
    told = {(frame.line.index, frame.head) for frame in frames if frame.meaning.act or frame.status == "planned"}
    for line in cast.story.lines:
        lettered = LETTERED.match(line.text) is not None
        if (line.kind != "bullet" and not lettered) or line.is_label or not line.tree.tokens:
            continue
        root = line.tree.root
        if (line.index, root.i) in told or root.pos != "VERB" or line.is_question:
            continue
        ahead = FUTURE | {"would"} if lettered and _is_under_paper(cast, line) else FUTURE
        if not any(child.dep.startswith("aux") and child.text.lower() in ahead for child in line.tree.children(root.i)):
            continue
        by = next((key for subject in line.tree.subjects(root.i) for key in cast.at(line, subject.i)), None)
        if by is None or cast.figures[by].type == "person" or cast.speakers.get(line.id):
            continue
        content = _undertaken(line, root)
        if content is not None:
            first, last = clause_range(line, root)
            yield FoundMove(
                "promise",
                line,
                first,
                last,
                by,
                None,
                (content.i, content.i),
                content.i,
                0.7,
                "planned",
                "move/undertaking",
                0.55,
            )


LETTERED = re.compile(r"\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})\)\s")
ITEMS = 8  # lines of a lettered list


def _is_under_paper(cast: Cast, line: Line) -> bool:
    """The list stands under "Under the package:": what a proposal holds, in the words of those who made it."""
    before = cast.story.lines[max(0, line.index - ITEMS) : line.index]
    opening = next((one for one in reversed(before) if one.text.rstrip().endswith(":")), None)
    return opening is not None and any(is_of_class(token, "proposal") for token in opening.tree.tokens)


def _undertaken(line: Line, verb: Token) -> Token | None:
    """What is undertaken: the object, or what a measure is taken for."""
    tree = line.tree
    for token in tree.objects(verb.i):
        if token.lemma.lower() in ("measure", "step", "action"):
            clauses = (*tree.having(token.i, "acl"), *tree.having(verb.i, "advcl", "xcomp"))
            inner = [item for clause in clauses for item in tree.objects(clause.i)]
            if inner:
                return inner[0]
        if token.pos in ("NOUN", "PROPN"):
            return next(iter(carried(line, token)), token)
    # after "for one year, starting on …," the object hangs loose; a second clause may take it for its subject
    loose = (
        *tree.having(verb.i, "parataxis", "appos", "dep"),
        *(one for clause in tree.having(verb.i, "ccomp") for one in tree.subjects(clause.i)),
        *(one for other in tree.having(verb.i, "conj") for one in tree.objects(other.i)),
    )
    for token in loose:
        if token.i > verb.i and token.pos in ("NOUN", "PROPN", "DET"):
            found = next(iter(carried(line, token)), token)
            return found if found.pos in ("NOUN", "PROPN") else None
    return None


def led_in(cast: Cast, frames: Sequence[Frame]) -> Iterator[FoundMove]:
    """Bullets that complete an act: "The union wants:" and then what it wants, one bullet each."""
    acts = {frame.line.id: frame for frame in frames if frame.meaning.act in LED and frame.actors and not frame.negated}
    yield from _will_do(cast, frozenset(acts))
    for line in cast.story.lines:
        opening = cast.story.lead_in(line)
        frame = acts.get(opening.id) if opening is not None else None
        label = cast.story.label(line)
        if (
            frame is None
            or frame.meaning.act is None
            or not line.tree.tokens
            or (label is not None and not line.is_label)
        ):
            continue
        head = _thing(line)
        if head is not None:
            for by in frame.actors[:1]:
                last = len(line.tree.tokens) - 1
                yield FoundMove(
                    frame.meaning.act,
                    line,
                    0,
                    last,
                    by,
                    next(iter(frame.recipients), None),
                    (0, last),
                    head,
                    frame.meaning.firmness,
                    frame.status,
                    "move/led-in",
                    0.6,
                )


def _will_do(cast: Cast, told: frozenset[str]) -> Iterator[FoundMove]:
    """Bullets under "The United States will:" say what it undertakes."""
    for line in cast.story.lines:
        opening = cast.story.lead_in(line)
        if opening is None or opening.id in told or not line.tree.tokens or line.is_label:
            continue
        words = [token.text.lower() for token in opening.tree.tokens if token.text[:1].isalpha()]
        party = next(iter(cast.sides(cast.within(opening, 0, len(opening.tree.tokens) - 1))), None)
        head = _thing(line)
        if party is None or head is None or not words or words[-1] not in FUTURE | {"would"}:
            continue
        last = len(line.tree.tokens) - 1
        yield FoundMove(
            "promise", line, 0, last, party, None, (0, last), head, 0.7, "planned", "move/led-in", 0.6
        )  # fmt: skip


LED = frozenset({"demand", "offer", "promise", "concede", "accept", "reject"})


def _thing(line: Line) -> int | None:
    """What a bullet names: its root noun, or the object of its root verb."""
    root = line.tree.root
    tokens = line.tree.tokens
    if (
        root.i == 0 and len(tokens) > 2 and tokens[1].pos in ("DET", "ADJ")
    ):  # "Halt the flow": a verb, whatever the parser says
        return next((token.i for token in tokens[1:] if token.pos == "NOUN" and token.relation != "compound"), None)
    if root.pos in ("NOUN", "PROPN"):
        return root.i
    objects = [token.i for token in line.tree.objects(root.i) if token.pos in ("NOUN", "PROPN")]
    return objects[0] if objects else None


def better_or_else(cast: Cast) -> Iterator[FoundMove]:
    """ "He better move fast. … Or he won't …": a demand and a warning by the speaker."""
    for line, speaker in _quoted_lines(cast):
        tokens = line.tree.tokens
        words = [token.text.lower() for token in tokens]
        if "better" in words[:6] and _is_advice(line, words.index("better")):
            yield from (_whole(line, act, speaker, 0.85, "move/had-better") for act in _BETTER)
        elif next((word for word in words if word.isalpha()), "") == "or" and any(
            word in FUTURE | {"wo", "will", "would"} for word in words
        ):
            yield from (_whole(line, act, speaker, 0.8, "move/or-else") for act in _OR_ELSE)


_BETTER: tuple[Act, ...] = ("demand", "warn")


_OR_ELSE: tuple[Act, ...] = ("warn", "predict")


def _is_advice(line: Line, at: int) -> bool:
    following = line.tree.tokens[at + 1 : at + 3]
    preceding = line.tree.tokens[at - 1 : at] if at else ()
    return any(token.pos in ("VERB", "AUX") for token in following) and any(
        token.pos in ("PRON", "PROPN", "AUX", "NOUN") for token in preceding
    )


def _whole(line: Line, act: Act, by: str | None, firmness: float, rule: str) -> FoundMove:
    last = len(line.tree.tokens) - 1
    return FoundMove(act, line, 0, last, by, None, None, None, firmness, "asserted", rule, 0.6)


def _quoted_lines(cast: Cast) -> Iterator[tuple[Line, str]]:
    for line in cast.story.lines:
        speaker = cast.speakers.get(line.id)
        if speaker:
            yield line, speaker


def predictions(cast: Cast) -> Iterator[FoundMove]:
    """Somebody says what will happen: "is going to sign", "confident that it will", "insists the deal will happen"."""
    for line in cast.story.lines:
        speaker = cast.speakers.get(line.id)
        for token in line.tree.tokens:
            if token.pos not in ("VERB", "AUX", "ADJ") or not _is_future(line, token):
                continue
            holder = _foreteller(cast, line, token) or (
                speaker if speaker and _is_third_person(cast, line, token, speaker) else None
            )
            if holder is None:
                continue
            first, last = clause_range(line, token)
            yield FoundMove(
                "predict", line, first, last, holder, None, None, None, 0.3, "planned", "move/foretells", 0.6
            )


def _is_future(line: Line, token: Token) -> bool:
    tree = line.tree
    if any(child.dep.startswith("aux") and child.text.lower() in FUTURE for child in tree.children(token.i)):
        return True
    head = tree.tokens[token.head]
    return token.dep.startswith("xcomp") and head.text.lower() == "going"


def _foreteller(cast: Cast, line: Line, token: Token) -> str | None:
    """The subject of a word of confidence above the clause."""
    for link in line.tree.ancestors(token.i):
        near = {link.lemma.lower(), *(child.lemma.lower() for child in line.tree.children(link.i))}
        if near & CONFIDENT:
            keys = [key for subject in subject_tokens(line, link) for key in cast.at(line, subject.i)]
            if keys:
                return keys[0]
        if link.lemma.lower() in REPORTING - CONFIDENT:
            return None
    return None


def _is_third_person(cast: Cast, line: Line, token: Token, speaker: str) -> bool:
    """In a quotation, what others will do is foretold; what the speaker will do is promised."""
    head = line.tree.tokens[token.head] if token.dep.startswith("xcomp") else token
    keys = [key for subject in subject_tokens(line, head) for key in cast.at(line, subject.i)]
    return bool(keys) and cast.side(keys[0]) != cast.side(speaker)


def criticism_drawn(cast: Cast) -> Iterator[FoundMove]:
    """ "…, sparking criticism": somebody criticises, the story does not say who."""
    for line in cast.story.lines:
        for token in line.tree.tokens:
            if token.lemma.lower() not in ("criticism", "outcry", "backlash", "condemnation"):
                continue
            verb = line.tree.tokens[token.head]
            if token.dep.split(":")[0] == "obj" and verb.lemma.lower() in COLLECTIVE_CRITICISM:
                sources = [
                    key
                    for preposition, head in (*line.tree.obliques(verb.i), *line.tree.obliques(token.i))
                    if preposition == "from"
                    for key in cast.at(line, head.i)
                ]
                by = sources[0] if sources else None
                yield FoundMove(
                    "criticise",
                    line,
                    verb.i,
                    line.tree.subtree(token.i)[1],
                    by,
                    None,
                    None,
                    None,
                    0.5,
                    "asserted",
                    "move/criticism-drawn",
                    0.6,
                )


def offers_in_trades(cast: Cast, linkages: Sequence[Linkage]) -> Iterator[FoundMove]:
    """Who seeks A in exchange for B offers B."""
    for linkage in linkages:
        line = cast.story.by_id[linkage.sentence]
        if linkage.form != "exchange" or linkage.giver is None or linkage.modality not in ("asserted",):
            continue
        start = linkage.mentions[0].span.start - line.start
        inside = [t for t in line.tree.tokens if start <= t.start and t.end <= start + len(linkage.text)]
        at = line.text.find(linkage.marker, start)
        after = [token for token in inside if token.start >= at >= 0]
        seeks = any(token.lemma.lower() in ("seek", "want", "demand", "ask", "request") for token in inside)
        if after and seeks and linkage.text.endswith(linkage.give):
            yield FoundMove(
                "offer",
                line,
                after[0].i,
                after[-1].i,
                linkage.giver,
                linkage.getter,
                (after[-1].i, after[-1].i),
                after[-1].i,
                0.5,
                "asserted",
                "move/trade-offer",
                0.55,
            )
