import asyncio
import websockets
import json
import os

async def connect_to_pipeline(project_id: str, use_ssl: bool = False):
    # Use WSS for production/HTTPS, WS for local development
    protocol = "wss" if use_ssl else "ws"
    host = os.getenv("API_HOST", "localhost:8000")
    uri = f"{protocol}://{host}/api/v1/ws/projects/{project_id}/stream"
    
    # For WSS, you may need to specify SSL context
    ssl_context = None
    if use_ssl:
        import ssl
        ssl_context = ssl.create_default_context()
    
    async with websockets.connect(uri, ssl=ssl_context) as websocket:
        print("Connected to pipeline updates")
        
        async for message in websocket:
            event = json.loads(message)
            handle_pipeline_event(event)
