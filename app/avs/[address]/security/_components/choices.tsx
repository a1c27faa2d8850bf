import { Segmented } from "@/app/_components/ui/segmented";
import type { Power } from "@/server/network/security/members";
import { SHARES, type Share } from "@/server/network/security/share";
import { type SecurityState, securityHref } from "../search-params";

const POWER_WORDS: Record<Power, [label: string, says: string]> = {
  stake: ["Slashable stake", "An operator's power is what the set can slash of it."],
  seats: ["Equal seats", "Every member has one vote, whatever its stake."],
  value: [
    "Whole value",
    "An operator's power is everything delegated to it, most of which the set cannot slash.",
  ],
};
const SHARE_WORDS: Record<Share, string> = { third: "1/3", half: "1/2", "two-thirds": "2/3" };

/** Renders the choices of the source of power and of the share that is needed, each as a link. */
export const Choices = ({ address, state }: { address: string; state: SecurityState }) => (
  <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 pb-3 md:px-4.5">
    <Segmented
      label="What gives power"
      options={(["stake", "seats", "value"] as const).map((power) => ({
        href: securityHref(address, { ...state, power }),
        label: POWER_WORDS[power][0],
        current: power === state.power,
      }))}
    />
    <Segmented
      label="Share of the power"
      options={SHARES.map((share) => ({
        href: securityHref(address, { ...state, share }),
        label: SHARE_WORDS[share],
        current: share === state.share,
      }))}
    />
    <p className="basis-full text-sm text-dim">
      {POWER_WORDS[state.power][1]} The AVS does not say on chain how it counts: choose.
    </p>
  </div>
);
