import { Identicon } from "./identicon";

/** The declared logo over the mark drawn from the address, which stays where there is none: nothing moves or breaks. */
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
