package twingrad.compare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import twingrad.compare.files.CheckpointFolder;
import twingrad.compare.files.TrialLog;

/** What each way to end exits with, command by command; interrupts are {@link TrainInterruptIT}'s. */
class ExitStatusTest {

    @TempDir
    private static Path folder;

    private static CheckpointFolder training;
    private static TrialLog search;

    @BeforeAll
    static void prepare() throws Exception {
        for (String broken : new String[] {"csv", "json", "safetensors", "png"}) {
            Files.writeString(folder.resolve("broken." + broken), "\"1,2\nnothing of the kind");
        }
        Files.createDirectory(folder.resolve("empty"));
        done("train xor --epochs 1 --out DIR/run");
        done("sweep xor --lr 0.1;1 --epochs 1 --out DIR/search");
        done("verify --template DIR/wrong.json --data xor --mutant missing-mean-in-last-bias");
        training = CheckpointFolder.open(folder.resolve("taken"));
        search = TrialLog.open(Files.createDirectory(folder.resolve("searched")), Map.of());
    }

    @AfterAll
    static void close() {
        training.close();
        search.close();
    }

    private static void done(String command) {
        assertThat(run(command).status()).isEqualTo(ExitStatus.DONE);
    }

    private static CommandLineRun run(String command) {
        return CommandLineRun.of(command.replace("DIR", folder.toString()).split(" "));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            done                 | check xor                                                     | 0
            done                 | train xor --epochs 1 --quiet                                  | 0
            broken file          | train DIR/broken.csv                                          | 3
            broken file          | check DIR/broken.csv                                          | 3
            broken file          | sweep DIR/broken.csv --lr 0.1:1                               | 3
            broken file          | verify DIR/broken.json                                        | 3
            broken file          | compare xor --epochs 1 --out DIR/pictures --with DIR/broken.json | 3
            broken file          | train --resume DIR/broken.safetensors                         | 3
            broken file          | export DIR/broken.safetensors --onnx DIR/x.onnx               | 3
            broken file          | predict DIR/broken.safetensors DIR/broken.png                 | 3
            broken file          | predict DIR/run DIR/broken.png                                | 3
            another sweep's trials | sweep xor --lr 0.1;1 --epochs 1 --seed 2 --out DIR/search   | 3
            missing file         | train DIR/none.csv                                            | 3
            missing file         | train mnist --data DIR/empty                                  | 3
            missing file         | verify DIR/none.json                                          | 3
            missing file         | compare xor --epochs 1 --out DIR/pictures --with DIR/none.json | 3
            missing file         | train --resume DIR/empty                                      | 3
            missing file         | export DIR/none --onnx DIR/x.onnx                             | 3
            missing file         | predict DIR/run DIR/none.png                                  | 3
            unwritable place     | train xor --epochs 1 --out DIR/wrong.json                     | 3
            unwritable place     | train xor --epochs 1 --log DIR/wrong.json/log                 | 3
            unwritable place     | train xor --epochs 1 --json DIR/wrong.json/report             | 3
            unwritable place     | sweep xor --lr 0.1;1 --epochs 1 --out DIR/wrong.json          | 3
            unwritable place     | export DIR/run --onnx DIR/wrong.json/x.onnx                   | 3
            unwritable place     | graph x --at x=1 --svg DIR/wrong.json/x.svg                   | 3
            unwritable place     | graph x --at x=1 --png DIR/empty                              | 3
            unwritable place     | step x --at x=1 --html DIR/empty                              | 3
            unwritable place     | check xor --html DIR/empty                                    | 3
            unwritable place     | verify --template DIR/wrong.json/x.json                       | 3
            file that is there   | verify --template DIR/wrong.json                              | 3
            another's lock       | train xor --epochs 1 --out DIR/taken                          | 3
            another's lock       | sweep xor --lr 0.1;1 --epochs 1 --out DIR/searched            | 3
            disagreement         | check xor --mutant missing-mean-in-last-bias                  | 1
            disagreement         | verify DIR/wrong.json                                         | 1
            divergence           | train moons --optimizer sgd --lr 1e9 --epochs 50              | 1
            divergence           | sweep moons --optimizer sgd --lr 1e9 --epochs 50              | 1
            target missed        | train xor --epochs 0 --target 100%                            | 1
            bad option           | train xor --lr fast                                           | 2
            bad option           | check xor --json DIR/empty                                    | 2
            bad option           | export DIR/run --onnx DIR/empty                               | 2
            another's checkpoint | train moons --epochs 1 --out DIR/run                          | 2
            bad expression       | step x*( --at x=1                                             | 2
            beyond the heap      | train xor --hidden 100000,100000                              | 2
            """)
    void it_exits_with(String how, String command, int status) {
        var run = run(command);

        assertThat(run.status()).as(run.err()).isEqualTo(status);
        assertThat(run.err()).doesNotContain("\tat ", "Exception");
        if (status == ExitStatus.DATA) {
            assertThat(run.err()).contains("twingrad " + command.split(" ")[0] + ": ", "expected ", ", got ");
        }
    }
}
