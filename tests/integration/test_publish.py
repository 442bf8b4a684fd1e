# SPDX-FileCopyrightText: Stagewatch contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""`publish` and `ask` as a script uses them, against a server that is away, killed and started again."""
import json
import os
import shlex
import signal
import subprocess
import tempfile
import time
import unittest

from stagewatch_process import PROGRAM, Server

PROJECT = "proj_abc123"


def until(condition, seconds=20):
    """What the condition gives once it gives something."""
    end = time.monotonic() + seconds
    while True:
        result = condition()
        if result:
            return result
        if time.monotonic() > end:
            raise AssertionError("it never came true")
        time.sleep(0.02)


class Publishing(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.environment = {**os.environ, "XDG_DATA_HOME": self.folder + "/share", "STAGEWATCH_PROJECT": PROJECT}
        for name in ("STAGEWATCH_TOKEN", "STAGEWATCH_RUN_ID"):
            self.environment.pop(name, None)

    def serve(self, port=0):
        server = Server("--data", self.folder + "/data", port=port)
        self.addCleanup(lambda: server.process.poll() is None and server.kill())
        self.environment["STAGEWATCH_SERVER"] = server.url
        return server

    def start(self, *arguments):
        process = subprocess.Popen([PROGRAM, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, text=True, env=self.environment)
        self.addCleanup(lambda: (process.kill(), process.communicate()) if process.poll() is None else None)
        return process

    def run_program(self, *arguments, input=""):
        return subprocess.run([PROGRAM, *arguments], input=input, capture_output=True, text=True, timeout=60,
                              env=self.environment)

    def stored(self, server):
        """Every event of the project, in order."""
        events = []
        while True:
            path = f"/api/v1/projects/{PROJECT}/events?since={len(events)}&limit=1000"
            more = server.get(path)["events"]
            if not more:
                break
            events += more
        self.assertEqual([event["sequence"] for event in events], list(range(1, len(events) + 1)))
        return events

    def state(self, server):
        return server.get(f"/api/v1/projects/{PROJECT}/state")["data"]

    def waiting_approval(self, server):
        def pending():
            try:
                return self.state(server)["pending_approvals"]
            except OSError:
                return None
        return until(pending)[0]

    def spools(self):
        folder = self.folder + "/share/stagewatch/spool"
        return os.listdir(folder) if os.path.isdir(folder) else []

    def log(self, number):
        return json.dumps({"event_type": "log", "data": {"level": "info", "message": str(number)}}) + "\n"

    def messages(self, server):
        return [int(event["data"]["message"]) for event in self.stored(server)]

    def test_every_event_is_stored_once_through_kills(self):
        server = self.serve()
        publisher = self.start("publish", "--max-attempts", "0")
        total = 0
        for _ in range(8):
            reached = self.state(server)["logs"][-1:] if total else []
            for _ in range(700):
                publisher.stdin.write(self.log(total))
                total += 1
            publisher.stdin.flush()

            def arrives():
                try:
                    return self.state(server)["logs"][-1:] != reached
                except OSError:  # 404 until the first event
                    return False
            until(arrives)
            server.kill()  # with some events stored, some of those acknowledged, and some on the way
            server = self.serve(port=server.port)
        publisher.stdin.close()
        self.assertEqual(publisher.wait(timeout=60), 0)
        self.assertIn(f"{total} events are stored.", publisher.stderr.read())
        publisher.stdout.close()
        publisher.stderr.close()
        self.assertEqual(self.messages(server), list(range(total)))
        self.assertEqual(self.spools(), [])

    def test_a_pipe_is_read_as_it_comes(self):
        server = self.serve()
        publisher = self.start("publish", "-")
        for number in range(3):
            publisher.stdin.write(self.log(number))
            publisher.stdin.flush()

            def arrived():
                try:
                    return self.state(server)["logs"][-1]["message"] == str(number)
                except (OSError, IndexError):
                    return False
            until(arrived)
        publisher.send_signal(signal.SIGINT)
        publisher.wait(timeout=20)  # with its input still open
        _, errors = publisher.communicate()
        self.assertEqual(publisher.returncode, 130)
        self.assertIn("3 events are stored.", errors)
        self.assertEqual(self.spools(), [])

    def test_the_command_it_names_sends_what_waited(self):
        server = self.serve()
        server.kill()
        path = self.folder + "/events.ndjson"
        with open(path, "w", encoding="utf-8") as file:
            file.writelines(self.log(number) for number in range(50))
        result = self.run_program("publish", "--max-attempts", "2", path)
        self.assertEqual(result.returncode, 3, result.stderr)
        command = shlex.split(result.stderr.splitlines()[-1])
        self.assertEqual(command[:2], ["stagewatch", "publish"], result.stderr)
        server = self.serve(port=server.port)
        for _ in range(2):
            again = self.run_program(*command[1:])
            self.assertEqual(again.returncode, 0, again.stderr)
            self.assertEqual(self.messages(server), list(range(50)))

    def test_wrong_lines_are_named_and_the_others_stored(self):
        server = self.serve()
        lines = self.log(0) + "{\n" + '{"event_type":"connected"}\n' + self.log(1)
        result = self.run_program("publish", input=lines)
        self.assertEqual(result.returncode, 1)
        for part in ("Line 2 of standard input", "Line 3 of standard input", "2 events are stored, 2 lines were left out"):
            self.assertIn(part, result.stderr)
        self.assertEqual(self.messages(server), [0, 1])

    def test_the_largest_event_is_taken_and_a_larger_one_named(self):
        server = self.serve()
        lines = "".join(json.dumps({"event_type": "log", "data": {"message": "x" * size}}) + "\n"
                        for size in (260_500, 262_144, 10))
        result = self.run_program("publish", input=lines)
        self.assertEqual(result.returncode, 1, result.stderr)
        self.assertIn("Line 2 of standard input", result.stderr)
        self.assertEqual([len(event["data"]["message"]) for event in self.stored(server)], [260_500, 10])

    def test_an_answer_becomes_output_and_exit_status(self):
        server = self.serve()
        proposal = '{"lr": 0.10, "layers": [1, 2], "seed": 9007199254740993}'
        asking = self.start("ask", "--data", "-", "--type", "training", "Train with these?")
        asking.stdin.write(proposal)
        asking.stdin.close()
        approval = self.waiting_approval(server)
        self.assertEqual((approval["title"], approval["approval_type"]), ("Train with these?", "training"))
        self.assertEqual(self.state(server)["status"], "waiting_for_approval")
        self.assertEqual(self.run_program("approve", "--comment", "fine").returncode, 0)
        asking.wait(timeout=20)
        self.assertEqual(asking.returncode, 0)
        self.assertEqual(asking.stdout.read(), proposal.replace(" ", "") + "\n")
        self.assertIn("fine", asking.stderr.read())
        asking.stdout.close()
        asking.stderr.close()
        self.assertEqual(self.state(server)["status"], "completed")

        asking = self.start("ask", "Deploy?")
        self.waiting_approval(server)
        self.assertEqual(self.run_program("reject", "--comment", "not today").returncode, 0)
        output, errors = asking.communicate(timeout=20)
        self.assertEqual((asking.returncode, output), (1, ""))
        self.assertIn("not today", errors)
        self.assertEqual(self.state(server)["status"], "cancelled")

    def test_a_question_ends_by_its_timeout(self):
        server = self.serve()
        for action, code, output, status in (("approve", 0, '{}\n', "completed"), ("reject", 1, "", "cancelled"),
                                             ("fail", 6, "", "failed")):
            result = self.run_program("ask", "--timeout", "0.3", "--on-timeout", action, "Deploy?")
            self.assertEqual((result.returncode, result.stdout), (code, output), result.stderr)
            self.assertIn("Nobody decided within 0.3 s", result.stderr)
            self.assertNotIn("The server did not say so", result.stderr)
            self.assertEqual(self.state(server)["status"], status)

    def test_a_question_outlives_its_server(self):
        server = self.serve()
        asking = self.start("ask", "Deploy?")
        self.waiting_approval(server)
        server.kill()
        server = self.serve(port=server.port)
        self.assertEqual(self.run_program("approve").returncode, 0)
        output, errors = asking.communicate(timeout=40)
        self.assertEqual((asking.returncode, output), (0, "{}\n"), errors)
        self.assertEqual(self.state(server)["status"], "completed")

    def test_an_interrupted_question_leaves_no_run_open(self):
        server = self.serve()
        asking = self.start("ask", "Deploy?")
        self.waiting_approval(server)
        asking.send_signal(signal.SIGINT)
        asking.communicate(timeout=20)
        self.assertEqual(asking.returncode, 130)
        self.assertEqual(self.state(server)["status"], "cancelled")

    def test_a_question_joins_the_run_that_is_under_way(self):
        server = self.serve()
        lines = '{"event_type":"stage_transition","data":{"stage":"training"}}\n'
        self.assertEqual(self.run_program("publish", input=lines).returncode, 0)
        run = self.state(server)["run_id"]
        asking = self.start("ask", "Go on?")
        self.waiting_approval(server)
        self.assertEqual(self.state(server)["run_id"], run)
        self.assertEqual(self.run_program("approve").returncode, 0)
        asking.communicate(timeout=20)
        self.assertEqual(asking.returncode, 0)
        state = self.state(server)
        self.assertEqual((state["run_id"], state["status"]), (run, "running"))

    def test_nobody_there(self):
        server = self.serve()
        server.kill()
        result = self.run_program("ask", "--timeout", "0.2", "--on-timeout", "approve", "Deploy?")
        self.assertEqual((result.returncode, result.stdout), (0, "{}\n"))
        self.assertIn("The server did not say so", result.stderr)
        self.assertEqual(self.spools(), [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
