import { STATUS_CODES, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { DirectLineLimits } from './limits';

/** Whether an upgrade may happen, and what its client has missed. */
export type Admission =
  | { kind: 'admitted'; conversationId: string; missed: () => object | undefined }
  | { kind: 'refused'; status: number };

/** The open WebSockets, at most one for each conversation. */
export interface Sockets {
  /** Sends to whoever is connected; who is not reads it from the log later. */
  push(conversationId: string, content: object): void;
  /** Tells every client that the server goes away, and lets no one in any more. */
  close(): void;
}

const GOING_AWAY = 1001;
const CLOSE_GRACE_MS = 1000;

/** Takes over the upgrades of a server. Nothing is queued: what was missed comes from the log on the next connect. */
export function createSockets(
  server: Server,
  limits: DirectLineLimits,
  admit: (request: IncomingMessage) => Admission,
  onError: (event: string) => void,
): Sockets {
  const open = new Map<string, WebSocket>();
  const acceptor = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: limits.frameBytes,
  });
  let isClosed = false;
  // An empty frame keeps proxies from cutting a quiet connection; clients ignore it.
  const pings = setInterval(() => open.forEach((socket) => socket.send('')), limits.pingMs).unref();

  function write(socket: WebSocket, content: object): void {
    if (socket.bufferedAmount > limits.unsentBytes) socket.terminate();
    else socket.send(JSON.stringify(content));
  }

  function join({ conversationId, missed }: Admission & { kind: 'admitted' }, socket: WebSocket): void {
    const former = open.get(conversationId);
    open.set(conversationId, socket);
    former?.close(GOING_AWAY, 'collision');
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      if (open.get(conversationId) === socket) open.delete(conversationId);
    });
    const content = missed();
    if (content !== undefined) write(socket, content);
  }

  function accept(request: IncomingMessage, raw: Duplex, head: Buffer): void {
    const admission = admit(request);
    if (admission.kind === 'refused') turnAway(raw, admission.status);
    // The log is read in the same tick in which the socket is noted, so nothing falls between or comes twice.
    else acceptor.handleUpgrade(request, raw, head, (socket) => join(admission, socket));
  }

  // Never taken off again: restify listens to upgrades without answering, and would leave later ones hanging.
  server.on('upgrade', (request: IncomingMessage, raw: Duplex, head: Buffer) => {
    raw.on('error', () => raw.destroy());
    if (isClosed || open.size >= limits.openSockets) {
      turnAway(raw, 503);
      return;
    }
    try {
      accept(request, raw, head);
    } catch {
      onError('directLine.upgradeFailed');
      raw.destroy();
    }
  });

  return {
    push: (conversationId, content) => {
      const socket = open.get(conversationId);
      if (socket !== undefined) write(socket, content);
    },
    close: () => {
      isClosed = true;
      clearInterval(pings);
      const leaving = [...open.values()];
      leaving.forEach((socket) => socket.close(GOING_AWAY, 'shutdown'));
      // A client that does not answer must not hold up the shutdown.
      setTimeout(() => leaving.forEach((socket) => socket.terminate()), CLOSE_GRACE_MS).unref();
    },
  };
}

function turnAway(raw: Duplex, status: number): void {
  raw.once('finish', () => raw.destroy());
  raw.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
  );
}
