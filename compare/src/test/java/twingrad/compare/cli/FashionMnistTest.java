package twingrad.compare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Fashion-MNIST (Xiao, Rasul, Vollgraf 2017), Debian's package dataset-fashion-mnist, where the environment says in
 * which folder its four files lie.
 */
@EnabledIfEnvironmentVariable(named = FashionMnistTest.FOLDER, matches = ".+")
class FashionMnistTest {

    static final String FOLDER = "FASHION_MNIST";

    /** What a plain network reaches within four epochs; chance is 0.1. */
    private static final double ENOUGH = 0.87;

    @ParameterizedTest
    @CsvSource({
        "train-images-idx3-ubyte, c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
        "train-labels-idx1-ubyte, bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
        "t10k-images-idx3-ubyte, 5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
        "t10k-labels-idx1-ubyte, 0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
    })
    void the_files_are_the_published_ones(String file, String sha256) throws IOException, NoSuchAlgorithmException {
        var digest = MessageDigest.getInstance("SHA-256");
        try (InputStream content = new DigestInputStream(
                new GZIPInputStream(Files.newInputStream(folder().resolve(file + ".gz"))), digest)) {
            content.transferTo(OutputStream.nullOutputStream());
        }

        assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(sha256);
    }

    @Test
    void clothes_are_learned_with_no_other_change_than_the_folder() {
        var run = CommandLineRun.of("train", "mnist", "--data", folder().toString(), "--epochs", "4", "--json", "-");

        assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.DONE);
        assertThat(run.json().path("trainSamples").asInt()).isEqualTo(60_000);
        assertThat(run.json().path("testAccuracy").asDouble()).isGreaterThanOrEqualTo(ENOUGH);
    }

    private static Path folder() {
        return Path.of(System.getenv(FOLDER));
    }
}
