"use client";

import { Camera, SwitchCamera } from "lucide-react";
import { useTranslations } from "use-intl";
import { Dialog } from "@/components/shared/dialog";
import { Button } from "@/components/ui/button";
import { useCamera } from "./use-camera";

const words = {
  starting: "cameraStarting",
  refused: "cameraRefused",
  none: "cameraNone",
  busy: "cameraBusy",
  insecure: "cameraInsecure",
} as const;

type CameraDialogProps = { onClose: () => void; onPicture: (file: File) => void };

/** What the camera sees, and a button that attaches it as a picture. */
export function CameraDialog({ onClose, onPicture }: CameraDialogProps) {
  const t = useTranslations("attachments");
  const { video, state, onFirstPicture, next, take } = useCamera();
  const snap = async () => {
    const picture = await take();
    if (!picture) return;
    onPicture(new File([picture], t("cameraFile"), { type: picture.type }));
    onClose();
  };
  return (
    <Dialog title={t("cameraTitle")} onClose={onClose}>
      <div className="flex min-h-0 flex-col gap-3 p-4">
        <video
          ref={video}
          aria-label={t("cameraPreview")}
          autoPlay
          playsInline
          muted
          onLoadedData={onFirstPicture}
          // Hidden altogether, some browsers would not play it.
          className={state === "on" ? "min-h-0 w-full rounded-lg bg-black object-contain" : "sr-only"}
        />
        {state !== "on" && (
          <p
            role={state === "starting" ? "status" : "alert"}
            className="flex aspect-video items-center justify-center rounded-lg bg-sunken p-6 text-center text-sm text-ink-muted"
          >
            {t(words[state])}
          </p>
        )}
        <div className="flex justify-end gap-2">
          {next && (
            <Button onClick={next}>
              <SwitchCamera size={16} aria-hidden /> {t("cameraSwitch")}
            </Button>
          )}
          <Button variant="solid" disabled={state !== "on"} onClick={() => void snap()}>
            <Camera size={16} aria-hidden /> {t("cameraTake")}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
