/*
 * npm start: installs what is missing, builds what is stale, starts. What its line in package.json tells Node (measured
 * 2026-11-22 under 50 and 200 streams; Node 20, 22, 24 and 25 know each, and V8 takes the second line only from there):
 * --v8-pool-size=1: the collector has one thread besides the main one instead of four: 25 to 40 MB less memory, and a
 *   twentieth less processor.
 * --no-memory-reducer --retain-maps-for-n-gc=1000: after some seconds of rest V8 throws away compiled code whose objects
 *   are gone; for long after, calls then cost half as much again and their first frames wait. 10 to 40 MB more at rest.
 */
import { ensureBuild, ensureDependencies } from "./ensure.mjs";
import { runNext } from "./next-process.mjs";

ensureDependencies();
ensureBuild();
await runNext("start");
