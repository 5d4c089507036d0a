import http from "node:http";
import { buffer } from "node:stream/consumers";
import { Agent } from "undici";

/*
 * The least that a relay in Node can do, run as a process of its own: bytes in, bytes out, no key, no limit, no ledger. What a
 * server costs beyond this is its own doing; what this costs beyond nginx is Node's.
 */

const [, , port, upstreamUrl] = process.argv;
const agent = new Agent({ headersTimeout: 0, bodyTimeout: 0 });

const server = http.createServer(async (request, response) => {
  const { url: path = "/", method = "GET", headers } = request;
  const sent = {
    origin: upstreamUrl ?? "",
    path,
    method: method === "POST" ? "POST" : "GET",
    headers: { "content-type": headers["content-type"] ?? "application/json" },
    body: method === "POST" ? await buffer(request) : null,
  } as const;
  agent.dispatch(sent, {
    onRequestStart() {},
    onResponseStart: (_, status) => void response.writeHead(status, { "content-type": "text/event-stream" }),
    onResponseData: (_, piece) => void response.write(piece),
    onResponseEnd: () => void response.end(),
    onResponseError: () => void response.destroy(),
  });
});
server.listen(Number(port), "127.0.0.1", () => process.send?.("listening"));
process.once("disconnect", () => process.exit(0));
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(0));
