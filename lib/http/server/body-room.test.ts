import { once } from "node:events";
import { createServer, request as send } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { z } from "zod";
import { ok } from "@/lib/core/result";
import { BodyRoom } from "./body-room";
import { defineRoute } from "./define-route";
import { createNodeDoor } from "./node-adapter";

vi.stubEnv("LOG_LEVEL", "silent");
vi.stubEnv("BODIES_TOTAL_MAX_BYTES", "3000");

test("whoever comes and goes, no more is held than there is room for, and at the end nothing", () => {
  const step = fc.record({ who: fc.nat(4), bytes: fc.nat(60), leaves: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const room = new BodyRoom(100);
      const guests = Array.from({ length: 5 }, () => ({ held: room.enter(), bytes: 0 }));
      const sum = () => guests.reduce((total, { bytes }) => total + bytes, 0);
      for (const { who, bytes, leaves } of steps) {
        const guest = guests[who];
        if (!guest) continue;
        const alone = sum() === guest.bytes;
        if (leaves) {
          guest.held.leave();
          guest.bytes = 0;
        } else if (alone || sum() + bytes <= 100) {
          guest.held.take(bytes);
          guest.bytes += bytes;
        } else expect(() => guest.held.take(bytes)).toThrow();
      }
      for (const { held } of guests) held.leave();
      const next = room.enter();
      room.enter().take(1);
      next.take(99);
      expect(() => next.take(1)).toThrow();
    }),
  );
});

test("of bodies that are too many together one is told to come again in a second; alone it passes", async () => {
  const door = createNodeDoor([
    defineRoute({
      method: "POST",
      path: "/v1/json",
      door: "client",
      body: z.object({ name: z.string() }),
      handle: async ({ body }) => ok({ kind: "json", body: { length: body.name.length } }),
    }),
  ]);
  const server = createServer((request, response) => void door(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const open = () => {
    const headers = { "content-type": "application/json" };
    const request = send({ host: "127.0.0.1", port, method: "POST", path: "/v1/json", headers });
    const answer = once(request, "response").then(async ([response]) => ({
      status: response.statusCode,
      retryAfter: response.headers["retry-after"],
      text: await text(response),
    }));
    return { request, answer };
  };
  const name = "x".repeat(2000);
  const first = open();
  first.request.write(`{"name":"${name}`);
  const alone = open();
  await vi.waitFor(() => expect(first.request.socket?.bytesWritten).toBeGreaterThan(2000));
  alone.request.end(JSON.stringify({ name }));
  expect(await alone.answer).toMatchObject({ status: 503, retryAfter: "1" });
  first.request.end('"}');
  expect(await first.answer).toMatchObject({ status: 200, text: '{"length":2000}' });
  const later = open();
  later.request.end(JSON.stringify({ name }));
  expect(await later.answer).toMatchObject({ status: 200 });
  server.close();
  server.closeAllConnections();
});
