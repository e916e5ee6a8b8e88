import json
from collections import Counter
from typing import Any

from django.db import migrations


def count(apps: Any, _editor: Any) -> None:
    """Stories read before this: how many items of each kind, told from their dossiers one by one."""
    stories = apps.get_model("desk", "Story").objects.exclude(dossier_json="")
    for pk in list(stories.values_list("pk", flat=True)):
        (dossier,) = stories.filter(pk=pk).values_list("dossier_json", flat=True)
        stories.filter(pk=pk).update(kinds=Counter(item["kind"] for item in json.loads(dossier)["items"]))


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0011_kinds"),
    ]

    operations = [
        migrations.RunPython(count, migrations.RunPython.noop, elidable=True),
    ]
