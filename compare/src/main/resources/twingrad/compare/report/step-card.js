/* What is written about one step: the equation of a forward step, the chain rule of every edge of a backward one. */

/** An element with attributes and children, of which texts become text nodes. */
function element(tag, attributes, ...children) {
    const made = document.createElement(tag);
    Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
    made.append(...children);
    return made;
}

/** An equation, which breaks before its equals signs only, if it can. */
function equation(text, name) {
    const parts = text.split(" = ").map((part, i) => element("span", {}, (i > 0 ? "= " : "") + part));
    return element("p", {class: "equation " + name}, ...parts.flatMap(part => [part, " "]));
}

/** The writer of cards for one walk. */
class Card {
    constructor(walk) {
        this.walk = walk;
    }

    name(node) {
        return this.walk.nodes[node].name;
    }

    /** ∂L/∂z3 */
    gradient(node) {
        return "∂" + this.name(this.walk.root) + "/∂" + this.name(node);
    }

    /** The heading of a step; without one, that of the start. */
    heading(step) {
        if (step === undefined) {
            return "Before the first step";
        }
        return step.pass === "forward" ? "Forward: " + this.name(step.node)
            : "Backward: " + this.name(step.node) + " hands its gradient on";
    }

    /** The card of the step before a position, or of the start. */
    taken(position) {
        const {walk} = this;
        const step = walk.steps[position - 1];
        const card = step === undefined ? [this.start()] : step.pass === "forward" ? [equation(step.formula, "big")]
            : [...this.upstream(step), element("ol", {}, ...step.edges.map(edge => this.edge(step, edge)))];
        if (position === walk.length) {
            card.push(element("p", {class: "done"}, "Both passes are done: every gradient is complete."));
        } else if (position === walk.interior.length) {
            card.push(element("p", {class: "done"}, "Every value is there. The backward pass begins at the root with "
                + this.gradient(walk.root) + " = 1."));
        }
        return card;
    }

    /** The card of a step that is being asked about: edges before the question are shown, those after it are not. */
    asked(step, question, form) {
        const edges = step.edges.map((edge, i) => {
            if (i < question.edge) {
                return this.edge(step, edge);
            }
            return i > question.edge ? this.unknownEdge(step, edge) : this.askedEdge(step, edge, question, form);
        });
        return [...this.upstream(step), element("ol", {}, ...edges)];
    }

    start() {
        const computed = this.walk.interior.length;
        return element("p", {}, "Only the leaves have values. " + computed + " nodes are computed forwards, then "
            + computed + " gradients are handed on backwards: " + this.walk.length + " steps.");
    }

    upstream(step) {
        const node = this.walk.nodes[step.node];
        return [equation(this.walk.equation(node), "origin"),
            element("p", {class: "upstream"}, "Its gradient is complete: ",
                element("strong", {}, this.gradient(step.node) + " = " + shortNumber(step.grad)))];
    }

    edge(step, edge) {
        return element("li", {class: "edge", "data-to": this.name(edge.input)}, this.title(step, edge),
            equation(edge.formula, "local"), this.product(step, edge, shortNumber(edge.local),
                shortNumber(edge.contribution)), this.sum(edge, shortNumber(edge.after)));
    }

    unknownEdge(step, edge) {
        return element("li", {class: "edge pending", "data-to": this.name(edge.input)}, this.title(step, edge),
            this.product(step, edge, "?", "?"));
    }

    askedEdge(step, edge, question, form) {
        const parts = [this.title(step, edge)];
        if (question.asks === "sum") {
            parts.push(equation(edge.formula, "local"),
                this.product(step, edge, shortNumber(edge.local), shortNumber(edge.contribution)), this.sum(edge, "?"));
        } else {
            parts.push(this.product(step, edge, "?", "?"));
        }
        return element("li", {class: "edge asked", "data-to": this.name(edge.input)}, ...parts, form);
    }

    title(step, edge) {
        return element("h3", {}, this.name(step.node) + " → " + this.name(edge.input));
    }

    /** Upstream gradient times local derivative. */
    product(step, edge, local, contribution) {
        const term = (value, what, name) => element("span", {class: "term " + name},
            element("b", {}, value), element("small", {}, what));
        const part = (sign, what) => element("span", {class: "part"}, element("span", {class: "sign"}, sign), what);
        const quotient = "∂" + this.name(step.node) + "/∂" + this.name(edge.input);
        return element("p", {class: "product"},
            term(shortNumber(step.grad), "upstream " + this.gradient(step.node), "from"),
            part("·", term(local, "local " + quotient, "partial")),
            part("=", term(contribution, "contribution", "amount")));
    }

    /** The input's gradient before and after. */
    sum(edge, after) {
        const what = this.gradient(edge.input);
        const text = edge.before === undefined ? "not computed yet → " + after
            : shortNumber(edge.before) + " + " + shortNumber(edge.contribution) + " = " + after;
        return element("p", {class: "sum"}, what + ": ", element("strong", {}, text));
    }

    /** The step in one sentence, to be spoken. */
    spoken(step) {
        if (step === undefined) {
            return this.heading(step);
        }
        if (step.pass === "forward") {
            return "Forward: " + step.formula;
        }
        const edges = step.edges.map(edge => "to " + this.name(edge.input) + " " + shortNumber(step.grad) + " times "
            + shortNumber(edge.local) + " is " + shortNumber(edge.contribution) + ", gradient now "
            + shortNumber(edge.after));
        return this.heading(step) + ": " + edges.join("; ");
    }
}
