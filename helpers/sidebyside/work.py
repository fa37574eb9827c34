"""What a learner wrote in a lesson, given back as a table and as a page. Nothing here writes a file."""

from html import escape
from pathlib import Path

from sidebyside import journal, layout, learners, painting, render, sorting
from sidebyside.characters import visible
from sidebyside.lesson_words import WORK
from sidebyside.model import EXCERPT_STEPS, MARKED
from sidebyside.render import PLAIN, tag
from sidebyside.sorting_words import SORTING

_VERDICTS = {"judge": "first", "second": "second"}  # the steps that are shown side by side, and what they are called there
_ASKED = "P"  # keys of questions in the tables begin with it; other keys are of votes and of feedback


class Page:
    """A page to read in a notebook.

    Parameters
    ----------
    html : str
        Escaped.
    text : str
        What stands where no page is drawn.
    """

    def __init__(self, html, text):
        self.html, self.text = html, text

    def __repr__(self):
        return self.text

    def _repr_html_(self):
        return self.html


class Work:
    """The answers of whoever is working, as they stand when they are asked for.

    Parameters
    ----------
    case : model.Case
    lesson_id : str
        Two digits.
    folder : str or Path, optional
        Where journals are kept; None asks `journal.folder`.
    """

    def __init__(self, case, lesson_id, folder=None):
        self._folder = Path(folder) if folder else None
        self._lesson_id, self._labels = lesson_id, painting.labels(case, lesson_id)
        self._layout = layout.of_lesson(case, lesson_id)
        self._exercises = sorting.of_lesson(case, lesson_id)

    def __repr__(self):
        return WORK["repr"].format(lesson=self._lesson_id)

    def frame(self):
        """One row a question answered, in the order of the lesson: claim, excerpt, step, question, answer, saved at.

        What was sorted is behind, with exercise, item and title in the place of claim, excerpt and step.

        Returns
        -------
        pandas.DataFrame or render.PlainTable
            Empty where nobody works; "saved at" is ISO 8601 in UTC, or nothing where times were removed.

        Raises
        ------
        OSError
            The answers cannot be read.
        """
        answers = self._read()[1].answers
        rows = [
            (claim["id"], prompt["excerpt"] or "", step["label"], prompt["text"], self._plain(prompt, record["value"]),
             record.get("saved_at"))
            for claim in self._layout["claims"]
            for step in claim["steps"]
            for prompt in claim["prompts"]
            if prompt["step"] == step["id"] and is_given(record := answers.get(prompt["id"]))
        ]  # fmt: skip
        rows += [
            (exercise["id"], prompt["item"], exercise["title"], prompt["text"], sorting.chosen(prompt, record["value"]),
             record.get("saved_at"))
            for exercise in self._exercises
            for prompt in sorting.prompts(exercise)
            if is_given(record := answers.get(prompt["id"]))
        ]  # fmt: skip
        return render.frame(WORK["columns"], rows)

    def show(self, times=False):
        """The same as a page: claim by claim, passage by passage, with the words that were marked.

        Parameters
        ----------
        times : bool
            Whether the moment of each answer is shown.

        Returns
        -------
        Page
        """
        try:
            learner, folded = self._read()
        except OSError as error:
            body = _paragraph(WORK["unreadable"].format(reason=error.strerror or type(error).__name__))
        else:
            body = _Writer(folded, self._labels, times).page(self._layout, self._exercises, learner)
        return Page(tag("section", body, class_=f"work {PLAIN}"), repr(self))

    def _read(self):
        """Who is working, or an empty text, and their answers."""
        where = self._folder or journal.folder()
        learner = learners.current(where) or ""
        names = learners.all_names(where, learner) if learner else ()
        return learner, journal.fold(journal.lesson_path(self._lesson_id, where), names)

    def _plain(self, prompt, value):
        if prompt["kind"] in MARKED:
            return "\n".join(painting.listed(value, self._labels))
        return dict(map(tuple, prompt["options"])).get(value, value)


class _Writer:
    """Draws the answers of one learner."""

    def __init__(self, folded, labels, times):
        self._folded, self._labels, self._times = folded, labels, times

    def page(self, desk, exercises, learner):
        parts = [_paragraph(WORK["title"].format(lesson=desk["lesson"]["id"], title=desk["lesson"]["title"]), strong=True)]
        claims = [self._claim(number, claim) for number, claim in enumerate(desk["claims"], start=1)]
        claims += [self._exercise(made) for one in exercises if (made := sorting.made(one, self._folded)).has_begun]
        if not learner:
            parts.append(_paragraph(WORK["nobody"]))
        else:
            parts += [
                _paragraph(WORK["who"].format(learner=learner)),
                *(claims if any(claims) else [_paragraph(WORK["nothing"])]),
            ]
        return "".join(parts) + "".join(map(_paragraph, untold(self._folded, desk, exercises)))

    def _claim(self, number, claim):
        """One claim and everything written about it, or an empty text where nothing was."""
        verdicts, steps = {}, {}
        for step in claim["steps"]:
            of_step = [prompt for prompt in claim["prompts"] if prompt["step"] == step["id"]]
            if step["id"] in EXCERPT_STEPS:
                steps["passages"] = "".join(self._passage(claim, excerpt) for excerpt in claim["excerpts"])
                of_step = [prompt for prompt in of_step if not prompt["excerpt"]]
            answered = self._answers(of_step, claim)
            if step["id"] in _VERDICTS:
                verdicts[step["id"]] = answered or escape(WORK["none"])
            elif answered:
                steps[step["id"]] = tag("h4", escape(step["label"])) + answered
        if any(self._is_answered(prompt) for prompt in claim["prompts"] if prompt["step"] in _VERDICTS):
            steps["verdicts"] = _side_by_side(verdicts)
        if not any(steps.values()):
            return ""
        head = tag("h3", escape(WORK["claim"].format(number=number, label=claim["label"])))
        statement = tag("blockquote", escape("".join(part["text"] for part in claim["statement"])))
        return head + statement + _paragraph(WORK["history"].format(history=claim["history"])) + "".join(steps.values())

    def _exercise(self, made):
        """What was sorted, by kind, and what was written at its end."""
        groups = ((label, "".join(map(self._item, items))) for label, items in made.listed)
        pairs = "".join(_paragraph(label, strong=True) + tag("ul", items) for label, items in groups)
        head = tag("h3", escape(visible(SORTING["exercise"].format(title=made.title)))) + _paragraph(made.task)
        if made.answer or made.others:
            said = painting.lines(made.answer or WORK["none"]) + self._when({"saved_at": made.saved_at})
            pairs += _paragraph(made.closing, strong=True) + said + _rivals(made.others)
        return head + pairs

    def _item(self, item):
        return tag("li", painting.lines(item.said) + self._when({"saved_at": item.saved_at}) + _rivals(item.others))

    def _passage(self, claim, excerpt):
        prompts = [one for one in claim["prompts"] if one["excerpt"] == excerpt["id"] and one["step"] in EXCERPT_STEPS]
        if not any(map(self._is_answered, prompts)):
            return ""
        source = excerpt["source"]
        head = WORK["passage"].format(label=excerpt["label"], author=source["author"], written=source["written"])
        return tag("h4", escape(head)) + self._answers(prompts, claim, excerpt)

    def _is_answered(self, prompt):
        return is_answered(self._folded, prompt)

    def _answers(self, prompts, claim, excerpt=None):
        """Questions and what was answered, marks first: they are what the rest rests on."""
        given = [prompt for prompt in prompts if self._is_answered(prompt)]
        marks = "".join(self._marked(prompt, claim, excerpt) for prompt in given if prompt["kind"] in MARKED)
        rest = [(prompt["text"], self._answer(prompt)) for prompt in given if prompt["kind"] not in MARKED]
        # no list of definitions: JupyterLab lays one out in columns, and a question stood beside another's answer
        return marks + "".join(_paragraph(text, strong=True) + answer for text, answer in rest)

    def _answer(self, prompt):
        options = dict(map(tuple, prompt["options"]))
        record = self._folded.answers[prompt["id"]]
        rivals = [one["value"] for one in self._folded.rivals.get(prompt["id"], ())]
        said = painting.lines(options.get(record["value"], record["value"]) or WORK["none"]) + self._when(record)
        return said + _rivals([options.get(value, value) for value in rivals])

    def _marked(self, prompt, claim, excerpt):
        record = self._folded.answers[prompt["id"]]
        if excerpt is None:
            on, text = "claim", claim["history"]
        else:
            on, text = "rendering", "\n".join(excerpt["paragraphs"])
        shown = tag("p", escape(WORK["marked"])) + painting.painted(text, record["value"], self._labels, on) + self._when(record)
        rivals = [one["value"] for one in self._folded.rivals.get(prompt["id"], ())]
        others = [made for value in rivals if (made := painting.painted(text, value, self._labels, on))]
        return shown + "".join(_paragraph(WORK["rival"]) + made for made in others)

    def _when(self, record):
        time = record.get("saved_at")
        return tag("p", tag("small", escape(visible(WORK["saved"].format(time=time))))) if self._times and time else ""


def _rivals(values):
    """What was answered elsewhere and stands against what is shown."""
    others = "".join(tag("li", painting.lines(value or WORK["none"])) for value in values)
    return _paragraph(WORK["rival"]) + tag("ul", others) if others else ""


def _side_by_side(verdicts):
    heads = "".join(tag("th", escape(WORK[_VERDICTS[step]]), scope="col", style="text-align:left") for step in verdicts)
    cells = "".join(tag("td", said, style="vertical-align:top;text-align:left") for said in verdicts.values())
    return tag("table", tag("thead", tag("tr", heads)) + tag("tbody", tag("tr", cells)))


def untold(folded, desk, exercises=()):
    """What a journal holds of a learner and no page shows, said; a line each."""
    asked = {prompt["id"] for claim in desk["claims"] for prompt in claim["prompts"]}
    asked |= {prompt["id"] for exercise in exercises for prompt in sorting.prompts(exercise)}
    newer = sum(line.reason == journal.NEWER for line in folded.skipped)
    given = [key for key, record in folded.answers.items() if is_given(record)]
    counts = {
        "gone": sum(key.startswith((_ASKED, sorting.PREFIX)) and key not in asked for key in given),
        "skipped": len(folded.skipped) - newer,
        "newer": newer,
    }
    return [WORK[name].format(count=count) for name, count in counts.items() if count]


def is_given(record):
    """Whether a record is an answer, and not one taken back."""
    return bool(record and record["value"] and record["value"].strip())


def is_answered(folded, prompt):
    """Whether a question has an answer: the one shown, or one of another window that nobody has chosen between yet."""
    return any(map(is_given, (folded.answers.get(prompt["id"]), *folded.rivals.get(prompt["id"], ()))))


def _paragraph(text, strong=False):
    return tag("p", tag("strong", escape(visible(text))) if strong else escape(visible(text)))
