# SPDX-FileCopyrightText: Stagewatch contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""`stagewatch exec` around real programs: their output untouched, what it says published, cancels and signals passed on."""
import fcntl
import json
import os
import pty
import re
import shlex
import signal
import socket
import subprocess
import sys
import tempfile
import termios
import threading
import time
import unittest
import urllib.error
import urllib.request

from stagewatch_process import DATA, PROGRAM, Server

PROGRAMS = os.path.join(DATA, "programs")
PYTHON = sys.executable


def program(name, *arguments):
    return [PYTHON, os.path.join(PROGRAMS, name), *arguments]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def alive(pid):
    """Whether the process runs; one that nobody has waited for does not."""
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] not in "ZX"
    except FileNotFoundError:
        return False


class Exec(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.server = self.serve()

    def serve(self, port=0):
        server = Server("--data", os.path.join(self.folder.name, "server"), port=port)
        self.addCleanup(lambda: server.process.poll() is None and server.kill())
        return server

    def environment(self, **more):
        kept = {name: value for name, value in os.environ.items()
                if not name.startswith("STAGEWATCH_") and name != "PYTHONUNBUFFERED"}
        return {**kept, "XDG_DATA_HOME": self.folder.name, **more}

    def command(self, words, *options, server=None, project="churn"):
        return [PROGRAM, "exec", "--project", project, "--server", server or self.server.url, *options, "--", *words]

    def run_exec(self, words, *options, server=None, environment=None, **more):
        return subprocess.run(self.command(words, *options, server=server), capture_output=True, timeout=60,
                              env=environment or self.environment(), **more)

    def start(self, words, *options, **more):
        process = subprocess.Popen(self.command(words, *options), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   env=self.environment(), **more)
        self.addCleanup(lambda: process.poll() is None and process.kill())
        self.addCleanup(lambda: (process.stdout.close(), process.stderr.close()))
        return process

    def events(self, server=None):
        events = []
        try:
            while page := (server or self.server).get(f"/api/v1/projects/churn/events?since={len(events)}")["events"]:
                events += page
        except urllib.error.HTTPError as error:
            self.assertEqual(error.code, 404)  # nobody has published yet
        return events

    def logs(self):
        return [(event["data"]["level"], event["data"]["message"]) for event in self.events()
                if event["event_type"] == "log"]

    def cancel(self, **body):
        request = urllib.request.Request(self.server.url + "/api/v1/projects/churn/cancel", json.dumps(body).encode(),
                                         {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)

    def wait_for(self, condition, what):
        deadline = time.monotonic() + 30
        while not condition():
            self.assertLess(time.monotonic(), deadline, what)
            time.sleep(0.05)

    # Output

    def test_output_is_the_same_byte_for_byte(self):
        plain = subprocess.run(program("garbage.py"), capture_output=True, timeout=60)
        wrapped = self.run_exec(program("garbage.py"))
        self.assertEqual(wrapped.returncode, 0)
        self.assertEqual(wrapped.stdout, plain.stdout)
        self.assertEqual(wrapped.stderr, plain.stderr)
        self.assertEqual(self.events()[-1]["event_type"], "pipeline_completed")

    def test_standard_input_goes_to_the_program(self):
        wrapped = self.run_exec(["cat"], input=bytes(range(256)) * 100)
        self.assertEqual(wrapped.stdout, bytes(range(256)) * 100)

    def test_arguments_keep_their_bytes(self):
        wrapped = self.run_exec(["printf", "%s|", b"\xff\xfe", "a b", "", "--project", "größer"])
        self.assertEqual(wrapped.stdout, b"\xff\xfe|a b||--project|" + "größer|".encode())

    def test_a_reader_who_leaves_ends_the_program_as_without_us(self):
        shell = f"{shlex.join(self.command(['yes'], '--patience', '0'))} | head -n 1; echo ${{PIPESTATUS[0]}}"
        result = subprocess.run(["bash", "-c", shell], capture_output=True, timeout=60, env=self.environment())
        self.assertEqual(result.stdout, b"y\n141\n")  # 128 + SIGPIPE

    def test_a_slow_reader_does_not_delay_a_cancel(self):
        process = self.start(["yes", "x" * 1000])
        self.wait_for(lambda: len(self.events()) > 3, "the run began")
        self.assertTrue(self.cancel()["delivered"])
        self.wait_for(lambda: self.events()[-1]["event_type"] == "pipeline_cancelled", "nobody reads, and it ended")
        output, errors = process.communicate(timeout=30)
        self.assertEqual(process.returncode, 128 + signal.SIGTERM, errors)
        self.assertEqual(set(output.split(b"\n")[:-1]) - {b"x" * 1000}, set())

    def test_the_program_knows_its_run_and_no_token(self):
        token = os.path.join(self.folder.name, "token")
        with open(token, "w") as file:
            file.write("a-token\n")
        code = "import os, json; print(json.dumps(dict(os.environ)))"
        seen = json.loads(self.run_exec([PYTHON, "-c", code], "--token-file", token).stdout)
        self.assertEqual(seen["STAGEWATCH_SERVER"], self.server.url)
        self.assertEqual(seen["STAGEWATCH_PROJECT"], "churn")
        self.assertEqual(seen["STAGEWATCH_RUN_ID"], self.events()[0]["run_id"])
        self.assertEqual(seen["PYTHONUNBUFFERED"], "1")
        self.assertNotIn("a-token", json.dumps(seen))
        seen = json.loads(self.run_exec([PYTHON, "-c", code], environment=self.environment(PYTHONUNBUFFERED="")).stdout)
        self.assertEqual(seen["PYTHONUNBUFFERED"], "")

    # Events

    def test_logging_and_a_bar(self):
        result = self.run_exec(program("train.py"), "--stage", "training")
        self.assertEqual((result.returncode, result.stdout), (0, b"rows: 15000\naccuracy: 0.93"))
        events = self.events()
        self.assertEqual((events[0]["event_type"], events[0]["data"]["stage"], events[0]["data"]["progress"]),
                         ("stage_transition", "training", 0))
        logs = self.logs()
        self.assertEqual([level for level, text in logs if "rows" not in text and "accuracy" not in text],
                         ["info", "warning", "debug"])
        self.assertIn(("info", "accuracy: 0.93"), logs)
        self.assertFalse([text for _, text in logs if "Epoch" in text or "%" in text])
        progress = [event["data"] for event in events if event["event_type"] == "progress_update"]
        shares = [data["progress"] for data in progress]
        self.assertEqual(shares, sorted(shares))
        for share in (0, 1 / 3, 2 / 3, 1):
            self.assertTrue(any(abs(share - seen) < 1e-9 for seen in shares), shares)
        self.assertEqual(progress[0]["metrics"], {"loss": 1.0})
        self.assertEqual(progress[0]["stage"], "training")
        self.assertLess(len(progress), 20)  # of 27 states in half a second
        self.assertEqual(events[-1]["event_type"], "pipeline_completed")
        self.assertEqual(events[-1]["data"]["result"]["exit_code"], 0)
        self.assertGreater(events[-1]["data"]["result"]["duration_seconds"], 0.4)
        self.assertEqual(len({event["run_id"] for event in events}), 1)

    def test_bars_of_the_tqdm_library(self):
        result = self.run_exec(program("tqdm_bar.py"), "--stage", "training")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(self.logs(), [("warning", "WARNING:train:the loss of epoch 1 falls slowly"),
                                       ("warning", "WARNING:train:the loss of epoch 2 falls slowly"),
                                       ("info", "INFO:train:done")])
        progress = [event["data"] for event in self.events() if event["event_type"] == "progress_update"]
        shares = [data["progress"] for data in progress]
        self.assertEqual(shares, sorted(shares))
        for share in (0.5, 1):  # the end of each epoch
            self.assertTrue(any(abs(share - seen) < 1e-9 for seen in shares), shares)
        self.assertEqual(set(progress[-1]["metrics"]), {"loss"})
        self.assertEqual(self.events()[-1]["event_type"], "pipeline_completed")

    def test_a_crash(self):
        result = self.run_exec(program("crash.py"))
        self.assertEqual(result.returncode, 1)
        self.assertIn(("error", "ValueError: data.csv has no column 'label'"), self.logs())
        self.assertIn(("error", "Traceback (most recent call last):"), self.logs())
        end = self.events()[-1]
        self.assertEqual((end["event_type"], end["data"]["exit_code"]), ("pipeline_failed", 1))
        self.assertIn("Exit code 1", end["data"]["error"])
        self.assertIn("ValueError: data.csv", end["data"]["error"])
        self.assertEqual(end["data"]["stage"], os.path.basename(PYTHON).split(".")[0])
        watched = subprocess.run([PROGRAM, "watch", self.server.url, "--project", "churn"], capture_output=True, text=True,
                                 timeout=60, env=self.environment())
        self.assertEqual(watched.returncode, 1)
        self.assertIn("\n    ValueError: data.csv", watched.stdout)
        self.assertNotIn("\\n", watched.stdout)

    def test_a_signal_ends_the_program(self):
        result = self.run_exec(["sh", "-c", "kill -SEGV $$"])
        self.assertEqual(result.returncode, 128 + signal.SIGSEGV)
        self.assertEqual(self.events()[-1]["event_type"], "pipeline_failed")
        self.assertIn("SIGSEGV", self.events()[-1]["data"]["error"])

    def test_events_of_the_guide(self):
        result = self.run_exec(program("events.py"), "--stage", "first")
        self.assertEqual(result.returncode, 0)
        events = self.events()
        self.assertEqual([event["event_type"] for event in events],
                         ["stage_transition", "log", "stage_transition", "decision", "log", "log", "pipeline_completed"])
        self.assertEqual(events[1]["data"]["stage"], "first")
        self.assertEqual(events[3]["data"]["confidence"], 0.92)
        self.assertEqual(events[4]["data"]["stage"], "model_selection")  # where the program said it is
        self.assertEqual(events[4]["data"]["message"], '{"event_type": "connected"}')

    def test_an_end_of_its_own_is_the_only_one(self):
        self.run_exec(program("events.py", "end"))
        ends = [event for event in self.events() if event["event_type"] == "pipeline_completed"]
        self.assertEqual([event["data"]["result"] for event in ends], [{"model_id": "model_xyz789"}])

    def test_a_process_that_is_left_behind_holds_up_nothing(self):
        began = time.monotonic()
        result = self.run_exec(["sh", "-c", "(while echo more; do sleep 0.1; done) & echo $!; sleep 600 >/dev/null & "
                                "echo $!; exit 5"])
        self.addCleanup(lambda: [os.kill(int(pid), signal.SIGKILL) for pid in result.stdout.split() if pid.isdigit()
                                 and alive(int(pid))])
        self.assertEqual(result.returncode, 5)
        self.assertLess(time.monotonic() - began, 30)
        self.assertEqual(self.events()[-1]["event_type"], "pipeline_failed")

    # Starting

    def test_what_cannot_be_started(self):
        plain_file = os.path.join(self.folder.name, "text")
        script = os.path.join(self.folder.name, "script")
        for path, text, mode in ((plain_file, "text", 0o644), (script, "#!/no/such/interpreter\n", 0o755)):
            with open(path, "w") as file:
                file.write(text)
            os.chmod(path, mode)
        for words, code, sentence in ((["no-such-program"], 127, "PATH"), (["/no/such/file"], 127, "does not exist"),
                                      ([plain_file], 126, "permission denied"), ([script], 126, "interpreter")):
            with self.subTest(words):
                result = self.run_exec(words)
                self.assertEqual(result.returncode, code)
                self.assertRegex(result.stderr.decode(), f"^stagewatch: .*{sentence}.*\n$")
                self.assertEqual(self.events()[-1]["event_type"], "pipeline_failed")
                self.assertIn(sentence, self.events()[-1]["data"]["error"])

    def test_a_script_without_a_first_line_runs_as_in_a_shell(self):
        script = os.path.join(self.folder.name, "script")
        with open(script, "w") as file:
            file.write("echo works; exit 7\n")
        os.chmod(script, 0o755)
        result = self.run_exec([script])
        self.assertEqual((result.stdout, result.returncode), (b"works\n", 7))

    def test_wrong_usage(self):
        for arguments in (["exec", "--project", "churn"], ["exec", "--project", "a/b", "--", "true"],
                          ["exec", "--grace", "soon", "--project", "churn", "--", "true"], ["exec", "--", "true"]):
            with self.subTest(arguments):
                result = subprocess.run([PROGRAM, *arguments], capture_output=True, timeout=60, env=self.environment())
                self.assertEqual(result.returncode, 2)
                self.assertRegex(result.stderr.decode(), "^stagewatch: .*\n$")

    # Cancels and signals

    def test_a_cancel_ends_the_program(self):
        process = self.start(program("polite.py", "5"))
        self.assertEqual(process.stdout.readline(), b"ready\n")
        self.wait_for(lambda: self.logs(), "its output came")
        self.assertTrue(self.cancel(reason="too slow")["delivered"])
        output, _ = process.communicate(timeout=30)
        self.assertEqual((process.returncode, output), (5, b"got SIGTERM, saving\n"))
        end = self.events()[-1]
        self.assertEqual((end["event_type"], end["data"]["reason"], end["data"]["exit_code"]),
                         ("pipeline_cancelled", "too slow", 5))
        self.assertTrue(any("too slow" in text and "SIGTERM" in text for _, text in self.logs()), self.logs())
        # What the program printed while it ended still counts.
        self.assertIn(("info", "got SIGTERM, saving"), self.logs())

    def test_a_program_that_ignores_it_is_killed_after_the_grace(self):
        process = self.start(program("stubborn.py"), "--grace", "0.5")
        pids = [int(word) for word in process.stdout.readline().split()[1:]]
        self.wait_for(lambda: self.logs(), "its output came")
        self.cancel()
        self.assertEqual(process.wait(timeout=30), 128 + signal.SIGKILL)
        self.wait_for(lambda: not any(alive(pid) for pid in pids), "nothing of it is left")
        self.assertEqual(self.events()[-1]["event_type"], "pipeline_cancelled")
        self.assertTrue(any("0.5 s" in text and "SIGKILL was sent" in text for _, text in self.logs()), self.logs())

    def test_force_does_not_wait(self):
        process = self.start(program("stubborn.py"), "--grace", "3600")
        process.stdout.readline()
        self.wait_for(lambda: self.logs(), "its output came")
        self.cancel(force=True)
        self.assertEqual(process.wait(timeout=30), 128 + signal.SIGKILL)
        self.assertEqual(self.events()[-1]["event_type"], "pipeline_cancelled")

    def test_our_signals_are_passed_on(self):
        for number, code, end in ((signal.SIGTERM, 3, "pipeline_cancelled"), (signal.SIGINT, 3, "pipeline_cancelled"),
                                  (signal.SIGTERM, 0, "pipeline_completed"), (signal.SIGUSR1, 3, "pipeline_failed")):
            with self.subTest(f"{number.name}, exit code {code}"):
                process = self.start(program("polite.py", str(code)), start_new_session=True)
                self.assertEqual(process.stdout.readline(), b"ready\n")
                process.send_signal(number)
                output, _ = process.communicate(timeout=30)
                self.assertEqual((process.returncode, output), (code, f"got {number.name}, saving\n".encode()))
                self.assertEqual(self.events()[-1]["event_type"], end)

    def test_keys_of_a_terminal_reach_the_program_once(self):
        ours, theirs = pty.openpty()
        self.addCleanup(os.close, ours)

        def own_terminal():
            os.setsid()
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)

        script = ("import signal, sys, time\n"
                  "count = [0]\n"
                  "def stop(*_):\n"
                  "    count[0] += 1\n"
                  "    print('interrupted', count[0], flush=True)\n"
                  "signal.signal(signal.SIGINT, stop)\n"
                  "print('name?', flush=True)\n"
                  "print('hello', input(), flush=True)\n"
                  "while not count[0]: time.sleep(0.05)\n"
                  "time.sleep(0.5)\n"
                  "sys.exit(9)\n")
        process = subprocess.Popen(self.command([PYTHON, "-c", script]), stdin=theirs, stdout=theirs, stderr=theirs,
                                   preexec_fn=own_terminal, env=self.environment())
        self.addCleanup(lambda: process.poll() is None and process.kill())
        os.close(theirs)
        seen = b""

        def read_until(text):
            nonlocal seen
            while text not in seen:
                seen += os.read(ours, 4096)

        read_until(b"name?")
        os.write(ours, b"ann\n")  # a program in the background could not read this
        read_until(b"hello ann")
        os.write(ours, b"\x03")
        self.assertEqual(process.wait(timeout=30), 9)
        read_until(b"interrupted 1")
        self.assertNotIn(b"interrupted 2", seen)
        self.assertEqual(self.events()[-1]["event_type"], "pipeline_cancelled")

    def test_a_cancel_reaches_everything_under_a_terminal_too(self):
        ours, theirs = pty.openpty()
        self.addCleanup(os.close, ours)

        def own_terminal():
            os.setsid()
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)

        words = ["sh", "-c", f"{shlex.join(program('stubborn.py'))}; true"]
        process = subprocess.Popen(self.command(words, "--grace", "0.5"), stdin=theirs, stdout=theirs, stderr=theirs,
                                   preexec_fn=own_terminal, env=self.environment())
        self.addCleanup(lambda: process.poll() is None and process.kill())
        os.close(theirs)
        line = b""
        while not line.endswith(b"\n"):
            line += os.read(ours, 100)
        pids = [int(word) for word in line.split()[1:]]
        self.wait_for(lambda: self.logs(), "its output came")
        self.cancel()
        # The shell ends at once; what it started ignores SIGTERM and must not be left behind.
        process.wait(timeout=30)
        self.wait_for(lambda: not any(alive(pid) for pid in pids), "nothing of it is left")
        self.assertEqual(self.events()[-1]["event_type"], "pipeline_cancelled")

    # A server that is away

    def test_a_server_that_is_away_stops_nothing(self):
        self.server.stop()
        began = time.monotonic()
        result = self.run_exec(["sh", "-c", "echo out; echo err >&2; exit 6"], "--patience", "0.2")
        self.assertLess(time.monotonic() - began, 30)
        self.assertEqual((result.returncode, result.stdout), (6, b"out\n"))
        own = [line for line in result.stderr.decode().splitlines() if line.startswith("stagewatch: ")]
        self.assertEqual([line for line in result.stderr.decode().splitlines() if line not in own], ["err"])
        self.assertLessEqual(len(own), 2)
        # The last line holds the command that sends the events later, to be run as it stands.
        match = re.search(r"4 events did not reach .* wait in (\S+); to send them: (stagewatch publish .*)$", own[-1])
        self.assertTrue(match, own)
        spool, command = match.groups()
        self.assertEqual(os.stat(spool).st_mode & 0o777, 0o600)
        server = self.serve(port=self.server.port)
        words = shlex.split(command)
        subprocess.run([PROGRAM, *words[1:]], check=True, capture_output=True, timeout=60, env=self.environment())
        events = self.events(server)
        self.assertEqual([event["event_type"] for event in events], ["stage_transition", "log", "log", "pipeline_failed"])
        self.assertEqual(len({event["run_id"] for event in events}), 1)

    def test_a_refusal_is_said_also_where_the_program_was_faster(self):
        name = os.path.join(self.folder.name, "pid")
        listener = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(listener.close)

        def refuse():
            peer, _ = listener.accept()
            with peer:
                peer.recv(65536)
                self.wait_for(lambda: os.path.exists(name) and os.path.getsize(name), "the program never started")
                with open(name) as file:
                    self.wait_for(lambda pid=file.read().strip(): not os.path.exists(f"/proc/{pid}"), "the program never ended")
                peer.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

        thread = threading.Thread(target=refuse)
        thread.start()
        result = self.run_exec(["sh", "-c", "echo $$ > " + shlex.quote(name)], server=f"http://127.0.0.1:{listener.getsockname()[1]}")
        thread.join()
        self.assertEqual(result.returncode, 0)
        self.assertRegex(result.stderr.decode(), "stagewatch: .*403.*\nstagewatch: 2 events did not reach ")

    def test_a_server_that_comes_back_gets_everything(self):
        self.server.stop()
        process = self.start([PYTHON, "-c", "import sys\nprint('one', flush=True)\nsys.stdin.read()\nprint('two')"],
                             stdin=subprocess.PIPE)
        self.assertEqual(process.stdout.readline(), b"one\n")
        server = self.serve(port=self.server.port)
        process.stdin.close()
        process.stdin = None
        output, errors = process.communicate(timeout=60)
        self.assertEqual((process.returncode, output), (0, b"two\n"))
        self.assertNotIn(b"did not reach", errors)
        self.assertEqual([event["data"].get("message") for event in self.events(server)
                          if event["event_type"] == "log"], ["one", "two"])
        self.assertEqual(self.events(server)[-1]["event_type"], "pipeline_completed")

    def test_impatience_ends_the_wait_for_the_server(self):
        self.server.stop()
        process = self.start(["sh", "-c", "echo $$; exit 4"], "--patience", "3600", start_new_session=True)
        pid = int(process.stdout.readline())
        self.wait_for(lambda: not os.path.exists(f"/proc/{pid}"), "the program has ended")
        time.sleep(0.5)  # lets it be noticed; had it not been, the signal would just find nobody
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
        self.assertEqual(process.returncode, 4)
        self.assertIn(b"stagewatch publish", errors.splitlines()[-1])


if __name__ == "__main__":
    unittest.main(verbosity=2)
