"""The desk as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "parley.desk"
    label = "desk"
    verbose_name = "Parley's desk"
    default_auto_field = "django.db.models.BigAutoField"
