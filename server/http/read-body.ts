/**
 * Returns the body of a request as text, or `undefined` when it has more bytes than `most`: by its content-length
 * unread, else as soon as that many have been read. Next keeps only the first 128 KB of a body, and drops the rest.
 */
export async function readBody(request: Request, most: number): Promise<string | undefined> {
  if (Number(request.headers.get("content-length") ?? 0) > most) return undefined;
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > most) return undefined;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
