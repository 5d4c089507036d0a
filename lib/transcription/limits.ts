/** SiliconFlow takes 50 MB and an hour; it does not say which megabytes, so the smaller ones count. */
export const mostBytes = 50_000_000;
export const mostSeconds = 3600;
/** A recorder in a tab that nobody sees may end late, and an hour must not be refused for its last second. */
export const mostRecordedSeconds = mostSeconds - 60;
