import { ratingsOf } from "./rating";
import type { VoteRecord } from "./vote-record";

addEventListener("message", ({ data }: MessageEvent<readonly VoteRecord[]>) => {
  postMessage(ratingsOf(data));
});
