# SPDX-FileCopyrightText: Stagewatch contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What `cmake --install` and the Debian package put on a system, and that the package leaves nothing behind."""
import glob
import os
import shutil
import subprocess
import tempfile
import unittest

BUILD = os.environ["STAGEWATCH_BUILD"]
FILES = ["bin/stagewatch", "share/applications/org.stagewatch.Stagewatch.desktop", "share/metainfo/org.stagewatch.Stagewatch.metainfo.xml",
         "share/icons/hicolor/scalable/apps/org.stagewatch.Stagewatch.svg"]


def run(*command, **more):
    return subprocess.run(command, capture_output=True, text=True, timeout=300, **more)


class Package(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder)

    def check(self, result):
        self.assertEqual(result.returncode, 0, result.stdout[-2000:] + result.stderr[-2000:])
        return result.stdout

    def test_installs_into_a_prefix_and_runs_there(self):
        self.check(run("cmake", "--install", BUILD, "--prefix", self.folder))
        for name in FILES:
            self.assertTrue(os.path.exists(os.path.join(self.folder, name)), name)
        self.assertIn("stagewatch 0.", self.check(run(os.path.join(self.folder, "bin/stagewatch"), "--version")))

    def test_the_debian_package_installs_starts_and_removes(self):
        self.check(run("cpack", "--config", os.path.join(BUILD, "CPackConfig.cmake"), "-D", f"CPACK_OUTPUT_FILE_PREFIX={self.folder}"))
        package, = glob.glob(os.path.join(self.folder, "stagewatch_*.deb"))
        fields = self.check(run("dpkg-deb", "--field", package))
        self.assertIn("Package: stagewatch", fields)
        self.assertRegex(fields, r"Depends: .*libqt6core6")
        listed = self.check(run("dpkg-deb", "--contents", package))
        for name in FILES + ["share/man/man1/stagewatch.1", "share/doc/stagewatch/copyright", "share/doc/stagewatch/hosting.md",
                             "share/bash-completion/completions/stagewatch", "share/zsh/vendor-completions/_stagewatch",
                             "share/fish/vendor_completions.d/stagewatch.fish", "lib/systemd/system/stagewatch.service",
                             "lib/systemd/user/stagewatch.service", "lib/sysusers.d/stagewatch.conf"]:
            self.assertIn(f"./usr/{name}", listed)
        if os.geteuid() != 0:
            self.skipTest("only root can install a package")
        before = run("dpkg-query", "-W", "stagewatch").returncode
        if before == 0:
            self.skipTest("a Stagewatch is installed on this system already")
        self.check(run("dpkg", "--install", package))
        try:
            picture = os.path.join(self.folder, "demo.png")
            environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": self.folder}
            self.check(run("/usr/bin/stagewatch", "demo", "--scenario", "success", "--speed", "50", "--screenshot", picture, env=environment))
            self.assertGreater(os.path.getsize(picture), 20_000)
            self.assertIn("stagewatch", self.check(run("man", "--where", "stagewatch")) if shutil.which("man") else "stagewatch")
        finally:
            self.check(run("dpkg", "--purge", "stagewatch"))
        for name in FILES:
            self.assertFalse(os.path.exists(os.path.join("/usr", name)), name)


if __name__ == "__main__":
    unittest.main(verbosity=2)
