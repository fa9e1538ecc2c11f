/** A case in which everything that takes words holds words that would like to run as something else. */

/** What is tried: each sets a flag on the window, or opens a dialog, where it is taken for more than text. */
export const hostileWords: readonly string[] = [
  "<script>window.__hit=1;alert(1)</script>",
  '"><script>window.__hit=1</script>',
  "</script><script>window.__hit=1</script>",
  "<ScRiPt src=//evil.example/x.js></sCrIpT>",
  "<scr<script>ipt>window.__hit=1</scr</script>ipt>",
  "<img src=x onerror=window.__hit=1>",
  "<img/src=x/onerror=window.__hit=1//",
  "<img src=`x` onerror=`window.__hit=1`>",
  "<svg onload=window.__hit=1>",
  "<svg><script>window.__hit=1</script></svg>",
  "<svg><animate onbegin=window.__hit=1 attributeName=x dur=1s>",
  "<svg><a xlink:href=javascript:window.__hit=1><text y=20>press</text></a></svg>",
  "<math><mtext><table><mglyph><style><img src=x onerror=window.__hit=1></style></mglyph></table></mtext></math>",
  "<math href=javascript:window.__hit=1>press</math>",
  "<iframe srcdoc='<script>parent.__hit=1</script>'></iframe>",
  "<iframe src=javascript:parent.__hit=1></iframe>",
  "<object data=data:text/html,<script>parent.__hit=1</script>></object>",
  "<embed src=data:image/svg+xml,<svg/onload=parent.__hit=1>>",
  "<a href=javascript:window.__hit=1>press</a>",
  "[press](javascript:window.__hit=1)",
  "[press](data:text/html;base64,PHNjcmlwdD5wYXJlbnQuX19oaXQ9MTwvc2NyaXB0Pg==)",
  "![x](x' onerror='window.__hit=1)",
  "<javascript:window.__hit=1>",
  "javascript:window.__hit=1",
  "JaVaScRiPt&colon;window.__hit=1",
  "data:text/html,<script>window.__hit=1</script>",
  "<body onload=window.__hit=1>",
  "<details open ontoggle=window.__hit=1>",
  "<input autofocus onfocus=window.__hit=1>",
  "<video><source onerror=window.__hit=1></video>",
  "<marquee onstart=window.__hit=1>",
  "<style>@import 'http://evil.example/x.css';*{background:url(http://evil.example/)}</style>",
  "<p style=width:expression(window.__hit=1);behavior:url(x)>",
  "<link rel=stylesheet href=http://evil.example/x.css>",
  "<meta http-equiv=refresh content=0;url=http://evil.example/>",
  "<base href=http://evil.example/>",
  "<form action=http://evil.example/><button>press</button></form>",
  "</textarea></title></style></noscript></template><script>window.__hit=1</script>",
  "<!--><script>window.__hit=1</script-->",
  "<![CDATA[<script>window.__hit=1</script>]]>",
  "&lt;script&gt;window.__hit=1&lt;/script&gt;",
  "&#60;script&#62;window.__hit=1&#60;/script&#62;",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: that is the point
  "${window.__hit=1} `${alert(1)}`",
  "{{constructor.constructor('window.__hit=1')()}}",
  "<%= window.__hit=1 %> #{window.__hit=1}",
  "');window.__hit=1;//",
  "constructor __proto__ toString",
  "=cmd|' /C calc'!A0",
  "\u202egnihtemos \u202d\u2066reversed\u2069\u202c and \u200bhidden\u00ad",
];

/** Names of files: what a name may hold. */
export const hostileNames: readonly string[] = [
  "<img src=x onerror=window.__hit=1>.md",
  '"><svg onload=window.__hit=1>.md',
  "javascript:window.__hit=1.md",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: that is the point
  "${window.__hit=1}{{7*7}}.md",
  "100% &lt;b&gt; #1? %3Cscript%3E.md",
  "__proto__.md",
  "\u202edm.gnp.md",
];

/** The copy of the sources. */
export const hostileCopy = "copies/<img src=x onerror=window.__hit=1>.txt";

const quoted = (words: string): string => words.replaceAll('"', "'");

/** The files of the case. Prose holds the words as they are, also those that it reads as values to compute, where `isSound` is false: then it has errors. */
export function hostileCase(isSound: boolean): Readonly<Record<string, string>> {
  const words = hostileWords.map(quoted);
  const at = (place: number): string => words[place % words.length]!;
  const all = words.join(" ");
  const prose = hostileWords.filter((each) => !isSound || !/[{}`]/.test(each)).join("\n\n");
  const sources = words.map(
    (each, place) =>
      `source s${place} "${each}"\n  by "${at(place + 7)}"\n  archive "${hostileCopy}"\n  url "javascript:window.__hit=1"\n  grade B\n`,
  );
  const claims = words.map((each, place) => `claim c${place} from s${place}\n  quote "${each}"\n  grade 2\n  note "${at(place + 3)}"\n`);
  const options = [0, 5, 14].map((place) => `option o${place} "${at(place)}"\n  note "${at(place + 1)}"\n`);
  const forecast = `forecast f "${at(18)}"\n  by 2030-01-01\n  probability 20 % to 40 %\n  resolves "${at(8)}"\n  source "${at(27)}"\n  because "${all}"\n`;
  const model = [
    `quantity q "${at(6)}" : m\n  = 1 to 2 as normal\n  because c0, "${all}"\n  note "${at(30)}"\n`,
    `quantity r "${at(12)}" : m\n  given option\n    o0  1 m\n    o5  q\n    o14 3 m\n  because "${at(20)}"\n`,
    `chance h "${at(9)}" : no | yes\n  probabilities 70 % | rest\n  because "${at(15)}"\n`,
    `objective j "${at(2)}" : m\n  minimise r + if h is yes then 1 m else 0 m\n`,
  ];
  const fenced = (blocks: readonly string[]): string => `\`\`\`outweigh\n${blocks.join("\n")}\`\`\`\n`;
  return {
    "first.md": `# ${at(0)}\n\n${fenced([`case x "${at(1)}"\n  question "${all}"\n  author "${at(5)}"\n  audience "${at(8)}"\n  as of 2026-01-01\n`, ...options])}\n${prose}\n`,
    [hostileCopy]: `${words.join("\n\n")}\n`,
    [hostileNames[0]!]: `# ${hostileWords[8]}\n\n${fenced(model)}`,
    [hostileNames[1]!]: `# Evidence ${isSound ? "" : hostileWords[43]}\n\n${fenced([...sources, ...claims])}`,
    [hostileNames[2]!]: `# Outlook\n\n${fenced([forecast])}`,
    ...Object.fromEntries(hostileNames.slice(3).map((name) => [name, `# ${isSound ? "Nothing" : hostileWords[0]}\n\nNothing.\n`])),
  };
}
