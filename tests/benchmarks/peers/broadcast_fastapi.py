# SPDX-FileCopyrightText: Stagewatch contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A peer of the benchmarks of fan-out and latency: FastAPI on uvicorn. Prints its port; a client that sends
"COUNT BYTES" makes it send so many numbered events of so many bytes to every client; an event is passed on to all."""

import socket

import uvicorn
from fastapi import FastAPI, WebSocket, WebSocketDisconnect

app = FastAPI()
watchers = []


def event(number, size):
    head = '{"event_type":"log","data":{"level":"info","message":"'
    tail = f'"}},"sequence":{number}}}'
    return head + "x" * (size - len(head) - len(tail)) + tail


async def broadcast(count, size):
    for number in range(1, count + 1):
        text = event(number, size)
        for watcher in watchers:
            await watcher.send_text(text)


@app.websocket("/")
async def stream(watcher: WebSocket):
    await watcher.accept()
    watchers.append(watcher)
    await watcher.send_text('{"event_type":"connected"}')
    try:
        while True:
            text = await watcher.receive_text()
            if text.startswith("{"):
                for other in watchers:
                    await other.send_text(text)
            else:
                await broadcast(*map(int, text.split()))
    except WebSocketDisconnect:
        watchers.remove(watcher)


def main():
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(2048)
    print("port", listener.getsockname()[1], flush=True)
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", backlog=2048, lifespan="off"))
    server.run(sockets=[listener])


main()
