import "server-only";
import { findNodeAtLocation, type Node, parseTree } from "jsonc-parser";
import { err, ok, type Result } from "@/lib/core/result";

/** A line of a file of requests, as it is sent alone. */
export type LineRequest = { customId: string; model: string | undefined; body: string };

/** Why a line cannot be sent, with the id that it has. */
export type LineFault = {
  customId: string;
  code: "invalid_line" | "no_custom_id" | "no_body";
  message: string;
};

type Change = { offset: number; length: number; text: string };

/**
 * The request in a line, in its own words, so that no number loses a digit. It is answered whole, whatever it says of
 * streaming, and by `model`, where that is given.
 */
export function lineRequest(text: string, model: string | undefined): Result<LineRequest, LineFault> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : "";
    return err({ customId: "", code: "invalid_line", message });
  }
  const tree = parseTree(text);
  const id = tree && findNodeAtLocation(tree, ["custom_id"]);
  const customId = typeof id?.value === "string" ? id.value : "";
  if (typeof value !== "object" || value === null || !tree || tree.type !== "object")
    return err({ customId, code: "invalid_line", message: "The line is no JSON object." });
  if (customId === "") return err({ customId, code: "no_custom_id", message: "The line has no custom_id." });
  const body = findNodeAtLocation(tree, ["body"]);
  if (body?.type !== "object") return err({ customId, code: "no_body", message: "The line has no body." });
  const named = findNodeAtLocation(body, ["model"])?.value;
  return ok({
    customId,
    model: model ?? (typeof named === "string" ? named : undefined),
    body: changed(text, body, model),
  });
}

function changed(text: string, body: Node, model: string | undefined): string {
  const changes: Change[] = [];
  const named = findNodeAtLocation(body, ["model"]);
  if (model !== undefined && named)
    changes.push({ offset: named.offset, length: named.length, text: JSON.stringify(model) });
  const stream = findNodeAtLocation(body, ["stream"]);
  if (stream) changes.push({ offset: stream.offset, length: stream.length, text: "false" });
  if (model !== undefined && !named) {
    const comma = body.children?.length ? "," : "";
    changes.push({ offset: body.offset + 1, length: 0, text: `"model":${JSON.stringify(model)}${comma}` });
  }
  let made = text.slice(0, body.offset + body.length);
  for (const { offset, length, text: put } of changes.sort((a, b) => b.offset - a.offset))
    made = made.slice(0, offset) + put + made.slice(offset + length);
  return made.slice(body.offset);
}
