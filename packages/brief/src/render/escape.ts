/** Text made safe for HTML. Everything that reaches a page from an assessment goes through here. */

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text for element content and quoted attributes. Characters that no page may hold are left out. */
export function escapeHtml(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "").replace(/[&<>"']/g, (character) => entities[character] ?? "");
}

/** An address that may be followed from a brief, or undefined: web and mail addresses only. */
export function safeAddress(address: string): string | undefined {
  const trimmed = address.trim();
  return /^(https?:\/\/|mailto:)[^\s]+$/i.test(trimmed) ? trimmed : undefined;
}
