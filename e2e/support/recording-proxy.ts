import { createServer, request as send } from "node:http";
import type { AddressInfo } from "node:net";

/** What a browser was sent: the address, all headers as they came, and every byte of the body so far. */
export type Received = { url: string; headers: string; body: Buffer[] };

/** A proxy for plain HTTP that keeps all that passes to the browser, event streams and workers' requests included. */
export class RecordingProxy {
  readonly received: Received[] = [];
  private readonly server = createServer((request, response) => {
    const { method, url = "", headers } = request;
    // What is packed could not be looked through.
    const asked = send(url, { method, headers: { ...headers, "accept-encoding": "identity" } });
    asked.on("response", (answer) => {
      const entry: Received = { url, headers: answer.rawHeaders.join("\n"), body: [] };
      this.received.push(entry);
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      response.flushHeaders();
      answer.on("data", (piece: Buffer) => entry.body.push(piece));
      answer.on("error", () => response.destroy());
      answer.pipe(response);
    });
    asked.on("error", () => response.destroy());
    response.on("close", () => asked.destroy());
    request.pipe(asked);
  });

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  end(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}
