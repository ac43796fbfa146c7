package twingrad.compare.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import twingrad.compare.Seeds;
import twingrad.compare.data.DataSource;
import twingrad.datasets.Dataset;

class RecipeTest {

    @Test
    void below_2000_samples_all_are_one_batch_else_128_are() {
        Dataset digits = DataSource.MNIST.test(new Seeds(1));

        assertThat(Recipe.batchSize(digits.slice(0, 1_999))).isEqualTo(1_999);
        assertThat(Recipe.batchSize(digits.slice(0, 2_000))).isEqualTo(128);
    }
}
