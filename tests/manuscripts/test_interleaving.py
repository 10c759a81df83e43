"""However the edits of two writers fall together, each sentence stands, is shown, or was replaced.

Two writers edit one text of a few sentences, each from the version she last saw, in any order. A
sentence carries the name of its writer and a number, so that each can be followed.
"""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from hamshahr.domains.manuscripts.actions import begin_manuscript
from hamshahr.domains.manuscripts.models import FieldChange
from hamshahr.domains.manuscripts.saving import Conflict, content_of, save_field
from tests.cast import KAVEH, NASRIN, SHIRAZ

# Whose turn it is, whether she looks at the page before, and which sentence she writes anew or adds
STEPS = st.lists(
    st.tuples(st.sampled_from("nk"), st.booleans(), st.integers(min_value=0, max_value=4)),
    min_size=2,
    max_size=9,
)


class Writer:
    """Somebody at a page: the text she sees, and the version it is of."""

    def __init__(self, name, person, manuscript):
        self.name, self.person, self.manuscript = name, person.serving(), manuscript
        self.text, self.version, self.count = "", 0, 0

    def look(self):
        field = self.manuscript.fields.filter(path="problem").first()
        if field:
            self.text, self.version = field.value, field.version

    def edit(self, place):
        """Return the text with a sentence written anew or added, that one, and what it replaces."""
        sentences = [one + "." for one in self.text.split(".") if one.strip()]
        self.count += 1
        mine = f" {self.name} writes {self.count}."
        gone = {sentences[place].strip()} if place < len(sentences) else set()
        if gone:
            sentences[place] = mine
        else:
            sentences.append(mine)
        return "".join(sentences).strip(), mine.strip(), gone

    def save(self, text):
        """Save it, or return the conflict that she is shown."""
        try:
            saved = save_field(
                manuscript=self.manuscript, path="problem", value=text, based_on=self.version,
                by=self.person,
            )  # fmt: skip
        except Conflict as conflict:
            return conflict
        self.text, self.version = saved.value, saved.version
        return None


class TwoWriters(TestCase):
    """Each example in a transaction of its own."""

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(STEPS)
    def test_every_sentence_stands_is_shown_or_was_replaced(self, steps):
        manuscript = begin_manuscript(city=SHIRAZ.placed(), language="fa", by=NASRIN.serving())
        writers = {
            "n": Writer("Nasrin", NASRIN, manuscript), "k": Writer("Kaveh", KAVEH, manuscript)
        }  # fmt: skip
        written, shown, replaced = set(), set(), set()
        for whose, looks, place in steps:
            writer = writers[whose]
            if looks:
                writer.look()
            text, mine, gone = writer.edit(place)
            written.add(mine)
            conflict = writer.save(text)
            if conflict:
                assert mine in conflict.mine
                assert conflict.theirs == content_of(manuscript).text("problem")
                shown |= {one.strip() + "." for one in conflict.mine.split(".") if one.strip()}
                writer.look()  # she keeps theirs; what she typed was shown to her
            else:
                replaced |= gone
        stands = content_of(manuscript).text("problem")
        ever = " ".join(
            FieldChange.objects.filter(manuscript=manuscript).values_list("value", flat=True)
        )
        for sentence in written:
            assert sentence in stands or sentence in shown or sentence in replaced, sentence
            assert sentence in ever or sentence in shown, sentence
