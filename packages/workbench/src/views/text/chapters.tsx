/** The chapters of the case in their order with the headings of the present one, and the other files below. */
import { memo, useMemo } from "react";
import type { CaseResults, HeldCase } from "../../case/held-case.js";
import { areAlike } from "../../case/observable.js";
import { useHeld, useLateAnswer, useResults } from "../../case/use-case.js";
import { addressOf } from "../../shell/address.js";

const mostOthers = 200;
const mostEntries = 600;

/** What the list shows of a file: nothing that changes with every key. */
interface Listed {
  readonly path: string;
  readonly isText: boolean;
  readonly isTroubled: boolean;
}

const listed = ({ files }: HeldCase): readonly Listed[] =>
  [...files.values()].map(({ path, text, saving }) => ({
    path,
    isText: text !== undefined,
    isTroubled: saving === "conflict" || saving === "failed",
  }));

/** The list. `current` is the path of the present file. */
export function Chapters({ current }: { readonly current: string | undefined }) {
  const files = useHeld(listed, areAlike);
  const order = useResults((results) => results.chapters);
  const errors = useResults(errorCounts, areAlike);
  const { chapters, others } = useMemo(() => {
    const known = new Map(files.map((file) => [file.path, file]));
    const inOrder = new Set(order);
    return {
      chapters: order.flatMap((path) => known.get(path) ?? []),
      others: files
        .filter(({ path, isText }) => !inOrder.has(path) && !(!isText && path.startsWith("versions/")))
        .sort((one, other) => (one.path < other.path ? -1 : 1)),
    };
  }, [files, order]);
  return (
    <nav className="chapters" aria-label="Chapters">
      <ul>
        {chapters.map((file) => (
          <Entry key={file.path} file={file} isCurrent={file.path === current} errors={errors[file.path] ?? 0} />
        ))}
      </ul>
      {others.length === 0 ? null : (
        <details open={others.some(({ path }) => path === current)}>
          <summary>Other files</summary>
          <ul>
            {others.slice(0, mostOthers).map((file) => (
              <Entry key={file.path} file={file} isCurrent={file.path === current} errors={errors[file.path] ?? 0} />
            ))}
          </ul>
        </details>
      )}
    </nav>
  );
}

/** How many errors there are in each file that has any. */
function errorCounts({ diagnostics }: CaseResults): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { span, severity } of diagnostics) if (severity === "error") counts[span.file] = (counts[span.file] ?? 0) + 1;
  return counts;
}

const Entry = memo(function Entry({
  file,
  isCurrent,
  errors,
}: {
  readonly file: Listed;
  readonly isCurrent: boolean;
  readonly errors: number;
}) {
  const { path, isText, isTroubled } = file;
  return (
    <li>
      <a href={addressOf("text", path)} aria-current={isCurrent ? "true" : undefined} title={path}>
        <span className="name">{path.replace(/\.md$/i, "")}</span>
        {isTroubled ? <span className="mark bad">not saved</span> : null}
        {errors > 0 ? (
          <span className="mark bad">
            {errors}
            <span className="visually-hidden"> {errors === 1 ? "error" : "errors"}</span>
          </span>
        ) : null}
      </a>
      {isCurrent && isText && /\.md$/i.test(path) ? <Outline path={path} /> : null}
    </li>
  );
});

/** The headings and blocks of a chapter. */
function Outline({ path }: { readonly path: string }) {
  const { value } = useLateAnswer("outline", { file: path });
  return useMemo(
    () =>
      value === undefined || value.length === 0 ? null : (
        <ul className="outline" aria-label={`Outline of ${path}`}>
          {value.slice(0, mostEntries).map(({ kind, title, keyword, from, level }) => (
            <li key={from} className={kind} style={{ paddingInlineStart: `${(level - 1) * 0.6}rem` }}>
              <a href={addressOf("text", path, { at: String(from) })}>
                {keyword === undefined ? null : <span className="keyword">{keyword} </span>}
                <span className="name">{title}</span>
              </a>
            </li>
          ))}
          {value.length > mostEntries ? <li className="quiet">And {value.length - mostEntries} more.</li> : null}
        </ul>
      ),
    [value, path],
  );
}
