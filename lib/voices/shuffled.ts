/** The same in an order that is drawn, each order as likely as any other. @param random from 0 to 1, without 1. */
export function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  const left = [...items];
  return items.flatMap(() => left.splice(Math.floor(random() * left.length), 1));
}
