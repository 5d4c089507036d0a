/** SiliconFlow takes 50 MB and an hour; it does not say which megabytes, so the smaller ones count. */
export const mostBytes = 50_000_000;
export const mostSeconds = 3600;
