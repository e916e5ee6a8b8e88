"""Builds the training and test sets from the published corpora, as spaCy's binary files.

Training documents hold one to eight sentences: a parser that only ever sees single sentences
does not learn to split, and one that only sees whole documents does not learn short texts.
"""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span
from spacy.util import filter_spans

from training import names, tokenizer
from training.treebanks import (
    DEPREL,
    FEATS,
    HEAD,
    LEMMA,
    UPOS,
    XPOS,
    Sentence,
    Spans,
    iob_spans,
    read_names,
    read_re3d,
    read_trees,
)

SEED = 7
CHUNK_SIZES = (1, 2, 3, 4, 5, 6, 8)  # sentences; as often one as eight
NAME_CHUNK = 4  # sentences of a name corpus that has no documents
RE3D_CHUNK = 120  # words
# News, interviews and speeches are the text Parley reads: their GUM dev and test documents stay out of training.
HELD_OUT = ("interview", "news", "speech")

SYNTAX_TRAIN = ("ewt_train", "gum_train")
SYNTAX_DEV = ("ewt_dev", "gum_dev")
SILVER = ("silver_ewt", "silver_state")
NAMES_TRAIN = ("gum_train", "uner_dev", "crossner_train", "wikigold", "re3d", *SILVER)
NAMES_DEV = ("gum_dev", "crossner_test")
TESTS = ("pud", "ewt_test", "gum_held_news", "gum_held_interview", "gum_held_speech", "uner_pud", "uner_test")


def build(treebanks: Path, silver: Path, out: Path) -> None:
    """Write every set to `out`, one `<name>.spacy` each, and print what is in it."""
    out.mkdir(parents=True, exist_ok=True)
    nlp = tokenizer.set_up(spacy.blank("en"))
    for name, documents in _sets(nlp, treebanks).items():
        _save(out / f"{name}.spacy", documents)
    for name in SILVER:
        shutil.copyfile(silver / f"{name}.spacy", out / f"{name}.spacy")
    for folder, members in (
        ("syntax_train", SYNTAX_TRAIN),
        ("syntax_dev", SYNTAX_DEV),
        ("names_train", NAMES_TRAIN),
        ("names_dev", NAMES_DEV),
    ):
        (out / folder).mkdir(exist_ok=True)
        for place, member in enumerate(members):
            shutil.copyfile(out / f"{member}.spacy", out / folder / f"{place}_{member}.spacy")


def _sets(nlp: Language, root: Path) -> dict[str, Iterable[Doc]]:
    rng = random.Random(SEED)
    ewt = {part: list(read_trees(root / f"en_ewt-ud-{part}.conllu.xz")) for part in ("train", "dev", "test")}
    gum = {part: list(read_trees(root / f"en_gum_permissive-{part}.conllu.xz")) for part in ("train", "dev", "test")}

    def genre(sentence: Sentence) -> str:
        return sentence.document.split("_")[1]

    def other(sentences: list[Sentence]) -> list[Sentence]:
        return [sentence for sentence in sentences if genre(sentence) not in HELD_OUT]

    def chunks(sentences: list[Sentence], find: Callable[[Sentence], Spans] | None = None) -> Iterator[Doc]:
        return _documents(nlp, _in_chunks(sentences, rng), find)

    def paragraphs(sentences: list[Sentence], find: Callable[[Sentence], Spans] | None = None) -> Iterator[Doc]:
        return _documents(nlp, _cut(sentences, lambda s, _: s.opens_document or s.opens_paragraph), find)

    def named(name: str, labels: dict[str, str], *, ud: bool, separator: str | None = "\t") -> Iterator[Doc]:
        word, tag = (1, 2) if ud else (0, 1)
        sentences = list(read_names(root / name, word=word, tag=tag, separator=separator, has_text=ud))

        def find(sentence: Sentence) -> Spans:
            return names.to_scheme(iob_spans(sentence.tags), [word for word, _ in sentence.words], labels)

        return _documents(nlp, _cut(sentences, lambda s, size: s.opens_document or size >= NAME_CHUNK), find)

    sets: dict[str, Iterable[Doc]] = {
        "ewt_train": chunks(ewt["train"]),
        "gum_train": chunks(gum["train"] + other(gum["test"]), _gum_names),
        "ewt_dev": paragraphs(ewt["dev"]),
        "gum_dev": paragraphs(other(gum["dev"]), _gum_names),
        "crossner_train": [
            document
            for part in ("train", "dev")
            for document in named(f"crossner_politics-{part}.txt.xz", names.CROSSNER, ud=False)
        ],
        "crossner_test": named("crossner_politics-test.txt.xz", names.CROSSNER, ud=False),
        "wikigold": named("wikigold.conll.txt.xz", names.UNER, ud=False, separator=None),
        "uner_dev": named("uner_en_ewt-dev.iob2.xz", names.UNER, ud=True),
        "re3d": _re3d(nlp, root / "re3d_permissive.tar.xz"),
        # Never trained on:
        "ewt_test": paragraphs(ewt["test"]),
        "pud": _documents(
            nlp, _cut(list(read_trees(root / "en_pud-ud-test.conllu.xz")), lambda s, _: s.opens_document), None
        ),
        "uner_test": named("uner_en_ewt-test.iob2.xz", names.UNER, ud=True),
        "uner_pud": named("uner_en_pud-test.iob2.xz", names.UNER, ud=True),
    }
    for kind in HELD_OUT:
        held = [sentence for part in ("dev", "test") for sentence in gum[part] if genre(sentence) == kind]
        sets[f"gum_held_{kind}"] = paragraphs(held, _gum_names)
    return sets


def _gum_names(sentence: Sentence) -> Spans:
    return names.gum_names(sentence.rows)


def _cut(sentences: list[Sentence], opens: Callable[[Sentence, int], bool]) -> Iterator[list[Sentence]]:
    """Group sentences; `opens` is asked with a sentence and the size of the group before it."""
    group: list[Sentence] = []
    for sentence in sentences:
        if group and opens(sentence, len(group)):
            yield group
            group = []
        group.append(sentence)
    if group:
        yield group


def _in_chunks(sentences: list[Sentence], rng: random.Random) -> Iterator[list[Sentence]]:
    size = rng.choice(CHUNK_SIZES)

    def opens(sentence: Sentence, length: int) -> bool:
        return sentence.opens_document or length >= size or (sentence.opens_paragraph and rng.random() < 0.5)

    for group in _cut(sentences, opens):
        yield group
        size = rng.choice(CHUNK_SIZES)


def _documents(
    nlp: Language, groups: Iterable[list[Sentence]], find: Callable[[Sentence], Spans] | None
) -> Iterator[Doc]:
    for group in groups:
        yield _document(nlp, group, find)


def _document(nlp: Language, group: list[Sentence], find: Callable[[Sentence], Spans] | None) -> Doc:
    words: list[str] = []
    spaces: list[bool] = []
    rows: list[list[str]] = []
    heads: list[int] = []
    starts: list[bool | int | None] = []
    spans: Spans = []
    for sentence in group:
        offset = len(words)
        spans += [(offset + a, offset + b, label) for a, b, label in (find(sentence) if find else ())]
        starts += [place == 0 for place in range(len(sentence.words))]
        words += [word for word, _ in sentence.words]
        spaces += [space for _, space in sentence.words]
        spaces[-1] = sentence is not group[-1]
        rows += sentence.rows
        heads += [offset + (int(row[HEAD]) - 1 if row[HEAD] != "0" else i) for i, row in enumerate(sentence.rows)]
    if rows:
        document = Doc(
            nlp.vocab,
            words=words,
            spaces=spaces,
            heads=heads,
            deps=["ROOT" if row[HEAD] == "0" else row[DEPREL] for row in rows],
            lemmas=[row[LEMMA] for row in rows],
            pos=[row[UPOS] for row in rows],
            tags=[row[XPOS] for row in rows],
            morphs=["" if row[FEATS] == "_" else row[FEATS] for row in rows],
        )
    else:
        document = Doc(nlp.vocab, words=words, spaces=spaces, sent_starts=starts)
    if find:
        marked = [Span(document, a, b, label=label) for a, b, label in names.longest_first(spans)]
        document.set_ents(marked, default="outside")
    return document


def _re3d(nlp: Language, path: Path) -> Iterator[Doc]:
    for marked in read_re3d(path):
        document = nlp.make_doc(marked.text)
        words = [token.text for token in document]
        spans: Spans = []
        for begin, end, kind in marked.marks:
            span = document.char_span(begin, end, alignment_mode="expand") if kind in names.RE3D else None
            name = names.name_in_phrase(words, span.start, span.end, kind) if span else None
            if name is not None:
                spans.append(name)
        taken = {place for start, end, _ in spans for place in range(start, end)}
        spans += [(i, i + 1, "NORP") for i, word in enumerate(words) if i not in taken and word in names.DEMONYMS]
        document.set_ents(filter_spans([Span(document, a, b, label=c) for a, b, c in spans]), default="outside")
        yield from _pieces(document)


def _pieces(document: Doc) -> Iterator[Doc]:
    """Cut a long document where a sentence seems to end, never inside a name."""
    start = 0
    while start < len(document):
        end = min(start + RE3D_CHUNK, len(document))
        while end < len(document) and (document[end].ent_iob_ == "I" or document[end - 1].text not in ".?!"):
            end += 1
        yield document[start:end].as_doc()
        start = end


def _save(path: Path, documents: Iterable[Doc]) -> None:
    kept = list(documents)
    DocBin(store_user_data=False, docs=kept).to_disk(path)
    labels = Counter(span.label_ for document in kept for span in document.ents)
    told = " ".join(f"{label} {labels[label]}" for label in names.LABELS if labels[label])
    print(f"{path.stem:20} {len(kept):6} documents {sum(map(len, kept)):8} tokens  {told}", flush=True)
