import { verifyMessage } from "ethers";
import { createPublicClient, encodeFunctionData, hashMessage, http, parseAbi, RpcRequestError } from "viem";
import { env } from "../env";
import { log } from "../log";

const MAX_CHARACTERS = 4096;
const PATIENCE_MILLISECONDS = 3000;
/** The 32 bytes that EIP-1271 requires a contract to return. The precompile at 0x…04 echoes its longer input. */
const MAGIC = `0x1626ba7e${"0".repeat(56)}`;
/** The longest signature of a key: 65 bytes in hexadecimal. */
const LONGEST_OF_KEY = 132;
/** The ending of an EIP-6492 signature, which includes the deployment of the wallet. */
const COUNTERFACTUAL = /6492649264926492649264926492649264926492649264926492649264926492$/;
const erc1271 = parseAbi(["function isValidSignature(bytes32 hash, bytes signature) view returns (bytes4)"]);

type Hex = `0x${string}`;
export type Signed = { address: Hex; chainId: number; message: string; signature: string };
/**
 * For a smart-contract wallet: `unchecked` when its chain did not answer, `uncheckable` when we have no node of
 * it.
 */
export type SignatureVerdict = "right" | "wrong" | "unchecked" | "uncheckable";

/**
 * Returns whether the wallet signed the message: by its key (EIP-191) offline, else as a smart-contract wallet
 * (EIP-1271, and EIP-6492 before its deployment) by asking its chain, where an RPC URL is configured, for at most
 * three seconds. A message that a wallet approved on its chain has the empty signature "0x".
 */
export async function checkSignature(
  signed: Signed,
  url = env.RPC_URL[signed.chainId],
): Promise<SignatureVerdict> {
  const { signature } = signed;
  if (signature.length > MAX_CHARACTERS || !isHexBytes(signature)) return "wrong";
  if (signerOf(signed.message, signature) === signed.address.toLowerCase()) return "right";
  const isOfKey = signature !== "0x" && signature.length <= LONGEST_OF_KEY;
  if (url === undefined) return isOfKey ? "wrong" : "uncheckable";
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), PATIENCE_MILLISECONDS);
  try {
    return (await askChain(url, { ...signed, signature }, abort.signal)) ? "right" : "wrong";
  } catch (error) {
    const said = revertOf(error);
    if (said !== undefined) return "wrong";
    log.warn(
      { chainId: signed.chainId, problem: error instanceof Error ? error.name : "unknown" },
      "rpc failed",
    );
    return "unchecked";
  } finally {
    clearTimeout(timer);
  }
}

const isHexBytes = (text: string): text is Hex => /^0x([0-9a-f]{2})*$/i.test(text);

function signerOf(message: string, signature: Hex): string | undefined {
  try {
    return verifyMessage(message, signature).toLowerCase();
  } catch {
    return undefined;
  }
}

async function askChain(
  url: string,
  signed: Signed & { signature: Hex },
  signal: AbortSignal,
): Promise<boolean> {
  const failed: { with?: unknown } = {};
  const client = createPublicClient({ transport: http(url, transportOptions(signal, failed)) });
  const { address, message, signature } = signed;
  if (COUNTERFACTUAL.test(signature)) {
    const isValid = await client.verifyMessage({ address, message, signature });
    // viem reports an unreachable chain as an invalid signature.
    if (!isValid && failed.with !== undefined) throw failed.with;
    return isValid;
  }
  const data = encodeFunctionData({
    abi: erc1271,
    functionName: "isValidSignature",
    args: [hashMessage(message), signature],
  });
  const answer = await client.request({ method: "eth_call", params: [{ to: address, data }, "latest"] });
  return typeof answer === "string" && answer.toLowerCase() === MAGIC;
}

function transportOptions(signal: AbortSignal, failed: { with?: unknown }) {
  return {
    timeout: PATIENCE_MILLISECONDS,
    retryCount: 0,
    fetchFn: async (input: string | URL | Request, init?: RequestInit) => {
      const signals = init?.signal ? [init.signal, signal] : [signal];
      try {
        const response = await fetch(input, { ...init, redirect: "error", signal: AbortSignal.any(signals) });
        failed.with = response.ok ? await errorIn(response.clone()) : new Error(`HTTP ${response.status}`);
        return response;
      } catch (error) {
        failed.with = error;
        throw error;
      }
    },
  };
}

/** Returns the error that a node reported inside HTTP 200, unless it came from the wallet's code. */
async function errorIn(response: Response): Promise<Error | undefined> {
  const told: unknown = await response.json().catch(() => ({ error: {} }));
  const error = typeof told === "object" && told !== null && "error" in told ? told.error : undefined;
  if (typeof error !== "object" || error === null) return undefined;
  const { code, message } = { code: undefined, message: "", ...error };
  return isRevert(code, String(message)) ? undefined : new Error("The node reported an error.");
}

const isRevert = (code: unknown, words: string) => code === 3 || /revert|invalid opcode/i.test(words);

/** Returns the revert data of the wallet's code, or undefined when the chain could not be asked. */
function revertOf(error: unknown): string | undefined {
  if (!(error instanceof RpcRequestError)) {
    const cause = error instanceof Error ? error.cause : undefined;
    return cause === undefined ? undefined : revertOf(cause);
  }
  return isRevert(error.code, error.details) ? error.details : undefined;
}
