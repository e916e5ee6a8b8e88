"""Forms of names: which capitalised words beside a title, an age or an office are somebody's name."""

from __future__ import annotations

from functools import cache

from parley.evidence.calendar import DAYS, MONTHS, NUMBERS
from parley.evidence.titles import POSSESSIVE, is_body_word, plain, title_in, title_kind
from parley.evidence.words import lexicon
from parley.language.tree import Token

PARTICLES = frozenset(
    {"de", "van", "von", "der", "den", "bin", "ibn", "al", "el", "la", "du", "da", "dos", "di", "ben", "ter"}
)


SUFFIXES = frozenset({"Jr", "Sr", "II", "III", "IV"})
ILLS = frozenset({"disease", "syndrome", "palsy", "law", "theorem"})


GENERIC_FIRST = frozenset({"the", "a", "an", "this", "that", "his", "her", "their", "our", "its"})


HYPHENS = ("-", "‐", "‑")
AGES = range(16, 105)  # years


def name_in_context(tokens: tuple[Token, ...], at: int, known: set[int]) -> int | None:
    """Last token of a name that begins at `at` and that the words around it tell, if one does."""
    for told in (name_before_title, name_before_age, name_after_office, name_after_title):
        end = told(tokens, at, known)
        if end is not None:
            return end
    return None


def looks_like_name(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    words = [tokens[at].text for at in range(first, last + 1)]
    if last > first and is_body_word(words[-1]):
        return False  # "Mercy Hospitals", "Nurses Guild"
    if last - first > 4 or any(char.isdigit() for word in words for char in word):
        return False
    if last == first and (words[0].lower() in NUMBERS or (first == 0 and words[0].lower() in ("member", "members"))):
        return False  # "Members voted …", "Sixty is what we lost"
    if last > first and words[-1].lower() in not_people():
        return False  # "Liberation Square Project", "Chief Information Officer"
    if last == first and (words[0].lower() in DAYS or words[0].rstrip(".") in SUFFIXES):
        return False  # "On Sunday, Governor Anita Reyes …", "Joseph Tarrant, Jr."
    behind = tokens[last + 1 : last + 3]
    if len(behind) == 2 and behind[0].text in POSSESSIVE and behind[1].lemma.lower() in ILLS:
        return False  # "Crohn’s disease"
    if title_kind(words[-1].lower().rstrip(".")) and last > first:
        return False  # "Treasury Secretary", without the name
    if last == first and (title_kind(words[0].lower()) or len(words[0].strip(".")) < 2):
        return False
    return words[0][:1].isupper() and words[-1][:1].isupper() and any(char.islower() for char in words[-1] + words[0])


def past_hyphens(tokens: tuple[Token, ...], end: int) -> int:
    """Past the rest of a name written with hyphens: "Saint-Martin", "al-Ansari"."""
    while (
        end + 2 < len(tokens)
        and tokens[end + 1].text in HYPHENS
        and tokens[end].end == tokens[end + 1].start
        and tokens[end + 1].end == tokens[end + 2].start
        and (tokens[end + 2].text[:1].isupper() or tokens[end].text[:1].islower())
    ):
        end += 2
    return end


def name_after_title(tokens: tuple[Token, ...], at: int, known: set[int]) -> int | None:
    """Last token of a name that begins at `at` right after a title, if one does.

    A title in small letters, or one parted by a comma ("its spokesman, Omar Haddad, said"), asks for two names.
    """
    if at == 0 or tokens[at].text.lower() in GENERIC_FIRST or title_kind(tokens[at].text.lower()):
        return None
    comma = tokens[at - 1].text == "," and at > 1
    stop = at - 1 if comma else at
    if not title_kind(plain(tokens[max(0, stop - 3) : stop])):
        return None
    if title_kind(plain(tokens[stop - 1 : stop + 1])) not in (None, title_kind(tokens[stop].text.lower())):
        return None  # "Chief" of "Chief Executive Ewan Torrance"
    end = at
    while _runs_on(tokens, at, end) and end + 1 not in known:
        end += 1
    end = past_hyphens(tokens, end)
    small = not tokens[stop - 1].text[:1].isupper()
    if (small or comma) and (end == at or not all(_is_name_word(token) for token in tokens[at : end + 1])):
        return None
    if comma and (end + 1 >= len(tokens) or tokens[end + 1].text not in (",", ".", ";", "—")):
        return None
    if is_body_word(tokens[end].text):
        return None  # "General Motors" is no general
    if not looks_like_name(tokens, at, end) or tokens[at].pos not in ("PROPN", "NOUN", "X", "ADJ"):
        return None
    return end


def _is_name_word(token: Token) -> bool:
    return (
        token.text[:1].isupper() or token.text.lower() in PARTICLES or token.text in HYPHENS
    ) and not token.text.isupper()


def name_before_title(tokens: tuple[Token, ...], at: int, known: set[int]) -> int | None:
    """Last token of a name of two or more words that a title follows: "Shawn Lee, the union’s president, …"."""
    if at > 0 and tokens[at - 1].text[:1].isupper() and tokens[at - 1].pos == "PROPN":
        return None
    end = at
    while _runs_on(tokens, at, end) and end + 1 not in known:
        end += 1
    end = past_hyphens(tokens, end)
    if end == at or end + 2 >= len(tokens) or tokens[end + 1].text != "," or tokens[end].text.isupper():
        return None
    if tokens[end].text.lower() in DAYS:
        return None  # "On Sunday, Governor Anita Reyes …"
    titled = any(title_kind(token.text.lower().rstrip(".")) for token in tokens[at:end])
    if titled or not _is_set_apart(tokens, end + 2) or not looks_like_name(tokens, at, end):
        return None  # "Senator Ida Moss, Representative Jon Vale": two people
    return end if title_in(tokens, end + 2, min(end + 10, len(tokens)), strict=True) else None


def _is_set_apart(tokens: tuple[Token, ...], first: int) -> bool:
    """What begins here describes the name before the comma: it ends in a comma of its own and nobody acts in it.

    "During a visit to North Carolina, the President will …" goes on with its subject, and so does "In April,
    President Trump signed …".
    """
    for token in tokens[first : first + 14]:
        if token.text in (",", ".", ";", ":", "—", "–", ")", "”") or token.text.lower() in RELATIVES:
            return True
        if token.pos in ("VERB", "AUX") and token.has("VerbForm=Fin"):
            return False
    return True


RELATIVES = frozenset({"who", "which", "that", "whose", "whom", "where"})


@cache
def calendar_words() -> frozenset[str]:
    """Days, months and holidays, in small letters: alone they are nobody's name."""
    return frozenset((*DAYS, *MONTHS, *(month[:3] for month in MONTHS), *lexicon("bodies")["holidays"]))


@cache
def not_people() -> frozenset[str]:
    """Last words of names that no person has."""
    return frozenset(lexicon("bodies")["not_people"])


def _runs_on(tokens: tuple[Token, ...], at: int, end: int) -> bool:
    """The name goes on: four words at most, and as many more as a particle joins ("Luiz Inacio Lula da Silva")."""
    if end + 1 >= len(tokens) or not _continues_name(tokens, end + 1):
        return False
    joined = any(token.text.lower() in PARTICLES for token in tokens[end : end + 2])
    return end - at < 3 or (joined and end - at < 6)


def _continues_name(tokens: tuple[Token, ...], at: int) -> bool:
    text = tokens[at].text
    if text.lower() in PARTICLES:
        return at + 1 < len(tokens) and (tokens[at + 1].text[:1].isupper() or tokens[at + 1].text == "-")
    shouted = len(text) > 3 and text.isupper() and not tokens[at - 1].text.isupper()  # "Tarrant KEEPS his promise"
    return text[:1].isupper() and tokens[at].pos in ("PROPN", "X", "NOUN", "ADJ") and not shouted


def name_before_age(tokens: tuple[Token, ...], at: int, known: set[int]) -> int | None:
    """Last token of a name of two or more words that an age follows: "Ines Abara, 52, has led …"."""
    end = _end_of_name(tokens, at, known)
    if end is None or end + 3 >= len(tokens) or tokens[end + 1].text not in (",", "("):
        return None
    age, closing = tokens[end + 2].text, tokens[end + 3].text
    told = age.isdigit() and int(age) in AGES and closing in (",", ")", ";", ".")
    return end if told and not is_body_word(tokens[end].text) else None


def name_after_office(tokens: tuple[Token, ...], at: int, known: set[int]) -> int | None:
    """Last token of a name of two or more words set beside an office: "the chair of the Basin Fund, Lucia Mbarrow,"."""
    if at < 4 or tokens[at - 1].text != ",":
        return None
    end = _end_of_name(tokens, at, known)
    if end is None or end + 1 >= len(tokens) or tokens[end + 1].text not in (",", ".", ";", "—", "–", "”", '"'):
        return None
    start = _start_of_phrase(tokens, at - 1)
    opens = tokens[start].text.lower() in GENERIC_FIRST or tokens[start].text[:1].isupper()
    of = next((one.i for one in tokens[start : at - 1] if one.text.lower() in ("of", "for", "at")), None)
    if not opens or of is None or not title_kind(plain(tokens[max(start, of - 3) : of])):
        return None
    return None if is_body_word(tokens[end].text) else end


def _start_of_phrase(tokens: tuple[Token, ...], comma: int) -> int:
    """Where the run of words before a comma begins that holds no verb."""
    start = comma
    while start > 0 and comma - start < 12:
        before = tokens[start - 1]
        if before.pos in ("VERB", "AUX", "SCONJ", "PRON", "PUNCT") and before.text not in ("-", "'", "’"):
            break
        start -= 1
    return start


def _end_of_name(tokens: tuple[Token, ...], at: int, known: set[int]) -> int | None:
    """Last token of the name of two or more words that begins at `at`."""
    if not tokens[at].text[:1].isupper() or tokens[at].pos not in ("PROPN", "NOUN", "X", "ADJ", "VERB"):
        return None
    if (at > 0 and tokens[at - 1].text[:1].isupper() and tokens[at - 1].pos == "PROPN") or tokens[at].text.isupper():
        return None
    end = past_hyphens(tokens, at)
    while end + 1 < len(tokens) and end - at < 5 and _continues_name(tokens, end + 1) and end + 1 not in known:
        end = past_hyphens(tokens, end + 1)
    if end == at or tokens[end].text.isupper() or tokens[end].text.lower() in DAYS or not _all_names(tokens, at, end):
        return None
    return None if title_kind(tokens[end].text.lower()) else end


def _all_names(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    return all(_is_name_word(token) and not title_kind(token.text.lower()) for token in tokens[first : last + 1])
