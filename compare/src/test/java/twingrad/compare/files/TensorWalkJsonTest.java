package twingrad.compare.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import twingrad.compare.Activation;
import twingrad.compare.Batch;
import twingrad.compare.Loss;
import twingrad.compare.Network;
import twingrad.compare.TensorWalk;

class TensorWalkJsonTest {

    @Test
    void walk_is_written_with_shapes_formulas_and_numbers() throws Exception {
        var network = Network.of(List.of(2, 1), Activation.RELU, Loss.MEAN_SQUARED_ERROR);
        var batch = new Batch(2, new double[] {2, 2, -1, 1}, new double[] {1, 0});
        var walk = TensorWalk.of(network, new double[] {1, -0.5, 0.5}, batch);
        var entry = Optional.of(walk.entry("layers.0.weight[0,1]"));
        var json = new ObjectMapper().readTree(Json.text(TensorWalkJson.of(walk, entry)));

        assertThat(json.at("/forward/3"))
                .hasToString("{\"node\":\"Z0\",\"op\":\"linear\",\"inputs\":[\"X\",\"layers.0.weight\","
                        + "\"layers.0.bias\"],\"constant\":false,"
                        + "\"value\":{\"name\":\"Z0\",\"shape\":[2,1],\"numbers\":[1.5,-1.0]}}");
        assertThat(json.at("/backward/2/edges/0"))
                .hasToString("{\"input\":\"layers.0.weight\",\"formula\":\"dlayers.0.weight = dZ0ᵀ·X\",\"terms\":["
                        + "{\"name\":\"dZ0\",\"shape\":[2,1],\"numbers\":[0.5,-1.0]},"
                        + "{\"name\":\"X\",\"shape\":[2,2],\"numbers\":[2.0,2.0,-1.0,1.0]}],"
                        + "\"contribution\":{\"name\":\"dlayers.0.weight\",\"shape\":[1,2],\"numbers\":[2.0,0.0]},"
                        + "\"before\":null,"
                        + "\"after\":{\"name\":\"dlayers.0.weight\",\"shape\":[1,2],\"numbers\":[2.0,0.0]}}");
        assertThat(json.at("/entry/0/parts/0/summands/1"))
                .hasToString("{\"formula\":\"dZ0[1,0]·X[1,1]\",\"upstream\":-1.0,\"local\":1.0,\"amount\":-1.0}");
        assertThat(json.at("/entry/0/index")).hasToString("[0,1]");
    }
}
