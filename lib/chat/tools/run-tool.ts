import type { ToolResult } from "@/lib/history/record";
import type { ToolCall } from "../answer-words";

/** An expression such as 9^9^9^9 must not keep a conversation waiting. */
const patienceMs = 5000;

/** Runs the built-in function that a model called; gives what is handed back to the model. */
export const runToolCall = async ({ id, name, arguments: text }: ToolCall): Promise<ToolResult> => ({
  toolCallId: id,
  name,
  content: await runTool(name, text),
  by: "browser",
});

/**
 * Runs a built-in function in a worker of its own and gives its result as text for the model. What takes too long
 * is ended and says so.
 */
function runTool(name: string, argumentsText: string): Promise<string> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL("./tool-worker.ts", import.meta.url), { type: "module" });
    const end = (result: string) => {
      clearTimeout(timer);
      worker.terminate();
      resolve(result);
    };
    const timer = setTimeout(
      () => end(JSON.stringify({ error: `The function took longer than ${patienceMs / 1000} seconds.` })),
      patienceMs,
    );
    worker.addEventListener("message", (event) => end(String(event.data)));
    worker.addEventListener("error", () => end(JSON.stringify({ error: "The function could not be run." })));
    worker.postMessage({ name, argumentsText });
  });
}
