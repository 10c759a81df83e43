"""A typed address is refused by its letters alone, before any name is asked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamshahr.kernel.outbound.public_machines import is_public
from hamshahr.kernel.outbound.typed_address import NotAllowed, Refusal, WebAddress

INSIDE = [
    "127.0.0.1", "127.1", "0", "0.0.0.0", "2130706433", "0x7f000001", "0x7f.0.0.1", "017700000001",
    "0177.0.0.1", "10.0.0.8", "172.16.3.4", "192.168.1.1", "169.254.169.254", "100.100.100.200",
    "168.63.129.16", "224.0.0.1", "255.255.255.255", "127。0。0。1", "①②⑦.0.0.1", "１２７.0.0.1",
    "127.0.0.1.", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:a9fe:a9fe]", "[::127.0.0.1]",
    "[64:ff9b::10.0.0.1]", "[64:ff9b:1::5db8:d70e]", "[2002:7f00:1::]", "[2001:0:4136:e378::1]",
    "[fe80::1]", "[fc00::1]", "[fd00:ec2::254]", "[2001:db8::1]", "[ff02::1]",
    "[2a00:1450::5efe:10.0.0.1]", "localhost", "LOCALHOST", "localhost.", "printer",
    "router.local", "db.internal", "a.localhost", "wiki.intranet", "nas.home.arpa",
]  # fmt: skip


@pytest.mark.parametrize("host", INSIDE)
def test_what_leads_inside_is_refused_however_it_is_written(host):
    with pytest.raises(NotAllowed) as refused:
        WebAddress.read(f"http://{host}/latest/meta-data/")

    assert refused.value.reason == Refusal.PRIVATE


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("ftp://city.example/a", Refusal.SCHEME), ("file:///etc/passwd", Refusal.SCHEME),
        ("gopher://127.0.0.1:6379/_x", Refusal.SCHEME), ("//city.example", Refusal.SCHEME),
        ("javascript:alert(1)", Refusal.SCHEME), ("city.example", Refusal.SCHEME),
        ("http://user@city.example/", Refusal.USER), ("http://a:b@127.0.0.1/", Refusal.USER),
        ("http://city.example\\@127.0.0.1/", Refusal.NOT_READABLE),
        ("http://city.example/\r\nHost: db", Refusal.NOT_READABLE),
        ("http://city .example/", Refusal.NOT_READABLE), ("http:///path", Refusal.NOT_READABLE),
        ("http://[::1", Refusal.NOT_READABLE), ("http://city.example:99999/", Refusal.NOT_READABLE),
        ("http://[fe80::1%25eth0]/", Refusal.PRIVATE), ("http://city.example:0/", Refusal.PORT),
        ("http://-x-.example/", Refusal.NOT_READABLE),
        (f"http://{'a' * 64}.example/", Refusal.NOT_READABLE),
    ],
)  # fmt: skip
def test_what_is_no_plain_web_address_is_refused_with_its_reason(typed, reason):
    with pytest.raises(NotAllowed) as refused:
        WebAddress.read(typed)

    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("https://shiraz.example", "https://shiraz.example/"),
        ("HTTP://Shiraz.Example:80/a?b=c#part", "http://shiraz.example/a?b=c"),
        ("https://shiraz.example:8443/x", "https://shiraz.example:8443/x"),
        ("http://93.184.215.14/", "http://93.184.215.14/"),
        ("http://[2a00:1450:4001::1]/", "http://[2a00:1450:4001::1]/"),
        ("https://a_b.city.example/", "https://a_b.city.example/"),
        # A Persian name with a half-space in its path, and a domain of Iran
        ("https://شهرداری.ایران/می‌شود",
         "https://xn--mgbpfcl8i75b.xn--mgba3a4f16a/%D9%85%DB%8C%E2%80%8C%D8%B4%D9%88%D8%AF"),
    ],
)  # fmt: skip
def test_public_addresses_are_read_as_a_request_writes_them(typed, read):
    assert str(WebAddress.read(typed)) == read


@given(st.text(max_size=60))
def test_whatever_is_typed_it_is_read_or_refused(text):
    for typed in (text, f"http://{text}", f"https://city.example/{text}"):
        try:
            assert str(WebAddress.read(typed)).isascii()
        except NotAllowed:
            continue


@given(st.ip_addresses(network="10.0.0.0/8") | st.ip_addresses(network="fc00::/7"))
def test_no_address_of_a_private_network_is_public(address):
    assert not is_public(str(address))


def test_public_machines_are_public():
    for address in ("93.184.215.14", "2a00:1450:4001::1", "64:ff9b::93.184.215.14"):
        assert is_public(address), address
