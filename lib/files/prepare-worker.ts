import { prepareFile } from "./prepare-file";

self.addEventListener("message", (event: MessageEvent<Blob>) => {
  const answer = prepareFile(event.data);
  void answer
    .catch(() => ({ kind: "problem", problem: "unreadable" }))
    .then((file) => self.postMessage(file));
});
