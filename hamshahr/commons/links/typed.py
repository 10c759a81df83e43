"""The validator of web addresses that people type, for forms and imports."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hamshahr.kernel.outbound.typed_address import NotAllowed, Refusal, WebAddress

_SENTENCES = {
    Refusal.SCHEME: _("A web address begins with http:// or https://."),
    Refusal.USER: _("This address holds a user name or a password. Write it without them."),
    Refusal.PRIVATE: _(
        "This address leads into a private network, where readers cannot follow. Write the public "
        "address of the page."
    ),
}
_NOT_READABLE = _(
    "This is no complete web address. Copy it from the browser’s address line, as in "
    "https://city.example/report."
)


def public_web_address(value: str) -> None:
    """Raise ``ValidationError`` where ``value`` is no address that everybody could open.

    By its letters alone: no name is looked up while somebody types. What a name leads to is
    judged when the link is checked.
    """
    try:
        WebAddress.read(value)
    except NotAllowed as refused:
        sentence = _SENTENCES.get(refused.reason, _NOT_READABLE)
        raise ValidationError(sentence, code=refused.reason) from refused
