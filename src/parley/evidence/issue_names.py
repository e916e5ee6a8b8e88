"""Names of issues: the words that name one, without amounts and owners."""

from __future__ import annotations

import re

from parley.evidence.issue_phrases import Phrase

_BEFORE_NAME = re.compile(
    r"^(?:(?:[$€£]?[\d.,]+%?(?:-(?:percent|year|month))?|percent|%|million|billion|"
    r"percentage|points?|per cent|half|a|the|"
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|pairs?|(?<=\w )of|"
    r"its|their|his|her|our|my|various|certain|all|any|such|both|\w+(?:’s|'s)|"
    # what is said in praise or blame of it
    r"(?:very |most |more )?(?:significant|historic|robust|numerous|meaningful|strong|massive|important|major|"
    r"substantial|landmark|sweeping|serious|extreme|dramatic|remarkable|enormous|tremendous|wonderful|great|generous|"
    r"reckless|dangerous|key|crucial|unprecedented|bold|tough|expansive|so-called)|"
    r"rejected|accepted|declined|refused|demanded|offered|requested|submitted|sought|opposed|proposed|"
    r"lower|higher|bigger|smaller|larger|greater|fewer|better|more) +)+"
)
_BEHIND_NAME = re.compile(r" (?:of (?:its|their|his|her|our|my) own|of [$€£]?\d.*|in principle)$")
_RATE = re.compile(r"\d.* (?:an?|per) (\w+)$")


def name_of(phrase: Phrase) -> str:
    """The words that name an issue, without amounts and owners before them; "price per share" for a sum a share."""
    if phrase.stems == {"price"} and (rate := _RATE.search(phrase.words)):
        return f"price per {rate[1]}"
    words = _BEHIND_NAME.sub("", _BEFORE_NAME.sub("", phrase.words.strip(" ,“”\"'")))
    if not words or words.startswith("of "):
        words = phrase.words.strip(" ,“”\"'")  # "39 percent of the money"
    opening = phrase.line.tree.tokens[phrase.first]
    opens_line = phrase.first == 0 and opening.pos != "PROPN" and not opening.ent and words[1:2].islower()
    if opens_line or (phrase.line.is_label and phrase.first == 0 and not opening.ent and words[1:2].islower()):
        return words[0].lower() + words[1:]
    return words
