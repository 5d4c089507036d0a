import { errorRates } from "./error-rate";

addEventListener(
  "message",
  ({ data: { reference, heard } }: MessageEvent<{ reference: string; heard: string }>) => {
    postMessage(errorRates(reference, heard));
  },
);
