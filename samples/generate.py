#!/usr/bin/env python3
"""Writes the samples: Agora's bills, its inventory, what it measures, and the figures that hold for them.

    python3 samples/generate.py           writes them beside this file
    python3 samples/generate.py --check   tells whether what stands there is what would be written
"""

import argparse
import gzip
import shutil
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True  # leave no __pycache__ among the samples
import figures
from agora import bill, inventory, measures

HERE = Path(__file__).resolve().parent
WRITTEN = ("bills", "inventory", "measures", "invoices.csv", "figures.json")


def write(folder):
    for name in WRITTEN[:3]:
        if (folder / name).exists():
            shutil.rmtree(folder / name)
    for name, files in (("bills", bill.files()), ("inventory", inventory.files()), ("measures", measures.files())):
        for path, content in files:
            place = folder / name / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
    (folder / "invoices.csv").write_text(figures.invoices(folder), encoding="utf-8")
    (folder / "figures.json").write_text(figures.as_json(folder), encoding="utf-8")


def contents(folder):
    """What is in the written files, by path; how gzip packed it does not matter."""
    found = {}
    for name in WRITTEN:
        top = folder / name
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            if path.is_file():
                data = path.read_bytes()
                found[str(path.relative_to(folder))] = gzip.decompress(data) if path.suffix == ".gz" else data
    return found


def differences(expected, present):
    for path in sorted(expected.keys() | present.keys()):
        if path not in present:
            yield f"{path} is missing"
        elif path not in expected:
            yield f"{path} is not a sample"
        elif expected[path] != present[path]:
            yield f"{path} differs from what generate.py writes"


def check():
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder))
        found = list(differences(contents(Path(folder)), contents(HERE)))
    for line in found:
        print(line, file=sys.stderr)
    return 1 if found else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if the samples differ")
    if parser.parse_args().check:
        return check()
    write(HERE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
