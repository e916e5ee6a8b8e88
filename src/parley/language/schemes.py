"""Turns what a parser says into a Tree, whichever of two schemes the parser was trained on.

UD (ours): content words are heads; "minerals" is obl of "pay", "for" is case of "minerals".
CLEAR (OntoNotes; the pipelines spaCy offers): prepositions and copulas are heads; "for" is prep of
"pay", "minerals" is pobj of "for"; in "is ready", "ready" hangs under "is". Names differ as well.
What the evidence stage needs stands here and in `tree`; no other file knows of two schemes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final, Literal

from parley.errors import LanguageError
from parley.language.tree import Token, Tree

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Doc

Scheme = Literal["ud", "clear"]

COLUMNS: Final[list[int | str]] = ["ORTH", "IDX", "LEMMA", "POS", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE", "MORPH"]
ENTITIES: Final = {
    **{label: label for label in ("PERSON", "ORG", "LOC", "NORP", "EVENT")},
    "GPE": "LOC",
    "FAC": "LOC",
    "PER": "PERSON",
}  # every other label (DATE, MONEY, LAW ...) is dropped: rules find dates and amounts, the same for both schemes
INSIDE, BEGINS = 1, 3  # spaCy's codes for "goes on with a name" and "opens one"


def detect(labels: Iterable[str]) -> Scheme:
    """Tell the scheme from the labels of a pipeline's parser.

    Raises:
        LanguageError: it is neither UD nor CLEAR.
    """
    found = set(labels)
    if {"pobj", "dobj"} & found:
        return "clear"
    if {"obj", "obl", "case"} <= found:
        return "ud"
    raise LanguageError(
        "This pipeline's parser uses neither Universal Dependencies (obj, obl, case) nor CLEAR labels (dobj, pobj): "
        f"it has {', '.join(sorted(found)) or 'none'}. Name another pipeline, or none for the one that ships."
    )


class Adapter:
    """Makes trees of parsed documents; keeps the strings it has looked up."""

    def __init__(self, scheme: Scheme, strings: StringStore) -> None:
        self.scheme: Final = scheme
        self._strings = _Strings(strings)
        self._features: dict[int, tuple[str, str]] = {}

    def tree(self, doc: Doc, text: str | None = None, places: Sequence[int] | None = None) -> Tree:
        """Make the tree of a document that holds one sentence.

        Args:
            text: the sentence as its reader knows it, when the parser was given it with spaces tidied.
            places: for each code point the parser saw, its place in `text`.
        """
        if text is None:
            text = doc.text
        if not len(doc):
            return Tree(text, ())
        strings = self._strings
        rows = []
        # One call for all words: asking spaCy's tokens one by one costs ten times as much.
        table = doc.to_array(COLUMNS).astype("int64").tolist()
        for place, (orth, start, lemma, pos, dep, head, iob, entity, morph) in enumerate(table):
            word = strings[orth]
            stem = strings[lemma] or word
            kind = strings[pos]
            features, number = self._features.get(morph) or self._read_features(morph)
            label = ENTITIES.get(strings[entity], "") if iob in (INSIDE, BEGINS) else ""
            rows.append(
                _Row(
                    word,
                    start,
                    stem if kind == "PROPN" else stem.lower(),
                    kind,
                    strings[dep],
                    place + head,
                    label,
                    "O" if not label else "B" if iob == BEGINS else "I",
                    number,
                    features,
                )
            )
        if self.scheme == "clear":
            _to_universal(rows)
        _make_one_tree(rows)
        return Tree(text, [row.token(place, places) for place, row in enumerate(rows)])

    def _read_features(self, morph: int) -> tuple[str, str]:
        features = self._strings[morph]
        number = next((part[7:] for part in features.split("|") if part in ("Number=Sing", "Number=Plur")), "")
        self._features[morph] = features, number
        return features, number


class _Strings(dict[int, str]):
    """spaCy's strings by their hash, kept once looked up."""

    def __init__(self, strings: StringStore) -> None:
        super().__init__()
        self._strings = strings

    def __missing__(self, key: int) -> str:
        found = str(self._strings[key % 2**64]) if key else ""
        self[key] = found
        return found


class _Row:
    """One word while its relations are being settled; a root is its own head, or -1 until it is settled."""

    __slots__ = ("dep", "ent", "head", "iob", "lemma", "morph", "number", "pos", "start", "text")

    def __init__(
        self,
        text: str,
        start: int,
        lemma: str,
        pos: str,
        dep: str,
        head: int,
        ent: str,
        iob: str,
        number: str,
        morph: str,
    ) -> None:
        self.text = text
        self.start = start
        self.lemma = lemma
        self.pos = pos
        self.dep = dep
        self.head = head
        self.ent = ent
        self.iob = iob
        self.number = number
        self.morph = morph

    def token(self, place: int, places: Sequence[int] | None) -> Token:
        start, end = self.start, self.start + len(self.text)
        if places is not None:
            start, end = places[start], places[end - 1] + 1
        return Token(
            place,
            self.text,
            start,
            end,
            self.lemma,
            self.pos,
            self.dep,
            self.head,
            self.ent,
            self.iob,
            self.number,
            self.morph,
        )


def _make_one_tree(rows: list[_Row]) -> None:
    """Give the sentence one root, named "root", that is its own head; hang every stray under it."""
    root = -1
    for place, row in enumerate(rows):
        if row.head in (place, -1):
            if root < 0 and row.dep in ("ROOT", "root"):
                root = place
            else:
                row.head = -1
    if root < 0:
        root = next((place for place, row in enumerate(rows) if row.head == -1), 0)
    for place, row in enumerate(rows):
        if place == root:
            row.head, row.dep = place, "root"
        elif row.head == -1:
            row.head = root
            row.dep = "parataxis" if row.dep in ("ROOT", "root", "") else row.dep


# ---- CLEAR to UD -------------------------------------------------------------------------------------------

RENAMED: Final = {
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "auxpass": "aux:pass",
    "dobj": "obj",
    "prt": "compound:prt",
    "neg": "advmod",
    "poss": "nmod:poss",
    "possessive": "case",
    "nn": "compound",
    "relcl": "acl:relcl",
    "rcmod": "acl:relcl",
    "infmod": "acl",
    "partmod": "acl",
    "intj": "discourse",
    "predet": "det:predet",
    "preconj": "cc:preconj",
    "quantmod": "advmod",
    "complm": "mark",
    "meta": "discourse",
    "num": "nummod",
    "number": "nummod",
    "oprd": "xcomp",
}
PREDICATES: Final = frozenset(("VERB", "AUX", "ADJ", "ADV"))
# What stays with the copula when its predicate takes over: nothing but its own parts.
OWN_PARTS: Final = frozenset(("compound:prt",))


def _to_universal(rows: list[_Row]) -> None:
    """Rename the relations and turn prepositions and copulas from heads into dependents, in place."""
    for row in rows:
        row.dep = RENAMED.get(row.dep, row.dep)
    _turn_prepositions(rows)
    _turn_copulas(rows)
    _raise_objects(rows)
    _flatten_names(rows)
    _flatten_coordination(rows)
    for row in rows:
        governor = rows[row.head].pos if row.head >= 0 else ""
        if row.dep in ("npadvmod", "tmod", "npmod"):
            row.dep = "obl:unmarked" if governor in PREDICATES else "nmod:unmarked"
        elif row.dep in ("attr", "acomp"):
            row.dep = "xcomp"
        elif row.dep == "dative":
            row.dep = "iobj"
        elif row.dep == "aux" and row.lemma == "to" and row.pos == "PART":
            row.dep = "mark"
        elif row.dep in ("prep", "agent"):  # stranded: "the man he spoke to"
            row.dep = "advmod"
        elif row.dep in ("pobj", "pcomp"):
            row.dep = "obl" if governor in PREDICATES else "nmod"


def _below(rows: list[_Row], place: int) -> list[int]:
    return [other for other, row in enumerate(rows) if row.head == place and other != place]


def _turn_prepositions(rows: list[_Row]) -> None:
    # From the right, so that "out of Kyiv" is turned from the inside: first "of", then "out".
    for place in range(len(rows) - 1, -1, -1):
        row = rows[place]
        is_preposition = row.dep in ("prep", "agent", "dative", "pcomp", "conj") and row.pos in ("ADP", "SCONJ", "ADV")
        is_preposition = is_preposition or (row.dep in ("prep", "agent") and row.head != place)
        if not is_preposition or row.head < 0 or row.head == place:
            continue
        below = _below(rows, place)
        complements = [other for other in below if rows[other].dep in ("pobj", "pcomp")]
        if not complements and row.dep in ("prep", "agent"):
            # "out of Kyiv": the inner preposition has already been turned, and its noun hangs under this one
            complements = [other for other in below if rows[other].dep in ("obl", "nmod") and other > place]
        if not complements:
            continue
        complement, *others = complements
        is_clause = rows[complement].dep == "pcomp" and rows[complement].pos in ("VERB", "AUX")
        rows[complement].head, rows[complement].dep = row.head, _relation_of(rows, row, is_clause)
        row.head, row.dep = complement, "mark" if is_clause else "case"
        for other in below:
            if other not in complements:
                rows[other].head = complement
        for other in others:
            rows[other].head, rows[other].dep = complement, "conj"


def _relation_of(rows: list[_Row], preposition: _Row, is_clause: bool) -> str:
    if preposition.dep in ("conj", "pcomp"):  # "with Kyiv and with Moscow"; "because of": settled by the outer one
        return preposition.dep if preposition.dep == "conj" else "pobj"
    under_predicate = rows[preposition.head].pos in PREDICATES
    if is_clause:
        return "advcl" if under_predicate else "acl"
    if preposition.dep == "agent":
        return "obl:agent"
    return "obl" if under_predicate else "nmod"


def _turn_copulas(rows: list[_Row]) -> None:
    for place in range(len(rows) - 1, -1, -1):
        verb = rows[place]
        if verb.lemma != "be" or verb.pos not in ("AUX", "VERB") or verb.dep in ("aux", "aux:pass"):
            continue
        below = _below(rows, place)
        relations = {rows[other].dep for other in below}
        if "expl" in relations and not relations & {"nsubj", "csubj"}:  # "There is a deal": existence, no copula
            for other in below:
                if rows[other].dep == "attr":
                    rows[other].dep = "nsubj"
            continue
        predicate = _predicate(rows, place, below)
        if predicate is None:
            continue
        chosen = rows[predicate]
        chosen.head = predicate if verb.head == place else verb.head
        chosen.dep = verb.dep
        verb.head, verb.dep = predicate, "cop"
        for other in below:
            if other != predicate and rows[other].dep not in OWN_PARTS:
                rows[other].head = predicate


def _predicate(rows: list[_Row], verb: int, below: list[int]) -> int | None:
    """What the copula ascribes to its subject: "is *ready*", "is the *envoy*", "is in *Kyiv*"."""
    for relation in ("attr", "acomp"):
        found = [other for other in below if rows[other].dep == relation]
        if found:
            return found[-1]
    if any(rows[other].dep in ("ccomp", "xcomp", "obj") for other in below):
        return None
    if any(rows[other].dep in ("nsubj", "csubj") for other in below):
        return next((other for other in below if other > verb and rows[other].dep == "obl"), None)
    return None


def _raise_objects(rows: list[_Row]) -> None:
    """In "urged Kyiv to accept", CLEAR makes Kyiv the subject of "accept", UD the object of "urged"."""
    for place, row in enumerate(rows):
        if row.dep != "ccomp" or row.head < 0:
            continue
        below = _below(rows, place)
        is_infinitive = any(rows[other].lemma == "to" and rows[other].pos == "PART" for other in below)
        if is_infinitive and not any(rows[other].dep == "mark" for other in below):
            for other in below:
                if rows[other].dep in ("nsubj", "nsubj:pass"):
                    rows[other].head, rows[other].dep = row.head, "obj"
                    row.dep = "xcomp"


def _flatten_names(rows: list[_Row]) -> None:
    """Make the first word of a person's name its head, as UD does: Ada <- Alder."""
    for start, row in enumerate(rows):
        if row.ent != "PERSON" or row.iob != "B":
            continue
        end = start + 1
        while end < len(rows) and rows[end].iob == "I" and rows[end].ent == "PERSON":
            end += 1
        inside = range(start, end)
        heads = [place for place in inside if rows[place].head not in inside or rows[place].head == place]
        if len(heads) != 1 or heads[0] == start or any(rows[k].dep != "compound" for k in inside if k != heads[0]):
            continue
        old = rows[heads[0]]
        for other in _below(rows, heads[0]):
            rows[other].head = start
        row.head, row.dep = start if old.head == heads[0] else old.head, old.dep
        for place in inside:
            if place != start:
                rows[place].head, rows[place].dep = start, "flat"


def _flatten_coordination(rows: list[_Row]) -> None:
    """Hang every conjunct on the first, and each "and" on the conjunct it introduces."""
    for place, row in enumerate(rows):
        if row.dep in ("cc", "punct") and row.head >= 0:
            after = [other for other in _below(rows, row.head) if other > place and rows[other].dep == "conj"]
            if after and place > row.head:
                row.head = after[0]
    for row in rows:
        if row.dep == "conj":
            seen = set()
            while row.head >= 0 and rows[row.head].dep == "conj" and row.head not in seen:
                seen.add(row.head)
                row.head = rows[row.head].head
