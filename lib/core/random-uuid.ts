/**
 * A random UUID (RFC 9562, version 4), for pages to which the browser gives no `crypto.randomUUID`: those that come
 * over plain http from another machine.
 */
export function randomUuid(): string {
  return "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (place) => {
    const [random = 0] = crypto.getRandomValues(new Uint8Array(1));
    return (Number(place) ^ (random & (15 >> (Number(place) / 4)))).toString(16);
  });
}
