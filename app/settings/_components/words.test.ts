import { expect, it } from "vitest";
import { shortenIp } from "./words";

it("shows of an address the network alone", () => {
  expect(shortenIp("203.0.113.77")).toBe("203.0.113.x");
  expect(shortenIp("2001:db8:1:2:3:4:5:6")).toBe("2001:db8:1:x");
  expect(shortenIp("::1")).toBe("this machine");
  expect(shortenIp(null)).toBe("address unknown");
});
