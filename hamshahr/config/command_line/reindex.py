"""Make the search index anew, beside the one that answers.

Search goes on as before until the new index is ready and takes its place. Texts that have been
read before are not read again, so an interrupted run goes on where it stopped.

  hamshahr reindex            after another embedder was chosen
  hamshahr reindex --words    after a new version cuts words in another way
"""

import argparse

from hamshahr.config.command_line.running import ProgressLine, django_running


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--words", action="store_true", help="write the words of all documents anew, too"
    )


def run(given: argparse.Namespace) -> int:
    with django_running():
        from hamshahr.commons.search.indexing.meaning import index_meaning
        from hamshahr.commons.search.indexing.words import index_all_words

        progress = ProgressLine()
        if given.words:
            index_all_words(progress=lambda count: progress("documents' words written", count))
        index_meaning(progress=progress, anew=True)
        progress.done()
    print("The new index answers.")
    return 0
