"use client";

import dynamic from "next/dynamic";
import { whenOnline } from "@/lib/ui/when-online";

/** The editor of a message, fetched when the first message is to be changed. */
export const LazyMessageEditor = dynamic(
  () => whenOnline(async () => (await import("./message-editor")).MessageEditor),
  { ssr: false },
);
