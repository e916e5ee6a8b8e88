"""Writes the card and the licence that lie beside the pipeline."""

from __future__ import annotations

from pathlib import Path

from training.assemble import NAME, VERSION
from training.scores import Scores, table

CARD = """# {name} {version}

The English pipeline that ships with Parley: a small convolutional network (no GPU, no word vectors)
for tags, features, lemmas, trees and names. Licence: CC BY-SA 4.0 (LICENSE.md), apart from the code's.

Loaded by `parley.language.pipeline.load()`; it is an ordinary spaCy 3.8 folder.

## What it gives
- Trees, tags and features of Universal Dependencies 2.16; lemmas by learnt edit trees.
- Names: PERSON, ORG, LOC, NORP (peoples, faiths, followers of a party), EVENT. Titles are no part of a name.
- No dates, amounts or percentages: Parley finds those by rule.

## Scores
From raw text unless said otherwise, in per cent save the two sentence columns; one run, seed 0, so differences
under half a point are noise. None of these sets was trained on. GUM's held-out documents are small (3,000 to 4,000
words each), and the training set takes in official GUM test documents of other genres: no official GUM scores.

{table}

Speed, on the machine of the run: {words_per_second:,.0f} words a CPU second on one thread with every part; loads in
{load_seconds:.2f} s (import of spaCy not counted). A machine busy with other work takes up to twice as long.

## Where it is weak
- ORG: the corpora disagree on what an organisation is ("Washington" as a government, names of parties).
- Title-case headings (re-case them first) and questions.
- An apposition between commas ("Trump's envoy, Keith Kellogg, met") can come out as a second subject.
- Long sentences with clauses before the subject, and quotations that span sentences.
- Names in GUM are derived by rule from mentions; two silver sets carry labels given by a larger model.
- Written English of news and the web, mostly American. Nothing was measured on other kinds of text, or on fairness
  between groups of names.

## Trained on
| corpus | licence | used for |
|---|---|---|
| UD English EWT 2.16 | CC BY-SA 4.0 | syntax |
| UD English GUM 2.16, permissive genres only | annotations CC BY 4.0, texts CC BY, CC BY-SA or public domain | both |
| Universal NER English EWT, dev part | CC BY-SA 4.0 | names |
| CrossNER politics, train and dev part (test part chose the checkpoint) | MIT, texts CC BY-SA 3.0 | names |
| wikigold | CC BY 4.0, texts CC BY-SA | names |
| re3d without BBC Online and EU Delegation | CC BY 3.0 AU, OGL v3, public domain, CC BY-SA 3.0 | names |
| silver_ewt: text of EWT's train part | CC BY-SA 4.0 | names |
| silver_state: posts of the U.S. Department of State | public domain | names |

GUM's permissive genres: academic, bio, court, interview, news, speech, textbook, vlog, voyage.
Test only: UD English PUD and Universal NER English PUD (CC BY-SA 3.0), the test parts of EWT and of Universal NER EWT.

## How to make it again
`python -m training --data TREEBANKS --silver SILVER --out OUT --check` in Parley's repository; same versions of
spaCy, thinc and numpy, same kind of processor: same digest.

Digest (parley.language.digest): `{digest}`
"""

LICENCE = """# Licence of this folder

The pipeline in this folder is published under the Creative Commons Attribution-ShareAlike 4.0 International licence:
https://creativecommons.org/licenses/by-sa/4.0/legalcode. Parley's code has a licence of its own.

It was trained on, and its words come from:
- Universal Dependencies English EWT: Natalia Silveira, Timothy Dozat, Christopher Manning, Sebastian Schuster and
  others; CC BY-SA 4.0. https://github.com/UniversalDependencies/UD_English-EWT
- Universal Dependencies English GUM: Amir Zeldes and others; annotations CC BY 4.0, texts by genre CC BY 2.5
  (Wikinews), CC BY-SA 3.0 (Wikipedia, Wikivoyage), CC BY 4.0 or public domain.
  https://github.com/UniversalDependencies/UD_English-GUM
- Universal NER: Stephen Mayhew and others; CC BY-SA 4.0. https://github.com/UniversalNER
- CrossNER: Zihan Liu and others; MIT; sentences from Wikipedia, CC BY-SA 3.0. https://github.com/zliucr/CrossNER
- wikigold: Dominic Balasuriya and others; CC BY 4.0; text from Wikipedia, CC BY-SA.
- re3d: Defence Science and Technology Laboratory and others; texts of the Australian Department of Foreign Affairs
  (CC BY 3.0 AU), the UK Government (Open Government Licence v3), CENTCOM and the U.S. Department of State (public
  domain), Wikipedia (CC BY-SA 3.0). https://github.com/dstl/re3d

Changes: the corpora were filtered, their name labels brought to one scheme, and weights learnt from them.
"""


def write_card(folder: Path, scores: Scores, speed: dict[str, float], digest: str) -> None:
    """Write README.md and LICENSE.md; neither counts towards the digest."""
    card = CARD.format(name=NAME, version=VERSION, table=table(scores), digest=digest, **speed)
    (folder / "README.md").write_text(card, encoding="utf-8")
    (folder / "LICENSE.md").write_text(LICENCE, encoding="utf-8")
