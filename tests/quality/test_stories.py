"""What a dossier becomes in the schema of the gold stories."""

from __future__ import annotations

from quality.stories import Prediction

from parley.evidence.extract import extract
from parley.reading.read import read

TEXT = (
    "Grain Deal Reached\n\n"
    "Ukraine and Turkey reached an agreement on grain exports on Monday. "
    "Ukraine had demanded safe passage for its ships. Turkey rejected the demand in April. "
    "Ukraine then accepted an offer of inspections in exchange for open ports.\n"
)


def test_what_two_have_agreed_each_has_agreed_with_the_other():
    """The guide lists both as actors and as recipients."""
    record = Prediction(extract(read("story.txt", TEXT.encode()))).record()
    agreed = [event for event in record["events"] if event["type"] == "agree" and len(event["actors"]) == 2]

    assert [(set(event["actors"]), set(event["recipients"])) for event in agreed] == [
        ({"Ukraine", "Turkey"}, {"Ukraine", "Turkey"})
    ]
