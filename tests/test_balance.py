"""Who speaks in a case, counted; and what the verb that checks says of all of it."""

import json
from argparse import Namespace
from collections import Counter

import pytest

from sidebyside import balance, checking, open_case
from sidebyside.cli import main


@pytest.fixture
def shares(sample):
    return balance.shares(open_case(sample), Counter({"seen at a page": 2, "not seen": 0}))


def test_claims_and_excerpts_are_counted(shares):
    assert shares["claims by status"] == {"disputed": 1}
    assert shares["excerpts by method"] == {"digest": 2}
    assert shares["excerpts by year"] == {"1904": 1, "1905": 1}
    assert sum(shares["excerpts by work"].values()) == 2
    assert shares["passages of claims and excerpts, by how they are known"] == {"seen at a page": 2}
    assert sum(shares["on the desk of lesson 00, by relation"].values()) == 2


def test_it_is_a_plain_table(shares):
    lines = list(balance.lines(shares))
    assert lines[:2] == ["claims by status (1)", "     1  100%  disputed"]
    assert "     1   50%  1904" in lines


def test_the_shares_of_the_case_add_up(case):
    found = balance.shares(case, Counter())
    excerpts = len(case.rows("excerpts"))
    for name in ("excerpts by the author’s relation", "excerpts by method", "excerpts by year", "excerpts by work"):
        assert sum(found[name].values()) == excerpts, name
    assert sum(found["claims by status"].values()) == len(case.rows("claims"))


def options(folder, **named):
    return Namespace(**{"data": folder, "texts": None, "json": False, "balance": False, **named})


def test_the_verb_says_findings_of_notebooks_behind_those_of_tables(sample, tmp_path):
    (tmp_path / "00-the-lamp.ipynb").write_text('{"cells": [{"cell_type": "markdown", "source": "no title"}]}', encoding="utf-8")
    said = checking.check(options(sample), tmp_path)
    assert said.status == 1
    assert [line.split()[1] for line in said.lines] == ["card-missing", "title-many"] or len(said.lines) == 2
    assert said.notes[1] == "2 findings in 1 notebook."
    assert [one["code"] for one in said.value["lessons"]] == ["card-missing", "title-many"]


def test_of_damaged_tables_notebooks_are_not_looked_at(sample, tmp_path):
    (sample / "claims.csv").unlink()
    said = checking.check(options(sample, balance=True), tmp_path)
    assert (said.status, said.value["shares"], said.value["notebooks"]) == (1, {}, 0)


def test_the_balance_is_printed_where_it_is_asked_for(root, capsys):
    assert main(["check", "--balance", "--data", str(root / "data")]) == 0
    assert capsys.readouterr().out.startswith("claims by status (")
    assert main(["check", "--json", "--data", str(root / "data")]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["lessons"] == []
    assert set(report["shares"]) >= {"claims by status", "excerpts by year"}
