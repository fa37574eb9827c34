"""What a desk keeps: who works, which answers stand, and what becomes of every message from a page.

Nothing a page sends is trusted. A message is a dict with ``do``; each gets one reply, and a reply
to an answer comes only when the answer is on the disk.
"""

from sidebyside import carrying, erasing, hosts, journal, learners, versions, words

CHUNK = 200_000  # characters of a carried file in one reply: a server drops what comes faster than it likes
_TOO_LONG = 2_000_000  # characters of a carried file in one message
_TOO_MANY = 1_000_000_000  # lines
# Names drawn by this kernel for folders that could not be written: a cell run again keeps the name.
_DRAWN = {}
# (folder, name) of whoever's answers were deleted while this kernel ran: nothing may bring such a name back by itself.
_GONE = set()


class Keeper:
    """The answers of whoever works at a desk.

    Parameters
    ----------
    lesson_id : str
        Two digits.
    folder : Path
        Where journals are kept.

    Attributes
    ----------
    learner : str
        The pseudonym; empty while nobody has said who is working.
    people : int
        How many work under it.
    problem : str
        Why the folder cannot be used, or nothing.
    answers, rivals : dict
        See `journal.Folded`.
    """

    def __init__(self, lesson_id, folder):
        self.folder, self.path = folder, journal.lesson_path(lesson_id, folder)
        self.problem = ""
        self._carried = {}
        self._place = self._opened()
        self.learner = self._on_record()
        if self.problem and not self.learner:
            self.learner = _DRAWN.setdefault(folder, learners.draw())
        self.read()

    def _opened(self):
        try:
            erasing.finish(self.folder)
            return learners.opened(self.folder)
        except OSError as error:
            self.problem = error.strerror or words.KEEPING["unwritable"]
        try:
            return learners.place(self.folder)
        except OSError:
            return None

    def _on_record(self):
        """Who works here by the log, or an empty text; a folder that may only be read still says who."""
        try:
            return learners.current(self.folder) or ""
        except OSError:
            return ""

    def read(self):
        """Take up what the journal holds."""
        try:
            self._stamp = journal.stamp(self.path)
            self._names = learners.all_names(self.folder, self.learner) if self.learner else frozenset()
            self.people = learners.people(self.folder, self.learner)
            folded = journal.fold(self.path, self._names)
        except OSError as error:
            self.problem, self._stamp, self.people = error.strerror or words.KEEPING["unreadable"], None, 1
            self._names, folded = frozenset(filter(None, [self.learner])), journal.Folded({}, {}, ())
        self.answers, self.rivals, self.skipped = folded.answers, folded.rivals, folded.skipped
        self._agreeing = folded.agreeing

    def state(self):
        """What a page shows, as plain data ready for JSON."""
        newer = sum(line.reason == journal.NEWER for line in self.skipped)
        return {
            "learner": self.learner, "people": self.people, "problem": self.problem, "drawn": self._is_drawn(),
            "place": self._place or whole(str(self.folder)), "folder": whole(str(self.folder)), "forgets": hosts.forgetful(),
            "skipped": len(self.skipped) - newer, "newer": newer,
            "answers": {key: self._version(key, record) for key, record in self.answers.items()},
        }  # fmt: skip

    def _version(self, key, record):
        return _for_page(record) | {"rivals": [_for_page(rival) for rival in self.rivals.get(key, ())]}

    def reply(self, message):
        """What is answered to a message: what came of it, or ``error`` in words for the learner."""
        message = message if isinstance(message, dict) else {}
        try:
            return self._done(message)
        except (journal.NotAnAnswer, learners.NoSuchName) as error:
            return {"error": str(error)}
        except OSError as error:
            return {"error": error.strerror or words.KEEPING["unwritable"]}

    def _done(self, message):
        """Do what a message asks; NotAnAnswer, NoSuchName or OSError when it cannot be done."""
        actions = {
            "answer": self._keep, "newcomer": self._newcomer, "goon": self._go_on, "returning": self._returning,
            "rename": self._rename, "leave": self._leave, "stay": self._stay, "refresh": self._refresh,
            "export": self._export, "import": self._import, "join": self._join, "delete": self._delete,
            "drop-times": self._drop_times,
        }  # fmt: skip
        action = actions.get(message.get("do")) if isinstance(message.get("do"), str) else None
        if action is None:
            raise journal.NotAnAnswer(words.KEEPING["no_answer"])
        return action(message) or {"learner": self.learner}

    # who is working

    def _newcomer(self, message):
        self._note_who_waits()
        drawn = None if self.learner else _DRAWN.get(self.folder)
        self._begun(learners.newcomer(self.folder, _people(message), drawn))

    def _go_on(self, message):
        name, number = self._somebody(), _people(message, self.people)
        if number != self.people or not (self.problem or self._on_record() == name):
            self._note_who_waits()
            learners.begin(self.folder, name, number)
        self._turn(name)

    def _returning(self, message):
        self._note_who_waits()
        self._begun(learners.returning(self.folder, _name(message), _people(message, None)))

    def _rename(self, message):
        name = self._somebody()
        self._note_who_waits()
        self._begun(learners.rename(self.folder, name, _name(message)))

    def _join(self, message):
        """Answers that were brought here under another name are of those who work here."""
        ours, name = self._somebody(), learners.tidy(_name(message))
        if name not in learners.known(self.folder):
            raise learners.UnknownLearner(words.KEEPING["unknown"])
        self._note_who_waits()
        if name not in learners.all_names(self.folder, ours):
            learners.join(self.folder, ours, name)
        self._turn(ours)

    def _leave(self, _message):
        self._note_who_waits()
        if self.learner and self._on_record() == self.learner:  # whoever began elsewhere meanwhile goes on
            learners.leave(self.folder)
        self._turn("")

    def _refresh(self, _message):
        """Another window, kernel or machine may have written, or somebody else begun."""
        now = self.learner if self._is_unnoted() else self._on_record()
        has_vanished = self._stamp is not None and journal.stamp(self.path) is None
        if learners.place(self.folder) is None or (has_vanished and now == self.learner):
            return  # the folder or a file in it was removed by hand: what is shown is written again with the next answer
        if now != self.learner or journal.stamp(self.path) != self._stamp:
            self._turn(now)

    def _stay(self, message):
        name = _name(message)
        if (self.folder, name) not in _GONE and learners.may_stay(self.folder, name, self.learner):
            if self.problem:
                _DRAWN[self.folder] = name
            else:
                learners.keep_place(self.folder, self._place)
                learners.begin(self.folder, name)
            self._turn(name)

    def _somebody(self):
        """Who works here; NotAnAnswer where nobody does, or where their answers were deleted at another desk."""
        if self.learner and not self._is_ours(self.learner):
            self._turn(self._on_record())
            raise journal.NotAnAnswer(words.KEEPING["nobody"])
        if not self.learner:
            raise journal.NotAnAnswer(words.KEEPING["nobody"])
        return self.learner

    def _begun(self, name):
        """Turn to somebody who was just noted here."""
        if self._is_drawn(name):
            del _DRAWN[self.folder]
        self._turn(name)

    def _turn(self, name):
        if name != self.learner:
            self._carried = {}
            if self.learner and not self._is_ours(self.learner):
                _GONE.update((self.folder, one) for one in self._names)
        self.learner = name
        self.read()

    def _is_drawn(self, name=None):
        return (self.learner if name is None else name) == _DRAWN.get(self.folder)

    def _is_unnoted(self):
        """Whether the one who works here began when the folder could not be written."""
        return bool(self.problem) or self._is_drawn()

    def _is_ours(self, name):
        """Whether this folder knows a name, or has lost what it knew; a name that was deleted it does not know."""
        noted = learners.noted(self.folder)
        # Where the place stands and no name does, every name was deleted; where another stands, the log was removed.
        is_lost = self._is_unnoted() or (not noted and learners.place(self.folder) != self._place)
        return name in noted or (name == self.learner and is_lost) or name in learners.known(self.folder)

    # answers

    def _keep(self, message):
        whose = self._whose(message)
        record = journal.record_of(message, whose)
        if whose in self._names:
            record["seen"] = self._upon(record)
        before = journal.stamp(self.path)
        lost = self._known_records() if before is None and whose in self._names else []
        written = journal.append(self.path, *lost, record)
        self._note_who_works()
        after = journal.stamp(self.path)
        quiet = before is not None and before == self._stamp and after is not None and after[:2] == _grown(before, written)
        now = self._on_record()
        if now != self.learner:  # somebody else began at another desk, or left; this answer stays with who gave it
            self._turn(now)
        elif not (quiet and whose in self._names and self._is_taken_up(record, after)):
            self.read()
        return {"saved_at": record["saved_at"]}

    def _upon(self, record):
        """What an answer was made upon: with an answer it replaces, every other known here that says the same."""
        page, seen = record["writer"], record["seen"]
        heads = [one for one in self._heads(record["prompt_id"]) if one["id"] < record["id"]]
        replaced = {one["value"] or "" for one in heads if one["writer"] == page or one["id"] <= seen.get(one["writer"], "")}
        same = {one["writer"]: one["id"] for one in heads if (one["value"] or "") in replaced and one["writer"] != page}
        wider = {other: max(name, seen.get(other, "")) for other, name in same.items()}
        return seen | wider if len(seen | wider) <= journal.MOST_SEEN else seen

    def _is_taken_up(self, record, stamp):
        """Take up an answer without reading the journal again; False where that does not tell which one stands."""
        key, heads = record["prompt_id"], self._heads(record["prompt_id"])
        if any(one["id"] > record["id"] for one in heads):
            return False
        self._stamp = stamp
        if all(one["id"] != record["id"] for one in heads):  # else it was sent again
            found = versions.standing([*heads, record])
            self.answers = self.answers | {key: found.record}
            self.rivals = _with(self.rivals, key, found.rivals)
            self._agreeing = _with(self._agreeing, key, found.agreeing)
        return True

    def _heads(self, key):
        """Every answer to a question that no other replaces."""
        return [*filter(None, [self.answers.get(key)]), *self.rivals.get(key, ()), *self._agreeing.get(key, ())]

    def _known_records(self):
        """What this desk shows, if its journal has vanished from the disk: it is written again with the next answer."""
        return [record for key in self.answers for record in self._heads(key)]

    def _whose(self, message):
        """The learner an answer was given by: the one shown when it was given, if this folder knows the name."""
        named = message.get("learner")
        if isinstance(named, str) and named:
            if self._is_ours(named):
                return named
            if named == self.learner:
                self._turn(self._on_record())
        raise journal.NotAnAnswer(words.KEEPING["stranger"])

    def _note_who_waits(self):
        """Whoever began when nothing could be written is noted before somebody else begins: their answers still wait."""
        learners.keep_place(self.folder, self._place)
        if self._is_unnoted():
            learners.opened(self.folder)  # OSError where nothing can be written yet
            self._note_who_works()

    def _note_who_works(self):
        """The folder can be written; who works here, and which folder it is, may still have to be noted."""
        noted = learners.noted(self.folder)
        if self.problem or not noted:
            is_to_note = self.learner and self.learner not in noted and self._is_ours(self.learner)
            learners.keep_place(self.folder, self._place)
            self._place = learners.place(self.folder)
            if is_to_note:
                learners.begin(self.folder, self.learner, self.people)
            self.problem = ""
            if self._is_drawn():
                del _DRAWN[self.folder]

    # carried home and back

    def _export(self, message):
        name, start, times = self._somebody(), message.get("from"), message.get("times") is not False
        if start == 0:
            self._carried[times] = _parts(carrying.exported(self.folder, [name], times=times))
        parts = self._carried.get(times, ())
        if not _is_whole(start) or not 0 <= start < len(parts):
            raise journal.NotAnAnswer(words.KEEPING["no_answer"])
        return {"text": whole(parts[start]), "left": len(parts) - start - 1, "name": carrying.file_name(name)}

    def _import(self, message):
        text, first = message.get("text"), message.get("first")
        if not isinstance(text, str) or len(text) > _TOO_LONG or not _is_whole(first) or not 0 < first <= _TOO_MANY:
            raise journal.NotAnAnswer(words.KEEPING["no_file"])
        self._note_who_waits()
        taken = carrying.take(self.folder, text, first_line=first)
        # The file may know another name of those who work here.
        self._turn(self.learner and learners.newest_name(self.folder, self.learner))
        refused = [{"line": line.line, "reason": line.reason} for line in taken.refused]
        return {
            "new": taken.new,
            "known": taken.known,
            "refused": refused[:5],
            "refusals": len(refused),
            "who": taken.learner or "",
        }

    def _delete(self, message):
        name = self._somebody()
        if message.get("name") != name:
            raise journal.NotAnAnswer(words.KEEPING["nobody"])
        names = learners.all_names(self.folder, name)
        self._note_who_waits()
        if self._on_record() == name:
            learners.leave(self.folder)  # first: if the rest fails, nobody's answers are shown all the same
        try:
            gone = erasing.erase(self.folder, names)
        finally:
            self._carried = {}
            self._turn("")
        return {"gone": gone.lines, "unreadable": len(gone.unreadable), "names": sorted(names)}

    def _drop_times(self, _message):
        dropped = erasing.drop_times(self.folder, learners.all_names(self.folder, self._somebody()))
        self._carried = {}
        self.read()
        return {"dropped": dropped.lines}


def _parts(lines):
    """Lines in parts of about as many characters. No line is cut: two windows may be carrying at once."""
    parts = [""]
    for line in lines:
        if parts[-1] and len(parts[-1]) + len(line) > CHUNK:
            parts.append("")
        parts[-1] += line
    return parts


def id_of(message):
    """The id under which a message is answered, as far as it can be sent."""
    name = message.get("id") if isinstance(message, dict) else None
    return whole(name[:64]) if isinstance(name, str) else ""


def _people(message, otherwise=1):
    number = message.get("people")
    return number if learners.is_number(number) else otherwise


def _name(message):
    name = message.get("name")
    return name if isinstance(name, str) else ""


def _is_whole(number):
    return type(number) is int


def _with(table, key, others):
    """A table with other records for a key; none where there are none."""
    return {name: found for name, found in (table | {key: others}).items() if found}


def _grown(before, written):
    """Which file it is and its length, if nobody else wrote."""
    return before[0], before[1] + written


def _for_page(record):
    """What a page needs of a record; half an emoji, which a journal keeps, cannot be sent."""
    page = {name: record.get(name) for name in ("id", "value", "saved_at", "writer", "seen")} | {
        "text": record.get("text_sha256")
    }
    return {name: whole(text) for name, text in page.items()}


def whole(text):
    """A text that can be sent: half an emoji is none."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if isinstance(text, str) else text
