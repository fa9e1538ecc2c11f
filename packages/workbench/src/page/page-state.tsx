/** Where the making of a page stands. */
import "./page.css";
import { goTo } from "../shell/address.js";
import { Waiting } from "../shell/waiting.js";

/** A page that is being made, is old, or cannot be made, in words. */
export function PageState<Page>({
  value,
  isStale,
  share,
  problem,
  what,
  children,
}: {
  readonly value: Page | undefined;
  readonly isStale: boolean;
  readonly share: number;
  readonly problem: { readonly why: string; readonly message: string } | undefined;
  readonly what: string;
  readonly children: (page: Page) => React.ReactNode;
}) {
  const isMaking = isStale && problem === undefined;
  return (
    <div className="page-state">
      {problem === undefined ? null : (
        <p className="page-note bad">
          {problem.why === "errors" ? (
            <>
              The case has errors, so {value === undefined ? "there is nothing to show yet" : "this is how it was before them"}.{" "}
              <button type="button" className="link-button" onClick={() => goTo("text", "", { problems: "1" })}>
                See what is amiss
              </button>
            </>
          ) : (
            problem.message
          )}
        </p>
      )}
      {isMaking && value !== undefined ? (
        <p className="page-note" role="status">
          <progress max={1} value={share} aria-label={what} /> {what}; what you see is how it was before.
        </p>
      ) : null}
      {value !== undefined ? children(value) : isMaking ? <Waiting for={what} share={share} /> : null}
    </div>
  );
}
