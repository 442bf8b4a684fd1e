# SPDX-FileCopyrightText: Stagewatch contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""`stagewatch watch` against a server of the guide alone, and against `stagewatch serve`."""
import concurrent.futures
import json
import os
import re
import signal
import socket
import ssl
import subprocess
import tempfile
import threading
import unittest

from plain_server import GUIDE_RUN, PlainServer
from stagewatch_process import PROGRAM, Server, events_of, on_a_terminal, watch

STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


def log(message, **data):
    return {"event_type": "log", "data": {"level": "info", "message": message, **data}}


async def drop(_, connection):
    connection.transport.abort()


class AgainstAPlainServer(unittest.TestCase):
    def test_follows_a_whole_run_of_the_guide(self):
        with PlainServer(GUIDE_RUN) as server:
            result = watch(server.url, "--project", "proj_abc123", "--json")
        self.assertEqual(result.returncode, 0, result.stderr)
        events = events_of(result)
        self.assertEqual([event["event_type"] for event in events],
                         ["connected"] + [event["event_type"] for event in GUIDE_RUN] + ["state"])
        for sent, seen in zip(GUIDE_RUN, events[1:]):
            for name, value in sent["data"].items():
                self.assertEqual(seen["data"][name], value)
            self.assertRegex(seen["timestamp"], STAMP)
        state = events[-1]["data"]
        self.assertEqual(state["status"], "completed")
        self.assertEqual(state["result"]["metrics"], {"auc": 0.91})
        self.assertEqual([decision["decision"] for decision in state["decisions"]], ["xgboost_clf"])
        self.assertEqual({message["type"] for message in server.received}, {"get_state"})

    def test_tries_the_guides_other_path_when_the_first_answers_404(self):
        with PlainServer(GUIDE_RUN, paths=("/api/v1/projects/",)) as server:
            result = watch(server.url, "--project", "proj_abc123", "--json")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(server.requested, ["/api/v1/ws/projects/proj_abc123/stream", "/api/v1/projects/proj_abc123/stream"])

    def test_fills_in_what_can_be_derived(self):
        script = [
            {"event_type": "stage_transition", "timestamp": "2024-01-01T12:00:00", "data": {"stage": "model_selection", "progress": 0.4}},
            {"event_type": "progress_update", "timestamp": "2024-01-01T14:00:01.123456+02:00",
             "data": {"progress_percentage": 45, "estimated_time_remaining": 300}},
            {"event_type": "log", "data": {"level": "WARN", "message": "no stage here"}},
            {"event_type": "decision", "data": {"decision": "lightgbm", "confidence_percentage": 71}},
            {"event_type": "pipeline_failed", "data": {"error": "out of memory", "stage": "model_selection"}},
        ]
        with PlainServer(script) as server:
            result = watch(server.url, "--project", "p", "--json")
        self.assertEqual(result.returncode, 1, result.stderr)
        transition, progress, line, decision, failed = events_of(result)[1:-1]
        self.assertEqual(transition["data"]["stage_display"], "Model Selection")
        self.assertEqual(transition["data"]["progress_percentage"], 40.0)
        self.assertEqual(transition["timestamp"], "2024-01-01T12:00:00.000Z")
        self.assertEqual(progress["timestamp"], "2024-01-01T12:00:01.123Z")
        self.assertEqual(progress["data"]["progress"], 0.45)
        self.assertEqual(progress["data"]["stage"], "model_selection")
        self.assertEqual(progress["data"]["estimated_time_display"], "5m")
        self.assertEqual((line["data"]["level"], line["data"]["stage"]), ("warning", "model_selection"))
        self.assertEqual(decision["data"]["confidence"], 0.71)
        self.assertEqual(failed["data"]["status"], "failed")
        self.assertIn("Model Selection", failed["data"]["message"])

    def test_goes_on_after_what_it_cannot_read(self):
        script = ["this is not json", "[1, 2]", '{"no": "type"}', '{"event_type": 7}',
                  '{"event_type": "progress_update", "data": {"stage": "training", "progress": 0.5, "metrics": {"loss": NaN}}}',
                  '{"event_type": "brand_new", "data": {"kept": [1, 2.50]}}', log("still here"), *GUIDE_RUN[-1:]]
        with PlainServer(script) as server:
            result = watch(server.url, "--project", "p", "--json")
        self.assertEqual(result.returncode, 0, result.stderr)
        kinds = [event["event_type"] for event in events_of(result)]
        self.assertEqual(kinds, ["connected", "progress_update", "brand_new", "log", "pipeline_completed", "state"])
        self.assertGreaterEqual(len(result.stderr.splitlines()), 4)
        self.assertIn('"kept":[1,2.50]', result.stdout)

    def test_exit_status_says_how_the_run_ended(self):
        for end, code in (({"event_type": "pipeline_failed", "data": {"error": "x", "stage": "training"}}, 1),
                          ({"event_type": "pipeline_cancelled", "data": {"reason": "enough"}}, 4),
                          ({"event_type": "stage_transition", "data": {"stage": "cancelled"}}, 4),
                          ({"event_type": "stage_transition", "data": {"stage": "completed"}}, 0),
                          ({"event_type": "error", "data": {"error": "Fatal", "recoverable": False}}, 5)):
            with self.subTest(end=end), PlainServer([log("working"), end]) as server:
                result = watch(server.url, "--project", "p")
                self.assertEqual(result.returncode, code, result.stdout + result.stderr)

    def test_comes_back_after_a_drop_and_shows_the_gap(self):
        with PlainServer([log("before"), drop, log("lost"), 0.2, log("after"), *GUIDE_RUN[-1:]]) as server:
            result = watch(server.url, "--project", "p", "--json")
        self.assertEqual(result.returncode, 0, result.stderr)
        kinds = [event["event_type"] for event in events_of(result)]
        self.assertGreaterEqual(server.connections, 2)
        self.assertIn("gap", kinds)
        self.assertLess(kinds.index("gap"), len(kinds) - 2)

    def test_sends_the_token_in_the_header_and_prints_it_nowhere(self):
        with tempfile.NamedTemporaryFile("w") as token, PlainServer(GUIDE_RUN) as server:
            token.write("s3cret-token\n")
            token.flush()
            result = watch(server.url, "--project", "p", "--token-file", token.name)
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(server.headers[0]["Authorization"], "Bearer s3cret-token")
        self.assertNotIn("s3cret", result.stdout + result.stderr)

    def test_says_when_its_output_cannot_be_written(self):
        with PlainServer(GUIDE_RUN) as server, open("/dev/full", "w") as full:
            result = subprocess.run([PROGRAM, "watch", server.url, "--project", "p", "--json"], stdout=full, stderr=subprocess.PIPE,
                                    text=True, timeout=60)
        self.assertEqual(result.returncode, 74)
        self.assertIn("could not be written", result.stderr)

    def test_stops_when_its_reader_has_gone(self):
        with PlainServer([log("one"), 0.3, log("two"), 0.3, log("three")]) as server:
            process = subprocess.Popen([PROGRAM, "watch", server.url, "--project", "p", "--json"], stdout=subprocess.PIPE,
                                       stderr=subprocess.DEVNULL)
            process.stdout.readline()
            process.stdout.close()
            self.assertEqual(process.wait(30), 74)

    def test_escapes_what_a_server_says_on_closing(self):
        async def close(_, connection):
            await connection.close(4001, "reason \x1b[31m<b>x</b>")

        with PlainServer([log("working"), close]) as server:
            result = watch(server.url, "--project", "p", "--max-attempts", "1")
        self.assertIn("reason \\x1b[31m<b>x</b>", result.stderr)
        self.assertNotIn("\x1b", result.stderr)

    def test_no_field_of_an_event_can_steer_the_terminal(self):
        evil = "\x1b[2J\x1b]0;title\x07\u202egnp.exe\x00\r\x9b31m\u200b<img src='file:///etc/passwd'>"
        kinds = {"stage_transition": "stage stage_display message", "progress_update": "stage stage_display message estimated_time_display",
                 "log": "stage stage_display message level", "decision": "stage stage_display decision_type decision reasoning",
                 "approval_required": "approval_id approval_type message stage title", "error": "error details",
                 "approval_resolved": "approval_id decision comment responder source", "cancel_acknowledged": "message request_id",
                 evil: "anything", "pipeline_failed": "error stage stage_display message"}
        script = [{"event_type": kind, "data": {name: evil for name in names.split()}} for kind, names in kinds.items()]
        for arguments in ((), ("--json",)):
            with self.subTest(arguments=arguments), PlainServer(script) as server:
                result = watch(server.url, "--project", "p", *arguments)
                self.assertEqual(result.returncode, 1, result.stderr)
                printed = result.stdout + result.stderr
                self.assertIn("passwd", printed)
                # A line of JSON may be written from right to left, but it gives no orders.
                for control in "\x1b\x07\x00\r\x9b" + ("" if arguments else "\u202e\u200b"):
                    self.assertNotIn(control, printed)
                for event in events_of(result) if arguments else ():
                    if event["event_type"] == "error":  # escaped on the way, and nothing is lost
                        self.assertEqual(event["data"]["details"], evil)

    def test_blames_nobody_for_a_resolution_that_says_nothing(self):
        with PlainServer([{"event_type": "approval_resolved", "data": {"approval_id": "a"}}, *GUIDE_RUN[-1:]]) as server:
            result = watch(server.url, "--project", "p", "--json")
        resolved = next(event for event in events_of(result) if event["event_type"] == "approval_resolved")
        self.assertNotEqual(resolved["data"]["source"], "user")

    def test_fills_in_the_project_that_an_event_leaves_out(self):
        with PlainServer(['{"event_type": "log", "data": {"message": "nameless"}}', *GUIDE_RUN[-1:]]) as server:
            result = watch(server.url, "--project", "p", "--json")
        self.assertEqual({event["project_id"] for event in events_of(result)}, {"p"})

    def test_ends_with_a_state_even_where_nothing_was_heard(self):
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        result = watch(f"127.0.0.1:{port}", "--project", "p", "--json", "--max-attempts", "1")
        self.assertEqual(result.returncode, 3)
        self.assertEqual(events_of(result)[-1]["data"]["status"], "pending")

    def test_is_interrupted_with_130_and_still_says_the_state(self):
        with PlainServer([log("working")]) as server:
            process = subprocess.Popen([PROGRAM, "watch", server.url, "--project", "p", "--json"], stdout=subprocess.PIPE, text=True)
            for line in process.stdout:
                if '"working"' in line:
                    break
            process.send_signal(signal.SIGINT)
            rest = process.stdout.read()
            self.assertEqual(process.wait(10), 130)
            process.stdout.close()
        self.assertEqual(json.loads(rest.splitlines()[-1])["event_type"], "state")


class Refused(unittest.TestCase):
    def answer(self, status):
        """A server that gives every connection the same HTTP answer."""
        listener = socket.create_server(("127.0.0.1", 0))

        def run():
            while True:
                try:
                    peer, _ = listener.accept()
                except OSError:
                    return
                with peer:
                    peer.recv(65536)
                    peer.sendall(f"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())

        threading.Thread(target=run, daemon=True).start()
        self.addCleanup(lambda: (listener.shutdown(socket.SHUT_RDWR), listener.close()))
        return f"ws://127.0.0.1:{listener.getsockname()[1]}"

    def test_each_refusal_has_its_status_and_its_sentence(self):
        for status, code, word in (("401 Unauthorized", 5, "token"), ("403 Forbidden", 5, "403"), ("404 Not Found", 3, "404"),
                                   ("429 Too Many Requests", 3, "429"), ("503 Service Unavailable", 3, "503")):
            with self.subTest(status=status):
                result = watch(self.answer(status), "--project", "p", "--max-attempts", "1")
                self.assertEqual(result.returncode, code, result.stderr)
                self.assertIn(word, result.stderr)

    def silent(self):
        """A server that takes a connection and then says nothing."""
        listener = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(listener.close)
        return f"127.0.0.1:{listener.getsockname()[1]}"

    def encrypted(self):
        """A server whose certificate nobody vouches for."""
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        certificate, key = (os.path.join(folder.name, name) for name in ("certificate.pem", "key.pem"))
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, "-days", "2",
                        "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"], check=True, capture_output=True, timeout=60)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        server = PlainServer(GUIDE_RUN, tls=context)
        server.__enter__()
        self.addCleanup(server.__exit__)
        return server.url.replace("ws:", "wss:")

    def test_each_trouble_has_a_sentence_of_its_own_that_says_what_to_do(self):
        with socket.create_server(("127.0.0.1", 0)) as free:
            unused = f"127.0.0.1:{free.getsockname()[1]}"
        troubles = {  # what the sentence names, what it advises, the exit status
            unused: ("refused", "Check", 3), "ws://no-such-host.invalid:8000": ("no-such-host.invalid", "Check", 3),
            self.silent(): ("10 s", "Check", 3), self.encrypted(): ("certificate", "--ca-file", 3),
            self.answer("200 OK"): ("WebSocket", "Check", 3), self.answer("401 Unauthorized"): ("401", "token", 5),
            self.answer("403 Forbidden"): ("403", "operator", 5), self.answer("404 Not Found"): ("404", "Check", 3),
            self.answer("429 Too Many Requests"): ("429", "later", 3), self.answer("503 Service Unavailable"): ("503", "later", 3)}
        with concurrent.futures.ThreadPoolExecutor(len(troubles)) as pool:
            results = dict(zip(troubles, pool.map(lambda url: watch(url, "--project", "p", "--max-attempts", "1"), troubles)))
        sentences = set()
        for url, (what, advice, code) in troubles.items():
            with self.subTest(trouble=what):
                result = results[url]
                self.assertEqual((result.returncode, result.stdout), (code, ""), result.stderr)
                self.assertIn(what, result.stderr)
                self.assertIn(advice, result.stderr)
                sentences.add(re.sub(r"127\.0\.0\.1:\d+", "SERVER", result.stderr))
        self.assertEqual(len(sentences), len(troubles))

    def test_nobody_listens(self):
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        result = watch(f"127.0.0.1:{port}", "--project", "p", "--max-attempts", "2")
        self.assertEqual(result.returncode, 3)
        self.assertIn("refused", result.stderr.lower())

    def test_wrong_arguments_are_named_in_one_line(self):
        for arguments, word in ((["watch"], "URL"), (["watch", "localhost:8000"], "project"), (["watch", "ftp://x", "--project", "p"], "ftp"),
                                (["watch", "localhost:1", "--project", "p", "--wat"], "wat"),
                                (["watch", "localhost:1", "--project", "p", "--token", "s3cret"], "token"),
                                (["watch", "localhost:1", "--project", "p", "more"], "more"),
                                (["watch", "ws://x:99999", "--project", "p"], "99999"),
                                (["watch", "localhost:1", "--project", "p", "--ca-file", "/no/such.pem"], "/no/such.pem"),
                                (["serve", "--project", "p", "--scenario", "success", "--scenario", "failure"], "--project"),
                                (["demo", "--scenario", "nonsense"], "nonsense"), (["demo", "--theme", "pink"], "pink"),
                                (["nonsense", "extra"], "extra"), (["--wat"], "wat"),
                                (["watch", "localhost:1", "--project", "p", "--max-attempts", "many"], "many"),
                                (["watch", "localhost:1", "--project", "p", "--token-file", "/no/such"], "/no/such"),
                                (["serve", "--listen", "nowhere"], "nowhere"), (["serve", "--scenario", "nonsense"], "nonsense"),
                                (["serve", "--speed", "fast"], "fast"), (["serve", "extra"], "extra"), (["demo", "--size", "big"], "big")):
            with self.subTest(arguments=arguments):
                result = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, timeout=30)
                self.assertEqual(result.returncode, 2)
                self.assertEqual(len(result.stderr.splitlines()), 1, result.stderr)
                self.assertIn(word, result.stderr)
                self.assertEqual(result.stdout, "")


class AgainstServe(unittest.TestCase):
    def test_every_built_in_scenario_ends_as_it_says(self):
        for scenario, code in (("success", 0), ("failure", 1), ("flaky", 0), ("metrics-nan", None)):
            with self.subTest(scenario=scenario), Server("--scenario", scenario, "--speed", "200") as server:
                result = watch(server.url, "--project", "proj_abc123", "--json", timeout=90)
                if code is not None:
                    self.assertEqual(result.returncode, code, result.stderr)
                events = events_of(result)
                self.assertEqual(events[-1]["event_type"], "state")
                sequences = [event["sequence"] for event in events[:-1] if event.get("sequence") and event["event_type"] not in ("state", "gap")]
                self.assertEqual(sequences, list(range(1, len(sequences) + 1)))
                server_state = server.get("/api/v1/projects/proj_abc123/state")
                self.assertEqual(server_state["data"], events[-1]["data"])

    def test_prints_text_for_people_without_colours_in_a_pipe(self):
        with Server("--scenario", "success", "--speed", "200") as server:
            result = watch(server.url, "--project", "proj_abc123")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertNotIn("\x1b", result.stdout)
        self.assertIn("DECISION", result.stdout)

    def test_colours_its_levels_on_a_terminal(self):
        with Server("--scenario", "failure", "--speed", "200") as server:
            code, seen = on_a_terminal(os.environ, "watch", server.url, "--project", "proj_abc123")
        self.assertEqual(code, 1)
        self.assertRegex(seen, "\x1b\\[31m[0-9:.]+  ERROR")
        self.assertIn("\r\x1b[2K", seen)  # the line of progress gives way to what is written


if __name__ == "__main__":
    unittest.main(verbosity=2)
