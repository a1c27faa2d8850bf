import { afterAll, bench, describe, inject } from "vitest";
import { connectAnalytics } from "@/db/analytics/client";
import { log } from "../log";
import { contextFor, networkOf } from "../testing/context";
import { handleCalls } from "./handle-calls";

const { db, close } = connectAnalytics(inject("demoReaderUrl"));
afterAll(close);
log.level = "silent";

const network = await networkOf(db);
const contextOf = async () => contextFor("VISITOR", { analytics: db, user: undefined as never, network });
const ask = async (input: unknown) => {
  const query = new URLSearchParams({ input: JSON.stringify(input) });
  const request = new Request(`http://localhost/api/trpc/analytics.search.query?${query}`);
  await (await handleCalls(request, contextOf)).text();
};
const annotated = (q: unknown, annotation: unknown) => ({ json: { q }, meta: { values: { q: annotation } } });

describe("an input that is refused", () => {
  bench("empty", () => ask({}));
  bench("annotated as an array of a thousand million numbers", () =>
    ask(annotated({ length: 1e9 }, [["typed-array", "Float64Array"]])),
  );
  bench("annotated as a regular expression that backtracks", () => ask(annotated("/(a+)+$/", ["regexp"])));
  bench("with annotations that are a text", () => ask({ json: { q: "x" }, meta: { values: "x" } }));
  bench("with a thousand annotations", () =>
    ask({
      json: {},
      meta: { values: Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [i, ["map"]])) },
    }),
  );
});
