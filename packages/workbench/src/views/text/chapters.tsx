/** The chapters of the case in their order with the headings of the present one, and the other files below. */
import { useMemo } from "react";
import type { HeldFile } from "../../case/held-case.js";
import { useHeld, useResults } from "../../case/use-case.js";
import { addressOf } from "../../shell/address.js";

const mostOthers = 200;

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
  const others = [...files.values()].filter(({ path }) => !order.includes(path)).sort((one, other) => (one.path < other.path ? -1 : 1));
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
      {isCurrent && file.text !== undefined && /\.md$/i.test(path) ? <Outline path={path} text={file.text} /> : null}
    </li>
  );
}

/** The headings of a chapter. */
function Outline({ path, text }: { readonly path: string; readonly text: string }) {
  const headings = useMemo(() => headingsOf(text), [text]);
  return headings.length === 0 ? null : (
    <ul className="outline">
      {headings.map(({ title, from, level }) => (
        <li key={from} style={{ paddingInlineStart: `${(level - 1) * 0.75}rem` }}>
          <a href={addressOf("text", path, { at: String(from) })}>{title}</a>
        </li>
      ))}
    </ul>
  );
}

/** Headings marked by `#` outside of fenced blocks. */
function headingsOf(text: string): readonly { readonly title: string; readonly level: number; readonly from: number }[] {
  const found: { title: string; level: number; from: number }[] = [];
  let from = 0;
  let fence: string | undefined;
  for (const line of text.split("\n")) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (mark !== undefined && (fence === undefined || (line.trim() === mark && mark.startsWith(fence))))
      fence = fence === undefined ? mark : undefined;
    const heading = fence === undefined ? /^ {0,3}(#{1,3})[ \t]+(.+?)[ \t]*#*$/.exec(line) : null;
    if (heading) found.push({ title: heading[2]!, level: heading[1]!.length, from });
    from += line.length + 1;
  }
  return found;
}
