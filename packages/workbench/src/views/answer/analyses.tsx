/** The analyses of the case, each made when it is opened: the question, and the words and figures in which the brief answers it. */
import { asksWhy, Blocks } from "../../blocks/blocks.js";
import { useAnswer } from "../../case/use-case.js";
import { Waiting } from "../../shell/waiting.js";

/** Those that most readers ask for come first, in this order. */
const first = ["flip-points", "tornado", "sobol", "value-of-information", "studies", "weights", "futures", "part:signposts", "timing"];

/** The list. `open` and `onOpen` keep in the address which are open. */
export function Analyses({
  open,
  onOpen,
  onWhy,
}: {
  readonly open: readonly string[];
  readonly onOpen: (open: readonly string[]) => void;
  readonly onWhy: (anchor: string) => void;
}) {
  const { value } = useAnswer("answerAnalyses", undefined);
  const place = (name: string) => (first.includes(name) ? first.indexOf(name) : first.length);
  const all = [...(value ?? [])].sort((one, other) => place(one.name) - place(other.name));
  return (
    <section className="answer-analyses" aria-labelledby="answer-analyses-title">
      <h2 id="answer-analyses-title">Ask further</h2>
      {all.map(({ name, title, question }) => (
        <details
          key={name}
          open={open.includes(name)}
          onToggle={(event) => {
            const isOpen = event.currentTarget.open;
            if (isOpen !== open.includes(name)) onOpen(isOpen ? [...open, name] : open.filter((each) => each !== name));
          }}
        >
          <summary>
            <span className="answer-analysis-title">{title}</span>
            <span className="quiet">{question}</span>
          </summary>
          {open.includes(name) ? <OneAnalysis name={name} title={title} onWhy={onWhy} /> : null}
        </details>
      ))}
    </section>
  );
}

function OneAnalysis({ name, title, onWhy }: { readonly name: string; readonly title: string; readonly onWhy: (anchor: string) => void }) {
  const { value, isStale, share, problem } = useAnswer("answerAnalysis", { name });
  if (problem !== undefined && value === undefined) return <p className="answer-note">{problem.message}</p>;
  if (value === undefined) return <Waiting for={`Working out “${title}”`} share={share} />;
  return (
    <div className={isStale ? "answer-old" : ""}>
      {isStale ? <p className="answer-note">The case has changed; this is how it was before.</p> : null}
      {value.blocks.length === 0 ? <p className="answer-note">There is nothing to tell here: the case has none of it.</p> : null}
      <Blocks shown={value} leads={asksWhy(onWhy)} />
    </div>
  );
}
