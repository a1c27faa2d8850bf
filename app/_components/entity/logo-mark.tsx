import { Identicon } from "./identicon";

/**
 * Renders the declared logo over the mark drawn from the address. Without a logo the mark stays, so nothing
 * moves.
 */
export const LogoMark = ({ kind, address }: { kind: "operator" | "avs"; address: string }) => (
  <span className="relative shrink-0">
    <Identicon address={address} size="lg" />
    <span
      className="absolute inset-0 rounded-xl bg-cover bg-center"
      style={{ backgroundImage: `url(/api/logo/${kind}/${address.toLowerCase()})` }}
      aria-hidden="true"
    />
  </span>
);
