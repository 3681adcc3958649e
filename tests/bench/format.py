#!/usr/bin/env python3
"""Times formatting: requests of an editor, and `--format` of a large file.

    cargo build --release && python3 tests/bench/format.py

The requests are of a file of usual size and of one of a megabyte, each with nothing and with
everything to do; beside them stands a request that does nothing. The times hold the way through
the protocol, there and back.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PROGRAM = os.path.join(ROOT, "target", "release", "spacefile-lsp")
ROUNDS = 101

MICRO = """\
  - name: micro-{number} # the one with this number
    src: ./micros/{number}
    engine: python3.9
    run: uvicorn main:app
    commands:
      - pip install -r requirements.txt
    presets:
      env:
        - name: TOKEN
          description: "where to get it: the settings"
    public_routes: ["/docs", "/docs/*"]
"""


def text(size):
    """A tidy text of about this many bytes."""
    count = max(1, size // len(MICRO))
    return "v: 0\nmicros:\n" + "".join(MICRO.format(number=number) for number in range(count))


def untidy(tidy):
    """The same with other blanks on every line."""
    spread = []
    for line in tidy.replace(": ", ":   ").replace(", ", " ,").splitlines():
        content = line.lstrip()
        # Every column is doubled, that behind a dash as well.
        content = f"-   {content[2:]}" if content.startswith("- ") else content
        spread.append(f"{' ' * 2 * (len(line) - len(line.lstrip()))}{content}  \n")
    return "".join(spread)


class Client:
    """A language server and a clock."""

    def __init__(self, folder):
        self.server = subprocess.Popen(
            [PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder
        )
        self.uri = f"file://{folder}/Spacefile"
        self.number = 0
        self.request("initialize", {"capabilities": {}})
        self.send({"method": "initialized", "params": {}})

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.server.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.server.stdin.flush()

    def request(self, method, params):
        self.number += 1
        self.send({"id": self.number, "method": method, "params": params})
        while True:
            length = 0
            while line := self.server.stdout.readline().strip():
                length = int(line.split(b":")[1])
            message = json.loads(self.server.stdout.read(length))
            if message.get("id") == self.number:
                return message["result"]

    def open(self, content):
        document = {"uri": self.uri, "languageId": "spacefile", "version": 1, "text": content}
        self.send({"method": "textDocument/didOpen", "params": {"textDocument": document}})

    def time(self, method, more, rounds):
        """The median of a request, in milliseconds, once the document was judged."""
        params = {"textDocument": {"uri": self.uri}, **more}
        self.request(method, params)
        times = []
        for _ in range(rounds):
            start = time.perf_counter()
            self.request(method, params)
            times.append((time.perf_counter() - start) * 1000)
        return statistics.median(times)


def main():
    if not os.path.exists(PROGRAM):
        sys.exit("build it first: cargo build --release")
    options = {"options": {"tabSize": 2, "insertSpaces": True}}
    print("| file | bytes | formatting, all tidy | formatting, nothing tidy | a request for nothing |")
    print("|---|---|---|---|---|")
    for name, size, rounds in [("usual", 1500, ROUNDS), ("large", 1 << 20, 11)]:
        times = []
        for content in [text(size), untidy(text(size))]:
            with tempfile.TemporaryDirectory() as folder:
                client = Client(folder)
                client.open(content)
                times.append(client.time("textDocument/formatting", options, rounds))
                nothing = client.time("textDocument/selectionRange", {"positions": []}, rounds)
                client.server.kill()
        print(f"| {name} | {len(text(size))} | {times[0]:.2f} ms | {times[1]:.2f} ms | {nothing:.2f} ms |")
    times = []
    for _ in range(11):
        start = time.perf_counter()
        subprocess.run([PROGRAM, "--format", "-"], input=untidy(text(1 << 20)).encode(), capture_output=True)
        times.append((time.perf_counter() - start) * 1000)
    print(f"\n`--format -` of the large one: {statistics.median(times):.0f} ms")


if __name__ == "__main__":
    main()
