import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { createAnalyticsTestDatabase } from "@/db/testing/databases";
import { everybody, worldReadAt } from "@/db/testing/habits/world";
import { writeWorld } from "@/db/testing/habits/write-world";
import { analyticsPaths, networkPathsOf } from "../testing/answers";
import { networkOf } from "../testing/context";

const database = await createAnalyticsTestDatabase();
afterAll(() => database.drop());

/** Answers that show no figures of a run: names, search results, and figures with their own date. */
const NO_FIGURES = ["operators.names", "search.query", "network.syncStatus", "stakers.overview"].concat(
  // Figures on chain name the block of each side.
  ["chain.staker", "chain.mine"],
);

test("every question by key has a card that says where its answer is of a newer run", async () => {
  await writeWorld(database.owner);
  const network = await networkOf(database.db, worldReadAt);
  const fromNetwork = await networkPathsOf(database.db, network, everybody);
  const byKey = analyticsPaths.filter((path) => !fromNetwork.has(path) && !NO_FIGURES.includes(path));
  const sources = readdirSync("app", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".tsx"))
    .map((file) => readFileSync(join("app", file), "utf8"));
  const named = sources.flatMap((source) => source.match(/(?<=<OtherRun of=)[^/]+/g) ?? []).join(" ");
  expect(byKey.length).toBeGreaterThan(20);
  expect(byKey.filter((path) => !named.includes(`"${path}"`))).toEqual([]);
});
