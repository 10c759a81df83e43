"""What the keeper of a city's page types."""

import itertools
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundWidget
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from hamshahr.commons.translation.languages import Language, active_language, language
from hamshahr.commons.translation.typed.fields import TypedDateField
from hamshahr.domains.network.models.own_words import (
    LONGEST_CITY_TEXT,
    LONGEST_LABEL,
    LONGEST_WORDS,
)
from hamshahr.domains.network.own_words.refusals import CannotBeKept
from hamshahr.domains.network.own_words.wording import OFFER_KINDS
from hamshahr.domains.topics.queries import preferred_labels, themes

# Beside those of the city and of the interface: what officials of the world meet in
_SPOKEN_TOO = ("pt", "ru", "zh", "de", "it", "tr", "hi", "ur", "id", "ja", "ko", "sw")
_MARKDOWN = _(
    "Markdown: ## before a heading, - before a point of a list, [words](address) for a link."
)
_MOST_WRITINGS = 2**31 - 2


class WrittenInForm(forms.Form):
    """A form whose texts are in a language of their own, and rest on what the writer saw."""

    written: ClassVar[tuple[str, ...]] = ()
    based_on = forms.IntegerField(
        widget=forms.HiddenInput, min_value=0, max_value=_MOST_WRITINGS, required=False
    )

    def __init__(self, written_in: Language, *args: Any, **kwargs: Any) -> None:
        """``written_in`` is the language of the texts, which the page need not be in."""
        super().__init__(*args, **kwargs)
        for name in self.written:
            attributes = {"lang": written_in.code, "dir": written_in.direction}
            self.fields[name].widget.attrs |= attributes

    def clean_based_on(self) -> int:
        return int(self.cleaned_data.get("based_on") or 0)

    def rest_on(self, number: int) -> None:
        """Keep all that was typed, now based on the writing that came between."""
        typed = QueryDict(mutable=True)
        typed.update(self.data)
        typed["based_on"] = str(number)
        self.data = typed

    def refuse(self, refused: CannotBeKept) -> None:
        """Say beside its field why it cannot be kept."""
        self.add_error(refused.field if refused.field in self.fields else None, str(refused))


class TextForm(WrittenInForm):
    """A part of the city's page in one language."""

    written = ("text",)
    text = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=LONGEST_CITY_TEXT,
        help_text=_MARKDOWN,
        widget=forms.Textarea(attrs={"rows": 14}),
    )


class OfferForm(WrittenInForm):
    """An offer; its words are in one language."""

    written = ("words",)
    kind = forms.ChoiceField(
        label=_("What you are ready to do"), choices=OFFER_KINDS.items, widget=forms.RadioSelect
    )
    topics = forms.MultipleChoiceField(
        label=_("What it is about"),
        help_text=_("Five topics at most."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose what the offer is about.")},
    )
    languages = forms.MultipleChoiceField(
        label=_("In which languages"),
        help_text=_("Those in which somebody of yours can do it well."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose the languages in which you can do it.")},
    )
    words = forms.CharField(
        label=_("What others should know"),
        required=False,
        max_length=LONGEST_WORDS,
        help_text=_("How many people, how long, what they will see, what it costs."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    since = TypedDateField(
        label=_("From"), required=False, help_text=_("Empty: from today.")
    )  # fmt: skip
    until = TypedDateField(
        label=_("Until"), required=False, help_text=_("The last day. Empty: until further.")
    )

    def __init__(
        self, written_in: Language, spoken: Sequence[str], *args: Any, **kwargs: Any
    ) -> None:
        """``spoken`` are the languages of the city, which come first in the list."""
        super().__init__(written_in, *args, **kwargs)
        reader = active_language()
        codes = dict.fromkeys((*spoken, *_SPOKEN_TOO))
        self.fields["topics"].choices = topics_by_theme(reader)  # type: ignore[attr-defined]  # of a choice field
        self.fields["languages"].choices = [  # type: ignore[attr-defined]  # of a choice field
            (code, language(code).name_in(reader)) for code in codes
        ]

    @property
    def topic_groups(self) -> Iterator[tuple[str, bool, list[BoundWidget]]]:
        """The topics of each theme with its label; whether one of them is chosen."""
        boxes = iter(self["topics"].subwidgets)
        for label, topics in topics_by_theme(active_language()):
            own = list(itertools.islice(boxes, len(topics)))
            yield label, any(box.data["selected"] for box in own), own


class PriorityForm(WrittenInForm):
    """A topic, and why it matters; the reason is in one language."""

    written = ("words",)
    topic = forms.ChoiceField(label=_("Topic"))
    words = forms.CharField(
        label=_("Why it matters to the city"),
        max_length=LONGEST_WORDS,
        help_text=_("One or two sentences, with a figure if you have one."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, written_in: Language, *args: Any, **kwargs: Any) -> None:
        super().__init__(written_in, *args, **kwargs)
        choices = [("", ""), *topics_by_theme(active_language())]
        self.fields["topic"].choices = choices  # type: ignore[attr-defined]  # of a choice field


class ReasonForm(WrittenInForm):
    """The reason of a priority that is there."""

    written = ("words",)
    words = PriorityForm.base_fields["words"]


class MailboxForm(WrittenInForm):
    """The mailbox of an office."""

    written = ("label",)
    label = forms.CharField(
        label=_("Whose mailbox it is"),
        max_length=LONGEST_LABEL,
        help_text=_("For example: office of international relations"),
    )
    email = forms.EmailField(
        label=_("Its e-mail address"),
        max_length=254,
        help_text=_(
            "Everybody sees it. Give an address that stays when people change, and that more than "
            "one person reads."
        ),
        widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    is_of_an_office = forms.BooleanField(
        label=_("It is the mailbox of an office, and nobody’s own"), required=False
    )


def typed(request: HttpRequest) -> QueryDict | None:
    """Return what was sent with a form; ``None`` where the page is only looked at."""
    return request.POST if request.method == "POST" else None


def topics_by_theme(reader: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the topics to choose from, each theme with its own, worded for the reader."""
    labels = preferred_labels(reader)
    return [
        (theme.label, [(theme.code, theme.label), *((one.code, one.label) for one in theme.topics)])
        for theme in themes(reader)
        if theme.code in labels
    ]
