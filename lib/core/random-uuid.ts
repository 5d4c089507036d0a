/**
 * A random UUID (RFC 9562, version 4), for all that runs in a browser: where the page comes over plain http from another
 * machine, browsers give neither it nor its workers `crypto.randomUUID`.
 */
export function randomUuid(): string {
  const { randomUUID }: { randomUUID?: () => string } = crypto;
  return randomUUID ? randomUUID.call(crypto) : fromRandomValues();
}

function fromRandomValues(): string {
  return "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (place) => {
    const [random = 0] = crypto.getRandomValues(new Uint8Array(1));
    return (Number(place) ^ (random & (15 >> (Number(place) / 4)))).toString(16);
  });
}
