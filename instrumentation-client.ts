// Runs before the page's own code. zod tries whether it may compile schemas from text; the content security
// policy forbids that and would report the try. Importing zod here for its `config` would load it twice.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
