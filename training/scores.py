"""Scores a pipeline on text it was not trained on, from raw text as a reader would hand it over."""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from statistics import median
from typing import Any

import spacy
from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc, DocBin
from spacy.training import Example

SYNTAX_SETS = ("pud", "ewt_test", "gum_held_news", "gum_held_interview", "gum_held_speech")
NAME_SETS = ("uner_pud", "uner_test", "gum_held_news")
SCORED_NAMES = ("LOC", "NORP", "ORG", "PERSON")  # EVENT is too rare in the test sets to be told
RELATIONS = ("root", "nsubj", "obj", "obl", "ccomp")

Scores = dict[str, dict[str, float]]


def score(model: Path, corpus: Path) -> Scores:
    """Score the pipeline in `model` on the sets in `corpus`; shares from 0 to 1."""
    nlp = spacy.load(model)
    found: Scores = {}
    for name in SYNTAX_SETS:
        gold = _gold(nlp, corpus, name)
        found[name] = _syntax(nlp, gold)
        found[name] |= {"sentencex_f": _sentencex(gold), "preset_las": _with_preset_sentences(nlp, gold)}
    for name in NAME_SETS:
        found[f"names {name}"] = _names(nlp, _gold(nlp, corpus, name))
    return found


def _gold(nlp: Language, corpus: Path, name: str) -> list[Doc]:
    return list(DocBin().from_disk(corpus / f"{name}.spacy").get_docs(nlp.vocab))


def _syntax(nlp: Language, gold: list[Doc]) -> dict[str, float]:
    examples = [Example(guess, doc) for guess, doc in zip(nlp.pipe(doc.text for doc in gold), gold, strict=True)]
    scores: dict[str, Any] = Scorer(nlp).score(examples)
    keys = {"upos": "pos_acc", "lemma": "lemma_acc", "uas": "dep_uas", "las": "dep_las", "sentence_f": "sents_f"}
    per_type = scores["dep_las_per_type"]
    relations = {relation: per_type.get(relation, {"f": 0.0})["f"] for relation in RELATIONS}
    return {name: round(scores[key], 4) for name, key in keys.items()} | {
        f"{relation}_f": round(value, 3) for relation, value in relations.items()
    }


def _with_preset_sentences(nlp: Language, gold: list[Doc]) -> float:
    """LAS when the sentences are given, the way Parley parses: split first, then parse."""
    examples = []
    for doc in gold:
        guess = nlp.make_doc(doc.text)
        starts = {sentence.start_char for sentence in doc.sents}
        for token in guess:
            token.is_sent_start = token.idx in starts
        examples.append(Example(guess, doc))
    for _ in nlp.pipe([example.predicted for example in examples]):
        pass
    return round(float(Scorer(nlp).score(examples)["dep_las"]), 4)


def _sentencex(gold: list[Doc]) -> float:
    """F of the sentences that `sentencex` finds, as exact spans of text."""
    import sentencex

    counts: Counter[str] = Counter()
    for doc in gold:
        true = {(sentence.start_char, sentence.end_char) for sentence in doc.sents}
        guess, place = set(), 0
        for piece in sentencex.segment("en", doc.text):
            words = piece.strip()
            if words:
                start = doc.text.index(words, place)
                place = start + len(words)
                guess.add((start, place))
        counts.update(hit=len(true & guess), missed=len(true - guess), wrong=len(guess - true))
    return _f(counts["hit"], counts["wrong"], counts["missed"])


def _names(nlp: Language, gold: list[Doc]) -> dict[str, float]:
    """F of names over gold words: exact span and label."""
    bare = [Doc(nlp.vocab, words=[w.text for w in doc], spaces=[bool(w.whitespace_) for w in doc]) for doc in gold]
    counts: Counter[tuple[str, str]] = Counter()
    for guess, doc in zip(nlp.pipe(bare), gold, strict=True):
        true, found = _spans(doc), _spans(guess)
        for outcome, spans in (("hit", true & found), ("wrong", found - true), ("missed", true - found)):
            counts.update((label, outcome) for _, _, label in spans)

    def f(labels: Iterable[str]) -> float:
        hit, wrong, missed = (sum(counts[label, kind] for label in labels) for kind in ("hit", "wrong", "missed"))
        return _f(hit, wrong, missed)

    return {"f": f(SCORED_NAMES), **{label: f([label]) for label in SCORED_NAMES}}


def _spans(doc: Doc) -> set[tuple[int, int, str]]:
    return {(span.start, span.end, span.label_) for span in doc.ents if span.label_ in SCORED_NAMES}


def _f(hit: int, wrong: int, missed: int) -> float:
    return round(2 * hit / max(1, 2 * hit + wrong + missed), 4)


def speed(model: Path, corpus: Path) -> dict[str, float]:
    """Words per CPU second on one thread, and seconds to load in a fresh process (median of three)."""
    nlp = spacy.load(model)
    texts = [sentence.text for doc in _gold(nlp, corpus, "pud") for sentence in doc.sents]
    started = time.process_time()
    words = sum(len(doc) for doc in nlp.pipe(texts))
    parse = time.process_time() - started
    clock = f"import time, spacy; t = time.perf_counter(); spacy.load({str(model)!r}); print(time.perf_counter() - t)"
    loads = [float(subprocess.check_output([sys.executable, "-c", clock], text=True)) for _ in range(3)]
    return {"words_per_second": round(words / parse), "load_seconds": round(median(loads), 2)}


def table(scores: Scores) -> str:
    """The scores as a Markdown table a reader can compare with the card."""
    lines = [
        "| set | UPOS | lemma | UAS | LAS | LAS, sentences given | sentence F | with sentencex |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name in SYNTAX_SETS:
        row = scores[name]
        shown = [f"{row[key]:.1%}".rstrip("%") for key in ("upos", "lemma", "uas", "las", "preset_las")]
        lines.append(f"| {name} | {' | '.join(shown)} | {row['sentence_f']:.3f} | {row['sentencex_f']:.3f} |")
    lines += ["", "| names | F | " + " | ".join(SCORED_NAMES) + " |", "|---|---|" + "---|" * len(SCORED_NAMES)]
    for name in NAME_SETS:
        row = scores[f"names {name}"]
        lines.append(f"| {name} | " + " | ".join(f"{row[key]:.1%}".rstrip("%") for key in ("f", *SCORED_NAMES)) + " |")
    relations = ", ".join(f"{relation} {scores['pud'][f'{relation}_f']:.2f}" for relation in RELATIONS)
    return "\n".join([*lines, "", f"F of single relations on pud: {relations}."])
