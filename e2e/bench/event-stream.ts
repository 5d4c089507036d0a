import http from "node:http";
import { monotonicMs } from "./clock";

export type StreamCall = {
  url: string;
  body: unknown;
  headers?: Record<string, string>;
  agent: http.Agent;
  /** Called with each piece of text as it is read, and the moment of that. */
  onText: (text: string, atMs: number) => void;
};

export type OpenStream = {
  status: number;
  header: (name: string) => string | undefined;
  /** True when the stream came to its own end. */
  ended: Promise<boolean>;
  /** Closes the connection. */
  leave: () => void;
};

/** Sends a request by the leanest client there is and reads its answer as it comes. */
export function openStream(call: StreamCall): Promise<OpenStream> {
  const body = JSON.stringify(call.body);
  const headers = {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
    accept: "text/event-stream",
    ...call.headers,
  };
  return new Promise((resolve, reject) => {
    const request = http.request(call.url, { method: "POST", agent: call.agent, headers }, (response) => {
      response.setEncoding("utf8");
      response.on("data", (text: string) => call.onText(text, monotonicMs()));
      response.on("error", () => {}); // "close" follows and says that it broke
      const ended = new Promise<boolean>((settle) => response.once("close", () => settle(response.complete)));
      const header = (name: string) => {
        const value = response.headers[name];
        return Array.isArray(value) ? value[0] : value;
      };
      resolve({ status: response.statusCode ?? 0, header, ended, leave: () => request.destroy() });
    });
    request.on("error", reject);
    request.end(body);
  });
}
