export const sound = {
  play: "Play",
  pause: "Pause",
  position: "Position",
  positionOf: "{time} of {whole}",
  loop: "Repeat",
  rate: "Playback speed",
  times: "{value}×",
  noWaveform: "No waveform: this browser cannot decode it.",
  playFailed: "This browser cannot play it.",
  silent: "Nothing can be heard in it. It can be sent all the same.",
} as const;
