import { getAddress, isAddress } from "viem";
import { shortenAddress } from "@/server/format";

/** Returns the EIP-55 form of an address in any case; other text is returned unchanged. */
export function checksumAddress(address: string): string {
  return isAddress(address, { strict: false }) ? getAddress(address) : address;
}

/** Returns the ends of the EIP-55 form: "0x5ACC…676d". */
export const shortAddress = (address: string): string => shortenAddress(checksumAddress(address));
