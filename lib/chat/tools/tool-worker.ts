import { performTool } from "./perform-tool";

type Question = { name: string; argumentsText: string };

self.addEventListener("message", (event: MessageEvent<Question>) => {
  self.postMessage(performTool(event.data.name, event.data.argumentsText));
});
