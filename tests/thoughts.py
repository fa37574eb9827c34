"""A learner's thinking about a bridge, for the tests of feedback: so good that nothing is asked."""

from dataclasses import replace

from sidebyside import feedback

LIST = feedback.Reading("B1", "The list", "Ada Moor", is_self=True, written="1929", bearing="supports", reason="Ten jobs.")
HOPE = replace(LIST, excerpt_id="B2", label="Of hope", reason="Hope held them.")
ORDER = replace(LIST, excerpt_id="B7", label="Nine men", written="1918-08", bearing="against", reason="Nine men were shot.")
STORY = feedback.Reading("R1", "A battle", "Jan Berg", written="1922/1923", bearing="complicates", reason="Some were brave.")
JUDGED = feedback.Thinking(
    history="Death was not what the bridge was for.",
    readings=(LIST, HOPE, ORDER, STORY),
    verdict="partly",
    verdict_reason="The list says it carried food in 1929, the order is from 1918.",
    claim_id="K1",
)


def asked_of(thinking, step=None, dismissed=frozenset()):
    return [question.rule for question in feedback.questions(thinking, step, dismissed)]
