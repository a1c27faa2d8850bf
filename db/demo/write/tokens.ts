import type { Sql } from "postgres";
import { dayText, present, presentBlock, presentDay, secondsPerDay, timeText } from "../model/calendar";
import { firstDay } from "../model/market";
import type { World } from "../model/world";
import { type Cell, copyRows } from "./copy";

const now = timeText(present);

/** Writes the strategies' tokens with their rates and daily prices, each marked as modelled or a proxy. */
export async function writeTokens(sql: Sql, { facts, market }: World) {
  const ether = facts.strategies.find((one) => one.symbol === "ETH");
  if (!ether) throw new Error("No ether among the strategies.");
  await copyRows(
    sql,
    "strategy_exchange_rates",
    "strategy_address, shares_to_underlying_rate, underlying_token, rate_updated_at, rate_updated_block, created_at, updated_at",
    facts.strategies.map((one) => [
      one.address,
      one.rate,
      one.token,
      now,
      presentBlock,
      timeText(firstDay * secondsPerDay),
      now,
    ]),
  );
  const days = Array.from({ length: presentDay - firstDay + 1 }, (_, i) => firstDay + i);
  await copyRows(
    sql,
    "token_metadata",
    "contract_address, symbol, name, asset_platform_id, decimals, last_synced_at, first_seen_at, price_available_from, price_available_to, backfill_status, is_rebasing, current_price_is_proxy, current_price_proxy_token, current_price_proxy_symbol, created_at, updated_at",
    facts.strategies.map((one) => {
      const { isProxy } = market.relation(one);
      const from = days.find((day) => market.price(one, day) !== undefined) ?? presentDay;
      const seen = timeText(firstDay * secondsPerDay);
      return [
        one.token,
        one.symbol,
        one.name,
        "ethereum",
        one.decimals,
        now,
        seen,
        dayText(from),
        dayText(presentDay),
        "complete",
        one.symbol === "stETH" || one.symbol === "OETH",
        isProxy,
        isProxy ? ether.token : null,
        isProxy ? "ETH" : null,
        seen,
        now,
      ];
    }),
  );
  await copyRows(
    sql,
    "token_price_history",
    "token_address, price_usd, timestamp, source, is_proxy_price, proxy_token_address, proxy_token_symbol",
    facts.strategies.flatMap((one) => {
      const { isProxy } = market.relation(one);
      return days.flatMap<Cell[]>((day) => {
        const price = market.price(one, day);
        if (price === undefined) return [];
        return [
          [
            one.token,
            price,
            `${dayText(day)} 00:00:00`,
            "modelled",
            isProxy,
            isProxy ? ether.token : null,
            isProxy ? "ETH" : null,
          ],
        ];
      });
    }),
  );
  await copyRows(
    sql,
    "token_price_proxies",
    "token_address, token_symbol, proxy_token_address, proxy_token_symbol, price_multiplier, relationship_type, reason, is_active, last_used_at, created_at, updated_at",
    facts.strategies.flatMap<Cell[]>((one) => {
      const { isProxy, perEther, kind } = market.relation(one);
      if (!isProxy) return [];
      const reason = "modelled: no market price is read in a demo";
      return [
        [
          one.token,
          one.symbol,
          ether.token,
          "ETH",
          perEther,
          kind,
          reason,
          true,
          now,
          timeText(firstDay * secondsPerDay),
          now,
        ],
      ];
    }),
  );
}
