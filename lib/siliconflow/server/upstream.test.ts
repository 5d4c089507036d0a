import { once } from "node:events";
import { createServer, type RequestListener, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Server as TcpServer } from "node:net";
import { setImmediate as nextTurn } from "node:timers/promises";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { afterEach, describe, expect, test } from "vitest";
import { AppFailure } from "@/lib/core/app-error";
import { createUpstream, readText, type UpstreamReply, type UpstreamSettings } from "./upstream";

const key = "sk-CANARY-0123456789abcdef";
const patient = {
  connectTimeoutMs: 5000,
  firstByteTimeoutMs: 5000,
  idleTimeoutMs: 5000,
  totalTimeoutMs: 5000,
};

const servers: (Server | TcpServer)[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    if ("closeAllConnections" in server) server.closeAllConnections();
  }
});

async function listen(server: Server | TcpServer): Promise<string> {
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const upstreamAt = (baseUrl: string, settings: Partial<UpstreamSettings> = {}) =>
  createUpstream({ ...patient, baseUrl, apiKey: key, ...settings });

const never = new AbortController().signal;
const post = { method: "POST", path: "/chat", body: '{"a":1}' } as const;

/** Calls a server that answers as `listener` does. */
async function callServer(
  listener: RequestListener,
  settings: Partial<UpstreamSettings> = {},
  signal: AbortSignal = never,
) {
  return upstreamAt(await listen(createServer(listener)), settings).call(post, signal);
}

function replyOf(result: Awaited<ReturnType<typeof callServer>>): UpstreamReply {
  if (!result.ok) throw new Error(`no reply: ${result.error.code}`);
  return result.value;
}

/** How reading a body fails. */
async function failureOf(body: AsyncIterable<Uint8Array>) {
  try {
    await readText(body, 1024 * 1024);
  } catch (thrown) {
    if (thrown instanceof AppFailure) return thrown.error;
    throw thrown;
  }
  throw new Error("The body was read to its end.");
}

test("a header that could not stand in a reply of ours is left out, and the answer comes all the same", async () => {
  const reply = replyOf(
    await callServer((_, response) => {
      response.writeHead(200, { "x-siliconcloud-trace-id": "ti_\u00e9", "content-type": "text/\u00e9" });
      response.end("answer");
    }),
  );
  expect(reply.headers).toMatchObject({ traceId: undefined, contentType: "" });
  expect(await readText(reply.body, 1000)).toBe("answer");
});

describe("what is sent", () => {
  test("is the body as it came, the key, and nothing that was not asked for", async () => {
    const seen: { url?: string; headers: string[]; body: string } = { headers: [], body: "" };
    const reply = replyOf(
      await callServer(async (request, response) => {
        seen.url = request.url ?? "";
        seen.headers = Object.keys(request.headers).sort();
        for await (const chunk of request) seen.body += chunk;
        response.end(request.headers.authorization);
      }),
    );
    expect(await readText(reply.body, 1000)).toBe(`Bearer ${key}`);
    expect(seen).toEqual({
      url: "/chat",
      body: '{"a":1}',
      headers: [
        "accept",
        "accept-encoding",
        "authorization",
        "connection",
        "content-length",
        "content-type",
        "host",
      ],
    });
  });

  test("is nothing at all without a key", async () => {
    let calls = 0;
    const result = await callServer((_, response) => response.end(String(++calls)), { apiKey: undefined });
    expect(result).toEqual({ ok: false, error: { code: "upstream-key-missing" } });
    expect(calls).toBe(0);
  });
});

describe("a reply", () => {
  test("comes with its status and three headers, whatever else the upstream sends", async () => {
    const reply = replyOf(
      await callServer((_, response) => {
        response.writeHead(418, {
          "content-type": "text/x",
          "retry-after": "7",
          "x-siliconcloud-trace-id": "ti_1",
          "set-cookie": "a=b",
        });
        response.end("short");
      }),
    );
    expect(reply.status).toBe(418);
    expect(reply.headers).toEqual({ contentType: "text/x", retryAfter: "7", traceId: "ti_1" });
    expect(await readText(reply.body, 1000)).toBe("short");
  });

  test.each([301, 302, 303, 307, 308])("that redirects (%i) is not followed", async (status) => {
    let hits = 0;
    const canary = await listen(createServer((_, response) => response.end(String(++hits))));
    const reply = replyOf(
      await callServer((_, response) =>
        response.writeHead(status, { location: `${canary}/v1` }).end("moved"),
      ),
    );
    expect(reply.status).toBe(status);
    expect(await readText(reply.body, 1000)).toBe("moved");
    expect(hits).toBe(0);
  });

  const text = "你好，世界 ".repeat(5000);
  test.each([
    ["gzip", gzipSync(text)],
    ["br", brotliCompressSync(text)],
    ["deflate", deflateSync(text)],
    ["GZIP", gzipSync(text)],
    ["identity", Buffer.from(text)],
  ])("that comes compressed although it was not asked for (%s) is read", async (encoding, bytes) => {
    const reply = replyOf(
      await callServer((request, response) => {
        expect(request.headers["accept-encoding"]).toBe("identity");
        response.writeHead(200, { "content-encoding": encoding });
        response.write(bytes.subarray(0, 20));
        response.end(bytes.subarray(20));
      }),
    );
    expect(await readText(reply.body, 1024 * 1024)).toBe(text);
  });

  test("that says it is compressed and is not, is broken", async () => {
    const reply = replyOf(
      await callServer((_, response) => {
        response.writeHead(200, { "content-encoding": "gzip" }).end("not at all compressed");
      }),
    );
    expect(await failureOf(reply.body)).toMatchObject({ code: "stream-truncated" });
  });

  test.each([
    ["plain", {}],
    ["compressed", { "content-encoding": "gzip" }],
  ])("that breaks off (%s) is not taken for whole", async (_, headers) => {
    const bytes = "content-encoding" in headers ? gzipSync(text).subarray(0, 200) : Buffer.from("half of it");
    const reply = replyOf(
      await callServer((request, response) => {
        response.writeHead(200, headers);
        response.write(bytes, () => request.socket.destroy());
      }),
    );
    expect(await failureOf(reply.body)).toMatchObject({ code: "stream-truncated" });
  });

  test("larger than allowed is refused while it comes, and its connection closed", async () => {
    let closed: Promise<unknown> = Promise.resolve();
    const reply = replyOf(
      await callServer((_, response) => {
        closed = once(response, "close");
        response.write(Buffer.alloc(2 * 1024 * 1024));
      }),
    );
    expect(await failureOf(reply.body)).toEqual({ code: "response-too-large" });
    await closed;
  });
});

describe("no reply is a value, never a throw, and never holds the key", () => {
  test("when nobody listens", async () => {
    const server = createTcpServer();
    const url = await listen(server);
    await new Promise((resolve) => server.close(resolve));
    const result = await upstreamAt(url).call(post, never);
    expect(result).toEqual({ ok: false, error: { code: "upstream-unreachable", detail: "ECONNREFUSED" } });
  });

  test("when the name does not exist", async () => {
    const result = await upstreamAt("http://nobody.invalid/v1").call(post, never);
    expect(result).toMatchObject({ ok: false, error: { code: "upstream-unreachable" } });
    expect(JSON.stringify(result)).toMatch(/ENOTFOUND|EAI_AGAIN/);
  });

  test("when the connection is reset before any header", async () => {
    const result = await callServer((request) => request.socket.resetAndDestroy());
    expect(result).toMatchObject({ ok: false, error: { code: "upstream-unreachable" } });
  });

  test("when what answers does not speak HTTP", async () => {
    const url = await listen(createTcpServer((socket) => socket.end("SSH-2.0-OpenSSH\r\n\r\n")));
    const result = await upstreamAt(url).call(post, never);
    expect(result).toMatchObject({ ok: false, error: { code: "upstream-unreachable" } });
  });

  test("when the key cannot be sent as a header", async () => {
    const apiKey = `${key}\nx-evil: 1`;
    const result = await callServer((_, response) => response.end(), { apiKey });
    expect(result).toMatchObject({ ok: false, error: { code: "upstream-unreachable" } });
    expect(JSON.stringify(result)).not.toContain("CANARY");
  });

  test("when the caller has left before, and then no connection is opened for it", async () => {
    let connections = 0;
    const server = createServer((_, response) => response.end("one"));
    server.on("connection", () => {
      connections += 1;
    });
    const upstream = upstreamAt(await listen(server));
    expect((await upstream.call(post, AbortSignal.abort())).ok).toBe(false);
    expect(await readText(replyOf(await upstream.call(post, never)).body, 1000)).toBe("one");
    expect(connections).toBe(1);
  });
});

describe("the four clocks", () => {
  test("connecting: a service that takes the connection but not the handshake is given up", async () => {
    const url = await listen(createTcpServer((socket) => socket.on("error", () => {}).resume()));
    const upstream = upstreamAt(url.replace("http:", "https:"), { connectTimeoutMs: 60 });
    const result = await upstream.call(post, never);
    expect(result).toMatchObject({ ok: false, error: { code: "upstream-unreachable" } });
    expect(JSON.stringify(result)).toContain("CONNECT_TIMEOUT");
  });

  test("first byte: before the headers, and after them", async () => {
    const settings = { firstByteTimeoutMs: 60 };
    const silent = await callServer(() => {}, settings);
    expect(silent).toEqual({ ok: false, error: { code: "first-byte-timeout" } });
    const reply = replyOf(
      await callServer((_, response) => response.writeHead(200).flushHeaders(), settings),
    );
    expect(await failureOf(reply.body)).toEqual({ code: "first-byte-timeout" });
  });

  test("idle: a stream that stops is given up, with its connection", async () => {
    let closed: Promise<unknown> = Promise.resolve();
    const answer: RequestListener = (_, response) => {
      closed = once(response, "close");
      response.write("some");
    };
    const reply = replyOf(await callServer(answer, { idleTimeoutMs: 60 }));
    expect(await failureOf(reply.body)).toEqual({ code: "idle-timeout" });
    await closed;
  });

  test("idle: bytes that keep coming, even rarely, are no silence", async () => {
    const answer: RequestListener = (_, response) => {
      let count = 0;
      const timer = setInterval(() => {
        response.write("x");
        if (++count < 8) return;
        clearInterval(timer);
        response.end();
      }, 25);
    };
    const reply = replyOf(await callServer(answer, { idleTimeoutMs: 120 }));
    expect(await readText(reply.body, 100)).toBe("xxxxxxxx");
  });

  test("idle: a consumer that is slow is not a service that is silent", async () => {
    const reply = replyOf(
      await callServer(
        (_, response) => {
          response.write("first");
          setImmediate(() => response.end("second"));
        },
        { idleTimeoutMs: 40 },
      ),
    );
    let text = "";
    for await (const chunk of reply.body) {
      text += Buffer.from(chunk).toString();
      await new Promise((resolve) => setTimeout(resolve, 120)); // three times what may be awaited
    }
    expect(text).toBe("firstsecond");
  });

  test("total: a stream that never ends is ended", async () => {
    const timers: NodeJS.Timeout[] = [];
    const answer: RequestListener = (_, response) => {
      timers.push(setInterval(() => response.write("x"), 10));
    };
    const reply = replyOf(await callServer(answer, { totalTimeoutMs: 100 }));
    expect(await failureOf(reply.body)).toEqual({ code: "total-timeout" });
    for (const timer of timers) clearInterval(timer);
  });
});

describe("a body read piece by piece", () => {
  const threePieces: RequestListener = (_, response) => {
    const pieces = ["one ", "two ", "three"];
    const next = () => {
      const piece = pieces.shift();
      if (piece === undefined) response.end();
      else response.write(piece, () => setImmediate(next));
    };
    next();
  };

  test("gives the same bytes, the next only when the last was dealt with, however long that takes", async () => {
    const reply = replyOf(await callServer(threePieces, { idleTimeoutMs: 40 }));
    let text = "";
    let busy = false;
    await reply.eachPiece(async (piece) => {
      expect(busy).toBe(false);
      busy = true;
      text += Buffer.from(piece).toString();
      await new Promise((resolve) => setTimeout(resolve, 60)); // longer than may be awaited
      busy = false;
    });
    expect(text).toBe("one two three");
  });

  test("is given up with its connection by who wants no more, and by who fails", async () => {
    const reading = async (take: () => false) => {
      let closed: Promise<unknown> = Promise.resolve();
      const reply = replyOf(
        await callServer((_, response) => {
          closed = once(response, "close");
          response.write("x".repeat(1_000_000));
        }),
      );
      const result = await reply.eachPiece(take).then(
        () => "over",
        (error: unknown) => String(error),
      );
      await closed;
      return result;
    };
    let seen = 0;
    const enough = () => {
      seen += 1;
      return false as const;
    };
    const failing = () => {
      throw new Error("no room");
    };
    expect(await reading(enough)).toBe("over");
    expect(seen).toBe(1);
    expect(await reading(failing)).toBe("Error: no room");
  });

  test("waits where it is until somebody reads, and is whole then", async () => {
    const sent = "一二三四五六七八".repeat(1_000_000); // 24 MB, far more than the system holds
    let all = false;
    const reply = replyOf(
      await callServer((_, response) => {
        response.end(sent, () => {
          all = true;
        });
      }),
    );
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(all).toBe(false);
    const pieces: Uint8Array[] = [];
    await reply.eachPiece((piece) => {
      pieces.push(piece);
      return pieces.length % 50 === 0 ? new Promise((resolve) => setImmediate(resolve)) : undefined;
    });
    expect(Buffer.concat(pieces).toString() === sent).toBe(true);
  });

  test("that broke off while its reader was busy gives what had come, and then the failure", async () => {
    let closed: Promise<unknown> = Promise.resolve();
    const reply = replyOf(
      await callServer((_, response) => {
        closed = once(response, "close");
        response.write("one", () => setTimeout(() => response.write("two", () => response.destroy()), 20));
      }),
    );
    let text = "";
    const reading = reply.eachPiece(async (piece) => {
      text += Buffer.from(piece).toString();
      await closed;
    });
    await expect(reading).rejects.toMatchObject({ error: { code: "stream-truncated" } });
    expect(text).toBe("onetwo");
  });

  test.each([
    ["breaks off", (response: ServerResponse) => response.destroy(), "stream-truncated"],
    ["goes silent", () => {}, "idle-timeout"],
  ])("that %s is an error", async (_, then, code) => {
    const reply = replyOf(
      await callServer(
        (_, response) => {
          response.write("some", () => then(response));
        },
        { idleTimeoutMs: 60 },
      ),
    );
    const failed = reply.eachPiece(() => undefined);
    await expect(failed).rejects.toMatchObject({ error: { code } });
  });
});

describe("what is as large as a batch's file", () => {
  const piece = Buffer.alloc(64 * 1024);
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  const large = (pieces: number) => ({
    method: "POST" as const,
    path: "/files",
    silentWhileWorking: true,
    asLongAsItMoves: true,
    body: {
      contentType: "application/octet-stream",
      bytes: pieces * piece.length,
      async *content() {
        for (let at = 0; at < pieces; at += 1) yield piece;
      },
    },
  });
  const clocks = { idleTimeoutMs: 300, totalTimeoutMs: 600, firstByteTimeoutMs: 300 };
  /** Where a machine that does other work at once must not look like a standstill. */
  const patientAtWork = { idleTimeoutMs: 2000, totalTimeoutMs: 1200, firstByteTimeoutMs: 2000 };

  test("may take longer than any other call, to be sent and to be read, as long as bytes move", async () => {
    let received = 0;
    const url = await listen(
      createServer(async (request, response) => {
        for await (const chunk of request) {
          received += chunk.length;
          await pause(5); // slower than it is sent
        }
        for (let at = 0; at < 15; at += 1) {
          response.write("x");
          await pause(100);
        }
        response.end();
      }),
    );
    const startedAt = performance.now();
    const reply = replyOf(await upstreamAt(url, patientAtWork).call(large(320), never));
    expect(received).toBe(320 * piece.length);
    expect(await readText(reply.body, 1024)).toBe("x".repeat(15));
    expect(performance.now() - startedAt).toBeGreaterThan(2 * patientAtWork.totalTimeoutMs);
  });

  test("is given up when nobody takes it any more", async () => {
    const url = await listen(createServer((request) => void request.once("data", () => request.pause())));
    const outcome = await upstreamAt(url, clocks).call(large(4000), never);
    expect(outcome).toEqual({ ok: false, error: { code: "idle-timeout" } });
  });

  test("is given up when all was taken and no answer comes", async () => {
    const url = await listen(createServer((request) => void request.resume()));
    const outcome = await upstreamAt(url, clocks).call(large(4), never);
    expect(outcome).toMatchObject({
      ok: false,
      error: { code: expect.stringMatching(/^(total|first-byte)-timeout$/) },
    });
  });
});

describe("a caller that leaves", () => {
  test.each([
    ["while it waits for headers", () => {}],
    ["in the middle of the body", (response: { write: (text: string) => unknown }) => response.write("some")],
  ])("%s closes the upstream connection at once", async (_, begin) => {
    const caller = new AbortController();
    let arrived: () => void = () => {};
    const called = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    let closedAt: Promise<number> = Promise.resolve(0);
    const pending = callServer(
      (__, response) => {
        closedAt = once(response, "close").then(() => performance.now());
        begin(response);
        arrived();
      },
      {},
      caller.signal,
    );
    const reading = pending.then((result) => (result.ok ? failureOf(result.value.body) : result.error));
    await called;
    await nextTurn();
    const leftAt = performance.now();
    caller.abort();
    expect((await closedAt) - leftAt).toBeLessThan(250);
    await reading;
  });

  test("and does not finish reading closes it too", async () => {
    let closed: Promise<unknown> = Promise.resolve();
    const reply = replyOf(
      await callServer((_, response) => {
        closed = once(response, "close");
        response.write("some");
      }),
    );
    for await (const _ of reply.body) break;
    await closed;
  });
});
