import { config } from "zod";

// Runs before the page's own code. zod tries whether it may compile schemas from text; the content security
// policy forbids that and would report the try.
config({ jitless: true });
