/** Why nothing is recorded. The words are in the messages of `recorder`. */
export type RecorderFailure =
  /** There is none, or the one that was chosen is gone. */
  | "no-microphone"
  /** The person, the system or a policy says no. */
  | "denied"
  /** Browsers give a microphone to https and localhost only. */
  | "insecure-origin"
  /** Another program has it, or its driver fails. */
  | "busy"
  | "unsupported"
  /** It stopped before there was anything to keep. */
  | "nothing-recorded";

const byName: Readonly<Record<string, RecorderFailure>> = {
  NotAllowedError: "denied",
  PermissionDeniedError: "denied",
  SecurityError: "denied",
  NotFoundError: "no-microphone",
  DevicesNotFoundError: "no-microphone",
  OverconstrainedError: "no-microphone",
  NotReadableError: "busy",
  TrackStartError: "busy",
  AbortError: "busy",
};

/** What a rejected request for the microphone says. */
export function failureOf(thrown: unknown): RecorderFailure {
  const name = typeof thrown === "object" && thrown !== null && "name" in thrown ? String(thrown.name) : "";
  return byName[name] ?? "unsupported";
}

/** Why recording cannot even be tried in this page. */
export function missingSupport(): RecorderFailure | undefined {
  if (!window.isSecureContext) return "insecure-origin";
  const { mediaDevices }: { mediaDevices?: MediaDevices } = navigator;
  return mediaDevices && "MediaRecorder" in window ? undefined : "unsupported";
}
