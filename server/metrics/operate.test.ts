import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { gauges } from "./gauges";
import { metrics } from "./metrics";
import { hasPromtool, promtool } from "./testing";

const RULES = "docs/operate/alerts.yml";
const TRIES = "docs/operate/alerts.test.yml";
const rules = readFileSync(RULES, "utf8");
const alerts = Array.from(rules.matchAll(/^ +- alert: (\w+)$/gm), ([, name = ""]) => name);
const records = Array.from(rules.matchAll(/^ +- record: (\S+)$/gm), ([, name = ""]) => name);

gauges();
const types = new Map(
  metrics()
    .registry.getMetricsAsArray()
    .map(({ name, ...metric }) => [name, String((metric as { type?: unknown }).type ?? "")]),
);
/** Returns the series that a text names and that nothing makes. */
function unknownIn(text: string): string[] {
  const named = text.match(/\b(?:job:)?(?:eigenwatch|nodejs|process)_\w+(?::\w+)?/g) ?? [];
  return named.filter((name) => {
    const whole = name.replace(/_(bucket|sum|count)$/, "");
    return !types.has(name) && !(whole !== name && types.has(whole)) && !records.includes(name);
  });
}

describe("the alerts", () => {
  test("each has a section of the runbook, a link to it, and a test of promtool", () => {
    expect(alerts).toHaveLength(11);
    const [runbook, tries] = ["docs/operate/alerts.md", TRIES].map((path) => readFileSync(path, "utf8"));
    const lacking = alerts.filter(
      (name) =>
        !runbook?.includes(`\n## ${name}\n`) ||
        !rules.includes(`runbook_url: docs/operate/alerts.md#${name.toLowerCase()}\n`) ||
        !new RegExp(`alertname: ${name}\\n +exp_alerts:`).test(tries ?? ""),
    );
    expect(lacking).toEqual([]);
  });

  test("name only series that exist", () => {
    expect(unknownIn(rules)).toEqual([]);
    expect(unknownIn("rate(eigenwatch_no_such_total[5m]) + eigenwatch_http_duration_seconds_count")).toEqual([
      "eigenwatch_no_such_total",
    ]);
  });

  test.skipIf(!hasPromtool())("are right by promtool, and fire as its tests say", () => {
    expect(promtool(["check", "rules", RULES])).toMatchObject({ code: 0 });
    expect(promtool(["test", "rules", TRIES])).toMatchObject({ code: 0 });
  });
});

describe("the dashboard", () => {
  type Panel = { id: number; title: string; targets: { refId: string; expr: string }[] };
  const { panels } = JSON.parse(readFileSync("docs/operate/dashboard.json", "utf8")) as { panels: Panel[] };
  const queries = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));

  test("has panels of their own ids and titles, each with queries", () => {
    for (const key of ["id", "title"] as const)
      expect(new Set(panels.map((panel) => panel[key])).size).toBe(panels.length);
    expect(panels.filter(({ targets }) => targets.length === 0)).toEqual([]);
  });

  test("names only series that exist, and all of ours", () => {
    expect(queries.flatMap(unknownIn)).toEqual([]);
    const shown = queries.join("\n");
    const ours = [...types.keys()].filter((name) => name.startsWith("eigenwatch_"));
    expect(ours.filter((name) => !shown.includes(name))).toEqual([]);
  });

  test.skipIf(!hasPromtool())("has queries that Prometheus can read", () => {
    const read = queries.map((expr) => expr.replaceAll("$__rate_interval", "5m"));
    const groups = [{ name: "dashboard", rules: read.map((expr, at) => ({ record: `panel:${at}`, expr })) }];
    const folder = mkdtempSync(join(tmpdir(), "dashboard-"));
    writeFileSync(join(folder, "rules.yml"), JSON.stringify({ groups }));
    expect(promtool(["check", "rules", join(folder, "rules.yml")])).toMatchObject({ code: 0 });
    rmSync(folder, { recursive: true });
  });
});

test("every series has a row in docs/operate/watch.md", () => {
  const page = readFileSync("docs/operate/watch.md", "utf8");
  const ours = [...types.keys()].filter((name) => name.startsWith("eigenwatch_"));
  expect(ours.filter((name) => !page.includes(`\`${name.replace("eigenwatch_", "")}\``))).toEqual([]);
});
