#!/usr/bin/env python3
"""Checks that the links between the pages of documentation lead somewhere."""

import os
import re
import sys
from pathlib import Path

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+\s+(.*)$", re.MULTILINE)
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)


def anchors(page):
    """The anchors that a code host gives the headings of a page."""
    headings = HEADING.findall(re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def broken(page):
    for target in LINK.findall(CODE.sub("", page.read_text(encoding="utf-8"))):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        file = page.parent / path if path else page
        if not file.exists():
            yield f"error: {page}: links to {target}, which is not there"
        elif anchor and file.suffix == ".md" and anchor not in anchors(file):
            yield f"error: {page}: links to {target}, but {file} has no such heading"


os.chdir(Path(__file__).resolve().parent.parent)
pages = [*Path().glob("*.md"), *Path().glob("docs/**/*.md"), *Path().glob("samples/*.md")]
problems = [problem for page in sorted(pages) for problem in broken(page)]
for problem in problems:
    print(problem, file=sys.stderr)
sys.exit(1 if problems else 0)
