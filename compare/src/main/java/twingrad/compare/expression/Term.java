package twingrad.compare.expression;

import java.util.Map;
import java.util.function.Function;
import twingrad.scalar.Value;

/** A part of an expression that was read: a plain number, or what is computed once the names have values. */
sealed interface Term {

    /** The part's node at the values of the names. */
    Value at(Map<String, Value> values);

    /** A number, which becomes a leaf only where the engine has no op for plain numbers. */
    record Plain(double number, String text) implements Term {
        @Override
        public Value at(Map<String, Value> values) {
            return Value.of(number, text);
        }
    }

    /** A name or an op. */
    record Computed(Function<Map<String, Value>, Value> value) implements Term {
        @Override
        public Value at(Map<String, Value> values) {
            return value.apply(values);
        }
    }
}
