"use client";

import dynamic from "next/dynamic";
import { type AppError, AppFailure, appError } from "@/lib/core/app-error";
import { whenOnline } from "@/lib/ui/when-online";

/* What the pages for creations show only now and then, and so fetch only then. */

export const CreationOverlays = dynamic(
  () => whenOnline(async () => (await import("./creation-overlays")).CreationOverlays),
  { ssr: false },
);

export const PictureDropZone = dynamic(
  () => whenOnline(async () => (await import("./input-pictures")).PictureDropZone),
  { ssr: false },
);

const ErrorNotice = dynamic(
  () => whenOnline(async () => (await import("@/components/shared/error-notice")).ErrorNotice),
  { ssr: false },
);

/** What is wrong with a page as a whole, in line with its form. */
export function PageError({ error }: { error: AppError | Error }) {
  const known =
    error instanceof AppFailure ? error.error : error instanceof Error ? appError("internal") : error;
  return (
    <div className="mx-auto w-full max-w-6xl px-3 py-1 sm:px-4">
      <ErrorNotice error={known} />
    </div>
  );
}
