// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A peer of the benchmarks of fan-out and latency: Node's ws. Prints its port; a client that sends "COUNT BYTES" makes
// it send so many numbered events of so many bytes to every client; an event is passed on to all.
'use strict';

const { WebSocketServer } = require('ws');

const server = new WebSocketServer({ host: '127.0.0.1', port: 0, backlog: 2048 });
const batch = 20;
const unsentLimit = 1024 * 1024;

function event(number, size) {
    const head = '{"event_type":"log","data":{"level":"info","message":"';
    const tail = `"},"sequence":${number}}`;
    return head + 'x'.repeat(size - head.length - tail.length) + tail;
}

function hasRoom() {
    for (const watcher of server.clients) {
        if (watcher.bufferedAmount > unsentLimit)
            return false;
    }
    return true;
}

function broadcast(count, size) {
    let number = 0;
    const some = () => {
        for (let i = 0; hasRoom() && i < batch && number < count; ++i) {
            const text = event(++number, size);
            for (const watcher of server.clients)
                watcher.send(text);
        }
        if (number < count)
            setImmediate(some);
    };
    some();
}

server.on('listening', () => console.log('port', server.address().port));
server.on('connection', watcher => {
    watcher.send('{"event_type":"connected"}');
    watcher.on('message', message => {
        const text = String(message);
        if (!text.startsWith('{'))
            return broadcast(...text.split(' ').map(Number));
        for (const other of server.clients)
            other.send(text);
    });
});
