/* The page: one walk, one position, and everything that moves it. */

class Page {
    constructor(walk) {
        this.walk = walk;
        this.position = 0;
        this.card = new Card(walk);
        this.drawing = new Drawing(walk, at("graph"));
        this.table = new Table(walk, at("rows"), (node, input) => this.edit(node, input));
        this.score = undefined;
        this.listen();
        this.show();
    }

    /** Whether a question stands before the next step. */
    get isAsking() {
        return this.question !== undefined;
    }

    /** Goes to a position; in the quiz no further than to the first question. */
    go(position) {
        const target = Math.max(0, Math.min(position, this.walk.length));
        this.feedback = undefined;
        this.question = undefined;
        this.typed = "";
        this.position = target;
        if (this.score !== undefined && target > this.reached) {
            this.position = this.reached;
            this.question = 0;
        }
        this.show();
    }

    /** Goes as a key or a button does, the question taking the focus. */
    move(position) {
        this.go(position);
        at("answer")?.focus();
    }

    restart() {
        if (this.score !== undefined) {
            this.begin();
        }
        this.go(0);
    }

    /** Turns the quiz on, at the root if both passes were done, or off. */
    toggleQuiz() {
        const isOn = this.score === undefined;
        if (isOn && this.position === this.walk.length) {
            this.position = this.walk.interior.length;
        }
        this.score = undefined;
        if (isOn) {
            this.begin();
            this.reached = Math.max(this.reached, this.position);
        }
        this.go(this.position);
    }

    /** A score of 0, and nothing of the backward pass reached. */
    begin() {
        this.score = new Score();
        this.reached = this.walk.interior.length;
    }

    /** Judges what was typed; the first answer counts. */
    answer(text) {
        const step = this.walk.steps[this.position];
        const question = questions(step)[this.question];
        const number = typedNumber(text);
        this.typed = text;
        if (number === undefined) {
            this.say({kind: "other", text: "Expected a number such as -0.5 or 1e-3."});
            return;
        }
        const verdict = judge(this.walk, step, question, number);
        this.score.count(this.position + "/" + this.question, verdict.kind === "right");
        this.say(verdict);
    }

    /** Gives the answer away, which counts as a wrong one. */
    reveal() {
        const question = questions(this.walk.steps[this.position])[this.question];
        this.score.count(this.position + "/" + this.question, false);
        this.say({kind: "right", text: "It is " + shortNumber(question.expected) + "."});
    }

    /** Shows a verdict and goes on to the next question, or past the step, if it was right. */
    say(verdict) {
        this.feedback = verdict;
        if (verdict.kind === "right") {
            this.typed = "";
            this.question++;
            if (this.question === questions(this.walk.steps[this.position]).length) {
                this.question = undefined;
                this.reached = ++this.position;
            }
        }
        this.show();
        const next = at("answer") ?? at("step");
        next.focus();
        next.select?.();
    }

    /** Gives a leaf another value; what is no number is refused and nothing changes. */
    edit(node, input) {
        const number = typedNumber(input.value);
        at("refused").hidden = number !== undefined;
        if (number === undefined) {
            input.setAttribute("aria-invalid", "true");
            at("refused").textContent = node.name + ": expected a number such as 0.5 or -1e-3, got "
                + (input.value.trim() || "nothing") + "; it stays " + shortNumber(this.walk.values[node.index]);
            return;
        }
        input.removeAttribute("aria-invalid");
        this.walk.assign([[node.index, number]]);
        at("descended").textContent = "";
        this.feedback = undefined;
        this.show();
    }

    /** One step of gradient descent with all leaves that are not held. */
    descend() {
        const {walk} = this;
        const rate = typedNumber(at("rate").value);
        at("rate").setAttribute("aria-invalid", String(rate === undefined));
        if (rate === undefined) {
            at("descended").textContent = "learning rate: expected a number such as 0.03";
            return;
        }
        const before = [...walk.values];
        const changes = walk.descent(rate);
        walk.assign(changes);
        const line = node => element("li", {}, walk.nodes[node].name + ": " + shortNumber(before[node]) + " → "
            + shortNumber(walk.values[node]));
        const held = walk.nodes.filter(node => node.kind === "constant").map(node => node.name);
        at("descended").replaceChildren(
            element("ul", {}, ...[...changes.map(([leaf]) => leaf), walk.root].map(line)),
            held.length === 0 ? "" : "Held: " + held.join(", ") + ".");
        this.feedback = undefined;
        this.show();
    }

    show() {
        const {walk, position} = this;
        const step = walk.steps[this.isAsking ? position : position - 1];
        const question = this.isAsking ? questions(step)[this.question] : undefined;
        const known = new Known(walk, position, question?.edge ?? 0, step);
        this.drawing.show(known);
        this.table.show(known);
        this.showControls(step);
        this.showCard(step, question);
        at("spoken").textContent = this.spoken(step);
        const broken = walk.firstNonFinite();
        at("nonfinite").hidden = broken === undefined;
        at("nonfinite").textContent = broken === undefined ? "" : "First not finite: " + (broken.op === ""
            ? broken.name + " = " + shortNumber(walk.values[broken.index]) : walk.equation(broken));
    }

    showControls(step) {
        const {walk, position} = this;
        const where = "step " + position + " of " + walk.length;
        at("slider").max = walk.length;
        at("slider").value = position;
        at("slider").setAttribute("aria-valuetext", where + ", " + this.card.heading(step));
        at("where").textContent = where;
        at("quiz").setAttribute("aria-pressed", String(this.score !== undefined));
        [["restart", position === 0 && !this.isAsking], ["back", position === 0 && !this.isAsking],
            ["step", position === walk.length || this.isAsking], ["finish", position === walk.length || this.isAsking]]
            .forEach(([button, isOff]) => at(button).setAttribute("aria-disabled", String(isOff)));
    }

    showCard(step, question) {
        const {feedback} = this;
        at("heading").textContent = this.card.heading(step);
        at("now").className = step?.pass ?? "start";
        const verdict = feedback === undefined ? []
            : [element("p", {id: "feedback", class: feedback.kind === "right" ? "right" : "wrong"}, feedback.text)];
        const card = question === undefined ? [...verdict, ...this.card.taken(this.position)]
            : this.card.asked(step, question, this.form(step, question, verdict));
        at("card").replaceChildren(...card);
        at("score").hidden = this.score === undefined;
        const isOver = this.position === this.walk.length;
        at("score").textContent = (isOver ? "The quiz is done: " : "Quiz: ") + this.score + ".";
    }

    form(step, question, verdict) {
        const edge = step.edges[question.edge];
        const what = this.card.gradient(edge.input);
        const asks = question.asks === "sum" ? what + " was " + shortNumber(edge.before) + ". What is it now?"
            : "What does this edge contribute to " + what + "?";
        const form = element("form", {class: "question", novalidate: ""},
            element("label", {for: "answer"}, asks),
            element("input", {id: "answer", autocomplete: "off", spellcheck: "false", enterkeyhint: "send"}),
            element("button", {type: "submit", class: "main"}, "Answer"),
            element("button", {type: "button", id: "reveal"}, "Show it"), ...verdict);
        form.querySelector("#answer").value = this.typed;
        form.addEventListener("submit", event => {
            event.preventDefault();
            this.answer(at("answer").value);
        });
        form.querySelector("#reveal").addEventListener("click", () => this.reveal());
        return form;
    }

    /** What a screen reader says after a move. */
    spoken(step) {
        const verdict = this.feedback === undefined ? "" : this.feedback.text + " ";
        if (this.isAsking) {
            return verdict + this.card.heading(step) + ": a question.";
        }
        const score = this.score !== undefined && this.position === this.walk.length ? ". Quiz: " + this.score : "";
        return verdict + "Step " + this.position + " of " + this.walk.length + ". " + this.card.spoken(step) + score;
    }

    listen() {
        const moves = {
            ArrowRight: () => this.isAsking ? at("answer").focus() : this.move(this.position + 1),
            ArrowLeft: () => this.move(this.isAsking ? this.position : this.position - 1),
            Home: () => this.restart(),
            End: () => this.isAsking ? at("answer").focus() : this.move(this.walk.length),
        };
        const buttons = {restart: "Home", back: "ArrowLeft", step: "ArrowRight", finish: "End"};
        Object.entries(buttons).forEach(([button, key]) => at(button).addEventListener("click", moves[key]));
        at("quiz").addEventListener("click", () => this.toggleQuiz());
        at("slider").addEventListener("input", event => this.go(Number(event.target.value)));
        at("descent").addEventListener("submit", event => {
            event.preventDefault();
            this.descend();
        });
        document.addEventListener("keydown", event => {
            const isPlain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
            if (isPlain && event.key in moves && event.target.tagName !== "INPUT") {
                event.preventDefault();
                moves[event.key]();
            }
        });
    }
}

/** The element with an id; undefined if there is none now. */
function at(id) {
    return document.getElementById(id) ?? undefined;
}

const page = new Page(new Walk(JSON.parse(at("model").textContent)));
document.title = page.walk.nodes.at(-1).name + ", step by step";
