# SPDX-FileCopyrightText: Stagewatch contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The service units and the chapter on hosting: systemd can read the units, and what both name is what the program has."""
import os
import re
import shlex
import shutil
import subprocess
import tempfile
import unittest
import urllib.request

PROGRAM = os.environ["STAGEWATCH_PROGRAM"]
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PACKAGING = os.path.join(ROOT, "packaging")
UNITS = {"stagewatch.service": "--system", "stagewatch-user.service": "--user"}


def options(command):
    result = subprocess.run([PROGRAM, command, "--help"], capture_output=True, text=True, timeout=50)
    return set(re.findall(r"--([a-z][a-z-]+)", result.stdout))


def settings(name):
    with open(os.path.join(PACKAGING, name)) as file:
        return re.findall(r"^(\w+)=(.*)$", file.read(), re.M)


class Service(unittest.TestCase):
    @unittest.skipUnless(shutil.which("systemd-analyze"), "systemd is not installed")
    def test_systemd_finds_no_fault(self):
        with tempfile.TemporaryDirectory() as folder:
            for name, manager in UNITS.items():
                with self.subTest(name=name):
                    unit = os.path.join(folder, name)
                    with open(os.path.join(PACKAGING, name)) as source, open(unit, "w") as target:
                        # The program need not be installed to check what is said about it.
                        target.write(source.read().replace("ExecStart=stagewatch", f"ExecStart={PROGRAM}"))
                    result = subprocess.run(["systemd-analyze", manager, "verify", "--man=no", unit], capture_output=True, text=True, timeout=50,
                                            env={**os.environ, "XDG_RUNTIME_DIR": folder, "HOME": folder})
                    self.assertEqual((result.returncode, result.stderr), (0, ""))

    def test_it_starts_serve_with_options_that_serve_has(self):
        known = options("serve")
        for name in UNITS:
            with self.subTest(name=name):
                command, = [shlex.split(value) for key, value in settings(name) if key == "ExecStart"]
                self.assertEqual(command[:2], ["stagewatch", "serve"])
                self.assertEqual(command[-1], "$STAGEWATCH_OPTIONS")
                self.assertLessEqual({word.removeprefix("--") for word in command if word.startswith("--")}, known)

    def test_the_team_server_can_write_nothing_but_its_own_folder(self):
        unit = dict(settings("stagewatch.service"))
        self.assertEqual(unit["ProtectSystem"], "strict")
        self.assertEqual(unit["StateDirectoryMode"], "0700")
        self.assertEqual(unit["CapabilityBoundingSet"], "")
        with open(os.path.join(PACKAGING, "stagewatch.sysusers")) as file:
            self.assertRegex(file.read(), rf"(?m)^u {unit['User']} - ")

class Chapter(unittest.TestCase):
    def setUp(self):
        with open(os.path.join(ROOT, "docs", "hosting.md")) as file:
            self.text = file.read()

    def test_every_command_has_the_options_that_it_is_shown_with(self):
        lines = [line for block in re.findall(r"```sh\n(.*?)```", self.text, re.S) for line in block.splitlines()]
        shown = [match.groups() for line in lines for match in re.finditer(r"stagewatch ([a-z]+) (.*?)(?: -- |$)", line)]
        self.assertGreater(len(shown), 10)
        for command, arguments in shown:
            if command not in ("is", "stagewatch"):
                with self.subTest(command=command, arguments=arguments):
                    self.assertLessEqual(set(re.findall(r"--([a-z][a-z-]+)", arguments)), options(command))

    def test_every_limit_is_one_of_serve(self):
        limits = set(re.findall(r"`--((?:max|keep|allow|tls|data|token)[a-z-]*)", self.text))
        self.assertGreaterEqual(limits, {"max-connections", "data", "token-file"})
        self.assertLessEqual(limits, options("serve"))

    def test_every_metric_is_one_of_the_server(self):
        with tempfile.TemporaryDirectory() as folder:
            server = subprocess.Popen([PROGRAM, "serve", "--listen", "127.0.0.1:0", "--data", folder], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                      text=True, env={**os.environ, "HOME": folder, "XDG_CONFIG_HOME": folder})
            try:
                url = server.stdout.readline().split()[-1]
                with urllib.request.urlopen(url + "/metrics", timeout=10) as answer:
                    served = answer.read().decode()
            finally:
                server.terminate()
                server.communicate(timeout=20)
        named = set(re.findall(r"\b(stagewatch_[a-z]+_?[a-z_]*[a-z])\b", self.text)) - {"stagewatch_journal_sync_seconds_bucket"}
        self.assertGreater(len(named), 6)
        for name in named:
            self.assertIn(f"# TYPE {name} ", served)


if __name__ == "__main__":
    unittest.main(verbosity=2)
