// @vitest-environment jsdom
import { afterEach, expect, test, vi } from "vitest";
import { whenOnline } from "./when-online";

const network = vi.spyOn(navigator, "onLine", "get");
afterEach(() => network.mockReset());

test("a part that is asked for without a network is there once the network is", async () => {
  network.mockReturnValue(false);
  let asked = 0;
  const part = whenOnline(async () => {
    asked += 1;
    if (!navigator.onLine) throw new Error("Failed to load chunk");
    return "part";
  });
  await vi.waitFor(() => expect(asked).toBe(1));
  network.mockReturnValue(true);
  window.dispatchEvent(new Event("online"));
  expect(await part).toBe("part");
  expect(asked).toBe(2);
});

test("a part that is gone from the server fails at once", async () => {
  network.mockReturnValue(true);
  await expect(whenOnline(() => Promise.reject(new Error("Failed to load chunk")))).rejects.toThrow("chunk");
});
