/** Milliseconds of the machine's monotonic clock, the same in every process of this machine. */
export const monotonicMs = () => Number(process.hrtime.bigint() / 1000n) / 1000;

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
