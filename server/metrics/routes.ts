import { isBuildFile } from "../http/build-files";
import { API_ROUTES, type Route } from "./metrics";

/** Returns the kind of a path, one of nine words. A path itself is never a label, since everybody can make one up. */
export function routeOf(url: string): Route {
  const path = url.split("?", 1)[0] ?? "/";
  if (isBuildFile(path)) return "file";
  const [, first, second] = path.split("/");
  if (first !== "api") return /\.\w+$/.test(path) ? "file" : "page";
  return API_ROUTES.find((name) => name === second) ?? "other";
}

/** Returns the class of a status, such as "2xx". */
export const statusClassOf = (status: number): string =>
  `${Math.min(5, Math.max(1, Math.floor(status / 100)))}xx`;
