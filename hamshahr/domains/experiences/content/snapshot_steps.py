"""The steps of the snapshot: less than twenty minutes in all."""

from django.utils.translation import gettext_lazy as _

from hamshahr.domains.experiences.content.choices import (
    INSTRUMENTS,
    OFFERS,
    SCALES,
    STATUSES,
    TARGET_GROUPS,
)
from hamshahr.domains.experiences.content.fields import FieldSpec, GroupSpec, Kind, Step
from hamshahr.domains.experiences.content.limits import (
    LONGEST_LINE,
    LONGEST_PROSE,
    WORDS_OF_A_SUMMARY,
)

ABOUT = Step(
    "about",
    _("In short"),
    (
        FieldSpec(
            "title", Kind.LINE, _("Title"),
            _("What was done and for what, in the words of your department."),
            snapshot=True, needed=True, most=150,
        ),
        FieldSpec(
            "headline", Kind.LINE, _("The result in one sentence"),
            _("What a colleague elsewhere would tell her mayor. If nothing changed, say so."),
            snapshot=True, needed=True, most=250,
        ),
        FieldSpec(
            "title_en", Kind.LINE, _("Title in English"),
            _("A bridge for readers and search, if you have one."),
            snapshot=True, most=150, translated=False,
        ),
        FieldSpec(
            "summary", Kind.PROSE, _("Summary"),
            _("The problem, what was done, what came of it: at most 250 words."),
            snapshot=True, needed=True, most=2_500, most_words=WORDS_OF_A_SUMMARY,
        ),
    ),
)  # fmt: skip
PLACE = Step(
    "place",
    _("Where"),
    (
        FieldSpec(
            "department", Kind.LINE, _("Department"),
            _("The office that answers for it, by its name."), snapshot=True, most=LONGEST_LINE,
        ),
        FieldSpec("scale", Kind.CHOICE, _("Scale"), snapshot=True, choices=SCALES),
    ),
)  # fmt: skip
TOPICS = Step(
    "topics",
    _("Topics"),
    (
        FieldSpec(
            "topics", Kind.TOPICS, _("Topics"), _("At most three, the most telling first."),
            snapshot=True, needed=True, most=3,
        ),
        FieldSpec(
            "sdgs", Kind.GOALS, _("Sustainable Development Goals"), _("At most three."),
            snapshot=True, most=3,
        ),
        FieldSpec(
            "target_groups", Kind.CHOICES, _("For whom"), snapshot=True, most=5,
            choices=TARGET_GROUPS,
        ),
        FieldSpec(
            "instruments", Kind.CHOICES, _("By what means"), snapshot=True, most=5,
            choices=INSTRUMENTS,
        ),
    ),
)  # fmt: skip
TIME = Step(
    "time",
    _("When"),
    (
        FieldSpec("status", Kind.CHOICE, _("Status"), snapshot=True, needed=True, choices=STATUSES),
        FieldSpec("start", Kind.DATE, _("Began"), _("A year is enough."), snapshot=True),
        FieldSpec("end", Kind.DATE, _("Ended, or is to end"), snapshot=True),
        FieldSpec(
            "true_as_of", Kind.DATE, _("True as of"),
            _("The day on which what you write here is so."), snapshot=True, needed=True,
        ),
    ),
)  # fmt: skip
PROBLEM = Step(
    "problem",
    _("The problem before"),
    (
        FieldSpec(
            "problem", Kind.PROSE, _("The problem before"),
            _("What was wrong, for whom, and how you know."),
            snapshot=True, needed=True, most=LONGEST_PROSE,
        ),
        FieldSpec(
            "problem_figure", Kind.NUMBER, _("A figure that shows it"),
            _("Leave it empty if there is none."), snapshot=True,
        ),
        FieldSpec(
            "problem_figure_of", Kind.LINE, _("What the figure counts, with its unit and year"),
            _("For example: minutes lost on each trip, 2018"), snapshot=True, most=LONGEST_LINE,
        ),
    ),
)  # fmt: skip
_BLOCKS = GroupSpec(
    "blocks",
    _("Building blocks"),
    _("Building block"),
    (
        FieldSpec(
            "what", Kind.PROSE, _("What it is"), snapshot=True, needed=True, most=LONGEST_PROSE
        ),
        FieldSpec("worked", Kind.PROSE, _("What made it work"), snapshot=True, most=LONGEST_PROSE),
        FieldSpec("watch", Kind.PROSE, _("What to watch"), snapshot=True, most=LONGEST_PROSE),
    ),
    most=6,
    hint=_("A part that another city could take up by itself. One is enough."),
    snapshot=True,
)
DONE = Step(
    "done",
    _("What was done"),
    (
        FieldSpec(
            "approach", Kind.PROSE, _("What was done, in a whole"), most=LONGEST_PROSE, asked=False
        ),
        _BLOCKS,
    ),
)
_RESULTS_GROUP = GroupSpec(
    "results",
    _("Results"),
    _("Result"),
    (
        FieldSpec("indicator", Kind.INDICATOR, _("Indicator from the list"), snapshot=True),
        FieldSpec("name", Kind.LINE, _("What was measured"), snapshot=True, most=500, needed=True),
        FieldSpec("unit", Kind.LINE, _("Unit"), snapshot=True, most=LONGEST_LINE),
        FieldSpec("before", Kind.NUMBER, _("Before"), snapshot=True),
        FieldSpec("before_date", Kind.DATE, _("Measured before in"), snapshot=True),
        FieldSpec("after", Kind.NUMBER, _("After"), snapshot=True),
        FieldSpec("date", Kind.DATE, _("Measured after in"), snapshot=True),
        FieldSpec("value", Kind.LINE, _("The value in words"), most=1_000, asked=False),
        FieldSpec("is_target", Kind.FLAG, _("A target, not reached yet"), snapshot=True),
        FieldSpec("method", Kind.LINE, _("How it was measured"), snapshot=True, most=500),
        FieldSpec("source", Kind.SOURCE, _("Source"), snapshot=True),
    ),
    most=12,
    hint=_("Where nothing was measured, say so: that is an honest answer."),
    snapshot=True,
)
RESULTS = Step(
    "results",
    _("Results"),
    (
        FieldSpec("not_measured", Kind.FLAG, _("Nothing was measured"), snapshot=True),
        FieldSpec(
            "not_measured_why", Kind.PROSE, _("Why not, and what you see nevertheless"),
            snapshot=True, most=2_000,
        ),
        _RESULTS_GROUP,
    ),
)  # fmt: skip
WRONG = Step(
    "wrong",
    _("What went wrong"),
    (
        FieldSpec(
            "went_wrong", Kind.PROSE, _("What went wrong"),
            _("Colleagues trust a case that says it. It is the first thing they ask."),
            snapshot=True, needed=True, most=LONGEST_PROSE,
        ),
        FieldSpec(
            "differently", Kind.PROSE, _("What we would do differently"),
            snapshot=True, most=LONGEST_PROSE,
        ),
        FieldSpec("lessons", Kind.PROSE, _("Lessons"), most=LONGEST_PROSE, asked=False),
    ),
)  # fmt: skip
CONTACT = Step(
    "contact",
    _("Whom to ask"),
    (
        FieldSpec(
            "contact", Kind.MAILBOX, _("Mailbox"),
            _("An office, not a person: people move on."), snapshot=True,
        ),
        FieldSpec(
            "contact_languages", Kind.LANGUAGES, _("Languages of the contact"),
            snapshot=True, most=10,
        ),
        FieldSpec(
            "offers", Kind.CHOICES, _("What you would do for others"), snapshot=True, most=4,
            choices=OFFERS,
        ),
    ),
)  # fmt: skip
