#!/usr/bin/env python3
"""Times what an editor waits for in a project of 87,000 files, while its `.spaceignore` is edited.

    cargo build --release && python3 tests/bench/live.py

The project is that of `preview.py`. Each time goes from before a message is written until the
answer is read; the file events come in a thousand messages a second.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time

from preview import LINES, PROGRAM, SPACEFILE, fill

EVENTS = 3000


class Client:
    """A language server, with a thread that reads what it says."""

    def __init__(self, root):
        self.server = subprocess.Popen(
            [PROGRAM, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root
        )
        self.root, self.last, self.version = root, 0, 1
        self.answers, self.said = {}, threading.Condition()
        self.writing = threading.Lock()
        threading.Thread(target=self.read, daemon=True).start()
        capabilities = {
            "textDocument": {"inlayHint": {}, "codeLens": {}},
            # Without this, the folder is looked at again where somebody asks after two seconds.
            "workspace": {"didChangeWatchedFiles": {"dynamicRegistration": True}},
        }
        root_uri = f"file://{root}"
        self.wait(self.ask("initialize", {"capabilities": capabilities, "rootUri": root_uri}))
        self.notify("initialized", {})

    def read(self):
        out = self.server.stdout
        while header := out.readline():
            out.readline()
            message = json.loads(out.read(int(header.split(b":")[1])))
            now = time.perf_counter()
            with self.said:
                if "method" not in message:
                    self.answers[message["id"]] = (now, message)
                elif "id" in message:
                    self.send({"id": message["id"], "result": None})
                self.said.notify_all()

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        with self.writing:
            self.server.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
            self.server.stdin.flush()

    def notify(self, method, params):
        self.send({"method": method, "params": params})

    def ask(self, method, params):
        self.last += 1
        self.send({"id": self.last, "method": method, "params": params})
        return self.last

    def wait(self, number):
        with self.said:
            if not self.said.wait_for(lambda: number in self.answers, 60):
                sys.exit("no answer in a minute")
            return self.answers.pop(number)

    def uri(self, name):
        return f"file://{self.root}/{name}"

    def open(self, name, text):
        document = {"uri": self.uri(name), "languageId": "x", "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})

    def write(self, line, text):
        """Puts a text in the place of a line of the `.spaceignore`."""
        self.version += 1
        place = {"start": {"line": line, "character": 0}, "end": {"line": line + 1, "character": 0}}
        document = {"uri": self.uri(".spaceignore"), "version": self.version}
        changes = [{"range": place, "text": text}]
        self.notify("textDocument/didChange", {"textDocument": document, "contentChanges": changes})

    def hints(self):
        whole = {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}
        document = {"uri": self.uri(".spaceignore")}
        return self.ask("textDocument/inlayHint", {"textDocument": document, "range": whole})


def edited(client, text):
    """Milliseconds from an edit of the second line until its hints are there."""
    start = time.perf_counter()
    client.write(1, text)
    return (client.wait(client.hints())[0] - start) * 1000


def hovers(client, stop):
    """Milliseconds of hovers, one after the other, until told to stop."""
    times = []
    place = {"textDocument": {"uri": client.uri("Spacefile")}, "position": {"line": 2, "character": 5}}
    while not stop.is_set():
        start = time.perf_counter()
        times.append((client.wait(client.ask("textDocument/hover", place))[0] - start) * 1000)
        time.sleep(0.01)
    return times


def events(client, stop):
    """Tells of changed files, a thousand times a second."""
    start = time.perf_counter()
    for number in range(EVENTS):
        path = f"src/views/part-{number % 120}/level-0/module-{number % 20}.js"
        changes = [{"uri": client.uri(path), "type": 2}]
        client.notify("workspace/didChangeWatchedFiles", {"changes": changes})
        time.sleep(max(0.0, start + number / 1000 - time.perf_counter()))
    stop.set()
    return EVENTS / (time.perf_counter() - start)


def row(what, times):
    print(f"| {what} | {statistics.median(times):.1f} ms | {max(times):.1f} ms |")


def main():
    if not os.path.exists(PROGRAM):
        sys.exit("build it first: cargo build --release")
    root = tempfile.mkdtemp(prefix="spacefile-bench-")
    try:
        fill(root)
        client = Client(root)
        client.open("Spacefile", SPACEFILE)
        client.open(".spaceignore", LINES)
        while not client.wait(client.hints())[1].get("result"):
            time.sleep(0.05)
        # What is left out is counted once, when somebody asks.
        time.sleep(3)
        print("| from | median | longest |\n|---|---|---|")
        texts = [f"*.{'log'[:number % 4]}\n" for number in range(60)]
        row("an edit to the hints of all lines", [edited(client, text) for text in texts])
        client.write(1, "*.log\n")
        times = []
        for number in range(20):
            preview = {"uri": client.uri("Spacefile"), "ignored": True}
            asked = client.ask("spacefile/preview", preview)
            time.sleep(0.005 * (number % 5))
            start = time.perf_counter()
            client.notify("$/cancelRequest", {"id": asked})
            times.append((client.wait(asked)[0] - start) * 1000)
        row("giving up a preview to its end", times)
        quiet = threading.Event()
        threading.Timer(2, quiet.set).start()
        row("a hover to its answer", hovers(client, quiet))
        stop, sent = threading.Event(), []
        sender = threading.Thread(target=lambda: sent.append(events(client, stop)))
        sender.start()
        times = hovers(client, stop)
        sender.join()
        row(f"the same beside {sent[0]:.0f} file events a second", times)
        client.server.kill()
    finally:
        shutil.rmtree(root)


if __name__ == "__main__":
    main()
