export const simulatorPort = 4811;
export const appPort = 4820;
export const simulatorUrl = `http://127.0.0.1:${simulatorPort}`;
export const appUrl = `http://127.0.0.1:${appPort}`;
