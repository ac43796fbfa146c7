package twingrad.compare.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import twingrad.compare.Network;
import twingrad.compare.data.DataChoice;
import twingrad.compare.training.Architecture;
import twingrad.compare.training.Plan;
import twingrad.datasets.Dataset;

/** One trial of a search, read as {@code train} reads its options: what a search tries is what {@code train} does. */
@Command
final class TrialOptions {

    @Mixin
    private NetworkOptions network;

    @Mixin
    private TrainingOptions training;

    /** The plan of a setting. IllegalArgumentException, which names the option, if it cannot be. */
    static Plan plan(Map<String, String> setting, DataChoice choice, Dataset train) {
        var options = new TrialOptions();
        try {
            Main.convert(new CommandLine(options))
                    .parseArgs(setting.entrySet().stream()
                            .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                            .toArray(String[]::new));
            Network network = options.network.network(choice, train);
            return options.training.plan(choice, network, train, choice.seeds());
        } catch (ParameterException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** What is trained, and how, where nothing is set. */
    static Map<String, String> usual(DataChoice choice, Dataset train) {
        Plan plan = plan(Map.of(), choice, train);
        var setting = new Setting(Architecture.of(plan.network()), plan.routine());
        var usual = new LinkedHashMap<String, String>();
        usual.put("network", plan.network() + ", " + plan.network().initialization());
        for (Hyperparameter one : Hyperparameter.values()) {
            usual.put(one.toString(), one.of(setting));
        }
        return usual;
    }
}
