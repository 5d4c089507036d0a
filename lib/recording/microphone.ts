/** A microphone of this device. Its name is known once the person has allowed recording. */
export type Microphone = { id: string; name: string };

/** The microphones whose names this page may know. */
export async function listMicrophones(): Promise<Microphone[]> {
  const { mediaDevices }: { mediaDevices?: MediaDevices } = navigator;
  const devices = (await mediaDevices?.enumerateDevices().catch(() => [])) ?? [];
  return devices.flatMap(({ kind, deviceId, label }) =>
    kind === "audioinput" && deviceId !== "" && label !== "" ? [{ id: deviceId, name: label }] : [],
  );
}

/** Opens a microphone: the chosen one, or any where it is gone. Rejects as the browser does (failure.ts). */
export async function openMicrophone(id: string | undefined): Promise<MediaStream> {
  const open = (deviceId: MediaTrackConstraints) =>
    navigator.mediaDevices.getUserMedia({
      audio: { channelCount: { ideal: 1 }, echoCancellation: true, noiseSuppression: true, ...deviceId },
    });
  if (id === undefined) return open({});
  try {
    return await open({ deviceId: { exact: id } });
  } catch (thrown) {
    const gone = thrown instanceof Error && ["OverconstrainedError", "NotFoundError"].includes(thrown.name);
    if (!gone) throw thrown;
    return open({});
  }
}

export function closeMicrophone(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
