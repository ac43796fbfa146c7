package twingrad.compare.expression;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.ParseCancellationException;
import twingrad.compare.expression.ExpressionParser.CallContext;
import twingrad.compare.expression.ExpressionParser.ExponentContext;
import twingrad.compare.expression.ExpressionParser.LineContext;
import twingrad.compare.expression.ExpressionParser.NameContext;
import twingrad.compare.expression.ExpressionParser.NumberContext;
import twingrad.compare.expression.ExpressionParser.ParenthesesContext;
import twingrad.compare.expression.ExpressionParser.PowerContext;
import twingrad.compare.expression.ExpressionParser.ProductContext;
import twingrad.compare.expression.ExpressionParser.ScriptContext;
import twingrad.compare.expression.ExpressionParser.SignedContext;
import twingrad.compare.expression.ExpressionParser.StatementContext;
import twingrad.compare.expression.ExpressionParser.SumContext;
import twingrad.compare.expression.Term.Computed;
import twingrad.compare.expression.Term.Plain;

/** Reads the statements of a script and resolves their names and functions. */
final class ScriptReader extends ExpressionBaseVisitor<Term> {

    private final Source source;
    private final List<Statement> statements = new ArrayList<>();

    /** The leaves in the order in which they are met, with the number that the script itself gives them, if it does. */
    private final Map<String, OptionalDouble> leaves = new LinkedHashMap<>();

    /** Where each leaf is met first. */
    private final Map<String, Token> firstUses = new HashMap<>();

    /** Where each name is assigned. */
    private final Map<String, Token> assignments = new LinkedHashMap<>();

    private ScriptReader(Source source) {
        this.source = source;
    }

    /**
     * A statement.
     *
     * @param name of what it computes; empty if the statement gives it none
     * @param term what it computes
     */
    record Statement(String name, Term term) {}

    /** Reads a text. */
    static ScriptReader read(Source source) {
        var reader = new ScriptReader(source);
        ScriptContext script = reader.parse();
        List<StatementContext> found = script.line().stream()
                .map(LineContext::statement)
                .filter(statement -> statement != null)
                .toList();
        if (found.isEmpty()) {
            throw source.error(script.EOF().getSymbol(), "a statement, as in L = (x*w + b)^2", "the end", "");
        }
        found.forEach(statement -> reader.statement(statement, statement == found.get(found.size() - 1)));
        return reader;
    }

    List<Statement> statements() {
        return statements;
    }

    Map<String, OptionalDouble> leaves() {
        return leaves;
    }

    Map<String, Token> firstUses() {
        return firstUses;
    }

    /** The names that are computed, in order. */
    List<String> computed() {
        return assignments.keySet().stream()
                .filter(name -> !leaves.containsKey(name))
                .toList();
    }

    private ScriptContext parse() {
        Limits.refuseTooLong(source.text());
        var lexer = new ExpressionLexer(CharStreams.fromString(source.text()));
        var tokens = new CommonTokenStream(lexer);
        tokens.fill();
        Limits.refuseTooLong(source, tokens.getTokens());
        Limits.refuseTooDeep(source, tokens.getTokens());
        var parser = new ExpressionParser(tokens);
        parser.removeErrorListeners();
        parser.setErrorHandler(new BailErrorStrategy());
        try {
            return parser.script();
        } catch (ParseCancellationException e) {
            Token offending = ((RecognitionException) e.getCause()).getOffendingToken();
            throw new Expectation(source, tokens.getTokens(), offending).error();
        }
    }

    private void statement(StatementContext statement, boolean last) {
        Term term = visit(statement.sum());
        if (statement.NAME() == null) {
            if (!last) {
                throw source.error(
                        statement.getStart(),
                        "a name and '=' before a statement that is not the last",
                        "'" + statement.getStart().getText() + "'",
                        "");
            }
            statements.add(new Statement("", term));
            return;
        }
        Token name = statement.NAME().getSymbol();
        refuseSecondMeaning(name);
        assignments.put(name.getText(), name);
        if (term instanceof Plain plain) {
            leaves.put(name.getText(), OptionalDouble.of(plain.number()));
            statements.add(new Statement("", use(name)));
        } else {
            statements.add(new Statement(name.getText(), term));
        }
    }

    private void refuseSecondMeaning(Token name) {
        Token assigned = assignments.get(name.getText());
        if (assigned != null) {
            throw source.error(
                    name,
                    "a new name",
                    name.getText() + ", which line " + assigned.getLine() + " assigns",
                    "a name keeps its meaning: call the new node otherwise, " + name.getText() + "2 for example");
        }
        Token used = firstUses.get(name.getText());
        if (used != null) {
            throw source.error(
                    name,
                    "a new name",
                    name.getText() + ", which line " + used.getLine() + " uses already",
                    "assign " + name.getText() + " before it is used");
        }
    }

    @Override
    public Term visitSum(SumContext sum) {
        return chain(terms(sum.product()), sum.operators);
    }

    @Override
    public Term visitProduct(ProductContext product) {
        return chain(terms(product.signed()), product.operators);
    }

    /** A loop: a stream would take far more of the stack, at every level of parentheses. */
    private List<Term> terms(List<? extends ParserRuleContext> parts) {
        var terms = new ArrayList<Term>();
        for (ParserRuleContext part : parts) {
            terms.add(visit(part));
        }
        return terms;
    }

    /** From left to right, however long, without going deep; plain numbers at the beginning are worked out at once. */
    private static Term chain(List<Term> terms, List<Token> operators) {
        List<String> signs = operators.stream().map(Token::getText).toList();
        Term first = terms.get(0);
        int done = 0;
        while (done < signs.size() && first instanceof Plain) {
            first = Operations.infix(signs.get(done), first, terms.get(done + 1));
            done++;
        }
        if (done == signs.size()) {
            return first;
        }
        Term start = first;
        int from = done;
        return new Computed(values -> {
            var value = start.at(values);
            for (int i = from; i < signs.size(); i++) {
                value = Operations.infix(signs.get(i), value, terms.get(i + 1), values);
            }
            return value;
        });
    }

    @Override
    public Term visitSigned(SignedContext signed) {
        return negated(signed.signs.size(), visit(signed.power()));
    }

    private static Term negated(int times, Term term) {
        if (times == 0) {
            return term;
        }
        if (term instanceof Plain) {
            return times % 2 == 0 ? term : Operations.negative(term);
        }
        return new Computed(values -> {
            var value = term.at(values);
            for (int i = 0; i < times; i++) {
                value = value.neg();
            }
            return value;
        });
    }

    /** From right to left: 2^3^2 is 2^9, and x^-y^2 is x^(-(y^2)). */
    @Override
    public Term visitPower(PowerContext power) {
        List<ExponentContext> exponents = power.exponent();
        var operands = new ArrayDeque<Term>();
        operands.push(visit(power.atom()));
        for (ExponentContext exponent : exponents) {
            operands.push(visit(exponent.atom()));
        }
        Term result = operands.pop();
        for (int i = exponents.size() - 1; i >= 0; i--) {
            Term signed = negated(exponents.get(i).signs.size(), result);
            result = Operations.infix("^", operands.pop(), signed);
        }
        return result;
    }

    @Override
    public Term visitParentheses(ParenthesesContext parentheses) {
        return visit(parentheses.sum());
    }

    @Override
    public Term visitNumber(NumberContext number) {
        double read = Double.parseDouble(number.getText());
        if (Double.isInfinite(read)) {
            throw source.error(number.getStart(), "a number up to 1.7976931348623157e308", number.getText(), "");
        }
        return new Plain(read, number.getText());
    }

    @Override
    public Term visitName(NameContext name) {
        return use(name.getStart());
    }

    private Term use(Token token) {
        String name = token.getText();
        if (!assignments.containsKey(name)) {
            leaves.putIfAbsent(name, OptionalDouble.empty());
            firstUses.putIfAbsent(name, token);
        }
        return new Computed(values -> values.get(name));
    }

    @Override
    public Term visitCall(CallContext call) {
        Token token = call.NAME().getSymbol();
        String function = token.getText();
        List<Term> operands = terms(call.sum());
        if (Operations.operands(function) == 0) {
            throw unknown(token);
        }
        if (operands.size() == 2 && function.equals(Operations.LEAKY_RELU)) {
            if (operands.get(1) instanceof Plain slope) {
                return Operations.leakyRelu(operands.get(0), slope.number());
            }
            Token second = call.sum(1).getStart();
            throw source.error(
                    second,
                    "a plain number as the slope of leakyRelu",
                    "'" + call.sum(1).getText() + "'",
                    "");
        }
        int expected = Operations.operands(function);
        if (operands.size() != expected) {
            String count = function.equals(Operations.LEAKY_RELU)
                    ? "1 or 2 operands"
                    : expected == 1 ? "1 operand" : expected + " operands";
            throw source.error(token, count + " of " + function, String.valueOf(operands.size()), "");
        }
        return expected == 1
                ? Operations.apply(function, operands.get(0))
                : Operations.apply(function, operands.get(0), operands.get(1));
    }

    private ExpressionException unknown(Token token) {
        List<String> functions = Operations.functions();
        String hint = Spelling.hint(token.getText(), functions);
        String remedy = "there are " + String.join(", ", functions);
        return source.error(token, "a function", "'" + token.getText() + "'", hint.isEmpty() ? remedy : hint);
    }
}
