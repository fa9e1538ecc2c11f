/** The short messages at the edge of the page. */
import { useObservable } from "../case/observable.js";
import { Icon } from "./icon.js";
import { dismiss, notices } from "./notices.js";

/** The messages that are shown now; they are read out as they come. */
export function Notices() {
  const shown = useObservable(notices);
  return (
    <div className="notices" role="status" aria-live="polite">
      {shown.map(({ id, text, tone, action }) => (
        <div key={id} className={`notice ${tone}`}>
          <p>{text}</p>
          {action === undefined ? null : (
            <button
              type="button"
              className="link-button"
              onClick={() => {
                dismiss(id);
                action.run();
              }}
            >
              {action.title}
            </button>
          )}
          <button type="button" className="icon-button" aria-label="Put this message away" onClick={() => dismiss(id)}>
            <Icon name="close" />
          </button>
        </div>
      ))}
    </div>
  );
}
