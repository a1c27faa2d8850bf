import { setTimeout } from "node:timers/promises";
import type postgres from "postgres";
import { type SignedIn, signIn } from "../../testing/sign-in";
import { hold } from "../trial";

const [WRITERS, PAUSE_MILLISECONDS] = [4, 150];
const PUBLIC_PAGES = [
  "/",
  "/operators",
  "/avs",
  "/strategies",
  "/slashings",
  "/pricing",
  "/methodology",
  "/status",
];
const PUBLIC_CALLS = ["analytics.network.overview", "account.viewer"];
const MEMBER_PAGES = ["/watchlist", "/settings/security"];
const MEMBER_CALLS = [
  "account.profile.get",
  "account.watchlist.keys",
  "account.preferences.get",
  "account.viewer",
];

/** The last change of one row that an account asked for, and whether it was told that it is written. */
type Wish = { account: string; operator: string; isWatched: boolean; isAcknowledged: boolean };
type Odd = { kind: string; path: string; status: number | string };

/**
 * Sends writers, readers who are signed in, visitors and a balancer's checks to `site` until it is stopped, and counts
 * every answer. `operators` are addresses that can be watched.
 */
export async function sendVisitors(site: string, admin: postgres.Sql, operators: string[]) {
  const counts = new Map<string, Map<number | string, number>>();
  const odd: Odd[] = [];
  const states = new Set<string>();
  const faults = new Set<string>();
  const wishes = new Map<string, Wish>();
  const renamed = new Map<string, number>();
  let acknowledged = 0;
  let acknowledgedAt = performance.now();
  let longestPause = 0;
  let isOver = false;

  const count = (kind: string, path: string, status: number | string, mayBe: number[]) => {
    const own = counts.get(kind) ?? new Map();
    counts.set(kind, own.set(status, (own.get(status) ?? 0) + 1));
    if (!mayBe.includes(Number(status))) odd.push({ kind, path, status });
  };
  const ask = async (
    kind: string,
    path: string,
    mayBe: number[],
    send = (url: string) => fetch(url, { redirect: "manual" }),
  ) => {
    try {
      const answer = await send(site + path);
      const text = await answer.text();
      // A part of a page that fails after its status was sent leaves its digest in the page.
      const hasFailed = /data-dgst="(?!BAILOUT)[^"]*"|Something went wrong/.test(text);
      count(kind, path, hasFailed ? `${answer.status} with a failed part` : answer.status, mayBe);
      return { status: answer.status, text };
    } catch (error) {
      const { cause } = error as Error & { cause?: { code?: string } };
      count(kind, path, `no answer (${cause?.code ?? error})`, mayBe);
      return { status: 0, text: "" };
    }
  };

  const write = async (browser: SignedIn, procedure: string, input: unknown) => {
    const body = JSON.stringify({ json: input });
    const headers = { "content-type": "application/json" };
    const { status } = await ask("write", `/api/trpc/${procedure}`, [200, 503], (url) =>
      browser.ask(url, { method: "POST", headers, body }),
    );
    if (status === 200) {
      acknowledged++;
      longestPause = Math.max(longestPause, performance.now() - acknowledgedAt);
      acknowledgedAt = performance.now();
    }
    return status === 200;
  };
  const writer = async (browser: SignedIn) => {
    const account = browser.wallet.address.toLowerCase();
    for (let number = 0; !isOver; number++) {
      const operator = operators[number % operators.length] ?? "";
      const key = `${account} ${operator}`;
      const isWatched = !wishes.get(key)?.isWatched;
      const procedure = isWatched ? "account.watchlist.add" : "account.watchlist.remove";
      const entity = { entityType: "operator", entityId: operator };
      const isAcknowledged = await write(browser, procedure, entity);
      wishes.set(key, { account, operator, isWatched, isAcknowledged });
      if (
        number % 3 === 0 &&
        (await write(browser, "account.profile.update", { displayName: `Name ${number}` }))
      )
        renamed.set(account, (renamed.get(account) ?? 0) + 1);
      if (number % 7 === 0)
        await write(browser, "account.preferences.update", { theme: number % 2 ? "dark" : "light" });
      await setTimeout(PAUSE_MILLISECONDS);
    }
  };
  const repeat = async (pause: number, work: (number: number) => Promise<unknown>) => {
    for (let number = 0; !isOver; number++) {
      await work(number);
      await setTimeout(pause);
    }
  };
  const pick = (all: string[], number: number) => all[number % all.length] ?? "";

  const browsers: SignedIn[] = [];
  for (let number = 0; number <= WRITERS; number++) browsers.push(await signIn(site));
  await admin`update eigenwatch.users set tier = 'PRO'`;
  const [member, ...writers] = browsers;
  if (!member) throw new Error("Nobody could sign in.");
  const pages = [...PUBLIC_PAGES, ...operators.slice(0, 5).map((operator) => `/operators/${operator}`)];
  const working = Promise.all([
    ...writers.map(writer),
    repeat(250, (number) => ask("public page", pick(pages, number), [200])),
    repeat(250, (number) => ask("public call", `/api/trpc/${pick(PUBLIC_CALLS, number)}`, [200])),
    // A page of an account may find it in memory, and then no database: that is 503, and never a sign-in.
    repeat(250, (number) => ask("account page", pick(MEMBER_PAGES, number), [200, 503], member.ask)),
    repeat(250, (number) => ask("public page, signed in", pick(PUBLIC_PAGES, number), [200], member.ask)),
    repeat(250, (number) => {
      // The session's own answer rotates its secret.
      const path = number % 5 === 0 ? "/api/auth/session" : `/api/trpc/${pick(MEMBER_CALLS, number)}`;
      return ask("signed-in read", path, [200, 503], member.ask);
    }),
    repeat(250, async () => {
      const { text } = await ask("readiness", "/api/health/ready", [200]);
      const report = text.startsWith("{") ? JSON.parse(text) : {};
      states.add(String(report.status));
      for (const fault of report.faults ?? []) faults.add(fault);
    }),
  ]);
  return {
    acknowledged: () => acknowledged,
    /** Returns for how many seconds at most no write was acknowledged, since this was last asked. */
    longestPause: () => {
      const seconds = longestPause / 1000;
      longestPause = 0;
      return seconds;
    },
    states,
    faults,
    odd,
    /** Returns one line for each kind of question. */
    lines: () =>
      [...counts].map(
        ([kind, own]) => `${kind}: ${[...own].map(([status, n]) => `${n} × ${status}`).join(", ")}`,
      ),
    stop: async () => {
      isOver = true;
      await working;
    },
    /** Throws unless every acknowledged write is in the database. Returns how many rows and events were compared. */
    compare: async () => {
      const rows =
        await admin`select u.wallet_address || ' ' || w.entity_id as key from eigenwatch.user_watchlist w
        join eigenwatch.users u on u.id = w.user_id`;
      const watched = new Set(rows.map(({ key }) => key));
      const sure = [...wishes].filter(([, { isAcknowledged }]) => isAcknowledged);
      const lost = sure.filter(([key, { isWatched }]) => watched.has(key) !== isWatched);
      hold(
        lost.length === 0,
        `every acknowledged change of a watchlist is in the database: ${lost.length} are not`,
      );
      for (const [account, least] of renamed) {
        const [row] = await admin`select count(*)::int as n from eigenwatch.audit_events e
          join eigenwatch.users u on u.id = e.actor_id
          where u.wallet_address = ${account} and e.action = 'profile.changed'`;
        hold(row?.n >= least, `each acknowledged change of a name has its event: ${row?.n} of ${least}`);
      }
      return { rows: sure.length, events: [...renamed.values()].reduce((sum, n) => sum + n, 0) };
    },
  };
}
