#!/usr/bin/env python3
"""Times `--preview` beside `find`, which reads all of the folder, in one run.

    cargo build --release && python3 tests/bench/preview.py

The folder is made up: 87,000 files, most of them dependencies, as in a real project. The commands
take turns, so that whatever else the machine does hits all of them. Quote the ratios: each is the
median of the rounds' own ratios, of processor time and of time on the clock.
"""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PROGRAM = os.path.join(ROOT, "target", "release", "spacefile-lsp")
ROUNDS = 15

SPACEFILE = "v: 0\nmicros:\n  - name: web\n    src: .\n    engine: static\n    serve: public\n"
LINES = "# made by tools\n*.log\n/tmp/*\n!/tmp/keep\ndrafts\n**/fixtures/**/large\ncoverage/\n"

# Folder, how many packages lie in it, how many folders each of them has, and files each of those.
AREAS = [
    ("node_modules", 900, 4, 13),
    ("venv/lib/site-packages", 200, 4, 13),
    (".git/objects", 240, 1, 32),
    ("dist/assets", 90, 2, 26),
    ("src/views", 120, 4, 20),
    ("public/data", 100, 2, 40),
]


def fill(root):
    """Makes the project; the same one each time."""
    for area, packages, folders, files in AREAS:
        for package in range(packages):
            for folder in range(folders):
                here = os.path.join(root, area, f"part-{package}", f"level-{folder}")
                os.makedirs(here)
                for number in range(files):
                    with open(os.path.join(here, f"module-{number}.js"), "wb") as file:
                        file.write(b"x" * (number * 37 % 900))
    for name, text in [("Spacefile", SPACEFILE), (".spaceignore", LINES)]:
        with open(os.path.join(root, name), "w", encoding="utf-8") as file:
            file.write(text)
    return sum(len(files) for _, _, files in os.walk(root))


def run(command):
    """Processor time and time on the clock of a command, in milliseconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    result = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    clock = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if result.returncode != 0:
        sys.exit(f"{command} failed: {result.stderr.decode()}")
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used * 1000, clock * 1000


def main():
    if not os.path.exists(PROGRAM):
        sys.exit("build it first: cargo build --release")
    root = tempfile.mkdtemp(prefix="spacefile-bench-")
    try:
        print(f"{fill(root)} files\n")
        preview = [PROGRAM, "--preview", root]
        commands = [
            ("`find`", ["find", root]),
            ("`find -printf %s`, which asks for each size", ["find", root, "-printf", "%s\n"]),
            ("`--preview --list`", [*preview, "--list"]),
            ("`--preview`", preview),
            ("`--preview --ignored`", [*preview, "--ignored"]),
        ]
        for _, command in commands:
            run(command)
        times = {name: [] for name, _ in commands}
        for turn in range(ROUNDS):
            for name, command in commands if turn % 2 == 0 else commands[::-1]:
                times[name].append(run(command))
        first = times[commands[0][0]]
        print("| command | processor | ratio | clock | ratio |\n|---|---|---|---|---|")
        for name, _ in commands:
            cells = []
            for which in (0, 1):
                mine = [both[which] for both in times[name]]
                ratios = [one / base[which] for one, base in zip(mine, first)]
                cells.append(f"{statistics.median(mine):.1f} ms | {statistics.median(ratios):.2f}")
            print(f"| {name} | {' | '.join(cells)} |")
    finally:
        shutil.rmtree(root)


if __name__ == "__main__":
    main()
