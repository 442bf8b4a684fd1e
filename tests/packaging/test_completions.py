# SPDX-FileCopyrightText: Stagewatch contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the shells complete and the man page names is what the program takes: no option is missing, none is left over."""
import os
import re
import shutil
import subprocess
import tempfile
import unittest

PROGRAM = os.environ["STAGEWATCH_PROGRAM"]
PACKAGING = os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))), "packaging")
COMPLETIONS = os.path.join(PACKAGING, "completions")


def run(*command, **more):
    return subprocess.run(command, capture_output=True, text=True, timeout=60, **more)


def help_of(command):
    result = run(PROGRAM, *([command] if command else []), "--help")
    if result.returncode != 0:
        raise AssertionError(f"stagewatch {command} --help: {result.stderr}")
    return result.stdout


def commands():
    names = re.findall(r"^(?:Usage:)? +stagewatch ([a-z|]+) ", help_of(""), re.M)
    return sorted({name for group in names for name in group.split("|")})


def options_of(command):
    return set(re.findall(r"^ +(?:-\w, )?--([a-z-]+)", help_of(command), re.M))


def scenarios():
    refusal = run(PROGRAM, "serve", "--scenario", "nonsense").stderr
    return set(re.search(r"one of ([a-z, -]+)", refusal).group(1).rstrip(".").split(", "))


def read(*path):
    with open(os.path.join(*path)) as file:
        return file.read()


class Bash(unittest.TestCase):
    def complete(self, *words):
        script = f"""source {COMPLETIONS}/stagewatch.bash
            COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _stagewatch; printf '%s\\n' "${{COMPREPLY[@]}}" """
        result = run("bash", "--norc", "-c", script, "bash", "stagewatch", *words)
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        return set(result.stdout.split())

    def test_every_command_and_nothing_else(self):
        self.assertEqual(self.complete(""), set(commands()))

    def test_every_option_of_every_command_and_nothing_else(self):
        for command in ["", *commands()]:
            with self.subTest(command=command):
                offered = self.complete(*([command] if command else []), "--")
                self.assertEqual({word.removeprefix("--") for word in offered}, options_of(command))

    def test_what_an_option_takes(self):
        for words, expected in ((["serve", "--scenario", ""], scenarios()), (["demo", "--scenario", "f"], {"failure", "flaky", "flood"}),
                                (["--theme", ""], {"light", "dark", "system"}), (["ask", "--on-timeout", ""], {"approve", "reject", "fail"}),
                                (["token", ""], {"add", "list", "remove"}), (["token", "add", "--role", ""], {"watch", "control", "publish"}),
                                (["state", "--project", ""], set()), (["exec", "--", "tru"], {"true", "truncate"})):
            with self.subTest(words=words), tempfile.TemporaryDirectory() as empty:
                before = os.getcwd()
                os.chdir(empty)
                try:
                    offered = self.complete(*words)
                finally:
                    os.chdir(before)
                self.assertLessEqual(expected, offered)
                if "exec" not in words:
                    self.assertEqual(offered, expected)

    def test_files_where_a_file_is_meant(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "token with spaces")
            open(path, "w").close()
            self.assertEqual(self.complete("watch", "--token-file", folder + "/tok"), set(path.split()))


class Zsh(unittest.TestCase):
    TEXT = read(COMPLETIONS, "_stagewatch")

    def options_in(self, text):
        return set(re.findall(r"--([a-z-]+)[=\[]", text))

    def test_every_command_and_every_option_and_nothing_else(self):
        described = re.search(r"commands=\((.*?)\n    \)", self.TEXT, re.S).group(1)
        self.assertEqual(set(re.findall(r"'([a-z]+):", described)), set(commands()))
        shared = {name: self.options_in(re.search(rf"{name}=\((.*?)\n    \)", self.TEXT, re.S).group(1)) for name in ("access", "look")}
        branches = re.findall(r"^        ([a-z|*]+)\)\n(.*?);;", self.TEXT, re.S | re.M)
        seen = {}
        for names, body in branches:
            for name in names.split("|"):
                seen["" if name == "*" else name] = self.options_in(body).union(*(shared[part] for part in shared if f"${part}" in body))
        for command in ["", *commands()]:
            with self.subTest(command=command):
                self.assertEqual(seen[command], options_of(command))

    def test_the_scenarios(self):
        self.assertEqual(set(re.search(r"scenario:\(([a-z -]+)\)", self.TEXT).group(1).split()), scenarios())

    @unittest.skipUnless(shutil.which("zsh"), "zsh is not installed")
    def test_zsh_can_read_it(self):
        result = run("zsh", "-n", os.path.join(COMPLETIONS, "_stagewatch"))
        self.assertEqual((result.returncode, result.stderr), (0, ""))


class Fish(unittest.TestCase):
    TEXT = read(COMPLETIONS, "stagewatch.fish")

    def test_names_every_command_option_and_scenario(self):
        self.assertEqual(set(re.search(r"set -l commands (.*)", self.TEXT).group(1).split()), set(commands()))
        self.assertEqual(set(re.search(r"set -l scenarios '(.*)'", self.TEXT).group(1).split()), scenarios())
        every = set().union(*(options_of(command) for command in ["", *commands()]))
        self.assertEqual(set(re.findall(r"-l ([a-z][a-z-]+) -", self.TEXT)), every)

    @unittest.skipUnless(shutil.which("fish"), "fish is not installed")
    def test_every_option_of_every_command_and_nothing_else(self):
        with tempfile.TemporaryDirectory() as home:
            for command in ["", *commands()]:
                with self.subTest(command=command):
                    result = run("fish", "--no-config", "-c", f"source {COMPLETIONS}/stagewatch.fish; complete -C 'stagewatch {command} --'",
                                 env={**os.environ, "HOME": home})
                    self.assertEqual((result.returncode, result.stderr), (0, ""))
                    offered = {line.split("\t")[0].removeprefix("--").removesuffix("=") for line in result.stdout.splitlines()}
                    self.assertEqual(offered, options_of(command))


class ManPage(unittest.TestCase):
    def test_names_every_command_and_every_option_and_nothing_else(self):
        text = read(PACKAGING, "stagewatch.1")
        for command in commands():
            self.assertRegex(text, rf"(?m)^\.(Cm|It Cm|Ss Cm) .*\b{command}\b")
        every = set().union(*(options_of(command) for command in ["", *commands()]))
        self.assertEqual(set(re.findall(r"Fl -([a-z][a-z-]+)", text)), every)


if __name__ == "__main__":
    unittest.main(verbosity=2)
