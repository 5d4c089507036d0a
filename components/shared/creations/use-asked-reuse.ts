"use client";

import { useEffect, useRef } from "react";
import { draftsRead } from "@/components/shared/use-draft";
import type { CreationRecord } from "@/lib/history/creation-record";

const parameter = "reuse";

/** The page on which a request can be changed and sent again: it fills its form and sends nothing. */
export const reuseAddress = ({ kind, id }: CreationRecord): string =>
  `/${kind}?${parameter}=${encodeURIComponent(id)}`;

/** Fills the form with the request that the address names, once; the address forgets it then. */
export function useAskedReuse(reuse: (records: readonly CreationRecord[]) => void): void {
  const latest = useRef(reuse);
  useEffect(() => {
    latest.current = reuse;
  });
  useEffect(() => {
    const address = new URL(window.location.href);
    const id = address.searchParams.get(parameter);
    if (id === null) return;
    let left = false;
    const fill = async () => {
      const { loadCreation } = await import("@/lib/creations/store");
      await draftsRead();
      const record = await loadCreation(id);
      if (left) return;
      address.searchParams.delete(parameter);
      window.history.replaceState(window.history.state, "", address);
      if (record) latest.current([record]);
    };
    void fill().catch(() => {}); // the address keeps it for a reload
    return () => {
      left = true;
    };
  }, []);
}
