/** The script of the form: reads what is typed, draws a curve through it, and saves the answers as a file. Plain JavaScript that needs nothing else; it keeps drafts in the browser. */
export const formScript = String.raw`
"use strict";
(() => {
  const form = JSON.parse(document.getElementById("form").textContent);
  const sizes = { thousand: 1e3, million: 1e6, billion: 1e9, trillion: 1e12 };
  const draft = "outweigh " + form.case + " " + form.expert.id + " " + form.fingerprint;
  const number = (text, unit) => {
    let plain = text.trim().replace(/[\u00a0\u202f]/g, " ").replace(/^[\u2212\u2013]/, "-");
    if (unit && plain.endsWith(unit)) plain = plain.slice(0, -unit.length).trim();
    const match = /^(-?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?(?:[eE][+-]?\d+)?) ?(thousand|million|billion|trillion)?$/.exec(plain);
    return match && /\d/.test(match[1]) ? Number(match[1].replaceAll(",", "")) * (sizes[match[2]] || 1) : NaN;
  };
  const shown = (value) => {
    const size = Math.abs(value);
    const [divisor, word] = size >= 1e12 ? [1e12, " trillion"] : size >= 1e9 ? [1e9, " billion"] : size >= 1e6 ? [1e6, " million"] : [1, ""];
    return Number((value / divisor).toPrecision(3)).toLocaleString("en") + word;
  };
  const logit = (p) => Math.log(p / (1 - p));
  const chance = (t) => (t < 0 ? Math.exp(t) / (1 + Math.exp(t)) : 1 / (1 + Math.exp(-t)));

  // A metalog of three terms through the points at 5, 50 and 95 %, above zero where all of them are; straight lines of probability where there is none.
  const curveOf = (low, middle, high) => {
    const isPositive = low > 0;
    const to = (x) => (isPositive ? Math.log(x) : x);
    const from = (z) => (isPositive ? Math.exp(z) : z);
    const [a, b, c] = [to(low), to(middle), to(high)];
    const k = logit(0.95);
    const share = (b - a) / (c - a);
    const [a1, a2, a3] = [b, (c - a) / (2 * k), ((1 - 2 * share) * (c - a)) / (0.9 * k)];
    const points = [];
    for (let t = -5.3; t <= 5.3; t += 0.05) {
      const u = chance(t);
      const slope = a2 / (u * (1 - u)) + a3 * ((u - 0.5) / (u * (1 - u)) + t);
      if (!(slope > 0)) return undefined;
      const x = from(a1 + a2 * t + a3 * (u - 0.5) * t);
      points.push({ x, y: 1 / (slope * (isPositive ? x : 1)) });
    }
    return points;
  };
  const pieces = (values, probabilities) => {
    const width = values[values.length - 1] - values[0];
    const all = [values[0] - 0.1 * width, ...values, values[values.length - 1] + 0.1 * width];
    const levels = [0, ...probabilities, 1];
    return all.slice(1).flatMap((x, index) => {
      const y = (levels[index + 1] - levels[index]) / (x - all[index]);
      return [{ x: all[index], y }, { x, y }];
    });
  };
  const draw = (section, points, values) => {
    const svg = section.querySelector("svg");
    svg.replaceChildren();
    if (!points) return;
    const kept = points.filter(({ y }) => Number.isFinite(y));
    const most = Math.max(...kept.map(({ y }) => y));
    const wide = values[values.length - 1] - values[0];
    const low = Math.max(Math.min(...kept.map(({ x }) => x)), values[0] - 0.6 * wide);
    const high = Math.min(Math.max(...kept.map(({ x }) => x)), values[values.length - 1] + 0.8 * wide);
    const at = (x) => 10 + (580 * (x - low)) / (high - low);
    const up = (y) => 118 - (104 * y) / most;
    const add = (name, attributes, text) => {
      const element = document.createElementNS("http://www.w3.org/2000/svg", name);
      for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
      if (text) element.textContent = text;
      svg.append(element);
    };
    const inside = kept.filter(({ x }) => x >= low && x <= high);
    const line = inside.map(({ x, y }) => at(x).toFixed(1) + " " + up(y).toFixed(1)).join(" L");
    add("path", { d: "M" + at(inside[0].x).toFixed(1) + " 118 L" + line + " L" + at(inside[inside.length - 1].x).toFixed(1) + " 118 Z", class: "area" });
    add("path", { d: "M" + line, class: "curve" });
    add("path", { d: "M10 118 H590", class: "axis" });
    for (const value of values) add("circle", { cx: at(value).toFixed(1), cy: 118, r: 5, class: "said" });
    const ends = [values[0], values[values.length - 1]];
    ends.forEach((value, index) => add("text", { x: at(value).toFixed(1), y: 142, "text-anchor": index === 0 ? "middle" : "middle" }, shown(value)));
  };

  const read = (section) => {
    const question = form.questions[Number(section.dataset.index)];
    const field = (name) => section.querySelector("[name='" + name + "']")?.value ?? "";
    const because = field("because").trim();
    if (question.kind === "chance") {
      const shares = question.states.map((_, index) => field("state" + index));
      if (shares.every((text) => text.trim() === "")) return because === "" ? { state: "empty" } : { state: "wrong", words: "The probabilities are missing." };
      const values = shares.map((text) => number(text.replace(/ ?%$/, ""), ""));
      const bad = values.findIndex((value) => !(value >= 0 && value <= 100));
      if (bad >= 0) return { state: "wrong", words: "Each probability is a number from 0 to 100." };
      const sum = values.reduce((total, value) => total + value, 0);
      if (Math.abs(sum - 100) > 1e-6) return { state: "wrong", words: "Together they are " + Number(sum.toPrecision(6)) + " %, and must be 100 %." };
      if (because === "") return { state: "open", words: "Say why." };
      return { state: "done", answer: { kind: "probabilities", shares: shares.map((text) => text.replace(/ ?%$/, "").trim()) }, because };
    }
    const places = [["low", 0.05], ["lower", 0.25], ["middle", 0.5], ["upper", 0.75], ["high", 0.95]].filter(([name]) => field(name).trim() !== "");
    if (places.length === 0) return because === "" ? { state: "empty" } : { state: "wrong", words: "The numbers are missing." };
    const values = places.map(([name]) => number(field(name), question.unit));
    const bad = values.findIndex((value) => !Number.isFinite(value));
    if (bad >= 0) return { state: "wrong", words: "“" + field(places[bad][0]) + "” is no number; write it like 20,000 or 1.5 million." };
    const falls = values.findIndex((value, index) => index > 0 && !(values[index - 1] < value));
    if (falls >= 0) return { state: "wrong", words: "The values must rise: " + shown(values[falls]) + " must be greater than " + shown(values[falls - 1]) + "." };
    if (!["low", "middle", "high"].every((name) => places.some(([each]) => each === name))) return { state: "open", words: "A low value, a high value and the middle are needed." };
    if (places.length === 4) return { state: "open", words: "Give both quarters, or none." };
    const by = Object.fromEntries(places.map(([name], index) => [name, values[index]]));
    const points = curveOf(by.low, by.middle, by.high);
    draw(section, points ?? pieces(values, places.map(([, probability]) => probability)), values);
    const answer = { kind: "quantiles", points: places.map(([name, probability]) => ({ probability, value: field(name).trim() })) };
    const words = "You say: 1 in 20 below " + shown(by.low) + ", as likely above as below " + shown(by.middle) + ", 1 in 20 above " + shown(by.high) + (question.unit ? " " + question.unit : "") + ".";
    if (because === "") return { state: "open", words: words + " Say why." };
    return { state: "done", answer, because, words };
  };

  const sections = [...document.querySelectorAll("section[data-index]")];
  const button = document.getElementById("save");
  const progress = document.getElementById("progress");
  const update = () => {
    let done = 0;
    let wrong = 0;
    for (const section of sections) {
      const result = read(section);
      if (result.state === "empty" || result.state === "wrong") section.querySelector("svg")?.replaceChildren();
      const status = section.querySelector(".status");
      const words = result.state === "empty" ? "" : (result.words ?? "");
      if (status.textContent !== words) status.textContent = words;
      section.dataset.state = result.state;
      if (result.state === "done") done += 1;
      if (result.state === "wrong" || result.state === "open") wrong += 1;
    }
    progress.textContent = done + " of " + sections.length + " answered" + (wrong > 0 ? ", " + wrong + " unfinished" : "") + ".";
    button.disabled = done === 0;
  };
  const keep = () => {
    try {
      localStorage.setItem(draft, JSON.stringify(Object.fromEntries([...document.querySelectorAll("input, textarea")].map((field) => [field.id, field.value]))));
    } catch {}
  };
  try {
    const kept = JSON.parse(localStorage.getItem(draft) ?? "{}");
    for (const [id, value] of Object.entries(kept)) {
      const field = document.getElementById(id);
      if (field) field.value = value;
    }
  } catch {}
  document.addEventListener("input", () => {
    update();
    keep();
  });
  document.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    const answers = sections.flatMap((section) => {
      const { state, answer, because } = read(section);
      const question = form.questions[Number(section.dataset.index)];
      return state === "done" ? [{ question: question.key, unit: question.unit, answer, because }] : [];
    });
    const content = { format: "outweigh-answers-1", case: form.case, expert: form.expert.id, fingerprint: form.fingerprint, date: new Date().toISOString().slice(0, 10), answers };
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(content, null, 2) + "\n"], { type: "application/json" }));
    link.download = "answers-" + form.case + "-" + form.expert.id + ".json";
    link.click();
    URL.revokeObjectURL(link.href);
    progress.textContent = answers.length + " answers saved as " + link.download + ". Send this file back.";
  });
  update();
})();
`;
