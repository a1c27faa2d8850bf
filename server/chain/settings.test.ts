import { expect, test } from "vitest";
import { env } from "../env";
import { problemOfChainSettings } from "./settings";

test("checks on chain need the URL of a node", () => {
  const settings = (CHAIN_CHECKS: boolean, RPC_URL: Record<string, string>) =>
    problemOfChainSettings({ ...env, CHAIN_CHECKS, RPC_URL });
  expect(settings(false, {})).toBeUndefined();
  expect(settings(true, { 1: "https://rpc.example" })).toBeUndefined();
  expect(settings(true, { 17000: "https://rpc.example" })).toContain("RPC_URL_1 is not set");
});
