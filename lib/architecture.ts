/*
 * The fences that lint cannot say: who may import whom. A file's zone is its folder; a zone may import itself and
 * what its row names. `server/` folders are zones of their own, so nothing that a browser loads reaches them.
 */

/** Zones by the folders they stand for. A row's list names zones; `lib/*` is every browser-safe zone of lib. */
const mayImport: Record<string, readonly string[]> = {
  app: ["components/*", "lib/*", "lib/*/server"],
  root: ["app", "lib/*", "lib/*/server"],
  "components/ui": ["lib/ui"],
  "components/shared": ["components/ui", "lib/*"],
  "components/shell": ["components/ui", "components/shared", "lib/*"],
  "lib/core": [],
  "lib/ui": [],
  "lib/launch": [],
  "lib/i18n": ["lib/core"],
  "lib/i18n/server": ["lib/i18n"],
  "lib/markdown": ["lib/core"],
  "lib/settings": ["lib/core"],
  "lib/env/server": ["lib/core"],
  "lib/log/server": ["lib/env/server"],
  "lib/db": [],
  "lib/db/server": ["lib/core", "lib/db"],
  "lib/http": ["lib/core"],
  "lib/http/server": [
    "lib/core",
    "lib/http",
    "lib/i18n",
    "lib/env/server",
    "lib/keys/server",
    "lib/log/server",
  ],
  "lib/keys/server": ["lib/core", "lib/env/server", "lib/log/server"],
  "lib/siliconflow": ["lib/core"],
  "lib/siliconflow/server": ["lib/core", "lib/siliconflow"],
  "lib/runs": ["lib/core", "lib/http", "lib/siliconflow"],
  "lib/runs/server": [
    "lib/batches",
    "lib/core",
    "lib/runs",
    "lib/db",
    "lib/db/server",
    "lib/http/server",
    "lib/siliconflow",
    "lib/siliconflow/server",
  ],
  "lib/media/server": ["lib/core", "lib/http/server"],
  "lib/models": ["lib/core", "lib/http", "lib/siliconflow"],
  "lib/models/server": ["lib/core", "lib/models", "lib/siliconflow", "lib/siliconflow/server"],
  "lib/rounds": ["lib/core", "lib/http", "lib/runs"],
  "lib/rounds/server": [
    "lib/core",
    "lib/rounds",
    "lib/runs",
    "lib/runs/server",
    "lib/db",
    "lib/db/server",
    "lib/http/server",
    "lib/models",
    "lib/models/server",
  ],
  "lib/usage": ["lib/core", "lib/http"],
  "lib/usage/server": [
    "lib/core",
    "lib/usage",
    "lib/db",
    "lib/db/server",
    "lib/http/server",
    "lib/siliconflow",
    "lib/siliconflow/server",
  ],
  "lib/gateway/server": [
    "lib/core",
    "lib/http/server",
    "lib/i18n",
    "lib/media/server",
    "lib/keys/server",
    "lib/runs",
    "lib/runs/server",
    "lib/siliconflow",
    "lib/siliconflow/server",
  ],
  "lib/voices": [
    "lib/core",
    "lib/creations",
    "lib/files",
    "lib/history",
    "lib/http",
    "lib/models",
    "lib/recording",
    "lib/runs",
  ],
  "lib/voices/server": ["lib/core", "lib/siliconflow", "lib/siliconflow/server", "lib/voices"],
  "lib/services/server": ["lib/*", "lib/*/server"],
  "lib/self-check": ["lib/core", "lib/history", "lib/http"],
  "lib/self-check/server": [
    "lib/core",
    "lib/models",
    "lib/models/server",
    "lib/self-check",
    "lib/siliconflow",
    "lib/siliconflow/server",
  ],
  "lib/connect": ["lib/core", "lib/http"],
  "lib/tour": ["lib/core"],
  "lib/diff": [],
  "lib/batches": [
    "lib/core",
    "lib/creations",
    "lib/files",
    "lib/history",
    "lib/http",
    "lib/models",
    "lib/rows",
    "lib/runs",
    "lib/siliconflow",
  ],
  "lib/batches/server": [
    "lib/batches",
    "lib/core",
    "lib/http/server",
    "lib/siliconflow",
    "lib/siliconflow/server",
  ],
  "lib/rows": ["lib/core", "lib/creations", "lib/runs"],
  "lib/vectors": [],
  "lib/history": ["lib/core", "lib/rounds", "lib/runs"],
  "lib/files": ["lib/core", "lib/history", "lib/http"],
  "lib/creations": [
    "lib/core",
    "lib/files",
    "lib/history",
    "lib/http",
    "lib/models",
    "lib/rounds",
    "lib/runs",
  ],
  "lib/recording": ["lib/core", "lib/history", "lib/http", "lib/runs"],
  "lib/transcription": [
    "lib/core",
    "lib/creations",
    "lib/files",
    "lib/history",
    "lib/models",
    "lib/runs",
    "lib/sound",
    "lib/ui",
    "lib/voices",
  ],
  "lib/embeddings": [
    "lib/core",
    "lib/creations",
    "lib/files",
    "lib/history",
    "lib/models",
    "lib/rows",
    "lib/runs",
    "lib/vectors",
  ],
  "lib/rerank": [
    "lib/core",
    "lib/creations",
    "lib/history",
    "lib/models",
    "lib/rows",
    "lib/runs",
    "lib/vectors",
  ],
  "lib/gallery": ["lib/core", "lib/history", "lib/rounds"],
  "lib/chat": [
    "lib/core",
    "lib/files",
    "lib/history",
    "lib/http",
    "lib/models",
    "lib/runs",
    "lib/siliconflow",
  ],
  "lib/compare": [
    "lib/core",
    "lib/ui",
    "lib/chat",
    "lib/diff",
    "lib/history",
    "lib/models",
    "lib/rounds",
    "lib/rows",
    "lib/runs",
  ],
  "lib/image": [
    "lib/core",
    "lib/creations",
    "lib/files",
    "lib/history",
    "lib/http",
    "lib/models",
    "lib/runs",
  ],
  "lib/video": ["lib/core", "lib/creations", "lib/history", "lib/models"],
  "lib/sound": ["lib/core", "lib/creations", "lib/history"],
  "lib/speech": [
    "lib/core",
    "lib/creations",
    "lib/history",
    "lib/models",
    "lib/rounds",
    "lib/sound",
    "lib/voices",
  ],
  "lib/read-aloud": [
    "lib/core",
    "lib/creations",
    "lib/history",
    "lib/markdown",
    "lib/models",
    "lib/sound",
    "lib/speech",
    "lib/voices",
  ],
  // Client and simulator must not share a mistake: it knows the requests' shapes and nothing else of ours.
  "lib/simulator": ["lib/siliconflow/schema"],
  // The mathematics and the checks of files are measured by themselves; a workbook is made for a journey.
  e2e: ["lib/batches", "lib/embeddings", "lib/rows", "lib/vectors"],
};

/** What the view of a capability may use besides its own `lib/<capability>`; never another capability. */
const capabilityViews = [
  "components/ui",
  "components/shared",
  "lib/core",
  "lib/ui",
  "lib/creations",
  "lib/diff",
  "lib/files",
  "lib/i18n",
  "lib/history",
  "lib/http",
  "lib/markdown",
  "lib/models",
  "lib/read-aloud",
  "lib/recording",
  "lib/rounds",
  "lib/rows",
  "lib/runs",
  "lib/settings",
  "lib/sound",
  "lib/tour",
  "lib/voices",
];

/** The zone of a file or of an import target, both as paths from the root without `@/`. */
export function zoneOf(path: string): string {
  const [top = "", second = "", third = ""] = path.split("/");
  if (top === "app" || top === "e2e") return top;
  if (top === "components") return `components/${second}`;
  if (top !== "lib") return "root";
  return third === "server" ? `lib/${second}/server` : `lib/${second}`;
}

function permits(row: string, zone: string, target: string): boolean {
  if (row === "lib/*")
    return zone.startsWith("lib/") && !zone.endsWith("/server") && zone !== "lib/simulator";
  if (row === "lib/*/server") return zone.endsWith("/server");
  if (row === "components/*") return zone.startsWith("components/");
  if (row === "lib/siliconflow/schema") return target.startsWith(`${row}/`);
  return row === zone;
}

/** A column of a comparison is a chat: the only capability that shows another. */
const shownBeside: Record<string, readonly string[]> = {
  "components/compare": ["components/chat", "lib/chat"],
};

/** The library of a capability whose page has another name: one batch is shown, and all of them are kept. */
export const libraryNames: Readonly<Record<string, string>> = { batch: "batches" };

function rowOf(zone: string): readonly string[] | undefined {
  const [top, capability = ""] = zone.split("/");
  const isView = top === "components" && !(zone in mayImport);
  if (!isView) return mayImport[zone];
  return [...capabilityViews, `lib/${libraryNames[capability] ?? capability}`, ...(shownBeside[zone] ?? [])];
}

/** The import targets of a source text that lie in this project, as paths from the root. */
export function projectImports(source: string): string[] {
  const pattern = /(?:from|import)\s*\(?\s*"@\/([^"]+)"/g;
  return [...source.matchAll(pattern)].map(([, target]) => target ?? "");
}

/** The imports of one file that cross a fence, each with its reason. */
export function breaches(file: string, source: string): string[] {
  const zone = zoneOf(file);
  const row = rowOf(zone);
  if (!row) return [`${file}: the zone ${zone} has no row in lib/architecture.ts`];
  return projectImports(source).flatMap((target) => {
    const targetZone = zoneOf(target);
    const allowed = targetZone === zone || row.some((entry) => permits(entry, targetZone, target));
    return allowed ? [] : [`${file}: ${zone} may not import ${target}`];
  });
}
