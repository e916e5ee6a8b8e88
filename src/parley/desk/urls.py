"""The table of addresses. Every page in it stands behind the gate (`parley.desk.access`)."""

from __future__ import annotations

from django.urls import include, path

from parley.desk.api.app import api
from parley.desk.pages import (
    adding,
    analysis,
    api_docs,
    brief,
    comments,
    errors,
    feeds,
    first,
    home,
    negotiations,
    public,
    publishing,
    review,
    sheets,
    story,
    teams,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("alive", home.alive, name="alive"),
    path("first/<str:secret>/", first.first_account, name="first-account"),
    path("accounts/", include("allauth.urls")),
    path("api/docs", api_docs.api_docs, name="api-docs"),
    path("api/", api.urls),
    path("join/<str:secret>/", teams.join, name="join"),
    path("t/<str:team>/", teams.team, name="team"),
    path("t/<str:team>/invite/", teams.invite, name="invite"),
    path("t/<str:team>/role/", teams.set_role, name="set-role"),
    path("t/<str:team>/leave/", teams.leave, name="leave"),
    path("t/<str:team>/new/", negotiations.new, name="new-negotiation"),
    path("n/<str:code>/", negotiations.overview, name="negotiation"),
    path("n/<str:code>/add/", adding.add, name="add"),
    path("n/<str:code>/feeds/", feeds.feeds, name="feeds"),
    path("n/<str:code>/feeds/watch/", feeds.watch, name="watch"),
    path("n/<str:code>/feeds/<int:feed>/look/", feeds.look, name="look"),
    path("n/<str:code>/feeds/<int:feed>/stop/", feeds.stop_watching, name="stop-watching"),
    path("n/<str:code>/review/", review.review, name="review"),
    path("n/<str:code>/review/lost/", review.lost, name="lost"),
    path("s/<str:story>/", story.story, name="story"),
    path("s/<str:story>/items/", story.items, name="story-items"),
    path("s/<str:story>/preview/", adding.preview, name="preview"),
    path("s/<str:story>/keep/", adding.keep_story, name="keep"),
    path("s/<str:story>/throw-away/", adding.throw_story_away, name="throw-away"),
    path("s/<str:story>/take-out/", adding.take_story_out, name="take-out"),
    path("s/<str:story>/read-again/", adding.read_again, name="read-again"),
    path("s/<str:story>/private/", adding.set_private, name="set-private"),
    path("s/<str:story>/<str:sentence>/", story.sentence, name="sentence"),  # after those whose last part is a word
    path("n/<str:code>/jobs/<str:job>/", negotiations.job, name="job"),
    path("n/<str:code>/jobs/<str:job>/cancel/", negotiations.cancel, name="cancel-job"),
    path("n/<str:code>/analysis/", analysis.analysis, name="analysis"),
    path("n/<str:code>/analysis/again/", analysis.again, name="analyse-again"),
    path("n/<str:code>/whatif/", analysis.whatif, name="whatif"),
    path("n/<str:code>/brief/", brief.brief, name="brief"),
    path("n/<str:code>/brief/<int:revision>/", brief.brief_of, name="brief-of"),
    path("n/<str:code>/brief.pdf", brief.brief_pdf, name="brief-pdf"),
    path("n/<str:code>/publish/", publishing.publish, name="publish"),
    path("n/<str:code>/withdraw/", publishing.take_back, name="withdraw"),
    path("n/<str:code>/share/", brief.make_share_link, name="share"),
    path("n/<str:code>/share/<int:link>/revoke/", brief.revoke_share_link, name="revoke-share"),
    path("n/<str:code>/comments/", comments.moderate, name="moderate"),
    path("n/<str:code>/comments/open/", publishing.set_comments, name="set-comments"),
    path("n/<str:code>/comments/<int:comment>/answer/", comments.answer, name="answer"),
    path("n/<str:code>/sheets/agreed/", sheets.agreed, name="sheet-agreed"),
    path("n/<str:code>/sheets/actors/", sheets.actors, name="sheet-actors"),
    path("share/<str:secret>/", brief.shared, name="shared"),
    path("b/<str:brief>/", public.brief, name="public-brief"),
    path("b/<str:brief>/v/<int:number>/", public.version, name="version"),
    path("b/<str:brief>/versions/", public.versions, name="versions"),
    path("b/<str:brief>/brief.pdf", public.pdf, name="public-pdf"),
    path("b/<str:brief>/feed.atom", public.atom, name="public-atom"),
    path("b/<str:brief>/feed.json", public.json_feed, name="public-json-feed"),
    path("b/<str:brief>/comment/", comments.comment, name="comment"),
    path("b/<str:brief>/comments/<int:comment>/report/", comments.report, name="report"),
    path("briefs.atom", public.all_atom, name="all-atom"),
    path("briefs.json", public.all_json, name="all-json-feed"),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
