/** The keyboard map: every command that has a key here and now, and the keys of the editor. */
import { useMemo } from "react";
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { observable, useObservable } from "../case/observable.js";
import { commands, keyWords } from "./commands.js";
import { Icon } from "./icon.js";

/** Whether the map is open. */
export const isKeyboardMapOpen = observable(false);

const editorKeys: readonly (readonly [string, string])[] = [
  ["Mod-f", "Find in this text"],
  ["Ctrl-Space", "Suggest how to go on"],
  ["Escape", "Then Tab: out of the editor"],
];

/** The map, where it is open. */
export function KeyboardMap() {
  const isOpen = useObservable(isKeyboardMapOpen);
  return (
    <ModalOverlay className="overlay" isOpen={isOpen} onOpenChange={isKeyboardMapOpen.set} isDismissable>
      <Modal className="palette">
        <Dialog className="keyboard-map">
          <div className="map-head">
            <Heading slot="title" level={2}>
              Keys
            </Heading>
            <button type="button" className="icon-button" aria-label="Close" onClick={() => isKeyboardMapOpen.set(false)}>
              <Icon name="close" />
            </button>
          </div>
          <Groups />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Groups() {
  const all = useObservable(commands);
  const groups = useMemo(() => {
    const found = new Map<string, (readonly [string, string])[]>();
    const seen = new Set<string>();
    for (const { id, keys, title, group } of all) {
      if (keys === undefined || seen.has(id)) continue;
      seen.add(id);
      found.set(group, [...(found.get(group) ?? []), [keys, title]]);
    }
    return [...found, ["In the editor", editorKeys] as const];
  }, [all]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the list is longer than a low window, and only what has the focus can be scrolled by keys
    <section className="map-groups" tabIndex={0} aria-label="All keys">
      {groups.map(([group, keys]) => (
        <section key={group}>
          <h3>{group}</h3>
          <dl>
            {keys.map(([key, title]) => (
              <div key={key + title}>
                <dt>
                  {keyWords(key).map((each) => (
                    <kbd key={each}>{each}</kbd>
                  ))}
                </dt>
                <dd>{title}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </section>
  );
}
