// Stands in for zod 3 in the bundles (next.config.ts): the AI SDK asks it for this one name.
export const ZodFirstPartyTypeKind = {};
