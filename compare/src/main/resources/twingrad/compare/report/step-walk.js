/* Both passes over one graph: what twingrad.compare.expression.Walk is in Java. */

/**
 * The graph that the page was made of, with the values that its leaves have now. All else follows from them: values,
 * gradients and the steps of both passes.
 */
class Walk {
    /** The nodes, inputs before users: {name, op, inputs: [index], number?, value?, kind}. */
    constructor(nodes) {
        this.nodes = nodes.map((node, index) => ({...node, index, number: toNumber(node.number)}));
        this.root = this.nodes.length - 1;
        this.interior = this.nodes.filter(node => node.op !== "");
        this.order = new Map(this.interior.map((node, i) => [node.index, i]));
        this.length = 2 * this.interior.length;
        this.values = nodes.map(node => toNumber(node.value));
        this.edges = this.interior.flatMap(node => node.inputs.map((input, slot) => ({node: node.index, input, slot})));
        this.users = this.nodes.map(node => this.edges.filter(edge => edge.input === node.index).length);
        this.compute();
    }

    /** Gives leaves other values and computes both passes anew. */
    assign(changes) {
        changes.forEach(([leaf, value]) => this.values[leaf] = value);
        this.compute();
    }

    compute() {
        this.interior.forEach(node => this.values[node.index] = this.apply(node));
        this.grads = this.nodes.map(() => undefined);
        this.grads[this.root] = 1;
        const backward = [...this.interior].reverse().map(node => this.handOn(node));
        this.steps = [...this.interior.map(node => this.forwardStep(node)), ...backward];
    }

    apply(node) {
        return ops[node.op].value(...this.operands(node));
    }

    /** The values that enter an op: its inputs' and its plain number. */
    operands(node) {
        const values = node.inputs.map(input => this.values[input]);
        return node.number === undefined ? values : [...values, node.number];
    }

    forwardStep(node) {
        return {pass: "forward", node: node.index, edges: [], formula: this.equation(node)};
    }

    /** The backward step of a node, whose gradient is complete. Modifies the inputs' gradients. */
    handOn(node) {
        const upstream = this.grads[node.index];
        const edges = node.inputs.map((input, slot) => {
            const local = ops[node.op].partials[slot](...this.operands(node));
            const before = this.grads[input];
            const contribution = upstream * local;
            this.grads[input] = (before ?? 0) + contribution;
            const formula = this.derivative(node, slot, local);
            return {input, slot, local, contribution, before, after: this.grads[input], formula};
        });
        return {pass: "backward", node: node.index, grad: upstream, edges};
    }

    /** z1 = x * w = 2 * 0.5 = 1 */
    equation(node) {
        const isInfix = "+-*/^".includes(node.op);
        const apply = terms => isInfix ? terms.join(" " + node.op + " ") : node.op + "(" + terms.join(", ") + ")";
        const written = isInfix ? factor : shortNumber;
        const number = node.number === undefined ? [] : [written(node.number)];
        const names = node.inputs.map(input => this.nodes[input].name).map(name => isInfix ? enclosed(name) : name);
        const numbers = this.operands(node).map(written);
        return [node.name, apply([...names, ...number]), apply(numbers), shortNumber(this.values[node.index])].join(" = ");
    }

    /** ∂L/∂z3 = 2·z3 = 2·1.27 = 2.54, or ∂a/∂z = 1, as z = 3 > 0. */
    derivative(node, slot, local) {
        const left = "∂" + node.name + "/∂" + this.nodes[node.inputs[slot]].name;
        const formula = ops[node.op].formulas?.[slot];
        if (formula === undefined) {
            return left + " = " + shortNumber(local) + ", as " + this.whichCase(node);
        }
        const values = this.operands(node);
        const number = node.number;
        const numberTerm = number === undefined ? [] : [factor(number)];
        const symbols = node.inputs.map(input => enclosed(this.nodes[input].name)).concat(numberTerm);
        const written = [symbols, values.map(factor)].map(([a, b]) => bare(formula(a, b, {number, values})));
        const parts = [left, ...written, shortNumber(local)];
        return parts.filter((part, i) => part !== parts[i - 1]).join(" = ");
    }

    /** Which case of an op applies: z = -2 < 0, or a = b = 3. */
    whichCase(node) {
        const [a, b] = this.operands(node);
        const right = node.op.endsWith("imum") ? b : 0;
        const name = this.nodes[node.inputs[0]].name;
        const shown = node.inputs.length === 1
            ? shortNumber(right) : this.nodes[node.inputs[1]].name + " = " + shortNumber(b);
        if (a === right) {
            return name + " = " + shown;
        }
        const sign = a > right ? " > " : a < right ? " < " : ", ";
        return name + " = " + shortNumber(a) + sign + shown;
    }

    /**
     * What every node has received, node by node a list of {from, amount, after}: in the first steps and, of the step
     * after them, over its first edges. The root begins with 1 once the forward pass is done.
     */
    arrivals(position, edges = 0) {
        const arrived = this.nodes.map(() => []);
        if (position >= this.interior.length) {
            arrived[this.root].push({from: this.root, amount: 1, after: 1});
        }
        this.steps.slice(0, position + 1).forEach((step, i) => {
            const shown = i < position ? step.edges : step.edges.slice(0, edges);
            shown.forEach(edge =>
                arrived[edge.input].push({from: step.node, amount: edge.contribution, after: edge.after}));
        });
        return arrived;
    }

    /** The derivative along an edge. */
    local({node, slot}) {
        return this.steps[this.length - 1 - this.order.get(node)].edges[slot].local;
    }

    /** The node that first produced an infinity or NaN; undefined if there is none. */
    firstNonFinite() {
        return this.nodes.find(node => !Number.isFinite(this.values[node.index]));
    }

    /** What a gradient-descent step does to the leaves that are not held: [leaf, new value]. */
    descent(rate) {
        return this.nodes.filter(node => node.kind === "leaf")
            .map(node => [node.index, this.values[node.index] - rate * (this.grads[node.index] ?? 0)]);
    }
}

/** JSON writes numbers that are not finite as texts. */
function toNumber(value) {
    return value === undefined || value === null ? undefined : Number(value);
}
