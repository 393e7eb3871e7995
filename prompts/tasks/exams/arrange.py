"""Moves the right option to the planned letter: two options change places, and the explanation follows them."""

from prompts.base import Wanted
from prompts.tasks.exams.bound import is_movable
from prompts.tasks.exams.options import LETTERS, bare_texts, write_options
from prompts.tasks.exams.references import follow_moves
from validators.base import Item, Refusal


def arrange_options(item: Item, wanted: Wanted) -> Item | Refusal:
    """Return the item with its right option at the wanted letter, as it is where it stands there or none is wanted.

    Refuses with `unmovable_options` where an option speaks of others by their place and would be wrong after the
    move, and with `explanation_letter` where the explanation may name options in a way that cannot follow.
    """
    target, answer = wanted.get("answer"), item.fields["answer"]
    if target is None or target == answer or target not in LETTERS or answer not in LETTERS:
        return item
    texts = bare_texts(item.fields["options"])
    source, goal = LETTERS.index(answer), LETTERS.index(target)
    if goal >= len(texts):
        return item
    if not is_movable(texts, source, goal):
        return Refusal("unmovable_options", f"{answer} to {target}")
    explanation = follow_moves(item.fields["explanation"], {source: goal, goal: source})
    if explanation is None:
        return Refusal("explanation_letter", item.fields["explanation"][:200])
    texts[source], texts[goal] = texts[goal], texts[source]
    moved = {"options": write_options(texts), "answer": target, "explanation": explanation}
    return Item(item.task, {**item.fields, **moved})
