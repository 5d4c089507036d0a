import { expect, test } from "vitest";
import { extensionOf } from "./file-extension";

test.each([
  ["audio/x-m4a", "m4a"],
  ["audio/flac", "flac"],
  ["audio/webm;codecs=opus", "webm"],
  ["audio/mp4; codecs=mp4a.40.2", "m4a"],
  ["application/x-unknown", "bin"],
])("%s is saved as .%s", (type, ending) => {
  expect(extensionOf(type)).toBe(ending);
});
