"use client";

import dynamic from "next/dynamic";
import type { ReactNode } from "react";
import { type Folding, FoldingForm } from "@/components/shared/folding-form";
import { AppFailure, appError } from "@/lib/core/app-error";
import { whenOnline } from "@/lib/ui/when-online";
import type { useCreationActions } from "./use-creation-actions";

/** What opens when it is asked for may come after the page's own code. */
const CreationOverlays = dynamic(
  () => whenOnline(async () => (await import("./creation-overlays")).CreationOverlays),
  { ssr: false },
);
const ErrorNotice = dynamic(
  () => whenOnline(async () => (await import("@/components/shared/error-notice")).ErrorNotice),
  { ssr: false },
);

type LaboratoryScreenProps = {
  title: string;
  /** What a person begins by opening the form. */
  begin: string;
  folding: Folding;
  /** Why the models are not known. */
  error: unknown;
  form: ReactNode;
  /** Why something was not sent. */
  failed: string | false;
  page: ReturnType<typeof useCreationActions>;
  /** What came of it. */
  children: ReactNode;
};

/** A page on which models are compared: what they are given at the top, what they made of it under it. */
export function LaboratoryScreen({
  title,
  begin,
  folding,
  error,
  form,
  failed,
  page,
  children,
}: LaboratoryScreenProps) {
  return (
    <div className="relative flex h-full min-w-0 flex-col">
      <FoldingForm title={title} begin={begin} folding={folding}>
        {error != null && (
          <div className="mx-auto w-full max-w-6xl px-3 pb-2 sm:px-4">
            <ErrorNotice error={error instanceof AppFailure ? error.error : appError("internal")} />
          </div>
        )}
        {form}
      </FoldingForm>
      {failed && (
        <p role="alert" className="mx-auto w-full max-w-6xl px-4 pt-2 text-sm text-danger">
          {failed}
        </p>
      )}
      <div className="flex min-h-0 grow flex-col">{children}</div>
      <CreationOverlays page={page} />
    </div>
  );
}
