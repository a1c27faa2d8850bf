import { nameOf } from "@/app/_components/entity/plain-name";
import { Button } from "@/app/_components/ui/button";
import { Card } from "@/app/_components/ui/card";
import { Input, Select } from "@/app/_components/ui/input";
import { SHARES } from "@/server/network/security/share";
import type { RouterOutputs } from "@/server/trpc/router";
import type { TypedSupposition } from "../supposition";

const SHARE_WORDS = { third: "a third", half: "half", "two-thirds": "two thirds" };

const WHY = {
  "no-such-avs": "No AVS with this address is known.",
  "stake-unknown": "How much it can slash is not known, so it has no answer.",
};

type SuppositionFormProps = {
  supposition: TypedSupposition;
  avs: [address: string, name: string | null][];
  /** AVSs of the URL that the simulator cannot answer for, and why. */
  unanswered: RouterOutputs["analytics"]["avs"]["cascade"]["unanswered"];
};

/** Renders the form that writes the supposition into the URL. It works without JavaScript. */
export const SuppositionForm = ({ supposition, avs, unanswered }: SuppositionFormProps) => {
  const { typed, faults, share, model, failed } = supposition;
  return (
    <Card title="Suppose a profit">
      <form method="get" className="grid gap-4">
        <fieldset className="grid gap-x-6 gap-y-3 sm:grid-cols-2 lg:grid-cols-3">
          <legend className="mb-2 text-sm text-dim">
            How much profit would corrupting each of these AVSs bring, in dollars? Leave a field empty for
            none.
          </legend>
          {avs.map(([address, name]) => {
            const why = unanswered.find((one) => one.address === address)?.why;
            const fault = faults.get(address) ?? (why && WHY[why]);
            return (
              <div key={address} className="grid content-start gap-1 text-sm">
                <label htmlFor={`profit-${address}`} className="truncate">
                  <bdi>{nameOf(name, address)}</bdi>
                </label>
                <Input
                  id={`profit-${address}`}
                  name={address}
                  inputMode="decimal"
                  autoComplete="off"
                  maxLength={24}
                  placeholder="0"
                  defaultValue={typed.get(address)?.slice(0, 24)}
                  aria-invalid={fault !== undefined}
                  aria-describedby={fault && `fault-${address}`}
                  after={<span className="text-dim">USD</span>}
                />
                {fault && (
                  <span id={`fault-${address}`} role="alert" className="text-critical">
                    {fault}
                  </span>
                )}
              </div>
            );
          })}
        </fieldset>
        <div className="flex flex-wrap items-end gap-3">
          <div className="grid gap-1 text-sm">
            <label htmlFor="supposed-share">Power that corrupts an AVS</label>
            <Select id="supposed-share" name="share" defaultValue={share} className="w-44">
              {SHARES.map((one) => (
                <option key={one} value={one}>
                  {SHARE_WORDS[one]} of its stake
                </option>
              ))}
            </Select>
          </div>
          <div className="grid gap-1 text-sm">
            <label htmlFor="supposed-model">Stake is</label>
            <Select id="supposed-model" name="model" defaultValue={model} className="w-72 max-w-full">
              <option value="unique">unique to each AVS, as operator sets are</option>
              <option value="shared">shared by all AVSs of its operator</option>
            </Select>
          </div>
          <div className="grid gap-1 text-sm">
            <label htmlFor="supposed-failed">An operator that fails first</label>
            <Input
              id="supposed-failed"
              name="failed"
              placeholder="0x…, if any"
              maxLength={42}
              autoComplete="off"
              defaultValue={failed ?? ""}
              className="w-72 max-w-full"
            />
          </div>
          <Button type="submit" variant="primary">
            Suppose
          </Button>
        </div>
      </form>
    </Card>
  );
};
