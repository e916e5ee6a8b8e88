"""For which party the speakers of a transcript or briefing speak."""

from __future__ import annotations

from tests.evidence.telling import actor, dossier, moves

LEADERS = """Joint press conference of the leaders of the Centre Union and the Green List

MS. KRUSE: We agree on housing. We do not agree on the airport. Our offer is a pause of four years.

MR. ADLER: We have proposed a night ban. If the Centre Union accepts that ban, we would drop our call for a tax.

Q: Ms. Kruse, can you accept it?

MS. KRUSE: I can accept quiet nights. The Green List will support the bonds, and we will build the homes.
"""

LABELS = """Debate on the asylum law

MR. LENNART (Parliament rapporteur): We came down from twelve weeks to sixteen. We cannot accept detention.

MINISTER COSTA: We have proposed Tuesday. We will come if Parliament drops its demand for a new agency. The Council has
offered an exemption.
"""

BRIEFING = """Department of State
Daily Press Briefing

MS. FINCH: We have offered technical help, and that offer stands. We warned Syria on Monday.

QUESTION: Syria says it will not come back to the table. Is there a deadline?

MS. FINCH: I am not going to set one. We have told the Jordanians that we support a guarantee if Syria accepts monitors.
"""

BRIEFING_WITHOUT_HEADING = """Press briefing on the Vienna talks

MR. HALE: We held a fourth round with Iran yesterday. We have proposed a cap, and Tehran has not accepted it.

Q: Can you give a guarantee?

MR. HALE: We cannot bind Congress. We have said so to the Iranians.
"""


def test_of_two_leaders_one_makes_his_offer_depend_on_the_other_party() -> None:
    found = dossier(LEADERS)

    assert actor(found, "Adler").side == "green-list"
    assert actor(found, "Kruse").side == "centre-union"


def test_a_label_says_for_whom_its_speaker_speaks() -> None:
    assert actor(dossier(LABELS), "Lennart").side == "parliament"


def test_a_briefing_is_of_the_state_that_its_heading_names() -> None:
    assert actor(dossier(BRIEFING), "Finch").side == "united-states"


def test_a_briefing_is_of_the_state_whose_parliament_its_speaker_cannot_bind() -> None:
    assert actor(dossier(BRIEFING_WITHOUT_HEADING), "Hale").side == "united-states"


def test_an_interview_with_nobody_of_a_party_gives_nobody_a_side() -> None:
    found = dossier(
        "A talk about bread\n\nMS. LIND: We have baked here for forty years. Sourdough needs time.\n\n"
        "Q: And patience?\n\nMS. LIND: I say patience is the whole secret."
    )

    assert actor(found, "Lind").side is None


def test_officials_without_a_name_say_we_of_their_government() -> None:
    """A background call has no names; whoever speaks there speaks for the government that gives it."""
    found = dossier(
        "Background Press Call by Senior Administration Officials on Steel\n\n"
        "SENIOR ADMINISTRATION OFFICIAL: The U.S. talks with Japan ended today. We have offered a quota to Japan. "
        "We have agreed with Japan to drop a duty.\n\n"
        "Q: Will the United States lift all duties?\n\n"
        "SENIOR ADMINISTRATION OFFICIAL: No. We rejected that demand of Japan, and Japan accepted the quota.\n"
    )

    assert [move.to for move in moves(found, "offer", "united-states")] == ["japan"]


REVIEW = """Press Briefing on the Review of the Program with the Republic of Quillaria

International Stability Facility, Headquarters

PARTICIPANTS:

Henrik Lowe, Mission Chief for Quillaria

Marisol Tegenu, Minister of Finance, Republic of Quillaria

MS. BIRCH: Good afternoon. Mr. Lowe will open, and then the Minister.

MR. LOWE: The staff of the Facility and the authorities of Quillaria have reached an understanding. We have not
completed it. We accept steps. We do not accept eighteen months.

MINISTER TEGENU: Quillaria has done what it promised. We have offered three steps, and we won't allow the Facility to
name the governor. We thank the Facility.

MR. LOWE: We have not, and we will not. We have urged the government to decide.

MS. BIRCH: Thank you all.
"""


def test_two_sides_that_brief_together_are_told_apart_by_the_list_and_the_letterhead() -> None:
    found = dossier(REVIEW)

    assert found.is_negotiation
    assert actor(found, "Tegenu").side == "quillaria"
    assert actor(found, "Lowe").side == actor(found, "Birch").side == "international-stability-facility"
