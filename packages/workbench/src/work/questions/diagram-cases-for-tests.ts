/** A large case that is made by rule, for tests. */

/** A case of so many quantities in one chapter; each of them rests on two of those before it. */
export function largeCase(size: number): string {
  const quantities = Array.from({ length: size }, (_, at) => {
    const value = at < 12 ? `${at + 1} to ${at + 3} as uniform` : `(q${(at * 7) % at} + q${Math.floor(at / 2)}) / 2`;
    return `quantity q${at} "Part ${at} of a large case"\n  = ${value}`;
  });
  return `# Large\n\n\`\`\`outweigh\ncase large\n  question "How large?"\n  draws 100\n\noption stay\n\noption go\n\n${quantities.join("\n\n")}\n\nobjective last\n  minimise q${size - 1}\n\`\`\`\n`;
}
