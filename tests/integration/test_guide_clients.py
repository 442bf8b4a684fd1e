# SPDX-FileCopyrightText: Stagewatch contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The guide's own clients, unchanged, against `stagewatch serve`."""
import asyncio
import json
import os
import subprocess
import unittest

from stagewatch_process import DATA, Server

HERE = os.path.dirname(os.path.abspath(__file__))


class GuideClients(unittest.TestCase):
    def test_the_javascript_class(self):
        with Server("--scenario", "success", "--speed", "100") as server:
            result = subprocess.run(["node", os.path.join(HERE, "run_guide_class.js"), f"127.0.0.1:{server.port}"],
                                    capture_output=True, text=True, timeout=60,
                                    env={**os.environ, "NODE_PATH": "/usr/share/nodejs"})
        self.assertEqual(result.returncode, 0, result.stderr)
        seen = json.loads(result.stdout.splitlines()[-1])
        self.assertGreaterEqual(seen["stage_transition"], 7)
        self.assertGreater(seen["log"], 10)
        self.assertEqual(seen["pong"], 1)
        self.assertEqual(seen["pipeline_completed"], 1)

    def test_the_javascript_class_cancels(self):
        with Server("--scenario", "success") as server:
            result = subprocess.run(["node", os.path.join(HERE, "run_guide_class.js"), f"127.0.0.1:{server.port}", "cancel"],
                                    capture_output=True, text=True, timeout=60,
                                    env={**os.environ, "NODE_PATH": "/usr/share/nodejs"})
        self.assertEqual(result.returncode, 0, result.stderr)
        seen = json.loads(result.stdout.splitlines()[-1])
        self.assertEqual(seen["cancel_acknowledged"], 1)
        self.assertEqual(seen["pipeline_cancelled"], 1)

    def test_the_python_example(self):
        seen = []

        class Ended(Exception):
            pass

        def handle_pipeline_event(event):
            seen.append(event["event_type"])
            if event["event_type"] == "pipeline_completed":
                raise Ended

        names = {"handle_pipeline_event": handle_pipeline_event}
        with open(os.path.join(DATA, "guide", "connect_to_pipeline.py")) as example:
            exec(compile(example.read(), example.name, "exec"), names)
        with Server("--scenario", "success", "--speed", "100") as server:
            os.environ["API_HOST"] = f"127.0.0.1:{server.port}"
            with self.assertRaises(Ended):
                asyncio.run(asyncio.wait_for(names["connect_to_pipeline"]("proj_abc123"), 60))
            connections = server.get("/api/v1/projects/proj_abc123/connections")
        self.assertEqual(seen[0], "connected")
        self.assertIn("decision", seen)
        self.assertEqual(connections["project_id"], "proj_abc123")
        self.assertIsInstance(connections["active_connections"], int)


if __name__ == "__main__":
    unittest.main(verbosity=2)
