import { readRows } from "./read-rows";
import type { RowFormat } from "./row-formats";

type Order = { source: Uint8Array | string; format: RowFormat | undefined };

addEventListener("message", ({ data: { source, format } }: MessageEvent<Order>) => {
  postMessage(readRows(source, format));
});
