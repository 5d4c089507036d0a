/** Steers the simulator. */
export async function control(url: string, method: string, path: string, body?: unknown): Promise<unknown> {
  const json = body === undefined ? {} : { body: JSON.stringify(body) };
  const headers = { "content-type": "application/json" };
  return (await fetch(`${url}/__control/${path}`, { method, headers, ...json })).json();
}
