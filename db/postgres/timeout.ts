/** The answer, when it comes within so many milliseconds; throws otherwise. What was asked goes on by itself. */
export async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = Object.assign(new Error(`No answer within ${milliseconds} ms.`), { name: "TimeoutError" });
    timer = setTimeout(() => reject(error), milliseconds);
  });
  return await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
