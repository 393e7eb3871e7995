"""Puts the options of a question in another order; the key and the letters that its explanation names follow."""

from random import Random

from prompts.tasks.exams.bound import find_bound
from prompts.tasks.exams.options import LETTERS, bare_texts, write_options
from prompts.tasks.exams.references import follow_moves
from prompts.variants.base import Fields


def shuffle_options(fields: Fields, wanted: str, rng: Random) -> Fields | None:
    """Return the question with its right option at the wanted letter and the others in any order.

    None where options name each other, where one sums up the others anywhere but last, where the stem may name options
    by their letters, or where the explanation names them in a way that cannot follow.
    """
    texts = bare_texts(fields["options"])
    bound, last = find_bound(texts), len(texts) - 1
    if bound.naming or bound.summaries not in {(), (last,)}:
        return None
    free = list(range(last if bound.summaries else last + 1))
    right = LETTERS.index(fields["answer"])
    order = _draw(free, right, wanted, rng) + [place for place in range(len(texts)) if place not in free]
    moves = {source: goal for goal, source in enumerate(order) if source != goal}
    explanation = follow_moves(fields.get("explanation") or "", moves)
    if not moves or explanation is None or follow_moves(fields["question"], moves) != fields["question"]:
        return None
    changed = {"options": write_options([texts[place] for place in order]), "answer": LETTERS[order.index(right)]}
    return {**fields, **changed, **({"explanation": explanation} if fields.get("explanation") else {})}


def _draw(free: list[int], right: int, wanted: str, rng: Random) -> list[int]:
    """Return the free places in a random order, the right one at the wanted letter where it is free to go there."""
    order = rng.sample(free, len(free))
    goal = LETTERS.index(wanted) if wanted in LETTERS else -1
    if right in free and goal in free:
        here = order.index(right)
        order[here], order[goal] = order[goal], order[here]
    return order
