// The server sends a frame every 15 seconds; a phone that slept may take its dead connection for an open one.
const SILENCE_MS = 40000;
// How the server closes a socket when the same conversation is opened in another window.
const COLLISION = 'collision';

let socket;
let lastFrame = 0;

/**
 * Watches the WebSocket of Web Chat, whose Direct Line client goes on saying "online" after a connection is lost.
 * `onLost` is told whether another window took the conversation over.
 */
export function watchSocket({ onOpen, onLost }) {
  const alive = () => {
    lastFrame = Date.now();
  };

  window.WebSocket = class extends window.WebSocket {
    constructor(...given) {
      super(...given);
      socket = this;
      this.addEventListener('message', alive);
      this.addEventListener('open', () => {
        alive();
        if (this === socket) onOpen();
      });
      this.addEventListener('close', ({ reason }) => {
        if (this === socket) onLost(reason === COLLISION);
      });
    }
  };
}

/** Whether the newest socket is open and has been heard of lately. */
export function isConnected() {
  return socket?.readyState === window.WebSocket.OPEN && Date.now() - lastFrame < SILENCE_MS;
}
