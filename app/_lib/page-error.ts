import { isCodeError } from "./code";

const DATABASE = "database:";

/** Marks the error of a procedure whose database did not answer. Of an error on the server a browser sees only this mark. */
export const databaseDigest = (requestId: string): string => `${DATABASE}${requestId}`;

type PageError = { title: string; text: string; reference?: string; canRetry: boolean };

/** Returns what to tell about an error that kept a page, or a part of one, from being shown. */
export function readPageError(error: Error & { digest?: string }): PageError {
  const { digest } = error;
  if (digest?.startsWith(DATABASE))
    return {
      title: "The database did not answer",
      text: "This could not be read in time. Nothing was lost. Try again in a moment.",
      reference: digest.slice(DATABASE.length),
      canRetry: true,
    };
  if (digest)
    return {
      title: "Something went wrong on our side",
      text: "EigenWatch could not put this together. Nothing was lost. Try again, and tell us the reference if it stays.",
      reference: digest,
      canRetry: true,
    };
  if (isCodeError(error))
    return {
      title: "A part of this page did not load",
      text: "EigenWatch may have been updated since you opened it, or the connection broke off. Load the page again.",
      canRetry: false,
    };
  return {
    title: "This page stopped working in your browser",
    text: "Nothing was lost. Load the page again. If it happens every time, an extension of the browser may be in its way.",
    canRetry: false,
  };
}
