package twingrad.compare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tour", "step", "graph", "train", "check", "verify", "mutants", "compare", "ops", "predict", "sweep",
                "xor", "export", "bench"
            })
    void every_command_has_help_with_an_example(String command) {
        var run = CommandLineRun.of(command, "--help");

        assertThat(run.status()).isEqualTo(ExitStatus.DONE);
        assertThat(run.out())
                .containsOnlyOnce("Usage: twingrad " + command)
                .contains("Example", "  twingrad " + command);
        assertThat(run.err()).isEmpty();
    }

    @Test
    void the_command_itself_says_what_there_is() {
        var run = CommandLineRun.of("--help");

        assertThat(run.status()).isEqualTo(ExitStatus.DONE);
        assertThat(run.out())
                .contains("tour", "train", "check", "compare", "bench", "Exit status: 0 done, 1 a verdict");
    }

    @Test
    void without_a_command_it_says_what_to_type() {
        var run = CommandLineRun.of();

        assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(run.err()).isEqualToNormalizingNewlines("""
                twingrad: expected a command: tour, step, graph, train, check, verify, mutants, compare, ops, predict, sweep, xor, export or bench, got none
                Type `twingrad --help` for what there is.
                """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            train                            | twingrad train: expected a dataset, one of xor, circles, moons, spiral, blobs, mnist, a table FILE.csv or a folder of images like mnist's, got none
            train iris                       | twingrad train: expected a dataset, one of xor, circles, moons, spiral, blobs, mnist, a table FILE.csv or a folder of images like mnist's, got 'iris'
            train xor --data moons           | twingrad train: expected one dataset, got xor and --data moons
            train xor --hidden 0             | twingrad train: --hidden: expected widths of 1 or more, as in 16,16, got [0]
            train xor --hidden eight         | twingrad train: Invalid value for option '--hidden' (N): expected a whole number, got 'eight'
            train xor --activation identity  | twingrad train: Invalid value for option '--activation': expected relu, leaky-relu, tanh, sigmoid, got 'identity'
            train xor --optimizer lbfgs      | twingrad train: Invalid value for option '--optimizer': expected sgd, momentum, momentum-averaged, momentum-keras, nesterov, rmsprop, adam, adamw, got 'lbfgs'
            train xor --precision f16        | twingrad train: Invalid value for option '--precision': expected f32 or f64, got 'f16'
            train xor --engine gpu           | twingrad train: Invalid value for option '--engine': expected scalar, tensor, got 'gpu'
            train xor --epochs -1            | twingrad train: --epochs: expected a whole number of 0 or more, got -1
            train xor --batch 0              | twingrad train: --batch: expected a whole number of 1 or more, got 0
            train xor --threads 0            | twingrad train: --threads: expected 1 to 1024, got 0
            train xor --lr NaN               | twingrad train: --lr: expected a finite number of 0 or more, got NaN
            train moons --samples 0          | twingrad train: --samples: expected 1 or more, got 0
            check --batch 0                  | twingrad check: --batch: expected 1 or more, got 0
            check --mutant gremlin           | twingrad check: --mutant: expected the name of a result or rule mutant that `twingrad mutants` lists, got gremlin
            mutants gremlin                  | twingrad mutants: mutant: expected a name that `twingrad mutants` lists, got 'gremlin'
            mutants missing-mean             | twingrad mutants: mutant: expected a name that `twingrad mutants` lists, got 'missing-mean'; did you mean missing-mean-in-last-bias?
            check --seed now                 | twingrad check: Invalid value for option '--seed': expected a whole number, got 'now'
            train moon                       | twingrad train: expected a dataset, one of xor, circles, moons, spiral, blobs, mnist, a table FILE.csv or a folder of images like mnist's, got 'moon'; did you mean moons?
            train moons --activation relo    | twingrad train: Invalid value for option '--activation': expected relu, leaky-relu, tanh, sigmoid, got 'relo'; did you mean relu?
            train moons --optimizer adma     | twingrad train: Invalid value for option '--optimizer': expected sgd, momentum, momentum-averaged, momentum-keras, nesterov, rmsprop, adam, adamw, got 'adma'; did you mean adam?
            train moons --schedule kosine:9  | twingrad train: --schedule: expected constant, inverse:RATE, exponential:BASE, inverse-sqrt:K, inverse-sqrt-step:K, step:FACTOR,EVERY, cosine:TOTAL_STEPS[,WARMUP], got 'kosine:9'; did you mean cosine?
            check spiral moons               | twingrad check: expected no further argument, got 'moons'
            check --threads 2                | twingrad check: expected an option that it has, got '--threads'
            train xor --lr fast              | twingrad train: --lr: expected a finite number of 0 or more, got fast
            train xor --engine scalar --precision f32 | twingrad train: --engine scalar: expected neither --precision nor --threads, which are the tensor engine's; it computes in float64 on one thread
            trian moons                      | twingrad: expected a command: tour, step, graph, train, check, verify, mutants, compare, ops, predict, sweep, xor, export or bench, got 'trian'; did you mean train?
            train moons --epoch 3            | twingrad train: expected an option that it has, got '--epoch'; did you mean --epochs?
            chek                             | twingrad: expected a command: tour, step, graph, train, check, verify, mutants, compare, ops, predict, sweep, xor, export or bench, got 'chek'; did you mean check?
            bench --threads 0                | twingrad bench: --threads: expected 1 to 1024, got 0
            bench --only epochs              | twingrad bench: --only: expected one of peak, bandwidth, to97, epoch, step, scalar, memory, product, a row of --list or its beginning up to a slash, as in product/784-128-10, got 'epochs'
            train mnist --network lenets     | twingrad train: Invalid value for option '--network': expected mlp, lenet, got 'lenets'; did you mean lenet?
            train xor --split 0.5,0.4        | twingrad train: --split: expected 2 or 3 fractions of 0 or more that sum to 1, the first above 0, as in 0.8,0.1,0.1, got 0.5,0.4
            train xor --label species        | twingrad train: --label: expected a table FILE.csv with it, got xor
            check mnist --no-header          | twingrad check: --header: expected a table FILE.csv with it, got mnist
            compare iris.csv --noise 1       | twingrad compare: --noise: expected a generated set with it, got iris
            train iris.csv --delimiter ::    | twingrad train: --delimiter: expected one character or the word tab, got '::'
            bench --json .                   | twingrad bench: --json: expected a file or -, got the folder '.'
            train xor --seed 1 --seed 2      | twingrad train: --seed: expected it once, got it twice
            train xor --quiet=loud           | twingrad train: Invalid value for option '--quiet': expected nothing behind it, true or false, got 'loud'
            train @words                     | twingrad train: expected a dataset, one of xor, circles, moons, spiral, blobs, mnist, a table FILE.csv or a folder of images like mnist's, got '@words'
            graph 1 --dot=                   | twingrad graph: Invalid value for option '--dot': expected the name of a file or folder, got ''
            bench --quickly                  | twingrad bench: expected an option that it has, got '--quickly'; did you mean --quick?
            check --epochs 3                 | twingrad check: expected an option that it has, got '--epochs'
            """)
    void wrong_usage_says_what_was_expected_and_what_came(String arguments, String message) {
        var run = CommandLineRun.of(arguments.split(" +"));

        assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines().findFirst()).hasValue(message);
        assertThat(run.err()).contains(" --help` for what there is.").doesNotContain("\tat ");
    }
}
