"""Two unlike negotiations made by hand, with results: minerals for guarantees, and a strike at a port."""

from __future__ import annotations

from datetime import date, datetime

from parley.analysis.bargaining.result import Bargaining, PackageOutcome, Solution
from parley.analysis.result import Answer, Counterfactual, Flip, Interval, IssueForecast, Method, Reason
from parley.analysis.results import Results
from parley.case.record import (
    Case,
    CasePressure,
    Citation,
    Estimate,
    Excluded,
    Issue,
    Judgement,
    Link,
    Party,
    PartyRole,
    Question,
    Scale,
    ScalePoint,
    Source,
    Stance,
)

MEDIAN = Method(name="weighted median", parameters={"weights": "influence x salience"}, seed=7, draws=2000)
NASH = Method(name="Nash bargaining solution", source="Nash (1950), Econometrica 18(2)", seed=7, draws=2000)
ANSWER = Method(name="draws over the ranges of the case", seed=7, draws=2000)


def cite(id: str, sentence: str, words: str, source: str = "m", kind: str = "move") -> Citation:
    return Citation(
        id=id,
        kind=kind,
        source=source,
        sentence_id=f"s{id}",
        sentence=sentence,
        text=words,
        start=sentence.index(words),
    )


def judged(value: float, low: float, high: float, *basis: str, unit: str = "scale point") -> Estimate:
    return Estimate(value=value, low=low, high=high, unit=unit, basis=basis, by="rule positions/1", why="demand x2")


def assumed(value: float = 50, low: float = 5, high: float = 95, unit: str = "scale point") -> Estimate:
    return Estimate(value=value, low=low, high=high, unit=unit, by="default", why="nobody has said why yet")


def party(key: str, name: str, role: PartyRole = "bargaining", *basis: str, **more: object) -> Party:
    return Party(
        key=key,
        name=name,
        role=role,
        influence=assumed(50, 20, 80, "capability"),
        walk_away=assumed(0.3, 0.1, 0.5, "utility"),
        basis=basis,
        **more,
    )


def issue(key: str, name: str, *basis: str) -> Issue:
    scale = Scale(
        low_label=f"no {name}", high_label=f"full {name}", points=(ScalePoint(label=f"partial {name}", value=50),)
    )
    return Issue(key=key, name=name, scale=scale, basis=basis)


def stance(party: str, issue: str, position: Estimate, salience: float = 0.5) -> Stance:
    return Stance(party=party, issue=issue, position=position, salience=assumed(salience, 0.1, 0.9, "share"))


def span(value: float, low: float, high: float) -> Interval:
    return Interval(value=value, low=low, high=high)


def forecast(issue: str, value: float) -> IssueForecast:
    around = span(value, value - 15, value + 15)
    return IssueForecast(
        issue=issue,
        weighted_mean=span(value - 3, value - 18, value + 12),
        weighted_median=around,
        condorcet=span(value + 2, value - 13, value + 17),
        methods=(MEDIAN,),
        default_share=0.4,
    )


def outcome(labels: dict[str, str], terms: dict[str, float], gain: dict[str, float]) -> PackageOutcome:
    return PackageOutcome(
        terms=terms, labels=labels, utility={key: 0.3 + more for key, more in gain.items()}, gain=gain
    )


def minerals() -> Case:
    """Ukraine demands guarantees for its minerals; the pressure is on, and Congress grumbles."""
    demand = "A major sticking point remains: Ukraine’s demand for security guarantees in exchange for mineral access."
    return Case(
        title="U.S. and Ukraine Near Deal on Rare Earth Minerals Amid Tensions",
        as_of=date(2025, 2, 22),
        state="near-deal",
        state_basis=("e1",),
        sources=(
            Source(id="m", title="U.S. and Ukraine Near Deal", outlet="Newslooks", address="https://example.org/m"),
        ),
        parties=(
            party("united-states", "United States", "bargaining", "e1"),
            party("ukraine", "Ukraine", "bargaining", "e2"),
            party("russia", "Russia", "outside", "e6"),
            party("democrats", "Democrats", "constituency", "e5", side="united-states", kind="faction"),
            party(
                "congress", "Congress", "constituency", "e5", side="united-states", kind="legislature", ratifies=True
            ),
        ),
        issues=(
            issue("mineral-access", "mineral access", "e2"),
            issue("security-guarantees", "security guarantees", "e2"),
        ),
        stances=(
            stance("united-states", "mineral-access", judged(92, 80, 100, "e1"), 0.7),
            stance("ukraine", "mineral-access", judged(62, 40, 85, "e2")),
            stance("united-states", "security-guarantees", judged(20, 5, 35, "e3")),
            stance("ukraine", "security-guarantees", judged(90, 78, 100, "e2", "j1"), 0.9),
            stance("russia", "security-guarantees", assumed()),
        ),
        links=(
            Link(
                form="exchange",
                giver="ukraine",
                give_issue="mineral-access",
                getter="united-states",
                get_issue="security-guarantees",
                words="security guarantees in exchange for mineral access",
                basis=("e2",),
            ),
        ),
        pressures=(
            CasePressure(
                by="united-states",
                on="ukraine",
                form="threat",
                strength=judged(0.1, 0, 0.25, "e4", unit="utility"),
                basis=("e4",),
            ),
        ),
        excluded=(Excluded(party="ukraine", talks="U.S. and Russia talks", basis=("e6",)),),
        questions=(
            Question(
                key="guarantees",
                text="Will the U.S. offer Ukraine security guarantees in exchange for mineral access?",
                form="will",
                basis=("e7",),
            ),
        ),
        citations=(
            cite(
                "e1",
                "The U.S. and Ukraine are making progress toward a deal on Ukraine’s minerals.",
                "making progress toward a deal",
                kind="status",
            ),
            cite("e2", demand, "Ukraine’s demand for security guarantees in exchange for mineral access"),
            cite("e3", "The proposal failed to include security assurances.", "failed to include security assurances"),
            cite("e4", "“He better move fast,” the president said this week.", "“He better move fast,”"),
            cite("e5", "Democrats in Congress blasted the president, accusing him of abandoning an ally.", "Democrats"),
            cite(
                "e6", "U.S. officials met with Russian officials without Ukraine.", "without Ukraine", kind="exclusion"
            ),
            cite(
                "e7",
                "Will the U.S. offer Ukraine security guarantees in exchange for mineral access?",
                "Will the U.S. offer Ukraine security guarantees in exchange for mineral access?",
                kind="question",
            ),
        ),
        judgements=(
            Judgement(
                id="j1",
                on="ukraine/security-guarantees/position",
                change={"value": 90},
                who="an analyst",
                when=datetime(2025, 2, 22, 12),
                why="Kyiv has said so since Munich",
            ),
        ),
    )


def minerals_results(case: Case) -> Results:
    labels = {"mineral-access": "full mineral access", "security-guarantees": "partial security guarantees"}
    terms = {"mineral-access": 100.0, "security-guarantees": 50.0}
    best = outcome(labels, terms, {"united-states": 0.31, "ukraine": 0.24})
    other = outcome(
        {"mineral-access": "partial mineral access", "security-guarantees": "full security guarantees"},
        {"mineral-access": 50.0, "security-guarantees": 100.0},
        {"united-states": 0.12, "ukraine": 0.4},
    )
    return Results(
        case_digest=case.digest(),
        title=case.title,
        seed=7,
        draws=2000,
        forecasts=(forecast("mineral-access", 78), forecast("security-guarantees", 44)),
        bargaining=Bargaining(
            parties=("united-states", "ukraine"),
            issues=("mineral-access", "security-guarantees"),
            walk_away={"united-states": 0.3, "ukraine": 0.3},
            ideal={"united-states": 0.9, "ukraine": 0.85},
            packages=9,
            acceptable=5,
            frontier=(best, other),
            frontier_size=2,
            solutions=(Solution(name="nash", packages=(best,), method=NASH, chosen_share=0.43),),
            zopa=span(0.87, 0.61, 0.96),
            default_share=0.5,
        ),
        answers=(
            Answer(
                question="guarantees",
                text="Will the U.S. offer Ukraine security guarantees in exchange for mineral access?",
                form="probability",
                value=0.34,
                low=0.15,
                high=0.58,
                unit="probability",
                headline="the United States is more likely to offer part of the security guarantees than all of them",
                reasons=(
                    Reason(text="Ukraine ties mineral access to security guarantees", effect=0.12, basis=("e2",)),
                    Reason(text="the United States threatens and does not offer", effect=-0.08, basis=("e4",)),
                ),
                flip=Flip(
                    input="united-states/security-guarantees/position",
                    words="the United States’ position on security guarantees: 20 to 41",
                    before=20,
                    after=41,
                    answer_before=0.34,
                    answer_after=0.51,
                    plausible=False,
                ),
                resolution="It resolves yes when the United States signs a text that commits it to Ukraine’s security.",
                method=ANSWER,
                default_share=0.45,
            ),
        ),
        counterfactuals=(
            Counterfactual(
                name="without Russia",
                change="Russia is taken out of the case.",
                effects={"forecast/security-guarantees": span(6, 1, 12), "zopa": span(0.04, 0, 0.1)},
                method=ANSWER,
            ),
        ),
        default_share=0.45,
    )


def strike() -> Case:
    """Dock workers and port employers bargain over wages; nobody says when it ends."""
    return Case(
        title="Port Employers and Dock Workers Return to the Table",
        state="stalled",
        state_basis=("w1",),
        sources=(
            Source(id="w", title="Port Employers and Dock Workers Return to the Table", published=date(2024, 10, 1)),
        ),
        parties=(
            party("dock-workers-union", "Dock Workers Union", "bargaining", "w2", kind="union"),
            party("port-employers", "port employers", "bargaining", "w3", kind="group", number="plural"),
        ),
        issues=(issue("wages", "wages", "w2"),),
        stances=(
            stance("dock-workers-union", "wages", judged(90, 80, 100, "w2")),
            stance("port-employers", "wages", assumed()),
        ),
        questions=(Question(key="agreement", text="Agreement within 90 days?", form="agreement"),),
        citations=(
            cite("w1", "Talks at the port have stalled again.", "have stalled again", "w", "status"),
            cite("w2", "The Dock Workers Union wants 77 percent over six years.", "wants 77 percent", "w"),
            cite("w3", "Port employers called the demand out of reach.", "called the demand out of reach", "w"),
        ),
    )


def strike_results(case: Case) -> Results:
    return Results(case_digest=case.digest(), title=case.title, seed=7, draws=2000, forecasts=(forecast("wages", 66),))
