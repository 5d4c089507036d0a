import "server-only";
import type { Method, Route } from "./define-route";

type Found = { route: Route; params: Record<string, string> };

/** The values of a path's parameters, or nothing when the path is another. `*name` takes all that is left. */
function matchPath(pattern: readonly string[], pathname: string): Record<string, string> | undefined {
  const segments = pathname.split("/");
  const last = pattern.at(-1) ?? "";
  const open = last.startsWith("*");
  if (open ? segments.length < pattern.length : segments.length !== pattern.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const segment = segments[index] ?? "";
    if (expected.startsWith("*")) params[expected.slice(1)] = segments.slice(index).join("/");
    else if (expected.startsWith(":")) params[expected.slice(1)] = segment;
    else if (expected !== segment) return undefined;
  }
  return params;
}

const takes = (route: Route, method: string) =>
  route.method === "*" || route.method === method || (route.method === "GET" && method === "HEAD");

/**
 * Finds the route of a request by its method and its path as it came, nothing in it decoded or put straight; the first that
 * fits. A question for the headers alone goes to the route that has the whole.
 */
export function createRouteTable(routes: readonly Route[]) {
  const table = routes.map((route) => ({ route, pattern: route.path.split("/") }));
  return {
    find(method: string, pathname: string): Found | undefined {
      for (const { route, pattern } of table) {
        const params = takes(route, method) ? matchPath(pattern, pathname) : undefined;
        if (params) return { route, params };
      }
      return undefined;
    },
    /** The methods that a path has; none when there is no such path. */
    methodsOf(pathname: string): Method[] {
      const fitting = table.filter(({ pattern }) => matchPath(pattern, pathname) !== undefined);
      return fitting.flatMap(({ route }) => (route.method === "*" ? [] : [route.method]));
    },
  };
}
