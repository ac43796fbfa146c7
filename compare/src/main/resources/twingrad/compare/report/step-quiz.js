/* The quiz: what is asked before each contribution is shown, and what a wrong answer was. */

/** Rounding to 3 significant digits is off by at most this, relatively. */
const ANSWER_TOLERANCE = 0.005;

/**
 * What a backward step asks: over each edge its contribution, and where the input has a gradient already, the sum of
 * the two. [{edge, asks: "contribution" | "sum", expected}]
 */
function questions(step) {
    return step.edges.flatMap((edge, index) => {
        const contribution = {edge: index, asks: "contribution", expected: edge.contribution};
        const sum = {edge: index, asks: "sum", expected: edge.after};
        return edge.before === undefined ? [contribution] : [contribution, sum];
    });
}

/** Whether two numbers agree to 3 significant digits. */
function agree(answer, expected) {
    return Object.is(answer, expected) || answer === expected
        || Number.isFinite(expected) && Math.abs(answer - expected) <= ANSWER_TOLERANCE * Math.abs(expected);
}

/** Tells a right answer, and wrong ones apart: {kind, text}. */
function judge(walk, step, question, answer) {
    const edge = step.edges[question.edge];
    const given = value => agree(answer, value);
    if (given(question.expected)) {
        return {kind: "right", text: "Right."};
    }
    if (question.asks === "sum") {
        return judgeSum(edge, given);
    }
    return judgeContribution(walk, step, edge, given);
}

function judgeSum(edge, given) {
    if (given(edge.contribution)) {
        return {kind: "not-added", text: "That is the contribution alone. It is not added to what was there: "
            + shortNumber(edge.before) + "."};
    }
    if (given(-edge.after) || given(edge.before - edge.contribution)) {
        return {kind: "sign", text: "Look at the sign: contributions are added."};
    }
    return {kind: "other", text: "Not that. Add the contribution to the gradient that was there."};
}

function judgeContribution(walk, step, edge, given) {
    const upstream = step.grad;
    if (given(-edge.contribution)) {
        return {kind: "sign", text: "The number is right, the sign is not."};
    }
    if (given(edge.local)) {
        return {kind: "upstream", text: "That is the local derivative alone. The upstream factor "
            + shortNumber(upstream) + " is forgotten."};
    }
    if (edge.before !== undefined && given(edge.after)) {
        return {kind: "sum", text: "That is the sum with what was there. Asked is this edge's contribution alone."};
    }
    if (given(upstream)) {
        return {kind: "local", text: "That is the upstream gradient. The local derivative is forgotten."};
    }
    const other = otherDerivative(walk, step, edge, given);
    return other ?? {kind: "other", text: "Not that. Multiply the upstream gradient by the local derivative."};
}

/** An answer that holds the derivative by the other input, or that of another op at the same place. */
function otherDerivative(walk, step, edge, given) {
    const node = walk.nodes[step.node];
    const operands = walk.operands(node);
    const slots = node.inputs.map((input, slot) => slot).filter(slot => slot !== edge.slot);
    if (slots.some(slot => given(step.grad * ops[node.op].partials[slot](...operands)))) {
        return {kind: "input", text: "That goes to the other input."};
    }
    const [x, y] = [operands[edge.slot], operands[1 - edge.slot]];
    const names = Object.keys(ops).filter(name => name !== node.op
        && ops[name].partials.some((partial, slot) => given(step.grad * (slot === 0 ? partial(x, y) : partial(y, x)))));
    if (names.length === 0) {
        return undefined;
    }
    return {kind: "op", text: "That is the local derivative of " + names.slice(0, 3).join(" or of ") + ". The op is "
        + node.op + "."};
}

/** The score: each question counts once, by its first answer. */
class Score {
    constructor() {
        this.right = 0;
        this.asked = 0;
        this.known = new Set();
    }

    /** Counts the first answer to a question; later ones change nothing. */
    count(question, isRight) {
        if (!this.known.has(question)) {
            this.known.add(question);
            this.asked++;
            this.right += isRight ? 1 : 0;
        }
    }

    toString() {
        return this.right + " of " + this.asked + " right at the first try";
    }
}

/** The number that a person typed, with a comma or a true minus sign too; undefined if it is none. */
function typedNumber(text) {
    const plain = text.trim().replace(/[−–]/, "-").replace(/^([^.,]*),([^.,]*)$/, "$1.$2");
    if (/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(plain)) {
        return Number(plain);
    }
    return {nan: NaN, inf: Infinity, "+inf": Infinity, "-inf": -Infinity}[plain.toLowerCase().replace("inity", "")];
}
