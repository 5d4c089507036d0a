/** Seconds with one decimal below a minute, whole above: `4.2`, `75`. */
export function formatSeconds(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds) / 1000;
  return seconds < 60 ? seconds.toFixed(1) : seconds.toFixed(0);
}

/** Minutes and seconds as a clock shows them: `1:24`, `62:05`. */
export function formatClock(milliseconds: number): string {
  const seconds = Math.floor(Math.max(0, milliseconds) / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** Yuan with as many decimals as the first two digits that are not zero need: `12.50`, `0.0031`. */
export function formatYuan(cny: number): string {
  if (cny >= 1 || cny === 0) return cny.toFixed(2);
  const decimals = Math.min(9, Math.max(2, 1 - Math.floor(Math.log10(cny))));
  return cny.toFixed(decimals);
}

/** A context length as it is spoken of: `131072` is `128K`, `1048576` is `1M`. */
export function formatTokenCapacity(tokens: number): string {
  const thousands = tokens / 1024;
  if (thousands < 1) return String(tokens);
  return thousands >= 1024 ? `${trim(thousands / 1024)}M` : `${trim(thousands)}K`;
}

const trim = (value: number) => (Number.isInteger(value) ? value : value.toFixed(1));

const byteUnits = ["B", "KB", "MB", "GB", "TB"] as const;

/** A size in the largest unit of which there is a whole one, by thousands: `1.2 MB`, `340 KB`. */
export function formatBytes(bytes: number): string {
  const power = Math.min(byteUnits.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${power === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${byteUnits[power]}`;
}
