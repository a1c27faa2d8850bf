import { expect, test } from "vitest";
import { words } from "@/app/_components/values/testing";
import { Race } from "./race";

const seenAt = new Date("2026-07-01T00:00:00Z");
const delay = { blocks: 144_000, isUnset: false, isFromChain: false, seenAt, pending: null };

test("a delay says where it is known from, and of which day", () => {
  expect(words(<Race of={{ isDelayShort: false, delay }} />)).toMatch(
    /^No ?delay 20 days, seen on 1 Jul 2026$/,
  );
  expect(words(<Race of={{ isDelayShort: false, delay: { ...delay, isFromChain: true } }} />)).toContain(
    "asked of the chain on 1 Jul 2026",
  );
});

test("a pending shorter delay is said with its day", () => {
  const pending = { blocks: 0, effectAt: new Date("2026-07-08T00:00:00Z") };
  const shown = words(<Race of={{ isDelayShort: true, delay: { ...delay, pending } }} />);
  expect(shown).toMatch(/^! Yes/);
  expect(shown).toMatch(/from 8 Jul 2026 on: 0/);
});
