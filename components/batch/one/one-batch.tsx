"use client";

import dynamic from "next/dynamic";
import { whenOnline } from "@/lib/ui/when-online";

/** What comes from this browser's storage may come after the page's own code. */
const BatchView = dynamic(() => whenOnline(async () => (await import("./batch-view")).BatchView), {
  ssr: false,
  loading: () => <div className="h-full" />,
});

/** The page of one batch. */
export const OneBatch = ({ id }: { id: string }) => <BatchView id={id} />;
