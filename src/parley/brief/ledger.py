"""The one way a sentence enters a brief: with what it rests on, looked up there and then."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from parley.analysis.result import Answer
from parley.analysis.results import Results
from parley.brief.english import (
    is_plural,
    listed,
    listed_short,
    name,
    quoted,
    sentence,
    tidy,
    with_article,
    with_articles,
)
from parley.brief.notes import notes
from parley.brief.record import BriefSentence, MethodNote, Note
from parley.brief.spoken import spoken
from parley.case.record import Case, Citation, Issue, Party
from parley.errors import BriefError
from parley.record import content_id


class UnsupportedSentence(BriefError):
    """A sentence rests on nothing, or on an id that nothing answers to."""

    def __init__(self, text: str, missing: Sequence[str]) -> None:
        self.text, self.missing = text, tuple(missing)
        lacks = (
            f"rests on {', '.join(missing)}, which nothing in the case or the results answers to"
            if missing
            else ("rests on nothing")
        )
        super().__init__(
            f"The sentence “{text}” {lacks}. A brief says only what it can show: give it the id of a citation, "
            "a judgement or a result of this case. `parley case check` lists what a case lacks."
        )


class Ledger:
    """Case and results at hand, and the ids that the sentences said so far rest on."""

    def __init__(self, case: Case, results: Results) -> None:
        self.case = spoken(case)
        self.results = results
        self._respoken = [
            (old.name, new.name) for old, new in zip(case.issues, self.case.issues, strict=True) if old.name != new.name
        ]
        self._citations = {citation.id: citation for citation in case.citations}
        self._notes, self._methods = notes(self.case, results)
        self._parties = {party.key: party for party in case.parties}
        self._issues = {issue.key: issue for issue in self.case.issues}
        self._used: set[str] = set()
        self._ids: set[str] = set()

    def say(self, text: str, basis: Iterable[str]) -> BriefSentence:
        """A sentence with a capital, a full stop, an id of its own and what it rests on.

        Raises:
            UnsupportedSentence: the basis is empty, or one of its ids is unknown.
        """
        text = sentence(text)
        rests_on = tuple(dict.fromkeys(basis))
        missing = [id for id in rests_on if id not in self._citations and id not in self._notes]
        if missing or not rests_on:
            raise UnsupportedSentence(text, missing)
        self._used.update(rests_on)
        return BriefSentence(id=self._new_id(text, rests_on), text=text, basis=rests_on)

    def rest_on(self, basis: Iterable[str]) -> tuple[str, ...]:
        """Mark the basis of a figure or table as used, and keep of it what can be looked up."""
        known = tuple(id for id in dict.fromkeys(basis) if id in self._citations or id in self._notes)
        self._used.update(known)
        return known

    def cited(self, basis: Iterable[str]) -> Citation | None:
        """The surest item of evidence among ids; of equally sure ones the shortest that is no scrap."""
        wanted = set(basis)
        found = [citation for citation in self._citations.values() if citation.id in wanted]
        return max(found, key=_tells, default=None)

    def is_contested(self, basis: Iterable[str]) -> bool:
        """Whether somebody asks for or refuses something in the evidence among these ids."""
        found = (self._citations.get(id) for id in basis)
        return any(one is not None and one.summary.split(" ")[0] in _CONTESTED for one in found)

    def made_elsewhere(self, text: str, about: str) -> str:
        """A sentence of the analysis in the brief’s English; one that names little says what it answers."""
        return self.with_something_named(text, about, least=2)

    def with_something_named(self, text: str, about: str, *, least: int = 1) -> str:
        """The same where one name is enough to know the case by: under a heading that holds the question."""
        known = {party.name for party in self.case.parties} | {issue.name for issue in self.case.issues}
        if sum(each.casefold() in text.casefold() for each in known) < least:
            text = f"{tidy(text).rstrip('.')}: {about}"
        return with_articles(self.in_our_words(text), self.case.parties)

    def in_our_words(self, text: str) -> str:
        """Numbers, lists, verbs and issues of a sentence made elsewhere as the brief has them."""
        text = re.sub(r"(?<=\s)-(?=\d)", "−", text)  # a minus, where a hyphen stands for one
        text = text.replace("near-deal", "near a deal")
        talkers = [party.name for party in self.bargaining()]
        text = text.replace(" and ".join(talkers), listed(talkers)) if len(talkers) > 2 else text
        for party in self.case.parties:
            if is_plural(party):
                text = text.replace(f"{party.name} wants ", f"{party.name} want ")
        for issue in self.case.issues:
            text = _amounts(_amounts(text, issue.name), issue.key.replace("-", " "))
        for old, new in self._respoken:
            text = _amounts(text, old)
            article = "".join(rf"(?<!\b{word} )" for word in _SPOKEN_FOR) if new.endswith(f" {old}") else ""
            text = re.sub(rf"{article}(?<!\w){re.escape(old)}(?!\w)", new.replace("\\", r"\\"), text)
        return text

    def party(self, key: str | None) -> Party | None:
        return self._parties.get(key) if key else None

    def issue(self, key: str | None) -> Issue | None:
        return self._issues.get(key) if key else None

    def bargaining(self) -> tuple[Party, ...]:
        return tuple(party for party in self.case.parties if party.role == "bargaining")

    def stands_in(self, answer: Answer) -> bool:
        """Whether an answer about an agreement was given to a question that asks something no model weighs."""
        question = next((one for one in self.case.questions if one.key == answer.question), None)
        taken = any(finding.code == "question-taken-as-agreement" for finding in answer.findings)
        return taken and question is not None and question.form != "agreement"

    def asked(self, answer: Answer) -> str:
        """A question in the story's words; the one every case can be asked says between whom."""
        question = next((one for one in self.case.questions if one.key == answer.question), None)
        if question is None or question.form == "agreement":
            return quoted(f"{tidy(answer.text).rstrip('?')} between {self.talkers()}?")
        return quoted(answer.text)

    def talkers(self) -> str:
        """The bargaining parties as a subject; many are counted."""
        return listed_short([name(party) for party in self.bargaining()], "party", "parties") or "the parties"

    def party_name(self, key: str) -> str:
        """A party's name by its key; a party the case does not hold is named by the key's words."""
        party = self.party(key)
        return name(party) if party else with_article(key.replace("-", " "))

    def issue_name(self, key: str) -> str:
        issue = self.issue(key)
        return issue.name if issue else key.replace("-", " ")

    def citations(self) -> tuple[Citation, ...]:
        """The citations that sentences rest on, in the order of the case."""
        return tuple(citation for citation in self.case.citations if citation.id in self._used)

    def notes(self) -> tuple[Note, ...]:
        """The notes that sentences rest on, in the order of case and results."""
        return tuple(note for note in self._notes.values() if note.id in self._used)

    def methods(self) -> tuple[MethodNote, ...]:
        """The methods those notes come by, each once."""
        used = {id for note in self.notes() for id in note.methods}
        return tuple(method for id, method in self._methods.items() if id in used)

    def _new_id(self, text: str, basis: tuple[str, ...]) -> str:
        # Equal sentences on equal grounds would share an id, and a link must lead to one place.
        number = 1
        while (id := content_id(text, *basis, number)) in self._ids:
            number += 1
        self._ids.add(id)
        return id


def _amounts(text: str, issue: str) -> str:
    """Points of a drafted scale as a sentence has them: "part of relief" for "partial relief"."""
    pattern = rf"\b({'|'.join(_AMOUNTS)}) (?={re.escape(issue)})"
    return re.sub(pattern, lambda found: _AMOUNTS[found[1]], text)


_SPOKEN_FOR = ("a", "an", "the", "no", "its", "their", "this", "any")  # before an issue: it wants no article more
_AMOUNTS = {"no": "none of ", "partial": "part of ", "full": "all of "}

_CONTESTED = frozenset({"demand", "demands", "reject", "rejects"})  # acts and stances, as a citation's summary begins

SHORT_QUOTE = 20  # characters; less seldom shows what a sentence claims


def _tells(citation: Citation) -> tuple[float, bool, int]:
    """How well an item shows its point: how sure it is, then whether it is more than a scrap, then how brief."""
    length = len(citation.text)
    return round(citation.confidence or 0.0, 1), length >= SHORT_QUOTE, -length
