"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useMemo, useState } from "react";

/** Some browsers refuse a page that changes its address a hundred times in half a minute. */
const writeAgainAfterMs = 1000;

function write(pathname: string, query: string): void {
  try {
    window.history.replaceState(null, "", query ? `${pathname}?${query}` : pathname);
  } catch {
    // It is written a little later.
  }
}

/** What the address of a page says, and how to have it say something else. */
export function useAddress(): [URLSearchParams, (next: URLSearchParams) => void] {
  const written = useSearchParams().toString();
  const pathname = usePathname();
  const [ahead, setAhead] = useState<string>();
  useEffect(() => {
    if (ahead === undefined) return;
    if (ahead === written) {
      setAhead(undefined);
      return;
    }
    const timer = setInterval(() => write(pathname, ahead), writeAgainAfterMs);
    return () => clearInterval(timer);
  }, [ahead, written, pathname]);
  const text = ahead ?? written;
  const address = useMemo(() => new URLSearchParams(text), [text]);
  const go = (next: URLSearchParams) => {
    const query = next.toString();
    setAhead(query);
    write(pathname, query);
  };
  return [address, go];
}
