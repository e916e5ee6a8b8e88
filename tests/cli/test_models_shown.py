"""Every model an analyst asks for is reachable from `parley analyse` on the worked case, and says something there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from parley.analysis.analyse import analyse
from parley.case.file import load
from parley.cli.analyse import show

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "minerals_2025.yaml"

# Model -> the block of output it stands in, and what it says there. Figures may move with the case; that there is one
# may not.
SPATIAL = {
    "weighted mean": ("Where each issue would settle", r"weighted mean +\d+ \["),
    "weighted median": ("Where each issue would settle", r"weighted median +\d+ \["),
    "probabilistic Condorcet election": ("Where each issue would settle", r"Condorcet +\d+ \["),
    "forecast as a distribution": ("Where each issue may end", r"troops +\d+ +\d+ to \d+ +\d+ to \d+"),
    "unweighted median": ("By other models", r"unweighted median +\d+ \["),
    "election, quadratic loss": ("By other models", r"quadratic loss +\d+ \["),
    "election, conditional": ("By other models", r"conditional +\d+ \["),
    "challenge model": ("By other models", r"challenge model +\d+ \["),
    "challenge model near Scholz and others": ("By other models", r"scholz-2011 +\d+ \["),
    "Nash from a reference point": ("By other models", r"Nash, this issue alone +\d+ \["),
    "Kalai-Smorodinsky from a reference point": ("By other models", r"Kalai-Smorodinsky, this issue alone +\d+ \["),
    "exchange across issues": ("What could be exchanged", r"United States on security guarantees: \d+ to \d+"),
    "expected outcome after exchange": ("Where each issue would settle after", r"military aid +\d+ \["),
}
PACKAGES = {
    "counted zone of agreement": ("243 packages over 5 issues", r"26 at least as good as walking away"),
    "chance of a zone": ("243 packages over 5 issues", r"over the draws: \d+% \["),
    "walk-away and ideal point": ("Who must agree", r"Ukraine +0\.\d\d +0\.\d\d"),
    "Rubinstein": ("Who must agree", r"0\.95 +\d+% \["),
    "Nash": ("What could be agreed", r"\bNash,"),
    "Kalai-Smorodinsky": ("What could be agreed", r"Kalai-Smorodinsky"),
    "egalitarian": ("What could be agreed", r"egalitarian"),
    "utilitarian": ("What could be agreed", r"utilitarian"),
    "weighted Nash": ("What could be agreed", r"Nash weighted by patience"),
    "logrolls with their exchange rates": ("Trades", r"Ukraine: security guarantees .* \d\.\d\d to \d\.\d\d"),
    "a mediator's path and post-settlement improvement": ("A mediator's text", r"\n 1 "),
    "Adjusted Winner": ("Adjusted Winner", r"Each has \d+\.\d of its own 100 points"),
    "short rounds": ("Tactics", r"As rounds grow short the gain goes"),
    "finite horizon": ("Tactics", r"1\.00 with 1, 0\.15 with 2"),
    "Zeuthen": ("Tactics", r"Zeuthen; opening risks United States 0\.\d\d"),
    "time-dependent concession": ("Tactics", r"holds out late, Ukraine even\): they meet at \d+% of the time"),
    "threat, and why it changes nothing": ("Threats", r"This threat changes nothing: Ukraine has 0\.\d\d at the table"),
    "chance of a zone with normal limits": ("Each issue alone, as a price", r"\d+% \(\d+%\)"),
    "sealed offers": ("Each issue alone, as a price", r"repayment of .* +\d+% +\d+%"),
    "outside option": ("Each issue alone, as a price", r"Ukraine\*"),
}
RATIFICATION = {
    "agreement set over packages": ("Of 26 packages those at the table", r"10 pass in Verkhovna Rada"),
    "agreement set over draws": ("Of 26 packages those at the table", r"passes everywhere, over the draws: \d+%"),
    "probability of passing": ("Who must ratify", r"\d+% \[0, 100\] ±"),
    "cheapest side payments": ("Who must ratify", r"passes as it is"),
    "who is pivotal for this text": ("Verkhovna Rada: who decides", r"100% \(by its vote now\)"),
    "Shapley-Shubik and Banzhaf of a chamber": ("Verkhovna Rada: who decides", r"1\.000 +1\.000 \(1\.000\)"),
    "room on each issue": ("Verkhovna Rada: room on each issue", r"security guarantees +40 to 100"),
    "win-sets around the status quo": ("What each would rather have", r"security guarantees +0\* +0 to 100"),
    "agreement set of win-sets": ("What each would rather have", r"repayment of American aid .*0 to 20"),
    "Shapley-Shubik and Banzhaf of the deal": ("Power over the whole deal", r"United States +0\.333 +0\.333"),
    "Owen for blocs": ("Power over the whole deal", r"Ukraine +0\.333 +0\.333 +0\.250"),
    "Baron-Ferejohn": ("Power over the whole deal", r"0\.500 +67% +70%"),
}
OTHERS = {
    **{name: ("Where the conflict may settle", rf"\b{name}\b") for name in ("Nash", "GMR", "SMR", "SEQ", "SIM")},
    "coalitions": ("Where the conflict may settle", r"Ukraine \+ United States"),
    "status-quo paths": (
        "Ways there from now",
        r"then Europe: fill the gap in aid \(each step in the mover's interest",
    ),
    "margins over draws": ("Where the conflict may settle", r"certain|\d+%"),
    "will X do Y": ("Open questions", r"minerals agreement\? +\d+% +\d+% to \d+%"),
    "how will Z change": ("Open questions", r"points of 100"),
    "what role does W play": ("Open questions", r"points of the chance of agreement"),
    "smallest change that flips an answer": ("Open questions", r"worth of no deal: 0\.4 to 0\.\d+"),
    "counterfactual differences": ("What if", r"without Russia +weighted mean on troops +-?\d"),
    "tornado": ("What the agreement hangs on", r"position on security guarantees +-?0\.\d+ +0\.\d+ +#+"),
    "Sobol shares": ("What the agreement hangs on", r"0\.\d\d ± 0\.\d\d"),
    "turning point": ("What the agreement hangs on", r"It would turn \(\+0\.\d\d to -?\+?0?\.?\d+"),
    "drivers of the forecasts": (
        "What moves each weighted mean most",
        r"Ukraine: position on share of mineral revenue",
    ),
    "dependence: share": ("rare earths", r"China's share +\d+\.\d%"),
    "dependence: HHI": ("rare earths", r"concentration \(HHI\) +0\.\d+"),
    "dependence: governance weight": ("rare earths", r"weighted by governance, 0 to 10 +\d\.\d\d"),
    "supply risk": ("rare earths", r"supply risk by the EU's method .* \d\.\d\d"),
    "reliance by edition": ("rare earths", r"reliance, MCS 2025 \(used\) +\d+%"),
    "exposure": ("rare earths", r"exposed to China, at least +\d+% of use"),
    "premise check": ("rare earths", r"lists no mine output in 2024 for Ukraine"),
    "drafts compared": ("Drafts of a fund", r"Last draft against the first"),
    "claim balance": ("Drafts of a fund", r"never repaid"),
    "break-even payment": ("Drafts of a fund", r"would end in time at 12\.5 a year"),
    "guarantee": ("A guarantee by", r"if fully believed +\d+ \["),
    "break-even credibility": ("A guarantee by", r"must be believed, to be worth 5\.2 +0\.\d+"),
    "map of prices": ("How far it must be believed", r"20\.8 +\d+\.\d%"),
    "Fearon range": ("Both prefer a deal to a fight", r"Russia has 0\.\d+"),
    "Powell condition": ("Both prefer a deal to a fight", r"Ukraine waits as long as its later odds stay below \d+%"),
}
MODELS = [(name, *said) for family in (SPATIAL, PACKAGES, RATIFICATION, OTHERS) for name, said in family.items()]
TITLES = {title for _, title, _ in MODELS}


@pytest.fixture(scope="module")
def worked():
    """The worked case and its results."""
    case = load(EXAMPLE.read_text(encoding="utf-8"))
    return analyse(case, seed=0, draws=1_000), case


def page(worked, columns: int) -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", str(columns))
        return show(*worked)


@pytest.fixture(scope="module")
def blocks(worked):
    """The page by block, each from its title to the next one's; wide enough that no cell is broken."""
    found: dict[str, str] = {}
    title = ""
    for line in page(worked, 300).splitlines():
        title = max((each for each in TITLES if line.startswith(each)), key=len, default=title)
        found[title] = f"{found.get(title, '')}{line}\n"
    return found


@pytest.mark.parametrize(("model", "title", "says"), MODELS, ids=[model for model, _, _ in MODELS])
def test_a_model_says_something_where_an_analyst_would_look_for_it(blocks, model, title, says):
    assert re.search(says, blocks[title]), blocks[title]


def test_no_party_or_issue_is_printed_by_its_key(blocks):
    every = "".join(blocks.values())

    for key in ("united-states", "verkhovna-rada", "security-guarantees", "military-aid", "repayment-of-american-aid"):
        assert key not in every


@pytest.mark.parametrize("columns", [80, 120])
def test_the_page_keeps_to_the_width_it_has_and_breaks_no_name(worked, columns):
    """Nothing a terminal would fold: the words of parties, issues and models stay whole."""
    said = page(worked, columns)

    assert max(map(len, said.splitlines())) <= columns
    for word in ("guarantees", "repayment", "Kalai-Smorodinsky", "Shapley-Shubik", "uncalibrated"):
        assert word in said
    assert not re.search(r"guarante\s*$|repaymen\s|Kalai-Smoro\s|Shapley-Shub\s|uncalibrat\s", said, re.MULTILINE)
