const key = "video-notify";

/** What the system says to notifications, and the person. */
export type NotifyState = "unavailable" | "refused" | "off" | "on";

function isWanted(): boolean {
  try {
    return localStorage.getItem(key) === "on";
  } catch {
    return false;
  }
}

export function notifyState(): NotifyState {
  if (typeof Notification === "undefined") return "unavailable";
  if (Notification.permission === "denied") return "refused";
  return Notification.permission === "granted" && isWanted() ? "on" : "off";
}

/** Turns notifications on, asking for permission where there is none, or off. Gives what came of it. */
export async function switchNotify(on: boolean): Promise<NotifyState> {
  if (on && Notification.permission === "default") await Notification.requestPermission();
  try {
    localStorage.setItem(key, on ? "on" : "off");
  } catch {
    // Not remembered: storage that is full or forbidden is done without.
  }
  return notifyState();
}

/** Shows a notification where it is wanted. Several tabs that show the same show it once. */
export function notify(words: { title: string; body: string; tag: string }, onClick: () => void): void {
  if (notifyState() !== "on") return;
  try {
    const { title, ...options } = words;
    const shown = new Notification(title, options);
    shown.addEventListener("click", () => {
      window.focus();
      shown.close();
      onClick();
    });
  } catch {
    // Android gives pages none without a service worker.
  }
}
