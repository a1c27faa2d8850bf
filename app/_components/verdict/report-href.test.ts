import { expect, test } from "vitest";
import { reportHref } from "./report-href";

const id = "0x5accc90436492f24e6af278569691e2c942a676d";
const operator = { kind: "operator", name: "Yields & Co", id } as const;

test("writes mail whose subject names the operator", () => {
  expect(reportHref("mailto:errors@watch.example", operator)).toBe(
    `mailto:errors@watch.example?subject=Error%20on%20EigenWatch%3A%20operator%20Yields%20%26%20Co%20${id}`,
  );
  expect(reportHref("mailto:errors@watch.example", { ...operator, name: null })).toBe(
    `mailto:errors@watch.example?subject=Error%20on%20EigenWatch%3A%20operator%20${id}`,
  );
});

test("lets no self-declared name add a line, a recipient or a body", () => {
  const href = reportHref("mailto:errors@watch.example", {
    ...operator,
    name: "A\r\nBcc: all@watch.example&body=x?cc=y",
  });
  const url = new URL(href ?? "");
  expect([...url.searchParams.keys()]).toEqual(["subject"]);
  expect(url.searchParams.get("subject")).not.toMatch(/[\r\n]/);
});

test("opens a page as it is configured, and is absent without a contact", () => {
  expect(reportHref("https://watch.example/contact", operator)).toBe("https://watch.example/contact");
  expect(reportHref(undefined, operator)).toBeNull();
});
