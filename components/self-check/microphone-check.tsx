"use client";

import { Mic } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { failureOf, missingSupport, type RecorderFailure } from "@/lib/recording/failure";
import { closeMicrophone, openMicrophone } from "@/lib/recording/microphone";
import { SoundMeter } from "@/lib/recording/sound-meter";
import { CheckRow } from "./check-row";

const listensMs = 3000;

type State =
  | { step: "waiting" | "listening" }
  | { step: "heard" | "quiet"; name: string }
  | { step: "failed"; failure: RecorderFailure };

/** Whether a microphone can be opened and hears something. Nothing of it is recorded. */
export function MicrophoneCheck() {
  const t = useTranslations("selfCheck");
  const recorder = useTranslations("recorder");
  const { state, listen } = useMicrophoneCheck();
  const words = () => {
    switch (state.step) {
      case "waiting":
        return t("microphoneAsk");
      case "listening":
        return t("microphoneListening");
      case "heard":
        return t("microphoneGood", { name: state.name || t("microphoneUnnamed") });
      case "quiet":
        return t("microphoneQuiet", { name: state.name || t("microphoneUnnamed") });
      case "failed":
        return `${recorder(`failed.${state.failure}.title`)} ${recorder(`failed.${state.failure}.advice`)}`;
    }
  };
  const outcomes = { heard: "good", quiet: "bad", failed: "bad" } as const;
  const outcome =
    state.step === "waiting" || state.step === "listening" ? undefined : { state: outcomes[state.step] };
  return (
    <CheckRow name={t("check-microphone")} outcome={outcome} running={state.step === "listening"}>
      <p role="status">{words()}</p>
      {state.step !== "listening" && (
        <Button size="small" className="mt-2" onClick={() => void listen()}>
          <Mic size={14} aria-hidden /> {t("microphoneTry")}
        </Button>
      )}
    </CheckRow>
  );
}

function useMicrophoneCheck() {
  const [state, setState] = useState<State>({ step: "waiting" });
  const left = useRef(new AbortController());
  useEffect(() => () => left.current.abort(), []);
  const listen = async () => {
    const missing = missingSupport();
    if (missing) return setState({ step: "failed", failure: missing });
    setState({ step: "listening" });
    try {
      const heard = await listenOnce(left.current.signal);
      if (heard) setState(heard);
    } catch (thrown) {
      setState({ step: "failed", failure: failureOf(thrown) });
    }
  };
  return { state, listen };
}

/** Listens for a moment; undefined when the page was left meanwhile. */
async function listenOnce(signal: AbortSignal): Promise<State | undefined> {
  const stream = await openMicrophone(undefined);
  const meter = new SoundMeter(stream);
  try {
    await new Promise<void>((resolve) => {
      setTimeout(resolve, listensMs);
      signal.addEventListener("abort", () => resolve());
    });
    if (signal.aborted) return undefined;
    const name = stream.getAudioTracks()[0]?.label ?? "";
    return { step: meter.levels.heard ? "heard" : "quiet", name };
  } finally {
    meter.close();
    closeMicrophone(stream);
  }
}
