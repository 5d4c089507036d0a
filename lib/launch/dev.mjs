// npm run dev: the same with hot reload and without a build.
import { ensureDependencies } from "./ensure.mjs";
import { runNext } from "./next-process.mjs";

ensureDependencies();
await runNext("dev");
