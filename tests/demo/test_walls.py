"""The walls between a demonstration and a real instance, met by the one command."""

import pytest

from hamshahr.kernel.embedded_postgres import instance
from tests.commands.conftest import Shell, a_folder, failed_plainly

__all__ = ["a_folder"]

pytestmark = pytest.mark.slow

SAID = ("--yes", "--association", "Cities of the Plain", "--address", "https://cities.example")
KINDS = """
from hamshahr.commons.accounts.models import User
print(sorted(User.objects.values_list("kind", flat=True).distinct()))
"""


@pytest.fixture
def address(a_folder):
    """A server of its own, so that no command has to start one."""
    (a_folder / "of-the-walls").mkdir()
    database = instance(a_folder / "of-the-walls", durable=False, linger=0.0)
    with database.hold() as parameters:
        yield parameters.dsn()
    database.stop_if_unused()


def test_a_demonstration_and_an_instance_never_share_a_database(a_folder, address):
    shell = Shell(a_folder / "shown-first", DATABASE_URL=address)
    shell.environment.pop("HAMSHAHR_DEMO", None)
    with_demo = Shell(shell.data, DATABASE_URL=address, HAMSHAHR_DEMO="1")

    came = shell.run("demo")
    assert (came.returncode, came.stdout) == (0, "12 made-up people came in.\n"), came.stderr

    refused = failed_plainly(shell.run("setup", *SAID), "setup")
    assert "12 made-up people" in refused
    assert "hamshahr demo --remove" in refused
    assert not (shell.data / "instance.toml").exists()

    gone = shell.run("demo", "--remove")
    assert gone.returncode == 0, gone.stderr
    assert "kept aside" in gone.stdout
    assert shell.python(KINDS) == "['system']"

    done = shell.run("setup", *SAID)
    assert done.returncode == 0, done.stderr
    for refusing in (shell.run("serve", "--demo"), with_demo.run("serve")):
        assert "set up for Cities of the Plain" in failed_plainly(refusing, "serve")

    # Somebody loses the configuration: the database knows what it is
    (shell.data / "instance.toml").unlink()
    refused = failed_plainly(shell.run("serve", "--demo"), "serve")
    assert "This database is of a real instance" in refused
