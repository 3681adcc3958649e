#!/usr/bin/env python3
"""Times `--check` beside the least that any program must do, in one run.

    cargo build --release && python3 tests/bench/check.py

The commands take turns, so that whatever else the machine does hits all of them. Quote the
ratios: each is the median of the rounds' own ratios.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PROGRAM = os.path.join(ROOT, "target", "release", "spacefile-lsp")
EXAMPLE = os.path.join(ROOT, "tests", "example")
ROUNDS = 101
PROJECTS = 500


def run(command, folder):
    """Wall time of a command in milliseconds."""
    start = time.perf_counter()
    result = subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    elapsed = time.perf_counter() - start
    if result.returncode != 0:
        sys.exit(f"{command} failed: {result.stderr.decode()}")
    return elapsed * 1000


def compare(title, folder, commands):
    """One table: the commands in turns, each beside the first."""
    times = {name: [] for name, _ in commands}
    for name, command in commands:
        run(command, folder)
    for turn in range(ROUNDS):
        order = commands if turn % 2 == 0 else commands[::-1]
        for name, command in order:
            times[name].append(run(command, folder))
    first = times[commands[0][0]]
    print(f"\n{title}\n\n| command | median | ratio |\n|---|---|---|")
    for name, _ in commands:
        ratio = statistics.median(mine / base for mine, base in zip(times[name], first))
        print(f"| {name} | {statistics.median(times[name]):.1f} ms | {ratio:.2f} |")


def main():
    if not os.path.exists(PROGRAM):
        sys.exit("build it first: cargo build --release")
    compare(
        "One project",
        EXAMPLE,
        [
            ("`true`", ["true"]),
            ("`cat Spacefile`", ["cat", "Spacefile"]),
            ("`--version`", [PROGRAM, "--version"]),
            ("`--check`", [PROGRAM, "--check"]),
        ],
    )
    with tempfile.TemporaryDirectory() as many:
        for number in range(PROJECTS):
            shutil.copytree(EXAMPLE, os.path.join(many, f"project{number:03}"))
        read_all = "find . -name Spacefile -exec cat {} +"
        compare(
            f"{PROJECTS} projects",
            many,
            [
                ("`find` and `cat` of every Spacefile", ["sh", "-c", read_all]),
                ("`--check`", [PROGRAM, "--check"]),
            ],
        )


if __name__ == "__main__":
    main()
