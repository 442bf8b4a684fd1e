# SPDX-FileCopyrightText: Stagewatch contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The guide's own clients, unchanged, against `stagewatch serve`."""
import asyncio
import json
import os
import shutil
import subprocess
import tempfile
import threading
import unittest

from stagewatch_process import DATA, Server

HERE = os.path.dirname(os.path.abspath(__file__))


class Pipeline(threading.Thread):
    """A run published with curl, once somebody watches; what the server says of it is read with jq."""

    def __init__(self, server):
        super().__init__()
        self.project = f"{server.url}/api/v1/projects/proj_abc123"

    def shell(self, command):
        return subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, timeout=30, check=True).stdout.strip()

    def publish(self, event_type, **data):
        event = json.dumps({"event_type": event_type, "data": data})
        self.shell(f"curl -sSf -H 'Content-Type: application/json' -d '{event}' {self.project}/events | jq -e .last_sequence")

    def run(self):
        self.shell(f"until [ \"$(curl -s {self.project}/connections | jq -r .active_connections)\" = 1 ]; do sleep 0.1; done")
        for number, stage in enumerate(("analyzing", "training", "evaluation")):
            self.publish("stage_transition", stage=stage, progress=number * 0.3)
            self.publish("log", level="info", message=f"In {stage}")
        self.publish("decision", stage="training", decision_type="model_architecture", decision="xgboost", confidence=0.9, reasoning="Best of three")
        self.publish("pipeline_completed", status="completed", result={"accuracy": 0.94})


class Ended(Exception):
    """Ends the guide's Python example, which would read on for ever."""


def run_javascript(server, *arguments):
    """The guide's JavaScript class in Node: how many of each event it heard."""
    result = subprocess.run(["node", os.path.join(HERE, "run_guide_class.js"), f"127.0.0.1:{server.port}", *arguments],
                            capture_output=True, text=True, timeout=60, env={**os.environ, "NODE_PATH": "/usr/share/nodejs"})
    if result.returncode != 0:
        raise AssertionError(result.stderr)
    return json.loads(result.stdout.splitlines()[-1])


def run_python(server):
    """The guide's Python example until the run is completed: the events that it heard."""
    seen = []

    def handle_pipeline_event(event):
        seen.append(event["event_type"])
        if event["event_type"] == "pipeline_completed":
            raise Ended

    names = {"handle_pipeline_event": handle_pipeline_event}
    with open(os.path.join(DATA, "guide", "connect_to_pipeline.py")) as example:
        exec(compile(example.read(), example.name, "exec"), names)
    os.environ["API_HOST"] = f"127.0.0.1:{server.port}"
    try:
        asyncio.run(asyncio.wait_for(names["connect_to_pipeline"]("proj_abc123"), 60))
    except Ended:
        return seen
    raise AssertionError(f"it ended before the run did: {seen}")


class HostedGuideClients(unittest.TestCase):
    """The guide's own clients on a run that is published into the server."""

    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder)

    def run_beside_a_pipeline(self, client):
        with Server("--data", self.folder) as server:
            pipeline = Pipeline(server)
            pipeline.start()
            seen = client(server)
            pipeline.join()
        return seen

    def test_the_javascript_class(self):
        seen = self.run_beside_a_pipeline(run_javascript)
        self.assertEqual([seen[kind] for kind in ("stage_transition", "log", "decision", "pipeline_completed")], [3, 3, 1, 1])

    def test_the_python_example(self):
        seen = self.run_beside_a_pipeline(run_python)
        self.assertEqual(seen, ["connected", *["stage_transition", "log"] * 3, "decision", "pipeline_completed"])


class GuideClients(unittest.TestCase):
    """And on runs that play themselves."""

    def test_the_javascript_class(self):
        with Server("--scenario", "success", "--speed", "100") as server:
            seen = run_javascript(server)
        self.assertGreaterEqual(seen["stage_transition"], 7)
        self.assertGreater(seen["log"], 10)
        self.assertEqual(seen["pong"], 1)
        self.assertEqual(seen["pipeline_completed"], 1)

    def test_the_javascript_class_cancels(self):
        with Server("--scenario", "success") as server:
            seen = run_javascript(server, "cancel")
        self.assertEqual(seen["cancel_acknowledged"], 1)
        self.assertEqual(seen["pipeline_cancelled"], 1)

    def test_the_python_example(self):
        with Server("--scenario", "success", "--speed", "100") as server:
            seen = run_python(server)
            connections = server.get("/api/v1/projects/proj_abc123/connections")
        self.assertEqual(seen[0], "connected")
        self.assertIn("decision", seen)
        self.assertEqual(connections["project_id"], "proj_abc123")
        self.assertIsInstance(connections["active_connections"], int)


if __name__ == "__main__":
    unittest.main(verbosity=2)
