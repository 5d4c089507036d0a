let stopOther: (() => void) | undefined;

/** One sound is heard at a time: whoever begins stops the one before. Gives how to give the turn back. */
export function claimSound(stop: () => void): () => void {
  if (stopOther !== stop) stopOther?.();
  stopOther = stop;
  return () => {
    if (stopOther === stop) stopOther = undefined;
  };
}
