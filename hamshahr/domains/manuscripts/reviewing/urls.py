"""The addresses of a review, on both sides of it."""

from django.urls import path

from hamshahr.domains.manuscripts.reviewing.views import asking_by_link, by_link, city_side, editing

app_name = "reviewing"

_CITY = "write/<uuid:pk>/"
_REVIEW = "review/<uuid:pk>/"
_QUESTION = "<uuid:question>/"
_APPROVAL = "<uuid:approval>/"

urlpatterns = [
    path(f"{_CITY}submit/", city_side.submit, name="submit"),
    path(f"{_CITY}submit/ask/", city_side.ask_to_submit, name="ask-to-submit"),
    path(f"{_CITY}submit/withdraw/", city_side.withdraw, name="withdraw"),
    path(f"{_CITY}questions/", city_side.questions, name="questions"),
    path(f"{_CITY}questions/{_QUESTION}answer/", city_side.answer, name="answer"),
    path(f"{_CITY}by-link/", asking_by_link.ask, name="ask-by-link"),
    path(
        f"{_CITY}by-link/<uuid:approval>/withdraw/", asking_by_link.withdraw, name="withdraw-link"
    ),
    path("approve/<str:secret>/", by_link.read, name="by-link"),
    path("approve/<str:secret>/code/", by_link.code, name="by-link-code"),
    path("approve/<str:secret>/answer/", by_link.answer, name="by-link-answer"),
    path("approve/<str:secret>/files/<uuid:pk>/", by_link.file, name="by-link-file"),
    path("approve/<str:secret>/files/<uuid:pk>/<int:width>/", by_link.file, name="by-link-picture"),
    path("review/", editing.queue, name="queue"),
    path(_REVIEW, editing.review, name="review"),
    path(f"{_REVIEW}take/", editing.take, name="take"),
    path(f"{_REVIEW}ask/", editing.ask, name="ask"),
    path(f"{_REVIEW}send/", editing.send, name="send"),
    path(f"{_REVIEW}questions/{_QUESTION}drop/", editing.drop, name="drop"),
    path(f"{_REVIEW}questions/{_QUESTION}settle/", editing.settle, name="settle"),
    path(f"{_REVIEW}publish/", editing.publish_case, name="publish"),
    path(f"{_REVIEW}return/", editing.return_case, name="return"),
    path(f"{_REVIEW}decline/", editing.decline_case, name="decline"),
]
