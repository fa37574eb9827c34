"""What a page is told of what is kept, whatever stands in the folder."""

import json

import pytest

from keepers import HALF, OTHER, PAGE, THIRD, begun, done, give, message_of, next_id, on_disk, said
from sidebyside import erasing, hosts, journal, learners, versions
from sidebyside.keeping import Keeper


def write(path, *lines):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"".join(line.encode("utf-8", "surrogatepass") + b"\n" for line in lines))


def test_the_state_has_what_a_page_reads(keeper):
    give(keeper, "mine")
    state = keeper.state()
    assert set(state) == {
        "learner", "people", "place", "folder", "problem", "drawn", "forgets", "skipped", "newer", "answers",
    }  # fmt: skip
    assert set(state["answers"]["P00-1"]) == {"id", "value", "saved_at", "writer", "seen", "text", "rivals"}
    assert (state["folder"], state["problem"]) == (str(keeper.folder), "")
    assert state["place"] == learners.place(keeper.folder)


def test_damaged_lines_and_lines_of_a_newer_version_are_counted_apart(folder):
    newer = [json.dumps({"schema": number, "id": next_id()}) for number in (3, 4)]
    write(folder / "00.jsonl", '{"torn', "null", "[]", *newer)
    keeper = begun(folder)
    assert (keeper.state()["skipped"], keeper.state()["newer"]) == (3, 2)
    give(keeper, "mine")
    assert (keeper.state()["skipped"], keeper.state()["newer"]) == (3, 2)
    assert set(newer) <= set(on_disk(folder).splitlines())


@pytest.mark.parametrize("schema", [1, 2])
@pytest.mark.parametrize("field", ["value", "saved_at", "text_sha256", "writer", "seen", "more", "learner", "prompt_id", "id"])
def test_whatever_stands_in_a_field_of_a_journal_the_state_can_be_sent(folder, schema, field):
    learners.begin(folder, "calm heron")
    for shape in (HALF, "\udc00", None, float("nan"), float("inf"), 10**400, [HALF], {HALF: HALF}, True):
        record = {
            "schema": schema, "id": next_id(), "prompt_id": "P00-1", "value": "x", "learner": "calm heron", "writer": PAGE,
            "seen": {}, "text_sha256": None, "saved_at": None,
        }  # fmt: skip
        write(
            folder / "00.jsonl",
            json.dumps(record),
            json.dumps(record | {field: shape, "id": next_id()} if field != "id" else record | {"id": shape}),
        )
        keeper = Keeper("00", folder)
        done(keeper, "refresh")  # which looks whether the state can be sent
        assert keeper.state()["answers"]["P00-1"]["value"] is not HALF


def test_half_an_emoji_is_kept_and_shown_as_a_sign_that_something_is_missing(keeper):
    give(keeper, HALF)
    assert said(keeper) == {"P00-1": "half \ufffd an emoji"}
    assert journal.merge([keeper.path])[0][0]["value"] == HALF


def test_a_folder_with_bytes_in_its_name_that_are_no_text_can_be_named(tmp_path):
    folder = tmp_path / "\udcff"
    try:
        folder.mkdir()
    except OSError:
        pytest.skip("this file system keeps no such name")
    keeper = begun(folder)
    give(keeper, "mine")
    assert keeper.state()["folder"].endswith("\ufffd")


def test_a_host_that_forgets_is_told(keeper, monkeypatch):
    assert keeper.state()["forgets"] == ""
    monkeypatch.setenv(hosts.SETTING, "1")
    assert keeper.state()["forgets"] == "named"


def test_what_a_killed_process_left_undone_is_done_when_a_desk_is_opened(keeper, folder):
    give(keeper, "mine")
    late = give(keeper, "written while another process rewrote the journal", key="P00-2")
    lines = (folder / "00.jsonl").read_bytes().split(b"\n")
    at = next(number for number, line in enumerate(lines) if late.encode() in line)
    size = len(b"\n".join(lines[:at])) + 1
    (folder / f"00.jsonl.{size}.old").write_bytes((folder / "00.jsonl").read_bytes())
    (folder / "00.jsonl").write_bytes(b"\n".join(lines[:at]) + b"\n")
    assert len(said(Keeper("00", folder))) == 2
    assert not list(folder.glob("*.old"))


def test_a_desk_knows_every_answer_that_no_other_replaces(keeper):
    """Whatever `versions` calls agreeing is known to the desk too, or a choice would leave it standing."""
    for page in (PAGE, OTHER, THIRD):
        give(keeper, "the same", page=page, upon=[])
    records, _ = journal.merge([keeper.path])
    assert {record["id"] for record in keeper._heads("P00-1")} == {record["id"] for record in versions.heads(records)}


def test_the_journal_rewritten_under_a_desk_is_read_again(keeper, folder):
    mine = keeper.learner
    give(keeper, "mine")
    done(keeper, "newcomer")
    other = keeper.learner
    give(keeper, "another’s")
    done(keeper, "returning", name=mine)
    erasing.erase(folder, [other])
    journal.append(
        folder / "00.jsonl", journal.record_of(message_of("from elsewhere", learner=mine, key="P00-2", page=OTHER), mine)
    )
    erasing.drop_times(folder, [mine])
    give(keeper, "mine too", key="P00-3")
    assert said(keeper) == {"P00-1": "mine", "P00-2": "from elsewhere", "P00-3": "mine too"}
    assert keeper.state() == Keeper("00", folder).state()
