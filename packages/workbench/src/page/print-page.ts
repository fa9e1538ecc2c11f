/** The browser's own dialogue to print a page of ours, from a frame that cannot be seen and in which nothing can run. */

/** Opens the dialogue; it is the user who prints. Resolves once it was opened. */
export function printPage(html: string, title: string): Promise<void> {
  const frame = document.createElement("iframe");
  frame.className = "print-frame";
  frame.title = title;
  frame.setAttribute("aria-hidden", "true");
  frame.tabIndex = -1;
  // Of our origin, so that it can be told to print; without scripts, whatever it holds.
  frame.setAttribute("sandbox", "allow-same-origin allow-modals");
  frame.srcdoc = html;
  for (const old of document.querySelectorAll("iframe.print-frame")) old.remove();
  return new Promise((resolve) => {
    frame.addEventListener("load", () => {
      frame.contentWindow?.print();
      resolve();
    });
    document.body.append(frame);
  });
}
