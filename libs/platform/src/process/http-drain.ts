import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

// Node keeps the answer a connection is busy with here; it has no public name, and every drain library reads it.
type BusySocket = Socket & { readonly _httpMessage?: ServerResponse | null };

/**
 * Ends an HTTP server without cutting off anybody. It watches connections, not requests, so that it costs a request
 * nothing. Made before the server listens.
 */
export class HttpDrain {
  private readonly sockets = new Set<BusySocket>();

  constructor(private readonly server: Server) {
    server.on('connection', (socket: Socket) => {
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
    });
  }

  /** From now on every answer tells its client to open no further request on the connection. */
  announce(): void {
    this.server.prependListener('request', (_request: IncomingMessage, response: ServerResponse) =>
      closeAfter(response),
    );
    for (const socket of this.sockets) if (socket._httpMessage) closeAfter(socket._httpMessage);
  }

  /**
   * Takes no new connection, lets the requests in flight finish, and cuts what is left after `deadline` milliseconds.
   * Answers whether nothing had to be cut.
   */
  async finish(deadline: number): Promise<boolean> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    this.server.closeIdleConnections();
    let cut = false;
    const timer = setTimeout(() => {
      cut = this.sockets.size > 0;
      this.server.closeAllConnections();
    }, deadline);
    await closed;
    clearTimeout(timer);
    return !cut;
  }
}

// Also right when the head has been sent as keep-alive already: Node ends the connection after the body all the same.
function closeAfter(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('connection', 'close');
  response.shouldKeepAlive = false;
}
