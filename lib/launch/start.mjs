// npm start: installs what is missing, builds what is stale, starts.
import { ensureBuild, ensureDependencies } from "./ensure.mjs";
import { runNext } from "./next-process.mjs";

ensureDependencies();
ensureBuild();
await runNext("start");
