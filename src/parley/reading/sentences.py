"""English sentences of one block: sentencex proposes, corrections for news decide."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Past this the library is not asked: a block this long is no prose, and our own rule still splits it.
LONGEST_ASKED = 50_000  # characters

# The longest sentence of 105 open texts has some 1,100; parsing costs more than in proportion.
LONGEST_SENTENCE = 3_000  # characters

# A place where a sentence may end: closing punctuation, closing marks, a blank.
# It starts where no such mark stands before, so that a line of a million points is read once.
_PLACE = re.compile(r"(?<![.!?…])[.!?…]++(?:['\"”’»)\]])*+(?P<blank> )")
_OPENING = "\"'“‘«([`"
_CLOSING = "\"'”’»)]"


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Short forms that stand before a name or number: no sentence ends there.
_BEFORE_NAME = _words(
    """
    adm amb art atty brig capt cardinal cmdr cmsr co-op col cpl det dr drs fr gen gens gov govs hon insp lt maj messrs
    mlle mme mr mrs ms mx nos pfc pres prof profs pvt rep reps rev sen sens sgt spc sr st ste supt vs treas
    ph cf eg e.g i.e ie approx est fig figs sec para pp vol viz al ave blvd rd mt ft op ed eds
    trans dist comm asst assoc
    """
)
# Short forms that may end a sentence: one ends there only before a word that opens sentences.
_MAY_END = _words(
    """
    jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thurs fri sat sun inc corp co ltd llc plc jr
    esq bros dept univ assn intl etc u.s u.k u.n e.u u.a.e u.s.s.r d.c n.y l.a p.m a.m b.c a.d ph.d m.d u.s.a no ariz
    calif conn colo fla ill ind kan mass mich minn mo mont neb nev okla ore pa tenn tex vt va wash wis wyo gal que ont
    est edt
    """
)
_STARTERS = _words(
    """
    the a an this that these those it its he she they we you i his her their our my your in on at by for from with after
    before during while when as if although though since because but and or so yet however meanwhile still also both
    under over between among despite according asked speaking what who why how where which will would can could should
    may might do does did is are was were has have had there here not no all some many most several other each one two
    three another any few such even only last next earlier later now today yesterday tomorrow then thus instead
    """
)
_ATTRIBUTION = re.compile(
    r"(?:(?:[A-Z][\w’'.-]*|the|a|an|one|its|his|her|their) ){0,5}?(?:has |had |have )?"
    r"(?:said|says|say|asked|asks|told|added|adds|replied|wrote|tweeted|continued|insisted|warned|declared|"
    r"wondered|demanded|shouted|cried|argued|quipped|according to)\b"
)
_NUMBERED = re.compile(r"(?:No|Nos|Art|Sec|pp|p|Fig|Vol)\.?$")


def sentences(block: str) -> list[tuple[int, int]]:
    """Where the sentences of a block start and end, in order, without the blanks between them.

    A quotation of several sentences is split inside; a quotation and the words that say whose it is
    stay together; "U.S.", "Lt. Gen.", initials and numbers end no sentence by themselves. What has no end
    within 3,000 characters is cut at a blank. Every character but the blanks between is in exactly one sentence.

    Args:
        block: with one blank for every white space.

    >>> text = "“We met. It went well,” Lt. Gen. A. B. Hale said in the U.S. He left."
    >>> [text[start:end] for start, end in sentences(text)]
    ['“We met.', 'It went well,” Lt. Gen. A. B. Hale said in the U.S.', 'He left.']
    """
    places = list(_PLACE.finditer(block))
    proposed = _proposed(block) if places else frozenset()
    found, start = [], 0
    for place in places:
        blank = place.start("blank")
        if _ends_here(block, start, place.start(), blank, blank + 1 in proposed):
            found.append((start, blank))
            start = blank + 1
    if start < len(block):
        found.append((start, len(block)))
    return [part for sentence in found for part in _readable(block, *sentence)]


def _readable(block: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence in parts that a parser can take: a list without points may run over a hundred pages."""
    while end - start > LONGEST_SENTENCE:
        cut = block.rfind(" ", start + 1, start + LONGEST_SENTENCE)
        cut = cut if cut > 0 else block.find(" ", start + LONGEST_SENTENCE, end)
        if cut < 0:
            break  # one word
        yield start, cut
        start = cut + 1
    yield start, end


def _proposed(block: str) -> frozenset[int]:
    """Starts of sentences after the library, or none where its pieces do not add up to the block."""
    if len(block) > LONGEST_ASKED or " " not in block:
        return frozenset()
    import sentencex

    pieces = sentencex.segment("en", block)
    starts, at = [], 0
    for piece in pieces:
        starts.append(at)
        at += len(piece)
    return frozenset(starts) if at == len(block) else frozenset()


def _ends_here(block: str, start: int, mark: int, blank: int, proposed: bool) -> bool:
    """Whether the sentence that began at `start` ends before `blank`; `mark` is its closing punctuation."""
    after = block[blank + 1 : blank + 120]
    opener = after.lstrip(_OPENING)
    if not opener or not _can_open(opener):
        return False
    closed = block[mark + 1 : blank].strip(".!?…")
    if closed and _ATTRIBUTION.match(opener) and opener == after and block[mark] in "!?":
        return False
    if block[mark] in "!?":
        return not (closed and opener[0].islower())
    word = _word_before(block, start, mark)
    if block[mark] == "…" or block.startswith("..", mark):
        return opener[0].isupper()
    return _period_ends(word, opener, bool(closed), proposed)


def _can_open(opener: str) -> bool:
    """Sentences open with a capital or a digit; after an opening quotation mark anything goes but punctuation."""
    first = opener[0]
    if first.isupper() or first.isdigit() or first in "$€£¥#@":
        return True
    # Scripts without capitals, and names written small ("iPhone"), open sentences too; plain small words do not.
    return first.isalpha() and (not first.islower() or opener[1:2].isupper())


def _period_ends(word: str, opener: str, closed: bool, proposed: bool) -> bool:
    bare = word.strip(_OPENING).lower()
    next_word = re.match(r"[^\s,.;:!?’']+", opener)
    opens = bool(next_word and next_word.group().lower() in _STARTERS)
    if bare in _BEFORE_NAME and not closed:
        return False
    if _NUMBERED.match(word) and opener[0].isdigit():
        return False
    if _is_initial(word) and not closed:
        return False
    if (bare in _MAY_END or _is_dotted(bare)) and not closed:
        if bare in {"no", "co"}:
            return opens or proposed
        return opens
    return True


def _word_before(block: str, start: int, mark: int) -> str:
    """The word that ends at `mark`, not further back than the sentence or forty characters."""
    low = max(start, mark - 40)
    return block[low:mark].rsplit(" ", 1)[-1].rsplit("—", 1)[-1].rsplit("-", 1)[-1]


def _is_initial(word: str) -> bool:
    bare = word.strip(_OPENING)
    return len(bare) == 1 and bare.isupper() and bare != "I"


def _is_dotted(bare: str) -> bool:
    """Letters with points between: "u.s", "n.a.t.o"."""
    return bool(re.fullmatch(r"(?:[a-z]\.)+[a-z]", bare))
