# SPDX-FileCopyrightText: Stagewatch contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""`stagewatch token` and who `stagewatch serve` lets in: what an operator types, and what callers get."""
import json
import os
import re
import signal
import ssl
import stat
import subprocess
import tempfile
import unittest
import urllib.error
import urllib.request

from stagewatch_process import PROGRAM

EVENT = {"event_type": "stage_transition", "data": {"stage": "training", "progress": 0.5}}


class Access(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("STAGEWATCH_")}
        self.environment |= {"XDG_CONFIG_HOME": f"{self.folder}/config", "XDG_DATA_HOME": f"{self.folder}/data"}
        self.tokens = f"{self.folder}/config/stagewatch/tokens"

    def stagewatch(self, *arguments):
        return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, timeout=60, env=self.environment)

    def add(self, name, *roles):
        result = self.stagewatch("token", "add", "--name", name, *(part for role in roles for part in ("--role", role)))
        self.assertEqual(result.returncode, 0, result.stderr)
        return result.stdout.strip()

    def serve(self, *arguments, listen="127.0.0.1:0"):
        """Starts a server and returns its address; it ends with the test, and well."""
        with open(f"{self.folder}/log", "a", encoding="utf-8") as log:
            process = subprocess.Popen([PROGRAM, "serve", "--listen", listen, *arguments], env=self.environment, text=True,
                                       stdout=subprocess.PIPE, stderr=log)
        self.process = process

        def end():
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
                self.assertEqual(process.wait(timeout=20), 0)
            process.stdout.close()
        self.addCleanup(end)
        line = process.stdout.readline()
        match = re.fullmatch(r"listening on (https?://\S+:\d+)\n", line)
        self.assertTrue(match, line + self.log())
        return match.group(1)

    def log(self):
        with open(f"{self.folder}/log", encoding="utf-8") as file:
            return file.read()

    @staticmethod
    def call(url, token=None, body=None, context=None, host=None):
        """The status, and the JSON that came with it."""
        request = urllib.request.Request(url, data=None if body is None else json.dumps(body).encode())
        request.add_header("Content-Type", "application/json")
        if token:
            request.add_header("Authorization", f"Bearer {token}")
        if host:
            request.add_header("Host", host)
        try:
            with urllib.request.urlopen(request, timeout=20, context=context) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            with error:
                return error.code, json.load(error)

    def test_a_token_is_shown_once_and_kept_as_a_hash(self):
        result = self.stagewatch("token", "add", "--name", "ann", "--role", "control", "--role", "watch")
        self.assertEqual(result.returncode, 0)
        self.assertRegex(result.stdout, r"\Aswt_[A-Za-z0-9_-]{43}\n\Z")
        self.assertNotIn(result.stdout.strip(), result.stderr)
        self.assertEqual(stat.S_IMODE(os.stat(self.tokens).st_mode), 0o600)
        with open(self.tokens, encoding="utf-8") as file:
            text = file.read()
        self.assertNotIn(result.stdout.strip(), text)
        self.assertRegex(text, r"\Aann watch,control [0-9a-f]{64} \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\n\Z")
        listed = self.stagewatch("token", "list")
        self.assertRegex(listed.stdout, r"\Aann +watch,control +\S+Z\n\Z")

    def test_token_says_what_is_wrong(self):
        self.add("ann", "watch")
        for arguments, status, word in (
                (["add", "--name", "ann", "--role", "watch"], 1, "ann already"), (["remove", "--name", "bob"], 1, "no token named bob"),
                (["list", "--token-file", f"{self.folder}/nowhere"], 1, "no token file"), (["add", "--name", "x"], 2, "--role"),
                (["add", "--role", "watch"], 2, "--name"), (["add", "--name", "x", "--role", "admin"], 2, "admin"),
                (["add", "--name", "a b", "--role", "watch"], 2, "a b"), (["list", "--name", "x"], 2, "--name"), ([], 2, "add, list or remove"),
                (["drop", "--name", "x"], 2, "drop"), (["add", "ann", "--name", "x", "--role", "watch"], 2, "Unexpected argument")):
            with self.subTest(arguments=arguments):
                result = self.stagewatch("token", *arguments)
                self.assertEqual(result.returncode, status, result.stderr)
                self.assertEqual(result.stdout, "")
                self.assertIn(word, result.stderr)
                self.assertEqual(result.stderr.count("\n"), 1)
        os.chmod(self.tokens, 0o644)
        self.assertIn("chmod 600", self.stagewatch("token", "add", "--name", "bob", "--role", "watch").stderr)

    def test_a_token_that_nobody_saw_is_taken_back(self):
        with open("/dev/full", "w", encoding="utf-8") as full:
            result = subprocess.run([PROGRAM, "token", "add", "--name", "ann", "--role", "watch"], stdout=full, stderr=subprocess.PIPE,
                                    text=True, timeout=60, env=self.environment)
        self.assertEqual(result.returncode, 74)
        self.assertIn("taken back", result.stderr)
        self.assertEqual(self.stagewatch("token", "list").stdout, "")

    def test_serve_refuses_what_would_be_open_or_cannot_work(self):
        os.makedirs(f"{self.folder}/config/stagewatch")
        with open(f"{self.folder}/nonsense", "w", encoding="utf-8") as file:
            file.write("nonsense\n")
        nonsense = f"{self.folder}/nonsense"
        for arguments, word in (
                (["--listen", "0.0.0.0:0"], "stagewatch token add"), (["--listen", "[::]:0"], "stagewatch token add"),
                (["--listen", "0.0.0.0:0", "--scenario", "success"], "stagewatch token add"), (["--token-file", "/nowhere"], "/nowhere"),
                (["--token-file", nonsense], "chmod 600"), (["--tls-cert", nonsense], "--tls-key"), (["--tls-key", nonsense], "--tls-cert"),
                (["--tls-cert", nonsense, "--tls-key", nonsense], "no certificate"), (["--allow-origin", "board.example.org"], "--allow-origin"),
                (["--allow-origin", "https://board.example.org/"], "--allow-origin"), (["--allow-host", "ml.example.org:443"], "--allow-host"),
                (["--max-connections", "0"], "--max-connections"), (["--max-body", "1"], "--max-body"), (["--keep-days", "x"], "--keep-days"),
                (["--loop", "--data", "d"], "--loop"), (["--speed", "2", "--data", "d"], "--speed"), (["--project", "p", "--data", "d"], "--project")):
            with self.subTest(arguments=arguments):
                result = self.stagewatch("serve", *arguments)
                self.assertEqual(result.returncode, 2, result.stderr)
                self.assertIn(word, result.stderr)
                self.assertEqual(result.stdout, "")
        self.assertFalse(os.path.exists(f"{self.folder}/data"))

    def test_each_role_opens_its_own_door(self):
        watch, control, publish = (self.add(role, role) for role in ("watch", "control", "publish"))
        url = self.serve()
        project = f"{url}/api/v1/projects/churn"
        self.assertEqual(self.call(f"{url}/healthz")[0], 200)
        for token, reads, posts, cancels in ((None, 401, 401, 401), ("swt_x", 401, 401, 401), (watch, 200, 403, 403),
                                             (control, 403, 403, 200), (publish, 403, 200, 403)):
            if token == watch:
                self.assertEqual(self.call(f"{project}/events", publish, EVENT)[0], 200)
            self.assertEqual(self.call(f"{project}/events", token)[0], reads)
            self.assertEqual(self.call(f"{project}/events", token, EVENT)[0], posts)
            self.assertEqual(self.call(f"{project}/cancel", token, {})[0], cancels)
        self.assertEqual(self.stagewatch("token", "remove", "--name", "publish").returncode, 0)
        # At once, also where the system tells of no change: the next call looks, a second after the one before.
        for _ in range(200):
            if self.call(f"{project}/events", publish, EVENT)[0] == 401:
                break
        else:
            self.fail("The token was removed, and still publishes.")
        self.assertNotIn("swt_", self.log())

    def test_events_outlive_the_server(self):
        url = self.serve("--data", f"{self.folder}/kept")
        self.assertEqual(self.call(f"{url}/api/v1/projects/churn/events", None, EVENT)[0], 200)
        # A second server keeps its hands off.
        second = self.stagewatch("serve", "--listen", "127.0.0.1:0", "--data", f"{self.folder}/kept")
        self.assertEqual(second.returncode, 3)
        self.assertIn(str(self.process.pid), second.stderr)
        self.process.kill()
        self.process.wait()
        url = self.serve("--data", f"{self.folder}/kept")
        status, events = self.call(f"{url}/api/v1/projects/churn/events")
        self.assertEqual((status, events["last_sequence"]), (200, 1))

    def test_beyond_this_machine_with_tokens_and_tls(self):
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key", "-out", "cert", "-days", "2",
                        "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,DNS:ml.example.org"],
                       cwd=self.folder, check=True, capture_output=True, timeout=60)
        token = self.add("eve", "watch")
        url = self.serve("--tls-cert", f"{self.folder}/cert", "--tls-key", f"{self.folder}/key", "--allow-host", "Board.Example.org",
                         listen="0.0.0.0:0")
        self.assertTrue(url.startswith("https://0.0.0.0:"))
        local = url.replace("0.0.0.0", "localhost")
        trust = ssl.create_default_context(cafile=f"{self.folder}/cert")
        for host, status in (("localhost", 200), ("127.0.0.1", 200), ("ml.example.org", 200), ("board.example.org:443", 200),
                             ("evil.example", 403)):
            self.assertEqual(self.call(f"{local}/api/v1/projects", token, context=trust, host=host)[0], status, host)
        self.assertEqual(self.call(f"{local}/api/v1/projects", context=trust)[0], 401)
        watched = self.stagewatch("watch", local, "--project", "nobody", "--ca-file", f"{self.folder}/cert")
        self.assertEqual(watched.returncode, 5, watched.stderr)

    def test_a_scripted_pipeline_on_this_machine_takes_no_token(self):
        self.add("eve", "watch")
        url = self.serve("--scenario", "success", "--speed", "100")
        self.assertEqual(self.call(f"{url}/api/v1/projects")[0], 200)


if __name__ == "__main__":
    unittest.main(verbosity=2)
