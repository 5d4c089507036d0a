import { useEffect, useState } from "react";

const tickMs = 100;

/** Milliseconds since a moment, ticking while `running`; by this device's clock, so only for waiting. */
export function useElapsed(sinceMs: number, running: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => setNow(Date.now()), tickMs);
    return () => clearInterval(timer);
  }, [running]);
  return Math.max(0, now - sinceMs);
}
