"use client";

import dynamic from "next/dynamic";
import { whenOnline } from "@/lib/ui/when-online";
import { useDictationRequests } from "./use-dictation-requests";

const DictationPanel = dynamic(
  () => whenOnline(async () => (await import("./dictation-panel")).DictationPanel),
  { ssr: false },
);

/** Listens on every page for the wish to dictate. */
export function DictationHost() {
  const { box, end } = useDictationRequests();
  return box && <DictationPanel box={box} onEnd={end} />;
}
