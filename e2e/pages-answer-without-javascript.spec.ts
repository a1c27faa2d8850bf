import { expect, test } from "@playwright/test";

const EIGENYIELDS = "0x5accc90436492f24e6af278569691e2c942a676d";
const CHECKSUMMED = "0x5ACCC90436492F24E6aF278569691e2c942A676d";
const CAPITAL = `0x${EIGENYIELDS.slice(2).toUpperCase()}`;

test("figures stand in the HTML itself", async ({ request }) => {
  const home = await (await request.get("/")).text();
  expect(home).toContain("Total value secured");
  expect(home).toMatch(/\$\d+\.\d\dB/);
  expect(home).toContain("25,468,595");
  const list = await (await request.get("/operators?q=eigenyields")).text();
  expect(list).toContain("EigenYields");
  expect(list).toContain(`/operators/${EIGENYIELDS}`);
});

test("an address with its checksum and in one case is the same page", async ({ request }) => {
  for (const address of [EIGENYIELDS, CHECKSUMMED, CAPITAL, CAPITAL.replace("0x", "0X")]) {
    const response = await request.get(`/operators/${address}`);
    expect(response.status()).toBe(200);
    expect(await response.text()).toContain(`rel="canonical" href="`);
    expect(await response.text()).toMatch(new RegExp(`canonical" href="[^"]*/operators/${EIGENYIELDS}"`));
  }
});

test("an unknown and a malformed address are no pages, and say so", async ({ request }) => {
  for (const address of [
    "0x00000000000000000000000000000000000000ff",
    "0x123",
    "eigenyields",
    "0x5AcCc90436492F24E6aF278569691e2c942A676d",
    "%00",
    `${EIGENYIELDS}'--`,
  ])
    for (const path of [`/operators/${address}`, `/operators/${address}/risk`, `/avs/${address}`].concat(
      `/strategies/${address}`,
      `/stakers/${address}`,
    ))
      for (const rsc of [{}, { rsc: "1" }] as Record<string, string>[]) {
        const response = await request.get(path, { headers: rsc });
        expect(response.status(), path).toBe(404);
        if (rsc.rsc) continue;
        const body = (await response.text()).replaceAll(/<script.*?<\/script>/gs, "");
        expect(body, path).toContain("Nothing lives at this address");
        expect(body, path).toMatch(/<title>Not found/);
      }
});

test("odd state in the URL is a list, not an error", async ({ request }) => {
  for (const query of [
    "page=0",
    "page=-3",
    "page=99999999999",
    "sort=score",
    "sort=nonsense&dir=sideways",
    "tvsMin=abc&tvsMax=-1",
    "tvsMin=5&tvsMax=1",
    "strategy=0x1&avs=javascript:alert(1)",
    "risk=LOW,EXTREME",
    "q=%25%27%22%3Cscript%3E",
    "q=a&q=b",
    `q=${"x".repeat(5000)}`,
    "rows=100000",
  ])
    expect((await request.get(`/operators?${query}`)).status(), query).toBe(200);
});

test("a list is searched and narrowed without JavaScript, and keeps its other filters", async ({
  browser,
  baseURL,
}) => {
  const page = await browser.newPage({ javaScriptEnabled: false, baseURL });
  await page.goto("/operators?tvsMin=1000000&slashed=never&sort=name&dir=asc&rows=25&page=2");
  await page.getByRole("combobox", { name: "Status" }).selectOption("all");
  await page.getByRole("searchbox").fill("p2p");
  await page.getByRole("searchbox").press("Enter");
  await page.waitForURL(/q=p2p/);
  expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({
    tvsMin: "1000000",
    slashed: "never",
    sort: "name",
    dir: "asc",
    rows: "25",
    status: "all",
    q: "p2p",
  });
  const names = page.getByRole("table").locator("tbody tr");
  expect(await names.count()).toBeGreaterThan(1);
  for (const row of await names.all()) await expect(row).toContainText(/p2p/i);
  await page.close();
});

test("a visitor's payloads hold no score", async ({ request }) => {
  const pages = [`/operators/${EIGENYIELDS}`, "/operators?sort=score", "/operators?risk=LOW"];
  for (const path of pages)
    for (const headers of [{ accept: "text/html" }, { rsc: "1" }] as Record<string, string>[]) {
      const body = await (await request.get(path, { headers })).text();
      expect(body, path).not.toMatch(/performanceScore|confidence_score|"score":\d/);
    }
  const paid = await request.get(
    `/api/trpc/analytics.operators.score?input=${encodeURIComponent(JSON.stringify({ json: { address: EIGENYIELDS } }))}`,
  );
  expect(paid.status()).toBe(403);
});

test("errors over HTTP say what is expected and nothing else", async ({ request }) => {
  const ask = (procedure: string, input: unknown) =>
    request.get(`/api/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify({ json: input }))}`);
  const bad = await ask("analytics.operators.list", { perPage: 1000 });
  expect(bad.status()).toBe(400);
  expect(await bad.text()).not.toMatch(/select|stack|node_modules/i);
  expect(
    (
      await ask("analytics.operators.overview", { address: "0x00000000000000000000000000000000000000ff" })
    ).status(),
  ).toBe(404);
  expect((await ask("analytics.nothing", {})).status()).toBe(404);
  const tooMany = Array.from({ length: 21 }, () => "account.viewer").join(",");
  expect((await request.get(`/api/trpc/${tooMany}?batch=1`)).status()).toBe(400);
});

test("an address with a broken escape is a page that does not exist", async ({ request, baseURL }) => {
  for (const path of ["/operators/%ff", "/avs/%E0%A4%A", "/api/csv/%ff"])
    expect((await request.get(`${baseURL}${path}`)).status(), path).toBe(404);
});

test("every answer carries its security headers, errors too", async ({ request }) => {
  for (const path of ["/", "/nowhere", "/operators/%ff", "/api/health", "/api/trpc/analytics.nothing"]) {
    const headers = (await request.get(path)).headers();
    expect(headers["content-security-policy"], path).toContain("frame-ancestors 'none'");
    expect(headers["content-security-policy"], path).not.toMatch(/script-src[^;]*unsafe/);
    expect(headers["x-content-type-options"], path).toBe("nosniff");
    expect(headers["x-powered-by"], path).toBeUndefined();
  }
});

test("old links lead to the new address for good, with the rest of their query", async ({
  request,
  baseURL,
}) => {
  const steth = "0x93c4b944d05dfe6df7645a86cd2206016c51564d";
  for (const [old, now] of [
    ["/slashing?operator=0x1", "/slashings?operator=0x1"],
    [`/slashing?asset=${steth}&sort=loss`, `/slashings?strategy=${steth}&sort=loss`],
    [`/operators?q=a+b&asset=${steth}`, `/operators?q=a+b&strategy=${steth}`],
    [
      `/operators/${EIGENYIELDS}/delegators?asset=${steth}`,
      `/operators/${EIGENYIELDS}/delegators?strategy=${steth}`,
    ],
    [`/api/csv/slashings?asset=${steth}&sort=loss`, `/api/csv/slashings?strategy=${steth}&sort=loss`],
  ] as const) {
    const answer = await request.get(old, { maxRedirects: 0 });
    const location = new URL(answer.headers().location ?? "", baseURL).href;
    expect([answer.status(), location], old).toEqual([308, `${baseURL}${now}`]);
    expect(answer.headers()["content-security-policy"]).toContain("frame-ancestors 'none'");
    const followed = await request.get(old);
    expect([followed.status(), followed.url()], old).toEqual([200, `${baseURL}${now}`]);
  }
  const [some, all] = await Promise.all(
    [`/api/csv/slashings?asset=${steth}`, "/api/csv/slashings"].map(async (path) =>
      (await request.get(path)).text(),
    ),
  );
  expect(some?.split("\n").length).toBeLessThan(all?.split("\n").length ?? 0);
});

test("Next's own error pages are no pages, and redirects and pictures keep their headers", async ({
  request,
}) => {
  for (const path of ["/_global-error", "/_not-found", "/_error"])
    expect((await request.get(path)).status(), path).toBe(404);
  const redirect = await request.get("/operators/", { maxRedirects: 0 });
  expect([redirect.status(), redirect.headers()["x-content-type-options"]]).toEqual([308, "nosniff"]);
  expect(redirect.headers()["content-security-policy"]).toContain("frame-ancestors 'none'");
  const logo = await request.get(`/api/logo/operator/${EIGENYIELDS}`);
  expect(logo.headers()["content-security-policy"]).toMatch(/^default-src 'none'/);
  for (const path of ["/icon.svg", "/robots.txt"]) {
    const refused = await request.delete(path);
    expect([refused.status(), refused.headers().allow], path).toEqual([405, "GET, HEAD, OPTIONS"]);
    expect(refused.headers()["strict-transport-security"], path).toBeDefined();
  }
});

test("icons that browsers request by themselves are images with every header", async ({ request }) => {
  for (const [path, type] of [
    ["/favicon.ico", "image/x-icon"],
    ["/apple-touch-icon.png", "image/png"],
  ] as const) {
    const picture = await request.get(path);
    expect([picture.status(), picture.headers()["content-type"]], path).toEqual([200, type]);
    expect(picture.headers()["x-content-type-options"], path).toBe("nosniff");
    expect(picture.headers()["strict-transport-security"], path).toBeDefined();
    expect(picture.headers()["content-security-policy"], path).toContain("frame-ancestors 'none'");
    expect((await request.delete(path)).status(), path).toBe(405);
  }
});

test("the status page says when a demo ends, and every footer how old it is", async ({ request }) => {
  const bare = async (path: string) =>
    (await (await request.get(path)).text()).replaceAll(/<!-- -->|<[^>]*>/g, "");
  const status = await bare("/status");
  expect(status).toContain("Figures are out of date");
  expect(status).toContain("Mailsent at once over SMTP, no queue");
  expect(status).toContain("this demo ends on 5 Jul 2026");
  expect(await bare("/")).toMatch(/Updated at block 25,468,595, \d+ \w+ ago/);
});

test("health tells alive from ready", async ({ request }) => {
  expect(await (await request.get("/api/health")).json()).toEqual({ status: "alive" });
  const ready = await request.get("/api/health/ready");
  expect(ready.status()).toBe(200);
  expect(await ready.json()).toMatchObject({
    status: "ready",
    analytics: { answers: true },
    user: { answers: true },
    pipeline: { block: 25_468_595 },
    migrations: { applied: true },
    schema: { matches: true },
  });
});
