/** Stocks over time under each option, with bands; what is shown is chosen above and kept in the address. */
import { useAnswer } from "../../case/use-case.js";
import { PageFrame } from "../../page/page-frame.js";
import { PageState } from "../../page/page-state.js";
import { goTo, useAddress } from "../../shell/address.js";

/** The course that is chosen. */
export function Courses() {
  const { of = "", option = "" } = useAddress().settings;
  const answer = useAnswer("courses", { of, option });
  const { value } = answer;
  if (value !== undefined && value.html === undefined)
    return (
      <div className="empty">
        <h2>Nothing runs over time</h2>
        <p>
          A stock changes from year to year, and its course is shown here under each option. Give the case its years, and write a stock in a
          chapter:
        </p>
        <pre>
          {
            '  time yearly from 2027 to 2036\n\nstock users "People who use" : people\n  starts at 1,000,000 people\n  gains     50,000 people/year'
          }
        </pre>
      </div>
    );
  const choose = (settings: { readonly of?: string; readonly option?: string }) =>
    goTo("time", "courses", Object.fromEntries(Object.entries({ of, option, ...settings }).filter(([, chosen]) => chosen !== "")), true);
  return (
    <PageState {...answer} value={value?.html} what="Running the case over time">
      {(html) => (
        <>
          <h2 className="visually-hidden">Courses over time</h2>
          <div className="page-tools">
            <label>
              Course{" "}
              <select value={of} onChange={({ target }) => choose({ of: target.value })}>
                {value?.courses.map(({ id, label }, place) => (
                  <option key={id} value={place === 0 ? "" : id}>
                    {label}
                  </option>
                ))}
              </select>
            </label>
            <label>
              Option{" "}
              <select value={option} onChange={({ target }) => choose({ option: target.value })}>
                <option value="">All options</option>
                {value?.options.map((label) => (
                  <option key={label}>{label}</option>
                ))}
              </select>
            </label>
          </div>
          <PageFrame html={html} title="The course over time" />
        </>
      )}
    </PageState>
  );
}
