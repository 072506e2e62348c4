"""Only the public web is asked."""

import pytest

from pathfinder.checking.links.addresses import NotAsked, Target, addresses_of, is_public, target_of

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::a00:1",
    ],
)  # fmt: skip
def test_an_address_inside_is_not_public_in_whatever_way_it_is_written(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:93.184.216.34"])
def test_an_address_of_the_internet_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost/",
        "http://127.0.0.1:8000/",
        "http://[::1]/",
        "http://0x7f.1/",
        "http://2130706433/",
        "http://0/",
    ],
)
def test_a_name_that_leads_inside_is_not_asked(url: str) -> None:
    with pytest.raises(NotAsked, match="not_public"):
        addresses_of(target_of(url))


def test_a_port_of_the_system_other_than_the_webs_is_not_asked() -> None:
    with pytest.raises(NotAsked, match="not_public"):
        addresses_of(target_of("http://93.184.216.34:25/"))


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd", "gopher://x.example/", "javascript:alert(1)", "//", "http://", "http://a:b@x.example/",
        "mailto:a@x.example", "http://x.example:99999/", "http://[::1", "words", "",
    ],
)  # fmt: skip
def test_what_is_no_address_of_the_web_is_not_asked(url: str) -> None:
    with pytest.raises(NotAsked, match="not_web"):
        target_of(url)


def test_letters_of_other_scripts_become_what_the_network_knows() -> None:
    assert target_of("https://bücher.example/straße?q=größe#top") == Target(
        "https", "xn--bcher-kva.example", 443, "/stra%C3%9Fe?q=gr%C3%B6%C3%9Fe"
    )


def test_what_is_written_for_the_network_already_stays_as_it_is() -> None:
    assert target_of("http://x.example/a%20b?c=%C3%A9&d=1").path == "/a%20b?c=%C3%A9&d=1"
