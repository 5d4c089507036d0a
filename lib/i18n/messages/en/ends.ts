export const ends = {
  ready: { video: "Your clip is ready", batch: "Your batch is done" },
  failed: { video: "A clip could not be made", batch: "A batch came to no good end" },
  notice: { video: "A clip came to an end", batch: "A batch came to an end" },
  show: "Show",
  dismiss: "Dismiss",
  notify: "Notify me",
  notifyOn: "You will be notified",
  notifyRefused: "Notifications are blocked for this page: allow them in the browser’s settings.",
} as const;
