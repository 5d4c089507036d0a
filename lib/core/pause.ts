const pausesMs = [1000, 2000, 5000, 10_000, 20_000, 30_000];

/** Waits before another try: longer with every failure, and no longer than until the network is back or the signal ends it. */
export function pause(failures: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      window.removeEventListener("online", end);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, pausesMs[Math.min(failures, pausesMs.length) - 1]);
    window.addEventListener("online", end);
    signal.addEventListener("abort", end);
  });
}
