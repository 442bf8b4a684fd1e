# SPDX-FileCopyrightText: Stagewatch contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts the program under test as a person would, and reads what it prints."""
import json
import os
import pty
import re
import signal
import subprocess
import urllib.request

PROGRAM = os.environ["STAGEWATCH_PROGRAM"]
DATA = os.environ["STAGEWATCH_TEST_DATA"]


class Server:
    """`stagewatch serve` on a free port."""

    def __init__(self, *arguments, port=0):
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--listen", f"127.0.0.1:{port}", *arguments],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        match = re.fullmatch(r"listening on (http://127\.0\.0\.1:(\d+))\n", line)
        if not match:
            raise AssertionError(f"serve printed {line!r}: {self.process.stderr.read()}")
        self.url, self.port = match.group(1), int(match.group(2))

    def get(self, path):
        with urllib.request.urlopen(self.url + path, timeout=10) as answer:
            return json.load(answer)

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(timeout=10)
        self.process.stdout.close()
        self.process.stderr.close()
        return code

    def kill(self):
        self.process.kill()
        self.process.wait(timeout=10)
        self.process.stdout.close()
        self.process.stderr.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.stop()


def on_a_terminal(environment, *arguments):
    """What a person sees, and the exit status."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen([PROGRAM, *arguments], stdout=theirs, stderr=subprocess.PIPE, env={**environment, "USER": "ann"})
    os.close(theirs)
    seen = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # the other end was closed
            break
        if not part:
            break
        seen += part
    os.close(ours)
    process.stderr.close()
    return process.wait(30), seen.decode().replace("\r\n", "\n")


def watch(*arguments, timeout=60, environment=None):
    """Runs `stagewatch watch` to its end."""
    return subprocess.run([PROGRAM, "watch", *arguments], capture_output=True, text=True, timeout=timeout,
                          env={**os.environ, **(environment or {})})


def events_of(result):
    """The JSON lines that `watch --json` printed."""
    return [json.loads(line) for line in result.stdout.splitlines()]
