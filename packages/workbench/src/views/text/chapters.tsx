/** The chapters of the case in their order with the headings of the present one, and the other files below. */
import { useMemo } from "react";
import type { HeldFile } from "../../case/held-case.js";
import { useAnswer, useHeld, useResults } from "../../case/use-case.js";
import { addressOf } from "../../shell/address.js";

const mostOthers = 200;
const mostEntries = 600;

/** The list. `current` is the path of the present file. */
export function Chapters({ current }: { readonly current: string | undefined }) {
  const files = useHeld((held) => held.files);
  const order = useResults((results) => results.chapters);
  const diagnostics = useResults((results) => results.diagnostics);
  const errors = useMemo(() => {
    const counts = new Map<string, number>();
    for (const { span, severity } of diagnostics) if (severity === "error") counts.set(span.file, (counts.get(span.file) ?? 0) + 1);
    return counts;
  }, [diagnostics]);
  const chapters = order.flatMap((path) => files.get(path) ?? []);
  const others = [...files.values()]
    .filter(({ path, text }) => !order.includes(path) && !(text === undefined && path.startsWith("versions/")))
    .sort((one, other) => (one.path < other.path ? -1 : 1));
  return (
    <nav className="chapters" aria-label="Chapters">
      <ul>
        {chapters.map((file) => (
          <Entry key={file.path} file={file} isCurrent={file.path === current} errors={errors.get(file.path) ?? 0} />
        ))}
      </ul>
      {others.length === 0 ? null : (
        <details open={others.some(({ path }) => path === current)}>
          <summary>Other files</summary>
          <ul>
            {others.slice(0, mostOthers).map((file) => (
              <Entry key={file.path} file={file} isCurrent={file.path === current} errors={errors.get(file.path) ?? 0} />
            ))}
          </ul>
        </details>
      )}
    </nav>
  );
}

function Entry({ file, isCurrent, errors }: { readonly file: HeldFile; readonly isCurrent: boolean; readonly errors: number }) {
  const { path, saving } = file;
  return (
    <li>
      <a href={addressOf("text", path)} aria-current={isCurrent ? "true" : undefined} title={path}>
        <span className="name">{path.replace(/\.md$/i, "")}</span>
        {saving === "conflict" || saving === "failed" ? <span className="mark bad">not saved</span> : null}
        {errors > 0 ? (
          <span className="mark bad">
            {errors}
            <span className="visually-hidden"> {errors === 1 ? "error" : "errors"}</span>
          </span>
        ) : null}
      </a>
      {isCurrent && file.text !== undefined && /\.md$/i.test(path) ? <Outline path={path} /> : null}
    </li>
  );
}

/** The headings and blocks of a chapter. */
function Outline({ path }: { readonly path: string }) {
  const { value } = useAnswer("outline", { file: path });
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
