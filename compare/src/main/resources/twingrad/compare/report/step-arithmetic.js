"use strict";

/* The ops of twingrad.scalar.Value: value, local derivatives, and the derivatives as people write them. */

/** A number to 6 significant digits: 2.5399999999999996 is 2.54. */
function shortNumber(x) {
    if (!Number.isFinite(x)) {
        return String(x);
    }
    const [digits, power] = x.toExponential(5).split("e");
    const exponent = Number(power);
    return exponent >= -5 && exponent < 6 ? String(Number(x.toPrecision(6))) : Number(digits) + "e" + exponent;
}

/** σ(z), overflowing on neither side. */
function sigmoid(z) {
    const e = Math.exp(-Math.abs(z));
    return z < 0 ? e / (1 + e) : 1 / (1 + e);
}

/** 1 - tanh² z without cancelling for large |z|. */
function tanhSlope(z) {
    const e = Math.exp(-2 * Math.abs(z));
    return 4 * e / ((1 + e) * (1 + e));
}

/** 1 where a is above b, 0 where it is below, 1/2 at a tie, NaN where there is no telling. */
function above(a, b) {
    if (a === b) {
        return 0.5;
    }
    return a > b ? 1 : a < b ? 0 : NaN;
}

/** Slope of leaky ReLU below 0 where none is given. */
const LEAKY_SLOPE = 0.01;

/** 1 for z > 0, else the slope below 0; NaN for NaN. */
function slope(z, below = LEAKY_SLOPE) {
    return z > 0 ? 1 : z <= 0 ? below : NaN;
}

function powByBase(a, b) {
    return b === 0 ? 0 : b * Math.pow(a, b - 1);
}

function powByExponent(a, b) {
    return a === 0 && b >= 0 ? 0 : Math.pow(a, b) * Math.log(a);
}

/** A name or number as an operand: in parentheses if it is a number that is negative or has an exponent. */
function enclosed(text) {
    return /^-|^[\d.]+e/i.test(text) ? "(" + text + ")" : text;
}

/** A number as a factor. */
function factor(x) {
    return enclosed(shortNumber(x));
}

/** What stands alone needs no parentheses: (-1) is -1. */
function bare(term) {
    return /^\([^)]*\)$/.test(term) ? term.slice(1, -1) : term;
}

/** A function applied to a term, which may have parentheses already. */
function call(name, term) {
    return name + (term.startsWith("(") ? term : "(" + term + ")");
}

/**
 * An op: its value and, input by input, its local derivative as a number and as a formula. All are functions of the
 * operands a and b, the formulas of their names or factors and, third, of their values. An op without formulas has
 * cases: its value is one of its operands', or a line on each side of 0.
 */
function op(value, partials, formulas) {
    return {value, partials, formulas};
}

const one = () => 1;
const minusOne = () => -1;

const ops = {
    "+": op((a, b) => a + b, [one, one], [() => "1", () => "1"]),
    "-": op((a, b) => a - b, [one, minusOne], [() => "1", () => "-1"]),
    "*": op((a, b) => a * b, [(a, b) => b, a => a], [(a, b) => b, a => a]),
    "/": op((a, b) => a / b, [(a, b) => 1 / b, (a, b) => -a / b / b],
        [(a, b) => "1/" + b, (a, b) => "-" + a + "/" + b + "²"]),
    "^": op((a, b) => Math.pow(a, b), [powByBase, powByExponent], [powByBaseFormula, powByExponentFormula]),
    neg: op(a => -a, [minusOne], [() => "-1"]),
    exp: op(a => Math.exp(a), [a => Math.exp(a)], [a => call("exp", a)]),
    log: op(a => Math.log(a), [a => 1 / a], [a => "1/" + a]),
    sqrt: op(a => Math.sqrt(a), [a => 0.5 / Math.sqrt(a)], [a => "1/(2·√" + a + ")"]),
    abs: op(a => Math.abs(a), [a => Math.sign(a)], [a => call("sign", a)]),
    sin: op(a => Math.sin(a), [a => Math.cos(a)], [a => call("cos", a)]),
    cos: op(a => Math.cos(a), [a => -Math.sin(a)], [a => call("-sin", a)]),
    tanh: op(a => Math.tanh(a), [tanhSlope], [a => "1 - " + call("tanh²", a)]),
    sigmoid: op(sigmoid, [a => sigmoid(a) * sigmoid(-a)], [a => call("σ", a) + "·" + call("σ", "-" + a)]),
    relu: op(a => Math.max(a, 0), [a => slope(a, 0)]),
    leakyRelu: op((a, b) => a > 0 ? a : b * a, [slope]),
    softplus: op(a => Math.max(a, 0) + Math.log1p(Math.exp(-Math.abs(a))), [sigmoid], [a => call("σ", a)]),
    maximum: op((a, b) => Math.max(a, b), [above, (a, b) => above(b, a)]),
    minimum: op((a, b) => Math.min(a, b), [(a, b) => above(b, a), above]),
};

/** b·a^(b-1), written out for a plain number b. */
function powByBaseFormula(a, b, {number, values}) {
    if (number === undefined) {
        return values[1] === 0 ? "0" : b + "·" + a + "^(" + bare(b) + " - 1)";
    }
    if (number === 0 || number === 1) {
        return String(number);
    }
    return shortNumber(number) + "·" + (number === 2 ? a : a + "^" + factor(number - 1));
}

function powByExponentFormula(a, b, {values}) {
    return values[0] === 0 && values[1] >= 0 ? "0" : a + "^" + b + "·" + call("ln", a);
}
