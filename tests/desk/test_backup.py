"""`parley desk backup | restore | check`: nothing a team did is lost with a machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from parley.desk.backup import BackupError, back_up, restore
from parley.desk.soundness import examine

PARLEY = (sys.executable, "-c", "from parley.cli.main import run; run()")
ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.django_db(transaction=True)


def parley(*arguments):
    """The command as an owner of a machine types it, away from the desk of the tests."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith(("PARLEY_", "DJANGO_"))}
    return subprocess.run([*PARLEY, *arguments], capture_output=True, text=True, check=False, timeout=120, env=outside)


def parts(path):
    """Count and digest of every table in a backup."""
    with zipfile.ZipFile(path) as zipped:
        return json.loads(zipped.read("desk.json"))["parts"]


@pytest.fixture
def followed(negotiation, people):
    """The ferry strike with a case, a story with odd words in it, and a token."""
    from parley.case.file import load
    from parley.desk.cases import save_pushed
    from parley.desk.models.people import ApiToken
    from parley.desk.models.stories import Story

    case = load((ROOT / "examples" / "minerals_2025.yaml").read_text())
    save_pushed(negotiation, case, base=0, by=people["erin"], why="from a file")
    Story.objects.create(negotiation=negotiation, came="paste", source="“Quai” \u2028 <b>", raw=bytes(range(256)))
    ApiToken.issue(people["erin"], "laptop")
    return negotiation


def judge(negotiation, by, number):
    """One more judgement of the case, as an editor makes it on its page."""
    from parley.case.record import Judgement
    from parley.desk.cases import save_judgement

    key = negotiation.latest().case.parties[0].key
    judgement = Judgement(
        id=f"j{number}",
        on=f"{key}/influence",
        change={"value": 20 + number % 50, "low": 10, "high": 90},
        who=str(by),
        when=datetime(2026, 3, 4, tzinfo=UTC),
        why="a test of wills",
    )
    return save_judgement(negotiation, judgement, base=negotiation.latest().number, by=by)


def test_a_backup_taken_while_people_work_restores_to_equal_content(followed, people, tmp_path):
    """A desk is never closed for its backup; what comes back is of one moment, sound, and equal row by row."""
    stop, saved = threading.Event(), []

    def work():
        from django.db import connection

        while not stop.is_set():
            saved.append(judge(followed, people["erin"], len(saved)).number)
        connection.close()

    editor = threading.Thread(target=work)
    editor.start()
    while not saved:
        stop.wait(0.01)
    before = len(saved)
    back_up(tmp_path / "first.zip")
    during = len(saved) - before
    stop.set()
    editor.join()
    home = str(tmp_path / "elsewhere")
    restored = parley("desk", "restore", str(tmp_path / "first.zip"), "--home", home)
    checked = parley("desk", "check", "--home", home)
    again = parley("desk", "--home", home, "backup", str(tmp_path / "second.zip"))

    assert during, "the editor worked while the backup was taken"
    assert restored.returncode == checked.returncode == again.returncode == 0, restored.stderr + checked.stdout
    assert parts(tmp_path / "first.zip") == parts(tmp_path / "second.zip")
    assert before + 1 <= parts(tmp_path / "first.zip")["desk.revision"]["rows"] <= len(saved) + 1
    assert "5 accounts" in checked.stdout
    assert "0 problems" in checked.stdout
    assert oct((tmp_path / "first.zip").stat().st_mode)[-3:] == "600"


def empty_the_desk():
    from django.core.management import call_command

    call_command("flush", interactive=False, verbosity=0)


def test_a_restored_desk_keeps_its_accounts_and_its_bytes(followed, tmp_path):
    """Passwords and tokens go on working; a story's bytes are the ones that came; the desk's key stays out of it."""
    from parley.desk.models.people import User
    from parley.desk.models.stories import Story

    back_up(tmp_path / "desk.zip")
    with zipfile.ZipFile(tmp_path / "desk.zip") as zipped:
        whole = b"".join(zipped.read(name) for name in zipped.namelist())
    empty_the_desk()
    restore(tmp_path / "desk.zip")

    assert User.objects.get(name="Erin").check_password("a word for tests")
    assert User.objects.get(name="Erin").tokens.get().name == "laptop"
    assert bytes(Story.objects.get().raw) == bytes(range(256))
    assert os.environ["PARLEY_DESK_SECRET"].encode() not in whole


def test_nothing_is_restored_over_a_desk_in_use(followed, tmp_path):
    """The one irreversible mistake with a backup."""
    back_up(tmp_path / "desk.zip")

    with pytest.raises(BackupError, match=r"not empty.*--home FOLDER"):
        restore(tmp_path / "desk.zip")


def test_a_damaged_backup_leaves_the_desk_as_it_was(followed, tmp_path):
    """Half a restore would be worse than none."""
    back_up(tmp_path / "desk.zip")
    with zipfile.ZipFile(tmp_path / "desk.zip") as whole, zipfile.ZipFile(tmp_path / "spoilt.zip", "w") as spoilt:
        for name in whole.namelist():
            data = whole.read(name)
            spoilt.writestr(name, data.replace(b"a test", b"no test")[:-40] if "revision" in name else data)
    (tmp_path / "noise.zip").write_bytes(b"PK" + bytes(300))
    empty_the_desk()

    for name in ("spoilt.zip", "noise.zip", "missing.zip"):
        with pytest.raises(BackupError, match=name):
            restore(tmp_path / name)
        assert not any(examine().counts.values())
    restore(tmp_path / "desk.zip")
    assert examine().counts["desk.revision"] == 1


def test_a_backup_of_no_desk_says_so_and_makes_none(tmp_path):
    """A mistyped folder must not look like an empty desk."""
    done = parley("desk", "backup", str(tmp_path / "desk.zip"), "--home", str(tmp_path / "mistyped"))

    assert done.returncode == 1
    assert "--home" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_check_names_each_record_that_cannot_be_read_or_does_not_fit(followed, people):
    """An owner must be told which revision is spoilt, not that something is."""
    from parley.desk.models.negotiations import Revision

    judge(followed, people["erin"], 1)
    judge(followed, people["erin"], 2)
    sound = examine()
    Revision.objects.filter(number=1).update(case_json="{}")
    Revision.objects.filter(number=3).update(digest="0" * 64)
    Revision.objects.filter(number=2).delete()
    spoilt = examine().problems

    assert sound.problems == ()
    assert sound.counts["desk.revision"] == 3
    assert [problem.partition(": ")[0].partition(", ")[2] for problem in spoilt[:2]] == ["revision 1", "revision 3"]
    assert "1 of 3 revisions are missing" in spoilt[2]
