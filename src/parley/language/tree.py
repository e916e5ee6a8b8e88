"""One parsed sentence, in the words of Universal Dependencies, whatever parser made it.

Rules ask the tree, never the parser: who is the subject, what is the object, is this passive,
which words make up this phrase. The relations are those of UD 2.16 ("nsubj:pass", "obl:agent",
"root"); a question about "obl" is answered by "obl:unmarked" and "obl:agent" too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final, NamedTuple

from parley.errors import LanguageError

# A preposition, a bare noun and a second preposition that work as one preposition (Quirk et al. 1985, 9.10-13).
# UD hangs "minerals" under "exchange" in "in exchange for minerals"; a reader hangs it under the verb.
COMPLEX_PREPOSITIONS: Final = frozenset(
    (
        "as part of",
        "as result of",
        "at expense of",
        "at hand of",
        "at odds with",
        "at request of",
        "by mean of",
        "by means of",
        "by virtue of",
        "by way of",
        "for sake of",
        "in accord with",
        "in accordance with",
        "in addition to",
        "in anticipation of",
        "in case of",
        "in charge of",
        "in contrast to",
        "in contrast with",
        "in coordination with",
        "in defiance of",
        "in exchange for",
        "in face of",
        "in favor of",
        "in favour of",
        "in front of",
        "in lieu of",
        "in light of",
        "in line with",
        "in place of",
        "in reaction to",
        "in reference to",
        "in regard to",
        "in relation to",
        "in reply to",
        "in respect of",
        "in response to",
        "in retaliation for",
        "in return for",
        "in spite of",
        "in support of",
        "in term of",
        "in terms of",
        "in view of",
        "in violation of",
        "in wake of",
        "on account of",
        "on behalf of",
        "on ground of",
        "on top of",
        "under threat of",
        "with reference to",
        "with regard to",
        "with respect to",
    )
)
NEGATIONS: Final = frozenset(("not", "n't", "n’t", "never", "neither", "nor", "hardly", "scarcely"))
# Stripped from the edges of a phrase: they join it to its surroundings and are no part of it.
JOINTS: Final = frozenset(",;:.!?–—-…")
PAIRS: Final = {")": "(", "]": "[", "”": "“", "’": "‘", "»": "«"}


class Token(NamedTuple):
    """One word of a sentence; a named tuple, since a frozen dataclass takes five times as long to make."""

    i: int  # place in the sentence, from 0
    text: str
    start: int  # code points from the start of the sentence's text
    end: int  # exclusive
    lemma: str  # lower case, except of proper nouns
    pos: str  # UPOS: "VERB", "PROPN" ...
    dep: str  # UD relation to the head: "nsubj:pass"; "root" for the root
    head: int  # place of the head; the root points at itself
    ent: str = ""  # "" or PERSON, ORG, LOC, NORP, EVENT
    ent_iob: str = "O"  # B: opens a name, I: goes on with it, O: outside
    number: str = ""  # "Sing", "Plur" or "" where the word has none
    morph: str = ""  # UD features: "Mood=Ind|Tense=Past|VerbForm=Fin"

    @property
    def relation(self) -> str:
        """The relation without its subtype: "nsubj" of "nsubj:pass"."""
        return self.dep.partition(":")[0]

    def has(self, feature: str) -> bool:
        """Whether the word carries a feature, written as UD writes it: "VerbForm=Part"."""
        return feature in self.morph.split("|")


GIVING = frozenset(
    {"give", "offer", "grant", "allow", "guarantee", "pay", "promise", "deny", "refuse", "send", "lend", "sell", "hand",
     "award", "owe", "show", "teach", "bring", "permit", "accord", "afford"}
)  # fmt: skip


class Tree:
    """The words of one sentence and what hangs on what. Holds no parser object; safe to keep and to pickle."""

    __slots__ = ("_bases", "_children", "_extent", "text", "tokens")

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self.text: Final = text
        self.tokens: Final = tuple(tokens)
        children: list[list[Token]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                children[token.head].append(token)
        self._children = tuple(map(tuple, children))
        self._bases = tuple([token.dep.partition(":")[0] for token in self.tokens])
        self._extent: list[tuple[int, int]] | None = None

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    def __getitem__(self, place: int) -> Token:
        return self.tokens[place]

    def __repr__(self) -> str:
        return f"Tree({self.text!r})"

    @property
    def root(self) -> Token:
        """The word on which all others hang.

        Raises:
            LanguageError: the sentence has no words. Ask `if tree:` first.
        """
        for token in self.tokens:
            if token.head == token.i:
                return token
        raise LanguageError("An empty sentence has no root. Ask `if tree:` before tree.root.")

    # ---- shape

    def children(self, i: int) -> tuple[Token, ...]:
        """Words that hang directly on word `i`, in the order of the sentence."""
        return self._children[i]

    def having(self, i: int, *relations: str) -> tuple[Token, ...]:
        """Children of word `i` in any of these relations; "obl" takes in "obl:agent", "obl:agent" only itself."""
        children = self._children[i]
        if not children:
            return ()
        bases = self._bases
        # a list first: a generator costs as much again, and this is asked some thousand times a page
        return tuple([one for one in children if bases[one.i] in relations or one.dep in relations])

    def subtree(self, i: int) -> tuple[int, int]:
        """First and last place among word `i` and everything under it; both inclusive."""
        if self._extent is None:
            self._extent = self._extents()
        return self._extent[i]

    def _extents(self) -> list[tuple[int, int]]:
        extent = [(token.i, token.i) for token in self.tokens]
        for token in self._bottom_up():
            if token.head != token.i:
                (first, last), (low, high) = extent[token.i], extent[token.head]
                extent[token.head] = (min(first, low), max(last, high))
        return extent

    def _bottom_up(self) -> list[Token]:
        order = [token for token in self.tokens if token.head == token.i]
        for token in order:  # grows while it is walked: heads stand before what hangs on them
            order.extend(self._children[token.i])
        return order[::-1]

    def ancestors(self, i: int) -> tuple[Token, ...]:
        """The head of word `i`, the head of that, and so on up to the root."""
        found = []
        while self.tokens[i].head != i:
            i = self.tokens[i].head
            found.append(self.tokens[i])
        return tuple(found)

    # ---- who does what to whom

    def subjects(self, i: int, *, passive: bool | None = None) -> tuple[Token, ...]:
        """Subjects of word `i`, noun phrases and clauses.

        Args:
            passive: True gives only those of a passive, False only the others, None both.
        """
        found = self.having(i, "nsubj", "csubj")
        return found if passive is None else tuple(t for t in found if t.dep.endswith(":pass") is passive)

    def understood_subjects(self, i: int) -> tuple[Token, ...]:
        """Subjects of word `i`, or those it shares: "They met and *agreed*", "They agreed to *meet*".

        A verb without a subject takes that of the verb it is coordinated with; an open complement
        takes the object of its head ("urged Kyiv to *accept*"), else its subject.
        """
        seen = set()
        while not (found := self.subjects(i)) and i not in seen:
            seen.add(i)
            token = self.tokens[i]
            if token.relation == "xcomp" and (objects := self.objects(token.head)):
                return objects[:1]
            if token.relation not in ("conj", "xcomp"):
                break
            i = token.head
        return found

    def objects(self, i: int) -> tuple[Token, ...]:
        """Objects of word `i`: what it is done to first, then to whom (iobj); the relation tells them apart.

        Of two plain objects in a row the second is what is given: "give inspectors *access*".
        """
        found = self.having(i, "obj")
        giving = len(found) == 2 and self.tokens[i].lemma.lower() in GIVING
        if giving and i < found[0].i and self.subtree(found[1].i)[0] == self.subtree(found[0].i)[1] + 1:
            found = found[::-1]
        return found + self.having(i, "iobj")

    def obliques(self, i: int) -> list[tuple[str, Token]]:
        """Phrases with a preposition under word `i`: [("with", Kyiv), ("in exchange for", minerals)].

        The preposition is "" where there is none ("last week"). Under a noun these are its own
        ("talks with Russia"); a possessor is none of them. Agents of a passive are here too.
        """
        found = []
        for child in self._children[i]:
            if child.relation == "obl" or (child.relation == "nmod" and child.dep != "nmod:poss"):
                found.append(self._through_complex(self._prepositions(child), child))
        return found

    def _prepositions(self, token: Token) -> str:
        words = []
        for case in self.having(token.i, "case"):
            if case.i < token.i:  # after the noun it is the 's of a possessor
                words += [case.lemma, *(part.lemma for part in self.having(case.i, "fixed"))]
        return " ".join(words).lower()

    def _through_complex(self, preposition: str, noun: Token) -> tuple[str, Token]:
        for inner in self.having(noun.i, "nmod"):
            second = self._prepositions(inner)
            if f"{preposition} {noun.lemma.lower()} {second}" in COMPLEX_PREPOSITIONS:
                return f"{preposition} {noun.text.lower()} {second}", inner
        return preposition, noun

    def agents(self, i: int) -> tuple[Token, ...]:
        """Who does it, in a passive: "rejected by *Kyiv*"."""
        marked = self.having(i, "obl:agent")
        if marked or not self.is_passive(i):
            return marked
        return tuple(token for preposition, token in self.obliques(i) if preposition == "by")

    def is_passive(self, i: int) -> bool:
        """Whether word `i` is a passive: "was rejected", "the deal *rejected* by Kyiv"."""
        token = self.tokens[i]
        if token.has("Voice=Pass") or any(child.dep.endswith((":pass", ":agent")) for child in self._children[i]):
            return True
        # "was offered and rejected": the auxiliary stands with the first of them only
        return (
            token.dep == "conj"
            and token.has("VerbForm=Part")
            and not self.subjects(i)
            and not self.having(i, "aux")
            and self.tokens[token.head].has("VerbForm=Part")
            and self.is_passive(token.head)
        )

    def is_negated(self, i: int) -> bool:
        """Whether word `i` is denied: "did not *sign*", "never", "no longer", "no *deal*"."""
        for child in self._children[i]:
            lemma = child.lemma.lower()
            if lemma in NEGATIONS and child.relation in ("advmod", "cc", "aux", "det", "dep"):
                return True
            if lemma == "no" and child.relation == "det":
                return True
            if lemma in ("long", "longer") and any(below.lemma.lower() == "no" for below in self._children[child.i]):
                return True
        return False

    def conjuncts(self, i: int) -> tuple[Token, ...]:
        """Words coordinated with word `i`, without itself, in the order of the sentence."""
        first = self.tokens[i]
        while first.relation == "conj" and first.head != first.i:
            first = self.tokens[first.head]
        group = [first]
        for token in group:  # grows while it is walked
            group.extend(self.having(token.i, "conj"))
        return tuple(sorted(token for token in group if token.i != i))

    def reported(self, i: int) -> tuple[Token, ...]:
        """Heads of the clauses that word `i` reports, wherever they stand.

        UD hangs "X" under "said" in "He said X", but often "said" under "X" in "X, he said".
        """
        token = self.tokens[i]
        found = list(self.having(i, "ccomp"))
        if not found and token.relation == "parataxis":
            found.append(self.tokens[token.head])
        if not found:
            found = [child for child in self.having(i, "parataxis") if child.pos in ("VERB", "AUX", "ADJ", "NOUN")]
        return tuple(found)

    # ---- words on the page

    def span_of(self, i: int, drop: Collection[str] = ()) -> tuple[int, int]:
        """Start and end, in code points of the text, of the phrase that word `i` heads.

        Args:
            drop: relations to leave out, with all under them: ("case", "acl:relcl"). A phrase is one
                stretch, so what lies beyond a dropped part is left out too.

        Commas and full stops at the edges are left out, and a bracket or quotation mark whose
        other half lies outside.
        """
        kept = {i}
        queue = [i]
        for place in queue:  # grows while it is walked
            below = [c.i for c in self._children[place] if c.dep not in drop and c.relation not in drop]
            kept.update(below)
            queue.extend(below)
        first = last = i
        while first - 1 in kept:
            first -= 1
        while last + 1 in kept:
            last += 1
        while first < i and self._is_loose(first, first, last):
            first += 1
        while last > i and self._is_loose(last, first, last):
            last -= 1
        return self.tokens[first].start, self.tokens[last].end

    def _is_loose(self, place: int, first: int, last: int) -> bool:
        text = self.tokens[place].text
        if self.tokens[place].pos != "PUNCT":
            return False
        if text[0] in JOINTS:
            return True
        inside = self.text[self.tokens[first].start : self.tokens[last].end]
        if text in ('"', "''", "``", "'"):
            return inside.count(text) % 2 == 1
        if text in PAIRS:
            return inside.count(PAIRS[text]) < inside.count(text)
        closing = [close for close, opening in PAIRS.items() if opening == text]
        return bool(closing) and inside.count(closing[0]) < inside.count(text)

    def entities(self) -> list[tuple[int, int, str]]:
        """Names as (first word, one past the last word, label)."""
        found: list[tuple[int, int, str]] = []
        for token in self.tokens:
            if token.ent_iob == "B":
                found.append((token.i, token.i + 1, token.ent))
            elif token.ent_iob == "I" and found:
                first, _, label = found[-1]
                found[-1] = (first, token.i + 1, label)
        return found
