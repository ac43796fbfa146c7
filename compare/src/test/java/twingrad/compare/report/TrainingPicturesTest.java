package twingrad.compare.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twingrad.compare.Activation;
import twingrad.compare.Network;
import twingrad.compare.Seeds;
import twingrad.compare.data.DataSource;
import twingrad.compare.data.Splits;
import twingrad.compare.training.Architecture;
import twingrad.compare.training.LearnerKind;
import twingrad.compare.training.LearningSchedule;
import twingrad.compare.training.OptimizerKind;
import twingrad.compare.training.Routine;
import twingrad.compare.training.Session;
import twingrad.compare.training.SessionListener;
import twingrad.datasets.Dataset;
import twingrad.datasets.ImageSize;

class TrainingPicturesTest {

    private static final Routine ROUTINE = new Routine(OptimizerKind.ADAM, 0.05, 3, 32, new Seeds(1));

    @Test
    void two_inputs_have_a_boundary_and_no_images(@TempDir Path folder) {
        assertThat(written(folder, Splits.of(DataSource.MOONS, 1), ROUTINE))
                .containsExactly(
                        "some-history.png", "some-gradient-norms.png", "some-boundary.png", "some-confusion.png");
    }

    @Test
    void a_learning_rate_that_changes_has_a_picture(@TempDir Path folder) {
        assertThat(written(
                        folder,
                        Splits.of(DataSource.XOR, 1),
                        ROUTINE.withSchedule(LearningSchedule.parse("exponential:0.9"))))
                .contains("some-learning-rate.png");
    }

    @Test
    void images_have_their_most_wrong_and_the_first_weights_and_no_boundary(@TempDir Path folder) {
        assertThat(written(folder, images(), ROUTINE))
                .containsExactly(
                        "some-history.png",
                        "some-gradient-norms.png",
                        "some-confusion.png",
                        "some-most-wrong.png",
                        "some-weights.png");
    }

    @Test
    void a_network_that_was_not_trained_has_no_history(@TempDir Path folder) {
        assertThat(written(folder, Splits.of(DataSource.SPIRAL, 1), ROUTINE.withEpochs(0)))
                .containsExactly("some-boundary.png", "some-confusion.png");
    }

    @Test
    void the_same_training_gives_the_same_bytes(@TempDir Path folder) throws IOException {
        Path once = Files.createDirectory(folder.resolve("once"));
        Path again = Files.createDirectory(folder.resolve("again"));

        for (String file : written(once, images(), ROUTINE)) {
            written(again, images(), ROUTINE);
            assertThat(again.resolve(file)).hasSameBinaryContentAs(once.resolve(file));
        }
    }

    private static List<String> written(Path folder, Splits data, Routine routine) {
        Network network = Network.classifier(data.train(), List.of(5), Activation.RELU);
        Session session = Session.begin(Architecture.of(network), LearnerKind.TENSOR_F32, routine, data);
        session.run(SessionListener.NONE);
        var pictures = new TrainingPictures("some", session.model(), session.learner(), session.reports(), data);

        List<Path> files = pictures.save(folder);

        assertThat(files).allSatisfy(file -> assertThat(file).isNotEmptyFile());
        assertThat(pictures.pictures()).hasSameSizeAs(files);
        return files.stream().map(file -> file.getFileName().toString()).toList();
    }

    /** Ten images of 3 x 4 pixels, of three classes. */
    private static Splits images() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        var pixels = new byte[10 * 12];
        random.nextBytes(pixels);
        byte[] labels = {0, 1, 2, 0, 1, 2, 0, 1, 2, 0};
        Dataset images = Dataset.ofPixels("images", pixels, 12, labels, 3);
        return new Splits(
                images,
                Optional.empty(),
                images,
                Optional.empty(),
                List.of("a", "b", "c"),
                List.of(),
                Optional.of(new ImageSize(3, 4)),
                List.of());
    }
}
