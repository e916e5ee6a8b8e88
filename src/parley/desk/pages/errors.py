"""Error pages; each says what to do next."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "desk/errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "desk/errors/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "desk/errors/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/errors/500.html", status=500)


def no_csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open for too long, or comes from another site."""
    return render(request, "desk/errors/csrf.html", status=403)
