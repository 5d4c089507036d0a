"use client";

import { useEffect, useRef, useState } from "react";

export type CameraState = "starting" | "on" | "refused" | "none" | "busy" | "insecure";

const stateOf: Readonly<Record<string, CameraState>> = {
  NotAllowedError: "refused",
  SecurityError: "refused",
  NotFoundError: "none",
  OverconstrainedError: "none",
};

function failureOf(error: unknown): CameraState {
  return (error instanceof Error && stateOf[error.name]) || "busy";
}

/** A camera's picture in a video element, for as long as the component is there. */
export function useCamera() {
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<CameraState>("starting");
  const [cameras, setCameras] = useState<readonly string[]>([]);
  const [wanted, setWanted] = useState<string>();

  useEffect(() => {
    // Absent on pages that came over plain HTTP.
    if (!("mediaDevices" in navigator)) return setState("insecure");
    let current = true;
    let stream: MediaStream | undefined;
    const start = async () => {
      setState("starting");
      // The camera at the back is the one for showing something.
      const choice = wanted ? { deviceId: { exact: wanted } } : { facingMode: "environment" };
      stream = await navigator.mediaDevices.getUserMedia({ video: choice });
      const devices = await navigator.mediaDevices.enumerateDevices();
      if (!current) return stop(stream);
      setCameras(devices.filter(({ kind }) => kind === "videoinput").map(({ deviceId }) => deviceId));
      if (video.current) video.current.srcObject = stream;
    };
    start().catch((error: unknown) => current && setState(failureOf(error)));
    return () => {
      current = false;
      if (stream) stop(stream);
    };
  }, [wanted]);

  const shown = () => (video.current?.srcObject instanceof MediaStream ? video.current.srcObject : undefined);
  return {
    video,
    state,
    /** The first picture has come: only now is there something to take. */
    onFirstPicture: () => setState("on"),
    /** Goes on to the next camera; absent where there is one. */
    next:
      cameras.length > 1
        ? () => {
            const used = shown()?.getVideoTracks()[0]?.getSettings().deviceId ?? "";
            setWanted(cameras[(cameras.indexOf(used) + 1) % cameras.length]);
          }
        : undefined,
    /** The picture as it is now, as a JPEG; nothing before there is one. */
    take: () => (video.current ? pictureOf(video.current) : Promise.resolve(null)),
  };
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

async function pictureOf(video: HTMLVideoElement): Promise<Blob | null> {
  const canvas = document.createElement("canvas");
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext("2d")?.drawImage(video, 0, 0);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.92));
}
