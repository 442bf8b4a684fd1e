# SPDX-FileCopyrightText: Stagewatch contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A server that knows the guide and nothing else: no sequence, no replay, no approval ids, no state unless told to."""
import asyncio
import http
import json
import threading

import websockets

GUIDE_RUN = [
    {"event_type": "stage_transition", "data": {"stage": "analyzing", "progress": 0.0, "progress_percentage": 0.0,
                                                "stage_display": "Problem Analysis"}},
    {"event_type": "log", "data": {"level": "info", "message": "Starting model training", "stage": "analyzing",
                                   "stage_display": "Problem Analysis"}},
    {"event_type": "stage_transition", "data": {"stage": "training", "progress": 0.5, "progress_percentage": 50.0,
                                                "stage_display": "Model Training"}},
    {"event_type": "progress_update", "data": {"stage": "training", "progress": 0.65, "progress_percentage": 65.0,
                                               "stage_display": "Model Training", "message": "Training epoch 5/10",
                                               "estimated_time_remaining": 300, "estimated_time_display": "5m"}},
    {"event_type": "decision", "data": {"stage": "model_selection", "stage_display": "Model Selection",
                                        "decision_type": "model_architecture", "decision": "xgboost_clf",
                                        "reasoning": "XGBoost selected due to tabular data with 15k rows",
                                        "confidence": 0.92, "confidence_percentage": 92.0,
                                        "metadata": {"num_rows": 15000, "num_features": 25}}},
    {"event_type": "pipeline_completed", "data": {"status": "completed",
                                                  "message": "Pipeline execution completed successfully",
                                                  "result": {"model_id": "model_xyz789", "metrics": {"auc": 0.91}}}},
]


class PlainServer:
    """Runs in a thread of its own. `script` is a list of events (dicts), raw texts (str), pauses (float seconds),
    or coroutine functions that take this server and the connection."""

    def __init__(self, script, paths=("/api/v1/ws/projects/", "/api/v1/projects/"), after="wait", tls=None):
        self.script, self.paths, self.after, self.tls = script, paths, after, tls
        self.received, self.headers, self.requested, self.connections = [], [], [], 0
        self.position = 0  # the pipeline goes on where it is, whoever listens
        self.ready = threading.Event()
        self.thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self):
        self.thread.start()
        assert self.ready.wait(10)
        return self

    def __exit__(self, *_):
        self.loop.call_soon_threadsafe(self.stopped.set)
        self.thread.join(10)

    @property
    def url(self):
        return f"ws://127.0.0.1:{self.port}"

    def _run(self):
        asyncio.run(self._serve())

    async def _serve(self):
        self.loop = asyncio.get_running_loop()
        self.stopped = asyncio.Event()
        self.answer = asyncio.Queue()
        async with websockets.serve(self._session, "127.0.0.1", 0, process_request=self._accept, ssl=self.tls,
                                    max_size=2 ** 22, ping_interval=None) as server:
            self.port = server.sockets[0].getsockname()[1]
            self.ready.set()
            await self.stopped.wait()

    async def _accept(self, path, headers):
        self.requested.append(path)
        self.headers.append(headers)
        if not any(path.startswith(start) and path.endswith("/stream") for start in self.paths):
            return http.HTTPStatus.NOT_FOUND, [], b"no such path\n"
        return None

    async def _session(self, connection, path):
        self.connections += 1
        project = path.split("/")[-2]
        await self.send(connection, {"event_type": "connected", "message": "WebSocket connection established"}, project)
        listener = asyncio.ensure_future(self._listen(connection, project))
        try:
            while self.position < len(self.script):
                step = self.script[self.position]
                self.position += 1
                if isinstance(step, dict):
                    await self.send(connection, step, project)
                elif isinstance(step, str):
                    await connection.send(step)
                elif isinstance(step, float):
                    await asyncio.sleep(step)
                else:
                    await step(self, connection)
            if self.after == "close":
                await connection.close(1000)
            else:
                await connection.wait_closed()
        except websockets.ConnectionClosed:
            pass
        finally:
            listener.cancel()

    async def _listen(self, connection, project):
        async for text in connection:
            message = json.loads(text)
            self.received.append(message)
            if message["type"] == "ping":
                await self.send(connection, {"event_type": "pong"})
            elif message["type"] == "cancel":
                await self.send(connection, {"event_type": "cancel_acknowledged",
                                             "data": {"message": "Cancellation request received"}}, project)
            await self.answer.put(message)

    async def send(self, connection, event, project=None):
        envelope = {"event_type": event["event_type"], "timestamp": "2024-01-01T12:00:00.000Z"}
        if project:
            envelope["project_id"] = project
        await connection.send(json.dumps({**envelope, **event}))
