"""Do what waits in the job queue, until stopped.

``hamshahr serve`` does this beside the pages; run it by itself on a machine of its own, or with
--once to do what waits now and end.

  hamshahr work           until it is stopped
  hamshahr work --once    after import-experiences --no-wait, say
"""

import argparse

from hamshahr.config.command_line.running import django_running


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="do what waits now, then end")


def run(given: argparse.Namespace) -> int:
    with django_running():
        from procrastinate.contrib.django import app
        from procrastinate.contrib.django.django_connector import DjangoConnector

        connector = app.connector
        assert isinstance(connector, DjangoConnector)
        with app.replace_connector(connector.get_worker_connector()) as worker:
            worker.run_worker(wait=not given.once, concurrency=1, install_signal_handlers=True)
    return 0
