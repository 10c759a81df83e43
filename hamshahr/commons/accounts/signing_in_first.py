"""What a stranger is told at a door for the signed-in: to sign in, and nothing else.

Her session may have ended while she wrote. Then the page shows what she typed and stays open while
she signs in beside it; sent again, the form is asked for its token once more, which a sign-in has
made anew, and so she sees under whose name it goes before it does.
"""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from hamshahr.kernel.sent_forms import page_of_the_form, sent_form

# What the answer has to name (RFC 9110, 11.6.1); browsers ask nobody for a scheme of this name
_CHALLENGE = 'Session realm="account"'


def asked_to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send a stranger to sign in, and from there to where she was going.

    Who sent a form gets a page with what stood in it (401), for scripts the sign that she is
    signed out.
    """
    sent = sent_form(request)
    onward = (sent and page_of_the_form(request)) or request.get_full_path()
    sign_in = f"{reverse('accounts:sign-in')}?{urlencode({'next': onward})}"
    if not sent:
        return redirect(sign_in)
    context = {"sent": sent, "sign_in": sign_in}
    answer = render(request, "accounts/signed_out.html", context, status=401)
    answer["WWW-Authenticate"] = _CHALLENGE
    answer["Cache-Control"] = "private, no-store"
    return answer
