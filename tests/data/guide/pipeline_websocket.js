class PipelineWebSocket {
  constructor(projectId) {
    this.projectId = projectId;
    this.ws = null;
    this.reconnectAttempts = 0;
    this.maxReconnectAttempts = 10;
    this.reconnectDelay = 5000;
  }

  connect() {
    const url = `ws://localhost:8000/api/v1/projects/${this.projectId}/stream`;
    this.ws = new WebSocket(url);

    this.ws.onopen = () => {
      console.log("Connected");
      this.reconnectAttempts = 0;
      
      // Request current state after reconnection
      this.ws.send(JSON.stringify({ type: "get_state" }));
    };

    this.ws.onmessage = (event) => {
      const message = JSON.parse(event.data);
      this.handleMessage(message);
    };

    this.ws.onerror = (error) => {
      console.error("WebSocket error:", error);
    };

    this.ws.onclose = () => {
      console.log("Connection closed");
      this.reconnect();
    };
  }

  reconnect() {
    if (this.reconnectAttempts >= this.maxReconnectAttempts) {
      console.error("Max reconnection attempts reached");
      return;
    }

    this.reconnectAttempts++;
    console.log(`Reconnecting... (attempt ${this.reconnectAttempts})`);

    setTimeout(() => {
      this.connect();
    }, this.reconnectDelay);
  }

  handleMessage(message) {
    switch (message.event_type) {
      case "stage_transition":
        this.onStageTransition(message.data);
        break;
      case "log":
        this.onLog(message.data);
        break;
      case "error":
        this.onError(message.data);
        break;
      // ... handle other event types
    }
  }

  sendPing() {
    if (this.ws && this.ws.readyState === WebSocket.OPEN) {
      this.ws.send(JSON.stringify({ type: "ping" }));
    }
  }

  cancelPipeline() {
    if (this.ws && this.ws.readyState === WebSocket.OPEN) {
      this.ws.send(JSON.stringify({ type: "cancel" }));
    }
  }

  disconnect() {
    if (this.ws) {
      this.ws.close();
    }
  }
}
