"""Short stories as a desk would get them."""

MACKEREL = """Norway rejects Iceland’s offer on mackerel
March 4, 2026

Norway rejected Iceland’s offer of a larger share of the mackerel catch on Tuesday.

“We will not sign an agreement without strict catch limits,” said Norwegian Fisheries Minister Kari Dahl.

Iceland demands access to Norwegian waters in exchange for lower quotas.

The European Union warned that it would impose sanctions if the two fail to reach a deal by Friday.

Will Iceland accept the limits before the season opens?
"""
FOLLOW_UP = """Iceland raises its offer to Norway
March 6, 2026

Iceland offered Norway a smaller quota for its own fleet on Thursday.

Norway demands strict catch limits and inspections before it will open its waters.

Norway also called on the European Union to drop its threat of sanctions, which Iceland has condemned.
"""
MATCH = """Rovers win in the rain
March 5, 2026

Rovers beat United 2-1 at home on Wednesday evening. Ann Berg scored twice in the first half.
"""
HOSTILE = (
    "Norway rejects Iceland’s <script>alert(1)</script> offer {{ 7 * 7 }}\n"
    "March 4, 2026\n\n"
    "Norway rejected Iceland’s offer of a larger share of the <img src=x onerror=alert(2)> catch \u202ex.exe\u2066.\n\n"
    "“We will not sign an agreement with " + "w" * 200_000 + " in it,” said Norwegian Minister Kari Dahl.\n\n"
    "Iceland demands \u200faccess to \x1b[31mNorwegian waters in exchange for</p></mark> lower quotas.\n\n"
    "Norway demands strict \"limits' <b onmouseover=alert(3)>now</b> before it will open its waters.\n"
)
