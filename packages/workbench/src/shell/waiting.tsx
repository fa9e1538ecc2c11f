/** What is shown while something is made: it says what, how far it is, and only appears when it takes long enough to be noticed. */

/** Waiting for something, with its share where that is known. */
export function Waiting({ for: what, share }: { readonly for: string; readonly share?: number }) {
  return (
    <div className="waiting" role="status">
      <p>{what}…</p>
      {share === undefined ? null : <progress max={1} value={share} aria-label={what} />}
    </div>
  );
}
