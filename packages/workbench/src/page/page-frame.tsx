/** A page that our own renderer wrote, in a frame in which nothing can run and from which nothing can be asked. */
import { useMemo } from "react";
import { useObservable } from "../case/observable.js";
import { themeChoice } from "../shell/theme.js";

/** Shows the HTML of a whole page. The words and figures are exactly those of the page; only light or dark follows the workbench. */
export function PageFrame({ html, title }: { readonly html: string; readonly title: string }) {
  const choice = useObservable(themeChoice);
  const themed = useMemo(() => withTheme(html, choice), [html, choice]);
  return <iframe className="page-frame" title={title} sandbox="" srcDoc={themed} />;
}

/** The style sheet of the page asks the system whether it is dark; where the user chose otherwise, the question is answered for it. */
function withTheme(html: string, choice: string): string {
  if (choice === "system") return html;
  const answer = choice === "dark" ? "all" : "not all";
  return html
    .replaceAll("@media (prefers-color-scheme: dark)", `@media ${answer}`)
    .replaceAll("@media (prefers-color-scheme:dark)", `@media ${answer}`)
    .replace('<meta name="color-scheme" content="light dark">', `<meta name="color-scheme" content="${choice}">`);
}
