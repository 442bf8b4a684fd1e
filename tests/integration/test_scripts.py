# SPDX-FileCopyrightText: Stagewatch contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The scripts of the README, run with the build that is tested. They bring that build up to date, which is nothing to do unless a
source was changed meanwhile; so no other test runs beside this one."""
import os
import re
import struct
import subprocess
import tempfile
import unittest
import zlib

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILD = os.path.dirname(os.environ["STAGEWATCH_PROGRAM"])
SCRIPTS = ["scripts/demo", "scripts/test", "scripts/test asan", "scripts/bench"]


def png_rows(path):
    """Width, height and the rows of a picture, each as it is stored: a row that differs from the one above differs here."""
    with open(path, "rb") as picture:
        content = picture.read()
    if content[:8] != b"\x89PNG\r\n\x1a\n":
        raise AssertionError(f"{path} begins with {content[:8]!r}")
    at, data, size = 8, b"", None
    while at < len(content):
        length, kind = struct.unpack(">I4s", content[at:at + 8])
        body = content[at + 8:at + 8 + length]
        if struct.unpack(">I", content[at + 8 + length:at + 12 + length])[0] != zlib.crc32(kind + body):
            raise AssertionError(f"{path}: the check sum of {kind} is wrong")
        size = struct.unpack(">II", body[:8]) if kind == b"IHDR" else size
        data += body if kind == b"IDAT" else b""
        at += 12 + length
    pixels = zlib.decompress(data)
    step = len(pixels) // size[1]
    return *size, [pixels[row * step:(row + 1) * step] for row in range(size[1])]


class Scripts(unittest.TestCase):
    def run_script(self, *command, limit, **more):
        hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
        environment = {name: value for name, value in os.environ.items() if name not in hidden}
        result = subprocess.run([os.path.join(ROOT, command[0]), *command[1:]], stdin=subprocess.DEVNULL, capture_output=True, text=True,
                                timeout=limit, env={**environment, "STAGEWATCH_BUILD": BUILD}, **more)
        self.assertEqual(result.returncode, 0, result.stdout[-2000:] + result.stderr[-2000:])
        return result.stdout

    def test_the_demo_without_a_display_ends_by_itself_and_leaves_a_picture(self):
        with tempfile.TemporaryDirectory() as folder:
            # A minute is what the demo itself may take; the other is for the look at the build.
            output = self.run_script("scripts/demo", limit=120, cwd=folder)
            self.assertEqual(os.listdir(folder), ["stagewatch-demo.png"])
            width, height, rows = png_rows(os.path.join(folder, "stagewatch-demo.png"))
        self.assertEqual((width, height), (1280, 800))
        self.assertGreater(len(set(rows)), 200, "the picture shows next to nothing")
        shares = [int(share) for share in re.findall(r"^\[[#.]{24}\] +(\d+) %", output, re.M)]
        self.assertGreater(len(shares), 5, output)
        self.assertEqual(shares[-1], 100, output)
        self.assertIn("approves by itself", output)
        self.assertIn("The window's picture is in stagewatch-demo.png.", output)

    def test_the_test_script_comes_as_far_as_the_tests(self):
        output = self.run_script("scripts/test", "-N", limit=240, cwd="/")
        self.assertNotIn("FAILED", output)
        self.assertIn("lint: form: ok", output)
        self.assertRegex(output, r"Test +#\d+: test_scripts\n")
        self.assertGreater(int(re.search(r"Total Tests: (\d+)", output)[1]), 60)

    def test_every_preset_that_the_readme_names_is_there(self):
        presets = subprocess.run(["cmake", "--list-presets"], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True).stdout
        for command in SCRIPTS:
            self.assertTrue(os.access(os.path.join(ROOT, command.split()[0]), os.X_OK), command)
            for preset in command.split()[1:]:
                self.assertIn(f'"{preset}"', presets)


if __name__ == "__main__":
    unittest.main(verbosity=2)
