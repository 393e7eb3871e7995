"""Two sentences side by side: which tokens and which letters differ."""

from hypothesis import given
from hypothesis import strategies as st

from prompts.tasks.grammar.alignment import count_shared, find_edits, split_tokens
from prompts.tasks.grammar.letters import find_sites

WORDS = st.lists(st.sampled_from(["و", "كتاب", "كتب", "إلى", "الى", "،", "عن", "ما", "عما", "بيت"]), max_size=40)


def list_edits(wrong: str, right: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return both sides of every edit."""
    return [(edit.wrong, edit.right) for edit in find_edits(split_tokens(wrong), split_tokens(right))]


@given(WORDS, WORDS)
def test_edits_make_the_correction(wrong: list[str], right: list[str]) -> None:
    """The edits, done one after the other, make the correction of the wrong sentence."""
    done, shift = list(wrong), 0
    for edit in find_edits(wrong, right):
        start = edit.place
        assert list(edit.wrong) == done[start : start + len(edit.wrong)]
        done[start : start + len(edit.wrong)] = edit.right
        shift += len(edit.right) - len(edit.wrong)
    assert right == done


@given(WORDS, WORDS)
def test_shared_words_are_all_that_are_shared(wrong: list[str], right: list[str]) -> None:
    """As many words are shared at the beginning as can be, and then at the end, whichever list is the longer one."""
    least = min(len(wrong), len(right))
    head = next((place for place in range(least) if wrong[place] != right[place]), least)
    tail = next((place for place in range(least - head) if wrong[-1 - place] != right[-1 - place]), least - head)
    assert (head, tail) == count_shared(wrong, right)


@given(st.text("ابتكو", max_size=12), st.text("ابتكو", max_size=12))
def test_sites_make_the_right_word(wrong: str, right: str) -> None:
    """The sites of a word lie where they say they lie, and together they make the right word."""
    made, place = "", 0
    for site in find_sites(wrong, right):
        start = len(wrong) - len(site.tail) - len(site.wrong)
        made += wrong[place:start]
        assert site.head == made
        made, place = made + site.right, start + len(site.wrong)
    assert right == made + wrong[place:]


def test_one_word_is_one_edit() -> None:
    """A letter that changes makes an edit of its word alone."""
    assert [(("اخي",), ("أخي",))] == list_edits("وصل اخي إلى البيت.", "وصل أخي إلى البيت.")


def test_torn_words_are_one_edit() -> None:
    """Words that are joined or torn apart stand against each other, beside an edit elsewhere."""
    pairs = list_edits("سأل عن ما رآه اخي و جدي هنا", "سأل عما رآه أخي وجدي هنا")
    assert [(("عن", "ما"), ("عما",)), (("اخي",), ("أخي",)), (("و", "جدي"), ("وجدي",))] == pairs


def test_added_words_stand_alone() -> None:
    """A word that is added makes an edit with nothing on the other side."""
    assert [((), ("إلى",))] == list_edits("أشار أنها هنا", "أشار إلى أنها هنا")


def test_moved_words_are_one_edit() -> None:
    """Words that change places make one edit."""
    assert [(("المصنع", "باب"), ("باب", "المصنع"))] == list_edits("أغلق المصنع باب.", "أغلق باب المصنع.")


def test_long_sentences_end() -> None:
    """Two sentences of thousands of tokens that lie far apart make edits in bounded time."""
    assert 1 == len(find_edits(["a"] * 2000, ["b"] * 1900))
