/** The outermost fences of a text, in order. */
export function fences(text) {
    const found = [];
    const lines = text.split("\n");
    let open;
    for (const [index, line] of lines.entries()) {
        const match = /^(`{3,})(.*)$/.exec(line.trimEnd());
        if (!match)
            continue;
        const [, mark = "", rest = ""] = match;
        if (!open) {
            open = { mark, info: rest.trim(), line: index };
        }
        else if (mark.length >= open.mark.length && rest.trim() === "") {
            const content = lines.slice(open.line + 1, index).map((each) => `${each}\n`);
            found.push({ info: open.info, content: content.join(""), opening: open.line, closing: index });
            open = undefined;
        }
    }
    return found;
}
/** The files of a literate text: the chapter itself under `chapter`, with line numbers kept, and each `file PATH` fence under its path. */
export function literateFiles(text, chapter) {
    const files = new Map();
    const lines = text.split("\n");
    for (const fence of fences(text)) {
        const match = /^file (\S+)$/.exec(fence.info);
        if (!match?.[1])
            continue;
        files.set(match[1], fence.content);
        lines.fill("", fence.opening, fence.closing + 1);
    }
    return files.set(chapter, lines.join("\n"));
}
/** The path with `.` and `..` carried out. */
function plainPath(path) {
    const parts = [];
    for (const part of path.split("/")) {
        if (part === "" || part === ".")
            continue;
        if (part === ".." && parts.length > 0 && parts.at(-1) !== "..")
            parts.pop();
        else
            parts.push(part);
    }
    return parts.join("/");
}
/** A file system of texts in memory. The paths of `files` are relative to `folder`; `../` leads out of it. */
export function memoryFiles(files, folder) {
    const bytes = new Map([...files].map(([path, text]) => [plainPath(`${folder}/${path}`), new TextEncoder().encode(text)]));
    return {
        list(path) {
            const prefix = plainPath(path) === "" ? "" : `${plainPath(path)}/`;
            const inside = [...bytes.keys()].filter((each) => each.startsWith(prefix));
            if (inside.length === 0)
                return undefined;
            return inside.map((each) => each.slice(prefix.length)).filter((each) => !each.includes("/"));
        },
        read(path) {
            const found = bytes.get(plainPath(path));
            if (found)
                return { ok: true, bytes: found };
            const isFolder = [...bytes.keys()].some((each) => each.startsWith(`${plainPath(path)}/`));
            return { ok: false, reason: isFolder ? "folder" : "missing" };
        },
    };
}
//# sourceMappingURL=literate.js.map