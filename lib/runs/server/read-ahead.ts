import "server-only";

const mostAheadBytes = 1024 * 1024;

/**
 * Takes in what comes while the disk is still at work with what came before, up to a megabyte: a connection that breaks
 * throws away whatever nobody had taken. An error of the source follows all that came before it.
 */
export async function* readAhead(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const taken: Uint8Array[] = [];
  let ahead = 0;
  let end: { error?: unknown } | undefined;
  let left = false;
  let wake = () => {};
  let makeRoom = () => {};
  const take = async () => {
    try {
      for await (const chunk of source) {
        if (left) return;
        taken.push(chunk);
        ahead += chunk.byteLength;
        wake();
        while (ahead > mostAheadBytes && !left)
          await new Promise<void>((resolve) => {
            makeRoom = resolve;
          });
      }
      end = {};
    } catch (error) {
      end = { error };
    } finally {
      wake();
    }
  };
  void take();
  try {
    for (;;) {
      const chunk = taken.shift();
      if (chunk) {
        ahead -= chunk.byteLength;
        makeRoom();
        yield chunk;
      } else if (end) {
        if ("error" in end) throw end.error;
        return;
      } else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
  } finally {
    left = true;
    makeRoom();
  }
}
