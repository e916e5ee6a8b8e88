"""What the API offers, as a plain page: ninja's own page loads scripts from elsewhere."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from parley.desk.access import for_everybody
from parley.desk.api.app import api


@for_everybody()
def api_docs(request: HttpRequest) -> HttpResponse:
    """Every operation with what it needs and takes, subject by subject."""
    return render(request, "desk/api.html", {"subjects": shown(), "about": api.description.split("\n\n")})


def shown() -> dict[str, list[dict[str, Any]]]:
    """The operations by subject, from the schema that programs read."""
    found: dict[str, list[dict[str, Any]]] = {}
    for address, methods in api.get_openapi_schema(path_prefix="/api/")["paths"].items():
        for method, operation in methods.items():
            found.setdefault(operation["tags"][0], []).append(
                {
                    "method": method.upper(),
                    "address": address,
                    "says": operation.get("description", ""),
                    "role": operation.get("x-role", "nobody in particular"),
                    "takes": [each["name"] for each in operation["parameters"] if each["in"] == "query"],
                }
            )
    return found
