package twingrad.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import twingrad.compare.Op.Domain;
import twingrad.compare.OpCheck.Result;
import twingrad.scalar.Value;
import twingrad.tensor.Images;
import twingrad.tensor.Shape;
import twingrad.tensor.Tensor;

class OpCheckTest {

    private static final Seeds SEEDS = new Seeds(1);

    /** A gradient smaller than this would let a backward pass of nothing but zeros come near. */
    private static final double VACUOUS = 0.1;

    static Stream<Op> ops() {
        return OpTable.ops().stream();
    }

    @ParameterizedTest
    @MethodSource("ops")
    void every_op_agrees_in_every_witness(Op op) {
        List<Result> results = OpCheck.run(op, SEEDS);

        assertThat(results).allMatch(Result::agrees);
        assertThat(results).hasSize(op.shapes().size() * (2 + op.domains().size() * 3));
        assertThat(results)
                .filteredOn(result -> result.operand().isEmpty())
                .extracting(Result::witness)
                .containsOnly("tensor-f64", "tensor-f32");
    }

    @Test
    void no_table_is_lucky_with_its_seed() {
        for (long seed = 0; seed < 40; seed++) {
            var seeds = new Seeds(seed);
            assertThat(ops().flatMap(op -> OpCheck.run(op, seeds).stream()))
                    .as("seed %d", seed)
                    .allMatch(Result::agrees);
        }
    }

    /** A single number may lie where relu is flat; several may not all. */
    @ParameterizedTest
    @MethodSource("ops")
    void no_row_is_vacuous(Op op) {
        assertThat(OpCheck.run(op, SEEDS))
                .filteredOn(result -> result.operand().isPresent())
                .filteredOn(result ->
                        result.shapes().get(result.operand().getAsInt()).size() > 1)
                .isNotEmpty()
                .allMatch(result -> result.norm() > VACUOUS);
    }

    @Test
    void a_wrong_value_with_the_right_derivative_is_found() {
        List<Result> results = OpCheck.run(op(new Fault("", x -> x.sub(1.5), x -> x.add(1.5))), SEEDS);

        assertThat(results)
                .filteredOn(result -> !result.agrees())
                .hasSize(2 * 2)
                .allMatch(result -> result.operand().isEmpty());
    }

    @Test
    void values_must_be_as_many_in_both_engines() {
        var op = new Op(
                "halved",
                List.of(new Domain(0.5, 1.2, 0)),
                List.of(List.of(Shape.of(4))),
                grids -> grids.get(0).entries(),
                tensors -> tensors.get(0).sum());

        assertThatThrownBy(() -> OpCheck.run(op, SEEDS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("halved: expected 4 numbers of tensor-f32, as of scalar, got 1");
    }

    @ParameterizedTest
    @MethodSource("ops")
    void every_row_has_the_same_shapes_for_all_its_operands(Op op) {
        assertThat(op.shapes())
                .isNotEmpty()
                .allMatch(shapes -> shapes.size() == op.domains().size());
    }

    @Test
    void names_are_unique() {
        assertThat(OpTable.ops()).extracting(Op::name).doesNotHaveDuplicates();
    }

    @Test
    void every_op_of_both_engines_has_a_row_and_every_row_an_op() {
        assertThat(rows(OpTable.ops())).isEqualTo(opsOfTheEngines());
    }

    @Test
    void every_op_of_value_is_one_of_tensor() {
        Set<String> ofTensor = namesOf(Tensor.class);

        assertThat(namesOf(Value.class)).isSubsetOf(ofTensor).contains("tanh", "pow(double)");
    }

    @ParameterizedTest
    @MethodSource("ops")
    void a_row_that_is_taken_away_is_missed(Op op) {
        List<Op> without = OpTable.ops().stream()
                .filter(row -> !row.name().equals(op.name()))
                .toList();

        assertThat(difference(opsOfTheEngines(), rows(without))).containsExactly(op.name());
    }

    /** An op, and twins that are not its own. */
    record Fault(String name, UnaryOperator<Value> scalar, UnaryOperator<Tensor> tensor) {
        @Override
        public String toString() {
            return name;
        }
    }

    static final List<Fault> FAULTS = List.of(
            new Fault("another op: sin against cos", Value::sin, Tensor::cos),
            new Fault("another op: cos against sin", Value::cos, Tensor::sin),
            new Fault("a tensor's square that forgets a factor", x -> x.mul(x), x -> x.mul(Tensor.constant(x.data()))),
            new Fault("a scalar's square that forgets a factor", x -> x.mul(x.data()), x -> x.mul(x)),
            new Fault(
                    "no derivative",
                    Value::exp,
                    x -> x.mul(0).add(Tensor.constant(x.exp().data()))),
            new Fault("a sign", Value::sin, x -> x.neg().sin()),
            new Fault("a factor of 1 + 1e-4", Value::tanh, x -> x.tanh().mul(1.0001)));

    @ParameterizedTest
    @FieldSource("FAULTS")
    void a_wrong_twin_is_found(Fault fault) {
        assertThat(OpCheck.run(op(fault), SEEDS))
                .filteredOn(result -> result.witness().equals("tensor-f64"))
                .filteredOn(result -> result.operand().isPresent())
                .isNotEmpty()
                .noneMatch(Result::agrees);
    }

    @Test
    void a_scalar_derivative_that_is_wrong_in_both_engines_is_found_by_the_quotients() {
        var alike = new Fault("", x -> x.mul(x.data()), x -> x.mul(Tensor.constant(x.data())));

        List<Result> results = OpCheck.run(op(alike), SEEDS);

        assertThat(results)
                .filteredOn(Result::agrees)
                .noneMatch(result -> result.witness().equals("finite-differences"));
        assertThat(results)
                .filteredOn(result -> result.witness().equals("tensor-f64"))
                .allMatch(Result::agrees);
    }

    @Test
    void a_transposition_is_found_since_no_two_outputs_weigh_alike() {
        var op = new Op(
                "transposed",
                List.of(new Domain(-2, 2, 0)),
                List.of(List.of(Shape.of(4, 4))),
                grids -> grids.get(0).entries(),
                tensors -> tensors.get(0).transpose());

        assertThat(OpCheck.run(op, SEEDS))
                .filteredOn(result -> result.witness().startsWith("tensor"))
                .hasSize(4)
                .noneMatch(Result::agrees);
    }

    @Test
    void the_same_seeds_give_the_same_results() {
        Op op = OpTable.ops().get(0);

        assertThat(OpCheck.run(op, SEEDS))
                .isEqualTo(OpCheck.run(op, SEEDS))
                .isNotEqualTo(OpCheck.run(op, new Seeds(2)));
    }

    private static Op op(Fault fault) {
        return new Op(
                fault.name,
                List.of(new Domain(0.5, 1.2, 0)),
                List.of(List.of(Shape.of(3, 5)), List.of(Shape.of())),
                grids -> grids.get(0).entries().stream().map(fault.scalar).toList(),
                tensors -> fault.tensor.apply(tensors.get(0)));
    }

    private static Set<String> rows(List<Op> table) {
        return table.stream().map(Op::name).collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * The ops, named by one rule. An op of Value or Tensor is a public instance method that returns one: its name,
     * followed by the types of its plain arguments in parentheses if it has any, as in {@code add}, {@code add(double)},
     * {@code sum(int,boolean)}. An op of Losses or Images is a public static method that returns a Value, a Tensor or a
     * list of Values, and bears its bare name: there plain arguments are targets, strengths and windows, which every one
     * has.
     */
    private static Set<String> opsOfTheEngines() {
        var names = new TreeSet<String>();
        names.addAll(namesOf(Value.class));
        names.addAll(namesOf(Tensor.class));
        for (Class<?> others : List.of(twingrad.scalar.Losses.class, twingrad.tensor.Losses.class, Images.class)) {
            methods(others, true).map(Method::getName).forEach(names::add);
        }
        return names;
    }

    private static Set<String> namesOf(Class<?> engine) {
        return methods(engine, false)
                .filter(method -> !method.getName().equals("as"))
                .map(OpCheckTest::name)
                .collect(Collectors.toSet());
    }

    private static Stream<Method> methods(Class<?> type, boolean isStatic) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .filter(method -> Modifier.isStatic(method.getModifiers()) == isStatic)
                .filter(method -> returnsOperands(method, isStatic));
    }

    private static boolean returnsOperands(Method method, boolean listsToo) {
        Class<?> result = method.getReturnType();
        return result == Value.class || result == Tensor.class || listsToo && result == List.class;
    }

    private static String name(Method op) {
        String plain = Arrays.stream(op.getParameterTypes())
                .filter(type -> type != Value.class && type != Tensor.class && type != Tensor[].class)
                .map(Class::getSimpleName)
                .collect(Collectors.joining(","));
        return plain.isEmpty() ? op.getName() : op.getName() + "(" + plain + ")";
    }

    private static Set<String> difference(Set<String> all, Set<String> some) {
        var rest = new HashSet<>(all);
        rest.removeAll(some);
        return rest;
    }
}
