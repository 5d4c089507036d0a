import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

export default defineConfig({
  resolve: {
    alias: {
      "@": root,
      // The guard only means something inside a bundle; under Vitest everything is the server.
      "server-only": `${root}node_modules/server-only/empty.js`,
    },
  },
  test: {
    include: ["{app,components,lib}/**/*.test.{ts,tsx}"],
    environment: "node",
    testTimeout: 20_000,
    // Opening the embedded database takes some seconds on a busy machine.
    hookTimeout: 60_000,
  },
});
