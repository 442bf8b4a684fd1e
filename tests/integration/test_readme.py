# SPDX-FileCopyrightText: Stagewatch contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every command of the README, in its order, as a reader would type it. Only the port is turned, so that tests can run side by side.
The scripts, which build, run alone: see test_scripts."""
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import threading
import time
import unittest

from plain_server import GUIDE_RUN, PlainServer
from stagewatch_process import PROGRAM
from test_scripts import SCRIPTS

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SPEED = ["--speed", "20"]


def readme_commands():
    with open(os.path.join(ROOT, "README.md")) as readme:
        blocks = re.findall(r"```sh\n(.*?)```", readme.read(), re.S)
    return [line for block in blocks for line in block.splitlines() if line]


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


class Readme(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder)
        self.server = None
        self.port = free_port()
        programs = os.path.join(self.folder, "bin")
        os.mkdir(programs)
        os.symlink(PROGRAM, os.path.join(programs, "stagewatch"))
        self.environment = {**os.environ, "PATH": f"{programs}:{os.environ['PATH']}", "HOME": self.folder, "QT_QPA_PLATFORM": "offscreen",
                            "XDG_CONFIG_HOME": self.folder, "XDG_DATA_HOME": self.folder,
                            "STAGEWATCH_SERVER": f"http://127.0.0.1:{self.port}"}
        self.run_shell("openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 2 -subj /CN=localhost "
                       "-addext subjectAltName=DNS:localhost,IP:127.0.0.1")
        shutil.copy(os.path.join(self.folder, "ca.pem"), os.path.join(self.folder, "cert.pem"))
        shutil.copy(os.path.join(self.folder, "ca.key"), os.path.join(self.folder, "key.pem"))
        shutil.copytree(os.path.join(ROOT, "docs", "examples"), os.path.join(self.folder, "docs", "examples"))
        self.background = None

    def tearDown(self):
        self.stop_server()

    def stop_server(self):
        if self.server:
            self.server.send_signal(signal.SIGTERM)
            self.assertEqual(self.server.wait(10), 0)
            self.server.stdout.close()
            self.server = None

    def start(self, command):
        self.stop_server()
        arguments = command.split()
        if "--listen" in arguments:
            arguments[arguments.index("--listen") + 1] = f"127.0.0.1:{self.port}"
        else:
            arguments += ["--listen", f"127.0.0.1:{self.port}"]
        if "--scenario" in arguments and "--speed" not in arguments:
            arguments += SPEED
        self.server = subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, cwd=self.folder, env=self.environment)
        self.assertIn(f":{self.port}", self.server.stdout.readline())

    def run_shell(self, command, **more):
        return subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, timeout=60, cwd=self.folder,
                              env=self.environment, **more)

    def turned(self, command):
        return re.sub(r"(localhost|127\.0\.0\.1):(8000|8443)", f"127.0.0.1:{self.port}", command)

    def run_beside(self, command):
        """A command that waits for a person goes on beside the next ones; the one that answers it waits for its end."""
        with open(os.path.join(self.folder, "beside.err"), "w") as errors:
            self.background = subprocess.Popen(["bash", "-c", self.turned(command)], cwd=self.folder, env=self.environment,
                                               stdout=subprocess.PIPE, stderr=errors, text=True)
        self.wait_for_question()

    def wait_for_question(self):
        for _ in range(300):
            if '"approval_id"' in self.run_shell("stagewatch state --project churn --json").stdout:
                return
            self.assertIsNone(self.background.poll(), "it ended without a question")
            time.sleep(0.1)  # one look at a program that runs on, not a hope: the loop ends when it waits
        self.fail("nothing ever waited for approval")

    def finish_beside(self):
        output, _ = self.background.communicate(timeout=60)
        with open(os.path.join(self.folder, "beside.err")) as errors:
            self.assertEqual(self.background.returncode, 0, output + errors.read())
        self.background = None
        return output

    def approve_until(self, ended):
        """Answers what waits, as the window's button does, so that a watcher sees the run's end."""
        base = f"http://127.0.0.1:{self.port}/api/v1/projects/proj_abc123"
        while not ended.wait(0.1):
            waiting = self.run_shell(f"curl -s {base}/state | jq -r '.data.pending_approvals[0].approval_id // empty'").stdout.strip()
            if waiting:
                self.run_shell(f"curl -s -X POST -H 'Content-Type: application/json' -d '{{\"decision\": \"approved\"}}' {base}/approvals/{waiting}")

    def test_each_command(self):
        seen = []
        for command in readme_commands():
            with self.subTest(command=command):
                seen.append(self.run_one(command))
        self.assertGreaterEqual(seen.count("watch"), 3)
        self.assertIn("window", seen)
        self.assertIn("secure", seen)
        for command in ("exec", "state", "approve", "ask", "token"):
            self.assertIn(command, seen)

    def run_one(self, command):
        if command.startswith("scripts/"):
            self.assertIn(command, SCRIPTS)
            return "script"
        if command.startswith("stagewatch serve"):
            self.start(command)
            return "serve"
        if command.startswith("stagewatch watch https"):
            self.watch_securely(command)
            return "secure"
        if command.startswith("stagewatch watch"):
            ended = threading.Event()
            helper = threading.Thread(target=self.approve_until, args=[ended])
            helper.start()
            try:
                result = self.run_shell(self.turned(command))
            finally:
                ended.set()
                helper.join()
            self.assertEqual(result.returncode, 0, result.stderr)
            if ">" not in command:
                self.assertTrue(result.stdout)
            return "watch"
        if command.startswith("curl"):
            result = self.run_shell(self.turned(command) + " --fail --silent")
            self.assertEqual(result.returncode, 0, result.stderr)
            expected = "stagewatch_projects" if "metrics" in command else "accepted" if " -d " in command else "project_id"
            self.assertIn(expected, result.stdout)
            return "curl"
        if command.startswith(("stagewatch exec", "stagewatch ask")):
            self.run_beside(command)
            if command.startswith("stagewatch ask"):
                self.assertEqual(self.run_shell("stagewatch approve --project churn").returncode, 0)
                self.assertEqual(self.finish_beside().splitlines()[0][:1], "{")
            return command.split()[1]
        if command.startswith(("stagewatch state", "stagewatch approve", "stagewatch token", "echo ")):
            result = self.run_shell(self.turned(command))
            self.assertEqual(result.returncode, 0, result.stderr)
            if "approve" in command:
                self.assertIn("loss", self.finish_beside())
            return command.split()[1]
        self.assertTrue(command.startswith("stagewatch localhost"), command)
        process = subprocess.Popen(self.turned(command).split(), cwd=self.folder, env=self.environment, stderr=subprocess.PIPE, text=True)
        connections = f"curl -s http://127.0.0.1:{self.port}/api/v1/projects/proj_abc123/connections | jq .active_connections"
        for _ in range(200):
            if self.run_shell(connections).stdout.strip() == "1":
                break
            self.assertIsNone(process.poll())
            time.sleep(0.1)
        else:
            self.fail("the window never connected")
        process.send_signal(signal.SIGTERM)
        errors = process.communicate(timeout=20)[1]
        self.assertEqual(process.returncode, 0, errors)
        return "window"

    def watch_securely(self, command):
        with open(os.path.join(self.folder, "token.txt"), "w") as token:
            token.write("secret\n")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(os.path.join(self.folder, "ca.pem"), os.path.join(self.folder, "ca.key"))
        with PlainServer(GUIDE_RUN, tls=context) as server:
            result = self.run_shell(command.replace("localhost:8443", f"127.0.0.1:{server.port}"))
            self.assertEqual(result.returncode, 0, result.stderr)
            self.assertEqual(server.headers[0]["Authorization"], "Bearer secret")
            untrusted = self.run_shell(f"stagewatch watch https://127.0.0.1:{server.port} --project p --max-attempts 1")
            self.assertEqual(untrusted.returncode, 3)
            self.assertIn("certificate", untrusted.stderr.lower())


if __name__ == "__main__":
    unittest.main(verbosity=2)
