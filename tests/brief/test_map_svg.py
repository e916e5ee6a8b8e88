"""The picture of the actor map: everybody has a place, and nothing of a story acts."""

from __future__ import annotations

from itertools import combinations
from xml.etree import ElementTree

import pytest
from tests.brief.cast import assumed, minerals
from tests.brief.hostile import hostile

from parley.brief.map_svg import BOX, MOST_ACTORS, TALL, WIDTH, drawn, laid_out, to_svg
from parley.brief.sheets import ActorMap, MapActor, Relation, actor_map


def crowd(number: int, role: str = "outside") -> tuple[MapActor, ...]:
    return tuple(
        MapActor(key=f"k{at}", name=f"Land {at}", role=role, role_in_words=role, influence=assumed(10, 0, 30))
        for at in range(number)
    )


def test_those_behind_a_side_stand_under_it():
    boxes = laid_out(actor_map(minerals()).actors)

    assert boxes["congress"].y > boxes["united-states"].y
    assert abs(boxes["congress"].x - boxes["united-states"].x) < WIDTH / 4


@pytest.mark.parametrize(
    "actors",
    [actor_map(minerals()).actors, crowd(23), crowd(7, "bargaining"), crowd(9, "constituency")],
    ids=["minerals", "many outside", "seven at the table", "nine behind nobody"],
)
def test_no_two_boxes_overlap_and_none_leaves_the_picture(actors):
    boxes = laid_out(actors).values()

    assert all(BOX / 2 <= box.x <= WIDTH - BOX / 2 for box in boxes)
    assert all(abs(one.x - two.x) >= BOX or abs(one.y - two.y) >= TALL for one, two in combinations(boxes, 2))


def test_a_line_leads_past_a_box_in_its_way():
    """Three at the table in a row: the pressure of the first on the third goes round the second."""
    tie = Relation(number=1, kind="presses", by="k0", on="k2", text="k0 presses k2.")
    boxes = laid_out(crowd(3, "bargaining"))
    (curve,) = drawn([tie], boxes)

    between = boxes["k1"]
    assert all(abs(x - between.x) > BOX / 2 or abs(y - between.y) > TALL / 2 for x, y in map(curve.at, (0.4, 0.5, 0.6)))


def test_every_tie_has_its_number_in_the_picture():
    found = actor_map(minerals())
    root = ElementTree.fromstring(to_svg(found, "map"))
    words = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]

    assert {str(tie.number) for tie in found.relations} <= set(words)


def test_what_is_not_drawn_still_leaves_a_picture():
    """Beyond thirty actors nobody reads a picture; the table holds them all."""
    tie = Relation(number=1, kind="trades", by="k0", on="k59", text="…")
    svg = to_svg(ActorMap(actors=crowd(60), relations=(tie,)), "map")

    assert svg.count("<rect") == MOST_ACTORS


def test_an_empty_map_is_an_empty_picture():
    assert "<rect" not in to_svg(ActorMap(actors=(), relations=()), "map")


def test_hostile_names_stay_words():
    root = ElementTree.fromstring(to_svg(actor_map(hostile()[0]), "map"))

    assert {element.tag.partition("}")[2] for element in root.iter()} <= {"svg", "path", "rect", "circle", "text"}
    assert not any(name.startswith("on") or name == "style" for element in root.iter() for name in element.attrib)
