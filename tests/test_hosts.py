"""Whether a host says that it forgets."""

import sys

import pytest

from sidebyside import hosts


@pytest.fixture(autouse=True)
def plain(monkeypatch):
    """A computer that says nothing of itself."""
    for name in (hosts.SETTING, *hosts._BINDER):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")


def test_a_computer_that_says_nothing_keeps_what_is_written():
    assert hosts.forgetful() == ""


@pytest.mark.parametrize("name", ["BINDER_SERVICE_HOST", "BINDER_LAUNCH_HOST", "BINDER_REPO_URL", "BINDER_REQUEST"])
def test_binder_forgets(monkeypatch, name):
    monkeypatch.setenv(name, "")
    assert hosts.forgetful() == ""
    monkeypatch.setenv(name, "v2/gh/someone/course")
    assert hosts.forgetful() == "binder"


def test_a_notebook_in_the_browser_alone_forgets(monkeypatch):
    monkeypatch.setattr(sys, "platform", "emscripten")
    assert hosts.forgetful() == "browser"


@pytest.mark.parametrize(("said", "kind"), [("1", "named"), ("a week", "named"), ("0", ""), ("", "binder")])
def test_whoever_runs_the_host_has_the_last_word(monkeypatch, said, kind):
    monkeypatch.setenv("BINDER_REQUEST", "v2/gh/someone/course")
    monkeypatch.setenv(hosts.SETTING, said)
    assert hosts.forgetful() == kind
