import { log } from "../../log";
import { chainSettings } from "../settings";
import { keepChecks } from "./keep-checks";

/** Kept on globalThis, so that all bundles of this process share what was asked. */
const shared = globalThis as typeof globalThis & { eigenwatchChecks?: ReturnType<typeof keepChecks> };

/** Returns the checks on chain of this process. */
export function chainChecks() {
  shared.eigenwatchChecks ??= keepChecks(chainSettings(), {
    now: Date.now,
    onDiffers: (entity, { figure, about, ours, chain, ourBlock }, block) =>
      log.warn(
        { entity, figure, about: about?.id, ours: String(ours), chain: String(chain), ourBlock, block },
        "chain differs",
      ),
  });
  return shared.eigenwatchChecks;
}
