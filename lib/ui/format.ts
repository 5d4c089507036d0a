/** Seconds with one decimal below a minute, whole above: `4.2`, `75`. */
export function formatSeconds(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds) / 1000;
  return seconds < 60 ? seconds.toFixed(1) : seconds.toFixed(0);
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
