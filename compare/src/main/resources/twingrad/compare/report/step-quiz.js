/* The quiz: what is asked before each contribution is shown, and what a wrong answer was. */

/** An answer counts as right if it agrees to so many significant digits, rounded. */
const ANSWER_DIGITS = 3;

/** What is that much smaller than the numbers it was added up from is called 0. */
const CANCELLED = 1e-12;

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

/** Whether an answer is a number to 3 significant digits, or no more than noise where the number is noise too. */
function isClose(answer, target, noise) {
    if (!Number.isFinite(target)) {
        return Object.is(answer, target);
    }
    const size = Math.abs(target);
    if (size <= noise) {
        return Math.abs(answer) <= noise;
    }
    const unit = Math.pow(10, Math.floor(Math.log10(size)) - (ANSWER_DIGITS - 1));
    return Math.abs(answer - target) <= 0.5 * unit * (1 + CANCELLED);
}

/**
 * Tells a right answer, and wrong ones apart: {kind, text}. The kinds, and the order in which they are tried, are those
 * of twingrad.compare.expression.QuizQuestion.
 */
function judge(walk, step, question, answer) {
    const edge = step.edges[question.edge];
    const isNoisy = question.asks === "sum" && Number.isFinite(edge.contribution);
    const noise = isNoisy ? CANCELLED * Math.abs(edge.contribution) : 0;
    const given = value => isClose(answer, value, noise);
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
    return {kind: "wrong", text: "Not that. Add the contribution to the gradient that was there."};
}

function judgeContribution(walk, step, edge, given) {
    const upstream = step.grad;
    if (given(-edge.contribution)) {
        return {kind: "sign", text: "The number is right, the sign is not."};
    }
    if (given(edge.local)) {
        return {kind: "upstream-forgotten", text: "That is the local derivative alone. The upstream factor "
            + shortNumber(upstream) + " is forgotten."};
    }
    if (given(upstream)) {
        return {kind: "local-forgotten", text: "That is the upstream gradient. The local derivative is forgotten."};
    }
    if (edge.before !== undefined && given(edge.after)) {
        return {kind: "added", text: "That is the sum with what was there. Asked is this edge's contribution alone."};
    }
    if (step.edges.some(other => given(other.contribution))) {
        return {kind: "other-input", text: "That goes to the other input."};
    }
    const node = walk.nodes[step.node];
    const op = otherOp(node.op, walk.operands(node), edge.slot, partial => given(upstream * partial));
    return op === undefined
        ? {kind: "wrong", text: "Not that. Multiply the upstream gradient by the local derivative."}
        : {kind: "other-op", text: "That is the local derivative of " + op + ". The op is " + node.op + "."};
}

/** The other op of as many operands whose local derivative explains the answer; one that is 0 explains nothing. */
function otherOp(own, operands, slot, explains) {
    const isOther = name => name !== own && ops[name].partials.length === ops[own].partials.length;
    return Object.keys(ops).filter(isOther).find(name => {
        const partial = ops[name].partials[slot](...operands);
        return partial !== 0 && explains(partial);
    });
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

/** What is typed for what is not finite. */
const NOT_FINITE = new Map([["nan", NaN], ["inf", Infinity], ["+inf", Infinity], ["-inf", -Infinity]]);

/**
 * The number that a person typed, with a decimal comma or true minus signs too; undefined if it is none. A comma before
 * just three digits is refused: 1,234 may be meant as either 1.234 or 1234.
 */
function typedNumber(text) {
    const signed = text.trim().replace(/[−–]/g, "-");
    if (/,\d{3}(?!\d)/.test(signed)) {
        return undefined;
    }
    const plain = signed.replace(/^([^.,]*),([^.,]*)$/, "$1.$2");
    if (/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(plain)) {
        return Number(plain);
    }
    return NOT_FINITE.get(plain.toLowerCase().replace("inity", ""));
}
