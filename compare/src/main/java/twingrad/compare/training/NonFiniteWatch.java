package twingrad.compare.training;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import twingrad.compare.Health.NotFinite;
import twingrad.scalar.ForwardPass;
import twingrad.scalar.ForwardStep;
import twingrad.scalar.Value;
import twingrad.tensor.Tensor;

/**
 * Looks at the loss of every step of a training, and where one is not finite, for the first op that made such a number.
 */
final class NonFiniteWatch {

    private long steps;
    private Optional<NotFinite> first = Optional.empty();

    /** The first number that was not finite. */
    Optional<NotFinite> first() {
        return first;
    }

    /** The next step comes after so many. */
    void begin(long stepsDone) {
        steps = stepsDone;
    }

    /** Sees the loss of the next step, and gives it back. */
    Value see(Value loss) {
        steps++;
        if (first.isEmpty() && !Double.isFinite(loss.data())) {
            first = Optional.of(new NotFinite(steps, where(loss)));
        }
        return loss;
    }

    /** Sees the loss of the next step, and gives it back. */
    Tensor see(Tensor loss) {
        steps++;
        if (first.isEmpty() && !Double.isFinite(loss.data().item())) {
            first = Optional.of(new NotFinite(steps, where(loss)));
        }
        return loss;
    }

    private static String where(Value loss) {
        var pass = new ForwardPass(loss);
        while (!pass.isDone()) {
            ForwardStep step = pass.step();
            if (!Double.isFinite(step.node().data())) {
                return step.toString();
            }
        }
        return "J = " + loss.data();
    }

    /** Depth first, inputs before the op that takes them: the first node found has none but finite inputs. */
    private static String where(Tensor loss) {
        Set<Tensor> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        var open = new ArrayDeque<Tensor>();
        open.push(loss);
        while (!open.isEmpty()) {
            Tensor node = open.peek();
            if (seen.add(node)) {
                node.inputs().forEach(open::push);
            } else {
                double[] numbers = open.pop().data().toDoubles();
                for (int i = 0; i < numbers.length; i++) {
                    if (!Double.isFinite(numbers[i])) {
                        return name(node) + index(node, i) + " = " + numbers[i];
                    }
                }
            }
        }
        return "J = " + loss.data().item();
    }

    private static String name(Tensor node) {
        if (node.isLeaf()) {
            return node.label();
        }
        return node.label().isEmpty() ? node.op() : node.label() + " (" + node.op() + ")";
    }

    /** [row,column] of an entry; nothing of a single number. */
    private static String index(Tensor node, int place) {
        int[] dims = node.shape().dims();
        var index = new StringBuilder();
        for (int axis = dims.length - 1; axis >= 0; axis--) {
            index.insert(0, place % dims[axis]).insert(0, axis == 0 ? "[" : ",");
            place /= dims[axis];
        }
        return index.isEmpty() ? "" : index + "]";
    }
}
