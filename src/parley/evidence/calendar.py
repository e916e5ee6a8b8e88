"""What words for a time mean: a date in its own granularity, a duration, a set; TIMEX3 in the small.

A value is written as ISO 8601 has it, never finer than the words: "2015-09" for a month, "2015-W38" for a week,
"2015-09-19/2015-09-20" for a weekend, "P3D" for three days. What hangs on the day of the story stays symbolic
without one: "yesterday" is "day-1", "next month" "month+1".

Source: TimeML/TIMEX3 (Pustejovsky et al. 2003; ISO 24617-1), types DATE, DURATION and SET.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from parley.record import Record

Kind = Literal["date", "duration", "set"]
Lean = Literal["past", "future", "near"]  # where an unnamed year or week is looked for, by the tense about it

MONTHS = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
]  # fmt: skip
DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
COUNTED = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
]  # fmt: skip
NUMBERS = {
    **{word: at for at, word in enumerate(COUNTED)},
    "a": 1,
    "an": 1,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "ninety": 90,
}
UNITS = {"day": "D", "week": "W", "month": "M", "year": "Y", "hour": "H", "minute": "M", "decade": "Y", "century": "Y"}
MONTH = (
    r"(?P<month>jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?|aug(?:ust|\.)?|"
    r"sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
NUMBER = rf"(?P<number>\d+|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
UNIT = r"(?P<unit>day|week|month|year|decade|hour|minute)s?"
WEEKDAY = rf"(?P<weekday>{'|'.join(DAYS)})"


class TimeValue(Record):
    """What a time expression means."""

    kind: Kind
    value: str  # ISO 8601, or symbolic: "day-1", "weekday-4"
    symbolic: bool = False  # true: it hangs on a day nobody gave

    @property
    def day(self) -> date | None:
        """The day meant, when it is one day."""
        return date.fromisoformat(self.value) if re.fullmatch(r"\d{4}-\d\d-\d\d", self.value) else None


def time_value(words: str, anchor: date | None = None, *, lean: Lean = "near") -> TimeValue | None:
    """What words for a time mean; null when they name none that is known here.

    Args:
        anchor: the day the story was published; None keeps what hangs on it symbolic.
        lean: the tense about the words: a bare "Friday" or "March" lies behind, ahead, or where it is nearest.

    >>> time_value("two years ago", date(2006, 5, 28)).value
    '2004'
    >>> time_value("yesterday").value, time_value("three-day").value, time_value("every week").value
    ('day-1', 'P3D', 'P1W')
    """
    plain = re.sub(r"\s+", " ", re.sub(r"[\[\]]", "", words.lower().replace("’", "'"))).strip(" ,.;:")
    plain = re.sub(
        r"^(?:on|in|at|by|until|till|since|from|during|of|the|about|almost|around|nearly|some|roughly) ", "", plain
    )
    plain = re.sub(r"^(?:the|about|almost|around) ", "", plain)
    plain = re.sub(r" (?:morning|afternoon|evening|night|noon)$", "", plain)
    plain = re.sub(r"(?<!\d0)(?:'s)$|-related$", "", plain)
    for pattern, rule in RULES:
        found = re.fullmatch(pattern, plain)
        if found is not None:
            value = rule(Asked(found, anchor, lean))
            if value is not None:
                return value
    return None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a rule is given: the words as its pattern took them apart, the story's day, the tense about them."""

    found: re.Match[str]
    anchor: date | None
    lean: Lean


Rule = Callable[[Asked], TimeValue | None]


def _dated(value: str) -> TimeValue:
    return TimeValue(kind="date", value=value)


def _symbolic(value: str) -> TimeValue:
    return TimeValue(kind="date", value=value, symbolic=True)


def _month(found: re.Match[str]) -> int:
    return next(at for at, name in enumerate(MONTHS, 1) if name.startswith(found["month"].rstrip(".")[:3]))


def _count(found: re.Match[str]) -> int:
    text = found["number"]
    return int(text) if text.isdigit() else NUMBERS[text]


def _full(asked: Asked) -> TimeValue | None:
    """ "March 9, 2014", "9 March 2014"."""
    return _checked(int(asked.found["year"]), _month(asked.found), int(asked.found["day"]))


def _checked(year: int, month: int, day: int) -> TimeValue | None:
    try:
        return _dated(date(year, month, day).isoformat())
    except ValueError:
        return None


def _iso(asked: Asked) -> TimeValue | None:
    return _checked(int(asked.found["year"]), int(asked.found["number"]), int(asked.found["day"]))


def _month_of_year(asked: Asked) -> TimeValue | None:
    return _dated(f"{asked.found['year']}-{_month(asked.found):02d}")


def _year(asked: Asked) -> TimeValue | None:
    return _dated(asked.found["year"])


def _short_year(asked: Asked) -> TimeValue | None:
    """ "'84": in the century that puts it behind the story's day."""
    if asked.anchor is None:
        return None
    year = asked.anchor.year // 100 * 100 + int(asked.found["short"])
    return _dated(str(year if year <= asked.anchor.year + 1 else year - 100))


def _day_of_month(asked: Asked) -> TimeValue | None:
    month, day = _month(asked.found), int(asked.found["day"])
    if asked.anchor is None:
        return _symbolic(f"--{month:02d}-{day:02d}") if day <= 31 else None
    years = [asked.anchor.year + step for step in (-1, 0, 1)]
    ways = [way for year in years if (way := _checked(year, month, day)) is not None]
    return _nearest(ways, asked.anchor, asked.lean)


def _bare_month(asked: Asked) -> TimeValue | None:
    month = _month(asked.found)
    if asked.anchor is None:
        return _symbolic(f"--{month:02d}")
    year = asked.anchor.year
    if asked.lean == "past" and month > asked.anchor.month:
        year -= 1
    if asked.lean == "future" and month < asked.anchor.month:
        year += 1
    return _dated(f"{year}-{month:02d}")


def _nearest(ways: list[TimeValue], anchor: date, lean: Lean) -> TimeValue | None:
    days = [way.day for way in ways if way.day is not None]
    fits = [day for day in days if lean == "near" or (day <= anchor) == (lean == "past") or day == anchor]
    best = min(fits or days, key=lambda day: abs((day - anchor).days), default=None)
    return _dated(best.isoformat()) if best else None


def _weekday(asked: Asked) -> TimeValue | None:
    """News of a day names the days of the week before it; of the coming week only in the future."""
    at = DAYS.index(asked.found["weekday"])
    step = asked.found.groupdict().get("which")
    if asked.anchor is None:
        return _symbolic(f"weekday-{at + 1}")
    back = (asked.anchor.weekday() - at) % 7
    if step == "last":
        return _dated((asked.anchor - timedelta(days=back or 7)).isoformat())
    if step == "next" or (asked.lean == "future" and step != "this"):
        return _dated((asked.anchor + timedelta(days=(7 - back) if back else (7 if step == "next" else 0))).isoformat())
    return _dated((asked.anchor - timedelta(days=back)).isoformat())


def _deictic(asked: Asked) -> TimeValue | None:
    step = {"yesterday": -1, "last night": -1, "tomorrow": 1, "tonight": 0, "today": 0, "now": 0}[
        asked.found["deictic"]
    ]
    if asked.anchor is None:
        return _symbolic(f"day{step:+d}")
    return _dated((asked.anchor + timedelta(days=step)).isoformat())


def _stepped(asked: Asked) -> TimeValue | None:
    """ "last year", "next month", "this week", "the year before"."""
    which = (
        asked.found["which"]
        .replace("this past", "last")
        .replace("past", "last")
        .replace("previous", "last")
        .replace("coming", "next")
    )
    step = {
        "last": -1,
        "before": -1,
        "this": 0,
        "current": 0,
        "earlier this": 0,
        "later this": 0,
        "next": 1,
        "following": 1,
    }[which]
    over = asked.lean == "past" and asked.anchor is not None and asked.anchor.weekday() < DAYS.index("saturday")
    if asked.found["unit"] == "weekend" and step == 0 and over:
        step = -1  # "was held this weekend", told on a Wednesday
    return moved(asked.anchor, asked.found["unit"], step)


def moved(anchor: date | None, unit: str, step: int) -> TimeValue:
    """The unit that many steps from the one the anchor lies in, in that unit's granularity."""
    if anchor is None:
        return _symbolic(f"{unit}{step:+d}")
    if unit == "day":
        return _dated((anchor + timedelta(days=step)).isoformat())
    if unit == "week":
        year, week, _ = (anchor + timedelta(weeks=step)).isocalendar()
        return _dated(f"{year}-W{week:02d}")
    if unit == "weekend":
        saturday = anchor + timedelta(days=5 - anchor.weekday(), weeks=step)
        return _dated(f"{saturday.isoformat()}/{(saturday + timedelta(days=1)).isoformat()}")
    if unit == "month":
        months = anchor.year * 12 + anchor.month - 1 + step
        return _dated(f"{months // 12}-{months % 12 + 1:02d}")
    if unit == "decade":
        return _dated(f"{(anchor.year // 10 + step) * 10}s")
    return _dated(str(anchor.year + step))


def _ago(asked: Asked) -> TimeValue | None:
    unit, step = asked.found["unit"], -_count(asked.found)
    if unit in ("hour", "minute"):
        return None
    return moved(asked.anchor, "year" if unit == "decade" else unit, step * (10 if unit == "decade" else 1))


def _ahead(asked: Asked) -> TimeValue | None:
    unit = asked.found["unit"]
    return None if unit in ("hour", "minute") else moved(asked.anchor, unit, _count(asked.found))


def _end(asked: Asked) -> TimeValue | None:
    """ "the end of the year", "year end": its last day."""
    unit = asked.found["unit"] or asked.found["ending"]
    if asked.anchor is None:
        return _symbolic(f"end-of-{unit}")
    if unit == "year":
        return _dated(f"{asked.anchor.year}-12-31")
    if unit == "week":
        return _dated((asked.anchor + timedelta(days=6 - asked.anchor.weekday())).isoformat())
    following = date(asked.anchor.year + asked.anchor.month // 12, asked.anchor.month % 12 + 1, 1)
    return _dated((following - timedelta(days=1)).isoformat())


def _season(asked: Asked) -> TimeValue | None:
    first, last = SEASONS[asked.found["season"]]
    year = asked.found["year"]
    if year is None and asked.anchor is None:
        return _symbolic(asked.found["season"])
    which = (asked.found["which"] or "").strip()
    at = int(year) if year else asked.anchor.year if asked.anchor else 0
    if not year and asked.anchor and which in ("last", "past") and asked.anchor.month <= max(first, last):
        at -= 1
    if not year and which == "next":
        at += 1
    return _dated(f"{at}-{first:02d}/{at + (last < first)}-{last:02d}")


def _part(asked: Asked) -> TimeValue | None:
    """ "late September", "early 2015": a third of it, since "early", "mid" and "late" share it."""
    whole = time_value(asked.found["rest"], asked.anchor, lean=asked.lean)
    if whole is None or whole.symbolic:
        return whole
    parts = {"early": 0, "mid": 1, "mid-": 1, "late": 2}
    third = parts[asked.found["part"].strip()]
    if re.fullmatch(r"\d{4}-\d\d", whole.value):
        last = (
            date(int(whole.value[:4]) + int(whole.value[5:]) // 12, int(whole.value[5:]) % 12 + 1, 1)
            - timedelta(days=1)
        ).day
        first, end = ((1, 10), (11, 20), (21, last))[third]
        return _dated(f"{whole.value}-{first:02d}/{whole.value}-{end:02d}")
    return (
        _dated(f"{whole.value}-{4 * third + 1:02d}/{whole.value}-{4 * third + 4:02d}")
        if len(whole.value) == 4
        else whole
    )


DECADES = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80,
           "nineties": 90}  # fmt: skip


def _century(asked: Asked) -> TimeValue | None:
    """ "The 20th century": by use, its years begin with 19."""
    if asked.found["ordinal"] is None:
        if asked.anchor is None:
            return _symbolic("century-1")
        first = asked.anchor.year // 100 * 100 - 100
    else:
        first = (int(asked.found["ordinal"]) - 1) * 100
    return _dated(f"{first}-01-01/{first + 99}-12-31")


def _decade(asked: Asked) -> TimeValue | None:
    first = int(asked.found["decade"]) if asked.found["decade"].isdigit() else 1900 + DECADES[asked.found["decade"]]
    return _dated(f"{first}-01-01/{first + 9}-12-31")


def _duration(asked: Asked) -> TimeValue | None:
    unit = asked.found["unit"]
    count = _count(asked.found) * {"decade": 10, "century": 100}.get(unit, 1)
    return TimeValue(kind="duration", value=f"P{'T' if unit in ('hour', 'minute') else ''}{count}{UNITS[unit]}")


def _set(asked: Asked) -> TimeValue | None:
    word = asked.found["repeated"]
    often = {"daily": "P1D", "weekly": "P1W", "monthly": "P1M", "yearly": "P1Y", "annually": "P1Y", "annual": "P1Y"}
    if word in often:
        return TimeValue(kind="set", value=often[word])
    unit = word.split()[-1].removesuffix("s")
    return TimeValue(kind="set", value=f"P1{UNITS[unit]}" if unit in UNITS else f"weekday-{DAYS.index(unit) + 1}")


def _clock(asked: Asked) -> TimeValue | None:
    """A time of day keeps to itself: "6:00am" is "06:00"; whose day it is stands elsewhere."""
    if asked.found["named"]:
        return _dated("00:00:00" if asked.found["named"] == "midnight" else "12:00:00")
    hour = int(asked.found["hour"]) % (12 if asked.found["half"] else 24) + (
        12 if (asked.found["half"] or "").startswith("p") else 0
    )
    return _dated(f"{hour:02d}:{asked.found['minute'] or '00'}:00")


YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)"
DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
ON = rf"(?:(?:{'|'.join(DAYS)}),? )?"
RULES: tuple[tuple[str, Rule], ...] = (
    (r"9/11", lambda _: _dated("2001-09-11")),  # a date that has become a name
    (rf"{ON}{MONTH} {DAY},? {YEAR}", _full),
    (rf"{ON}{DAY} (?:of )?{MONTH},? {YEAR}", _full),
    (r"(?P<year>\d{4})-(?P<number>\d\d)-(?P<day>\d\d)", _iso),
    (rf"{MONTH},? (?:of )?{YEAR}", _month_of_year),
    (rf"(?:year |fiscal )?{YEAR}(?!'s)", _year),
    (r"'?(?P<short>\d\d)", _short_year),
    (rf"{ON}{MONTH} {DAY}", _day_of_month),
    (rf"{ON}{DAY} (?:of )?{MONTH}", _day_of_month),
    (rf"(?:(?P<which>last|this|next|past) )?{MONTH}", _bare_month),
    (rf"(?:(?P<which>last|this|next|past) )?{WEEKDAY}s?", _weekday),
    (r"(?P<deictic>yesterday|last night|tomorrow|tonight|today|now)", _deictic),
    (
        r"(?P<which>this past|last|this|next|past|previous|coming|following|current|earlier this|later this) "
        r"(?P<unit>day|week|weekend|month|year|decade)(?: s)?s?",
        _stepped,
    ),
    (r"(?P<unit>day|week|month|year) (?P<which>before|following)", _stepped),
    (rf"{NUMBER} {UNIT} (?:ago|earlier|back|before)", _ago),
    (rf"(?:in |within )?{NUMBER} {UNIT} (?:from now|later|hence)", _ahead),
    (
        r"(?:end of (?:the |this )?|late this )(?P<unit>year|month|week)|(?P<ending>year|month)[ -]end",
        _end,
    ),
    (rf"(?P<which>last |this |next |past )?(?P<season>{'|'.join(SEASONS)})(?: (?:of )?{YEAR})?", _season),
    (r"(?P<part>early|late|mid-?) ?(?P<rest>.+)", _part),
    (rf"(?P<decade>\d{{3}}0|{'|'.join(DECADES)})(?:'?s)?", _decade),
    (r"(?:last|past) century|(?P<ordinal>\d\d)th century", _century),
    (rf"{NUMBER}[ -]{UNIT}(?:'s?)?(?:[ -](?:long|old))?", _duration),
    (
        r"(?P<repeated>daily|weekly|monthly|yearly|annually|annual|"
        rf"(?:each|every) (?:day|week|month|year|{'|'.join(DAYS)}))",
        _set,
    ),
    (
        r"(?P<hour>[0-2]?\d):(?P<minute>\d\d) ?(?P<half>am|pm|a\.m|p\.m)?(?: (?:gmt|utc))?|(?P<named>midnight|noon)",
        _clock,
    ),
)
