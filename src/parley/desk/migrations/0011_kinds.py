from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0010_published_by"),
    ]

    operations = [
        migrations.AddField(model_name="story", name="kinds", field=models.JSONField(default=dict)),
        migrations.RemoveIndex(model_name="story", name="desk_story_negotia_d27871_idx"),
        migrations.AddIndex(
            model_name="story",
            index=models.Index(fields=["negotiation", "state", "published"], name="desk_story_in_order"),
        ),
    ]
