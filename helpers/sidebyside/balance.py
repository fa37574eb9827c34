"""Who speaks in a case, and what is claimed: counts, in which no number is right, for whoever looks after its fairness."""

from collections import Counter


def shares(case, known):
    """What there is of what.

    Parameters
    ----------
    case : model.Case
    known : collections.Counter
        How passages are known, as `verification.verified` counts them.

    Returns
    -------
    dict of str to dict of str to int
        By what was counted, each value with its count: the most frequent first, years in their order.
    """
    excerpts = case.rows("excerpts")
    works = [case.work(excerpt.work_id) for excerpt in excerpts]
    return {
        "claims by status": _counted(claim.status for claim in case.rows("claims")),
        "excerpts by the author’s relation": _counted(work.relation for work in works),
        "excerpts by method": _counted(excerpt.method for excerpt in excerpts),
        "passages of claims and excerpts, by how they are known": {name: known[name] for name in known if known[name]},
        "excerpts by year": dict(sorted(Counter(_year(case, excerpt) for excerpt in excerpts).items())),
        "excerpts by work": _counted(f"{work.author}, {work.title}" for work in works),
        **{f"on the desk of lesson {row.lesson_id}, by relation": _on_desk(case, row.lesson_id) for row in case.rows("lessons")},
    }


def lines(found):
    """The same as a plain table: count, share of all that were counted with it, name."""
    for name, counted in found.items():
        whole = sum(counted.values())
        yield f"{name} ({whole})"
        yield from (f"  {count:>4}  {count / whole:>4.0%}  {value}" for value, count in counted.items())


def _counted(values):
    return dict(sorted(Counter(values).items(), key=lambda pair: (-pair[1], pair[0])))


def _on_desk(case, lesson_id):
    on_it = dict.fromkeys(pair.excerpt_id for pair in case.rows("pairs", lesson_id=lesson_id))
    return _counted(case.work(case.excerpt(one).work_id).relation for one in on_it)


def _year(case, excerpt):
    """When a passage was written: its section where that has a date, else its work."""
    section = case.section(case.locator(excerpt.excerpt_id))
    written = (section and section.written) or case.work(excerpt.work_id).written
    return written[:4] if written else "unknown"
