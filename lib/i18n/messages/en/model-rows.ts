export const modelRows = {
  models: "Models",
  model: "Model {number}",
  addModel: "Add a model beside it",
  removeModel: "Remove model {number}",
  uncatalogued: "New: not described yet",
  free: "Free",
  price: "¥{amount} for a million tokens",
  mostTokens: "up to {count} tokens a text",
  priceUnknown: "Price unknown",
  sees: "takes pictures too",
} as const;
