// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { whenOnline } from "./when-online";

const network = vi.spyOn(navigator, "onLine", "get");
beforeEach(() => {
  vi.stubGlobal("fetch", async () => new Response());
});
afterEach(() => {
  network.mockReset();
  vi.unstubAllGlobals();
});

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

test("a part that failed just as the network came back is asked for again", async () => {
  network.mockReturnValue(true);
  let asked = 0;
  const part = whenOnline(async () => {
    asked += 1;
    if (asked === 1) throw new Error("Failed to load chunk");
    return "part";
  });
  expect(await part).toBe("part");
});

test("a part that is asked for while the server is away is there once the server is, however long that takes", async () => {
  network.mockReturnValue(true);
  let asked = 0;
  let looked = 0;
  vi.stubGlobal("fetch", () => {
    looked += 1;
    return looked < 3 ? Promise.reject(new TypeError("Failed to fetch")) : Promise.resolve(new Response());
  });
  vi.useFakeTimers();
  const part = whenOnline(async () => {
    asked += 1;
    if (looked < 3) throw new Error("Failed to load chunk");
    return "part";
  });
  await vi.advanceTimersByTimeAsync(10_000);
  vi.useRealTimers();
  expect(await part).toBe("part");
  expect(asked).toBe(4);
});

test("a part that is gone from the server fails after a few tries", async () => {
  network.mockReturnValue(true);
  let asked = 0;
  const part = whenOnline(() => {
    asked += 1;
    return Promise.reject(new Error("Failed to load chunk"));
  });
  await expect(part).rejects.toThrow("chunk");
  expect(asked).toBe(3);
});
