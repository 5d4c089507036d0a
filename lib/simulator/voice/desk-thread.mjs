// The start of the sound thread. It can read no TypeScript before it has been told how.
import { register } from "tsx/esm/api";

register();
await import("./desk-thread.ts");
