"""Find experiences that fit a problem, in any language.

A few words or a whole paragraph:

  hamshahr search "چراغ راهنمایی هوشمند" --language fa
  hamshahr search "flooded streets after heavy rain" --limit 3 --json
"""

import argparse
import json

from hamshahr.config.command_line.failing import Refusal
from hamshahr.config.command_line.running import django_running


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", help="a few words or a whole paragraph")
    parser.add_argument("--language", help="of the query (default: guessed); also of the reasons")
    parser.add_argument("--limit", type=int, default=10, help="how many, 1 to 100 (default: 10)")
    parser.add_argument("--json", action="store_true", help="answer as JSON")


def run(given: argparse.Namespace) -> int:
    with django_running():
        from hamshahr.commons.search.asking import BadQuery
        from hamshahr.faces.api.answers import search_answer

        try:
            answer = search_answer(given.query, given.language, given.limit)
        except BadQuery as error:
            raise Refusal(str(error)) from error
    if given.json:
        print(json.dumps(answer, ensure_ascii=False, indent=2))
        return 0
    for number, result in enumerate(answer["results"], 1):
        print(f"{number:2}. {result['title']}")
        if told := result.get("title_in"):
            print(f"    {told['text']} ({told['said']})")
        print(f"    {result['city']}, {result['country']} · {result['language']} · {result['id']}")
        print(f"    {result['passage']}")
        for reason in result["reasons"]:
            print(f"    – {reason['text']}")
    print(f"{len(answer['results'])} results in {answer['took_ms']} ms")
    return 0
