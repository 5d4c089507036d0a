import { Table } from "./table";
import type { TableOrder } from "./table-client";

const table = new Table();

async function carryOut(order: TableOrder): Promise<unknown> {
  switch (order.kind) {
    case "read":
      return table.read(order.file, order.name);
    case "line":
      return table.line(order.at, order.setup);
    case "build":
      return table.build(order.setups);
    case "source":
      return table.source(order.idColumn, order.expected);
  }
}

addEventListener("message", ({ data: { id, order } }: MessageEvent<{ id: number; order: TableOrder }>) => {
  carryOut(order).then(
    (value) => postMessage({ id, value }),
    () => postMessage({ id, broken: true }),
  );
});
