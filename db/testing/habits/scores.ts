import { sql } from "drizzle-orm";
import { rewrite } from "./habit";
import { who } from "./world";

/** Stores growth in units of magnitude, and a sum of slashed fractions as an amount. */
export const foreignUnits = rewrite(
  sql`update operator_analytics set growth_rate_30d = 31415926535897932`,
  sql`update operator_analytics set lifetime_slashing_amount = 1500000000000000000, slashing_event_count = 9
    where operator_id = ${who.slashed}`,
);

/** Fills scores without enough data with 50. */
export const withoutData = rewrite(
  sql`update operator_analytics set has_sufficient_data = false, operational_days = 0, performance_score = 50,
    economic_score = 50, network_position_score = 50, risk_score = 50`,
);

/** Operators that registered before April 2025 have no registration row. */
export const withoutRegistration = rewrite(
  sql`delete from operator_registration`,
  sql`update operator_state set registered_at = null, registration_block = null, is_permissioned = false`,
);

/** Concentration is measured over raw shares of different tokens. */
export const rawConcentration = rewrite(
  sql`update concentration_metrics set hhi_value = 0.01, total_amount = 1e24, total_entities = 2`,
);
