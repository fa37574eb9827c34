"""A kernel is killed at any moment while a learner answers: what was acknowledged is on the disk, what was not arrives."""

import contextlib
import os
import random
import signal
import threading
import time
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import expect

from kernelless import Kernelless, newest, open_page, run_cell, wait_for_arrival
from laboratory import kernels, wait_idle
from learning import SAVED, answers, shown, status, step
from sidebyside import journal, layout
from test_nothing_is_lost import DIALOG, restart_and_run_all

pytestmark = [pytest.mark.browser, pytest.mark.own_page]
SEED = int(os.environ.get("SIDEBYSIDE_SEED") or random.SystemRandom().randrange(10**6))
CLASSES, KILLS = 10, 30  # as many folders, and kills in each
KILLS_OF_JUPYTERLAB = 5


@dataclass
class Tally:
    """What happened to the answers of one learner, and what was counted over all."""

    kills: int = 0
    given: int = 0
    acknowledged: int = 0  # before a kill
    waiting: int = 0  # at a kill
    arrived: int = 0  # of those
    lost: list = field(default_factory=list)
    in_flight: int = 0  # kills while an answer was sent and not acknowledged
    unwritten: int = 0  # of these answers, those the kernel had not written
    unsaid: int = 0  # and those it had written and could not say so
    torn: int = 0  # lines
    after_all: int = 0  # kills with everything acknowledged

    def row(self, fault):
        """A row of the table of faults."""
        kept = self.acknowledged + self.arrived
        injected = f"{self.kills} kills, {self.in_flight} with an answer on its way; {self.given - kept} answers replaced by the learner before"
        return fault, injected, self.given, self.acknowledged, kept, len(self.lost)


class Learner:
    """Answers by script, in one folder, and remembers what was said and what was promised."""

    def __init__(self, page, kernels, folder, chance, tally, prompts):
        self.page, self.kernels, self.folder, self.chance, self.tally, self.prompts = (
            page,
            kernels,
            folder,
            chance,
            tally,
            prompts,
        )
        self.given, self.promised, self.counted = {}, {}, 0
        self.waits = {}  # id of an answer that waited at a kill -> question and text

    def some_answers(self):
        """One to four answers, milliseconds apart, and how long after the first the kernel is killed."""
        chance, plan, at = self.chance, [], 4
        # sometimes the same question again, before its first answer is acknowledged
        asked = (chance.choices if chance.random() < 0.2 else chance.sample)(self.prompts, k=chance.randint(1, 4))
        for key, options in asked:
            if options:
                plan.append({"at": at, "key": key, "value": chance.choice(options), "how": "chosen"})
                if chance.random() < 0.15:
                    plan.append({"at": at + chance.choice((1, 20)), "key": key, "value": "", "how": "cleared"})
            else:
                word = f"{chance.randrange(10**6)} – армия 🚂" + " and more" * chance.choice((0, 1, 1, 20, 5000))
                plan += [{"at": at + part, "key": key, "value": word[: part - 2], "how": "key"} for part in range(2)]
                plan.append({"at": at + 2, "key": key, "value": word, "how": chance.choice(("typed", "left", "left"))})
            at += chance.choice((0, 3, 10, 30))
        rests = plan[-1]["how"] == "typed" and chance.random() < 0.5
        moment = chance.choice(plan)["at"] + chance.uniform(0, 15) if chance.random() < 0.5 else chance.uniform(0, at + 60)
        return plan, moment + (400 if rests else 0)

    def answer_until_killed(self):
        """Give some answers, and kill the kernel among them or after."""
        plan, moment = self.some_answers()
        self.page.evaluate("plan => harness.play(plan)", plan)
        if self.chance.random() < 0.2:
            self.page.evaluate("harness.played")
            wait_for_arrival(self.page)  # and at once it is killed
        else:
            time.sleep(moment / 1000)
        self.kill()

    def kill(self):
        self.kernels.kill()
        if self.chance.random() < 0.5:  # JupyterLab notices that the kernel is gone; often it does not
            self.page.evaluate("harness.notice()")
        self.look()

    def look(self):
        """After a kill, with no kernel: what was acknowledged is in the file, what was not waits in the tab."""
        tally, report = self.tally, self.page.evaluate("harness.report()")
        self.given |= report["given"]
        acknowledged = {name: (one["key"], one["value"]) for name, one in report["acknowledged"].items()}
        waits = {one["id"]: (one["key"], one["value"]) for one in report["waiting"]}
        records, skipped = journal.merge([self.folder / "00.jsonl"])
        written = {record["id"]: (record["prompt_id"], record["value"]) for record in records}
        in_flight = [name for name in waits if name in report["posted"]]
        tally.kills += 1
        tally.given += report["count"] - self.counted
        self.counted = report["count"]
        tally.acknowledged += len(acknowledged.keys() - self.promised.keys() - self.waits.keys())
        tally.waiting += len(waits.keys() - self.waits.keys())
        tally.in_flight += bool(in_flight)
        tally.unsaid += sum(name in written for name in in_flight)
        tally.unwritten += sum(name not in written for name in in_flight)
        tally.after_all += not waits
        tally.torn += len(skipped)
        self.promised |= acknowledged
        self.waits |= waits
        tally.lost += [("promised", *self.promised[name]) for name in self.promised.keys() - written.keys()]
        for key, value in self.given.items():
            # what is in the file is safe, although the page may have been loaded anew before it was told
            known = {name: text for name, (of, text) in (written | self.promised | waits).items() if of == key}
            if not known or known[max(known)] != value:
                tally.lost.append(("neither acknowledged nor waiting", key, value))

    def run_again(self):
        """A new kernel and a new view, at times on a page loaded anew."""
        life = self.kernels.start(self.folder)
        if self.chance.random() < 0.3:
            open_page(self.page, self.kernels, life)
            self.counted = 0
        else:
            run_cell(self.page, life)

    def expect_everything(self):
        """With a kernel again: what waited arrives, and every question has the answer last given."""
        wait_for_arrival(self.page)
        records, _ = journal.merge([self.folder / "00.jsonl"])
        written = {record["id"] for record in records}
        self.tally.arrived += len(self.waits.keys() & written)
        self.tally.lost += [("waited", *self.waits[name]) for name in self.waits.keys() - written]
        self.promised |= self.waits
        self.waits = {}
        standing, shows = newest(records), self.page.evaluate("harness.shown()")
        for key, value in self.given.items():
            for where, text in (("journal", standing.get(key)), ("desk", shows[key])):
                if text != value:
                    self.tally.lost.append((where, key, value, text))


def killed(page, root, case, folders, each, chance, is_hasty=False):
    """The tally of as many kills in each of some folders."""
    prompts = [
        (prompt["id"], [value for value, _ in prompt["options"]])
        for prompt in layout.of_lesson(case, "00")["claims"][0]["prompts"]
        if prompt["kind"] not in ("marks", "words")
    ]
    tally = Tally()
    with contextlib.closing(Kernelless(root / "data", is_hasty=is_hasty)) as kernels:
        for folder in folders:
            learner = Learner(page, kernels, folder, chance, tally, prompts)
            open_page(page, kernels, kernels.start(folder))
            for _ in range(each):
                if learner.waits and chance.random() < 0.2:
                    time.sleep(chance.uniform(0, 0.02))  # killed again while it is sent what waited
                    learner.kill()
                else:
                    if not tally.lost:
                        learner.expect_everything()
                    learner.answer_until_killed()
                learner.run_again()
            if not tally.lost:
                learner.expect_everything()
            kernels.kill()
    return tally


def test_nothing_is_lost_whenever_a_kernel_is_killed(bare, root, case, tmp_path, faults):
    print(f"SIDEBYSIDE_SEED={SEED}")
    tally = killed(bare, root, case, [tmp_path / f"class-{number}" for number in range(CLASSES)], KILLS, random.Random(SEED))
    print(tally)
    faults(*tally.row("kernel killed (SIGKILL)"))
    assert not tally.lost, f"seed {SEED}"
    assert tally.kills == CLASSES * KILLS
    assert tally.arrived == tally.waiting
    assert bare.errors == []
    # the moments were those that matter
    assert tally.in_flight >= tally.kills / 5
    assert tally.unwritten >= tally.kills / 10
    assert tally.unsaid >= tally.kills / 50
    assert tally.after_all >= tally.kills / 10


def test_the_kills_find_a_kernel_that_acknowledges_before_it_writes(bare, root, case, tmp_path):
    tally = killed(bare, root, case, [tmp_path / "class"], KILLS, random.Random(SEED), is_hasty=True)
    assert {what for what, *_ in tally.lost} >= {"promised"}, f"seed {SEED}"


def test_the_kills_find_a_tab_that_keeps_nothing(bare, root, case, tmp_path):
    bare.add_init_script("""const put = Storage.prototype.setItem;
      Storage.prototype.setItem = function (key, value) { if (!/ 0\\d{14}-/.test(key)) put.call(this, key, value); }""")
    tally = killed(bare, root, case, [tmp_path / "class"], KILLS, random.Random(SEED))
    assert {what for what, *_ in tally.lost} >= {"neither acknowledged nor waiting"}, f"seed {SEED}"


def test_kernels_of_jupyterlab_killed_while_a_learner_types(lesson, address, folder, faults):
    """At random moments of typing; what stands in the box is in the journal when the cells have run again."""
    chance = random.Random(SEED)
    given = acknowledged = 0
    step(lesson, "Predict")
    for kill in range(KILLS_OF_JUPYTERLAB):
        box = shown(lesson).get_by_role("textbox")
        box.fill("")
        end = threading.Timer(chance.uniform(0, 1.2), kill_all, [kernels(address)])
        end.start()
        # no space in it: it would press the button of what JupyterLab says about the kernel
        box.press_sequentially(f"written-before-and-after-kill-{kill}", delay=20)
        end.join()
        text = box.input_value()
        is_saved = SAVED.match(status(lesson).inner_text())
        given, acknowledged = given + 1, acknowledged + bool(is_saved)
        assert not is_saved or answers(folder)["P00-1"] == text, f"seed {SEED}"
        lesson.locator(DIALOG).first.click(timeout=20_000)
        wait_idle(lesson)  # JupyterLab has started another by itself
        restart_and_run_all(lesson)
        expect(status(lesson)).to_have_text(SAVED, timeout=30_000)
        assert answers(folder)["P00-1"] == text, f"seed {SEED}"
        step(lesson, "Predict")
        expect(shown(lesson).get_by_role("textbox")).to_have_value(text)
    faults("kernel of JupyterLab killed", f"{given} kills", given, acknowledged, given, 0)


def kill_all(processes):
    for process in processes:
        os.kill(process, signal.SIGKILL)
