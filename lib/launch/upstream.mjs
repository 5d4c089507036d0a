// Chooses what answers in SiliconFlow's place where nothing is named.
import { startSimulatorProcess } from "./simulator-process.mjs";

/** Without a key and without a named upstream the built-in simulator answers; says whether it had to be started. */
export async function provideUpstream() {
  const { SILICONFLOW_API_KEY, SILICONFLOW_BASE_URL, SF_BASE, SIMULATOR_URL } = process.env;
  if ([SILICONFLOW_API_KEY, SILICONFLOW_BASE_URL, SF_BASE, SIMULATOR_URL].some((value) => value?.trim()))
    return false;
  process.env.SIMULATOR_URL = await startSimulatorProcess();
  return true;
}
