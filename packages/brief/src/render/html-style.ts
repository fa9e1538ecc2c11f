/** The style sheet of the HTML brief: light and dark, wide and narrow, screen and paper. */

const colours = {
  light: {
    paper: "#ffffff",
    ink: "#1d2530",
    muted: "#5a6472",
    rule: "#dfe3e8",
    wash: "#f4f6f8",
    accent: "#1f4e79",
    series: "#2b6396",
    "series-soft": "#a9c3db",
    contested: "#9a5b00",
    "contested-wash": "#fdf3e0",
    barred: "#a3262a",
    "barred-wash": "#fbeaea",
    clear: "#2c6a3f",
    "clear-wash": "#e9f4ec",
    "key-wash": "#f1f5fa",
    target: "#fff6d6",
    "shade-0": "#dce7f1",
    "shade-1": "#b3cbe0",
    "shade-2": "#7fa6c9",
    "shade-3": "#3a70a3",
    "shade-4": "#173f66",
    "on-shade-0": "#1d2530",
    "on-shade-1": "#1d2530",
    "on-shade-2": "#10161d",
    "on-shade-3": "#ffffff",
    "on-shade-4": "#ffffff",
  },
  dark: {
    paper: "#14181d",
    ink: "#dfe4ea",
    muted: "#9aa5b1",
    rule: "#2e363f",
    wash: "#1c2229",
    accent: "#8fbce6",
    series: "#6ea8dc",
    "series-soft": "#35536e",
    contested: "#e0a04a",
    "contested-wash": "#33260f",
    barred: "#ef8a8a",
    "barred-wash": "#3a1c1e",
    clear: "#86c79a",
    "clear-wash": "#17301f",
    "key-wash": "#1a232d",
    target: "#3a3414",
    "shade-0": "#26323d",
    "shade-1": "#35506a",
    "shade-2": "#4f7ba3",
    "shade-3": "#82b1db",
    "shade-4": "#c4ddf3",
    "on-shade-0": "#dfe4ea",
    "on-shade-1": "#f2f5f8",
    "on-shade-2": "#ffffff",
    "on-shade-3": "#10161d",
    "on-shade-4": "#10161d",
  },
} as const;

function variables(theme: keyof typeof colours): string {
  return Object.entries(colours[theme])
    .map(([name, colour]) => `--${name}:${colour}`)
    .join(";");
}

const swatches = [0, 1, 2, 3, 4].map((shade) => `.shade-${shade}{background:var(--shade-${shade})}`).join("");

/** The whole style sheet. */
export const style = `
:root{${variables("light")};--serif:Charter,"Bitstream Charter","Sitka Text",Cambria,Georgia,"Times New Roman",serif;--sans:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Liberation Sans",Arial,sans-serif;--mono:ui-monospace,"SF Mono",Menlo,Consolas,"Liberation Mono",monospace}
@media (prefers-color-scheme:dark){:root{${variables("dark")}}}
*{box-sizing:border-box}
html{scroll-behavior:smooth;-webkit-text-size-adjust:100%}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0 auto;padding:3rem 1.25rem 4rem;max-width:48rem;background:var(--paper);color:var(--ink);font:1.0625rem/1.62 var(--serif);overflow-wrap:break-word;font-kerning:normal}
h1,h2,h3,h4,h5,h6{font-family:var(--sans);line-height:1.25;text-wrap:balance;margin:2.2em 0 .6em;font-weight:650;letter-spacing:-.008em}
h1{font-size:2.05rem;margin:0 0 .5rem;letter-spacing:-.018em;max-width:34ch}
h2{font-size:1.45rem;margin-top:3.2rem;padding-top:1rem;border-top:2px solid var(--ink)}
h3{font-size:1.16rem}h4{font-size:1rem}h5,h6{font-size:.9rem;color:var(--muted)}
p,ul,ol,blockquote,figure,.scroll,dl,pre{margin:0 0 1.1em}
ul,ol{padding-left:1.3em}li{margin-bottom:.4em}
a{color:var(--accent);text-underline-offset:.18em;text-decoration-thickness:.06em}
a:hover{text-decoration-thickness:.12em}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
a.value{color:inherit;text-decoration:underline dotted var(--muted);text-decoration-thickness:.08em;font-variant-numeric:tabular-nums}
a.value:hover{text-decoration:underline solid var(--accent)}
a.cite{text-decoration:none;border-bottom:1px solid var(--rule)}
hr{border:0;border-top:1px solid var(--rule);margin:2.5rem 0}
blockquote{margin-left:0;padding-left:1rem;border-left:3px solid var(--rule);color:var(--muted)}
code,pre{font-family:var(--mono);font-size:.82em}
pre{background:var(--wash);padding:.7rem .9rem;overflow-x:auto;line-height:1.5;border-radius:3px;white-space:pre-wrap}
.skip{position:absolute;left:-999rem}.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem 1rem;z-index:2}
header{margin-bottom:2rem}
.question{font-size:1.22rem;line-height:1.45;color:var(--muted);max-width:44ch;margin-bottom:1rem}
.head-facts{display:flex;flex-wrap:wrap;gap:.1rem .45rem;margin:0;font:.86rem/1.5 var(--sans)}
.head-facts div{display:flex;gap:.4rem}.head-facts dt{color:var(--muted)}.head-facts dd{margin:0 1.1rem 0 0}
nav{font:.9rem/1.45 var(--sans);border-top:1px solid var(--rule);border-bottom:1px solid var(--rule);padding:.9rem 0;margin-bottom:1.8rem}
nav ol{list-style:none;margin:0;padding:0;columns:2;column-gap:2rem}nav li{break-inside:avoid;margin:0 0 .35rem}
nav a{color:inherit;text-decoration:none}nav a:hover{text-decoration:underline}
.nav-title{font-weight:650;margin:0 0 .5rem}
.handling{text-align:right;margin:0 0 .5rem;font:700 .8rem/1.3 var(--sans)}
.tlp{background:#000;color:#fff;padding:.25em .5em;white-space:nowrap}.tlp.red{color:#ff2b2b}.tlp.amber{color:#ffc000}.tlp.green{color:#33ff00}
.on-paper{display:none}
.how-to-read,.note,.small{font:.84rem/1.5 var(--sans);color:var(--muted)}
main>section:first-of-type>h2,main>.how-to-read+h2{margin-top:1.5rem}
.callout{background:var(--wash);border-left:4px solid var(--muted);padding:1.1rem 1.3rem;margin:0 0 1.4em;border-radius:0 3px 3px 0}
.callout>:last-child{margin-bottom:0}.callout-title{font:650 1rem var(--sans);margin-bottom:.4rem}
.callout.key{background:var(--key-wash);border-color:var(--accent)}
.callout.key>p:first-child{font-size:1.16rem;line-height:1.5}
.callout.warning,.callout.contested{border-color:var(--contested)}.callout.barred{border-color:var(--barred)}
.mark{font:600 .76rem/1.3 var(--sans);padding:.1em .45em;border-radius:3px;background:var(--wash);color:var(--muted);white-space:nowrap}
.mark.barred{background:var(--barred-wash);color:var(--barred)}
.mark.contested,.mark.warning{background:var(--contested-wash);color:var(--contested)}
.mark.clear{background:var(--clear-wash);color:var(--clear)}
.grade{font:650 .78rem/1.3 var(--sans);padding:.08em .4em;border:1px solid currentColor;border-radius:3px;white-space:nowrap}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font:.875rem/1.45 var(--sans)}
caption{text-align:left;font-weight:500;padding:0 0 .4rem;color:var(--muted)}
th,td{padding:.5rem .8rem .5rem 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--rule)}
.columns-6 table{font-size:.8rem}.columns-6 th,.columns-6 td{padding-right:.5rem}
thead th,thead td{border-bottom:1.5px solid var(--ink);font-weight:600;vertical-align:bottom;line-height:1.3}
tbody th{font-weight:500}
.number{text-align:right;padding-left:.4rem;font-variant-numeric:tabular-nums}
td:last-child,th:last-child{padding-right:0}
tr.faded th,tr.faded td{color:var(--muted)}
figure{margin:1.6rem 0 2rem}
figcaption{font:600 .9rem/1.45 var(--sans);margin-bottom:.7rem}
.picture{font-family:var(--sans);color:var(--ink);margin-bottom:1.1rem}
.picture svg{display:block;max-width:100%;height:auto;font-family:inherit}
.picture text{white-space:pre}
.reading{display:block;font-weight:400;color:var(--muted);font-size:.84rem}
.narrow{display:none}
.legend{display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;list-style:none;padding:0;margin:0 0 .5rem;font:.84rem/1.5 var(--sans)}
.legend li{margin:0}.swatch{display:inline-block;width:.85em;height:.85em;margin-right:.4em;border-radius:2px;vertical-align:-.05em}${swatches}
details{font-family:var(--sans);font-size:.875rem}summary{cursor:pointer;color:var(--accent);margin-bottom:.6rem}
.facts{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1.2rem;font:.875rem/1.5 var(--sans)}
.facts dt{color:var(--muted);grid-column:1}.facts dd{margin:0;grid-column:2;min-width:0;overflow-wrap:anywhere}
.sides{display:grid;grid-template-columns:repeat(auto-fit,minmax(14rem,1fr));gap:0 1.6rem;border-top:2px solid var(--contested);padding-top:.9rem;margin-bottom:1.6rem;font-size:.97rem;line-height:1.5}
.sides>div+div{border-left:1px solid var(--rule);padding-left:1.6rem}
.sides p:last-child{font:.84rem/1.5 var(--sans);color:var(--muted)}
.claim,.lineage{padding:.85rem 0;border-bottom:1px solid var(--rule);scroll-margin-top:1rem}
.claim p,.claim blockquote{margin-bottom:.4rem}.claim blockquote{color:var(--ink)}
.claim-head{font-family:var(--sans);font-size:.93rem}.claim-head .grade{margin-right:.35rem}
.lineage{font:.875rem/1.5 var(--sans)}
.lineage p,.lineage pre,.lineage dl{margin-bottom:.5rem}.lineage>:last-child{margin-bottom:0}
.lineage-name code{color:var(--muted);margin-left:.4rem}
.lineage-value{font-size:1rem}
.values{display:grid;grid-template-columns:repeat(auto-fill,minmax(19rem,1fr));gap:.15rem 1.6rem}
.values div{display:flex;justify-content:space-between;gap:.8rem;border-bottom:1px dotted var(--rule)}
.values dt{color:var(--muted)}.values dd{margin:0;text-align:right;font-variant-numeric:tabular-nums}
:target{background:var(--target);box-shadow:0 0 0 .5rem var(--target)}section:target,h2:target{background:none;box-shadow:none}
footer{margin-top:4rem;padding-top:1rem;border-top:1px solid var(--rule);font:.8rem/1.5 var(--sans);color:var(--muted);overflow-wrap:anywhere}
footer p{margin:0}
@media (min-width:76rem){
body{max-width:68rem;display:grid;grid-template-columns:14.5rem minmax(0,46rem);column-gap:4.5rem;align-items:start;padding-top:4rem}
header,main,footer,.handling{grid-column:2}
nav{grid-column:1;grid-row:1/span 4;position:sticky;top:2.5rem;border:0;padding:.4rem 0;margin:0;font-size:.86rem;max-height:calc(100vh - 5rem);overflow-y:auto}
nav ol{columns:1}
}
@media (max-width:34rem){
body{padding:1.8rem 1rem 3rem;font-size:1rem}
h1{font-size:1.6rem}h2{font-size:1.28rem;margin-top:2.6rem}.question{font-size:1.1rem}
nav ol{columns:1}
.wide{display:none}.narrow{display:block}
.callout{padding:.9rem 1rem}.facts{grid-template-columns:1fr;gap:0}.facts dd{grid-column:1;margin-bottom:.5rem}
.sides>div+div{border-left:0;padding-left:0;border-top:1px solid var(--rule);padding-top:.8rem}
.columns-3 table{min-width:22rem}.columns-4 table{min-width:32rem}.columns-5 table,.columns-6 table{min-width:38rem}
.mark{white-space:normal}
}
@media print{
:root{${variables("light")}}
@page{margin:20mm 18mm 22mm;@bottom-right{content:counter(page) " / " counter(pages);font:8pt sans-serif;color:#5a6472}}
body{display:block;max-width:none;padding:0;font-size:10.3pt;line-height:1.5}
.skip{display:none}nav{position:static;max-height:none}nav ol{columns:2}
h1{font-size:20pt}h2{font-size:14pt;margin-top:1.8rem}h3{font-size:11.5pt}
h1,h2,h3,h4,figcaption,caption,.legend,.claim-head,.lineage-name{break-after:avoid;break-inside:avoid}
figure,tr,.claim,.callout,.sides,.picture{break-inside:avoid}figure{break-inside:auto}thead{display:table-header-group}
p{orphans:3;widows:3}
table,.lineage,.facts{font-size:8.8pt}
.scroll{overflow:visible}pre{white-space:pre-wrap;overflow:visible}
a{color:inherit}a.value{text-decoration:none}
details,.annex{display:none}.on-paper{display:block}
.mark,.callout,.swatch,.tlp,svg{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
`;
