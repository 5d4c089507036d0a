import { bm25 } from "@/lib/vectors/bm25";
import { agreementOf } from "./board";
import { cosinesToQuery } from "./cosines";
import type { Jobs, Order } from "./scoring";
import { tellingWords } from "./words";

async function cosines({ pieces, asked, documents }: Jobs["cosines"]["order"]) {
  const read = pieces.map(async ({ rows, bytes }) => ({ rows, bytes: await bytes.arrayBuffer() }));
  return cosinesToQuery(await Promise.all(read), asked, documents);
}

/** Every ranking with every later one. */
const agreements = ({ all, count }: Jobs["agreement"]["order"]) =>
  all.flatMap((one, at) => all.slice(at + 1).map((other) => agreementOf(one, other, count)));

/** What has none of the words is not found by them: it has no score. */
function words({ query, documents }: Jobs["words"]["order"]): Jobs["words"]["answer"] {
  const scores = bm25(query, documents).map((score) => (score === 0 ? Number.NaN : score));
  return { scores, words: tellingWords(query, documents) };
}

function work({ job, order }: Order): unknown {
  if (job === "words") return words(order);
  return job === "cosines" ? cosines(order) : agreements(order);
}

addEventListener("message", ({ data }: MessageEvent<Order>) => {
  Promise.resolve(data)
    .then(work)
    .then(
      (answer) => postMessage({ answer }),
      (failure) => postMessage({ failed: String(failure) }),
    );
});
