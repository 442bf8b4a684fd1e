# SPDX-FileCopyrightText: Stagewatch contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""`stagewatch state`, `cancel`, `approve` and `reject`: one process a question, against `serve` and against servers that are not."""
import asyncio
import http.server
import json
import os
import shutil
import socket
import ssl
import subprocess
import tempfile
import threading
import time
import unittest
import urllib.error
import urllib.request

import websockets

from stagewatch_process import PROGRAM, Server, on_a_terminal

ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("STAGEWATCH_")}
PROPOSAL = {"architecture": "xgboost_clf", "hyperparameters": {"n_estimators": 600, "learning_rate": 0.05}}


def stagewatch(*arguments, environment=None, **more):
    return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, timeout=60,
                          env={**ENVIRONMENT, "USER": "ann", **(environment or {})}, **more)


def state_message(**data):
    return {"event_type": "state", "project_id": "p", "timestamp": "2024-01-01T12:00:00.000Z", "stream_id": "s", "sequence": 7,
            "data": {"project_id": "p", "run_id": "run_1", "status": "waiting_for_approval", "stages": [], "logs": [], "decisions": [],
                     "pending_approvals": [], "error": None, "result": None, **data}}


def waiting(*ids):
    return [{"approval_id": name, "approval_type": "t", "title": f"May {name}?", "approval_data": PROPOSAL} for name in ids]


class Fake:
    """An HTTP server that gives the answers it was told to, and remembers what it was asked. An answer is (status, body) or
    (status, body, headers); a body that is no bytes is sent as JSON. None cuts the connection. A list is used up one by one."""

    def __init__(self, answers, tls=None):
        self.asked = []
        fake = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def answer(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                fake.asked.append((self.command, self.path, self.headers, body))
                found = answers.get(f"{self.command} {self.path}")
                if isinstance(found, list):
                    found = found.pop(0)
                elif found is None:
                    found = (404, b"no such path")
                if found is None:
                    self.close_connection = True
                    return
                status, content, *more = found
                content = content if isinstance(content, bytes) else json.dumps(content).encode()
                self.send_response(status)
                for name, value in (more[0] if more else {}).items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_GET = do_POST = answer

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        if tls:
            self.server.socket = tls.wrap_socket(self.server.socket, server_side=True)
        self.port = self.server.server_address[1]
        self.url = f"{'https' if tls else 'http'}://127.0.0.1:{self.port}"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join(10)


class AgainstServe(unittest.TestCase):
    def serve(self, *arguments):
        server = Server(*arguments)
        self.addCleanup(server.__exit__)
        return server

    def wait_for(self, server, project, status):
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            # Reading its events is watching: the scripted pipeline starts with its first watcher.
            server.get(f"/api/v1/projects/{project}/events?limit=1")
            if server.get(f"/api/v1/projects/{project}/state")["data"]["status"] == status:
                return
            time.sleep(0.05)
        self.fail(f"{project} never was {status}")

    def waiting_server(self):
        server = self.serve("--scenario", "approval", "--project", "credit", "--speed", "50")
        self.wait_for(server, "credit", "waiting_for_approval")
        return server

    def test_state_in_a_pipe_is_the_servers_message_on_one_line(self):
        server = self.waiting_server()
        result = stagewatch("state", server.url, "--project", "credit")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(len(result.stdout.splitlines()), 1)
        message = json.loads(result.stdout)
        self.assertEqual(message["event_type"], "state")
        self.assertEqual(message["data"], server.get("/api/v1/projects/credit/state")["data"])

    def test_state_on_a_terminal_is_a_summary_that_says_how_to_answer(self):
        server = self.waiting_server()
        code, text = on_a_terminal(ENVIRONMENT, "state", server.url, "--project", "credit")
        self.assertEqual(code, 0, text)
        self.assertRegex(text, r"credit  .*[Aa]pproval")
        self.assertRegex(text, r"\[#+\] 100 %  Data Analysis +Completed")
        self.assertIn("apr_model_selection  Train XGBoost on 46,894 applications?", text)
        self.assertIn(f"stagewatch approve {server.url} --project credit --approval apr_model_selection", text)
        code, text = on_a_terminal(ENVIRONMENT, "state", server.url, "--project", "credit", "--json")
        self.assertEqual((code, json.loads(text)["event_type"]), (0, "state"))

    def test_the_server_and_the_project_may_come_from_the_environment(self):
        server = self.waiting_server()
        result = stagewatch("state", environment={"STAGEWATCH_SERVER": server.url, "STAGEWATCH_PROJECT": "credit"})
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(json.loads(result.stdout)["project_id"], "credit")

    def test_an_only_project_needs_no_name(self):
        server = self.waiting_server()
        result = stagewatch("state", server.url)
        self.assertEqual(json.loads(result.stdout)["project_id"], "credit", result.stderr)
        self.assertEqual(stagewatch("approve", server.url).returncode, 0)

    def test_several_projects_are_listed(self):
        server = self.serve("--scenario", "approval", "--scenario", "success")
        result = stagewatch("state", server.url)
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual({project["project_id"] for project in json.loads(result.stdout)["projects"]}, {"approval", "success"})
        code, text = on_a_terminal(ENVIRONMENT, "state", server.url)
        self.assertEqual(code, 0)
        self.assertRegex(text, r"(?m)^approval +\S")
        result = stagewatch("cancel", server.url)
        self.assertEqual(result.returncode, 2)
        self.assertIn("--project", result.stderr)
        self.assertIn("success", result.stderr)

    def test_a_project_that_is_not_there(self):
        server = self.serve("--scenario", "approval", "--scenario", "success")
        for command in ("state", "cancel", "approve", "reject"):
            with self.subTest(command=command):
                result = stagewatch(command, server.url, "--project", "nowhere")
                self.assertEqual((result.returncode, result.stdout), (1, ""))
                self.assertIn("nowhere", result.stderr)

    def test_approving_the_only_thing_that_waits_goes_on(self):
        server = self.waiting_server()
        result = stagewatch("approve", server.url, "--project", "credit", "--comment", "looks good")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("apr_model_selection", result.stdout)
        resolved = self.resolution(server)
        self.assertEqual((resolved["decision"], resolved["comment"], resolved["responder"]), ("approved", "looks good", "ann"))
        self.wait_for(server, "credit", "completed")

    def resolution(self, server):
        events = server.get("/api/v1/projects/credit/events")["events"]
        return next(event["data"] for event in events if event["event_type"] == "approval_resolved")

    def test_an_edit_is_sent_as_it_is_spelled(self):
        server = self.waiting_server()
        edit = '{"architecture": "logreg", "hyperparameters": {"learning_rate": 0.0500, "seed": 12345678901234567890}}'
        result = stagewatch("approve", server.url, "--project", "credit", "--data", "-", input=edit)
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("edit", result.stdout)
        with urllib.request.urlopen(server.url + "/api/v1/projects/credit/events", timeout=10) as answer:
            events = answer.read().decode()
        self.assertIn('"learning_rate":0.0500', events)
        self.assertIn('"seed":12345678901234567890', events)

    def test_rejecting_with_a_reason_ends_the_run(self):
        server = self.waiting_server()
        result = stagewatch("reject", server.url, "--project", "credit", "--approval", "apr_model_selection", "--reason", "too deep")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(self.resolution(server)["comment"], "too deep")
        self.wait_for(server, "credit", "failed")

    def test_a_late_answer_hears_who_was_faster_and_how(self):
        server = self.waiting_server()
        self.assertEqual(stagewatch("reject", server.url, "--project", "credit", "--comment", "not now").returncode, 0)
        result = stagewatch("approve", server.url, "--project", "credit", "--approval", "apr_model_selection")
        self.assertEqual((result.returncode, result.stdout), (1, ""))
        self.assertRegex(result.stderr, r"rejected by ann at \d\d:\d\d:\d\d: not now")
        result = stagewatch("approve", server.url, "--project", "credit")
        self.assertEqual(result.returncode, 1)
        self.assertIn("Nothing waits", result.stderr)

    def test_an_approval_that_is_not_there(self):
        server = self.waiting_server()
        result = stagewatch("approve", server.url, "--project", "credit", "--approval", "apr_other")
        self.assertEqual(result.returncode, 1)
        self.assertIn("apr_other", result.stderr)

    def test_cancel_says_that_the_pipeline_heard_it(self):
        server = self.waiting_server()
        result = stagewatch("cancel", server.url, "--project", "credit", "--reason", "wrong data")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("heard", result.stdout)
        self.wait_for(server, "credit", "cancelled")
        result = stagewatch("cancel", server.url, "--project", "credit")
        self.assertEqual((result.returncode, result.stdout), (1, ""))
        self.assertIn("ended already", result.stderr)


class AgainstRealPipelines(unittest.TestCase):
    """What a script publishes over HTTP, and nobody plays."""

    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder)
        self.tokens = {}

    def serve(self, *arguments):
        server = Server("--data", os.path.join(self.folder, "data"), *arguments)
        self.addCleanup(server.__exit__)
        return server

    def token(self, name, *roles):
        path = os.path.join(self.folder, name)
        flags = [word for role in roles for word in ("--role", role)]
        result = stagewatch("token", "add", "--token-file", os.path.join(self.folder, "tokens"), "--name", name, *flags)
        self.assertEqual(result.returncode, 0, result.stderr)
        with open(path, "w") as file:
            file.write(result.stdout)
        self.tokens[name] = result.stdout.strip()
        return path

    def publish(self, server, *events, token=None):
        request = urllib.request.Request(server.url + "/api/v1/projects/churn/events", json.dumps(events).encode(),
                                         {"Content-Type": "application/json", **({"Authorization": f"Bearer {token}"} if token else {})})
        with urllib.request.urlopen(request, timeout=10) as answer:
            self.assertEqual(json.load(answer)["accepted"], len(events))

    def asking(self, name):
        return {"event_type": "approval_required", "data": {
            "approval_id": name, "approval_type": "deploy", "message": f"May {name}?", "approval_data": {"max_depth": 6},
            "editable_schema": {"type": "object", "properties": {"max_depth": {"type": "integer", "maximum": 16}}}}}

    STARTED = {"event_type": "stage_transition", "data": {"stage": "training", "progress": 0.5}}

    def test_several_that_wait_are_answered_by_name(self):
        server = self.serve()
        self.publish(server, self.STARTED, self.asking("one"), self.asking("two"))
        result = stagewatch("approve", server.url, "--project", "churn")
        self.assertEqual(result.returncode, 2)
        self.assertIn("one  May one?", result.stderr)
        self.assertIn("two  May two?", result.stderr)
        self.assertEqual(stagewatch("reject", server.url, "--project", "churn", "--approval", "one").returncode, 0)
        self.assertEqual(stagewatch("approve", server.url, "--project", "churn").returncode, 0)
        self.assertEqual(json.loads(stagewatch("state", server.url).stdout)["data"]["pending_approvals"], [])

    def test_an_edit_that_the_schema_forbids_names_the_field_and_leaves_it_open(self):
        server = self.serve()
        self.publish(server, self.STARTED, self.asking("one"))
        result = stagewatch("approve", server.url, "--project", "churn", "--data", "-", input='{"max_depth": 99}')
        self.assertEqual((result.returncode, result.stdout), (1, ""))
        self.assertIn("max_depth", result.stderr)
        self.assertEqual(stagewatch("approve", server.url, "--project", "churn", "--data", "-", input='{"max_depth": 9}').returncode, 0)

    def test_an_answer_holds_after_a_restart(self):
        server = self.serve()
        self.publish(server, self.STARTED, self.asking("one"))
        self.assertEqual(stagewatch("reject", server.url, "--project", "churn", "--comment", "not now").returncode, 0)
        server.kill()
        server = self.serve()
        result = stagewatch("approve", server.url, "--project", "churn", "--approval", "one")
        self.assertEqual(result.returncode, 1)
        self.assertIn("rejected by ann", result.stderr)

    def test_nobody_hears_a_cancel_where_no_pipeline_is_connected(self):
        server = self.serve()
        self.publish(server, self.STARTED)
        result = stagewatch("cancel", server.url, "--project", "churn", "--reason", "late")
        self.assertEqual((result.returncode, result.stdout), (1, ""))
        self.assertIn("Nobody hears it", result.stderr)

    def test_to_ask_for_a_project_makes_none(self):
        server = self.serve("--max-projects", "1")
        for command in (["state"], ["cancel"], ["approve"], ["reject", "--approval", "one"]):
            with self.subTest(command=command):
                result = stagewatch(command[0], server.url, "--project", "other", *command[1:])
                self.assertEqual((result.returncode, result.stdout), (1, ""))
                self.assertIn("no project", result.stderr)
        self.assertEqual(server.get("/api/v1/projects"), {"projects": []})
        self.publish(server, self.STARTED)
        self.assertEqual(json.loads(stagewatch("state", server.url).stdout)["project_id"], "churn")
        request = urllib.request.Request(server.url + "/api/v1/projects/other/events", b'{"event_type": "log", "data": {"message": "x"}}',
                                         {"Content-Type": "application/json"})
        with self.assertRaises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(request, timeout=10)
        self.assertEqual(refused.exception.code, 429)
        refused.exception.close()

    def test_a_run_that_ended_cannot_be_cancelled(self):
        server = self.serve()
        self.publish(server, self.STARTED, {"event_type": "pipeline_completed", "data": {"result": {}}})
        result = stagewatch("cancel", server.url, "--project", "churn")
        self.assertEqual((result.returncode, result.stdout), (1, ""))
        self.assertIn("ended already", result.stderr)

    def test_a_pipeline_hears_the_cancel_and_the_decision(self):
        server = self.serve()

        async def until(connection, kind):
            while True:
                message = json.loads(await asyncio.wait_for(connection.recv(), 20))
                if message["event_type"] == kind:
                    return message["data"]

        async def pipeline():
            loop = asyncio.get_running_loop()
            async with websockets.connect(server.url.replace("http", "ws") + "/api/v1/ws/projects/churn/publish") as connection:
                await until(connection, "connected")
                for number, event in enumerate((self.STARTED, self.asking("one")), 1):
                    await connection.send(json.dumps({**event, "publisher_id": "script", "publisher_sequence": number}))
                    await until(connection, "published")
                answered = loop.run_in_executor(None, lambda: stagewatch("approve", server.url, "--data", "-", input='{"max_depth": 12}'))
                resolved = await until(connection, "approval_resolved")
                self.assertEqual((await answered).returncode, 0)
                cancelled = loop.run_in_executor(None, lambda: stagewatch("cancel", server.url, "--reason", "enough", "--force"))
                return resolved, await until(connection, "cancel_requested"), await cancelled

        resolved, requested, result = asyncio.run(pipeline())
        self.assertEqual((resolved["decision"], resolved["approval_data"], resolved["responder"]), ("approved", {"max_depth": 12}, "ann"))
        self.assertEqual((requested["reason"], requested["force"]), ("enough", True))
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("has heard it", result.stdout)

    def test_a_token_says_who_answered_and_what_it_may(self):
        reader, chief, job = self.token("reader", "watch"), self.token("chief", "watch", "control"), self.token("job", "publish")
        server = self.serve("--token-file", os.path.join(self.folder, "tokens"))
        self.publish(server, self.STARTED, self.asking("one"), token=self.tokens["job"])
        for command in ("state", "approve", "cancel"):
            with self.subTest(command=command):
                result = stagewatch(command, server.url, "--project", "churn")
                self.assertEqual((result.returncode, result.stdout), (5, ""), result.stderr)
                self.assertIn("token", result.stderr)
        for path in (reader, job):
            with self.subTest(token=path):
                result = stagewatch("approve", server.url, "--project", "churn", "--approval", "one", "--token-file", path)
                self.assertEqual((result.returncode, result.stdout), (5, ""), result.stderr)
        self.assertEqual(stagewatch("state", server.url, "--token-file", reader).returncode, 0)
        self.assertEqual(stagewatch("approve", server.url, environment={"STAGEWATCH_TOKEN": self.tokens["chief"]}).returncode, 0)
        result = stagewatch("reject", server.url, "--project", "churn", "--approval", "one", "--token-file", chief)
        self.assertEqual(result.returncode, 1)
        self.assertIn("approved by chief", result.stderr)


class AgainstOthers(unittest.TestCase):
    STATE = "GET /api/v1/projects/p/state"
    CANCEL = "POST /api/v1/projects/p/cancel"

    def ask(self, answers, *arguments, **more):
        with Fake(answers) as server:
            result = stagewatch(arguments[0], server.url, *arguments[1:], **more)
        return result, server

    def test_several_that_wait_are_listed_and_none_is_answered(self):
        result, server = self.ask({self.STATE: (200, state_message(pending_approvals=waiting("one", "two")))}, "approve", "--project", "p")
        self.assertEqual(result.returncode, 2)
        for text in ("--approval", "one  May one?", "two  May two?"):
            self.assertIn(text, result.stderr)
        self.assertEqual([request[0] for request in server.asked], ["GET"])

    def test_a_named_approval_is_answered_without_reading_the_state(self):
        path = "POST /api/v1/projects/p/approvals/a%2Fb%20c"
        result, server = self.ask({path: (200, {"approval_id": "a/b c", "accepted": True})}, "approve", "--project", "p", "--approval", "a/b c")
        self.assertEqual(result.returncode, 0, result.stderr)
        (_, _, headers, body), = server.asked
        sent = json.loads(body)
        self.assertEqual(headers["Content-Type"], "application/json")
        self.assertEqual((sent["decision"], sent["approval_id"]), ("approved", "a/b c"))
        self.assertTrue(sent["request_id"])
        self.assertNotIn("approval_data", sent)

    def test_an_answer_that_got_lost_is_sent_again_as_the_same(self):
        path = "POST /api/v1/projects/p/approvals/one"
        result, server = self.ask({path: [None, (200, {"approval_id": "one", "accepted": True})]}, "reject", "--project", "p", "--approval", "one")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertGreaterEqual(len(server.asked), 2)
        self.assertEqual(len({json.loads(request[3])["request_id"] for request in server.asked}), 1)

    def test_an_edit_that_the_schema_forbids_names_the_field(self):
        path = "POST /api/v1/projects/p/approvals/one"
        refusal = {"title": "Unprocessable Content", "status": 422, "detail": '"max_depth" must be at most 16.'}
        with tempfile.NamedTemporaryFile("w") as edit:
            edit.write('{"max_depth": 99}')
            edit.flush()
            result, _ = self.ask({path: (422, refusal)}, "approve", "--project", "p", "--approval", "one", "--data", edit.name)
        self.assertEqual((result.returncode, result.stdout), (1, ""))
        self.assertIn('"max_depth" must be at most 16.', result.stderr)

    def test_a_decision_by_timeout_is_said_to_be_one(self):
        path = "POST /api/v1/projects/p/approvals/one"
        resolution = {"approval_id": "one", "decision": "rejected", "source": "timeout", "resolved_at": "2024-01-01T12:00:00Z"}
        for status in (200, 409):
            with self.subTest(status=status):
                result, _ = self.ask({path: (status, {"approval_id": "one", "accepted": False, "resolution": resolution})},
                                     "approve", "--project", "p", "--approval", "one")
                self.assertEqual(result.returncode, 1)
                self.assertIn("rejected because nobody answered in time", result.stderr)

    def test_cancel_that_nobody_hears(self):
        for acknowledgement, sentence in (({"message": "ok", "delivered": False}, "Nobody hears it"), ({"message": "ok"}, "does not say")):
            with self.subTest(acknowledgement=acknowledgement):
                result, _ = self.ask({self.CANCEL: (200, acknowledgement), self.STATE: (200, state_message(status="running"))},
                                     "cancel", "--project", "p")
                self.assertEqual((result.returncode, result.stdout), (1, ""))
                self.assertIn(sentence, result.stderr)

    def test_cancel_carries_reason_and_force(self):
        result, server = self.ask({self.CANCEL: (200, {"message": "ok", "delivered": True})}, "cancel", "--project", "p",
                                  "--reason", "wrong data", "--force")
        self.assertEqual(result.returncode, 0, result.stderr)
        sent = json.loads(server.asked[0][3])
        self.assertEqual((sent["type"], sent["reason"], sent["force"]), ("cancel", "wrong data", True))

    def test_each_refusal_has_its_exit_status(self):
        for status, code in ((401, 5), (403, 5), (404, 1), (409, 1), (400, 1), (429, 3), (500, 3), (503, 3)):
            for path, command in ((self.STATE, "state"), (self.CANCEL, "cancel")):
                with self.subTest(status=status, command=command):
                    result, _ = self.ask({path: (status, {"title": "No", "detail": "Not like this."})}, command, "--project", "p")
                    self.assertEqual((result.returncode, result.stdout), (code, ""))
                    self.assertIn("Not like this.", result.stderr)

    def test_something_that_is_no_stagewatch_server(self):
        for status, body in ((404, b"<html>nothing</html>"), (200, b"<html>hello</html>"), (200, b"[1, 2]"), (200, b'{"event_type": "surprise"}')):
            for command in (["state", "--project", "p"], ["cancel", "--project", "p"], ["approve", "--project", "p"], ["state"], ["cancel"]):
                with self.subTest(body=body, command=command):
                    answer = (status, body)
                    result, _ = self.ask({self.STATE: answer, self.CANCEL: answer, "GET /api/v1/projects": answer}, *command)
                    self.assertEqual((result.returncode, result.stdout), (3, ""))
                    self.assertEqual(len(result.stderr.splitlines()), 1, result.stderr)

    def test_nobody_listens(self):
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        for command in ("state", "cancel", "approve"):
            with self.subTest(command=command):
                result = stagewatch(command, f"127.0.0.1:{port}", "--project", "p")
                self.assertEqual((result.returncode, result.stdout), (3, ""))
                self.assertIn("127.0.0.1", result.stderr)

    def test_a_redirect_is_told_and_not_followed(self):
        with tempfile.NamedTemporaryFile("w") as token, Fake({}) as other:
            token.write("s3cret\n")
            token.flush()
            target = other.url + "/api/v1/projects/p/state"
            result, _ = self.ask({self.STATE: (307, b"", {"Location": target})}, "state", "--project", "p", "--token-file", token.name)
        self.assertEqual(result.returncode, 3)
        self.assertIn(target, result.stderr)
        self.assertEqual(other.asked, [])

    def test_what_a_server_says_cannot_steer_the_terminal(self):
        evil = "a\x1b[31mb\u009bc\u202ed"
        approval = {**waiting(evil)[0], "message": evil, "title": evil}
        message = state_message(error=evil, result={evil: evil}, pending_approvals=[approval, *waiting("one")], run_id=evil,
                                stages=[{"stage": evil, "stage_display": evil, "status": "running", "progress": 0.5}])
        listed = {"projects": [{"project_id": evil, "status": evil, "stage": evil}, {"project_id": "q", "status": "running"}]}
        resolution = {"approval_id": "one", "decision": "rejected", "responder": evil, "comment": evil}
        with Fake({self.STATE: (200, message), "GET /api/v1/projects": (200, listed),
                   "POST /api/v1/projects/p/approvals/one": (200, {"accepted": False, "resolution": resolution})}) as server:
            for command in (["state", server.url, "--project", "p"], ["state", server.url, "--project", "p", "--json"],
                            ["state", server.url]):
                with self.subTest(command=command):
                    code, text = on_a_terminal(ENVIRONMENT, *command)
                    self.assertEqual(code, 0, text)
                    self.assertIn("[31m", text)
                    self.assertFalse(set("\x1b\u009b\u202e") & set(text), repr(text))
                    if "--json" in command:
                        self.assertEqual(json.loads(text), message)
            for command in (["approve", server.url, "--project", "p"], ["approve", server.url, "--project", "p", "--approval", "one"],
                            ["cancel", server.url], ["state", server.url, "--project", evil],
                            ["approve", server.url, "--project", "p", "--data", evil]):
                with self.subTest(command=command):
                    result = stagewatch(*command)
                    self.assertNotEqual(result.returncode, 0)
                    self.assertIn("[31m", result.stderr)
                    self.assertFalse(set("\x1b\u009b\u202e") & set(result.stdout + result.stderr), repr(result.stderr))

    def test_a_result_that_could_not_be_written_is_an_error(self):
        with Fake({self.STATE: (200, state_message())}) as server, open("/dev/full", "w") as full:
            result = subprocess.run([PROGRAM, "state", server.url, "--project", "p"], stdout=full, stderr=subprocess.PIPE, text=True,
                                    timeout=60, env=ENVIRONMENT)
        self.assertEqual(result.returncode, 74)
        self.assertIn("could not be written", result.stderr)


class Encrypted(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder)
        self.ca = os.path.join(self.folder, "ca.pem")
        key = os.path.join(self.folder, "key.pem")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", self.ca, "-days", "2", "-subj",
                        "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"], check=True, capture_output=True, timeout=60)
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(self.ca, key)
        self.token = os.path.join(self.folder, "token")
        with open(self.token, "w") as file:
            file.write("s3cret\n")

    def test_the_token_goes_to_a_server_whose_certificate_is_trusted(self):
        answers = {"GET /api/v1/projects/p/state": (200, state_message(pending_approvals=waiting("one"))),
                   "POST /api/v1/projects/p/approvals/one": (200, {"approval_id": "one", "accepted": True})}
        with Fake(answers, tls=self.context) as server:
            result = stagewatch("approve", server.url, "--project", "p", "--ca-file", self.ca, "--token-file", self.token)
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual([request[2]["Authorization"] for request in server.asked], ["Bearer s3cret"] * 2)
        self.assertNotIn("s3cret", result.stdout + result.stderr)

    def test_a_certificate_that_nobody_vouches_for_ends_it(self):
        with Fake({}, tls=self.context) as server:
            result = stagewatch("state", server.url, "--project", "p", "--token-file", self.token)
        self.assertEqual((result.returncode, result.stdout), (3, ""))
        self.assertIn("certificate", result.stderr.lower())
        self.assertEqual(server.asked, [])


class WrongUsage(unittest.TestCase):
    def test_wrong_arguments_are_named_in_one_line(self):
        with tempfile.TemporaryDirectory() as folder:
            def file(name, content):
                path = os.path.join(folder, name)
                with open(path, "wb") as out:
                    out.write(content)
                return path

            array, broken = file("array", b"[1]"), file("broken", b'{"a": ')
            python, large = file("python", b'{"loss": NaN}'), file("large", b'{"a": "' + b"x" * 300_000 + b'"}')
            for arguments, word in ((["state", "ftp://x"], "ftp"), (["state", "localhost:1", "extra"], "extra"), (["state", "--wat"], "wat"),
                                    (["state", "localhost:1", "--project", "a/b"], "a/b"), (["state", "localhost:1", "--server", "b:2"], "twice"),
                                    (["cancel", "--project", "p", "--token-file", "/no/such"], "/no/such"),
                                    (["approve", "--comment", "a", "--reason", "b"], "--reason"), (["reject", "--approval", ".."], ".."),
                                    (["approve", "--project", "p", "--data", "/no/such"], "/no/such"), (["approve", "--project", "p", "--data", array], "object"),
                                    (["approve", "--project", "p", "--data", broken], "not JSON"), (["approve", "--project", "p", "--data", python], "loss"),
                                    (["approve", "--project", "p", "--data", large], "256 KiB"), (["approve", "--data", folder], folder)):
                with self.subTest(arguments=arguments):
                    result = stagewatch(*arguments)
                    self.assertEqual((result.returncode, result.stdout), (2, ""), result.stderr)
                    self.assertEqual(len(result.stderr.splitlines()), 1, result.stderr)
                    self.assertIn(word, result.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)
