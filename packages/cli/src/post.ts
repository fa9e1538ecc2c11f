/** Asking a server over HTTP, within a time and a size. The answer is text and nothing is done with it here. */
import type { Post, PostAnswer } from "./effects.js";

/** Sends a JSON body and reads the answer. Never throws for what a server does. */
export async function post({ url, headers, body, milliseconds, most }: Post): Promise<PostAnswer> {
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body,
      redirect: "error",
      signal: AbortSignal.timeout(milliseconds),
    });
    const pieces: Uint8Array[] = [];
    let size = 0;
    for await (const piece of answer.body ?? []) {
      size += piece.length;
      if (size > most) return { failure: "answered with more than it was asked for" };
      pieces.push(piece);
    }
    return { status: answer.status, text: Buffer.concat(pieces).toString("utf8") };
  } catch (error) {
    if (error instanceof Error && error.name === "TimeoutError")
      return { failure: `gave no answer within ${Math.round(milliseconds / 1000)} s` };
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : "";
    return { failure: `cannot be reached${cause === "" ? "" : ` (${cause})`}` };
  }
}
