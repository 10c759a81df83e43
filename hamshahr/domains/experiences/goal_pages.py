"""The pages of the goals of the 2030 Agenda, put together."""

from hamshahr.commons.search.retrieval.browsing import facet_counts
from hamshahr.domains.experiences.goals import GOALS, goal_url
from hamshahr.domains.experiences.manifest import KIND
from hamshahr.domains.experiences.regions import CountedGoal, GoalPage
from hamshahr.domains.experiences.subjects import Subject, active_cities, best, frequent_topics


def goal_page(number: int, language: str) -> GoalPage:
    """Return what the library holds under a goal, 1 to 17."""
    subject = Subject("sdg", [str(number)])
    return GoalPage(
        number=number,
        label=str(GOALS[number]),
        best=best(subject, language),
        cities=active_cities(subject, language),
        topics=frequent_topics(subject, language),
    )


def goal_list() -> list[CountedGoal]:
    """Return the seventeen goals, each with how many experiences serve it."""
    counts = facet_counts(KIND, "sdg")
    return [
        CountedGoal(number, str(label), goal_url(number), counts.get(str(number), 0))
        for number, label in GOALS.items()
    ]
