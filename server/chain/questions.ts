import type {
  Abi,
  ContractFunctionArgs,
  ContractFunctionName,
  ContractFunctionParameters,
  ContractFunctionReturnType,
} from "viem";
import type { Hex } from "./contracts";

/** One question to a contract. The type of its answer exists only at compile time. */
export interface Question<Answer> {
  call: ContractFunctionParameters;
  answer?: Answer;
}

/** Named lists of questions that are asked together. */
export type Questions = Record<string, readonly Question<unknown>[]>;

/** Answers in the order of the questions; `null` where the contract gave none. */
export type Answers<Asked extends Questions> = {
  [Name in keyof Asked]: Asked[Name] extends readonly Question<infer Answer>[] ? (Answer | null)[] : never;
};

/** Returns a question with the type of its answer. */
export function question<
  const abi extends Abi,
  name extends ContractFunctionName<abi, "pure" | "view">,
  const args extends ContractFunctionArgs<abi, "pure" | "view", name>,
>(
  address: string,
  abi: abi,
  functionName: name,
  args: args,
): Question<ContractFunctionReturnType<abi, "pure" | "view", name, args>> {
  const call: unknown = { address: address as Hex, abi, functionName, args };
  return { call: call as ContractFunctionParameters };
}
