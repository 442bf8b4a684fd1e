// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the guide's class as it stands against the server at argv[2]. Only the address is turned, in the WebSocket that it is given.
'use strict';
const fs = require('fs');
const path = require('path');
const vm = require('vm');
const WebSocket = require('ws');

const [, , address, order] = process.argv;
class TurnedWebSocket extends WebSocket {
  constructor(url) {
    super(url.replace('localhost:8000', address));
  }
}

const source = fs.readFileSync(path.join(process.env.STAGEWATCH_TEST_DATA, 'guide', 'pipeline_websocket.js'), 'utf8');
const sandbox = vm.createContext({ WebSocket: TurnedWebSocket, console: { log() {}, warn() {}, error() {} }, setTimeout });
const PipelineWebSocket = vm.runInContext(`${source}; PipelineWebSocket`, sandbox);

const seen = {};
const pipeline = new PipelineWebSocket('proj_abc123');
pipeline.maxReconnectAttempts = 0;
pipeline.onStageTransition = () => {};
pipeline.onLog = () => {};
pipeline.onError = () => {};
const handle = pipeline.handleMessage.bind(pipeline);
pipeline.handleMessage = (message) => {
  handle(message);
  seen[message.event_type] = (seen[message.event_type] || 0) + 1;
  if (message.event_type === 'connected') {
    pipeline.sendPing();
  }
  if (message.event_type === 'log' && order === 'cancel' && !seen.asked) {
    seen.asked = 1;
    pipeline.cancelPipeline();
  }
  if (['pipeline_completed', 'pipeline_failed', 'pipeline_cancelled'].includes(message.event_type)) {
    pipeline.disconnect();
    console.log(JSON.stringify(seen));
    process.exit(0);
  }
};
pipeline.connect();
setTimeout(() => {
  console.error(`no end after 50 s: ${JSON.stringify(seen)}`);
  process.exit(1);
}, 50000);
