import type { Signed } from "@/app/_components/account/session";
import type { Purpose } from "@/server/auth/statements";

/** One signature to ask of a wallet: its purpose, and `hand`, which receives the signed message. */
export type SignatureRequest = {
  purpose: Purpose;
  hand: (signed: Signed) => Promise<string | undefined>;
  settle: (isDone: boolean) => void;
};
