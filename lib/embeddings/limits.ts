/** So many texts are taken at once: more vectors than that would not fit beside each other in a page's memory. */
export const mostTexts = 5000;
/** UTF-16 units of all texts: a request to our server may have 8 MiB. */
export const mostCharacters = 2_500_000;
