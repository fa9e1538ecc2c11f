/** The palette: everything that can be done or gone to, found by typing a few letters of it. */
import { useMemo, useState } from "react";
import { Autocomplete, Dialog, Header, Input, Menu, MenuItem, MenuSection, Modal, ModalOverlay, SearchField } from "react-aria-components";
import { observable, useObservable } from "../case/observable.js";
import { type Command, commands, keyWords } from "./commands.js";

/** Whether the palette is open. */
export const isPaletteOpen = observable(false);

/** The palette, where it is open. */
export function Palette() {
  const isOpen = useObservable(isPaletteOpen);
  return (
    <ModalOverlay className="overlay" isOpen={isOpen} onOpenChange={isPaletteOpen.set} isDismissable>
      <Modal className="palette">
        <Dialog aria-label="Do or find">
          <Choices />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Choices() {
  const all = useObservable(commands);
  const [typed, setTyped] = useState("");
  const groups = useMemo(() => grouped(all, typed), [all, typed]);
  const give = (id: string) => {
    isPaletteOpen.set(false);
    // The palette gives the focus back first, so that the command may take it.
    setTimeout(() => all.find((command) => command.id === id)?.run());
  };
  return (
    <Autocomplete inputValue={typed} onInputChange={setTyped}>
      <SearchField aria-label="What to do or find" autoFocus>
        <Input placeholder="What to do, or where to go" />
      </SearchField>
      <Menu
        className="choices"
        onAction={(key) => give(String(key))}
        renderEmptyState={() => <p className="none">Nothing of that name.</p>}
      >
        {groups.map(([group, members]) => (
          <MenuSection key={group} id={group}>
            <Header>{group}</Header>
            {members.map((command) => (
              <MenuItem key={command.id} id={command.id} textValue={command.title}>
                <span>{command.title}</span>
                {command.keys === undefined ? null : <kbd>{keyWords(command.keys).join(" ")}</kbd>}
              </MenuItem>
            ))}
          </MenuSection>
        ))}
      </Menu>
    </Autocomplete>
  );
}

/** Commands whose titles hold all typed words, by their groups, each id once. */
function grouped(all: readonly Command[], typed: string): readonly (readonly [string, readonly Command[]])[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const groups = new Map<string, Command[]>();
  const seen = new Set<string>();
  for (const command of all) {
    const text = `${command.title} ${command.group}`.toLowerCase();
    if (command.isOff || command.id === "palette" || seen.has(command.id) || !words.every((word) => text.includes(word))) continue;
    seen.add(command.id);
    groups.set(command.group, [...(groups.get(command.group) ?? []), command]);
  }
  return [...groups];
}
