"""What the room says: one screen, a class that votes, somebody who enters the counts."""

ROOM = {
    "name": "The room votes",
    "repr": "A screen for the votes of a class, lesson {lesson}. Choose Run, then Run All Cells, to use it.",
    "twin": "To enter the votes of a class here, run the notebook: choose Run, then Run All Cells.",
    "columns": ("claim", "passage", "vote", "answer", "count"),
    "choose_claim": "Claim",
    "claim_option": "{number} · {label}",
    "pages": "Passages and the verdict",
    "before": "Back",
    "after": "Next",
    "passage": "Passage {at} of {all}: {label}",
    "verdict": "The verdict",
    "weighed_here": "What you weigh: {history}",
    "source": "{author} · {written}",
    "bearing_question": "If this passage is true, what does it do to the claim?",
    "verdict_question": "How does the claim about history stand?",
    "rounds": "Which vote is being counted?",
    "first": "First vote",
    "second": "Second vote, after the talk",
    "second_short": "Second vote",
    "asked": "{vote}: {question} ({label})",
    "option": "Answer",
    "fewer": "one hand fewer: {option}",
    "more": "one hand more: {option}",
    "count": "{option}, {vote}",
    "total": "All hands",
    "told": "{option}: {count}. All hands: {total}.",
    "so_far": "How the passages were voted on",
    "line": "{option}\u00a0{count}",  # a number is not parted from what it counts
    "no_votes": "no votes yet",
    "no_passages": "No passage stands beside this claim.",
    "widen": "Fill the screen",
    "narrow": "Leave the full screen",
    "who_note": (
        "The counts are kept on this computer, so that you can go on another day."
        " They are kept under a made-up name for all of you; nobody’s own vote is kept."
    ),
}
