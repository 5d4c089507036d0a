import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { ok } from "@/lib/core/result";
import { atPace } from "./body-pace";
import { defineRoute, defineUploadRoute } from "./define-route";
import { createNodeDoor } from "./node-adapter";

vi.stubEnv("LOG_LEVEL", "silent");
vi.stubEnv("BODY_PATIENCE_MS", "150");

let server: Server;
let port: number;

beforeEach(async () => {
  const door = createNodeDoor([
    defineRoute({
      method: "POST",
      path: "/v1/json",
      door: "client",
      body: z.object({ name: z.string() }),
      handle: async ({ body }) => ok({ kind: "json", body }),
    }),
    defineUploadRoute({
      method: "POST",
      path: "/v1/bytes",
      door: "client",
      maxBodyBytes: () => 1e6,
      handle: async ({ body }) => {
        let bytes = 0;
        for await (const piece of body) bytes += piece.byteLength;
        return ok({ kind: "json", body: { bytes } });
      },
    }),
  ]);
  server = createServer((request, response) => void door(request, response));
  server.requestTimeout = 0;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  ({ port } = server.address() as AddressInfo);
});

afterEach(() => {
  server.close();
  server.closeAllConnections();
});

/** A sender that writes one byte after the other, for as long as it is let. */
function slowSender(path: string): { socket: Socket; answer: Promise<string> } {
  const socket = connect(port, "127.0.0.1");
  const type = path === "/v1/json" ? "application/json" : "application/octet-stream";
  socket.write(
    `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: ${type}\r\nContent-Length: 5000\r\n\r\n`,
  );
  const timer = setInterval(() => socket.write("x"), 20);
  socket.on("error", () => {}).on("close", () => clearInterval(timer));
  return { socket, answer: text(socket) };
}

describe("a body that comes byte by byte", () => {
  test.each(["/v1/json", "/v1/bytes"])("to %s is refused, and its connection closed", async (path) => {
    const answer = await slowSender(path).answer; // ends when the server closes it
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer).toContain('"code":"body-too-slow"');
  });

  test("keeps nobody else waiting", async () => {
    const slow = Array.from({ length: 200 }, () => slowSender("/v1/json"));
    const url = `http://127.0.0.1:${port}/v1/json`;
    const headers = { "content-type": "application/json" };
    for (let count = 0; count < 20; count += 1) {
      const answer = await fetch(url, { method: "POST", headers, body: '{"name":"x"}' });
      expect(await answer.json()).toEqual({ name: "x" });
    }
    for (const { answer } of slow) expect(await answer).toContain("408");
  });
});

test("a body whose reader is slow is none that is slow", async () => {
  async function* bytes() {
    yield Buffer.from("one ");
    yield Buffer.from("two");
  }
  let read = "";
  for await (const piece of atPace(bytes(), 30)) {
    read += Buffer.from(piece).toString();
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  expect(read).toBe("one two");
});
