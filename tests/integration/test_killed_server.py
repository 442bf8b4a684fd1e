# SPDX-FileCopyrightText: Stagewatch contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A server that is killed in mid-run and started again on its port: a watcher shows the break and mixes nothing."""
import json
import subprocess
import unittest

from stagewatch_process import PROGRAM, Server

PROJECT = "proj_abc123"
NUMBERED_APART = ("connected", "state", "gap")  # these carry the position they speak of, or none


class KilledServer(unittest.TestCase):
    def watch_across_a_kill(self, decisions_before, second_scenario, second_speed):
        """Events before and after the kill, the watcher's exit status, and the second server's own state."""
        first = Server("--scenario", "success", "--speed", "20")
        self.addCleanup(lambda: first.process.poll() is None and first.kill())
        watcher = subprocess.Popen([PROGRAM, "watch", first.url, "--project", PROJECT, "--json"], stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, text=True)
        self.addCleanup(watcher.kill)
        events = []
        while sum(event["event_type"] == "decision" for event in events) < decisions_before:
            events.append(json.loads(watcher.stdout.readline()))
        first.kill()  # SIGKILL: no close frame, no goodbye, nothing is written
        with Server("--scenario", second_scenario, "--speed", str(second_speed), port=first.port) as second:
            output, errors = watcher.communicate(timeout=60)
            state = second.get(f"/api/v1/projects/{PROJECT}/state")
        self.assertIn("lost", errors)
        events += [json.loads(line) for line in output.splitlines()]
        # What the killed server had sent and the watcher had not yet read belongs to the first run as well.
        boundary = next(at for at, event in enumerate(events) if at > 0 and event["event_type"] == "connected")
        return events[:boundary], events[boundary:], watcher.returncode, state

    def check(self, before, after, state):
        names = ("stream_id", "run_id")
        first, second = ({name: events[0][name] for name in names} for events in (before, after))
        for name in names:
            self.assertTrue(first[name] and second[name])
            self.assertNotEqual(first[name], second[name])
        # A boundary that a reader of the lines sees, right where the new server begins.
        self.assertEqual([event["event_type"] for event in before + after].count("gap"), 1)
        gap = after[1]
        self.assertEqual((gap["event_type"], gap["data"]["reason"]), ("gap", "restarted"))
        last = max(event.get("sequence") or 0 for event in before)
        self.assertIn(gap["data"].get("requested_since"), (last, None))  # none where the client saw it before the server said it
        for events, ids in ((before, first), (after, second)):
            for event in events:
                self.assertEqual(event.get("stream_id", ids["stream_id"]), ids["stream_id"], event)
                if event["event_type"] != "gap":
                    self.assertEqual(event["run_id"] if "run_id" in event else event["data"]["run_id"], ids["run_id"], event)
            numbers = [event["sequence"] for event in events if event["event_type"] not in NUMBERED_APART]
            self.assertEqual(numbers, list(range(1, len(numbers) + 1)))
            self.assertGreater(len(numbers), 2)
        # The last line is the second run's state and nothing of the first one's, to the letter what its server says.
        final = after[-1]
        self.assertEqual(final["event_type"], "state")
        self.assertEqual(final["data"], state["data"])
        self.assertEqual(final["data"]["decisions"],
                         [{**event["data"], "timestamp": event["timestamp"]} for event in after if event["event_type"] == "decision"])

    def test_while_the_new_run_is_behind_the_old_one(self):
        before, after, code, state = self.watch_across_a_kill(4, "failure", 20)
        self.assertEqual(code, 1)
        self.check(before, after, state)
        self.assertEqual(after[-1]["data"]["status"], "failed")

    def test_when_the_new_run_has_passed_the_old_one(self):
        before, after, code, state = self.watch_across_a_kill(1, "failure", 200)
        self.assertEqual(code, 1)
        self.check(before, after, state)

    def test_with_the_same_pipeline_again(self):
        before, after, code, state = self.watch_across_a_kill(2, "success", 100)
        self.assertEqual(code, 0)
        self.check(before, after, state)
        # Each decision once: the second run's twins of the first run's decisions are not added to them.
        self.assertEqual(len(state["data"]["decisions"]), 8)


if __name__ == "__main__":
    unittest.main(verbosity=2)
