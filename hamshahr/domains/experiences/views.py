from django.http import HttpRequest, HttpResponse


def experience(request: HttpRequest, code: str) -> HttpResponse:
    return HttpResponse("")


def ask(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    return HttpResponse("")
