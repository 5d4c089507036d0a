/** Closes a switch over a union: a new member fails to compile, a foreign value at run time throws. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
