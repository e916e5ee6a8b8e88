"""Sentences of news, each with the tree two schemes give it.

One line a word: text, lemma, part of speech, UD relation and head, CLEAR relation and head, name in
UD's set of labels / in OntoNotes'. Heads count from 1, 0 is the root. The CLEAR trees follow the
guidelines of the ClearNLP converter (Choi and Palmer 2012), which the OntoNotes pipelines learnt from.
"""

from __future__ import annotations

import spacy
from spacy.tokens import Doc, Span

from parley.language.schemes import Adapter, Scheme
from parley.language.tree import Tree

REJECTED = """
The      the      DET   det         2   det        2   -
deal     deal     NOUN  nsubj:pass  5   nsubjpass  5   -
was      be       AUX   aux:pass    5   auxpass    5   -
not      not      PART  advmod      5   neg        5   -
rejected reject   VERB  ROOT        0   ROOT       0   -
by       by       ADP   case        7   agent      5   -
Kyiv     Kyiv     PROPN obl:agent   5   pobj       6   LOC/GPE
in       in       ADP   case        9   prep       5   -
exchange exchange NOUN  obl         5   pobj       8   -
for      for      ADP   case        11  prep       9   -
minerals mineral  NOUN  nmod        9   pobj       10  -
.        .        PUNCT punct       5   punct      5   -
"""
SAID = """
Waltz      Waltz      PROPN nsubj  2  nsubj  2  PERSON/PERSON
said       say        VERB  ROOT   0  ROOT   0  -
the        the        DET   det    4  det    4  -
talks      talk       NOUN  nsubj  8  nsubj  7  -
with       with       ADP   case   6  prep   4  -
Moscow     Moscow     PROPN nmod   4  pobj   5  LOC/GPE
are        be         AUX   cop    8  ccomp  2  -
productive productive ADJ   ccomp  2  acomp  7  -
.          .          PUNCT punct  2  punct  2  -
"""
URGED = """
Trump  Trump  PROPN nsubj 2  nsubj 2  PERSON/PERSON
urged  urge   VERB  ROOT  0  ROOT  0  -
Kyiv   Kyiv   PROPN obj   2  nsubj 5  LOC/GPE
to     to     PART  mark  5  aux   5  -
accept accept VERB  xcomp 2  ccomp 2  -
the    the    DET   det   7  det   7  -
offer  offer  NOUN  obj   5  dobj  5  -
.      .      PUNCT punct 2  punct 2  -
"""
ENVOY = """
Keith   Keith   PROPN nsubj     5  compound 2  PERSON/PERSON
Kellogg Kellogg PROPN flat      1  nsubj    3  PERSON/PERSON
is      be      AUX   cop       5  ROOT     0  -
special special ADJ   amod      5  amod     5  -
envoy   envoy   NOUN  ROOT      0  attr     3  -
to      to      ADP   case      7  prep     5  -
Ukraine Ukraine PROPN nmod      5  pobj     6  LOC/GPE
.       .       PUNCT punct     5  punct    3  -
"""
OFFERED = """
Washington Washington PROPN nsubj  2  nsubj  2  LOC/GPE
offered    offer      VERB  ROOT   0  ROOT   0  -
Kyiv       Kyiv       PROPN iobj   2  dative 2  LOC/GPE
aid        aid        NOUN  obj    2  dobj   2  -
and        and        CCONJ cc     6  cc     4  -
arms       arm        NOUN  conj   4  conj   4  -
last       last       ADJ   amod   8  amod   8  -
week       week       NOUN  obl:unmarked 2 npadvmod 2 -/DATE
.          .          PUNCT punct  2  punct  2  -
"""
GAVE = """
Paris  Paris  PROPN nsubj 2  nsubj  2  LOC/GPE
gave   give   VERB  ROOT  0  ROOT   0  -
jets   jet    NOUN  obj   2  dobj   2  -
to     to     ADP   case  5  dative 2  -
Kyiv   Kyiv   PROPN obl   2  pobj   4  LOC/GPE
.      .      PUNCT punct 2  punct  2  -
"""
MET = """
Trump     Trump     PROPN nsubj 4  nsubj 4  PERSON/PERSON
and       and       CCONJ cc    3  cc    1  -
Putin     Putin     PROPN conj  1  conj  1  PERSON/PERSON
met       meet      VERB  ROOT  0  ROOT  0  -
with      with      ADP   case  6  prep  4  -
Zelenskyy Zelenskyy PROPN obl   4  pobj  5  PERSON/PERSON
,         ,         PUNCT punct 8  punct 6  -
Macron    Macron    PROPN conj  6  conj  6  PERSON/PERSON
and       and       CCONJ cc    10 cc    8  -
Starmer   Starmer   PROPN conj  6  conj  8  PERSON/PERSON
and       and       CCONJ cc    12 cc    4  -
agreed    agree     VERB  conj  4  conj  4  -
.         .         PUNCT punct 4  punct 4  -
"""
REPLIED = """
Russia    Russia PROPN nsubj 2  nsubj 2  LOC/GPE
replied   reply  VERB  ROOT  0  ROOT  0  -
by        by     ADP   mark  4  prep  2  -
attacking attack VERB  advcl 2  pcomp 3  -
Kyiv      Kyiv   PROPN obj   4  dobj  4  LOC/GPE
because   because ADP  case  9  prep  2  -
of        of     ADP   fixed 6  pcomp 6  -
the       the    DET   det   9  det   9  -
delay     delay  NOUN  obl   2  pobj  7  -
.         .      PUNCT punct 2  punct 2  -
"""
EXISTS = """
There    there   PRON  expl  2  expl  2  -
is       be      VERB  ROOT  0  ROOT  0  -
no       no      DET   det   4  det   4  -
deal     deal    NOUN  nsubj 2  attr  2  -
on       on      ADP   case  6  prep  4  -
minerals mineral NOUN  nmod  4  pobj  5  -
.        .       PUNCT punct 2  punct 2  -
"""
BELONGS = """
Trump    Trump    PROPN nmod:poss 3  poss     3  PERSON/PERSON
’s       's       PART  case      1  case     1  -
envoy    envoy    NOUN  nsubj     6  nsubj    6  -
who      who      PRON  nsubj     5  nsubj    5  -
resigned resign   VERB  acl:relcl 3  relcl    3  -
walked   walk     VERB  ROOT      0  ROOT     0  -
out      out      ADP   case      10 prep     6  -
of       of       ADP   case      10 prep     7  -
the      the      DET   det       10 det      10 -
talks    talk     NOUN  obl       6  pobj     8  -
.        .        PUNCT punct     6  punct    6  -
"""
AFTERWARDS = """
“          "       PUNCT punct     4  punct  8  -
The        the     DET   det       3  det    3  -
deal       deal    NOUN  nsubj     4  nsubj  4  -
collapsed  collapse VERB ROOT      0  ccomp  8  -
,          ,       PUNCT punct     4  punct  8  -
”          "       PUNCT punct     4  punct  8  -
Waltz      Waltz   PROPN nsubj     8  nsubj  8  PERSON/PERSON
said       say     VERB  parataxis 4  ROOT   0  -
.          .       PUNCT punct     4  punct  8  -
"""
TWICE = """
Talks   talk    NOUN  nsubj   8  nsubj  8  -
with    with    ADP   case    3  prep   1  -
Kyiv    Kyiv    PROPN nmod    1  pobj   2  LOC/GPE
and     and     CCONJ cc      6  cc     2  -
with    with    ADP   case    6  conj   2  -
Moscow  Moscow  PROPN conj    3  pobj   5  LOC/GPE
were    be      AUX   cop     8  ROOT   0  -
tense   tense   ADJ   ROOT    0  acomp  7  -
.       .       PUNCT punct   8  punct  7  -
"""
WHERE = """
Kellogg  Kellogg PROPN nsubj 4  nsubj 2  PERSON/PERSON
is       be      AUX   cop   4  ROOT  0  -
in       in      ADP   case  4  prep  2  -
Kyiv     Kyiv    PROPN ROOT  0  pobj  3  LOC/GPE
.        .       PUNCT punct 4  punct 2  -
"""
QUESTION = """
Who    who    PRON  ROOT  0  attr  2  -
is     be     AUX   cop   1  ROOT  0  -
the    the    DET   det   4  det   4  -
envoy  envoy  NOUN  nsubj 1  nsubj 2  -
?      ?      PUNCT punct 1  punct 2  -
"""
REMAINS = """
Peace     peace    NOUN  nsubj 2  nsubj 2  -
remains   remain   VERB  ROOT  0  ROOT  0  -
a         a        DET   det   4  det   4  -
priority  priority NOUN  xcomp 2  attr  2  -
after     after    ADP   case  7  prep  2  -
the       the      DET   det   7  det   7  -
summit    summit   NOUN  obl   2  pobj  5  -
.         .        PUNCT punct 2  punct 2  -
"""
BOTH = {
    name: text
    for name, text in list(globals().items())
    if name.isupper() and isinstance(text, str) and text.startswith("\n")
}

VOCAB = spacy.blank("en").vocab


def document(table: str, scheme: Scheme) -> Doc:
    """Build what a parser of this scheme would say of the sentence."""
    rows = [line.split() for line in table.strip().splitlines()]
    words = [row[0] for row in rows]
    following = [*words[1:], "."]
    relation, head = (3, 4) if scheme == "ud" else (5, 6)
    doc = Doc(
        VOCAB,
        words=words,
        spaces=[
            after not in (".", ",", "”", "’s") and word != "“" for word, after in zip(words, following, strict=True)
        ],
        lemmas=[row[1] for row in rows],
        pos=[row[2] for row in rows],
        deps=[row[relation] for row in rows],
        heads=[int(row[head]) - 1 if row[head] != "0" else place for place, row in enumerate(rows)],
    )
    labels = [row[7].split("/")[0 if scheme == "ud" else -1] for row in rows]
    spans: list[Span] = []
    for place, label in enumerate(labels):
        if label != "-":
            goes_on = place > 0 and labels[place - 1] == label
            start = spans.pop().start if goes_on else place
            spans.append(Span(doc, start, place + 1, label=label))
    doc.set_ents(spans)
    return doc


def tree(table: str, scheme: Scheme) -> Tree:
    return Adapter(scheme, VOCAB.strings).tree(document(table, scheme))
