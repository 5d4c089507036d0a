/**
 * Each worker has a simulator and a server of its own, since faults are switched for all callers of a simulator. Two
 * are as many as a machine with two cores carries without its clocks running short.
 */
export const workers = 2;

const addressesOf = (worker: number) => {
  const simulatorPort = 4811 + worker;
  const appPort = 4821 + worker;
  return {
    simulatorPort,
    appPort,
    simulatorUrl: `http://127.0.0.1:${simulatorPort}`,
    appUrl: `http://127.0.0.1:${appPort}`,
    dataDirectory: `.data/e2e-${worker}`,
  };
};

export const allAddresses = Array.from({ length: workers }, (_, worker) => addressesOf(worker));

/** Those of the worker in which this runs; Playwright numbers them. */
export const { simulatorUrl, appUrl, dataDirectory } = addressesOf(
  Number(process.env["TEST_PARALLEL_INDEX"] ?? 0),
);
