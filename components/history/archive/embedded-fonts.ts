/*
 * A picture is drawn from a document of its own that can fetch nothing: the fonts in use go into it. The drawing
 * library would collect them by a style element, which our content policy refuses.
 */

function fontFaces(rules: CSSRuleList): CSSFontFaceRule[] {
  return [...rules].flatMap((rule) => {
    if (rule instanceof CSSFontFaceRule) return [rule];
    return rule instanceof CSSGroupingRule ? fontFaces(rule.cssRules) : [];
  });
}

const unquoted = (family: string) => family.replaceAll(/["']/g, "");

async function dataAddress(address: string): Promise<string> {
  const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
  const characters = Array.from(bytes, (byte) => String.fromCharCode(byte));
  return `data:font/woff2;base64,${btoa(characters.join(""))}`;
}

/** The rule with its file inside; nothing when it has none that browsers of today read. */
async function embedded(rule: CSSFontFaceRule): Promise<string> {
  const file = /url\(["']?([^"')]+\.woff2[^"')]*)["']?\)/.exec(rule.style.getPropertyValue("src"))?.[1];
  if (!file) return "";
  const base = rule.parentStyleSheet?.href ?? location.href;
  const descriptors = ["font-family", "font-style", "font-weight", "unicode-range"]
    .map((name) => [name, rule.style.getPropertyValue(name)])
    .flatMap(([name, value]) => (value ? `${name}:${value};` : []));
  const source = await dataAddress(new URL(file, base).href);
  return `@font-face{${descriptors.join("")}src:url("${source}") format("woff2")}`;
}

/** The fonts that the page has loaded, as a style sheet that needs nothing else. */
export async function embeddedFonts(): Promise<string> {
  const keyOf = (family: string, weight: string, style: string) =>
    `${unquoted(family)} ${weight || "normal"} ${style || "normal"}`
      .replace(" 400 ", " normal ")
      .replace(" 700 ", " bold ");
  const loaded = new Set(
    [...document.fonts]
      .filter(({ status }) => status === "loaded")
      .map(({ family, weight, style }) => keyOf(family, weight, style)),
  );
  const rules = [...document.styleSheets]
    .flatMap((sheet) => fontFaces(sheet.cssRules))
    .filter(({ style }) =>
      loaded.has(
        keyOf(
          style.getPropertyValue("font-family"),
          style.getPropertyValue("font-weight"),
          style.getPropertyValue("font-style"),
        ),
      ),
    );
  return (await Promise.all(rules.map(embedded))).join("\n");
}
