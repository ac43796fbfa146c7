/* The picture and the table: the nodes at one position of the walk, lit, computed, or not computed yet. */

/** The drawing is not made smaller than this: its letters are small already. */
const SMALLEST_SCALE = 0.8;

const UNKNOWN = "not computed yet";

/** What is known at one position; `edges` of the step after it are shown already. */
class Known {
    constructor(walk, position, edges, step) {
        this.walk = walk;
        this.position = position;
        this.edges = edges;
        this.step = step;
        this.arrived = walk.arrivals(position, edges);
    }

    value(node) {
        return (this.walk.order.get(node) ?? -1) < this.position ? this.walk.values[node] : undefined;
    }

    grad(node) {
        return this.arrived[node].at(-1)?.after;
    }

    /** Whether the derivative along an edge was shown. */
    edge({node, slot}) {
        const step = this.walk.length - 1 - this.walk.order.get(node);
        return step < this.position || step === this.position && slot < this.edges;
    }

    isCurrent(node) {
        return this.step?.node === node;
    }

    /** The contributions of a node with several users, as a sum: "1 + 2, 2 of 3"; empty otherwise. */
    sum(node) {
        const parts = this.arrived[node].map(part => part.amount);
        const users = this.walk.users[node];
        if (users < 2 || parts.length === 0) {
            return "";
        }
        const shown = parts.length > 4 ? ["…", ...parts.slice(-3).map(shortNumber)] : parts.map(shortNumber);
        const soFar = parts.length < users ? ", " + parts.length + " of " + users : "";
        return shown.join(" + ").replaceAll("+ -", "- ") + soFar;
    }
}

/** The SVG drawing, in which nodes and edges come in the order of the walk's. */
class Drawing {
    constructor(walk, box) {
        this.walk = walk;
        this.box = box;
        this.svg = box.querySelector("svg");
        this.width = this.svg.width.baseVal.value;
        new ResizeObserver(() => this.fit()).observe(box);
        this.current = 0;
        this.nodes = [...box.querySelectorAll("g.node")];
        this.edges = [...box.querySelectorAll("g.edge")];
        this.nodes.forEach((group, i) => rename(group, walk.nodes[i].name));
        this.edges.forEach((group, i) => {
            const {node, input} = walk.edges[i];
            rename(group, walk.nodes[node].name + " → " + walk.nodes[input].name);
        });
    }

    show(known) {
        this.nodes.forEach((group, node) => {
            write(group, ".value", known.value(node));
            write(group, ".grad", known.grad(node));
            group.classList.toggle("waiting", known.value(node) === undefined);
            group.classList.toggle("lit", known.isCurrent(node));
            group.classList.toggle("lit-backward", known.isCurrent(node) && known.step.pass === "backward");
        });
        this.edges.forEach((group, i) => {
            const edge = this.walk.edges[i];
            write(group, ".local", known.edge(edge) ? this.walk.local(edge) : undefined);
            group.classList.toggle("waiting", known.value(edge.node) === undefined);
            group.classList.toggle("lit", known.isCurrent(edge.node));
            const isHandedOn = known.isCurrent(edge.node) && known.step.pass === "backward";
            group.classList.toggle("lit-backward", isHandedOn);
            group.classList.toggle("unlabelled", !known.edge(edge) && !isHandedOn);
        });
        this.current = known.step?.node ?? 0;
        this.follow();
    }

    /** Shrinks the drawing where a little is enough to make it fit; what is wider scrolls. */
    fit() {
        const room = this.box.clientWidth;
        this.svg.style.width = (room < SMALLEST_SCALE * this.width ? this.width : Math.min(room, this.width)) + "px";
        this.follow();
    }

    /** Scrolls the box, and only the box, so that the current node is seen, with its inputs if there is room. */
    follow() {
        const node = this.walk.nodes[this.current];
        const outer = this.box.getBoundingClientRect();
        const places = [this.current, ...node.inputs].map(index => this.nodes[index].getBoundingClientRect());
        this.box.scrollLeft += distance(places.map(place => [place.left, place.right]), outer.left, outer.right);
        this.box.scrollTop += distance(places.map(place => [place.top, place.bottom]), outer.top, outer.bottom);
    }
}

/** How far to scroll a window so that spans are in its middle: all of them, or the first; 0 if they are in sight. */
function distance(spans, from, to) {
    const start = Math.min(...spans.map(span => span[0]));
    const end = Math.max(...spans.map(span => span[1]));
    const [low, high] = end - start <= to - from ? [start, end] : spans[0];
    return low < from || high > to ? (low + high - from - to) / 2 : 0;
}

/** Gives a group of the drawing a tooltip without numbers, which would not stay true. */
function rename(group, name) {
    setText(group.querySelector("title"), name);
}

/** Writes what is not there yet: writing the same text again would cost a layout of the picture. */
function setText(target, text) {
    if (target.textContent !== text) {
        target.textContent = text;
    }
}

function write(group, selector, number) {
    setText(group.querySelector(selector), number === undefined ? "?" : shortNumber(number));
}

/** The table of nodes; leaves are typed into, upon which `edit` is called with the node and the text. */
class Table {
    constructor(walk, body, edit) {
        this.walk = walk;
        this.rows = walk.nodes.map(node => this.row(node, edit));
        body.append(...this.rows.map(row => row.line));
    }

    row(node, edit) {
        const isLeaf = node.kind === "leaf" || node.kind === "constant";
        const value = isLeaf ? this.input(node, edit) : element("span", {class: "value"});
        const grad = element("span", {class: "grad"});
        const sum = element("small", {class: "parts"});
        const line = element("tr", {"data-node": node.name}, element("th", {scope: "row"}, node.name),
            element("td", {class: "op"}, operation(node)), element("td", {}, value), element("td", {}, grad, sum));
        return {line, value, grad, sum, isLeaf};
    }

    input(node, edit) {
        const input = element("input", {"aria-label": "value of " + node.name, autocomplete: "off", spellcheck: "false",
            enterkeyhint: "done"});
        input.addEventListener("focus", () => input.value = String(this.walk.values[node.index]));
        input.addEventListener("change", () => edit(node, input));
        input.addEventListener("blur", () => {
            input.value = shortNumber(this.walk.values[node.index]);
            input.removeAttribute("aria-invalid");
        });
        return input;
    }

    show(known) {
        this.rows.forEach((row, node) => {
            const value = known.value(node);
            if (!row.isLeaf) {
                fill(row.value, value);
            } else if (document.activeElement !== row.value) {
                row.value.value = shortNumber(value);
            }
            fill(row.grad, known.grad(node));
            setText(row.sum, known.sum(node));
            row.line.setAttribute("aria-current", known.isCurrent(node) ? "step" : "false");
        });
        const current = this.rows[known.step?.node];
        const box = current?.line.closest(".scroll");
        if (box && box.scrollHeight > box.clientHeight) {
            box.scrollTop = current.line.offsetTop - box.clientHeight / 2;
        }
    }
}

/** The op with its plain number, or what kind of leaf it is. */
function operation(node) {
    return node.op === "" ? node.kind : node.number === undefined ? node.op : node.op + " " + shortNumber(node.number);
}

function fill(cell, number) {
    setText(cell, number === undefined ? UNKNOWN : shortNumber(number));
    cell.classList.toggle("unknown", number === undefined);
}
