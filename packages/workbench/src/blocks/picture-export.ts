/** A picture of the page as a file of its own: SVG with its colours written out, PNG of twice its size, and tables as CSV. */

const painted = ["fill", "stroke", "stop-color", "color"] as const;
const set = ["font-family", "font-size", "font-weight"] as const;

/** The SVG as it looks now, able to stand alone. */
export function svgText(picture: SVGSVGElement): string {
  const copy = picture.cloneNode(true) as SVGSVGElement;
  const originals = [picture, ...picture.querySelectorAll<SVGElement>("*")];
  const copies = [copy, ...copy.querySelectorAll<SVGElement>("*")];
  originals.forEach((original, place) => {
    const style = getComputedStyle(original);
    const own = copies[place]!;
    for (const name of painted)
      if (original.hasAttribute(name) || original === picture) own.setAttribute(name, style.getPropertyValue(name));
    if (original.localName === "text" || original.localName === "tspan")
      for (const name of set) own.setAttribute(name, style.getPropertyValue(name));
    own.removeAttribute("class");
  });
  const { width, height } = sizeOf(picture);
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  const paper = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  const { x, y, width: wide, height: high } = copy.viewBox.baseVal;
  for (const [name, value] of Object.entries({ x, y, width: wide || width, height: high || height }))
    paper.setAttribute(name, String(value));
  paper.setAttribute("fill", getComputedStyle(document.documentElement).getPropertyValue("--paper"));
  copy.prepend(paper);
  return new XMLSerializer().serializeToString(copy);
}

function sizeOf(picture: SVGSVGElement): { readonly width: number; readonly height: number } {
  const { width, height } = picture.viewBox.baseVal;
  const box = picture.getBoundingClientRect();
  return { width: width || box.width, height: height || box.height };
}

/** The picture in pixels. */
export async function pngOf(picture: SVGSVGElement, scale = 2): Promise<Blob> {
  const { width, height } = sizeOf(picture);
  const address = URL.createObjectURL(new Blob([svgText(picture)], { type: "image/svg+xml" }));
  try {
    const image = new Image(width * scale, height * scale);
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob((blob) => (blob === null ? reject(new Error("The picture is too large.")) : resolve(blob)), "image/png"),
    );
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** Rows as CSV; a cell that a spreadsheet might take for a formula is quoted with a leading apostrophe, unless it is a number. */
export function csvOf(rows: readonly (readonly (string | number)[])[]): string {
  return `${rows.map((row) => row.map(cellText).join(",")).join("\r\n")}\r\n`;
}

function cellText(cell: string | number): string {
  if (typeof cell === "number") return Number.isFinite(cell) ? String(cell) : "";
  const plain = cell.replaceAll("\u00a0", " ");
  const safe = /^[=+\-@\t\r]/.test(plain) && !Number.isFinite(Number(plain)) ? `'${plain}` : plain;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
