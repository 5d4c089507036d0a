"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "use-intl";
import { UndoNotice } from "@/components/shared/undo-notice";
import { storageFailureOf } from "@/lib/history/storage-failure";
import { whenOnline } from "@/lib/ui/when-online";
import type { CreationPage } from "./use-creation-actions";

const Viewer = dynamic(() => whenOnline(async () => (await import("./viewer")).Viewer), { ssr: false });
const RunInspector = dynamic(
  () => whenOnline(async () => (await import("@/components/shared/inspector/run-inspector")).RunInspector),
  { ssr: false },
);

/** What opens over a page of pictures or clips: one of them large, a run's request and response, what can be undone. */
export function CreationOverlays({ page }: { page: CreationPage }) {
  const t = useTranslations("creations");
  const words = useTranslations("errors");
  const { overlay, closeOverlay, undoable, forgetUndo, actions, failure, stopFailure } = page;
  return (
    <>
      <NotSent failure={failure} />
      {stopFailure && (
        <p role="alert" className="shrink-0 bg-danger-soft px-4 py-2 text-sm text-danger">
          {t("stopFailed")}: {words(`${stopFailure.code}.title`)}
        </p>
      )}
      {undoable && (
        <div
          // What is brought back, or stays away, is up there.
          data-focus-group="results"
          className="pointer-events-none fixed inset-x-0 bottom-4 z-20 flex justify-center *:pointer-events-auto"
        >
          <UndoNotice
            key={undoable.id}
            text={t(undoable.what)}
            onUndo={() => {
              undoable.undo();
              forgetUndo();
            }}
            onGone={forgetUndo}
          />
        </div>
      )}
      {overlay?.kind === "viewer" && <Viewer {...overlay} actions={actions} onClose={closeOverlay} />}
      {overlay?.kind === "inspector" && <RunInspector runId={overlay.runId} onClose={closeOverlay} />}
    </>
  );
}

/** Says that a request could not be stored, and so was not sent. */
function NotSent({ failure }: { failure: unknown }) {
  const t = useTranslations("creations");
  if (failure === undefined) return null;
  const reason = failure instanceof Error ? failure.name : String(failure);
  return (
    <p role="alert" className="shrink-0 bg-danger-soft px-4 py-2 text-sm text-danger">
      {t(`notSent.${storageFailureOf(failure)}`, { reason })}
    </p>
  );
}
